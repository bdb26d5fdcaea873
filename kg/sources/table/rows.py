"""What every table is, whatever file holds it: a header, and rows of cells with their line numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import Struct, field

if TYPE_CHECKING:
    from kg.errors import Problem

MAX_COLUMNS: Final = 512
"""Columns of a table; a record has some fifty values that a column can hold."""

MAX_CELL: Final = 100_000
"""Characters of one cell: as many as a text of a record may hold."""


class Refused(Struct, frozen=True):
    """Why a cell, or a row as a whole, can't be read."""

    message: str
    hint: str


Cell = str | tuple[str, ...] | Refused
"""A text, the texts of a list, or what is wrong with the cell. An empty text is an empty cell."""


class Row(NamedTuple):
    """The cells of a row, as many as the header has.

    `line` is the line of the file on which the row begins (CSV), or the number of the row (XLSX, Parquet), from 1.
    """

    line: int
    cells: tuple[Cell, ...]
    fault: Refused | None = None


class Table(Struct):
    """An open table: the names of its columns, the line where they stand, and the rows below as a stream.

    `unfit` says of a column, by its index, why no value of it can be read.
    """

    header: tuple[str, ...]
    line: int
    rows: Iterator[Row]
    unfit: dict[int, Refused] = field(default_factory=dict)


class Unreadable(Exception):  # noqa: N818 — not an error: it ends the reading of a table, and never leaves this folder
    """The rest of the table can't be read."""

    def __init__(self, *problems: Problem) -> None:
        """Keep what is to be reported."""
        super().__init__(*problems)
        self.problems = problems


def fitted(line: int, cells: list[Cell], width: int) -> Row:
    """The row with as many cells as the header has; empty cells beyond it are cut off, others are a fault."""
    count = len(cells)
    while count > width and not cells[count - 1]:
        count -= 1
    if count == width:
        return Row(line, tuple(cells[:width]))
    message = f"the row has {count} cell{'' if count == 1 else 's'}, the header has {width}"
    fault = Refused(message, "a cell that holds the delimiter or a line end needs quotes")
    return Row(line, (*cells[:width], *[""] * (width - count)), fault)
