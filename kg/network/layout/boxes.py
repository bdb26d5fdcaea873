"""The room that a node takes with its name, how much of it is taken twice, and how to part what overlaps.

The model of a name: 14 pixels high letters, a Hangul syllable 13.2 wide and a Latin letter 7.2; lines of at most 22
Latin letters or 12 syllables, broken at spaces, at most three; 19 pixels from line to line. It stands below its shape.
An agreement is a card without a name.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Final

import numpy as np
from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

LETTER: Final = 7.2
SYLLABLE: Final = 1.83
LINE: Final = 22
LINES: Final = 3
LINE_HEIGHT: Final = 19
SHAPE: Final = 36
"""Pixels across the shape of an organisation."""

CARD: Final = (48, 38)
"""Pixels of an agreement's card, across and down."""

GAP: Final = 8
"""Pixels that stay free between two boxes."""


PUSHES: Final = 40
"""Rounds of pushing after which a picture grows."""

GROWTH: Final = 1.02
"""How many times as large it is then."""


class Box(Struct, frozen=True):
    """How far a node with its name reaches from its place: to either side, up and down, in pixels."""

    aside: float
    above: float
    below: float


def box_of(names: Iterable[str] | None, mode: int) -> Box:
    """The box of a node: room for the longest of its names; for two lines where none is known."""
    if mode == 0:
        return Box(CARD[0] / 2, CARD[1] / 2, CARD[1] / 2)
    sizes = [_size(name) for name in names] if names is not None else [(8 * SYLLABLE, 2)]
    width = max((size[0] for size in sizes), default=0) * LETTER + 8
    lines = max((size[1] for size in sizes), default=0)
    return Box(max(SHAPE, width) / 2, SHAPE / 2, SHAPE / 2 + 2 + LINE_HEIGHT * lines)


def _size(name: str) -> tuple[float, int]:
    """The width of a name in Latin letters once it is broken, and the number of its lines."""
    lines = [0.0]
    for word in name.split():
        left = sum(SYLLABLE if ord(letter) > 0x10FF else 1 for letter in word)  # noqa: PLR2004 — Hangul and all beyond
        if lines[-1] and lines[-1] + 1 + left <= LINE:
            lines[-1] += 1 + left
            continue
        while left > 0:
            lines.append(min(left, LINE))
            left -= LINE
    lines = [line for line in lines if line][:LINES]
    return max(lines, default=0.0), len(lines)


class Boxes:
    """The boxes of many nodes as arrays."""

    def __init__(self, boxes: Sequence[Box], gap: float = 0) -> None:
        """Take the boxes in their order; each grows by half of the gap on every side."""
        self.half = np.array([(box.aside, (box.above + box.below) / 2) for box in boxes]).reshape(-1, 2) + gap / 2
        self.shift = np.array([(0.0, (box.below - box.above) / 2) for box in boxes]).reshape(-1, 2)

    def pairs(self, spots: Floats) -> Ints:
        """The pairs of nodes whose boxes overlap where these are their places."""
        from scipy.spatial import cKDTree

        if len(spots) < 2:  # noqa: PLR2004 — a pair
            return np.zeros((0, 2), np.int64)
        centers = spots + self.shift
        largest = 2 * self.half.max(axis=0)
        near = cKDTree(centers / largest).query_pairs(1.0, p=np.inf, output_type="ndarray")
        near = near[np.lexsort((near[:, 1], near[:, 0]))]
        found: Ints = near[(self.missing(spots, near) > 0).all(axis=1)]
        return found

    def missing(self, spots: Floats, pairs: Ints) -> Floats:
        """How far the boxes of each pair reach into each other, across and down; below zero where they don't."""
        one, other = pairs.T
        centers = spots + self.shift
        missing: Floats = self.half[one] + self.half[other] - np.abs(centers[one] - centers[other])
        return missing


def overlap(spots: Floats, boxes: Sequence[Box]) -> float:
    """The area that is covered twice, as a share of the area of all boxes."""
    table = Boxes(boxes)
    area = 4 * table.half.prod(axis=1).sum()
    return float(table.missing(spots, table.pairs(spots)).prod(axis=1).sum() / area) if area else 0.0


def parted(spots: Floats, boxes: Sequence[Box]) -> Floats:
    """The places after every two boxes that overlap have been pushed apart, the shorter way, until none do.

    Where they are so crowded that pushing takes long, the whole picture grows a little, again and again: so it ends.
    Whole pixels go in and come out, that no machine rounds otherwise than another.
    """
    table = Boxes(boxes, GAP)
    spots = np.round(spots)
    for number in count(1):
        pairs = table.pairs(spots)
        if not len(pairs):
            break
        spots = np.round(spots + _pushes(spots, pairs, table))
        if number % PUSHES == 0:
            # Away from the middle by a pixel at least, or small pictures would never grow.
            spots = np.sign(spots) * np.ceil(np.abs(spots) * GROWTH)
    return spots


def _pushes(spots: Floats, pairs: Ints, table: Boxes) -> Floats:
    """How far each node moves in one round: half of what is missing in each of its pairs, on average over them."""
    missing = table.missing(spots, pairs)
    one, other = pairs.T
    away = (spots + table.shift)[one] - (spots + table.shift)[other]
    axis = (missing[:, 1] < missing[:, 0]).astype(int)
    rows = np.arange(len(pairs))
    sign = np.where(away[rows, axis] >= 0, 1.0, -1.0)
    amount = sign * (missing[rows, axis] / 2 + 0.5)
    moves = np.zeros_like(spots)
    for side, direction in ((one, 1.0), (other, -1.0)):
        np.add.at(moves, (side, axis), direction * amount)
    crowd = np.bincount(pairs.ravel(), minlength=len(spots))
    return moves / np.maximum(1, crowd / 2)[:, None]
