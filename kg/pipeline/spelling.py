"""Blocks of records to the text of a graph: the work of a build that can be done anywhere.

`spell` is the whole of it. It depends on nothing but its arguments, so it runs here, in other processes
(`kg.pipeline.workers`) or on a cluster (`kg.spark`), and the bytes are the same.
"""

from __future__ import annotations

import gc
import json
from contextlib import contextmanager
from datetime import date
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from msgspec import Struct

from kg import snapshot
from kg.concepts import ontology_folder
from kg.digests import digest
from kg.errors import TermError
from kg.pipeline.graph import minter_for, nameless
from kg.pipeline.tally import Tally
from kg.rdf.jsonld import jsonld_syntax
from kg.rdf.mapping import map_record
from kg.rdf.ntriples import NTRIPLES
from kg.rdf.turtle import turtle_syntax
from kg.records.agreement import Agreement
from kg.sources.reading import Known, read_blocks
from kg.vocab import BASE

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator

    from kg.errors import Problem
    from kg.rdf.description import Description
    from kg.rdf.syntax import Syntax
    from kg.records.rules import AnyRecord
    from kg.sources.block import Block
    from kg.sources.entry import Entry
    from kg.sources.reading import Link, Missing

Format = Literal["ttl", "nt", "jsonld"]
FORMATS: Final[tuple[Format, ...]] = ("ttl", "nt", "jsonld")


class Plan(Struct, frozen=True):
    """What the text of records follows from, beside the records.

    `known` are the ids that they may borrow. `as_of` and `known_by` are days; `replaced` are the agreements that others
    replace by the first of them. With `sorting` every description is marked, so that it can be moved.
    """

    known: Known
    formats: tuple[Format, ...] = ("nt",)
    base_iri: str = BASE
    as_of: date | None = None
    known_by: date | None = None
    replaced: frozenset[str] = frozenset()
    ties: bool = False
    sorting: bool = False


class Mark(NamedTuple):
    """Where a description lies in the texts: its bytes from and to, in each format.

    What other records may repeat has a `key`, and what a tally must take back where it is a repetition.
    """

    subject: str
    spans: tuple[tuple[int, int], ...]
    key: bytes | None
    statements: int
    classes: tuple[str, ...]


class Spelled(NamedTuple):
    """Blocks as text: in each format the descriptions, each behind its separator; and all that is to be known of them.

    `ids` are those of the records that were read, whether or not they became text.
    """

    texts: tuple[bytes, ...]
    marks: list[Mark]
    tally: Tally
    ids: list[str]
    problems: list[Problem | Missing]
    links: list[Link]


def context() -> dict[str, Any]:
    """The JSON-LD context of the ontology."""
    found: dict[str, Any] = json.loads((ontology_folder() / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    return found


@cache
def syntaxes(formats: tuple[Format, ...], base_iri: str) -> tuple[Syntax, ...]:
    """The syntax of each format."""
    known: dict[Format, Syntax] = {"ttl": turtle_syntax(base_iri), "nt": NTRIPLES}
    return tuple(known.get(form) or jsonld_syntax(context(), base_iri) for form in formats)


def of_the_day(record: AnyRecord, plan: Plan) -> AnyRecord | None:
    """The record as of the plan's days; None for an agreement that was not known, or not in force, on them."""
    if not isinstance(record, Agreement) or not (plan.as_of or plan.known_by):
        return record
    left = snapshot.known_by(record, plan.known_by) if plan.known_by else record
    left = snapshot.as_of(left, plan.as_of) if left and plan.as_of else left
    return None if left is None or left.id in plan.replaced else left


def replaced(blocks: Iterable[Block], plan: Plan) -> set[str]:
    """The agreements that others of the blocks replace by the plan's day."""
    found = read_blocks(blocks, plan.known)
    good = (entry.record for number, entry in enumerate(found.entries) if number not in found.refused)
    records = (of_the_day(record, plan) for record in good)
    return {earlier for record in records if isinstance(record, Agreement) for earlier in record.replaces}


def spell(blocks: Iterable[Block], plan: Plan, without: Container[int] = ()) -> Spelled:
    """The text of the records in the blocks; `without` are the positions of records to be left out."""
    text = _Text(plan)
    with _no_cycles():
        found = read_blocks(blocks, plan.known)
        problems = found.problems
        for number, entry in enumerate(found.entries):
            if number not in found.refused and number not in without:
                problems += text.add(entry)
    return Spelled(
        tuple(map(b"".join, text.parts)),
        text.marks,
        text.tally,
        [entry.record.id for entry in found.entries],
        problems,
        found.links,
    )


@contextmanager
def _no_cycles() -> Iterator[None]:
    """Spare the search for cycles of objects: records and descriptions have none, and there are very many of them."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _separated(syntax: Syntax) -> Callable[[Description], str]:
    """How the syntax spells a description, with what stands between two of them in front."""
    spell, between = syntax.spell, syntax.between
    return (lambda description: between + spell(description)) if between else spell


class _Text:
    """The text of a few records while it grows."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.minter = minter_for(plan.base_iri)
        self.nameless = nameless(self.minter)
        self.spellings = [_separated(syntax) for syntax in syntaxes(plan.formats, plan.base_iri)]
        self.tally = Tally(ties=[] if plan.ties else None)
        self.marks: list[Mark] = []
        self.parts: list[list[bytes]] = [[] for _ in plan.formats]
        self.lengths = [0] * len(plan.formats)

    def add(self, entry: Entry[AnyRecord]) -> list[Problem]:
        """Add a record; a value that no RDF term can hold is a problem of its entry."""
        record = of_the_day(entry.record, self.plan)
        if record is None:
            self.tally.left_out += 1
            return []
        try:
            self._spell(map_record(record, self.minter))
        except TermError as error:
            return [entry.problem("", error.message, error.hint)]
        return []

    def _spell(self, descriptions: list[Description]) -> None:
        self.tally.watch(descriptions, self.nameless)
        bounds: list[list[int]] = []
        keys: list[bytes] = []
        for number, spell in enumerate(self.spellings):
            parts = [spell(description).encode() for description in descriptions]
            self.parts[number] += parts
            bounds.append(list(accumulate(map(len, parts), initial=self.lengths[number])))
            self.lengths[number] = bounds[-1][-1]
            keys = keys or parts
        for number, description in enumerate(descriptions):
            form = description.form
            if form.shared or self.plan.sorting:
                spans = tuple([(bound[number], bound[number + 1]) for bound in bounds])
                key = digest(keys[number]) if form.shared else None
                self.marks.append(Mark(description.subject, spans, key, form.size, description.classes))
