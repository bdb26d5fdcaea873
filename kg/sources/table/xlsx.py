"""XLSX (Office Open XML, ECMA-376): the first sheet of a workbook, or the one that the mapping names.

A workbook is a ZIP of XML, and somebody else's: sizes are checked before anything is unpacked, a document type is
refused, and nothing in it is run. A cell with a formula is refused: its value is whatever the last program computed, or
nothing at all.
"""

from __future__ import annotations

import datetime as dt
import re
import warnings
import zipfile
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from kg.errors import EnvironmentalError, Problem
from kg.sources.table.rows import MAX_CELL, MAX_COLUMNS, Cell, Refused, Table, Unreadable, fitted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_UNPACKED: Final = 512 * 2**20
"""Bytes of all parts together; 20,000 rows of ten columns were 10 MB, so that a full sheet still fits."""

MAX_SHARED: Final = 128 * 2**20
"""Bytes of the table of texts, the one part that is held in memory."""

MAX_RATIO: Final = 200
"""Times that a part of more than `_SMALL` bytes may be larger than packed; sheets of participations were 12 to 14."""

MAX_PARTS: Final = 2_000
MAX_ROWS: Final = 1_048_576
"""Rows of a sheet, as Excel has them."""

_NO_LETTERS: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
"""What in a format stands for itself: texts in quotes, colours and languages in brackets, signs behind a backslash."""

_SMALL: Final = 2**20
_BATCH: Final = 1_000
_EXTRA: Final = "pip install 'smartcity-kg[tables]'"


def open_xlsx(path: str, stream: BinaryIO, sheet: str | None = None) -> Table:
    """The table of a workbook. Raises `Unreadable` for what is none, `EnvironmentalError` without openpyxl."""
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise EnvironmentalError(f"{path} is a workbook, which needs openpyxl", _EXTRA) from error
    try:
        _refuse_bombs(path, stream)
        with warnings.catch_warnings():
            # openpyxl warns of what it passes over: styles, validations, pictures. None of it is a value.
            warnings.simplefilter("ignore")
            book = load_workbook(stream, read_only=True, data_only=False, keep_links=False)
    except Unreadable:
        raise
    except Exception as error:  # a damaged workbook makes openpyxl raise whatever its parts trip over
        raise _damaged(path, error) from error
    names = [each.title for each in book.worksheets]
    if not names or (sheet is not None and sheet not in names):
        hint = f"the sheets are {', '.join(names)}" if names else "save it with a sheet"
        raise Unreadable(Problem(path, 0, 0, f"the workbook has no sheet “{sheet}”" if names else "no sheet", hint))
    rows = _rows(path, book[sheet or names[0]])
    line, header = next(rows, (0, []))
    if not line:
        raise Unreadable(Problem(path, 0, 0, "the sheet is empty", "write a header and a row, or name another sheet"))
    while header and not header[-1]:
        header.pop()
    titles = tuple(name if isinstance(name, str) else "" for name in header)
    return Table(titles, line, (fitted(number, cells, len(titles)) for number, cells in rows))


def _refuse_bombs(path: str, stream: BinaryIO) -> None:
    """Raise `Unreadable` for an archive that would unpack to more than a workbook needs."""

    def refuse(message: str, hint: str) -> None:
        raise Unreadable(Problem(path, 0, 0, message, hint))

    with zipfile.ZipFile(stream) as archive:
        parts = archive.infolist()
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
            refuse("the workbook unpacks to more than a workbook needs", "save the sheet as CSV")
        for part in parts:
            swollen = part.file_size > _SMALL and part.file_size > MAX_RATIO * part.compress_size
            if swollen or ("sharedStrings" in part.filename and part.file_size > MAX_SHARED):
                refuse(f"{part.filename[:80]} unpacks to {part.file_size} bytes", "save the sheet as CSV")
            if part.flag_bits & 1:
                refuse("the workbook is encrypted", "save it without a password")
            if part.filename.endswith((".xml", ".rels")):
                with archive.open(part) as text:
                    if b"<!DOCTYPE" in text.read(4096).replace(b"\0", b""):
                        refuse(f"{part.filename[:80]} has a document type", "no spreadsheet program writes one")


def _damaged(path: str, error: Exception) -> Unreadable:
    said = f"{type(error).__name__}: {error}"[:120]
    return Unreadable(Problem(path, 0, 0, f"this is no workbook that can be read ({said})", "save it as .xlsx again"))


def _rows(path: str, sheet: Any) -> Iterator[tuple[int, list[Cell]]]:  # noqa: ANN401 — openpyxl has no types
    """The rows that hold anything, with their numbers."""
    sheet.reset_dimensions()
    source = enumerate(sheet.iter_rows(max_row=MAX_ROWS, max_col=None), 1)
    while True:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                batch = [(number, row) for number, row in islice(source, _BATCH)]
                read = [(number, _cells(row)) for number, row in batch]
        except Exception as error:
            raise _damaged(path, error) from error
        yield from ((number, cells) for number, cells in read if any(cells))
        if len(batch) < _BATCH:
            return


def _cells(row: Sequence[Any]) -> list[Cell]:
    """The cells of a row; where there is any far to the right, one more than a table may have stands for it."""
    cells = [_cell(cell) for cell in row[:MAX_COLUMNS]]
    return [*cells, "…"] if any(cell.value is not None for cell in row[MAX_COLUMNS:]) else cells


def _cell(cell: Any) -> Cell:  # noqa: ANN401 — openpyxl has no types
    if cell.data_type == "f":
        return Refused("the cell holds a formula", "copy the column and paste it as values")
    if cell.data_type == "e":
        return Refused(f"the cell holds the error {cell.value}", "mend the cell, or empty it")
    if isinstance(cell.value, dt.datetime | dt.date):
        return _date(cell.value, cell.number_format)
    text = _text(cell.value)
    if len(text) > MAX_CELL:
        return Refused(f"the cell has {len(text)} characters", f"a cell holds at most {MAX_CELL}")
    return text


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dt.time):
        return f"{value:%H:%M}" if not value.second else value.isoformat()
    return str(int(value) if isinstance(value, float) and value.is_integer() else value).strip()


def _date(value: dt.datetime | dt.date, shown: str) -> str:
    """The date as precisely as the cell shows it: in the format `yyyy-mm` a day that nobody sees is no day."""
    day = value.date() if isinstance(value, dt.datetime) else value
    letters = _NO_LETTERS.sub("", shown).lower()
    if "y" in letters and "d" not in letters:
        return f"{day:%Y-%m}" if "m" in letters else f"{day:%Y}"
    return day.isoformat()
