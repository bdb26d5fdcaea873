"""Louvain's method on sparse matrices: half of the nodes move at once, so that a pass is a few products.

Nothing hangs on the order of visits, because there is none: which half a node belongs to, pass by pass, follows from
its lot, and ties of gain go to the community that comes first. The partitions are of the same modularity as networkx's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Lots = NDArray[np.uint64]

PASSES: Final = 24
"""Passes over the nodes of one level, at most; each moves the two halves in turn."""

PATIENCE: Final = 2
"""Passes without a better partition after which a level is done."""

GAIN: Final = 1e-9
"""The modularity that a pass must add to count as better."""


def louvain(matrix: Any, lots: Lots, resolution: float = 1.0) -> Ints:  # noqa: ANN401 — scipy has no types
    """The number of the community of each node, from 0, in the order of their first nodes.

    `matrix` is symmetric, of type CSR; `lots` are 64 bits for each node that follow from its name. Modularity is
    Newman's, with a resolution (Blondel et al. 2008, J. Stat. Mech. P10008; Reichardt & Bornholdt 2006, Physical Review
    E 74, 016110).
    """
    degrees = np.asarray(matrix.sum(axis=1), float)
    level = _Level(matrix.astype(float), lots, degrees, resolution / max(1.0, degrees.sum()))
    labels = np.arange(level.size)
    while level.size:
        above, numbers = level.merged(level.settled())
        labels = numbers[labels]
        if above.size == level.size:
            break
        level = above
    return in_order(labels)


def in_order(labels: Ints) -> Ints:
    """The same partition, its parts numbered in the order of their first nodes."""
    _, first, numbers = np.unique(labels, return_index=True, return_inverse=True)
    place = np.empty(len(first), np.int64)
    place[np.argsort(first)] = np.arange(len(first))
    return place[numbers]


class _Level:
    """A network whose nodes are nodes of the first one, or communities of the level below."""

    def __init__(self, matrix: Any, lots: Lots, degrees: Floats, scale: float) -> None:  # noqa: ANN401
        """Keep the ties, the lots, the degrees, and what a product of degrees is multiplied by: chance alone."""
        self.matrix = matrix
        self.lots = lots
        self.degrees = degrees
        self.scale = scale
        self.size = matrix.shape[0]

    def settled(self) -> Ints:
        """The labels where passes add no modularity any more."""
        labels = found = np.arange(self.size)
        best, idle = self._modularity(labels), 0
        for turn in range(PASSES):
            before = labels
            half = (self.lots >> np.uint64(turn)) & np.uint64(1)
            for some in (np.flatnonzero(half), np.flatnonzero(half == 0)):
                labels = self._moved(labels, some)
            value = self._modularity(labels)
            idle = 0 if value > best + GAIN else idle + 1
            if value > best:
                best, found = value, labels
            if idle > PATIENCE or np.array_equal(before, labels):
                break
        return found

    def merged(self, labels: Ints) -> tuple[_Level, Ints]:
        """The network of these communities, and the number of the community of each node."""
        names, numbers = np.unique(labels, return_inverse=True)
        whose = _one_each(numbers, len(names))
        matrix = (whose.T @ self.matrix @ whose).tocsr()
        lots = np.full(len(names), np.iinfo(np.uint64).max, np.uint64)
        np.minimum.at(lots, numbers, self.lots)
        # The least of many lots begins with zeros; half of them must end with a one all the same.
        lots *= np.uint64(0x9E3779B97F4A7C15)
        lots ^= lots >> np.uint64(29)
        return _Level(matrix, lots, whose.T @ self.degrees, self.scale), numbers

    def _moved(self, labels: Ints, some: Ints) -> Ints:
        """The labels after these nodes have moved, all at once, to where each gains most."""
        if not len(some):
            return labels
        rows, near, ties = self._near(labels, some)
        degrees, totals = self.degrees[some][rows], np.bincount(labels, self.degrees, self.size)[near]
        own = near == labels[some][rows]
        totals[own] -= degrees[own]
        gains = ties - degrees * totals * self.scale
        gains[own] += GAIN
        starts = np.flatnonzero(np.diff(rows, prepend=-1))
        best = np.flatnonzero(gains == np.maximum.reduceat(gains, starts)[rows])
        after = labels.copy()
        # The last of what is assigned counts: backwards, that is the first.
        after[some[rows[best[::-1]]]] = near[best[::-1]]
        return after

    def _near(self, labels: Ints, some: Ints) -> tuple[Ints, Ints, Floats]:
        """For some nodes, the communities that each has ties to, its own among them, and the ties; sorted."""
        ties = self.matrix[some]
        rows = np.repeat(np.arange(len(some)), np.diff(ties.indptr))
        others = ties.indices != some[rows]
        keys = np.concatenate(
            [rows[others] * self.size + labels[ties.indices[others]], np.arange(len(some)) * self.size + labels[some]]
        )
        weights = np.concatenate([ties.data[others], np.zeros(len(some))])
        order = np.argsort(keys, kind="stable")
        keys, weights = keys[order], weights[order]
        starts = np.flatnonzero(np.diff(keys, prepend=-1))
        keys, sums = keys[starts], np.add.reduceat(weights, starts)
        return keys // self.size, keys % self.size, sums

    def _modularity(self, labels: Ints) -> float:
        """Ties within communities, both ways counted, less those that chance would put there."""
        rows = np.repeat(np.arange(self.size), np.diff(self.matrix.indptr))
        within = self.matrix.data[labels[rows] == labels[self.matrix.indices]].sum()
        totals = np.bincount(labels, self.degrees, self.size)
        return float((within - np.square(totals).sum() * self.scale) * self.scale)


def _one_each(numbers: Ints, count: int) -> Any:  # noqa: ANN401 — scipy has no types
    """A sparse matrix with a row for each node and a one in the column of its community."""
    from scipy.sparse import csr_array

    return csr_array((np.ones(len(numbers)), numbers, np.arange(len(numbers) + 1)), shape=(len(numbers), count))
