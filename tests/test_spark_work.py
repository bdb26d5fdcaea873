"""What the machines of a cluster do, as plain functions: any cut of the files gives the lines of one machine."""

from __future__ import annotations

import hashlib
import os
import sys
from collections import defaultdict
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from kg.cli import kg
from kg.concepts import schemes
from kg.errors import DataError, EnvironmentalError, UsageError
from kg.pipeline.build import Request as LocalRequest
from kg.pipeline.build import build as build_here
from kg.pipeline.spelling import Plan
from kg.records.agreement import Agreement
from kg.records.organization import Organization, Place
from kg.sources.files import RecordFile, record_files
from kg.sources.jsonl import JSONL
from kg.sources.reading import Reading
from kg.spark.build import Request, build
from kg.spark.cluster import cluster, java_version, require_java
from kg.spark.measure import Request as MeasureRequest
from kg.spark.measure import measure
from kg.spark.parts import PartFile, clear
from kg.spark.problems import look_again, raise_all, wanted
from kg.spark.rows import Row, blocks_of, parquet_files
from kg.spark.splits import Split, shifts, splits
from kg.spark.work import SHOWN, Summary, number_of, settle, write
from tests.seed import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from kg.spark.work import Item

LINE = (
    '{"id": "a-%d", "kind": "mou", "title": {"en": "t"}, "parties": ["kt", "lh"],'
    ' "sources": [{"url": "https://a.test/%d", "publisher": {"en": "p"}}]}\n'
)


def file_of(path: Path, text: bytes) -> RecordFile:
    path.write_bytes(text)
    return RecordFile(str(path), path.name, path, Agreement, JSONL)


def register() -> Reading:
    """The reading of the register alone, whose ids are known then."""
    files = [file for file in record_files([str(ROOT / "data")]) if file.record_type in {Organization, Place}]
    reading = Reading(files, schemes())
    list(reading.entries())
    return reading


def on_a_cluster(pieces: list[Split], folder: Path, settlings: int = 3) -> Summary:
    """What Spark does with the two steps of a build, in one process. Raises `DataError` as a build does."""
    reading = register()
    plan = Plan(reading.known, ties=True)
    together: dict[int, list[Item]] = defaultdict(list)
    # Partitions may end in any order.
    for number in reversed(range(len(pieces))):
        for key, item in write(number, pieces[number].blocks(), plan, str(folder), "1"):
            together[number_of(key) % settlings].append((key, item))
    summary = Summary()
    for number in range(settlings):
        summary.add(settle(number, together[number], str(folder), "1"))
    again = wanted(summary)
    seen = [
        record
        for number, piece in enumerate(pieces)
        for record in look_again(number, piece.blocks(), plan.known, summary.missing, again)
    ]
    raise_all(reading, summary, seen, shifts(pieces, [summary.lines[number] for number in range(len(pieces))]))
    return summary


def lines_of(folder: Path, pattern: str = "*.nt") -> list[bytes]:
    return sorted(line for part in folder.glob(pattern) for line in part.read_bytes().splitlines())


# ---- splits ----------------------------------------------------------------------------------------------------------


@given(
    lines=st.lists(st.binary(max_size=9).map(lambda line: line.replace(b"\n", b"")), max_size=9),
    size=st.integers(1, 30),
)
def test_every_line_is_in_one_split_and_has_its_number(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes], size: int
) -> None:
    file = file_of(tmp_path_factory.mktemp("split") / "a.jsonl", b"\n".join(lines))
    pieces = splits([file], size)
    read = [[(block.cut.line, block.cut.content) for block in piece.blocks()] for piece in pieces]
    assert b"".join(content for blocks in read for _, content in blocks) == b"\n".join(lines)
    counts = [sum(content.count(b"\n") for _, content in blocks) for blocks in read]
    for blocks, shift in zip(read, shifts(pieces, counts), strict=True):
        for line, content in blocks:
            assert content.split(b"\n")[0] == lines[line + shift - 1]


