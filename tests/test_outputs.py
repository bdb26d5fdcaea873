"""Outputs change all at once, and nothing of the user's is lost."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from kg.errors import EnvironmentalError, UsageError
from kg.pipeline import outputs
from kg.pipeline.outputs import locked, output_set
from tests.building import (
    NAMES,
    build,
    listed,
    refuse,
    texts,
    whole,
)


def test_the_first_build_makes_the_folder_and_its_parents(tmp_path: Path) -> None:
    out = tmp_path / "a" / "b" / "build"
    build(out, "1")
    assert texts(out) == whole("1")
    assert not any(path.is_symlink() for path in (out, *out.iterdir()))
    assert listed(out.parent) == ["build"]


@pytest.mark.usefixtures("way")
def test_a_later_build_replaces_the_set_and_leaves_nothing_behind(out: Path) -> None:
    build(out, "1")
    build(out, "2")
    assert texts(out) == whole("2")
    assert listed(out.parent) == ["build"]


@pytest.mark.usefixtures("way")
def test_an_output_that_is_not_written_again_goes(out: Path) -> None:
    build(out, "1", (*NAMES, "graph.nt"))
    build(out, "2", previous=(*NAMES, "graph.nt"))
    assert texts(out) == whole("2")


def test_the_exchange_is_what_is_tested_here(out: Path) -> None:
    build(out, "1")
    before = out.stat().st_ino
    build(out, "2")
    assert (out.stat().st_ino != before) == sys.platform.startswith("linux")


@pytest.mark.usefixtures("way")
def test_what_is_the_users_stays(out: Path) -> None:
    build(out, "1")
    (out / "notes.txt").write_text("mine")
    (out / "photos" / "2018").mkdir(parents=True)
    (out / "photos" / "2018" / "a.jpg").write_text("photo")
    (out / "empty").mkdir()
    (out / "link").symlink_to("../elsewhere")
    inodes = {name: (out / name).lstat().st_ino for name in ("notes.txt", "photos", "empty", "link")}
    build(out, "2")
    assert {name: (out / name).lstat().st_ino for name in inodes} == inodes
    assert listed(out) == sorted([*NAMES, *inodes])
    assert (out / "photos" / "2018" / "a.jpg").read_text() == "photo"
    assert (out / "notes.txt").stat().st_nlink == 1
    assert (out / "link").readlink() == Path("../elsewhere")


@pytest.mark.usefixtures("way")
def test_names_of_the_old_manifest_reach_no_other_folder(out: Path) -> None:
    build(out, "1")
    (out / "sub").mkdir()
    (out / "sub" / "x").write_text("mine")
    (out.parent / "precious").write_text("mine")
    build(out, "2", previous=("../precious", "sub/x", "sub", str(out.parent / "precious"), ".", "..", ""))
    assert (out.parent / "precious").read_text() == "mine"
    assert (out / "sub" / "x").read_text() == "mine"


@pytest.mark.usefixtures("way")
def test_a_file_under_the_name_of_an_output_is_replaced_and_a_link_is_not_followed(out: Path) -> None:
    out.mkdir()
    target = out.parent / "target"
    target.write_text("mine")
    (out / "graph.ttl").symlink_to(target)
    (out / "centrality.csv").write_text("old")
    build(out, "1", previous=())
    assert texts(out) == whole("1")
    assert not (out / "graph.ttl").is_symlink()
    assert target.read_text() == "mine"


@pytest.mark.usefixtures("way")
def test_a_folder_in_the_way_of_an_output_is_refused_and_stays(out: Path) -> None:
    (out / "graph.ttl").mkdir(parents=True)
    (out / "graph.ttl" / "x").write_text("mine")
    with pytest.raises(UsageError, match=r"build/graph\.ttl is a folder") as caught:
        build(out, "1")
    assert caught.value.hint
    assert [str(path.relative_to(out)) for path in out.rglob("*")] == ["graph.ttl", "graph.ttl/x"]
    assert listed(out.parent) == ["build"]


def test_a_set_holds_regular_files_only(out: Path) -> None:
    build(out, "1")
    with pytest.raises(ValueError, match="regular files only, not assets"), output_set(out, NAMES) as staging:
        (staging / "assets").mkdir()
    with pytest.raises(ValueError, match="regular files only, not x"), output_set(out, NAMES) as staging:
        (staging / "x").symlink_to("/etc/hostname")
    assert texts(out) == whole("1")


def test_a_link_to_the_folder_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "build").symlink_to("disk/build")
    for text in ("1", "2"):
        build(tmp_path / "build", text)
        assert (tmp_path / "build").is_symlink()
        assert texts(tmp_path / "disk" / "build") == whole(text)
    assert listed(tmp_path) == ["build", "disk"]
    assert listed(tmp_path / "disk") == ["build"]


def test_relative_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for text in ("1", "2"):
        build(Path("build"), text)
        build(Path("x/../other/build"), text)
    assert texts(tmp_path / "build") == whole("2")
    assert texts(tmp_path / "other" / "build") == whole("2")
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match=r"^file is a file, not a folder$"), output_set(Path("file/build")):
        pass


def test_the_working_directory_is_not_pulled_away(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out.mkdir()
    monkeypatch.chdir(out)
    (out / "notes.txt").write_text("mine")
    build(Path(), "1")
    build(Path(), "2")
    assert texts(Path.cwd()) == {**whole("2"), "notes.txt": "mine"}
    assert out.samefile(".")


def test_a_file_in_the_place_of_the_folder_is_refused(out: Path) -> None:
    out.write_text("mine")
    for directory in (out, out / "below"):
        with pytest.raises(UsageError, match="is a file, not a folder") as caught, output_set(directory):
            pass
        assert caught.value.hint
    assert out.read_text() == "mine"


def test_a_link_to_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "build").symlink_to("file")
    with pytest.raises(UsageError, match="is a file, not a folder"), output_set(tmp_path / "build"):
        pass


def test_a_circle_of_links_is_an_error_that_a_person_reads(out: Path) -> None:
    out.symlink_to("build")
    with pytest.raises(EnvironmentalError, match="build cannot be written: "):
        build(out, "1")
    assert listed(out.parent) == ["build"]


@pytest.mark.parametrize("mask", [0o022, 0o027, 0o077])
@pytest.mark.usefixtures("way")
def test_the_umask_is_honoured(out: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        build(out, "1")
        modes = [stat.S_IMODE(path.stat().st_mode) for path in (out, out / "graph.ttl")]
        assert modes == [0o777 & ~mask, 0o666 & ~mask]
        build(out, "2")
        assert [stat.S_IMODE(path.stat().st_mode) for path in (out, out / "graph.ttl")] == modes
    finally:
        os.umask(before)


def test_the_folder_keeps_its_mode(out: Path) -> None:
    build(out, "1")
    out.chmod(0o2750)
    build(out, "2")
    assert stat.S_IMODE(out.stat().st_mode) == 0o2750


def test_the_names_of_outputs_may_be_any(out: Path) -> None:
    names = ("그래프.ttl", "a\nb", os.fsdecode(b"\xff.csv"))
    build(out, "1", names)
    (out / "사진").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outputs, "_bring_home", refuse(errno.EBUSY))
        with pytest.raises(EnvironmentalError, match="사진 could not be moved back"):
            build(out, "2", ("new",), previous=names)
    with locked(out):
        assert listed(out) == ["new", "사진"]
