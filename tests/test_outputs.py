"""Outputs change all at once, and nothing of the user's is lost: killed, refused, interrupted, or side by side."""

from __future__ import annotations

import ctypes
import errno
import os
import random
import resource
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.errors import EnvironmentalError, KgError, UsageError
from kg.pipeline import files, outputs
from kg.pipeline.files import write_file
from kg.pipeline.outputs import locked, output_set

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NAMES = ("centrality.csv", "graph.ttl", "manifest.json")
ROOT = Path(__file__).resolve().parent.parent
NOBODY = 65534

# Builds generation after generation, each with the same number in its three files, and says which one is ready.
BUILDER = """
import sys
from pathlib import Path
from kg.pipeline.outputs import output_set

directory, number = Path(sys.argv[1]), int(sys.argv[2])
names = ("centrality.csv", "graph.ttl", "manifest.json")
while True:
    number += 1
    with output_set(directory, names) as staging:
        for name in names:
            (staging / name).write_text(f"{number}\\n" * 200)
    print(number, flush=True)
"""

# Holds the lock until its input ends.
HOLDER = """
import sys
from pathlib import Path
from kg.pipeline.outputs import locked

with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""

PRINTER = """
from pathlib import Path
from kg.pipeline.files import write_file

write_file(Path("/dev/stdout"), b"new\\n")
"""


def python(code: str, *arguments: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - our own code
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def build(directory: Path, text: str, names: tuple[str, ...] = NAMES, previous: tuple[str, ...] = NAMES) -> None:
    with output_set(directory, previous) as staging:
        for name in names:
            (staging / name).write_text(text)


def texts(directory: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted(directory.iterdir()) if path.is_file()}


def listed(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def whole(text: str) -> dict[str, str]:
    return dict.fromkeys(NAMES, text)


def refuse(number: int) -> Callable[..., None]:
    """A system call that fails with this error."""

    def fail(*_arguments: object, **_options: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def in_child(action: Callable[[], None]) -> str:
    """Do it in a forked process that has no special rights, and return the error's text, or "" if there was none."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setresgid(NOBODY, NOBODY, NOBODY)
                os.setresuid(NOBODY, NOBODY, NOBODY)
            action()
        except BaseException as error:  # noqa: BLE001 - the parent judges it
            os.write(writing, f"{type(error).__name__}: {error}".encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return said


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "build"


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that a process without special rights reaches and owns; pytest's own are closed to it."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    if os.geteuid() == 0:
        os.chown(folder, NOBODY, NOBODY)
    yield folder
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o700)
    shutil.rmtree(folder)


@pytest.fixture(params=["exchange", "one by one"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run the test with and without the exchange of the system."""
    if request.param == "one by one":
        monkeypatch.setattr(outputs, "exchange", refuse(errno.EINVAL))
    return str(request.param)


# The set


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


# Errors and interrupts


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


# Kill and recover


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


# Readers


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


# Where the folder cannot be exchanged


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


# One file


def test_one_file_is_written_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "new" / "page.html"
    write_file(path, b"1")
    write_file(path, b"2")
    assert path.read_bytes() == b"2"
    assert listed(path.parent) == ["page.html"]


def test_one_file_in_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_file(Path("page.html"), b"1")
    assert (tmp_path / "page.html").read_bytes() == b"1"


def test_one_file_keeps_its_mode_and_a_new_one_honours_the_umask(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    before = os.umask(0o027)
    try:
        write_file(path, b"1")
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
        path.chmod(0o604)
        write_file(path, b"2")
        assert stat.S_IMODE(path.stat().st_mode) == 0o604
    finally:
        os.umask(before)


def test_one_file_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "page.html").symlink_to("site/page.html")
    for text in (b"1", b"2"):
        write_file(tmp_path / "page.html", text)
        assert (tmp_path / "page.html").is_symlink()
        assert (tmp_path / "site" / "page.html").read_bytes() == text


def test_one_file_on_a_disk_that_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.html").write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", refuse(errno.ENOSPC))
    with pytest.raises(EnvironmentalError, match=r"^page\.html cannot be written: the disk is full$"):
        write_file(Path("page.html"), b"new")
    assert Path("page.html").read_bytes() == b"old"
    assert listed(tmp_path) == ["page.html"]


def test_one_file_that_is_interrupted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_file(tmp_path / "page.html", b"new")
    assert listed(tmp_path) == []


def test_one_file_that_is_protected(shared: Path) -> None:
    path = shared / "page.html"
    assert in_child(lambda: write_file(path, b"old")) == ""
    path.chmod(0o444)
    said = in_child(lambda: write_file(path, b"new"))
    assert said == f"EnvironmentalError: {path} cannot be written: permission is denied"
    assert path.read_bytes() == b"old"
    assert listed(shared) == ["page.html"]


def test_one_file_in_the_place_of_a_folder_or_below_a_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder, not a file"):
        write_file(tmp_path, b"")
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="is a file, not a folder"):
        write_file(tmp_path / "file" / "page.html", b"")
    with pytest.raises(EnvironmentalError, match="the name is too long"):
        write_file(tmp_path / ("x" * 300), b"")


def test_a_pipe_and_a_device_are_written_as_they_are(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_file(pipe, b"data")
    reader.join()
    assert read == [b"data"]
    assert pipe.is_fifo()
    write_file(Path("/dev/null"), b"data")
    assert Path("/dev/null").is_char_device()
    with pytest.raises(EnvironmentalError, match=r"^/dev/full cannot be written: the disk is full$"):
        write_file(Path("/dev/full"), b"data")


def test_standard_output_keeps_what_is_in_it(tmp_path: Path) -> None:
    assert python(PRINTER).communicate()[0] == "new\n"
    log = tmp_path / "log"
    log.write_bytes(b"old\n")
    with log.open("ab") as stdout:
        subprocess.run([sys.executable, "-c", PRINTER], cwd=ROOT, stdout=stdout, check=True)  # noqa: S603 - our own code
    assert log.read_bytes() == b"old\nnew\n"


def test_a_closed_pipe_is_left_to_the_command_line(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    closing = threading.Timer(0.2, os.close, [reader])
    closing.start()
    with pytest.raises(BrokenPipeError):
        write_file(pipe, b"x" * 10_000_000)
    closing.join()


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
