"""Workbooks: what a cell says, and what a workbook may not do."""

from __future__ import annotations

import datetime as dt
import io
import sys
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from kg.errors import EnvironmentalError
from kg.records.agreement import Agreement
from kg.records.dates import PartialDate
from tests.tables import GOOD, HEADER, problems, read, records, xlsx_bytes

if TYPE_CHECKING:
    from collections.abc import Callable


def agreement(data: bytes) -> Agreement:
    (record,) = records(data, "t.xlsx")
    assert isinstance(record, Agreement)
    return record


def saved(change: Callable[[Any], None]) -> bytes:
    """The good workbook after a change to its sheet."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes([HEADER, GOOD])))
    change(book.active)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def packed(parts: dict[str, bytes], data: bytes = b"") -> bytes:
    """A workbook with these parts added or exchanged."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        with zipfile.ZipFile(io.BytesIO(data or xlsx_bytes([HEADER, GOOD]))) as old:
            for name in old.namelist():
                if name not in parts:
                    new.writestr(name, old.read(name))
        for name, text in parts.items():
            new.writestr(name, text)
    return out.getvalue()


def test_a_sheet_is_a_table() -> None:
    assert agreement(xlsx_bytes([HEADER, GOOD])).parties == ("snu", "kt")


@pytest.mark.parametrize(
    ("value", "shown", "meant"),
    [
        (dt.datetime(2018, 4, 17), "yyyy-mm-dd", "2018-04-17"),  # noqa: DTZ001 — a cell knows no time zone
        (dt.date(2018, 4, 17), "yyyy. m. d.", "2018-04-17"),
        (dt.date(2018, 4, 1), "yyyy-mm", "2018-04"),
        (dt.date(2018, 1, 1), "yyyy", "2018"),
        (dt.date(2018, 4, 1), '[Red][$-412]yyyy"년 and "m"월"', "2018-04"),
        (dt.date(2018, 4, 1), "yyyy\\d", "2018"),
        (2018, "General", "2018"),
        ("2018-04", "General", "2018-04"),
        (20180417, "General", "2018-04-17"),
    ],
)
def test_a_date_is_as_precise_as_its_cell_shows_it(value: object, shown: str, meant: str) -> None:
    def change(sheet: Any) -> None:  # noqa: ANN401 — openpyxl has no types
        sheet["D2"] = value
        sheet["D2"].number_format = shown

    assert agreement(saved(change)).signed == PartialDate.parse(meant)


def test_a_number_without_a_date_format_is_no_date() -> None:
    ((line, column, message),) = problems(saved(lambda sheet: sheet.__setitem__("D2", 43207)), "t.xlsx")
    assert (line, column) == (2, 4)
    assert "may be the number of one in a spreadsheet" in message


def test_a_formula_is_refused_at_its_cell_and_text_that_looks_like_one_is_not() -> None:
    found = problems(saved(lambda sheet: sheet.__setitem__("C2", '=CONCATENATE("a","b")')), "t.xlsx")
    assert found == [(2, 3, "title.ko: the cell holds a formula")]

    def as_text(sheet: Any) -> None:  # noqa: ANN401 — openpyxl has no types
        sheet["C2"] = "=1+1"
        sheet["C2"].data_type = "s"

    assert agreement(saved(as_text)).title == {"ko": "=1+1"}


def test_an_error_is_refused_at_its_cell() -> None:
    found = problems(saved(lambda sheet: sheet.__setitem__("E2", "#REF!")), "t.xlsx")
    assert found == [(2, 5, "parties: the cell holds the error #REF!")]


def test_rows_below_a_merged_cell_belong_to_its_record() -> None:
    header = ("id", "kind", "title.ko", "sources.url", "organization")
    rows = [
        header,
        ("a", "mou", "x", "http://x", "snu"),
        (None, None, None, None, "kt"),
        ("b", "mou", "x", "http://x", "lh"),
    ]
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(rows)))
    for column in "ABCD":
        book.active.merge_cells(f"{column}2:{column}3")
    data = io.BytesIO()
    book.save(data)
    found = [record for record in records(data.getvalue(), "t.xlsx") if isinstance(record, Agreement)]
    assert [len(record.parties) for record in found] == [2, 1]


