"""The two steps of a build that are done on a cluster, as plain functions over the items of a partition.

`write` spells the records of one split into a part of the graph and a part of the table of ties, and hands on what only
all splits together can tell, under 16 bytes each: the ids of records, the links between them, and the descriptions that
several records may repeat. Spark brings equal keys together. `settle` then keeps each description once, and finds the
ids that are taken and the links that lead nowhere.

Both may be tried again at any time and on any machine: they give the same and write the same bytes.
"""

from __future__ import annotations

import csv
import heapq
import io
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from msgspec import Struct, field

from kg.digests import digest
from kg.errors import Problem
from kg.pipeline.spelling import spell
from kg.pipeline.tally import Tally
from kg.sources.block import batches
from kg.sources.reading import Missing
from kg.spark.parts import Part, PartFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.pipeline.spelling import Mark, Plan, Spelled
    from kg.sources.block import Block
    from kg.sources.reading import Link

SHOWN: Final = 1_000
"""The problems that a failed build tells of: the first ones, in the order of the input."""

TIES: Final = ("agreement", "organization")
"""The columns of the table of ties."""

_SUMMARY: Final = b""


class Place(NamedTuple):
    """Where a record stands: its split, and how many records of the split stand before it."""

    split: int
    record: int


class Repeatable(NamedTuple):
    """A description that several records may repeat, as text, with what a tally counts of it."""

    statements: int
    classes: tuple[str, ...]
    text: bytes


class Open(NamedTuple):
    """A link of a record to another that may stand anywhere."""

    split: int
    link: Link


class Taken(NamedTuple):
    """A record whose id an earlier one has."""

    place: Place
    first: Place


class Summary(Struct):
    """What the splits of a build gave. `problems` are the first ones, each with its split; `count` says how many."""

    tally: Tally = field(default_factory=Tally)
    parts: list[Part] = field(default_factory=list)
    lines: dict[int, int] = field(default_factory=dict)
    problems: list[tuple[int, Problem | Missing]] = field(default_factory=list)
    count: int = 0
    taken: list[Taken] = field(default_factory=list)
    missing: list[Open] = field(default_factory=list)

    def add(self, other: Summary) -> None:
        """Add what other splits gave."""
        self.tally.add(other.tally)
        self.parts += other.parts
        self.lines |= other.lines
        self.problems = heapq.nsmallest(SHOWN, [*self.problems, *other.problems], key=lambda item: item[0])
        self.count += other.count
        self.taken = heapq.nsmallest(SHOWN, [*self.taken, *other.taken])
        self.missing = heapq.nsmallest(SHOWN, [*self.missing, *other.missing], key=lambda open_: open_.split)


Item = tuple[bytes, Any]
"""A key, and a `Place`, an `Open`, a `Repeatable` or a `Summary`."""


def number_of(key: bytes) -> int:
    """The number by which a key finds its partition, the same on every machine; a summary goes to the first."""
    return int.from_bytes(key[:8], "big")


def write(split: int, blocks: Iterable[Block], plan: Plan, folder: str, attempt: str) -> Iterator[Item]:
    """Write `graph-N.nt` and `ties-N.csv` of a split into the folder; gives what only all splits together can tell."""
    summary = Summary()
    lines = records = 0
    with (
        PartFile(folder, f"graph-{split:06}.nt", attempt) as graph,
        PartFile(folder, f"ties-{split:06}.csv", attempt) as ties,
    ):
        ties.write(_rows([TIES]))
        for batch in batches(blocks):
            lines += sum(block.cut.content.count(b"\n") for block in batch if isinstance(block.cut.content, bytes))
            done = spell(batch, plan)
            ties.write(_rows((agreement, body) for agreement, bodies in done.tally.ties or () for body in bodies))
            own, repeatable = parted(done)
            graph.write(own)
            yield from repeatable
            yield from ((digest(id_), Place(split, number)) for number, id_ in enumerate(done.ids, records))
            yield from ((digest(link.reference.id), Open(split, link)) for link in done.links)
            records += len(done.ids)
            summary.tally.add(done.tally)
            summary.count += len(done.problems)
            summary.problems += [(split, problem) for problem in done.problems[: SHOWN - len(summary.problems)]]
    summary.lines[split] = lines
    summary.parts += [graph.part, ties.part]
    yield _SUMMARY, summary


def parted(done: Spelled) -> tuple[bytes, list[Item]]:
    """The text that is of its records alone, and what others may repeat, which the tally doesn't count any more."""
    (text,) = done.texts
    own: list[bytes] = []
    repeatable: list[Item] = []
    begin = 0
    for mark in sorted((mark for mark in done.marks if mark.key is not None), key=_start):
        ((start, end),) = mark.spans
        own.append(text[begin:start])
        repeatable.append((mark.key or b"", Repeatable(mark.statements, mark.classes, text[start:end])))
        done.tally.take_back(mark.statements, mark.classes)
        begin = end
    return b"".join([*own, text[begin:]]), repeatable


def settle(number: int, items: Iterable[Item], folder: str, attempt: str) -> Summary:
    """Write `sources-N.nt` with each repeatable description once; gives a summary of what came together here."""
    summary = Summary()
    texts: dict[bytes, Repeatable] = {}
    ids: dict[bytes, Place] = {}
    taken: list[tuple[bytes, Place]] = []
    links: list[tuple[bytes, Open]] = []
    for key, item in items:
        if isinstance(item, Place):
            first = ids.setdefault(key, item)
            if item != first:
                ids[key] = min(item, first)
                taken.append((key, max(item, first)))
        elif isinstance(item, Repeatable):
            texts.setdefault(key, item)
        elif isinstance(item, Open):
            links.append((key, item))
        else:
            summary.add(item)
    missing = [open_ for key, open_ in links if key not in ids]
    summary.add(
        Summary(
            count=len(taken) + len(missing), taken=[Taken(place, ids[key]) for key, place in taken], missing=missing
        )
    )
    with PartFile(folder, f"sources-{number:06}.nt", attempt) as sources:
        for repeatable in sorted(texts.values(), key=lambda kept: kept.text):
            sources.write(repeatable.text)
            summary.tally.take_back(-repeatable.statements, ())
            for class_ in repeatable.classes:
                summary.tally.entities[class_] += 1
    summary.parts.append(sources.part)
    return summary


def _start(mark: Mark) -> int:
    return mark.spans[0][0]


def _rows(rows: Iterable[tuple[str, str]]) -> bytes:
    """Rows of CSV whose cells are IRIs: they hold no quote and no line end."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()
