"""Part files: written beside their place and renamed, so that a second try of the same work changes nothing."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, Self

if TYPE_CHECKING:
    from types import TracebackType

HIDDEN: Final = "."
"""How the names of unfinished parts begin; what a try that was killed leaves under them is not published."""


class Part(NamedTuple):
    """A part that is written: the name of its file, and the SHA-256 of its bytes in hexadecimal."""

    name: str
    sha256: str


class PartFile:
    """A part while it is written: whole under its name when the block ends, gone when it fails.

    `attempt` tells this try from others of the same work that may run at the same time on other machines.
    """

    def __init__(self, folder: str, name: str, attempt: str) -> None:
        """Open the file in the folder."""
        self._name = name
        self._hash = hashlib.sha256()
        self._target = Path(folder) / name
        self._hidden = Path(folder) / f"{HIDDEN}{name}.{attempt}"
        self._stream = self._hidden.open("wb")

    @property
    def part(self) -> Part:
        """What was written so far."""
        return Part(self._name, self._hash.hexdigest())

    def write(self, data: bytes) -> None:
        """Append the bytes."""
        self._stream.write(data)
        self._hash.update(data)

    def __enter__(self) -> Self:
        """Take part in a `with`."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Put the file in its place."""
        self._stream.close()
        if kind is None:
            self._hidden.replace(self._target)
        else:
            self._hidden.unlink(missing_ok=True)


def clear(folder: Path) -> None:
    """Remove what tries that were killed have left."""
    for name in os.listdir(folder):
        if name.startswith(HIDDEN):
            (folder / name).unlink()
