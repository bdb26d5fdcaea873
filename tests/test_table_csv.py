"""CSV as spreadsheets write it, and as it comes when something went wrong on the way."""

from __future__ import annotations

import io
import pickle
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from kg.errors import Problem
from kg.records.agreement import Agreement, Party
from kg.records.dates import PartialDate
from kg.records.organization import Organization, Place
from kg.sources.entry import Entry
from kg.sources.table.reading import TABLE, opened
from kg.sources.table.reading import read as read_batch
from tests.reading import read as read_stream
from tests.tables import GOOD, HEADER, csv_bytes, parquet_bytes, problems, read, records

if TYPE_CHECKING:
    from pathlib import Path

ROW = csv_bytes([HEADER, GOOD])


def agreement(data: bytes, name: str = "t.csv") -> Agreement:
    (record,) = records(data, name)
    assert isinstance(record, Agreement)
    return record


def test_columns_with_the_record_s_own_names_are_a_record() -> None:
    record = agreement(ROW)
    assert record.title == {"ko": "첫 협약"}
    assert record.signed == PartialDate(2018, 4, 17)
    assert record.parties == ("snu", "kt")
    assert record.fields == ("energy",)
    assert record.sources[0].url == "http://x.kr/1"


def test_one_row_a_participation_is_one_record() -> None:
    data = csv_bytes([
        ("id", "kind", "title_ko", "organization", "as", "role", "count", "source_url"),
        ("a", "mou", "협약", "siheung-city", "시흥시", "", "", "http://x.kr"),
        ("a", "", "", "snu", "", "partner", "", ""),
        ("", "", "", "", "17개 지자체", "", "17", ""),
    ])  # fmt: skip
    assert agreement(data).parties == (
        Party(organization="siheung-city", as_written="시흥시"),
        Party(organization="snu", role="partner"),
        Party(as_written="17개 지자체", count=17),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encoding_and_delimiter_are_told_by_rule(encoding: str, delimiter: str) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    assert agreement(mark + csv_bytes([HEADER, GOOD], delimiter, encoding)) == agreement(ROW)


def test_cp949_has_syllables_that_euc_kr_lacks() -> None:
    row = ("a", "mou", "똠방각하 펲시", *GOOD[3:])
    assert agreement(csv_bytes([HEADER, row], encoding="cp949")).title == {"ko": "똠방각하 펲시"}


def test_a_tsv_is_cut_at_tabs_whatever_its_header_holds() -> None:
    data = csv_bytes([("id", "kind", "title.ko", "sources.url"), ("a", "mou", "b,c;d", "http://x")], "\t")
    assert agreement(data, "t.tsv").title == {"ko": "b,c;d"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_ends_a_line(end: str) -> None:
    assert agreement(ROW.decode().replace("\r\n", end).encode()) == agreement(ROW)


def test_mixed_line_ends_and_blank_lines_keep_the_line_numbers() -> None:
    data = b"\r\n\nid,kind,title.ko,sources.url\na,mou,x,http://x\r\n\r\n,,,\n\nb,mou,,http://x\n"
    assert problems(data) == [(8, 0, "an agreement needs the key “title”")]


def test_a_row_begins_on_the_line_of_its_first_cell() -> None:
    data = b'id,kind,title.ko,sources.url\na,mou,"x\ny\nz",http://x\nb,nou,x,http://x\n'
    assert problems(data) == [(5, 2, "kind: “nou” is no word that may stand here")]


def test_decomposed_hangul_is_composed() -> None:
    row = ("a", "mou", "\u1112\u1161\u11ab", *GOOD[3:])
    assert problems(csv_bytes([(*HEADER, "\u1112\u1161\x00"), (*GOOD, "x")]))[0][2].startswith("“\ud558\ufffd” is no")
    assert agreement(csv_bytes([HEADER, row])).title == {"ko": "한"}


def test_text_that_looks_like_a_formula_is_text() -> None:
    row = ("a", "mou", "=HYPERLINK(1)", *GOOD[3:])
    assert agreement(csv_bytes([HEADER, row])).title == {"ko": "=HYPERLINK(1)"}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2018.04.17.", "2018-04-17"),
        ("2018/4/7", "2018-04-07"),
        ("2018년 4월 17일", "2018-04-17"),
        ("2018년 4월", "2018-04"),
        ("2018년", "2018"),
        ("20180417", "2018-04-17"),
        ("2018-04-17 00:00:00", "2018-04-17"),
    ],
)
def test_a_date_with_the_year_first_is_read_in_every_spelling(written: str, meant: str) -> None:
    assert str(agreement(csv_bytes([HEADER, (*GOOD[:3], written, *GOOD[4:])])).signed) == meant


@pytest.mark.parametrize("written", ["17/04/2018", "04-17-2018", "18.4.17", "2018-02-30", "next week", "201804"])
def test_a_date_of_two_readings_or_none_is_a_problem(written: str) -> None:
    ((line, column, message),) = problems(csv_bytes([HEADER, (*GOOD[:3], written, *GOOD[4:])]))
    assert (line, column) == (2, 4)
    assert message.startswith("signed: ")


