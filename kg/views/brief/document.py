"""A briefing in one language, as texts, tables and drawings in their order: what every format writes down."""

from __future__ import annotations

from typing import NamedTuple


class Ref(NamedTuple):
    """Where a number stands (`n3`), how it reads, and the entry of the annex that it was counted in."""

    id: str
    text: str
    entry: int


class Piece(NamedTuple):
    """A piece of a line: a text, or a number with the way to its question."""

    text: str
    ref: Ref | None = None


Line = tuple[Piece, ...]


class Big(NamedTuple):
    """A large number: itself, of what it is a part, and what it counts."""

    number: Piece
    of: Piece | None
    label: str


class Cell(NamedTuple):
    """A cell of a table: its text, or an exact quote, and the numbers of sources behind it."""

    text: str
    sources: tuple[int, ...] = ()
    quoted: bool = False


class Table(NamedTuple):
    """A table with its heading, a note, its columns and its rows."""

    key: str
    title: str
    note: Line
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Drawing(NamedTuple):
    """A drawing as SVG with its heading, what it says in words, a note, and the entry that its numbers come from."""

    key: str
    title: str
    svg: str
    description: str
    note: Line
    entry: int | None


class Source(NamedTuple):
    """A source with its number; `address` is a web address, or None."""

    number: int
    text: str
    address: str | None


class Listing(NamedTuple):
    """A heading with lines below it."""

    title: str
    note: Line
    lines: tuple[Line, ...]


class Entry(NamedTuple):
    """A question of the annex: the command that asks it, the numbers that were counted in its answer, and its rows."""

    number: int
    title: str
    command: str
    refs: tuple[Ref, ...]
    note: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Document(NamedTuple):
    """The whole briefing."""

    language: str
    title: str
    eyebrow: str
    meta: tuple[tuple[str, str], ...]
    coverage: Line
    missing: str
    sentences: tuple[Line, ...]
    numbers: tuple[Big, ...]
    drawings: tuple[Drawing, ...]
    tables: tuple[Table, ...]
    changes: Listing | None
    gaps: Listing
    sources: tuple[Source, ...]
    sources_note: str
    annex: tuple[Entry, ...]
    words: dict[str, str]
    made_by: str
