"""The store that is kept of a large graph: made once, renewed when the graph has changed, done without if need be."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import kg
from kg.errors import DataError, UsageError
from kg.pipeline.opening import Keeping, open_store
from kg.pipeline.shelf import Shelf
from kg.store.answers import Rows, answer_rows
from kg.store.embedded import Store
from kg.vocab import kgo
from tests.building import in_child
from tests.keeping import ALWAYS, EVERYTHING, graph_in, lines, shelf_of, stores
from tests.seed import ROOT, SEED_FILE

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    return graph_in(tmp_path)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the graphs whose stores were made."""
    names: list[str] = []
    make = Shelf.make

    def noted(shelf: Shelf, *arguments: object) -> None:
        names.append(os.path.basename(shelf.graph))
        make(shelf, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Shelf, "make", noted)
    return names


# ---- made once, and answers as memory does


def test_a_small_graph_is_read_into_memory_and_leaves_no_trace(graph: Path) -> None:
    assert len(open_store(str(graph))) == 100
    assert not shelf_of(graph).exists()


def test_a_graph_of_the_size_gets_a_store_which_is_made_once(graph: Path, made: list[str]) -> None:
    size = graph.stat().st_size
    open_store(str(graph), Keeping(size=size + 1))
    assert made == []
    for _ in range(3):
        assert len(open_store(str(graph), Keeping(size=size))) == 100
    assert made == ["graph.nt"]


@pytest.mark.parametrize("ending", ["ttl", "nt", "jsonld"])
def test_the_kept_store_answers_as_memory_does(ending: str, tmp_path: Path) -> None:
    kg.build(SEED_FILE, tmp_path, data=ROOT / "data", formats=("ttl", "nt", "jsonld"))
    path = str(tmp_path / f"graph.{ending}")
    kept, read = open_store(path, ALWAYS), Store.open(path)
    assert set(kept.statements()) == set(read.statements())
    assert set(kept.pairs(kgo.party)) == set(read.pairs(kgo.party))
    answers = [answer_rows(store, EVERYTHING) for store in (kept, read)]
    rows = [set(answer.rows) for answer in answers if isinstance(answer, Rows)]
    assert rows[0] == rows[1]
    assert len(rows[0]) == len(read)


def test_an_empty_graph_has_a_store_too(tmp_path: Path, made: list[str]) -> None:
    path = tmp_path / "empty.ttl"
    path.touch()
    assert [len(open_store(str(path), ALWAYS)) for _ in range(2)] == [0, 0]
    assert made == ["empty.ttl"]


def test_progress_tells_how_far_the_file_has_been_read(tmp_path: Path) -> None:
    path = tmp_path / "graph.nt"
    path.write_text(lines(100_000), "utf-8")
    seen: list[tuple[int, int]] = []
    open_store(str(path), ALWAYS, progress=lambda *done: seen.append(done))
    assert len(seen) > 1
    assert seen == sorted(seen)
    assert {whole for _, whole in seen} == {path.stat().st_size}


def test_a_terminal_shows_a_bar_while_the_store_is_made_and_the_answer_stays_clean(graph: Path) -> None:
    graph.write_text(lines(100_000), "utf-8")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "kg", "query", "-g", str(graph), "ASK { ?s ?p ?o }"]
    environment = {**os.environ, "KG_STORE_FROM": "0", "COLUMNS": "100", "TERM": "xterm"}
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=theirs, check=True)
    os.close(theirs)
    assert done.stdout == b"true\n"
    assert b"reading" in os.read(ours, 100_000)
    again = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    assert (again.stdout, again.stderr) == (b"true\n", b"")
    os.close(ours)


# ---- renewed when the graph has changed


def test_a_changed_graph_gets_a_new_store_and_the_old_one_goes(graph: Path, made: list[str]) -> None:
    assert len(open_store(str(graph), ALWAYS)) == 100
    (old,) = stores(graph)
    graph.write_text(lines(50), "utf-8")
    assert len(open_store(str(graph), ALWAYS)) == 50
    assert made == ["graph.nt"] * 2
    assert old not in stores(graph)
    assert len(stores(graph)) == 1


