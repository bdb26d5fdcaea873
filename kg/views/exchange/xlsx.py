"""XLSX for Excel and others: one workbook, a sheet a table. Text is text: no formula, no link."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from kg.errors import DataError, EnvironmentalError
from kg.views.exchange.model import Format

if TYPE_CHECKING:
    from kg.views.exchange.model import Cell, Table, Tables

MOST_ROWS: Final = 1_048_576
"""Rows of a sheet, its header among them."""

LONGEST: Final = 32_767
"""Characters of a cell; a longer text is cut there, with `…` at its end."""

_WIDEST: Final = 60
_NARROWEST: Final = 8
_LOOKED_AT: Final = 200
_NO_TIME: Final = dt.datetime(1980, 1, 1)  # noqa: DTZ001 — the workbook says no zone, and no reader asks


def write(tables: Tables, stream: BinaryIO) -> None:
    """Write the workbook: headers stay in sight, columns fit what the first rows hold, filters are on.

    Raises `DataError` for a table that no sheet can hold, `EnvironmentalError` without XlsxWriter.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError as error:
        raise EnvironmentalError("XLSX needs XlsxWriter", "pip install 'smartcity-kg[tables]'") from error
    for table in tables:
        if len(table.rows) >= MOST_ROWS:
            raise DataError(f"no sheet can hold {len(table.rows)} {table.name}", "choose --format parquet or sqlite")
    made = io.BytesIO()
    book = Workbook(made, {"in_memory": True, "constant_memory": True, "default_format_properties": {"valign": "top"}})
    book.set_properties({"created": _NO_TIME, "comments": "Written by kg."})
    head = book.add_format({"bold": True, "bottom": 1})
    for table in tables:
        _fill(book.add_worksheet(table.name), table, head)
    book.close()
    stream.write(made.getvalue())


def _fill(sheet: Any, table: Table, head: Any) -> None:  # noqa: ANN401 — XlsxWriter has no types
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    for number, name in enumerate(table.names):
        widest = max((len(str(row[number] or "")) for row in table.rows[:_LOOKED_AT]), default=0)
        sheet.set_column(number, number, min(max(widest, len(name), _NARROWEST) + 2, _WIDEST))
        sheet.write_string(0, number, name, head)
    for line, row in enumerate(table.rows, start=1):
        for number, cell in enumerate(row):
            _put(sheet, line, number, cell)


def _put(sheet: Any, line: int, number: int, cell: Cell) -> None:  # noqa: ANN401 — XlsxWriter has no types
    """Write a cell by its own kind; XlsxWriter's `write` would make formulas and links of text."""
    if isinstance(cell, bool):
        sheet.write_boolean(line, number, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(line, number, cell)
    elif cell is not None:
        sheet.write_string(line, number, cell if len(cell) <= LONGEST else cell[: LONGEST - 1] + "…")


FORMAT: Final = Format("xlsx", "xlsx", write)
