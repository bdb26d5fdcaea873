"""Large graphs that are small, and the stores that are kept of them."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Final

from kg.pipeline.opening import Keeping
from tests.seed import ROOT

if TYPE_CHECKING:
    from pathlib import Path

ALWAYS: Final = Keeping(size=0)
EVERYTHING: Final = "SELECT * { ?s ?p ?o }"

# Opens the store of a graph, and tells the number of statements; or first waits, holding it, until its input ends.
OPENER: Final = """
import sys
from kg.pipeline.opening import Keeping, open_store

store = open_store(sys.argv[1], Keeping(size=0), lambda note: print(note, file=sys.stderr))
print(len(store), flush=True)
if len(sys.argv) > 2:
    sys.stdin.read()
    print(sum(1 for _ in store.statements()))
"""


def lines(count: int, word: str = "p") -> str:
    return "".join(f"<x:s{number}> <x:{word}> <x:o{number % 7}> .\n" for number in range(count))


def graph_in(folder: Path) -> Path:
    path = folder / "graph.nt"
    path.write_text(lines(100), "utf-8")
    return path


def shelf_of(graph: Path) -> Path:
    return graph.with_name(f".{graph.name}.store")


def stores(graph: Path) -> list[Path]:
    return sorted(path for path in shelf_of(graph).iterdir() if path.is_dir())


def opener(graph: Path, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", OPENER, str(graph), *more]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, cwd=ROOT, text=True, **pipes)  # type: ignore[call-overload, no-any-return]
