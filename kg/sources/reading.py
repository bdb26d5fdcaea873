"""One pass over files of records: what each block gives, and what only all of them together can tell.

A block is read anywhere (`read_blocks`); what it can't know is left open: whether an id was taken before, and whether
an agreement that it names exists. A `Reading` closes that. It holds 16 bytes of each id, not the record, so to name a
place that it passed it goes through the files again. That costs time only where something is wrong.
"""

from __future__ import annotations

import difflib
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.digests import Digests, digest
from kg.errors import Problem
from kg.records.agreement import Agreement
from kg.records.organization import Organization, Place
from kg.records.references import Reference, Scheme, dangling
from kg.sources.block import Block, batches
from kg.sources.files import RecordFile, blocks

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence

    from kg.records.rules import AnyRecord
    from kg.sources.entry import Entry

KINDS: Final[tuple[type[AnyRecord], ...]] = (Place, Organization, Agreement)
"""The kinds of record in the order of reading: what is referred to comes first."""

_SCHEME: Final[dict[type, Scheme]] = {Agreement: "agreement", Organization: "organization", Place: "place"}
_NOUN: Final = {
    "agreement": "an agreement of these records",
    "organization": "an organisation of the register",
    "place": "a place of the register",
    "field": "a field of co-operation",
    "role": "a role",
    "organization-type": "a type of organisation",
}
_CURES: Final = {
    "organization": "add it to organizations.yaml; is the register read? (--data DIR names its folder)",
    "place": "add it to places.yaml",
    "agreement": "add the agreement, or leave the reference out",
}
_MOST_IDS_TO_COMPARE: Final = 5_000
_MOST_GUESSES: Final = 20
"""A guess compares an id with all ids, which takes up to a quarter of a second: a run makes only the first few."""

Known = dict[Scheme, AbstractSet[str]]
"""The ids that a record may borrow. Those of agreements are not among them: nobody holds them all."""


class Missing(NamedTuple):
    """A borrowed id that is not known, at its place; what to say of it depends on what is known."""

    place: Problem
    reference: Reference


class Link(NamedTuple):
    """An id that a record borrows from its own kind: known to exist, or not, when all of the kind are read."""

    path: str
    owner: str
    reference: Reference


class Found(NamedTuple):
    """What some blocks gave, each list in the order of the input; entries in `refused` borrow ids that are not known.

    An id counts as taken, and as known, also where its record is refused for another reason.
    """

    entries: list[Entry[AnyRecord]]
    refused: frozenset[int]
    problems: list[Problem | Missing]
    links: list[Link]


class _Taken(NamedTuple):
    """The place of an id that another record has, which stands before it."""

    place: Problem
    id: str


class _Again(NamedTuple):
    """What a second look finds: the first places of ids, the links that lead nowhere, and ids to compare them with."""

    first: dict[str, str]
    missing: list[Missing]
    ids: set[str]


def read_blocks(blocks: Iterable[Block], known: Mapping[Scheme, Container[str]]) -> Found:
    """The entries of the blocks, and what is wrong with them or open. Depends on nothing else."""
    entries: list[Entry[AnyRecord]] = []
    refused: set[int] = set()
    problems: list[Problem | Missing] = []
    links: list[Link] = []
    for block in blocks:
        own = _SCHEME[block.record_type]
        for item in block.read():
            if isinstance(item, Problem):
                problems.append(item)
                continue
            if found := dangling(item.record, known):
                # A record may name one of its own kind that stands later.
                links += [Link(item.path, item.record.id, open_) for open_ in found if open_.scheme == own]
                if missing := [reference for reference in found if reference.scheme != own]:
                    problems += [Missing(item.problem(reference.pointer, ""), reference) for reference in missing]
                    refused.add(len(entries))
            entries.append(item)
    return Found(entries, frozenset(refused), problems, links)


