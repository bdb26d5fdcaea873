"""Laws of tables: a record that is written as a table and read back is the same, whatever the file and its columns."""

from __future__ import annotations

import contextlib
import io
from typing import TYPE_CHECKING, Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import Problem
from kg.records.rules import faults
from kg.records.text import nfc
from kg.sources.table.csv import DELIMITERS
from kg.sources.table.rows import Unreadable
from kg.sources.table.text import decoded
from tests.strategies import RECORDS, STEADY, agreements, organizations, places
from tests.tables import csv_bytes, parquet_bytes, read, records, sheet, to_rows, xlsx_bytes

if TYPE_CHECKING:
    import random

    from kg.records.agreement import Agreement
    from kg.records.organization import Organization, Place
    from kg.records.rules import AnyRecord


def tabular(value: Any, *, listed: bool = False) -> Any:  # noqa: ANN401 — any value of a record
    """The value as a table can hold it: NFC without outer spaces, and in a list without semicolons and line ends."""
    if isinstance(value, str):
        # No address that is read may hold brackets.
        value = nfc(value).replace("://[2001:db8::1]", "://a.test")
        text = " ".join(value.replace(";", ",").split()) if listed else value.replace("\r", "\n").strip()
        return text or "x"
    if isinstance(value, dict):
        return {key: tabular(text, listed=listed) for key, text in value.items()}
    if isinstance(value, tuple):
        return tuple(tabular(item, listed=True) for item in value)
    if isinstance(value, msgspec.Struct):
        parts = {name: getattr(value, name) for name in value.__struct_fields__}
        return msgspec.structs.replace(value, **{name: tabular(part, listed=listed) for name, part in parts.items()})
    return value


def table_agreement(record: Agreement) -> Agreement:
    """The record without what no column holds: parties in claims, and lists with values of two kinds."""
    sources = tuple(
        msgspec.structs.replace(source, url=source.url or f"http://x.kr/{index}")
        for index, source in enumerate(record.sources)
    )
    claims = record.claims if not any(claim.parties for claim in record.claims) else ()
    record = tabular(msgspec.structs.replace(record, sources=sources, claims=claims, evidence=()))
    return msgspec.structs.replace(record, parties=record.party_list, fields=record.field_list)


def said(record: AnyRecord) -> Any:  # noqa: ANN401 — plain values of any shape
    """What the record says, whichever way it says it: a party or a field may be a bare id."""
    plain = msgspec.to_builtins(record, enc_hook=str)
    for key, part in (("parties", "organization"), ("fields", "concept")):
        if key in plain:
            plain[key] = [{part: item} if isinstance(item, str) else item for item in plain[key]]
    return {key: value for key, value in plain.items() if value != {}}


@given(agreements(), st.sampled_from(DELIMITERS), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), st.randoms())
@RECORDS
def test_an_agreement_written_as_csv_and_read_back_is_the_same(
    record: Agreement, delimiter: str, encoding: str, order: random.Random
) -> None:
    kept = table_agreement(record)
    if list(faults(kept)):
        return
    header, *rows = sheet(to_rows(kept))
    columns = list(range(len(header)))
    order.shuffle(columns)
    shuffled = [[row[index] for index in columns] for row in (header, *rows)]
    name = "t.tsv" if delimiter == "\t" else "t.csv"
    (again,) = records(csv_bytes(shuffled, delimiter, encoding), name)
    assert said(again) == said(kept)


@given(agreements())
@RECORDS
def test_csv_xlsx_and_parquet_say_the_same(record: Agreement) -> None:
    kept = table_agreement(record)
    rows = sheet(to_rows(kept))
    if list(faults(kept)) or any(text.startswith("=") for row in rows for text in row):
        return  # openpyxl writes it as a formula
    (one,) = records(csv_bytes(rows))
    assert records(parquet_bytes(rows), "t.parquet") == [one]
    assert records(xlsx_bytes(rows), "t.xlsx") == [one]


@given(organizations().map(tabular) | places().map(tabular))
@STEADY
def test_the_register_written_as_csv_and_read_back_is_the_same(record: Organization | Place) -> None:
    if list(faults(record)):
        return
    rows = sheet(to_rows(record))
    assert [said(again) for again in records(csv_bytes(rows), "t.csv", type(record))] == [said(record)]


@given(st.binary(max_size=300))
@STEADY
def test_any_bytes_are_records_or_problems(data: bytes) -> None:
    for name in ("t.csv", "t.tsv", "t.xlsx", "t.parquet"):
        for item in read(data, name):
            assert not isinstance(item, Problem) or (item.line >= 0 and item.hint)


@given(st.text('ab",;\t\n\r\x00 ', max_size=60))
@STEADY
def test_any_punctuation_below_a_header_is_records_or_problems(text: str) -> None:
    found = read(f"id,kind,title.ko,organization,sources.url\n{text}".encode())
    last = 2 + len(text.splitlines())
    assert all(1 < item.line <= last for item in found if isinstance(item, Problem))


@given(st.lists(st.sampled_from([b"a", b"\n", b"\xea\xb0\x80", b"\xb0\xa1", b"\xff", b"\x80"]), max_size=12))
@STEADY
def test_bytes_are_utf_8_or_cp949_or_a_problem(parts: list[bytes]) -> None:
    data = b"id" + b"".join(parts)
    meant = None
    for encoding in ("utf-8", "cp949"):
        with contextlib.suppress(UnicodeDecodeError):
            meant = meant or data.decode(encoding)
    try:
        assert decoded("t.csv", io.BytesIO(data)).read() == meant
    except Unreadable:
        assert meant is None
