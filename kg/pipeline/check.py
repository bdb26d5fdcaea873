"""`kg check`: every problem of the records, then of the graph that they make, each with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.concepts import ontology_folder, schemes
from kg.errors import Problem
from kg.pipeline.graph import Tally, described, minter_for
from kg.pipeline.inputs import inputs
from kg.rdf.mapping import map_record
from kg.rdf.ntriples import ntriples
from kg.shapes import findings
from kg.sources.dataset import Reading
from kg.vocab import BASE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.rdf.terms import Minter
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
        entries = list(reading.entries())
        graph = list(ntriples(described((entry.record for entry in entries), minter, Tally())))
        found = findings(graph, ontology_folder() / "shapes.ttl")
        owners = _owners(entries, minter)
        return [*reading.problems, *sorted(_problem(finding, owners) for finding in found)], len(entries)


def _owners(entries: list[Entry[AnyRecord]], minter: Minter) -> dict[str, Entry[AnyRecord]]:
    """The record that describes each subject; for a source that several cite, the first of them."""
    owners: dict[str, Entry[AnyRecord]] = {}
    for entry in entries:
        for description in map_record(entry.record, minter):
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
