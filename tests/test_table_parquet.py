"""Parquet: which types fit a record, and files that are damaged."""

from __future__ import annotations

import datetime as dt
import io
import sys

import pyarrow as pa
import pytest
from pyarrow import parquet

from kg.errors import EnvironmentalError, Problem
from kg.records.agreement import Agreement
from tests.tables import GOOD, HEADER, parquet_bytes, problems, read, records

NAME = "t.parquet"


def written(**columns: object) -> bytes:
    """One good row with these columns beside or instead of the usual ones."""
    usual: dict[str, object] = {name: [value] for name, value in zip(HEADER, GOOD, strict=True)}
    data = io.BytesIO()
    parquet.write_table(pa.table({**usual, **{key.replace("__", "."): value for key, value in columns.items()}}), data)
    return data.getvalue()


def agreement(data: bytes) -> Agreement:
    (record,) = records(data, NAME)
    assert isinstance(record, Agreement)
    return record


def test_a_file_is_a_table_and_its_rows_count_from_one() -> None:
    assert agreement(parquet_bytes([HEADER, GOOD])).parties == ("snu", "kt")
    bad = (*GOOD[:3], "x", *GOOD[4:])
    ((line, column, _),) = problems(parquet_bytes([HEADER, GOOD, bad]), NAME)
    assert (line, column) == (2, 4)


@pytest.mark.parametrize(
    ("column", "meant"),
    [
        (pa.array([dt.date(2018, 4, 17)]), "2018-04-17"),
        (pa.array([dt.datetime(2018, 4, 17)]), "2018-04-17"),  # noqa: DTZ001 — a column without a time zone
        (pa.array(["2018-04"], pa.large_string()), "2018-04"),
        (pa.array(["2018-04"]).dictionary_encode(), "2018-04"),
        (pa.array([2018], pa.int16()), "2018"),
        (pa.array([2018.0]), "2018"),
        (pa.array([None], pa.float64()), "None"),
    ],
)
def test_a_date_may_have_any_type_that_spells_it(column: object, meant: str) -> None:
    assert str(agreement(written(signed=column)).signed) == meant


def test_a_list_is_a_list() -> None:
    record = agreement(written(parties=[["snu", "kt"]], fields=[[]], projects__name__ko=[["a;b", None, "c"]]))
    assert (record.parties, record.fields) == (("snu", "kt"), ())
    assert [project.name["ko"] for project in record.projects] == ["a;b", "c"]
    ((line, column, message),) = problems(written(id=[["a", "b"]]), NAME)
    assert (line, column) == (1, 1)
    assert message == "id: a list stands where one value belongs"


@pytest.mark.parametrize("column", [[{"ko": "x"}], [b"x"], [[["x"]]], [dt.timedelta(1)]])
def test_a_type_that_fits_no_value_is_a_problem_of_its_column_where_it_is_read(column: object) -> None:
    ((line, number, message),) = problems(written(venue__ko=column), NAME)
    assert (line, number) == (0, 8)
    assert message.endswith("fits no value of a record")


def test_a_row_group_of_many_rows_is_read_in_pieces() -> None:
    rows = [(f"a-{number}", *GOOD[1:]) for number in range(3_000)]
    assert len(records(parquet_bytes([HEADER, *rows]), NAME)) == 3_000


@pytest.mark.parametrize("size", [0, 4, 100, 900, -1, -200])
def test_a_truncated_file_is_a_problem(size: int) -> None:
    ((line, column, message),) = problems(parquet_bytes([HEADER, GOOD])[:size], NAME)
    assert (line, column) == (0, 0)
    assert message.startswith("this is no Parquet that can be read")


def test_damaged_pages_are_a_problem_or_harmless() -> None:
    good = parquet_bytes([HEADER, *[(f"a-{number}", *GOOD[1:]) for number in range(50)]])
    for position in range(4, len(good) - 8, 97):
        damaged = good[:position] + bytes([good[position] ^ 0xFF]) + good[position + 1 :]
        for item in read(damaged, NAME):
            assert not isinstance(item, Problem) or item.message


def test_without_pyarrow_the_cure_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(EnvironmentalError, match="needs pyarrow") as raised:
        read(b"", NAME)
    assert raised.value.hint == "pip install 'smartcity-kg[tables]'"
