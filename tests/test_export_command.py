"""`kg export`: where it writes, what it says, and that a failure leaves the old files."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import kg
from kg.cli.export import FORMATS
from kg.pipeline.exporting import default_name
from kg.views.exchange.formats import FORMATS as KNOWN
from tests.seed import ROOT, SEED_FILE

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> str:
    out = tmp_path_factory.mktemp("exported")
    kg.build(SEED_FILE, out, data=ROOT / "data")
    return str(out / "graph.ttl")


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "kg", "export", *arguments]
    return subprocess.run(
        command, cwd=cwd, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False
    )


def test_the_command_knows_every_format() -> None:
    assert tuple(KNOWN) == FORMATS
    assert [default_name(name) for name in FORMATS] == [
        *("graph.gexf", "graph.graphml", "graph-csv", "graph.xlsx", "graph.db", "graph-parquet", "graph.cypher"),
    ]


def test_a_file_is_written_under_its_default_name(graph: str, tmp_path: Path) -> None:
    done = run("-g", graph, "--format", "gexf", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr.decode() == "wrote graph.gexf: 1 agreement\n"
    assert [path.name for path in tmp_path.iterdir()] == ["graph.gexf"]


def test_a_folder_keeps_what_is_not_ours(graph: str, tmp_path: Path) -> None:
    out = tmp_path / "tables"
    out.mkdir()
    (out / "mine.txt").write_text("mine", "utf-8")
    assert run("-q", "-g", graph, "--format", "csv", "-o", "tables", cwd=tmp_path).stderr == b""
    assert (out / "mine.txt").read_text("utf-8") == "mine"
    assert (out / "agreements.csv").read_text("utf-8-sig").startswith("iri,id,label,")
    assert len(list(out.iterdir())) == 13


def test_standard_output_takes_a_file(graph: str, tmp_path: Path) -> None:
    done = run("-g", graph, "--format", "cypher", "-o", "-", cwd=tmp_path)
    assert done.stdout.startswith(b"CREATE CONSTRAINT")
    assert done.stderr == b""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--format", "csv", "-o", "-"], 2, "csv is a folder of files, which standard output can't take"),
        (["--format", "gexf", "-o", "there"], 2, "there is a folder, not a file"),
        (["--format", "parquet", "-o", "file"], 2, "file is a file, not a folder"),
        (["--format", "dot"], 2, "'dot' is not one of"),
        ([], 2, "Missing option '--format'"),
    ],
)
def test_what_is_wrong_is_said(arguments: list[str], code: int, said: str, graph: str, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "file").write_text("old", "utf-8")
    done = run("-g", graph, *arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (code, b"")
    assert said in done.stderr.decode()
    assert (tmp_path / "file").read_text("utf-8") == "old"


def test_a_missing_library_leaves_the_old_file(graph: str, tmp_path: Path) -> None:
    (tmp_path / "xlsxwriter.py").write_text("raise ImportError", "utf-8")
    (tmp_path / "graph.xlsx").write_text("old", "utf-8")
    command = [sys.executable, "-m", "kg", "export", "-g", graph, "--format", "xlsx"]
    environment = {**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert done.stderr.splitlines() == ["kg: XLSX needs XlsxWriter", "    hint: pip install 'smartcity-kg[tables]'"]
    assert (tmp_path / "graph.xlsx").read_text("utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["graph.xlsx", "xlsxwriter.py"]