def test_the_number_of_a_date_is_not_taken_for_one() -> None:
    ((line, column, message),) = problems(csv_bytes([HEADER, (*GOOD[:3], "43207", *GOOD[4:])]))
    assert (line, column) == (2, 4)
    assert "may be the number of one in a spreadsheet" in message


def test_lists_that_belong_together_are_read_beside_each_other() -> None:
    header = (
        "id",
        "kind",
        "title.ko",
        "sources.url",
        "sources.published",
        "people.name.ko",
        "people.part",
        "people.post.ko",
    )
    row = ("a", "mou", "x", "http://a/;b; http://c", ";2018", "김;이", "signed;quoted", ";시장")
    record = agreement(csv_bytes([header, row]))
    assert [(source.url, str(source.published)) for source in record.sources] == [
        ("http://a/;b", "None"),
        ("http://c", "2018"),
    ]
    assert [(person.name["ko"], person.part, person.post) for person in record.people] == [
        ("김", "signed", {}),
        ("이", "quoted", {"ko": "시장"}),
    ]


def test_the_register_is_read_from_tables_too() -> None:
    data = csv_bytes([
        ("id", "type", "name.ko", "name.en", "names.text", "names.lang", "same_as"),
        ("kepco", "public-corporation", "한국전력공사", "KEPCO Ltd", "한전", "ko", "https://ror.org/1"),
        ("kepco", "", "", "", "KEPCO", "en", ""),
    ])  # fmt: skip
    (body,) = records(data, "organizations.csv", Organization)
    assert isinstance(body, Organization)
    assert [name.text for name in body.names] == ["한전", "KEPCO"]
    data = csv_bytes([("id", "name.ko", "code", "latitude"), ("naju-si", "나주시", "46170", "35.0158")])
    (place,) = records(data, "places.csv", Place)
    assert isinstance(place, Place)
    assert (place.code, place.latitude) == ("46170", 35.0158)


# ---- the header ------------------------------------------------------------------------------------------------------


def test_an_unknown_column_is_named_with_a_cure() -> None:
    assert problems(csv_bytes([(*HEADER, "비고"), (*GOOD, "x")])) == [(1, 8, "“비고” is no value of an agreement")]
    assert problems(csv_bytes([("id", "kind", "title"), GOOD[:3]])) == [(1, 3, "“title” needs its language")]


def test_a_name_that_stands_twice_is_a_problem() -> None:
    assert problems(csv_bytes([(*HEADER, "kind"), (*GOOD, "mou")])) == [(1, 8, "“kind” is the name of column 2 too")]


def test_two_names_for_one_value_are_a_problem() -> None:
    assert problems(csv_bytes([(*HEADER, "title_ko"), (*GOOD, "x")])) == [
        (1, 8, "“title_ko” and “title.ko” are one value")
    ]
    assert problems(csv_bytes([(*HEADER, "organization"), (*GOOD, "x")])) == [
        (1, 8, "“organization” and “parties” are one value")
    ]


def test_a_column_without_a_name_is_a_problem_unless_all_behind_it_are_empty() -> None:
    assert problems(b"id,,kind\na,,mou\n")[0] == (1, 2, "the column has no name")
    data = b"id,kind,title.ko,sources.url,,\na,mou,x,http://x,,\n"
    assert agreement(data).id == "a"


def test_a_table_of_very_many_columns_is_refused_at_once() -> None:
    assert problems(b",".join(b"x%d" % number for number in range(50_000))) == [
        (1, 0, "the table has more than 512 columns")
    ]


# ---- hostile tables --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\n\n", b" \r\n"])
def test_an_empty_file_is_a_problem(data: bytes) -> None:
    assert problems(data) == [(0, 0, "the file is empty")]


def test_a_header_alone_is_a_table_without_records() -> None:
    assert not problems(csv_bytes([HEADER]))
    assert not records(csv_bytes([HEADER]))


def test_an_open_quote_is_named_where_it_opens_and_never_takes_in_the_file() -> None:
    lines = [f"a-{number},mou,x,http://x\n" for number in range(20_000)]
    lines[4] = 'a-4,mou,"x,http://x\n'
    data = "id,kind,title.ko,sources.url\n" + "".join(lines)
    message = "a cell begins with a quote here that is not closed within 131072 characters"
    assert problems(data.encode()) == [(6, 3, message)]
    lines[9_000] = 'a-9000,mou,"x",http://x\n'
    data = "id,kind,title.ko,sources.url\n" + "".join(lines)
    assert problems(data.encode())[0][:2] == (6, 3)


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ('"a","x,y', (2, 2)),
        ('"a""b","c\nd","e', (3, 3)),
        ('"a"b,c', (2, 1)),
        ('a"b,"c', (2, 2)),
        ('"","""x', (2, 2)),
    ],
)
def test_the_cell_with_the_open_quote_is_found(row: str, place: tuple[int, int]) -> None:
    ((line, column, _),) = problems(f"id,kind,title.ko\n{row}".encode())
    assert (line, column) == place


