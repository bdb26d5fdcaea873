"""`kg check`: every problem of the records, then of the graph that they make, each with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.concepts import ontology_folder, schemes
from kg.errors import Problem
from kg.pipeline.graph import described, mapped, minter_for
from kg.pipeline.inputs import inputs
from kg.pipeline.tally import Tally
from kg.rdf.ntriples import ntriples
from kg.shapes import findings
from kg.sources.dataset import Reading
from kg.vocab import BASE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.rdf.description import Description
    from kg.records.rules import AnyRecord
    from kg.shapes import Finding
    from kg.sources.entry import Entry


def check(sources: Sequence[str], data: str, base_iri: str = BASE) -> tuple[list[Problem], int]:
    """Every problem of the records and of their graph, and the number of records that were read.

    Problems of the records come first, in the order of the input; then what SHACL finds (`ontology/shapes.ttl`), at the
    line where the record begins that the finding is about.
    """
    minter = minter_for(base_iri)
    with inputs(sources, data) as files:
        reading = Reading(files, schemes())
        records = list(mapped(reading.entries(), minter, reading.problems))
        graph = ntriples(described((descriptions for _, descriptions in records), minter, Tally()))
        found = findings(graph, ontology_folder() / "shapes.ttl")
        owners = _owners(records)
        return [*reading.problems, *sorted(_problem(finding, owners) for finding in found)], len(records)


def _owners(records: list[tuple[Entry[AnyRecord], list[Description]]]) -> dict[str, Entry[AnyRecord]]:
    """The record that describes each subject; for a source that several cite, the first of them."""
    owners: dict[str, Entry[AnyRecord]] = {}
    for entry, descriptions in records:
        for description in descriptions:
            owners.setdefault(description.subject[1:-1], entry)
    return owners


def _problem(finding: Finding, owners: dict[str, Entry[AnyRecord]]) -> Problem:
    owner = owners.get(finding.focus)
    name = finding.focus.rpartition("/id/")[2] or finding.focus
    message = f"{name}: {finding.message_en or finding.message_ko}"
    hint = finding.message_ko if finding.message_en else ""
    if owner is None:
        return Problem("graph", 0, 0, message, hint, finding.severity)
    mark = owner.tree().mark
    return Problem(owner.path, mark.line, mark.column, message, hint, finding.severity)
