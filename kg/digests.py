"""A set of texts that holds 16 bytes of each: of millions it is known which were there before, and nothing else."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZE: Final = 16
"""Bytes of a digest: among 10^12 texts the chance that any two share one is below 10^-14."""

_RECENT: Final = 2**14
_FAN: Final = 8


def digest(text: str | bytes) -> bytes:
    """The BLAKE2b of a text (RFC 7693), 128 bits of it."""
    return hashlib.blake2b(text if isinstance(text, bytes) else text.encode(), digest_size=SIZE).digest()


class Digests:
    """A growing set of digests.

    The newest are in a Python set, the others in sorted arrays that are merged, eight of one size at a time (O'Neil et
    al. 1996, The log-structured merge-tree): n of them take 16 n bytes, and a look-up is a few binary searches.

    >>> seen = Digests()
    >>> sorted(seen.add([digest("a"), digest("b"), digest("a")]))
    [2]
    >>> digest("b") in seen, digest("c") in seen
    (True, False)
    """

    def __init__(self) -> None:
        """Begin empty."""
        self._recent: set[bytes] = set()
        self._levels: list[list[Any]] = []

    def __len__(self) -> int:
        """How many there are."""
        return len(self._recent) + sum(len(run) for level in self._levels for run in level)

    def __contains__(self, key: bytes) -> bool:
        """Tell whether the digest was added."""
        return key in self._recent or bool(self._settled([key]))

    def add(self, keys: Sequence[bytes]) -> frozenset[int]:
        """Add the digests; gives the positions of those that were there before, in the set or among the keys."""
        known, recent = self._settled(keys), self._recent
        for position, key in enumerate(keys):
            if key in recent:
                known.add(position)
            elif position not in known:
                recent.add(key)
        if len(recent) >= _RECENT:
            self._settle()
        return frozenset(known)

    def _settled(self, keys: Sequence[bytes]) -> set[int]:
        """The positions of the keys that are in an array."""
        known: set[int] = set()
        if not (self._levels and keys):
            return known
        import numpy as np

        wanted = np.array(keys, dtype=f"S{SIZE}")
        for run in (run for level in self._levels for run in level):
            places = np.searchsorted(run, wanted)
            places[places == len(run)] = 0
            known.update(np.flatnonzero(run[places] == wanted).tolist())
        return known

    def _settle(self) -> None:
        """Move the newest into an array, and merge arrays of one size where there are enough of them."""
        import numpy as np

        run = np.array(list(self._recent), dtype=f"S{SIZE}")
        self._recent.clear()
        run.sort()
        for level in self._levels:
            level.append(run)
            if len(level) < _FAN:
                return
            run = np.concatenate(level)
            level.clear()
            run.sort()
        self._levels.append([run])
