"""CSV for spreadsheets: a file a table, which no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, BinaryIO, Final

from kg.views.exchange.model import Format

if TYPE_CHECKING:
    from kg.views.exchange.model import Cell, Tables

_FORMULA: Final = re.compile("'*[-=+@\t\r\n\uff1d\uff0b\uff20\uff0d]")
"""How a text begins that a spreadsheet may reckon out, or one that was protected from that already."""

BOM: Final = b"\xef\xbb\xbf"
"""Tells Excel that the file is UTF-8; without it Korean comes out garbled."""


def write(tables: Tables, stream: BinaryIO) -> None:
    """Write one table as RFC 4180: lines end in CR LF, and a value that nobody knows is empty.

    A text that a spreadsheet would take for a formula gets an apostrophe before it, and one that begins so already gets
    one more: taking one away gives the text back.
    """
    (table,) = tables
    text = io.TextIOWrapper(stream, "utf-8", newline="", write_through=True)
    stream.write(BOM)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.names)
    writer.writerows([_safe(cell) for cell in row] for row in table.rows)
    text.detach()


def _safe(cell: Cell) -> Cell:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


FORMAT: Final = Format("csv", "csv", write, each=True)
