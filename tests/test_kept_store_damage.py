"""The store that is kept of a large graph is whole, whatever happens to it, to those who make it and to its readers."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Final

import pytest

from kg.errors import EnvironmentalError
from kg.pipeline.opening import open_store
from kg.pipeline.shelf import Shelf
from kg.store.answers import answer_rows
from tests.keeping import ALWAYS, EVERYTHING, graph_in, lines, opener, shelf_of, stores
from tests.seed import ROOT

if TYPE_CHECKING:
    from pathlib import Path

# Opens the store of a graph, and is killed where it would take a step.
KILLED: Final = """
import os, signal, sys
from kg.pipeline import shelf
from kg.pipeline.opening import Keeping, open_store

owner = getattr(shelf, sys.argv[2]) if sys.argv[2] else shelf
setattr(owner, sys.argv[3], lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
open_store(sys.argv[1], Keeping(size=0))
"""


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    return graph_in(tmp_path)


def parts(graph: Path) -> list[str]:
    """The names of the store's files, without RocksDB's notes."""
    return sorted(path.name for path in stores(graph)[0].iterdir() if not path.name.startswith(("LOG", "LOCK")))


@pytest.mark.parametrize("how", ["gone", "half", "longer"])
def test_a_damaged_store_is_made_anew(how: str, graph: Path) -> None:
    open_store(str(graph), ALWAYS)
    assert "CURRENT" in parts(graph)
    for number in range(len(parts(graph))):
        (old,) = stores(graph)
        # The files have other numbers each time: the one in this place.
        victim = old / parts(graph)[number]
        size = victim.stat().st_size
        if how == "gone":
            victim.unlink()
        elif how == "half" and size == 0:
            victim.write_bytes(b"?")
        else:
            os.truncate(victim, size // 2 if how == "half" else size + 1)
        assert len(open_store(str(graph), ALWAYS)) == 100, victim
        assert len(stores(graph)) == 1
        assert stores(graph) != [old]


@pytest.mark.parametrize("stamp", [b"", b"{", b"[]", b"\xff", b'{"store": "0123456789abcdef"}'])
def test_a_torn_stamp_is_no_stamp(stamp: bytes, graph: Path) -> None:
    open_store(str(graph), ALWAYS)
    (old,) = stores(graph)
    (shelf_of(graph) / "stamp.json").write_bytes(stamp)
    assert len(open_store(str(graph), ALWAYS)) == 100
    assert len(stores(graph)) == 1
    assert stores(graph) != [old]


def test_a_stamp_leads_nowhere_but_to_its_own_folder(graph: Path) -> None:
    open_store(str(graph), ALWAYS)
    (old,) = stores(graph)
    stamp = shelf_of(graph) / "stamp.json"
    text = stamp.read_text()
    old.rename(graph.with_name("elsewhere"))
    stamp.write_text(text.replace(old.name, "../elsewhere"))
    assert Shelf(str(graph), shelf_of(graph)).take() is None


def test_a_rotten_block_is_a_sentence_with_a_cure(graph: Path) -> None:
    graph.write_text(lines(100_000), "utf-8")
    open_store(str(graph), ALWAYS)
    # The smallest table is read at the start: a store in which it is rotten is made anew.
    for table in (path for path in stores(graph)[0].glob("*.sst") if path.stat().st_size > 10_000):
        data = table.read_bytes()
        middle = len(data) // 2
        table.write_bytes(data[:middle] + bytes(64) + data[middle + 64 :])
    for ask in (lambda store: answer_rows(store, EVERYTHING), lambda store: list(store.statements())):
        with pytest.raises(EnvironmentalError, match="is damaged") as caught:
            ask(open_store(str(graph), ALWAYS))
        assert str(shelf_of(graph)) in str(caught.value)
        assert caught.value.hint


def test_a_reader_goes_on_with_the_old_store_while_the_new_one_serves_others(graph: Path) -> None:
    reader = opener(graph, "wait")
    assert reader.stdout is not None
    assert reader.stdout.readline() == "100\n"
    graph.write_text(lines(50), "utf-8")
    assert len(open_store(str(graph), ALWAYS)) == 50
    assert len(stores(graph)) == 2
    out, err = reader.communicate("")
    assert (out, err, reader.returncode) == ("100\n", "", 0)
    graph.write_text(lines(20), "utf-8")
    assert len(open_store(str(graph), ALWAYS)) == 20
    assert len(stores(graph)) == 1


def test_a_reader_goes_on_when_the_folder_is_moved(graph: Path) -> None:
    store = open_store(str(graph), ALWAYS)
    shelf_of(graph).rename(graph.with_name("moved"))
    assert sum(1 for _ in store.statements()) == 100


def test_first_questions_at_once_make_one_store(graph: Path) -> None:
    graph.write_text(lines(200_000), "utf-8")
    openers = [opener(graph) for _ in range(3)]
    said = [each.communicate() for each in openers]
    assert [out for out, _ in said] == ["200000\n"] * 3
    assert len(stores(graph)) == 1
    notes = [err for _, err in said if err]
    assert all(note == f"another process is making the store of {graph}: waiting for it\n" for note in notes)


def test_a_second_question_says_that_it_waits(graph: Path) -> None:
    shelf = Shelf(str(graph), shelf_of(graph))
    with shelf.locked(print):
        waiting = opener(graph)
        assert waiting.stderr is not None
        assert waiting.stderr.readline() == f"another process is making the store of {graph}: waiting for it\n"
        shelf.make(lambda *_: None)
    assert waiting.communicate()[0] == "100\n"
    assert len(stores(graph)) == 1


def test_control_c_while_the_store_is_made_leaves_nothing(graph: Path) -> None:
    graph.write_text(lines(400_000), "utf-8")
    command = [sys.executable, "-m", "kg", "query", "-g", str(graph), "ASK { ?s ?p ?o }"]
    asking = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "KG_STORE_FROM": "0"}, stderr=subprocess.PIPE)
    wait_for_files(graph)
    asking.send_signal(signal.SIGINT)
    assert asking.communicate()[1] == b""
    assert asking.returncode == 130
    assert stores(graph) == []


def wait_for_files(graph: Path) -> None:
    """Return when a store is being filled."""
    end = time.monotonic() + 30
    while not list(shelf_of(graph).glob("*/CURRENT")):
        assert time.monotonic() < end
        time.sleep(0.005)


@pytest.mark.parametrize("times", [6, pytest.param(60, marks=pytest.mark.slow)])
def test_a_question_killed_at_any_moment_leaves_the_old_store_or_the_new_one(graph: Path, times: int) -> None:
    draw = random.Random(times)  # noqa: S311 - moments, not secrets
    for generation in range(times):
        count = 5_000 + generation
        graph.write_text(lines(count), "utf-8")
        asking = opener(graph)
        # From before the folder is made to after the answer.
        time.sleep(draw.random() * 0.5)
        asking.kill()
        asking.communicate()
        if generation % 2:
            assert len(open_store(str(graph), ALWAYS)) == count
    graph.write_text(lines(3), "utf-8")
    assert len(open_store(str(graph), ALWAYS)) == 3
    assert len(stores(graph)) == 1
    assert {path.name for path in shelf_of(graph).iterdir() if path.is_file()} == {"stamp.json", "lock"}


@pytest.mark.parametrize("old", [True, False])
@pytest.mark.parametrize(
    ("owner", "step"),
    [("Store", "make"), ("", "sync_file"), ("", "sync_folder"), ("Shelf", "_write"), ("Shelf", "_tidy")],
)
def test_the_next_question_needs_nothing_of_a_killed_one(owner: str, step: str, old: bool, graph: Path) -> None:
    if old:
        open_store(str(graph), ALWAYS)
        graph.write_text(lines(50), "utf-8")
    command = [sys.executable, "-c", KILLED, str(graph), owner, step]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == -signal.SIGKILL
    expected = 50 if old else 100
    assert len(open_store(str(graph), ALWAYS)) == expected
    assert len(stores(graph)) == 1
    assert {path.name for path in shelf_of(graph).iterdir() if path.is_file()} == {"stamp.json", "lock"}
