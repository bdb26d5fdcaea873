"""Rows as CSV, TSV, JSON and a table for a person."""

from __future__ import annotations

import csv
import io
import json
import math

from hypothesis import given
from hypothesis import strategies as st

from kg.views.table import csv_text, json_text, tsv_text
from kg.views.terminal import print_table

COLUMNS = ("name", "value")
CELLS = st.one_of(st.none(), st.text(), st.integers(), st.floats(allow_infinity=False))


@given(st.lists(st.tuples(CELLS, CELLS)))
def test_csv_and_tsv_read_back_as_what_was_written(rows: list[tuple[str | int | float | None, ...]]) -> None:
    for write, dialect in ((csv_text, "excel"), (tsv_text, "excel-tab")):
        header, *body = csv.reader(io.StringIO(write(COLUMNS, rows), newline=""), dialect)
        assert tuple(header) == COLUMNS
        assert len(body) == len(rows)
        for found, meant in zip(body, rows, strict=True):
            for cell, value in zip(found, meant, strict=True):
                if value is None or (isinstance(value, float) and math.isnan(value)):
                    assert cell == ""
                else:
                    assert (float(cell) == value) if isinstance(value, float) else cell == str(value)


def test_json_keeps_korean_and_says_null_for_what_is_unknown() -> None:
    text = json_text(COLUMNS, [("한국전력공사", math.nan), ("KT", 0.5)])
    assert "한국전력공사" in text
    assert json.loads(text) == [{"name": "한국전력공사", "value": None}, {"name": "KT", "value": 0.5}]


def test_a_table_obeys_neither_markup_nor_control_characters() -> None:
    out = io.StringIO()
    print_table(COLUMNS, [("[red]KT[/red]", 1.0), ("a\x1b[31mb\nc", 2.0)], out, width=60)
    assert "[red]KT[/red]" in out.getvalue()
    assert "\x1b" not in out.getvalue()
    assert len(out.getvalue().splitlines()) == 3
