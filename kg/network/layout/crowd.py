"""A large component: its communities as discs, placed by their distances, and their members spread evenly in them.

Within the discs two steps take turns. Every node goes half of the way to the middle of its neighbours; then the members
of each disc are spread over it again, in the order in which they stand from left to right and from top to bottom. The
first draws together what is tied, the second is what repulsion is elsewhere, at the price of a sort.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from kg.network.layout.boxes import Box, parted
from kg.network.layout.orientation import oriented
from kg.network.layout.stress import majorized, scaled
from kg.network.lots import drawn_pairs, points

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.network.net import Net

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

ROUNDS: Final = 24
"""Turns of drawing together and spreading; each costs a pass over the ties and a sort of the nodes."""

ROOM: Final = 0.6
"""The radius of a disc of one member, as a share of the spacing."""

_ACROSS: Final = np.linspace(-1, 1, 4097)
_AREA: Final = 0.5 + (_ACROSS * np.sqrt(1 - _ACROSS**2) + np.arcsin(_ACROSS)) / np.pi
"""The share of a disc's area to the left of each of these."""


def by_communities(net: Net, spacing: float) -> Floats:
    """A point in pixels for each node of a connected network; two are seldom nearer than the spacing."""
    labels = net.communities
    sizes = np.bincount(labels)
    radii = ROOM * spacing * np.sqrt(sizes)
    middles = _discs(net, labels, radii)[labels]
    widths = radii[labels][:, None]
    spots = middles + points(net.lots, 30) * widths / 2
    shares = 1 / net.degrees[:, None]
    for _ in range(ROUNDS):
        spots = (spots + (net.matrix @ spots) * shares) / 2
        spots = middles + spread(spots, labels, sizes) * widths
    # A little out of line, as grown and not as planted.
    return spots + points(net.lots, 31) * (0.15 * spacing)


def _discs(net: Net, labels: Ints, radii: Floats) -> Floats:
    """The middle of each community."""
    if len(radii) == 1:
        return np.zeros((1, 2))
    lots = np.full(len(radii), np.iinfo(np.uint64).max, np.uint64)
    np.minimum.at(lots, labels, net.lots)
    wanted, neighbours = _distances(net, labels, radii)
    blurred = wanted * (1 + 0.02 * (drawn_pairs(lots, lots) - 0.5))
    spots = oriented(majorized(wanted, scaled(blurred)), lots, neighbours)
    return parted(spots, [Box(radius, radius, radius) for radius in (1.06 * radii).tolist()])


def _distances(net: Net, labels: Ints, radii: Floats) -> tuple[Floats, Ints]:
    """How far the communities should be from each other, and the number of neighbours of each.

    Neighbours touch where a fifth of the ties of one of them lead to the other.
    """
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import dijkstra

    count = len(radii)
    whose = csr_array((np.ones(len(net)), labels, np.arange(len(net) + 1)), shape=(len(net), count))
    ties = (whose.T @ net.matrix @ whose).tocoo()
    totals = np.bincount(labels, net.degrees)
    apart = ties.row != ties.col
    rows, columns = ties.row[apart], ties.col[apart]
    shares = ties.data[apart] / np.minimum(totals[rows], totals[columns])
    lengths = (radii[rows] + radii[columns]) * (1.1 + 0.7 * np.maximum(0, 1 - 5 * shares))
    table = csr_array((lengths, (rows, columns)), shape=(count, count))
    return dijkstra(table, directed=False), np.bincount(rows, minlength=count)


def spread(spots: Floats, labels: Ints, sizes: Ints) -> Floats:
    """For each node a place of its own in the disc of radius 1 of its community; the places are spread evenly.

    A disc has columns of equal widths. Nodes fill them from the left, each as its share of the area allows, and stand
    in them from the top at equal distances.
    """
    order = np.lexsort((spots[:, 1], spots[:, 0], labels))
    first = np.cumsum(sizes) - sizes
    rank = np.empty(len(spots))
    rank[order] = np.arange(len(spots)) - first[labels[order]]
    columns = np.maximum(1, np.round(2 * np.sqrt(sizes / np.pi)))[labels]
    column = np.floor((np.interp((rank + 0.5) / sizes[labels], _AREA, _ACROSS) + 1) / 2 * columns).astype(np.int64)
    across = (column + 0.5) * 2 / columns - 1
    order = np.lexsort((spots[:, 1], column, labels))
    starts = np.flatnonzero(np.diff(column[order], prepend=-1) | np.diff(labels[order], prepend=-1))
    lengths = np.diff(starts, append=len(order))
    down = np.empty(len(spots))
    down[order] = (np.arange(len(order)) - np.repeat(starts, lengths) + 0.5) * 2 / np.repeat(lengths, lengths) - 1
    return np.column_stack([across, down * np.sqrt(1 - across**2)])
