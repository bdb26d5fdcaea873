"""A virtual environment for each peer, `build/bench/PEER/venv`, with the versions that `bench/peers/PEER.txt` pins."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING, Final

from bench.measure import ROOT, say

if TYPE_CHECKING:
    from pathlib import Path

PINS: Final = ROOT / "bench" / "peers"
CACHE: Final = ROOT / "build" / "bench"
SHARED: Final = frozenset({"rdflib", "pyoxigraph", "networkx", "pyvis"})
"""Peers that kg itself depends on: a small run takes them from kg's own environment, and passes over the others."""


@cache
def python_of(peer: str) -> Path:
    """The Python of a peer, installed where it isn't yet. Raises `OSError` with the reason where it can't be."""
    folder, pins = CACHE / peer, (PINS / f"{peer}.txt").read_text(encoding="utf-8")
    python, installed = folder / "venv" / "bin" / "python", folder / "installed.txt"
    if installed.is_file() and installed.read_text(encoding="utf-8") == pins and python.exists():
        return python
    say(f"installing {peer}")
    folder.mkdir(parents=True, exist_ok=True)
    _do([sys.executable, "-m", "venv", "--clear", str(folder / "venv")], peer)
    _do([str(python), "-m", "pip", "install", "--quiet", "--requirement", str(PINS / f"{peer}.txt")], peer)
    installed.write_text(pins, encoding="utf-8")
    return python


def _do(command: list[str], peer: str) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        raise OSError(f"{peer} can't be installed: {(lines or ['no word of why'])[-1][:160]}")


def pinned(peer: str) -> str:
    """The version of the peer itself that is pinned."""
    names = (line.partition("==") for line in (PINS / f"{peer}.txt").read_text(encoding="utf-8").splitlines())
    return next(version for name, _, version in names if name.lower().replace("_", "-") == peer)
