"""Tables made for the tests: records as rows, and rows as CSV, XLSX and Parquet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any, Final

import msgspec
import openpyxl
import pyarrow as pa
from pyarrow import parquet

from kg.errors import Problem
from kg.records.agreement import Agreement
from kg.sources.entry import Entry
from kg.sources.table.reading import TABLE
from kg.sources.table.target import ROWWISE
from tests.reading import read as read_stream

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.records.rules import AnyRecord

HEADER: Final = ("id", "kind", "title.ko", "signed", "parties", "fields", "sources.url")
GOOD: Final = ("a-1", "mou", "첫 협약", "2018-04-17", "snu;kt", "energy", "http://x.kr/1")


def csv_bytes(rows: Iterable[Sequence[str]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_bytes(rows: Iterable[Sequence[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def parquet_bytes(rows: Iterable[Sequence[object]]) -> bytes:
    header, *body = rows
    data = io.BytesIO()
    columns = [[row[index] for row in body] for index in range(len(header))]
    parquet.write_table(pa.table(columns, names=[str(name) for name in header]), data)
    return data.getvalue()


def read(data: bytes, name: str = "t.csv", record_type: type[AnyRecord] = Agreement) -> list[Entry[Any] | Problem]:
    return list(read_stream(TABLE, name, io.BytesIO(data), record_type))


def records(data: bytes, name: str = "t.csv", record_type: type[AnyRecord] = Agreement) -> list[AnyRecord]:
    found = read(data, name, record_type)
    wrong = [str(item) for item in found if isinstance(item, Problem)]
    assert wrong == []
    return [item.record for item in found if isinstance(item, Entry)]


def problems(data: bytes, name: str = "t.csv", record_type: type[AnyRecord] = Agreement) -> list[tuple[int, int, str]]:
    found = read(data, name, record_type)
    assert all(item.hint for item in found if isinstance(item, Problem))
    return [(item.line, item.column, item.message) for item in found if isinstance(item, Problem)]


def to_rows(record: AnyRecord) -> list[dict[str, str]]:
    """The record as rows, one an entry of the list that grows with the rows, the other lists with `;` in cells."""
    plain = msgspec.to_builtins(record, enc_hook=str)
    growing = plain.pop(ROWWISE.get(type(record), ""), [])
    first: dict[str, str] = {}
    for key, value in plain.items():
        if isinstance(value, list | tuple):
            first |= _listed(key, value)
        else:
            first |= _flat(key, value)
    rows = [_flat(ROWWISE[type(record)], _as_mapping(item, record)) for item in growing] or [{}]
    rows[0] |= first
    return [{"id": record.id} | row for row in rows]


def _as_mapping(item: object, record: AnyRecord) -> object:
    return {"organization": item} if isinstance(record, Agreement) and isinstance(item, str) else item


def _flat(name: str, value: object) -> dict[str, str]:
    if isinstance(value, dict):
        return {key: text for part, inner in value.items() for key, text in _flat(f"{name}.{part}", inner).items()}
    return {name: str(value).lower() if isinstance(value, bool) else str(value)}


def _listed(name: str, items: Sequence[object]) -> dict[str, str]:
    """A column a part of the entries; an entry without the part has an empty place."""
    flat = [_flat(name, item) for item in items]
    return {
        key: ";".join(item.get(key, "") for item in flat) for key in dict.fromkeys(key for item in flat for key in item)
    }


def sheet(rows: Iterable[dict[str, str]]) -> list[tuple[str, ...]]:
    """Rows with one header for all of them."""
    rows = list(rows)
    header = tuple(dict.fromkeys(key for row in rows for key in row))
    return [header, *(tuple(row.get(key, "") for key in header) for row in rows)]
