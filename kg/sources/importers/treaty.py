"""A table of treaties and their members: a row a membership, with dates as partial as the table has them.

Nothing in such a table is about cities; it is here because treaties are the oldest open data of agreements, and their
dates the hardest: `1992`, `1992-06`, `1992-06/1995`, `1992–`. A membership that begins after the treaty does, or ends,
is a follow-up of the party: it joined, it left.
"""

from __future__ import annotations

import os
import re
import unicodedata
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.errors import Problem
from kg.records.agreement import Agreement
from kg.records.dates import PartialDate
from kg.records.organization import Organization
from kg.sources.entry import from_tree
from kg.sources.table.mapping import MappingFile
from kg.sources.table.reading import open_table
from kg.sources.table.rows import Refused, Unreadable
from kg.sources.table.values import date_text
from kg.sources.tree import Mark, Node, TreeFault, checked_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.records.rules import AnyRecord
    from kg.sources.table.rows import Row, Table

COLUMNS: Final = {
    "agreement": ("agreement", "treaty", "title", "convention", "조약", "협약"),
    "party": ("party", "state", "country", "member", "당사국", "회원국", "당사자"),
    "signed": ("signed", "signature", "서명일", "체결일"),
    "from": ("from", "joined", "accession", "ratification", "in force", "발효일", "가입일"),
    "until": ("until", "left", "withdrawal", "탈퇴일", "종료일"),
    "dates": ("dates", "membership", "period", "기간"),
    "source": ("source", "url", "출처"),
}
"""The names that a column may have, in any case; other columns are passed over."""

TYPE: Final = "foreign-government"
PREFIX: Final = "treaty-"
_RANGE: Final = re.compile(r"\s*(?:[–—~/]| - | to |(?<=^\d{4})-(?=\d{4}$))\s*")
_PARTIAL: Final = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_OPEN: Final = frozenset({"", "..", "present", "현재"})
_NO_SLUG: Final = re.compile(r"[^0-9a-z가-힣]+")


class _Columns(NamedTuple):
    """Where the columns are, by what they are."""

    places: dict[str, int]

    def cell(self, row: Row, name: str) -> str:
        place = self.places.get(name)
        cell = row.cells[place] if place is not None else ""
        return cell if isinstance(cell, str) else "; ".join(cell) if isinstance(cell, tuple) else ""

    def mark(self, row: Row, name: str) -> Mark:
        return Mark(row.line, self.places.get(name, -1) + 1)


def read_treaty(path: str) -> Iterator[AnyRecord | Problem]:
    """The parties, each where it stands first, and the treaties of a table; rows of one treaty stand together.

    Ids are made from the names, letter by letter: two names that would get one id are a problem, never one body.
    """
    try:
        with Path(path).open("rb") as stream:
            table = open_table(path, stream, MappingFile())
            yield from _Reader(path, _columns(path, table)).records(table)
    except Unreadable as stop:
        yield from stop.problems


def _columns(path: str, table: Table) -> _Columns:
    places: dict[str, int] = {}
    for index, name in enumerate(table.header):
        meant = next((key for key, names in COLUMNS.items() if name.lower() in names), None)
        if meant in places:
            message = f"“{name}” and “{table.header[places[meant]]}” are both the {meant}"
            raise Unreadable(Problem(path, table.line, index + 1, message, "rename or delete one of the columns"))
        if meant is not None:
            places[meant] = index
    for needed in ("agreement", "party"):
        if needed not in places:
            hint = f"it may be called {', '.join(COLUMNS[needed])}"
            raise Unreadable(Problem(path, table.line, 0, f"there is no column of the {needed}", hint))
    return _Columns(places)