def test_small_files_share_a_split_and_other_formats_are_not_cut(tmp_path: Path) -> None:
    small = [file_of(tmp_path / f"{n}.jsonl", b"x" * 10) for n in range(5)]
    large = file_of(tmp_path / "large.jsonl", b"x" * 50)
    yaml = record_files([str(ROOT / "data" / "agreements")])[:2]
    assert [len(piece.files) for piece in splits(small, 25)] == [2, 2, 1]
    assert [(piece.start, piece.stop) for piece in splits([large], 25)] == [(0, 25), (25, 50)]
    assert [piece.stop for piece in splits(yaml, 1)] == [-1, -1]
    assert splits([], 25) == []


# ---- the two steps ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [900, 5_000, 10**9])
def test_any_cut_gives_the_lines_of_one_machine(size: int, tmp_path: Path) -> None:
    text = "".join(LINE % (n, n % 3 and n) for n in range(60)).replace(
        '"parties"', '"replaces": ["a-59"], "parties"', 1
    )
    file = file_of(tmp_path / "many.jsonl", text.encode())
    summary = on_a_cluster(splits([file], size), tmp_path)
    assert {part.name for part in summary.parts} == {path.name for path in tmp_path.iterdir()} - {"many.jsonl"}
    for part in summary.parts:
        assert hashlib.sha256((tmp_path / part.name).read_bytes()).hexdigest() == part.sha256
    request = LocalRequest((file.path,), str(tmp_path / "here"), str(ROOT / "data"), ("nt",), network=False, html=False)
    counts = build_here(request).counts
    here = lines_of(tmp_path / "here")
    of_agreements = lines_of(tmp_path)
    assert len(of_agreements) == len(set(of_agreements)) == summary.tally.statements
    assert set(of_agreements) < set(here)
    assert summary.tally.agreements == counts["agreements"] == 60
    ties = lines_of(tmp_path, "ties-*.csv")
    assert len([tie for tie in ties if not tie.startswith(b"agreement,")]) == 120


def test_problems_of_any_cut_are_those_of_one_machine(tmp_path: Path) -> None:
    lines = [LINE % (n, n) for n in range(60)]
    lines[10] = lines[3]
    lines[50] = lines[3]
    lines[20] = lines[20].replace('"parties"', '"replaces": ["nope"], "renews": ["a-59", "no"], "parties"')
    lines[30] = lines[30].replace('"kt"', '"ktt"')
    lines[40] = lines[40].replace("https://a.test", "http://a:port")
    lines[45] = "{\n"
    file = file_of(tmp_path / "bad.jsonl", "".join(lines).encode())
    with pytest.raises(DataError) as here:
        build_here(LocalRequest((file.path,), str(tmp_path / "out"), str(ROOT / "data"), ("nt",)))
    expected = sorted((problem.line, problem.column, problem.message) for problem in here.value.problems)
    for size in (500, 3_000, 10**9):
        with pytest.raises(DataError) as there:
            on_a_cluster(splits([file], size), tmp_path)
        assert [(problem.line, problem.column, problem.message) for problem in there.value.problems] == expected
        assert there.value.message == here.value.message


def test_of_many_problems_the_first_are_told_and_all_are_counted(tmp_path: Path) -> None:
    file = file_of(tmp_path / "bad.jsonl", b"{\n" * (SHOWN + 500))
    with pytest.raises(DataError, match="1,500 problems; these are the first 1,000") as caught:
        on_a_cluster(splits([file], 700), tmp_path)
    assert [problem.line for problem in caught.value.problems] == list(range(1, SHOWN + 1))


def test_a_part_that_fails_leaves_nothing_and_one_that_was_killed_is_cleared(tmp_path: Path) -> None:
    with suppress(TypeError), PartFile(str(tmp_path), "a", "1") as part:
        part.write(b"half")
        part.write(None)  # type: ignore[arg-type]  # it fails
    assert list(tmp_path.iterdir()) == []
    (tmp_path / ".a.7").write_bytes(b"left by a killed try")
    with PartFile(str(tmp_path), "a", "2") as part:
        part.write(b"whole")
    clear(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"whole"}
    assert part.part.sha256 == hashlib.sha256(b"whole").hexdigest()


