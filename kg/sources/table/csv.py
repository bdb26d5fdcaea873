"""CSV (RFC 4180) as spreadsheets really write it: with commas, semicolons or tabs, in one of three encodings."""

from __future__ import annotations

import csv
import re
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO, Final

from kg.errors import Problem
from kg.records.text import visible
from kg.sources.table.rows import MAX_CELL, Cell, Refused, Table, Unreadable, fitted
from kg.sources.table.text import decoded, lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.sources.table.rows import Row

DELIMITERS: Final = (",", ";", "\t")


def open_csv(path: str, stream: BinaryIO, delimiter: str | None = None) -> Table:
    """The table of a CSV file. Raises `Unreadable` for one that can't be read at all.

    Without a delimiter the header decides: of comma, semicolon and tab the one that stands most often outside of quotes
    in its line, the first of them where two stand equally often. A quote that nobody closes ends the reading at the
    line where it was opened.
    """
    taken = _Taken(lines(path, decoded(path, stream)))
    first = next((line for line in taken if line.strip()), "")
    rows = _rows(path, taken.back(), delimiter or _delimiter(first))
    line, header = next(rows, (0, []))
    if not line:
        raise Unreadable(Problem(path, 0, 0, "the file is empty", "write a header and a row, or delete the file"))
    while header and not header[-1].strip():
        header.pop()
    names = tuple(name.strip() for name in header)
    return Table(names, line, _fitted(rows, len(names)))


class _Taken:
    """The lines of a file; those since `kept` was emptied are kept, to be read again or searched for a quote."""

    def __init__(self, source: Iterator[str]) -> None:
        self.source = source
        self.kept: list[str] = []

    def back(self) -> _Taken:
        """The same lines from the first that is kept."""
        return _Taken(chain(self.kept, self.source))

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        self.kept.append(line := next(self.source))
        return line


def _delimiter(header: str) -> str:
    outside = "".join(header.split('"')[::2])
    return max(DELIMITERS, key=lambda mark: (outside.count(mark), -DELIMITERS.index(mark)))


def _rows(path: str, taken: _Taken, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold anything, each with the line on which it begins."""
    # The reader itself refuses a cell of more than 131,072 characters: so much is read behind an open quote, no more.
    reader = csv.reader(taken, delimiter=delimiter, strict=True)
    while True:
        taken.kept.clear()
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unreadable(_broken(path, line, taken.kept, delimiter, str(error))) from error
        if any(cell and not cell.isspace() for cell in cells):
            yield line, cells


def _broken(path: str, line: int, kept: list[str], delimiter: str, said: str) -> Problem:
    """What is wrong with the quotes of a row: where the last cell of it begins that is in quotes."""
    if "field limit" in said and not any('"' in text for text in kept):
        return Problem(path, line, 0, "a cell has more than 131072 characters", "shorten it; the reading ends here")
    number, column = _opened(kept, delimiter)
    hint = "close it, and write a quote inside a cell twice; the rest of the file is not read"
    message = "a cell begins with a quote here that is not closed properly"
    if "field limit" in said:
        message = "a cell begins with a quote here that is not closed within 131072 characters"
    return Problem(path, line + number, column, message, hint)


def _opened(kept: list[str], delimiter: str) -> tuple[int, int]:
    """Where the quotes of the last quoted cell of a broken row open: lines behind the first, and the cell's number."""
    text, line, column, place = "".join(kept), 0, 1, (0, 1)
    # A cell in quotes up to the quote that ends it, if any, a delimiter, a line end, or any other character.
    for part in re.finditer(r"(?<![^\n\r" + re.escape(delimiter) + r'])"(?:[^"]|"")*(?:"|\Z)|[\s\S]', text):
        if part[0].startswith('"') and len(part[0]) > 1:
            place = (line, column)
            if text[part.end() : part.end() + 1] not in {delimiter, "\r", "\n", ""}:
                return place
        column += part[0] == delimiter
        line += part[0].count("\n")
    return place


def _fitted(rows: Iterator[tuple[int, list[str]]], width: int) -> Iterator[Row]:
    for line, cells in rows:
        yield fitted(line, [_cell(cell) for cell in cells], width)


def _cell(text: str) -> Cell:
    if len(text) > MAX_CELL:
        shown = visible(text[:20])
        return Refused(f"“{shown}…” has {len(text)} characters", f"a cell holds at most {MAX_CELL}")
    return text.strip()