def test_a_million_characters_in_a_cell_are_refused_without_a_quote_too() -> None:
    data = b"id,kind,title.ko,sources.url\na,mou," + b"x" * 1_000_000 + b",http://x\n"
    assert problems(data) == [(2, 0, "a cell has more than 131072 characters")]
    data = b"id,kind,title.ko,sources.url\na,mou," + b"x" * 120_000 + b",http://x\n"
    assert problems(data)[0][:2] == (2, 3)


def test_a_file_without_line_ends_is_not_read_into_memory() -> None:
    assert problems(b"x" * (17 * 2**20))[0][:2] == (1, 0)


def test_a_row_of_other_length_is_a_problem_and_keeps_its_record_out() -> None:
    data = b"id,kind,title.ko,sources.url\na,mou,x\nb,mou,x,http://x,y\nc,mou,x,http://x,,\n"
    found = problems(data)
    assert (2, 0, "the row has 3 cells, the header has 4") in found
    assert (3, 0, "the row has 5 cells, the header has 4") in found
    assert {line for line, _, _ in found} == {2, 3}


def test_a_nul_is_a_problem_of_its_cell() -> None:
    found = problems(b"id,kind,title.ko,sources.url\na,mou,x\x00y,http://x\n")
    assert found == [(2, 3, "title.ko: the text holds U+0000, a character that no value may have")]


def test_bytes_of_two_encodings_are_a_problem() -> None:
    cp949 = csv_bytes([HEADER, GOOD], encoding="cp949")
    assert problems(b"\xef\xbb\xbf" + cp949) == [(2, 0, "the file begins as UTF-8, but this line is not")]
    mixed = csv_bytes([HEADER, GOOD]) + csv_bytes([("b", "mou", "둘째")], encoding="cp949")
    assert problems(mixed) == [(3, 0, "the line is neither UTF-8 nor CP949")]
    assert problems(b"\xff\xfei\x00d\x00\n") == [(1, 0, "the file begins as UTF-16, but this line is not")]


def test_what_stands_before_the_end_of_the_reading_is_read_but_a_record_that_may_go_on() -> None:
    good = "id,kind,title.ko,sources.url,{}\na,mou,x,http://x,snu\nb,mou,x,http://x,kt\n"
    broken = 'c,mou,"x,http://x,lh\n'
    for column in ("parties", "organization"):
        found = read((good.format(column) + broken).encode())
        # The list of parties grows with the rows: the last record may have more of them behind the break.
        assert [item.record.id for item in found if isinstance(item, Entry)] == ["a"]
        assert [item.line for item in found if isinstance(item, Problem)] == [4]
    found = read((good.format("fields").replace("snu", "energy").replace("kt", "safety") + broken).encode())
    assert [item.record.id for item in found if isinstance(item, Entry)] == ["a", "b"]


def test_rows_of_a_record_must_agree_and_stand_together() -> None:
    data = csv_bytes([
        ("id", "kind", "title.ko", "organization", "sources.url"),
        ("a", "mou", "x", "snu", "http://x"),
        ("a", "loi", "", "kt", ""),
        ("b", "mou", "x", "snu", "http://x"),
        ("a", "mou", "x", "lh", "http://x"),
    ])  # fmt: skip
    assert problems(data) == [
        (3, 2, "kind: “kind” is not what it is on line 2, which is of the same record"),
        (5, 0, "the rows of this record don't stand together: others begin on line 2"),
    ]


def test_a_record_of_very_many_rows_is_refused() -> None:
    rows = [("id", "kind", "title.ko", "organization", "sources.url"), ("a", "mou", "x", "b-0", "http://x")]
    rows += [("a", "", "", f"b-{number}", "") for number in range(1, 10_500)]
    assert [message for _, _, message in problems(csv_bytes(rows))] == ["the record has more than 10000 rows"]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["t.csv", "t.parquet"])
def test_ten_times_the_rows_need_no_more_memory(name: str, tmp_path: Path) -> None:
    header = ("id", "kind", "title.ko", "fields", "sources.url")

    def peak(count: int) -> int:
        rows = [(f"a-{number}", "mou", f"협약 {number}", "energy;safety", "http://x.kr") for number in range(count)]
        write = parquet_bytes if name.endswith("parquet") else csv_bytes
        (tmp_path / name).write_bytes(write([header, *rows]))
        del rows
        tracemalloc.start()
        with (tmp_path / name).open("rb") as stream:
            assert sum(isinstance(item, Entry) for item in read_stream(TABLE, name, stream, Agreement)) == count
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(30_000) < peak(3_000) * 1.5


def test_a_batch_is_plain_data_and_holds_all_rows_of_its_records() -> None:
    rows = [("id", "kind", "title.ko", "organization", "sources.url")]
    rows += [(f"a-{number // 7}", "mou", "x", f"b-{number}", "http://x") for number in range(7_000)]
    plan, batches = opened("t.csv", io.BytesIO(csv_bytes(rows)), Agreement)
    found = []
    count = 0
    for batch in batches:
        count += 1
        there = pickle.loads(pickle.dumps((plan, batch)))  # noqa: S301 — our own bytes
        found += [entry.record.id for entry in read_batch(*there)]  # type: ignore[union-attr]
    assert count > 10
    assert found == [f"a-{number}" for number in range(1_000)]
