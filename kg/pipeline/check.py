"""`kg check`: every problem of the records, then of the graph that they make, each with its place."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from kg.concepts import ontology_folder, schemes
from kg.errors import Problem
from kg.pipeline.graph import about_of, described, mapped, minter_for
from kg.pipeline.inputs import described_by, inputs
from kg.pipeline.places import pointer
from kg.pipeline.tally import Tally
from kg.rdf.ntriples import ntriples
from kg.records.agreement import Agreement
from kg.records.claims import conflicts
from kg.shapes import findings
from kg.sources.reading import Reading
from kg.sources.texts import mismatches
from kg.vocab import BASE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.rdf.description import Description
    from kg.records.claims import Claimed, Conflict, Key
    from kg.records.rules import AnyRecord
    from kg.shapes import Finding
    from kg.sources.entry import Entry

_TOPICS: Final[dict[Key, tuple[str, str]]] = {
    "kind": ("the kind", "종류가"),
    "signed": ("the day of signing", "체결일이"),
    "parties": ("the parties", "당사자가"),
}
_RULE: Final = (
    "the value that most sources claim is shown, among equals the one published first; a copy doesn't count",
    "가장 많은 출처가 전하는 값을 보이고, 수가 같으면 먼저 발행된 출처의 값을 보인다. 옮겨 실은 글은 세지 않는다",
)


class GraphProblem(Problem, frozen=True):
    """A problem of the graph that the records make, with the same in Korean."""

    message_ko: str = ""
    hint_ko: str = ""

    def in_korean(self) -> Problem:
        """The problem as a Korean reader wants it."""
        return Problem(self.path, self.line, self.column, self.message_ko, self.hint_ko, self.severity)


def check(sources: Sequence[str], data: str, base_iri: str = BASE) -> tuple[list[Problem], int]:
    """Every problem of the records and of their graph, and the number of records that were read.

    Problems of the records come first, in the order of the input, then words that the texts of their sources don't bear
    out, where these are in the folder `texts` of the data. Then, sorted by place, what SHACL finds
    (`ontology/shapes.ttl`) at the value that it is about, and every disagreement of sources at its first claim.
    """
    minter = minter_for(base_iri)
    with inputs(sources, data) as files:
        reading = Reading(files, schemes())
        records = list(mapped(reading.entries(), minter, reading.problems))
        about = about_of(described_by(sources, data)[0])
        graph = ntriples(described((descriptions for _, descriptions in records), minter, Tally(), about))
        owners = _owners(records)
        found = [_problem(finding, owners) for finding in findings(graph, ontology_folder() / "shapes.ttl")]
        found += [problem for entry, _ in records for problem in _conflicts(entry)]
        return [*reading.problems, *_misquoted(records, os.path.join(data, "texts")), *sorted(found)], len(records)


def _misquoted(records: list[tuple[Entry[AnyRecord], list[Description]]], folder: str) -> list[Problem]:
    """The evidence that the text of its source doesn't bear out, where the texts are at hand."""
    if not os.path.isdir(folder):
        return []
    agreements = [(entry, entry.record) for entry, _ in records if isinstance(entry.record, Agreement)]
    return [entry.problem(*fault) for entry, record in agreements for fault in mismatches(record, folder)]


def _owners(records: list[tuple[Entry[AnyRecord], list[Description]]]) -> dict[str, Entry[AnyRecord]]:
    """The record that describes each subject; for a source that several cite, the first of them."""
    owners: dict[str, Entry[AnyRecord]] = {}
    for entry, descriptions in records:
        for description in descriptions:
            owners.setdefault(description.subject[1:-1], entry)
    return owners


def _problem(finding: Finding, owners: dict[str, Entry[AnyRecord]]) -> GraphProblem:
    said = finding.message_en, finding.hint_en, finding.severity, finding.message_ko, finding.hint_ko
    owner = owners.get(finding.focus)
    if owner is None:
        return GraphProblem("graph", 0, 0, *said)
    place = owner.problem(pointer(owner.record, finding.focus, finding.path, finding.value), "")
    return GraphProblem(place.path, place.line, place.column, *said)


# ---- conflicts -------------------------------------------------------------------------------------------------------


def _conflicts(entry: Entry[AnyRecord]) -> Iterator[GraphProblem]:
    """Where the sources of an agreement disagree: what each says, and what is shown."""
    if not isinstance(entry.record, Agreement):
        return
    for conflict in conflicts(entry.record):
        place, id_ = entry.problem(conflict.pointer, ""), entry.record.id
        topic, topic_ko = _TOPICS[conflict.key]
        english = "; ".join(
            f"{text} (source{'s' if len(value.sources) > 1 else ''} {_listed(value.sources)})"
            for text, value in zip(_values(entry.record, conflict, "with", "without"), conflict.values, strict=True)
        )
        korean = "; ".join(
            f"{text} (출처 {_listed(value.sources)})"
            for text, value in zip(_values(entry.record, conflict, "추가", "제외"), conflict.values, strict=True)
        )
        is_list = conflict.key == "parties"
        yield GraphProblem(
            place.path,
            place.line,
            place.column,
            f"agreement {id_}: sources disagree on {topic}: {english}; "
            f"the graph shows {'the first' if is_list else conflict.shown}",
            _RULE[0],
            "info",
            f"{id_}: 출처마다 {topic_ko} 다르다: {korean}; 그래프가 보이는 값: {'첫째' if is_list else conflict.shown}",
            _RULE[1],
        )


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))


def _values(record: Agreement, conflict: Conflict, more: str, less: str) -> list[str]:
    """The claimed values as text, the shown one first; of other parties only what sets them apart from the shown."""
    if conflict.key != "parties":
        return [value.text for value in conflict.values]
    shown, *others = (_parties(record, value) for value in conflict.values)
    differences = []
    for other in others:
        halves = (more, sorted(other - shown)), (less, sorted(shown - other))
        differences.append(", ".join(f"{word} {', '.join(parties)}" for word, parties in halves if parties))
    return [", ".join(sorted(shown)), *differences]


def _parties(record: Agreement, value: Claimed) -> set[str]:
    return {party.organization or party.as_written or "" for party in record.claims[value.claims[0]].party_list}
