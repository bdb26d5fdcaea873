"""Components beside one another: the largest in the middle, the others around it, each on a side of its own.

The page is a lattice of squares, and a component lies on those that its boxes touch, with a margin (Freivalds, Dogrusoz
& Kikusts 2002, Disconnected graph layout and the polyomino packing approach, Graph Drawing). Each is laid where the
squares are free, near the middle and near the side that its lot gives it; so one component more or less moves few
others. The many smallest ones of a large network stand in rows below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from kg.network.layout.boxes import Boxes
from kg.network.lots import drawn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from kg.network.layout.boxes import Box
    from kg.network.net import Net

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Squares = NDArray[np.bool_]

SQUARE: Final = 40
"""Pixels across a square of the lattice."""

PAGE: Final = 1.5
"""The width of the page over its height."""

AROUND: Final = 80
"""Components, the largest, that stand around the middle; the others stand in rows."""

ASIDE: Final = 0.85
"""What a place a radian away from its side costs a component, as a share of the way from the middle."""


def packed(net: Net, spots: Floats, boxes: Sequence[Box]) -> Floats:
    """The places, moved component by component so that none touches another; the largest component stays."""
    spots, parts = spots.copy(), net.components
    table = Boxes(boxes)
    page = _Page()
    around = parts[: AROUND + 1]
    for part, side in zip(around, _sides(net, around), strict=True):
        squares, corner = _squares(table, spots, part)
        place = page.take(squares, corner, side)
        spots[part] += (place - corner) * SQUARE
    _rows(table, parts[AROUND + 1 :], spots)
    return spots


class _Page:
    """A lattice that grows as it is filled; its middle is the origin of the first component."""

    def __init__(self) -> None:
        self.taken: Squares = np.zeros((0, 0), bool)
        self.corner = np.zeros(2, np.int64)

    def take(self, squares: Squares, corner: Ints, side: float) -> Ints:
        """The corner at which these squares are free, best by their side; they are taken then."""
        if not self.taken.size:
            self.taken, self.corner = squares, corner
            return corner
        margin = np.array(squares.shape)
        self.taken = np.pad(self.taken, [(int(width), int(width)) for width in margin])
        self.corner = self.corner - margin
        free = ~_blocked(self.taken, squares)
        place = _best(free, self.corner + (margin - 1) / 2, side)
        across, down = np.nonzero(squares)
        self.taken[place[0] + across, place[1] + down] = True
        where: Ints = place + self.corner
        self._trim()
        return where

    def _trim(self) -> None:
        filled = np.nonzero(self.taken)
        first = np.array([axis.min() for axis in filled])
        last = np.array([axis.max() + 1 for axis in filled])
        self.taken = self.taken[first[0] : last[0], first[1] : last[1]]
        self.corner = self.corner + first


def _blocked(taken: Squares, squares: Squares) -> Squares:
    """For every corner within the lattice: whether squares laid there would lie on some that are taken."""
    width, height = np.array(taken.shape) - squares.shape + 1
    blocked = np.zeros((width, height), bool)
    for across, down in np.argwhere(squares).tolist():
        blocked |= taken[across : across + width, down : down + height]
    return blocked


def _best(free: Squares, middle: Floats, side: float) -> Ints:
    """The free corner that costs least; `middle` is the middle of what is laid at the first corner."""
    places = np.argwhere(free)
    across, down = (places + middle).T
    across = across / PAGE
    way = (across**4 + down**4) ** 0.25
    away = np.abs((np.arctan2(down, across) / (2 * np.pi) - side + 0.5) % 1 - 0.5) * 2 * np.pi
    costs = np.round(way * (1 + ASIDE * away), 6)
    best: Ints = places[np.argmin(costs)]
    return best


def _sides(net: Net, parts: Sequence[Ints]) -> list[float]:
    """A side for each component, as a share of a whole turn: that of its lot, or the next that is free."""
    count = 8
    while count < 1.3 * len(parts):
        count *= 2
    free = [True] * count
    sides = []
    for part in parts:
        members = part[net.modes[part] == 1]
        lots = net.lots[members if len(members) else part]
        slot = int(drawn(lots[[np.argmin(lots)]], 90)[0] * count)
        while not free[slot]:
            slot = (slot + 1) % count
        free[slot] = False
        sides.append(slot / count)
    return sides


def _squares(table: Boxes, spots: Floats, part: Ints) -> tuple[Squares, Ints]:
    """The squares that the boxes of some nodes touch, with half a square around, and their first corner."""
    centers = spots[part] + table.shift[part]
    first = np.floor((centers - table.half[part]) / SQUARE - 0.5).astype(np.int64)
    last = np.floor((centers + table.half[part]) / SQUARE + 0.5).astype(np.int64)
    corner = first.min(axis=0)
    squares = np.zeros(last.max(axis=0) - corner + 1, bool)
    for (left, top), (right, bottom) in zip((first - corner).tolist(), (last - corner).tolist(), strict=True):
        squares[left : right + 1, top : bottom + 1] = True
    return squares, corner


def _rows(table: Boxes, parts: Sequence[Ints], spots: Floats) -> None:
    """Put components into rows below all that is placed, each row as wide as that, or wider for very many."""
    if not parts:
        return
    rest = np.concatenate(parts)
    placed = np.setdiff1d(np.arange(len(spots)), rest)
    centers = spots + table.shift
    low, high = (centers - table.half)[placed].min(axis=0), (centers + table.half)[placed].max(axis=0)
    extents = [((centers - table.half)[part].min(axis=0), (centers + table.half)[part].max(axis=0)) for part in parts]
    sizes = np.array([high_ - low_ for low_, high_ in extents]) + SQUARE
    # As wide as a page of this shape would be that holds all of it.
    area = (high - low).prod() + sizes.prod(axis=1).sum()
    width = max(float(high[0] - low[0]), float(area * PAGE) ** 0.5)
    left, top, height = 0.0, float(high[1]) + SQUARE, 0.0
    start = float(low[0] + high[0] - width) / 2
    for part, (corner, _), size in zip(parts, extents, sizes, strict=True):
        if left and left + size[0] > width:
            left, top, height = 0.0, top + height, 0.0
        spots[part] += np.round((start + left, top) - corner)
        left += size[0]
        height = max(height, size[1])
