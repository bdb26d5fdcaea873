"""Mapping files: what a table's columns are, what it lacks, and where a mapping is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from kg.errors import Problem
from kg.pipeline.build import Request, build
from kg.records.agreement import Agreement, Party
from kg.sources.table.reading import TABLE
from tests.reading import read as read_stream
from tests.tables import csv_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from kg.sources.entry import Entry

HEADER = ("연번", "협약명", "체결일", "기관", "분야", "출처", "비고")
ROW = ("7", "스마트시티 협약", "17/04/2018", "시흥시, 서울대학교", "에너지,교통", "http://x.kr/1", "없음")
MAPPING = """
columns:
  연번: {to: id, prefix: seoul-}
  협약명: title.ko
  체결일: {to: signed, form: day-first}
  기관:
    - {to: parties.organization, split: ",", words: {시흥시: siheung-city, 서울대학교: snu}}
    - {to: parties.as, split: ","}
  분야: {to: fields, split: ",", words: {에너지: energy, 교통: mobility}}
  출처: sources.url
  비고: ignore
defaults:
  kind: mou
  sources.type: document
  stated.parties: 7
"""


def read(folder: Path, mapping: str, *rows: tuple[str, ...]) -> list[Entry[Any] | Problem]:
    table = folder / "표.csv"
    table.write_bytes(csv_bytes([HEADER, *rows]))
    (folder / "표.mapping.yaml").write_text(mapping, encoding="utf-8")
    with table.open("rb") as stream:
        return list(read_stream(TABLE, "표.csv", stream, Agreement))


def problems(folder: Path, mapping: str, *rows: tuple[str, ...]) -> list[str]:
    found = read(folder, mapping, *rows)
    return [str(item).partition("\n")[0] for item in found if isinstance(item, Problem)]


def test_a_mapping_says_which_column_is_which_value(tmp_path: Path) -> None:
    (entry,) = read(tmp_path, MAPPING, ROW)
    assert not isinstance(entry, Problem)
    record = entry.record
    assert (record.id, record.kind, str(record.signed)) == ("seoul-7", "mou", "2018-04-17")
    assert record.parties == (
        Party(organization="siheung-city", as_written="시흥시"),
        Party(organization="snu", as_written="서울대학교"),
    )
    assert record.fields == ("energy", "mobility")
    assert [(source.url, source.type) for source in record.sources] == [("http://x.kr/1", "document")]
    assert record.stated.parties == 7


def test_a_default_stands_where_a_cell_is_empty(tmp_path: Path) -> None:
    mapping = MAPPING.replace(
        "defaults:", "defaults:\n  sources.url: http://all.kr\n  title.en: same\n  fields: safety;energy"
    )
    (entry,) = read(tmp_path, mapping, (*ROW[:4], "", "", ""))
    assert not isinstance(entry, Problem)
    assert [(source.url, source.type) for source in entry.record.sources] == [("http://all.kr", "document")]
    assert entry.record.title == {"ko": "스마트시티 협약", "en": "same"}
    assert entry.record.fields == ("safety", "energy")


def test_month_first_serial_numbers_and_slugs_are_said_by_the_mapping(tmp_path: Path) -> None:
    mapping = MAPPING.replace("day-first", "month-first")
    (entry,) = read(tmp_path, mapping, (*ROW[:2], "4/17/2018", *ROW[3:]))
    assert not isinstance(entry, Problem)
    assert str(entry.record.signed) == "2018-04-17"
    mapping = MAPPING.replace("day-first", "serial").replace("연번: {to: id, prefix: seoul-}", "연번: ignore")
    mapping = mapping.replace("협약명: title.ko", "협약명: [title.ko, {to: id, form: slug}]")
    (entry,) = read(tmp_path, mapping, (*ROW[:2], "43207", *ROW[3:]))
    assert not isinstance(entry, Problem)
    assert (entry.record.id, str(entry.record.signed)) == ("스마트시티-협약", "2018-04-17")


def test_bad_values_are_placed_in_the_table_under_the_table_s_own_names(tmp_path: Path) -> None:
    found = problems(tmp_path, MAPPING, (*ROW[:2], "2018-04-31", *ROW[3:5], "x.kr", ""))
    assert found == [
        "표.csv:2:3: 체결일: 2018-04-31 is not in the calendar",
        "표.csv:2:6: 출처: “x.kr” doesn't have the form that belongs here",
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("협약명:", "협약 명:", "표.mapping.yaml:4:3: 표.csv has no column “협약 명”"),
        ("title.ko", "titel.ko", "표.mapping.yaml:4:3: “titel.ko” is no value of an agreement"),
        ("title.ko", "title", "표.mapping.yaml:4:3: “title” needs its language"),
        ("day-first", "day-frist", "표.mapping.yaml:5:27: “day-frist” is no word that may stand here"),
        ("prefix", "prefixes", "표.mapping.yaml:3:16: “prefixes” is no key of a column"),
        ("defaults", "constants", "표.mapping.yaml:12:1: “constants” is no key of a mapping"),
        ("kind: mou", "kin: mou", "표.mapping.yaml:13:3: “kin” is no value of an agreement"),
        ("비고: ignore", "비고: [", "표.mapping.yaml:13:7: this is not YAML: did not find expected ',' or ']'"),
        (
            "비고: ignore",
            "비고: NO",
            "표.mapping.yaml:11:7: NO is ambiguous: some YAML programs read it as true or false",
        ),
    ],
)
def test_what_is_wrong_with_a_mapping_is_placed_in_it(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert message in problems(tmp_path, MAPPING.replace(old, new), ROW)


@pytest.mark.parametrize("text", ["", "# nothing\n", "--- {}\n--- {}\n"])
def test_a_mapping_is_one_document(tmp_path: Path, text: str) -> None:
    ((found),) = problems(tmp_path, text, ROW)
    assert found.startswith("표.mapping.yaml: a mapping is one YAML document, not ")


def test_a_column_that_the_mapping_leaves_out_must_have_a_name_of_the_record(tmp_path: Path) -> None:
    assert problems(tmp_path, MAPPING.replace("  비고: ignore\n", ""), ROW) == [
        "표.csv:1:7: “비고” is no value of an agreement"
    ]


def test_names_are_not_looked_up_where_there_is_no_register(tmp_path: Path) -> None:
    mapping = MAPPING.replace("words: {시흥시: siheung-city, 서울대학교: snu}", "names: true")
    assert problems(tmp_path, mapping, ROW) == ["표.csv:1:4: organisations by name need the register"]


def test_a_mapping_is_an_input_of_the_build(tmp_path: Path) -> None:
    read(tmp_path, MAPPING, ROW)
    request = Request((str(tmp_path / "표.csv"),), str(tmp_path / "out"), "data", html=False, network=False)
    assert build(request).changed
    assert not build(request).changed
    read(tmp_path, MAPPING.replace("mou", "loi"), ROW)
    assert build(request).changed
    manifest = (tmp_path / "out" / "manifest.json").read_text(encoding="utf-8")
    assert '"표.mapping.yaml"' in manifest