class _Reader:
    """One pass over a table."""

    def __init__(self, path: str, columns: _Columns) -> None:
        self.path = path
        self.columns = columns
        self.names: dict[str, str] = {}
        self.begun: dict[str, int] = {}

    def records(self, table: Table) -> Iterator[AnyRecord | Problem]:
        for title, rows in groupby(table.rows, lambda row: self.columns.cell(row, "agreement")):
            yield from self.treaty(title, list(rows))

    def treaty(self, title: str, rows: list[Row]) -> Iterator[AnyRecord | Problem]:
        first = self.columns.mark(rows[0], "agreement")
        faults = [TreeFault(Mark(row.line, 0), row.fault.message, row.fault.hint) for row in rows if row.fault]
        faults += [fault for row in rows for fault in self.refused(row)]
        id_ = PREFIX + slug(title)
        if (line := self.begun.setdefault(id_, rows[0].line)) != rows[0].line:
            hint = "sort the table by the agreements; two of them need two names"
            faults.append(TreeFault(first, f"the rows of this agreement don't stand together: see line {line}", hint))
        for row in rows:
            yield from self.party(row)
        node = Node(Mark(rows[0].line, 0), {"id": Node(first, id_), "kind": Node(first, "contract")})
        assert isinstance(node.value, dict)
        node.value["title"] = Node(first, {"und": Node(first, checked_text(title, first, faults))})
        node.value["parties"] = Node(first, [Node(mark, id_) for mark, id_ in self.parties(rows)])
        node.value["sources"] = Node(first, self.sources(rows))
        node.value |= self.times(rows, faults)
        for item in from_tree(self.path, node, Agreement, faults):
            yield item if isinstance(item, Problem) else item.record

    def refused(self, row: Row) -> Iterator[TreeFault]:
        for place in self.columns.places.values():
            cell = row.cells[place]
            if isinstance(cell, Refused):
                yield TreeFault(Mark(row.line, place + 1), cell.message, cell.hint)

    def party(self, row: Row) -> Iterator[Organization | Problem]:
        """The organisation of a row, where it stands first; a problem if its id is that of another name."""
        name, mark = self.columns.cell(row, "party"), self.columns.mark(row, "party")
        known = self.names.setdefault(slug(name), name)
        if known is not name and known != name:
            hint = "spell one body one way, and two bodies so that they differ in letters or digits"
            yield Problem(self.path, *mark, f"“{name[:40]}” and “{known[:40]}” would have one id", hint)
        elif known is name:
            faults: list[TreeFault] = []
            parts = {"id": PREFIX + slug(name), "type": TYPE}
            nodes = {key: Node(mark, text) for key, text in parts.items()}
            nodes["name"] = Node(mark, {"und": Node(mark, checked_text(name, mark, faults))})
            for item in from_tree(self.path, Node(mark, nodes), Organization, faults):
                yield item if isinstance(item, Problem) else item.record

    def parties(self, rows: list[Row]) -> Iterator[tuple[Mark, str]]:
        """The parties, each once: who left may have joined again in a later row."""
        met: set[str] = set()
        for row in rows:
            id_ = PREFIX + slug(self.columns.cell(row, "party"))
            if id_ not in met:
                met.add(id_)
                yield self.columns.mark(row, "party"), id_

    def sources(self, rows: list[Row]) -> list[Node]:
        """The addresses that the rows name, each once; without one the table itself is the source."""
        said = {self.columns.cell(row, "source"): self.columns.mark(row, "source") for row in reversed(rows)}
        urls = [(mark, "url", Node(mark, url)) for url, mark in reversed(said.items()) if url]
        start = Mark(rows[0].line, 0)
        title = Node(start, {"und": Node(start, os.path.basename(self.path))})
        return [
            Node(mark, {key: node, "type": Node(mark, "document")})
            for mark, key, node in urls or [(start, "title", title)]
        ]

    def times(self, rows: list[Row], faults: list[TreeFault]) -> dict[str, Node]:
        """The day of signing, the term, and who joined or left later, as far as the rows have dates."""
        signed = [date for row in rows if (date := self.date(row, "signed", self.columns.cell(row, "signed"), faults))]
        spans = [(row, *self.span(row, faults)) for row in rows]
        starts = [start for _, start, _ in spans if start]
        ends = [end for _, _, end in spans if end]
        begin = min(starts, key=_when, default=None)
        nodes: dict[str, Node] = {}
        if signed:
            nodes["signed"] = min(signed, key=_when)
        end = max(ends, key=_when) if len(ends) == len(spans) else None
        if begin or end:
            term = {"from": begin, "until": end}
            mark = (begin or end or Node(Mark(0, 0), None)).mark
            nodes["term"] = Node(mark, {key: node for key, node in term.items() if node})
        events = [(row, "joined", start) for row, start, _ in spans if start and begin and start.value != begin.value]
        events += [(row, "left", left) for row, _, left in spans if left and left.value != (end.value if end else None)]
        if events:
            nodes["follow_ups"] = Node(events[0][2].mark, [self.event(*event) for event in events])
        return nodes

    def event(self, row: Row, word: str, date: Node) -> Node:
        by = PREFIX + slug(self.columns.cell(row, "party"))
        text = Node(date.mark, {"en": Node(date.mark, word)})
        return Node(date.mark, {"text": text, "date": date, "by": Node(date.mark, by)})

    def span(self, row: Row, faults: list[TreeFault]) -> tuple[Node | None, Node | None]:
        """The first and the last day of a membership, each as far as it is known."""
        start, end = self.columns.cell(row, "from"), self.columns.cell(row, "until")
        whole = self.columns.cell(row, "dates")
        if not whole:
            return self.date(row, "from", start, faults), self.date(row, "until", end, faults)
        if start or end:
            hint = "give the dates once: as from and until, or as dates"
            faults.append(TreeFault(self.columns.mark(row, "dates"), "the membership has its dates twice", hint))
        parts = [whole] if _PARTIAL.fullmatch(date_text(whole)) else _RANGE.split(whole, maxsplit=1)
        first, last = (*parts, "")[:2]
        return self.date(row, "dates", first, faults), self.date(row, "dates", last, faults)

    def date(self, row: Row, column: str, text: str, faults: list[TreeFault]) -> Node | None:
        if text.lower() in _OPEN:
            return None
        mark = self.columns.mark(row, column)
        try:
            return Node(mark, str(PartialDate.parse(date_text(text))))
        except ValueError as error:
            hint = "write 1992, 1992-06 or 1992-06-12; a range as 1992-06/1995 or 1992–"
            faults.append(TreeFault(mark, str(error), hint))
            return None


def _when(node: Node) -> tuple[PartialDate, Mark]:
    return PartialDate.parse(str(node.value)), node.mark


def slug(name: str) -> str:
    """The name as a part of an id: small Latin letters without their marks, Hangul and digits, joined by hyphens.

    >>> slug("Côte d'Ivoire"), slug("대한민국")
    ('cote-d-ivoire', '대한민국')
    """
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", name) if not unicodedata.combining(mark))
    return _NO_SLUG.sub("-", unicodedata.normalize("NFC", plain).lower()).strip("-")
