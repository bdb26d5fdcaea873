"""Files in splits: each a piece of work that any machine can do that sees the files.

A large file of JSON Lines is cut into ranges of bytes, without being read: a line belongs to the range in which it
begins. Small files are put together, several to a split. Nothing here knows Spark.
"""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING, NamedTuple

from kg.sources.block import Block
from kg.sources.files import blocks
from kg.sources.jsonl import JSONL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from kg.sources.files import RecordFile


class Split(NamedTuple):
    """Whole files; or of one file of JSON Lines the lines that begin between two of its bytes."""

    files: tuple[RecordFile, ...]
    start: int = 0
    stop: int = -1

    @property
    def later(self) -> bool:
        """Whether it is not the beginning of its file, so that the number of its first line is not known."""
        return self.start > 0

    def blocks(self) -> Iterator[Block]:
        """The blocks of the split, as a stream. Lines of a later range are counted from 2: the file's first is no such.

        Raises `OSError` or `EnvironmentalError` if this machine doesn't see the files.
        """
        if self.stop < 0:
            for file in self.files:
                yield from blocks(file)
            return
        (file,) = self.files
        with file.location.open("rb") as stream:
            window = io.BufferedReader(_Window(stream, _line_at(stream, self.start), _line_at(stream, self.stop)))
            for cut in file.format.cut(file.path, window, file.record_type):
                line = cut.line + 1 if self.later else cut.line
                yield Block(file.path, file.record_type, file.format, cut._replace(line=line))


def splits(files: Iterable[RecordFile], size: int) -> list[Split]:
    """The files in splits of about `size` bytes, in order. Their places are made absolute, for other processes."""
    found: list[Split] = []
    small: list[RecordFile] = []
    gathered = 0
    for file in files:
        placed = file._replace(location=file.location.resolve())
        length = os.path.getsize(placed.location)
        if (length > size and file.format is JSONL) or gathered + length > size:
            found += [Split(tuple(small))] if small else []
            small, gathered = [], 0
        if length > size and file.format is JSONL:
            found += [Split((placed,), start, min(start + size, length)) for start in range(0, length, size)]
        else:
            small.append(placed)
            gathered += length
    return found + ([Split(tuple(small))] if small else [])


def shifts(splits: Iterable[Split], lines: Iterable[int]) -> list[int]:
    """What to add to the line numbers of each split, given how many lines each has."""
    found: list[int] = []
    before = 0
    for split, count in zip(splits, lines, strict=True):
        before = before if split.later else 0
        found.append(before - 1 if split.later else 0)
        before += count
    return found


def _line_at(stream: BinaryIO, place: int) -> int:
    """Where the first line begins that does so at this byte or behind it."""
    if place == 0:
        return 0
    stream.seek(place - 1)
    while (piece := stream.readline(2**16)) and not piece.endswith(b"\n"):
        pass
    return stream.tell()


class _Window(io.RawIOBase):
    """The bytes of a stream from one place to another."""

    def __init__(self, stream: BinaryIO, start: int, stop: int) -> None:
        super().__init__()
        self._stream = stream
        self._left = stop - start
        stream.seek(start)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # the stubs' Buffer is wider than what a reader hands over
        data = self._stream.read(min(len(buffer), self._left))
        buffer[: len(data)] = data
        self._left -= len(data)
        return len(data)
