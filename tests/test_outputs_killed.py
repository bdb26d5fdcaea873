"""A build that is killed leaves one whole set, and the next one tidies up."""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import time
from typing import TYPE_CHECKING

import pytest

from kg.errors import EnvironmentalError
from kg.pipeline import outputs
from kg.pipeline.outputs import locked
from tests.building import (
    BUILDER,
    NAMES,
    build,
    listed,
    python,
    refuse,
    texts,
    whole,
)

if TYPE_CHECKING:
    from pathlib import Path


def kill_builds(out: Path, times: int, seed: int) -> int:
    """Kill a builder again and again; after each kill the files agree. Return the last generation."""
    draw = random.Random(seed)  # noqa: S311 - moments, not secrets
    generation = 0
    for _ in range(times):
        builder = python(BUILDER, out, str(generation))
        try:
            assert builder.stdout is not None
            assert builder.stdout.readline(), builder.stderr and builder.stderr.read()
            time.sleep(draw.random() * 0.03)
        finally:
            builder.kill()
            builder.communicate()
        found = texts(out)
        assert found.pop("notes.txt") == "mine"
        assert set(found) == set(NAMES)
        numbers = {line for text in found.values() for line in text.splitlines()}
        assert len(numbers) == 1
        assert all(len(text.splitlines()) == 200 for text in found.values())
        assert int(min(numbers)) > generation
        generation = int(min(numbers))
    return generation


@pytest.mark.parametrize("times", [30, pytest.param(150, marks=pytest.mark.slow)])
def test_a_build_killed_at_any_moment_leaves_one_whole_set(out: Path, times: int) -> None:
    out.mkdir()
    (out / "notes.txt").write_text("mine")
    (out / "photos").mkdir()
    (out / "photos" / "a.jpg").write_text("photo")
    kill_builds(out, times, seed=times)
    build(out, "last")
    assert texts(out) == {**whole("last"), "notes.txt": "mine"}
    assert (out / "photos" / "a.jpg").read_text() == "photo"
    assert listed(out.parent) == ["build"]


def killed_at(out: Path, step: str, text: str) -> None:
    """Build in a child that is killed where `outputs` would take the named step."""
    child = os.fork()
    if child == 0:
        setattr(outputs, step, lambda *_arguments: os.kill(os.getpid(), signal.SIGKILL))
        build(out, text, previous=(*NAMES, "graph.nt"))
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


@pytest.mark.parametrize(
    ("step", "found"),
    [
        ("_publish", "1"),
        ("_exchanged", "1"),
        ("_link", "1"),
        ("keep_owner_and_mode", "1"),
        ("exchange", "1"),
        ("_settle", "2"),
        ("_bring_home", "2"),
    ],
)
def test_the_next_start_brings_back_what_a_killed_build_held(out: Path, step: str, found: str) -> None:
    build(out, "1", (*NAMES, "graph.nt"))
    (out / "notes.txt").write_text("mine")
    (out / "photos").mkdir()
    (out / "photos" / "a.jpg").write_text("photo")
    killed_at(out, step, "2")
    old = {"graph.nt": "1"} if found == "1" else {}
    assert texts(out) == {**whole(found), **old, "notes.txt": "mine"}
    with locked(out):
        assert texts(out) == {**whole(found), **old, "notes.txt": "mine"}
        assert (out / "photos" / "a.jpg").read_text() == "photo"
        assert listed(out.parent) == [".build.lock", "build"]
    assert listed(out.parent) == ["build"]


def test_what_the_user_wrote_since_the_kill_stays_beside_what_comes_back(out: Path) -> None:
    build(out, "1")
    (out / "photos").mkdir()
    (out / "photos" / "old.jpg").touch()
    killed_at(out, "_settle", "2")
    (out / "photos").mkdir()
    (out / "photos" / "new.jpg").touch()
    with locked(out):
        assert listed(out / "photos") == ["new.jpg"]
        assert listed(out / "photos.1") == ["old.jpg"]


def test_a_folder_that_was_removed_since_the_kill_comes_back_with_the_users_part(out: Path) -> None:
    build(out, "1")
    (out / "photos").mkdir()
    killed_at(out, "_settle", "2")
    shutil.rmtree(out)
    with locked(out):
        assert listed(out) == ["photos"]


def test_a_folder_that_cannot_come_back_is_kept_and_named(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(out, "1")
    (out / "photos").mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(outputs, "_bring_home", refuse(errno.EBUSY))
        with pytest.raises(EnvironmentalError, match="photos could not be moved back into ") as caught:
            build(out, "2")
    assert texts(out) == whole("2")
    held = caught.value.hint.split()[3].rstrip(",")
    assert (out.parent / held / "photos").is_dir()
    with locked(out):
        assert (out / "photos").is_dir()
    assert listed(out.parent) == ["build"]


def test_folders_that_only_look_like_leftovers_stay(out: Path) -> None:
    others = [".build.new-", ".build.new-abc", ".build.new-ABCDEFGH", "build.new-abcdefgh", ".xbuild.new-abcdefgh"]
    for name in others:
        (out.parent / name).mkdir()
    (out.parent / ".build.new-abcdefgh").symlink_to(out.parent / others[0])
    (out.parent / ".build.new-abcdefgi").write_text("a file")
    build(out, "1")
    assert listed(out.parent) == sorted([*others, "build", ".build.new-abcdefgh", ".build.new-abcdefgi"])


@pytest.mark.parametrize("content", ["", '["graph', "\x00\x00", "ü"])
def test_torn_names_of_outputs_mean_that_nothing_was_taken_yet(out: Path, content: str) -> None:
    build(out, "1")
    leftover = out.parent / ".build.new-abcdefgh"
    (leftover / "set").mkdir(parents=True)
    (leftover / "set" / "graph.ttl").write_text("torn")
    (leftover / "outputs.json").write_text(content)
    with locked(out):
        assert texts(out) == whole("1")
    assert listed(out.parent) == ["build"]
