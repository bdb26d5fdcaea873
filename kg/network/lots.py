"""Numbers as good as random that hang on names, not on ranks: another node more or less changes no other's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Lots = NDArray[np.uint64]

_GOLDEN: Final = np.uint64(0x9E3779B97F4A7C15)
_FIRST: Final = np.uint64(0xBF58476D1CE4E5B9)
_SECOND: Final = np.uint64(0x94D049BB133111EB)


def drawn(lots: Lots, turn: int) -> Floats:
    """A number between 0 and 1 for each lot, another at each turn (SplitMix64: Steele, Lea & Flood 2014, OOPSLA)."""
    mixed = lots + np.uint64(int(_GOLDEN) * (turn + 1) % 2**64)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * _FIRST
    mixed = (mixed ^ (mixed >> np.uint64(27))) * _SECOND
    mixed ^= mixed >> np.uint64(31)
    return (mixed >> np.uint64(11)).astype(float) / 2.0**53


def drawn_pairs(rows: Lots, columns: Lots) -> Floats:
    """The same for every pair of two lots, whichever comes first."""
    one, other = rows[:, None], columns[None, :]
    return drawn(np.minimum(one, other) * _FIRST ^ np.maximum(one, other), 0)


def points(lots: Lots, turn: int) -> Floats:
    """A point in the square from -1 to 1 for each lot."""
    return np.column_stack([drawn(lots, 2 * turn), drawn(lots, 2 * turn + 1)]) * 2 - 1