def test_empty_rows_and_cells_far_away_cost_nothing() -> None:
    def change(sheet: Any) -> None:  # noqa: ANN401 — openpyxl has no types
        sheet["A1000"] = "b"
        sheet["XFD1000"] = "far"

    assert problems(saved(change), "t.xlsx")[0] == (1000, 0, "the row has 513 cells, the header has 7")


def test_whole_numbers_have_no_fraction_and_truths_are_words() -> None:
    header = ("id", "kind", "title.ko", "sources.url", "signed_at", "stated.parties", "stated.parties_exclude_subject")
    record = agreement(xlsx_bytes([header, (7, "mou", "x", "http://x", dt.time(14, 0), 3.0, True)]))
    stated = record.stated
    assert (record.id, record.signed_at) == ("7", "14:00")
    assert stated is not None
    assert (stated.parties, stated.parties_exclude_subject) == (3, True)


# ---- hostile workbooks -----------------------------------------------------------------------------------------------


def test_a_workbook_that_swells_is_refused_before_it_is_unpacked() -> None:
    bomb = packed({"xl/worksheets/sheet1.xml": b"<worksheet>" + b" " * (64 * 2**20)})
    assert len(bomb) < 2**17
    ((line, column, message),) = problems(bomb, "t.xlsx")
    assert (line, column) == (0, 0)
    assert "unpacks to" in message


def test_a_workbook_of_very_many_parts_is_refused() -> None:
    parts = {f"xl/media/{number}": b"" for number in range(2_001)}
    assert "more than a workbook needs" in problems(packed(parts), "t.xlsx")[0][2]


def test_a_document_type_is_refused() -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha">]><worksheet>&b;</worksheet>'
    for text in (laughs, laughs.decode().encode("utf-16")):
        assert problems(packed({"xl/worksheets/sheet1.xml": text}), "t.xlsx")[0][2].endswith("has a document type")


def test_macros_are_not_looked_at() -> None:
    assert agreement(packed({"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})).id == "a-1"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"id,kind\n", xlsx_bytes([HEADER, GOOD])[:3000]])
def test_what_is_no_workbook_is_a_problem(data: bytes) -> None:
    ((line, column, message),) = problems(data, "t.xlsx")
    assert (line, column) == (0, 0)
    assert message.startswith("this is no workbook that can be read")


@pytest.mark.parametrize(
    "name", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "[Content_Types].xml"]
)
@pytest.mark.parametrize("text", [b"", b"<a>", b"<a/>", b"\xff"])
def test_a_damaged_part_is_a_problem_or_harmless(name: str, text: bytes) -> None:
    assert read(packed({name: text}), "t.xlsx")


@pytest.mark.parametrize(
    "cell", ['<c r="A2"><v>x</v></c>', '<c r="A2" t="s"><v>99</v></c>', '<c r="?2"/>', '<c r="A2" t="d"><v>no</v></c>']
)
def test_a_damaged_cell_is_a_problem(cell: str) -> None:
    head = '<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c></row>'
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{space}"><sheetData>{head}<row r="2">{cell}</row></sheetData></worksheet>'
    assert problems(packed({"xl/worksheets/sheet1.xml": sheet.encode()}), "t.xlsx")


def test_an_empty_sheet_is_a_problem() -> None:
    assert problems(xlsx_bytes([]), "t.xlsx") == [(0, 0, "the sheet is empty")]


def test_without_openpyxl_the_cure_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(EnvironmentalError, match="needs openpyxl") as raised:
        read(b"", "t.xlsx")
    assert raised.value.hint == "pip install 'smartcity-kg[tables]'"
