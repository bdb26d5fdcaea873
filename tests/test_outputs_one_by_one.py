"""Where a folder cannot be exchanged, files are replaced one by one."""

from __future__ import annotations

import ctypes
import errno
import os
from pathlib import Path

import pytest

from kg.errors import EnvironmentalError
from kg.pipeline import files, outputs
from tests.building import (
    NAMES,
    build,
    in_child,
    listed,
    refuse,
    texts,
    whole,
)


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOSYS, errno.EXDEV, errno.EBUSY, errno.EACCES])
def test_without_an_exchange_the_files_are_replaced_with_the_manifest_last(
    out: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    build(out, "1", (*NAMES, "zz.nt"))
    monkeypatch.setattr(outputs, "exchange", refuse(number))
    replaced: list[str] = []
    replace = Path.replace

    def spy(self: Path, target: Path) -> Path:
        replaced.append(self.name)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", spy)
    build(out, "2", (*NAMES, "zz.nt"))
    assert replaced == ["centrality.csv", "graph.ttl", "zz.nt", "manifest.json"]
    assert texts(out) == dict.fromkeys(replaced, "2")


def test_another_error_of_the_exchange_is_an_error(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(out, "1")
    (out / "notes.txt").write_text("mine")
    monkeypatch.setattr(outputs, "exchange", refuse(errno.EIO))
    with pytest.raises(EnvironmentalError, match="the disk reports an error"):
        build(out, "2")
    assert texts(out) == {**whole("1"), "notes.txt": "mine"}
    assert listed(out.parent) == ["build"]


def test_a_system_without_the_call_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda *_arguments, **_options: object())
    with pytest.raises(OSError, match=os.strerror(errno.ENOSYS)):
        files.exchange(tmp_path, tmp_path)


def test_files_that_cannot_be_linked_are_moved(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(out, "1")
    (out / "notes.txt").write_text("mine")
    monkeypatch.setattr(os, "link", refuse(errno.EPERM))
    build(out, "2")
    assert texts(out) == {**whole("2"), "notes.txt": "mine"}


def test_a_parent_that_may_not_be_written(shared: Path) -> None:
    out = shared / "build"
    assert in_child(lambda: build(out, "1")) == ""
    (out / "notes.txt").write_text("mine")
    shared.chmod(0o555)
    assert in_child(lambda: build(out, "2")) == ""
    assert texts(out) == {**whole("2"), "notes.txt": "mine"}
    new = shared / "new"
    assert in_child(lambda: build(new, "1")) == f"EnvironmentalError: {new} cannot be written: permission is denied"


def test_a_folder_that_may_not_be_written(shared: Path) -> None:
    out = shared / "build"
    assert in_child(lambda: build(out, "1")) == ""
    out.chmod(0o555)
    assert in_child(lambda: build(out, "2")) == f"EnvironmentalError: {out} cannot be written: permission is denied"
    assert texts(out) == whole("1")
    assert listed(shared) == ["build"]


def test_a_folder_inside_that_may_not_be_moved_stays_in_its_place(shared: Path) -> None:
    out = shared / "build"
    assert in_child(lambda: build(out, "1")) == ""
    assert in_child((out / "photos").mkdir) == ""
    (out / "photos").chmod(0o555)
    inode = out.stat().st_ino
    assert in_child(lambda: build(out, "2")) == ""
    assert texts(out) == whole("2")
    assert (out / "photos").is_dir()
    assert out.stat().st_ino == inode
    assert listed(shared) == ["build"]


def test_a_torn_set_of_single_files_keeps_the_old_manifest(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(out, "1", (*NAMES, "zz.nt"))
    monkeypatch.setattr(outputs, "exchange", refuse(errno.EINVAL))
    replace = Path.replace

    def fail(self: Path, target: Path) -> Path:
        if self.name == "manifest.json":
            raise KeyboardInterrupt
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fail)
        with pytest.raises(KeyboardInterrupt):
            build(out, "2")
    assert texts(out) == {"centrality.csv": "2", "graph.ttl": "2", "manifest.json": "1", "zz.nt": "1"}
    build(out, "3", previous=(*NAMES, "zz.nt"))
    assert texts(out) == whole("3")


def test_a_leftover_inside_the_folder_goes(out: Path) -> None:
    build(out, "1")
    (out / ".build.new-abcdefgh").mkdir()
    (out / ".build.new-abcdefgh" / "graph.ttl").write_text("torn")
    build(out, "2")
    assert listed(out) == sorted(NAMES)