def test_another_text_of_the_same_size_and_time_is_seen(graph: Path) -> None:
    open_store(str(graph), ALWAYS)
    before = graph.stat()
    graph.write_text(lines(100, "q"), "utf-8")
    os.utime(graph, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert list(open_store(str(graph), ALWAYS).statements("x:p")) == []


def test_a_touched_or_replaced_graph_of_the_same_bytes_keeps_its_store(graph: Path, made: list[str]) -> None:
    open_store(str(graph), ALWAYS)
    os.utime(graph, (1, 1))
    open_store(str(graph), ALWAYS)
    copy = graph.with_name("copy.nt")
    shutil.copy(graph, copy)
    copy.replace(graph)
    open_store(str(graph), ALWAYS)
    assert made == ["graph.nt"]
    assert Shelf(str(graph), shelf_of(graph)).take() is not None


def test_the_store_of_another_engine_is_made_anew(
    graph: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    open_store(str(graph), ALWAYS)
    monkeypatch.setattr("kg.pipeline.shelf.ENGINE", "pyoxigraph 99")
    assert len(open_store(str(graph), ALWAYS)) == 100
    assert made == ["graph.nt"] * 2


def test_a_build_carries_the_store_along_and_the_next_question_renews_it(tmp_path: Path, made: list[str]) -> None:
    records = tmp_path / "records.jsonl"
    record = '{"id": "%s", "kind": "mou", "title": {"en": "t"}, "parties": ["kt", "lh"], "sources": [{}]}\n'
    graph = tmp_path / "build" / "graph.ttl"
    for ids, expected in ((["a"], 1), (["a", "b"], 2)):
        records.write_text("".join(record % id_ for id_ in ids), "utf-8")
        kg.build(records, tmp_path / "build", data=ROOT / "data")
        found = kg.open(graph, store_from=0)
        assert len({agreement for agreement, _ in found.ties()}) == expected
        del found
        assert len(stores(graph)) == 1
    assert made == ["graph.ttl"] * 2


# ---- what can't be kept


def test_the_stores_may_lie_in_another_folder(graph: Path, made: list[str], tmp_path: Path) -> None:
    elsewhere = tmp_path / "deep" / "stores"
    other = tmp_path / "other" / "graph.nt"
    other.parent.mkdir()
    other.write_text(lines(3), "utf-8")
    keeping = Keeping(size=0, folder=str(elsewhere))
    for _ in range(2):
        assert [len(open_store(str(path), keeping)) for path in (graph, other)] == [100, 3]
    assert made == ["graph.nt"] * 2
    assert not shelf_of(graph).exists()
    assert len(list(elsewhere.iterdir())) == 2


def test_where_no_store_can_be_kept_the_graph_is_read_into_memory_with_a_note(shared: Path) -> None:
    graph = shared / "graph.nt"
    graph.write_text(lines(100), "utf-8")
    shared.chmod(0o555)

    def ask() -> None:
        notes: list[str] = []
        assert len(open_store(str(graph), ALWAYS, notes.append)) == 100
        (note,) = notes
        assert note.startswith(f"{graph} is read into memory: no store can be kept in {shelf_of(graph)} (")

    assert in_child(ask) == ""
    assert not shelf_of(graph).exists()


def test_a_store_that_is_there_serves_those_who_may_not_write(shared: Path) -> None:
    graph = shared / "graph.nt"
    graph.write_text(lines(100), "utf-8")
    open_store(str(graph), ALWAYS)
    os.utime(graph, (1, 1))
    shelf_of(graph).chmod(0o555)

    def ask() -> None:
        notes: list[str] = []
        store = open_store(str(graph), ALWAYS, notes.append)
        assert (len(store), notes) == (100, [])

    assert in_child(ask) == ""


def test_python_warns_where_no_store_can_be_kept(graph: Path) -> None:
    shelf_of(graph).write_text("a file in the way")
    with pytest.warns(RuntimeWarning, match="is read into memory"):
        assert len(kg.open(graph, store_from=0).store) == 100


def test_what_is_no_rdf_is_told_with_its_place_and_leaves_nothing(graph: Path) -> None:
    graph.write_text(lines(3) + "<x:s> <x:p> nonsense .\n", "utf-8")
    with pytest.raises(DataError) as caught:
        open_store(str(graph), ALWAYS)
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == (str(graph), 4)
    assert stores(graph) == []
    with pytest.raises(UsageError, match="no graph that kg reads"):
        open_store(str(SEED_FILE), ALWAYS)
    with pytest.raises(UsageError, match="isn't there"):
        open_store(str(graph.with_name("none.ttl")), ALWAYS)


def test_a_graph_that_changes_while_it_is_read_is_not_stamped(graph: Path) -> None:
    graph.write_text(lines(100_000), "utf-8")
    notes: list[str] = []
    store = open_store(str(graph), ALWAYS, notes.append, lambda *_: os.utime(graph, (1, 1)))
    assert len(store) == 100_000
    assert "changed while it was read" in notes[0]
    assert stores(graph) == []