class Reading:
    """One pass over files of records, register first; what is wrong gathers in `problems`.

    `schemes` are the ids of the concept schemes: `{"field": {"energy", …}, …}`.
    """

    def __init__(self, files: Collection[RecordFile], schemes: Mapping[str, Collection[str]]) -> None:
        """Prepare the reading; nothing is opened yet."""
        self.problems: list[Problem] = []
        self.known: Known = {
            "field": frozenset(schemes["field"]),
            "role": frozenset(schemes["role"]),
            "organization-type": frozenset(schemes["organization-type"]),
            **dict.fromkeys(_SCHEME.values(), frozenset[str]()),
        }
        self._files = files
        self._guesses = 0
        self._open: list[Problem | Missing | _Taken] = []
        self._links: list[Link] = []
        self._begin()

    @property
    def size(self) -> int:
        """The bytes of all files."""
        return sum(file.location.stat().st_size for file in self._files)

    def _begin(self) -> None:
        self._ids: set[str] = set()
        self._digests = Digests()

    def batches(self, kind: type[AnyRecord]) -> Iterator[list[Block]]:
        """The blocks of the files of a kind, in batches that are worth a call."""
        return batches(block for file in self._files if file.record_type is kind for block in blocks(file))

    def entries(self) -> Iterator[Entry[AnyRecord]]:
        """The good records as a stream: places, organisations, then agreements, each in the order of the input."""
        for kind in KINDS:
            for batch in self.batches(kind):
                found = read_blocks(batch, self.known)
                self.note(found.problems, found.links)
                taken = self.take(kind, [entry.record.id for entry in found.entries])
                self.refuse(taken, found.entries)
                bad = taken | found.refused
                yield from (entry for number, entry in enumerate(found.entries) if number not in bad)
            self.close(kind)

    def note(self, problems: Iterable[Problem | Missing], links: Iterable[Link]) -> None:
        """Keep what blocks said, in the order of the input."""
        self._open += problems
        self._links += links

    def take(self, kind: type[AnyRecord], ids: Sequence[str]) -> frozenset[int]:
        """The positions of the ids that are taken already; the others are from now on."""
        if kind is Agreement:
            return self._digests.add([digest(id_) for id_ in ids])
        taken = set()
        for number, id_ in enumerate(ids):
            if id_ in self._ids:
                taken.add(number)
            self._ids.add(id_)
        return frozenset(taken)

    def refuse(self, taken: Collection[int], entries: Sequence[Entry[AnyRecord]]) -> None:
        """Note that the ids of these entries are taken."""
        for number in sorted(taken):
            place, id_ = entries[number].problem("/id", ""), entries[number].record.id
            self._open.append(_Taken(place, id_))

    def close(self, kind: type[AnyRecord]) -> None:
        """End the reading of a kind: its ids are known now, and what was left open becomes a problem or nothing."""
        scheme = _SCHEME[kind]
        links = [link for link in self._links if not self._exists(kind, link.reference.id)]
        taken = {item.id for item in self._open if isinstance(item, _Taken)}
        again = self._look_again(kind, taken, links) if taken or links else _Again({}, [], self._ids)
        ids = self.known | {scheme: again.ids}
        order = {file.path: number for number, file in enumerate(self._files)}
        said = [self._said(item, ids, again.first) for item in (*self._open, *again.missing)]
        # A cluster reads agreements that are not among the files.
        said.sort(key=lambda found: (order.get(found.path, len(order)), found.path, found.line, found.column))
        self.problems += said
        if kind is not Agreement:
            self.known = ids
        self._open, self._links = [], []
        self._begin()

    def _exists(self, kind: type[AnyRecord], id_: str) -> bool:
        return digest(id_) in self._digests if kind is Agreement else id_ in self._ids

    def _look_again(self, kind: type[AnyRecord], taken: Collection[str], links: Iterable[Link]) -> _Again:
        wanted: dict[tuple[str, str], list[Reference]] = {}
        for link in links:
            wanted.setdefault((link.path, link.owner), []).append(link.reference)
        first: dict[str, str] = {}
        missing: list[Missing] = []
        ids = set(self._ids)
        for batch in self.batches(kind):
            for entry in read_blocks(batch, self.known).entries:
                id_ = entry.record.id
                if id_ in taken:
                    first.setdefault(id_, f"{entry.path}:{entry.line}")
                if len(ids) <= _MOST_IDS_TO_COMPARE:
                    ids.add(id_)
                references = wanted.pop((entry.path, id_), ())
                missing += [Missing(entry.problem(reference.pointer, ""), reference) for reference in references]
        return _Again(first, missing, ids)

    def _said(self, item: Problem | Missing | _Taken, known: Known, first: Mapping[str, str]) -> Problem:
        if isinstance(item, Problem):
            return item
        place = item.place
        if isinstance(item, _Taken):
            message, cure = f"the id {item.id} is taken by {first[item.id]}", "give this record an id of its own"
        else:
            reference = item.reference
            message, cure = f"“{reference.id}” is not {_NOUN[reference.scheme]}", self._cure(reference, known)
        return Problem(place.path, place.line, place.column, message, cure)

    def _cure(self, reference: Reference, known: Known) -> str:
        ids = known[reference.scheme]
        close: list[str] = []
        if len(ids) <= _MOST_IDS_TO_COMPARE and self._guesses < _MOST_GUESSES:
            self._guesses += 1
            close = difflib.get_close_matches(reference.id, ids, n=1)
        return f"did you mean “{close[0]}”?" if close else _CURES.get(reference.scheme, f"the ids are {_listed(ids)}")


def _listed(ids: Collection[str]) -> str:
    return ", ".join(sorted(ids))
