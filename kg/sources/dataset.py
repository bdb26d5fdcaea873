"""The register and the agreements of some files, with every id checked: none twice, none that leads nowhere."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Final, cast

from msgspec import Struct

from kg.errors import DataError, Problem
from kg.records.agreement import Agreement
from kg.records.organization import Organization, Place
from kg.records.references import Reference, Scheme, dangling
from kg.sources.files import RecordFile, read_file
from kg.sources.package import Package

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from kg.records.rules import AnyRecord
    from kg.sources.entry import Entry

_KIND: Final[dict[type, Scheme]] = {Agreement: "agreement", Organization: "organization", Place: "place"}
_NOUN: Final = {
    "agreement": "an agreement of these records",
    "organization": "an organisation of the register",
    "place": "a place of the register",
    "field": "a field of co-operation",
    "role": "a role",
    "organization-type": "a type of organisation",
}
_MOST_IDS_TO_COMPARE: Final = 5_000
_MOST_GUESSES: Final = 20
"""A guess compares an id with all ids, which takes up to a quarter of a second: a run makes only the first few."""


class Dataset(Struct, frozen=True):
    """Records that fit together, and what their folder says of itself: `kg.read` gives one, `kg.graph` takes one."""

    agreements: tuple[Agreement, ...]
    organizations: tuple[Organization, ...]
    places: tuple[Place, ...]
    package: Package = Package()


class Reading:
    """One pass over files of records, register first; what is wrong gathers in `problems`.

    `schemes` are the ids of the concept schemes: `{"field": {"energy", …}, …}`. Agreements are not held: an id and a
    line number of each are, to find a second one and what refers to none.
    """

    def __init__(self, files: Collection[RecordFile], schemes: Mapping[str, Collection[str]]) -> None:
        """Prepare the reading; nothing is opened yet."""
        self.problems: list[Problem] = []
        self._guesses = 0
        self._files = files
        self._seen: dict[Scheme, dict[str, tuple[str, int]]] = {"agreement": {}, "organization": {}, "place": {}}
        self._known: dict[Scheme, Collection[str]] = {
            **self._seen,
            "field": schemes["field"],
            "role": schemes["role"],
            "organization-type": schemes["organization-type"],
        }

    def entries(self) -> Iterator[Entry[AnyRecord]]:
        """The good records as a stream: places, organisations, then agreements, each in the order of the input."""
        for record_type in (Place, Organization, Agreement):
            waiting: list[tuple[Entry[AnyRecord], Reference]] = []
            for file in self._files:
                if file.record_type is record_type:
                    yield from self._file(file, waiting)
            missing = [(entry, asked) for entry, asked in waiting if asked.id not in self._known[asked.scheme]]
            self.problems += [self._problem(entry, asked) for entry, asked in missing]

    def _file(self, file: RecordFile, waiting: list[tuple[Entry[AnyRecord], Reference]]) -> Iterator[Entry[AnyRecord]]:
        own = _KIND[file.record_type]
        for item in read_file(file):
            if isinstance(item, Problem):
                self.problems.append(item)
                continue
            if first := self._seen[own].get(item.record.id):
                message = f"the id {item.record.id} is taken by {first[0]}:{first[1]}"
                self.problems.append(item.problem("/id", message, "give this record an id of its own"))
                continue
            self._seen[own][item.record.id] = (item.path, item.line)
            missing = dangling(item.record, self._known)
            if missing:
                # A record may refer to one of its own kind that stands later: asked again at the end of that kind.
                waiting += [(item, reference) for reference in missing if reference.scheme == own]
                missing = [reference for reference in missing if reference.scheme != own]
                self.problems += [self._problem(item, reference) for reference in missing]
            if not missing:
                yield item

    def _problem(self, entry: Entry[AnyRecord], reference: Reference) -> Problem:
        ids = self._known[reference.scheme]
        close: list[str] = []
        if len(ids) <= _MOST_IDS_TO_COMPARE and self._guesses < _MOST_GUESSES:
            self._guesses += 1
            close = difflib.get_close_matches(reference.id, ids, n=1)
        cure = f"did you mean “{close[0]}”?" if close else _CURES.get(reference.scheme, f"the ids are {_listed(ids)}")
        return entry.problem(reference.pointer, f"“{reference.id}” is not {_NOUN[reference.scheme]}", cure)


_CURES: Final = {
    "organization": "add it to organizations.yaml; is the register read? (--data DIR names its folder)",
    "place": "add it to places.yaml",
    "agreement": "add the agreement, or leave the reference out",
}


def _listed(ids: Collection[str]) -> str:
    return ", ".join(sorted(ids))


def read_dataset(files: Collection[RecordFile], schemes: Mapping[str, Collection[str]]) -> Dataset:
    """All records of the files in memory. Raises `DataError` with every problem found."""
    reading = Reading(files, schemes)
    found: dict[type, list[AnyRecord]] = {Agreement: [], Organization: [], Place: []}
    for entry in reading.entries():
        found[type(entry.record)].append(entry.record)
    raise_problems(reading.problems)
    return Dataset(
        agreements=tuple(cast("list[Agreement]", found[Agreement])),
        organizations=tuple(cast("list[Organization]", found[Organization])),
        places=tuple(cast("list[Place]", found[Place])),
    )


def raise_problems(problems: Collection[Problem]) -> None:
    """Raise `DataError` if there is any problem."""
    if problems:
        count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
        raise DataError(f"the records have {count}", problems=problems)
