"""Records spelled in processes of their own: the same bytes, the same problems, and no process left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from multiprocessing import parent_process
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kg
from kg.concepts import schemes
from kg.pipeline.build import Request, build
from kg.pipeline.spelling import FORMATS, Plan, Spelled, spell
from kg.pipeline.workers import in_order
from kg.records.agreement import Agreement
from kg.sources.block import BLOCK
from kg.sources.files import record_files
from kg.sources.reading import Reading
from tests.seed import ROOT

LINE = (
    '{"id": "a-%d", "kind": "mou", "title": {"en": "t"}, "parties": ["kt", "lh"],'
    ' "sources": [{"url": "https://a.test/%d", "publisher": {"en": "p"}}]}\n'
)


if TYPE_CHECKING:
    from kg.sources.block import Block

BATCH = BLOCK // len(LINE) + 1
"""Lines that fill more than a block."""


def many(folder: Path, count: int) -> str:
    """A file of agreements, of which every third cites the same source."""
    file = folder / "many.jsonl"
    file.write_text("".join(LINE % (number, number % 3 and number) for number in range(count)), "utf-8")
    return str(file)


def built(folder: Path, source: str, jobs: int) -> dict[str, bytes]:
    request = Request((source,), str(folder), str(ROOT / "data"), FORMATS, network=False, html=False, jobs=jobs)
    build(request)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_any_number_of_processes_gives_the_same_bytes(tmp_path: Path) -> None:
    source = many(tmp_path, 3 * BATCH + 7)
    alone = built(tmp_path / "one", source, 1)
    assert built(tmp_path / "two", source, 2) == alone
    assert alone["graph.nt"].count(b"/source/a.test-") > 0


def test_any_number_of_processes_reads_a_table_and_a_folder_alike(tmp_path: Path) -> None:
    rows = [f"t-{number},mou,협약 {number},kt;lh,https://a.test/{number}\n" for number in range(1200)]
    source = tmp_path / "records"
    source.mkdir()
    (source / "agreements.csv").write_text("id,kind,title.ko,parties,source.url\n" + "".join(rows), "utf-8")
    for number in range(3):
        text = LINE % (number, number)
        (source / f"{number}.yaml").write_text(text, "utf-8")
    assert built(tmp_path / "two", str(source), 2) == built(tmp_path / "one", str(source), 1)


def test_a_source_that_many_cite_is_described_once(tmp_path: Path) -> None:
    lines = built(tmp_path / "out", many(tmp_path, 2 * BATCH), 2)["graph.nt"].splitlines()
    assert len(lines) == len(set(lines))
    counts = kg.build(many(tmp_path, 2 * BATCH), tmp_path / "again", data=ROOT / "data", formats=("nt",)).counts
    assert counts["statements"] == len(lines)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_value_that_the_gate_refuses_has_its_place(jobs: int, tmp_path: Path) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text(LINE % (1, 1) + LINE.replace("https://a.test/%d", "http://a:port/%d") % (2, 2), "utf-8")
    request = Request((str(file),), str(tmp_path / "out"), str(ROOT / "data"), ("nt",), jobs=jobs)
    with pytest.raises(kg.DataError) as caught:
        build(request)
    assert [str(problem).splitlines()[0] for problem in caught.value.problems] == [
        f"{file}:2:1: http://a:port/2 is no absolute IRI"
    ]
    assert not (tmp_path / "out").exists()


def pieces(folder: Path, count: int) -> list[Spelled]:
    """What becomes of a file of agreements, batch by batch."""
    reading = Reading(record_files([many(folder, count), str(ROOT / "data")]), schemes())
    for _ in reading.entries():
        pass
    plan = Plan(reading.known)
    return [spell(batch, plan) for batch in reading.batches(Agreement)]


def test_spelling_depends_on_nothing_but_its_arguments(tmp_path: Path) -> None:
    assert pieces(tmp_path, BATCH) == pieces(tmp_path, BATCH)


def test_a_mark_is_where_its_description_lies(tmp_path: Path) -> None:
    (first, *_) = pieces(tmp_path, 5)
    (text,) = first.texts
    lines = [text[start:end].decode().splitlines() for mark in first.marks for start, end in mark.spans]
    assert [len(found) for found in lines] == [mark.statements for mark in first.marks]
    assert all("/source/" in line or "/publisher/" in line for found in lines for line in found)
    assert first.tally.statements == text.count(b"\n")


def test_a_killed_process_is_an_error_with_a_cure_and_the_old_outputs_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = built(tmp_path / "out", many(tmp_path, 3), 1)
    monkeypatch.setattr("kg.pipeline.build.spell", _die)
    with pytest.raises(kg.EnvironmentalError, match="killed") as caught:
        built(tmp_path / "out", many(tmp_path, 9), 2)
    assert "--jobs" in caught.value.hint
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before


def _die(blocks: list[Block], plan: Plan) -> Spelled:
    if parent_process() is not None:
        os.kill(os.getpid(), signal.SIGKILL)
    return spell(blocks, plan)


def test_nothing_to_spell_needs_no_process() -> None:
    assert list(in_order(spell, [], Plan({}), 2)) == []


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_no_process_outlives_a_build_that_is_stopped(how: signal.Signals, tmp_path: Path) -> None:
    source = many(tmp_path, 60_000)
    command = [sys.executable, "-m", "kg", "build", source, "--data", str(ROOT / "data"), "--no-network", "--no-html"]
    process = subprocess.Popen(
        [*command, "-o", str(tmp_path / "out"), "--jobs", "2"],
        stderr=subprocess.DEVNULL,
        cwd=tmp_path,
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    while len(_family(process.pid)) < 3 and time.monotonic() < deadline:
        time.sleep(0.05)
    family = _family(process.pid)
    assert len(family) >= 3
    process.send_signal(how)
    code = process.wait(60)
    assert code in {130, -how}
    while any(_alive(pid) for pid in family) and time.monotonic() < deadline + 30:
        time.sleep(0.05)
    assert [pid for pid in family if _alive(pid)] == []
    assert not (tmp_path / "out").exists()


def _family(parent: int) -> set[int]:
    """The process and all that it started, as the kernel lists them."""
    parents = {
        int(entry.name): _stat(int(entry.name))[1:2] for entry in Path("/proc").iterdir() if entry.name.isdigit()
    }
    found = {parent}
    while more := {pid for pid, above in parents.items() if above and int(above[0]) in found} - found:
        found |= more
    return found


def _alive(pid: int) -> bool:
    return _stat(pid)[:1] not in ([], ["Z"])


def _stat(pid: int) -> list[str]:
    """State, parent and so on of a process; nothing if there is none."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []
