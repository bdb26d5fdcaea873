"""From paths to files of records: which are found, under which names, and where the register comes from."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from kg.errors import EnvironmentalError, UsageError
from kg.pipeline.inputs import inputs
from kg.records.agreement import Agreement
from kg.records.organization import Organization, Place
from kg.sources.entry import Entry
from kg.sources.files import RecordFile, blocks, record_files


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory with the name `work`."""
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return work


def touch(*paths: str) -> None:
    for path in paths:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).touch()


def paths_of(files: list[RecordFile]) -> list[str]:
    return [file.path for file in files]


def test_a_folder_is_walked_in_the_order_of_code_points() -> None:
    touch("d/b.yaml", "d/B.yml", "d/가.jsonl", "d/a/z.NDJSON", "d/a.yaml", "d/readme.md", "d/yaml")
    files = record_files(["d"])
    assert paths_of(files) == ["d/B.yml", "d/a.yaml", "d/a/z.NDJSON", "d/b.yaml", "d/가.jsonl"]
    assert [file.name for file in files] == paths_of(files)
    assert paths_of(record_files(["./d/"]))[0] == "./d/B.yml"


def test_names_for_the_manifest_are_equal_wherever_the_run_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    touch("d/e/a.yaml", "b.yaml")
    names = [file.name for file in record_files(["d", "b.yaml"])]
    assert names == ["d/e/a.yaml", "b.yaml"]
    assert [file.name for file in record_files([os.path.abspath("d"), os.path.abspath("b.yaml")])] == names
    monkeypatch.chdir("d")
    assert [file.name for file in record_files([".", "../b.yaml"])] == names
    assert paths_of(record_files([".", "../b.yaml"])) == ["./e/a.yaml", "../b.yaml"]


def test_hidden_files_and_links_to_folders_are_passed_over() -> None:
    touch("d/a.yaml", "d/.b.yaml", "d/.git/c.yaml", "elsewhere/d.yaml")
    os.symlink("../elsewhere", "d/link")
    os.symlink("../elsewhere/d.yaml", "d/e.yaml")
    assert paths_of(record_files(["d"])) == ["d/a.yaml", "d/e.yaml"]
    assert paths_of(record_files(["d/.b.yaml"])) == ["d/.b.yaml"]


def test_a_folder_s_tables_are_read_where_their_names_or_a_mapping_say_that_they_are_records() -> None:
    touch("d/agreements-2024.csv", "d/organizations.xlsx", "d/places.parquet", "d/centrality.csv", "d/mine.tsv")
    touch("d/mine.mapping.yaml")
    inside = ["d/agreements-2024.csv", "d/mine.tsv", "d/organizations.xlsx", "d/places.parquet"]
    assert paths_of(record_files(["d"])) == inside
    assert paths_of(record_files(["d/centrality.csv"])) == ["d/centrality.csv"]
    with pytest.raises(UsageError, match=r"mine\.mapping\.yaml has no ending"):
        record_files(["d/mine.mapping.yaml"])


def test_a_file_is_read_once_however_it_is_spelled() -> None:
    touch("d/a.yaml", "d/b.yaml")
    os.symlink("d", "link")
    assert paths_of(record_files(["d/b.yaml", "d", "./d/b.yaml", "d/../d", "link/a.yaml", os.path.abspath("d")])) == [
        "d/b.yaml",
        "d/a.yaml",
    ]
    assert paths_of(record_files(["d", "d"])) == ["d/a.yaml", "d/b.yaml"]


def test_the_name_of_a_file_says_what_it_holds() -> None:
    touch("organizations.yaml", "Organizations-2.jsonl", "places.yml", "PLACES.ndjson", "place.yaml", "a.yaml")
    types = {file.path: file.record_type for file in record_files(["."])}
    assert types == {
        "./organizations.yaml": Organization,
        "./Organizations-2.jsonl": Organization,
        "./places.yml": Place,
        "./PLACES.ndjson": Place,
        "./place.yaml": Agreement,
        "./a.yaml": Agreement,
    }


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("nowhere", "nowhere isn't there"),
        ("nowhere.yaml", "nowhere.yaml isn't there"),
        ("", " isn't there"),
        ("empty", "empty holds no records"),
        ("other", "other holds no records"),
        ("a.txt", "a.txt has no ending that kg reads"),
        ("-", "standard input can't be read here"),
    ],
)
def test_a_path_without_records_is_the_callers_mistake(path: str, message: str) -> None:
    touch("empty/.keep.yaml", "other/a.md", "a.txt", "good.yaml")
    with pytest.raises(UsageError) as caught:
        record_files(["good.yaml", path])
    assert caught.value.message == message
    assert caught.value.hint


def test_a_file_that_cannot_be_read_is_the_machines_fault() -> None:
    os.symlink("gone.yaml", "a.yaml")
    (file,) = record_files(["."])
    with pytest.raises(EnvironmentalError, match=r"^\./a\.yaml can't be read: No such file"):
        list(blocks(file))


def test_a_folder_that_cannot_be_read_is_not_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    touch("d/a.yaml", "d/closed/b.yaml")
    scandir = os.scandir

    def closed(path: str) -> object:
        if path.endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)
    with pytest.raises(EnvironmentalError, match=r"^d/closed can't be read: Permission denied$"):
        record_files(["d"])


def test_without_sources_the_data_is_read() -> None:
    touch("data/organizations.yaml", "data/places.yaml", "data/agreements/a.yaml")
    with inputs([], "data") as files:
        assert paths_of(files) == ["data/agreements/a.yaml", "data/organizations.yaml", "data/places.yaml"]


@pytest.mark.parametrize(
    ("own", "register"),
    [
        ((), ["data/organizations.yaml", "data/places.yaml"]),
        (("more/places.yaml",), ["data/organizations.yaml"]),
        (("more/organizations.yaml",), []),
        (("more/organizations.yaml", "more/places.yaml"), []),
    ],
)
def test_a_source_without_a_register_borrows_it_from_the_data(own: tuple[str, ...], register: list[str]) -> None:
    touch("data/organizations.yaml", "data/places.yaml", "data/agreements/a.yaml", "more/b.yaml", *own)
    with inputs(["more"], "data") as files:
        assert paths_of(files) == [*register, *sorted(["more/b.yaml", *own])]


def test_a_source_may_have_no_register_at_all() -> None:
    touch("more/b.yaml")
    with inputs(["more"], "data") as files:
        assert paths_of(files) == ["more/b.yaml"]


def test_places_alone_are_nothing_to_build() -> None:
    touch("places.yaml")
    with pytest.raises(UsageError, match=r"there is nothing to build"), inputs(["places.yaml"], "data"):
        pass


def test_missing_data_is_the_callers_mistake() -> None:
    with pytest.raises(UsageError, match=r"^data isn't there$"), inputs([], "data"):
        pass


def test_standard_input_is_json_lines_kept_for_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    line = b'{"id": "a", "kind": "mou", "title": {"ko": "\xea\xb0\x80"}, "sources": [{}]}\n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line)))
    with inputs(["-", "-"], "data") as (file,):
        assert (file.path, file.name, file.record_type) == ("-", "-", Agreement)
        (block,) = blocks(file)
        (entry,) = block.read()
        assert isinstance(entry, Entry)
        assert (entry.path, entry.line) == ("-", 1)
        assert file.location.exists()
    assert not file.location.exists()
