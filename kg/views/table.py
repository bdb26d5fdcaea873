"""Rows to CSV, TSV and JSON. `kg.views.terminal` shows them to a person."""

from __future__ import annotations

import csv
import io
import json
import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Cell = str | int | float | None


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """The rows as CSV (RFC 4180), with a header and lines that end in a line feed; an unknown value is empty."""
    return _separated(columns, rows, "excel")


def tsv_text(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """The rows as tab-separated values, with a header; a tab inside a value is quoted."""
    return _separated(columns, rows, "excel-tab")


def _separated(columns: Sequence[str], rows: Iterable[Sequence[Cell]], dialect: str) -> str:
    # With "\n" as its line end, csv would leave a lone carriage return in a cell without quotes, and not read it back.
    out = io.StringIO()
    writer = csv.writer(out, dialect, lineterminator="\r\n")
    lines = []
    for row in (columns, *rows):
        writer.writerow([spelled(cell) for cell in row])
        lines.append(out.getvalue().removesuffix("\r\n") + "\n")
        out.seek(0)
        out.truncate()
    return "".join(lines)


def json_text(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """The rows as a JSON array of objects; an unknown value is null."""
    known = [[None if isinstance(cell, float) and math.isnan(cell) else cell for cell in row] for row in rows]
    objects = [dict(zip(columns, row, strict=True)) for row in known]
    return json.dumps(objects, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def spelled(cell: Cell) -> str:
    """A cell as text: floats in the shortest form that reads back equal, unknown values empty."""
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return ""
    return repr(cell) if isinstance(cell, float) else str(cell)