# ---- Parquet ---------------------------------------------------------------------------------------------------------


def test_rows_become_lines_with_the_number_of_their_row() -> None:
    rows = [Row("file:///d/a%20b.parquet", n, '{"id":\n1}') for n in (7, 8)] + [Row("file:///d/c.parquet", 0, "")]
    first, second = blocks_of(rows, {"/d/a b.parquet": "a b.parquet", "/d/c.parquet": "c.parquet"})
    assert (first.path, first.cut.line, first.cut.content) == ("a b.parquet", 8, b'{"id": 1}\n' * 2)
    assert (second.path, second.cut.line, second.cut.content) == ("c.parquet", 1, b"\n")


def test_parquet_is_found_below_a_folder_but_not_what_is_hidden(tmp_path: Path) -> None:
    for name in ("b.parquet", "_temporary/c.parquet", ".d.parquet", "_SUCCESS", "part/a.parquet"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert [os.path.relpath(path, tmp_path) for path in parquet_files(str(tmp_path))] == ["b.parquet", "part/a.parquet"]
    assert parquet_files(str(tmp_path / "b.parquet")) == [str(tmp_path / "b.parquet")]
    (tmp_path / "organizations.parquet").touch()
    with pytest.raises(UsageError, match="register"):
        parquet_files(str(tmp_path))


# ---- what is missing, and what is refused ----------------------------------------------------------------------------


def test_without_pyspark_the_cure_is_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.errors", None)
    with pytest.raises(EnvironmentalError) as caught, cluster("local[1]", {}):
        pass
    assert caught.value.hint == "pip install 'smartcity-kg[spark]'"


@pytest.mark.parametrize(
    ("said", "words"), [('openjdk version "11.0.2"', "is older: openjdk"), ("", "says no version")]
)
def test_an_old_java_is_an_error_with_a_cure(
    said: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text(f"#!/bin/sh\necho '{said}' >&2\n", "utf-8")
    java.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(EnvironmentalError, match=words) as caught:
        require_java()
    assert "Java 17" in caught.value.hint


def test_no_java_is_an_error_with_a_cure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(EnvironmentalError, match="there is none"):
        require_java()


def test_versions_of_java_are_read() -> None:
    assert [java_version(f'x version "{text}"') for text in ("17.0.15", "1.8.0_381", "21", "25-ea")] == [17, 8, 21, 25]


def test_a_folder_of_others_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(UsageError, match="no build wrote"):
        build(Request(str(ROOT / "data"), str(tmp_path), "local[1]"))
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_standard_input_and_two_kinds_of_agreements_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="standard input"):
        build(Request("-", str(tmp_path / "out"), "local[1]"))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.parquet").touch()
    file_of(tmp_path / "in" / "a.jsonl", b"")
    with pytest.raises(UsageError, match="in Parquet and in"):
        build(Request(str(tmp_path / "in"), str(tmp_path / "out"), "local[1]"))


@pytest.mark.parametrize("command", ["build", "measure"])
def test_a_setting_of_spark_without_a_value_is_a_wrong_command_line(command: str) -> None:
    done = CliRunner().invoke(
        kg, ["spark", command, *(["data", "out"] if command == "build" else ["out"]), "--conf", "x"]
    )
    assert done.exit_code == 2
    assert "x is not KEY=VALUE" in done.stderr


def test_what_no_build_on_a_cluster_wrote_is_not_measured(tmp_path: Path) -> None:
    for folder, words in ((tmp_path / "none", "isn't there"), (tmp_path, "holds no table of ties")):
        with pytest.raises(UsageError, match=words) as caught:
            measure(MeasureRequest(str(folder), "local[1]"))
        assert "kg spark build" in caught.value.hint


def test_the_number_of_a_key_is_the_same_everywhere() -> None:
    keys: list[Any] = [b"", b"\x01", bytes(range(16))]
    assert [number_of(key) for key in keys] == [0, 1, 0x0001020304050607]
