"""Blocks: pieces of files that can be read by themselves, in another process or on another machine.

A format is two steps. The cut goes through a stream once, in order, and costs next to nothing; the reading of a block
is pure and does the work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.errors import Problem
    from kg.records.rules import AnyRecord
    from kg.sources.entry import Entry

BLOCK: Final = 2**16
"""Bytes of a block, about: enough that handing it over costs little, few enough that a block in memory is nothing."""


class Cut(NamedTuple):
    """A piece of a stream: the number of its first line, its content, and how many bytes of the file it is."""

    line: int
    content: Any
    size: int


class Format(NamedTuple):
    """A file format. Both steps are given the path for messages and the type of the records."""

    cut: Callable[[str, BinaryIO, type[AnyRecord]], Iterator[Cut]]
    read: Callable[[str, Cut, type[AnyRecord]], Iterable[Entry[AnyRecord] | Problem]]


class Block(NamedTuple):
    """A cut of a file, with all that its reading needs."""

    path: str
    record_type: type[AnyRecord]
    format: Format
    cut: Cut

    def read(self) -> Iterable[Entry[AnyRecord] | Problem]:
        """The entries and the problems of the block, in order."""
        return self.format.read(self.path, self.cut, self.record_type)


def batches(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """The blocks in batches of about `BLOCK` bytes: many small files are one piece of work."""
    batch: list[Block] = []
    size = 0
    for block in blocks:
        batch.append(block)
        size += block.cut.size or BLOCK
        if size >= BLOCK:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
