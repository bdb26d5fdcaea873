"""The text of a CSV file: UTF-8, UTF-16 with its mark, or CP949, told apart by rule and never by statistics.

A byte order mark decides. Without one the text is UTF-8 if all of it is, and CP949 (Korean spreadsheets) otherwise; a
file that is neither is a problem at its first bad byte. CP949 is the superset of EUC-KR that Windows writes.
"""

from __future__ import annotations

import codecs
import io
from typing import TYPE_CHECKING, BinaryIO, Final, TextIO

from kg.errors import Problem
from kg.sources.table.rows import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_LINE: Final = 16 * 2**20
"""Characters of one line: a file without line ends must not become one text in memory."""

_BLOCK: Final = 2**16
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)


def decoded(path: str, stream: BinaryIO) -> TextIO:
    """The text of the file with its line ends as they are. Raises `Unreadable` if it has no encoding that kg reads.

    The bytes are read twice: once to learn what they are, in blocks, and once for the text.
    """
    start = stream.read(3)
    stream.seek(0)
    for mark, encoding, name in _MARKS:
        if start.startswith(mark):
            if (line := _fault(stream, encoding)) is not None:
                hint = f"save it again as {name}; half of it may come from another file"
                raise Unreadable(Problem(path, line, 0, f"the file begins as {name}, but this line is not", hint))
            return _text(stream, encoding)
    line = _fault(stream, "utf-8")
    if line is None:
        return _text(stream, "utf-8")
    if _fault(stream, "cp949") is None:
        return _text(stream, "cp949")
    raise Unreadable(Problem(path, line, 0, "the line is neither UTF-8 nor CP949", "save the file as UTF-8"))


def lines(path: str, text: TextIO) -> Iterator[str]:
    """The lines of the text with their ends. Raises `Unreadable` at a line that is longer than any table's."""
    number = 0
    while line := text.readline(MAX_LINE + 1):
        number += 1
        if len(line) > MAX_LINE:
            message = f"the line is longer than {MAX_LINE // 2**20} million characters"
            raise Unreadable(Problem(path, number, 0, message, "a table has a line for each row"))
        yield line


class _Borrowed(io.RawIOBase):
    """The bytes of a stream that somebody else closes."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # any writable buffer is one
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _text(stream: BinaryIO, encoding: str) -> TextIO:
    stream.seek(0)
    return io.TextIOWrapper(io.BufferedReader(_Borrowed(stream), 2**16), encoding=encoding, newline="")


def _fault(stream: BinaryIO, encoding: str) -> int | None:
    """The line of the first bytes that the encoding doesn't know, or None."""
    stream.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    seen = 0
    while True:
        block = stream.read(_BLOCK)
        try:
            seen += decoder.decode(block, final=not block).count("\n")
        except UnicodeDecodeError as error:
            good = error.object[: error.start].decode(error.encoding, errors="replace")
            return seen + good.count("\n") + 1
        if not block:
            return None
