"""What is wrong with the records of a cluster's build, in the words and with the places of a build on one machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.errors import DataError, Problem
from kg.records.agreement import Agreement
from kg.sources.block import batches
from kg.sources.reading import Missing, read_blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.sources.block import Block
    from kg.sources.reading import Known, Reading
    from kg.spark.work import Open, Summary, Taken


class Wanted(NamedTuple):
    """The records of a split to be looked at again: by how many stand before them, and by their ids."""

    numbers: frozenset[int]
    owners: frozenset[str]


class Seen(NamedTuple):
    """A record that was looked at again: the place of its id, and those of its links by their pointers."""

    split: int
    number: int
    id: str
    line: int
    place: Problem
    links: dict[str, Problem]


def wanted(summary: Summary) -> dict[int, Wanted]:
    """The records that have to be looked at again, by split, to say where they stand."""
    places = [place for taken in summary.taken for place in taken]
    found: dict[int, Wanted] = {}
    for split in {place.split for place in places} | {open_.split for open_ in summary.missing}:
        numbers = frozenset(place.record for place in places if place.split == split)
        owners = frozenset(open_.link.owner for open_ in summary.missing if open_.split == split)
        found[split] = Wanted(numbers, owners)
    return found


def look_again(
    split: int, blocks: Iterable[Block], known: Known, missing: Sequence[Open], again: Mapping[int, Wanted]
) -> Iterator[Seen]:
    """The wanted records of a split; a split without any is not read."""
    if split not in again:
        return
    number = -1
    owners = set(again[split].owners)
    for batch in batches(blocks):
        for number, entry in enumerate(read_blocks(batch, known).entries, number + 1):  # noqa: B020 — it goes on counting
            id_ = entry.record.id
            if number in again[split].numbers or id_ in owners:
                mine = [open_ for open_ in missing if (open_.split, open_.link.owner) == (split, id_)]
                pointers = {open_.link.reference.pointer for open_ in mine if id_ in owners}
                owners.discard(id_)
                links = {pointer: entry.problem(pointer, "") for pointer in pointers}
                yield Seen(split, number, id_, entry.line, entry.problem("/id", ""), links)


def raise_all(reading: Reading, summary: Summary, seen: Iterable[Seen], shifts: Sequence[int]) -> None:
    """Raise `DataError` with the problems of register and agreements, the first ones of them, if there are any.

    `shifts` are what to add to the lines of each split.
    """
    count = len(reading.problems) + summary.count
    if not count:
        return
    by_number = {(again.split, again.number): again for again in seen}
    by_owner: dict[tuple[int, str], Seen] = {}
    for again in sorted(by_number.values(), key=lambda again: again.number):
        by_owner.setdefault((again.split, again.id), again)
    found = [(split, _moved(item, shifts[split])) for split, item in summary.problems]
    found += [(taken.place.split, _taken(taken, by_number, shifts)) for taken in summary.taken]
    found += [(open_.split, _missing(open_, by_owner, shifts)) for open_ in summary.missing]
    reading.note([item for _, item in sorted(found, key=_in_order)], [])
    reading.close(Agreement)
    problems = reading.problems
    shown = f"; these are the first {len(problems):,}" if len(problems) < count else ""
    raise DataError(f"the records have {count:,} problem{'s' if count > 1 else ''}{shown}", problems=problems)


def _taken(taken: Taken, seen: Mapping[tuple[int, int], Seen], shifts: Sequence[int]) -> Problem:
    here, first = seen[taken.place], seen[taken.first]
    where = f"{first.place.path}:{first.line + shifts[first.split]}"
    place = _at(here.place, shifts[here.split])
    message = f"the id {here.id} is taken by {where}"
    return Problem(place.path, place.line, place.column, message, "give this record an id of its own")


def _missing(open_: Open, seen: Mapping[tuple[int, str], Seen], shifts: Sequence[int]) -> Missing:
    reference = open_.link.reference
    place = seen[open_.split, open_.link.owner].links[reference.pointer]
    return Missing(_at(place, shifts[open_.split]), reference)


def _moved(item: Problem | Missing, lines: int) -> Problem | Missing:
    return Missing(_at(item.place, lines), item.reference) if isinstance(item, Missing) else _at(item, lines)


def _at(place: Problem, lines: int) -> Problem:
    line = place.line + lines if place.line else 0
    return Problem(place.path, line, place.column, place.message, place.hint, place.severity)


def _in_order(item: tuple[int, Problem | Missing]) -> tuple[int, str, int, int]:
    split, said = item
    place = said.place if isinstance(said, Missing) else said
    return split, place.path, place.line, place.column
