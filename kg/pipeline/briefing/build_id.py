"""What names the build that a graph is of."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from kg.store.embedded import STDIN

if TYPE_CHECKING:
    from kg.store.embedded import Store

DIGITS: Final = 12
"""Digits of a graph's SHA-256 that name a build."""


def build_id(path: str, store: Store) -> str:
    """The beginning of the SHA-256 of a graph's file; of a graph without a file, that of its sorted statements.

    A build's manifest has the whole of it beside the file's name.
    """
    if path == STDIN:
        lines = sorted(store.ntriples().splitlines(keepends=True))
        return hashlib.sha256("".join(lines).encode()).hexdigest()[:DIGITS]
    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()[:DIGITS]
