"""Readers see one set, and two builds never write at once."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from kg.errors import EnvironmentalError, KgError
from kg.pipeline.outputs import locked
from tests.building import (
    BUILDER,
    HOLDER,
    NAMES,
    build,
    listed,
    python,
    texts,
    whole,
)


@pytest.mark.parametrize("seconds", [0.5, pytest.param(10, marks=pytest.mark.slow)])
def test_whoever_opens_the_folder_reads_one_set(out: Path, seconds: float) -> None:
    build(out, "0")
    builder = python(BUILDER, out, "0")
    seen: set[str] = set()
    end = time.monotonic() + seconds
    try:
        while time.monotonic() < end or len(seen) < 2:
            folder = os.open(out, os.O_RDONLY | os.O_DIRECTORY)
            try:
                found = {read_at(folder, name) for name in NAMES}
            except FileNotFoundError:
                continue  # An old set, deleted while we read: the next one is there.
            finally:
                os.close(folder)
            assert len(found) == 1
            seen |= found
    finally:
        builder.kill()
        builder.communicate()
    assert len(seen) > 1


def read_at(folder: int, name: str) -> str:
    with os.fdopen(os.open(name, os.O_RDONLY, dir_fd=folder), encoding="utf-8") as file:
        return file.read()


# The lock


def test_a_second_build_is_refused_at_once(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(out.parent)
    holder = python(HOLDER, out)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    try:
        with pytest.raises(EnvironmentalError, match=r"^another build is writing build$") as caught:
            build(Path("build"), "1")
        assert caught.value.hint
        assert not out.exists()
    finally:
        holder.communicate()
    assert holder.returncode == 0
    build(out, "1")
    assert listed(out.parent) == ["build"]


def test_a_lock_file_of_a_dead_process_stops_nobody(out: Path) -> None:
    holder = python(HOLDER, out)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    holder.kill()
    holder.communicate()
    assert (out.parent / ".build.lock").exists()
    build(out, "1")
    assert texts(out) == whole("1")
    assert listed(out.parent) == ["build"]


def test_a_forked_worker_does_not_hold_the_lock_of_its_killed_parent(out: Path) -> None:
    reading, writing = os.pipe()
    parent = os.fork()
    if parent == 0:
        with locked(out):
            if os.fork() == 0:
                os.write(writing, str(os.getpid()).encode())
            time.sleep(60)
            os._exit(0)
    worker = int(os.read(reading, 20))
    os.kill(parent, signal.SIGKILL)
    os.waitpid(parent, 0)
    try:
        build(out, "1")
    finally:
        os.kill(worker, signal.SIGKILL)
        os.close(reading)
        os.close(writing)


def test_the_lock_is_shared_inside_a_thread_and_not_between_threads(out: Path) -> None:
    said: list[str] = []

    def other() -> None:
        try:
            build(out, "2")
        except KgError as error:
            said.append(str(error))

    with locked(out):
        build(out, "1")
        with locked(out):
            thread = threading.Thread(target=other)
            thread.start()
            thread.join()
        build(out, "3")
    assert said == [f"another build is writing {out}"]
    assert texts(out) == whole("3")


@pytest.mark.parametrize("rounds", [50, pytest.param(1000, marks=pytest.mark.slow)])
def test_never_two_builds_at_once(out: Path, rounds: int) -> None:
    """Two processes race for the lock, whose file comes and goes; each notes when it is in and when it is out."""
    code = """
import os, sys
from pathlib import Path
from kg.errors import EnvironmentalError
from kg.pipeline.outputs import locked

done, inside = 0, Path(sys.argv[2])
while done < int(sys.argv[3]):
    try:
        with locked(Path(sys.argv[1])):
            inside.mkdir()
            inside.rmdir()
            done += 1
    except EnvironmentalError:
        pass
"""
    racers = [python(code, out, out.parent / "inside", str(rounds)) for _ in range(3)]
    said = [racer.communicate()[1] for racer in racers]
    assert said == [""] * 3
    assert [racer.returncode for racer in racers] == [0] * 3
