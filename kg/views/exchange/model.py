"""What every export is made of: tables with typed columns and keys, and the format that writes them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, BinaryIO, Literal, NamedTuple

from kg.records.dates import PartialDate

if TYPE_CHECKING:
    import datetime as dt

Kind = Literal["text", "integer", "number", "boolean"]
Cell = str | int | float | bool | None
Row = tuple[Cell, ...]


class Column(NamedTuple):
    """A column: its name, what its cells are, and the table whose key they repeat, if they do."""

    name: str
    kind: Kind = "text"
    refers: str = ""


class Table(NamedTuple):
    """Rows under columns; the columns of `key` tell the rows apart, and rows are sorted by them."""

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Sequence[Row]

    @property
    def names(self) -> list[str]:
        """The names of the columns."""
        return [column.name for column in self.columns]


Tables = Sequence[Table]


class Format(NamedTuple):
    """A format: its name on the command line, the ending of its file, and the function that writes it.

    With `each`, every table has a file of its own, `agreements.csv`, in a folder.
    """

    name: str
    ending: str
    write: Callable[[Tables, BinaryIO], None]
    each: bool = False


def by_name(tables: Tables) -> dict[str, Table]:
    """The tables by their names."""
    return {table.name: table for table in tables}


def interval(starts: str | None, ends: str | None) -> tuple[dt.date | None, dt.date | None]:
    """The first and the last day on which an agreement holds for certain, from the partial dates of its time.

    Other programs know whole days only. What begins in April 2018 has begun by the last of April; what ends in 2021 may
    end on the first of January. A text that is no date gives no day, and no end comes before its beginning.
    """
    first, last = _parsed(starts), _parsed(ends)
    begin, end = first.last_day if first else None, last.first_day if last else None
    return begin, max(begin, end) if begin and end else end


def _parsed(text: str | None) -> PartialDate | None:
    try:
        return PartialDate.parse(text) if text else None
    except ValueError:
        return None
