"""Errors, interrupts and full disks leave the old outputs."""

from __future__ import annotations

import errno
import os
import resource
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.errors import EnvironmentalError
from kg.pipeline import outputs
from kg.pipeline.outputs import output_set
from tests.building import (
    NAMES,
    build,
    listed,
    refuse,
    texts,
    whole,
)

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, SystemExit, FileNotFoundError])
@pytest.mark.usefixtures("way")
def test_an_error_in_the_block_passes_and_the_old_set_stays(out: Path, error: type[BaseException]) -> None:
    def fail(number: int) -> None:
        with output_set(out, NAMES) as staging:
            (staging / "graph.ttl").write_text("torn")
            raise error(number)

    with pytest.raises(error):
        fail(0)
    assert listed(out.parent) == []
    build(out, "1")
    (out / "notes.txt").write_text("mine")
    with pytest.raises(error):
        fail(1)
    assert texts(out) == {**whole("1"), "notes.txt": "mine"}
    assert listed(out.parent) == ["build"]


def test_an_interrupt_at_any_step_leaves_one_whole_set(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C after the nth step that touches the disk, for every n until the build comes through."""
    steps = 0

    def counted(function: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **options: object) -> object:
            nonlocal steps
            result = function(*arguments, **options)
            steps -= 1
            if steps == 0:
                raise KeyboardInterrupt
            return result

        return call

    build(out, "0")
    (out / "photos").mkdir()
    (out / "notes.txt").write_text("mine")
    for name in ("sync_file", "sync_folder", "keep_owner_and_mode", "exchange", "_link", "_strangers", "_bring_home"):
        monkeypatch.setattr(outputs, name, counted(getattr(outputs, name)))
    interrupted = 0
    for number in range(1, 100):
        steps = number
        try:
            build(out, str(number))
        except KeyboardInterrupt:
            interrupted += 1
            assert texts(out) in [{**whole(str(n)), "notes.txt": "mine"} for n in range(number + 1)]
            continue
        break
    assert interrupted > 10
    assert texts(out) == {**whole(str(interrupted + 1)), "notes.txt": "mine"}
    assert (out / "photos").is_dir()
    assert listed(out.parent) == ["build"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS])
@pytest.mark.usefixtures("way")
def test_a_disk_that_refuses_to_sync_leaves_the_old_set(
    out: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    build(out, "1")
    monkeypatch.chdir(out.parent)
    monkeypatch.setattr(os, "fsync", refuse(number))
    with pytest.raises(EnvironmentalError, match=r"^build cannot be written: ") as caught:
        build(Path("build"), "2")
    assert caught.value.hint
    assert isinstance(caught.value.__cause__, OSError)
    assert texts(out) == whole("1")
    assert listed(out.parent) == ["build"]


def test_a_full_disk_inside_the_block(out: Path) -> None:
    build(out, "1")

    def too_much() -> None:
        with output_set(out, NAMES) as staging, Path("/dev/full").open("w") as full:
            (staging / "graph.ttl").write_text("2")
            full.write("x" * 100_000)

    with pytest.raises(EnvironmentalError, match="cannot be written: the disk is full") as caught:
        too_much()
    assert "space" in caught.value.hint
    assert texts(out) == whole("1")
    assert listed(out.parent) == ["build"]


def test_a_write_that_the_system_cuts_short(out: Path) -> None:
    """A real limit of the system stops the second file in the middle, as a full disk does."""
    build(out, "1")

    def too_much() -> None:
        with output_set(out, NAMES) as staging:
            (staging / "graph.ttl").write_text("2")
            (staging / "centrality.csv").write_text("2" * 100_000)

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, limits[1]))
    try:
        with pytest.raises(EnvironmentalError, match="larger than the system allows"):
            too_much()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert texts(out) == whole("1")
    assert listed(out.parent) == ["build"]


def test_an_error_about_the_staging_folder_is_told_in_the_users_words(out: Path) -> None:
    with pytest.raises(EnvironmentalError, match="build cannot be written: ") as caught, output_set(out) as staging:
        (staging / "no" / "such").write_text("1")
    assert ".new-" not in str(caught.value)
