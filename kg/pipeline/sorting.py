"""Descriptions in the order of their subjects, however many: an external merge sort (Knuth, TAOCP 3, §5.4)."""

from __future__ import annotations

import heapq
import marshal
import tempfile
from typing import TYPE_CHECKING, BinaryIO, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from contextlib import ExitStack
    from pathlib import Path

RUN: Final = 64 * 2**20
"""Bytes of text that are sorted in memory; what Python adds to them is several times as much."""

FAN: Final = 128
"""Runs that are merged at once: each is an open file."""

Item = tuple[str, tuple[bytes, ...]]
"""The subject of a description, and its text in each format."""


class Sorter:
    """Takes descriptions in any order and gives them sorted by subject, then by text, with bounded memory."""

    def __init__(self, stack: ExitStack, folder: Path, run: int = RUN) -> None:
        """Begin empty; `run` is the size of what is held in memory, in bytes.

        The temporary files are on the disk of the folder, without a name, and gone at the end of the stack.
        """
        self._stack = stack
        self._folder = folder
        self._run = run
        self._held: list[Item] = []
        self._size = 0
        self._runs: list[BinaryIO] = []

    def add(self, subject: str, texts: tuple[bytes, ...]) -> None:
        """Take one description."""
        self._held.append((subject, texts))
        self._size += len(subject) + sum(map(len, texts))
        if self._size >= self._run:
            self._held.sort()
            self._spill(self._held)
            self._held, self._size = [], 0
            if len(self._runs) == FAN:
                merged = heapq.merge(*map(_items, self._runs))
                self._runs = []
                self._spill(merged)

    def sorted(self) -> Iterator[tuple[bytes, ...]]:
        """The texts in order; to be asked once, at the end."""
        self._held.sort()
        for _, texts in heapq.merge(*map(_items, self._runs), self._held):
            yield texts

    def _spill(self, items: Iterable[Item]) -> None:
        file: BinaryIO = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 — the stack closes it
        self._stack.enter_context(file)
        for item in items:
            marshal.dump(item, file)
        self._runs.append(file)


def _items(file: BinaryIO) -> Iterator[Item]:
    file.seek(0)
    try:
        while True:
            yield marshal.load(file)  # noqa: S302 — a file of our own, which nobody else can open
    except EOFError:
        file.close()
