"""Breadth-first search from many sources at once: a step of all of them is one pass over a sparse matrix.

Networks of partnerships are shallow, five or ten steps across, and that is what this is good for: a pass costs little
more than a pass for one source. `depth` tells how deep a network is. Matrices are square, symmetric, of type CSR.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[Any]
    Ints = NDArray[np.int64]
    Rows = Ints | slice
    Words = NDArray[np.uint64]

BLOCK: Final = 32
"""Sources whose paths are counted at once: more of them no longer fit into the processor's caches."""

WORD: Final = 64
"""Sources whose distances are found at once: a bit each."""


def depth(matrix: Any) -> int:  # noqa: ANN401 — scipy has no types
    """The greatest distance from the node with most neighbours; no two nodes of its component are twice as far apart.

    0 for a network without ties.
    """
    hub = np.argmax(np.diff(matrix.indptr)) if matrix.shape[0] else 0
    return max((step for step, _, _ in spread((matrix,), np.array([hub]))), default=0) if matrix.nnz else 0


def dependencies(matrix: Any, sources: Ints, kind: type[np.floating[Any]] = np.float64) -> Floats:  # noqa: ANN401
    """For each node (row) and source (column): how far the source's shortest paths to all others depend on the node.

    That is the sum over all targets of the share of shortest paths that lead through the node; the sum of it over all
    sources is twice the betweenness (Brandes 2001, Journal of Mathematical Sociology 25, 163–177). Some tens of
    sources at once, `BLOCK` or so. Raises `OverflowError` where there are too many paths for this kind of numbers.
    """
    levels = list(_levels(matrix, sources, kind))
    passed = np.zeros((matrix.shape[0], len(sources)), kind)
    carried = np.zeros_like(passed)
    beyond = np.zeros_like(levels[-1][1])
    for (rows, paths), (nearer, their_paths) in zip(levels[:1:-1], levels[-2:0:-1], strict=True):
        # Where there is no path, infinitely many make the quotient zero.
        carried[rows] = (beyond + 1) / np.where(paths == 0, np.inf, paths).astype(kind, copy=False)
        beyond = matrix[nearer] @ carried
        beyond *= their_paths
        passed[nearer] += beyond
        carried[rows] = 0
    return passed


def _levels(matrix: Any, sources: Ints, kind: type[np.floating[Any]]) -> Iterator[tuple[Rows, Floats]]:  # noqa: ANN401
    """For each distance the nodes that some source has at it, and from each source the number of paths to them.

    A node that has other distances from some of the sources has no paths from these here.
    """
    first = np.unique(sources)
    rows: Rows = first
    paths: Floats = (first[:, None] == sources).astype(kind)
    unseen = np.ones((matrix.shape[0], len(sources)), bool)
    carried = np.zeros(unseen.shape, kind)
    while True:
        unseen[rows] &= paths == 0
        yield rows, paths
        carried[rows] = paths
        near = _neighbours(matrix, rows)
        found = matrix[near] @ carried
        if found.max(initial=0) == np.inf:
            raise OverflowError(f"two nodes have more shortest paths than {kind.__name__} can count")
        found *= unseen[near]
        carried[rows] = 0
        new = found.any(axis=1)
        if not new.any():
            return
        rows, paths = (near, found) if 2 * np.count_nonzero(new) > len(new) else (_places(near)[new], found[new])


def _neighbours(matrix: Any, rows: Rows) -> Rows:  # noqa: ANN401
    """The neighbours of some nodes: a slice, which is faster, where that takes in few others."""
    mark = np.zeros(matrix.shape[0], bool)
    mark[matrix[rows].indices] = True
    near = np.flatnonzero(mark)
    if len(near) and 2 * len(near) > near[-1] - near[0]:
        return slice(int(near[0]), int(near[-1]) + 1)
    return near


def _places(rows: Rows) -> Ints:
    return np.arange(rows.start, rows.stop) if isinstance(rows, slice) else rows


def spread(steps: Sequence[Any], sources: Ints) -> Iterator[tuple[int, int, Words]]:
    """For each distance its number, the side it leads to, and a word for each node of that side.

    The bit `i` of a word says that the node is at that distance from source `i`, of 64 at most. A one-mode network has
    one side and one step, its matrix. A two-mode network has two: the step to side 0 is a matrix with a row for each
    node of side 0 and a column for each of side 1, the step to side 1 its transpose; sources are on side 1. They take
    turns.
    """
    filled = [np.flatnonzero(np.diff(step.indptr)) for step in steps]
    reached = [np.zeros(step.shape[0], np.uint64) for step in steps]
    np.bitwise_or.at(reached[-1], sources, np.uint64(1) << np.arange(len(sources), dtype=np.uint64))
    front, distance = reached[-1].copy(), 0
    while True:
        side = distance % len(steps)
        distance += 1
        step, some = steps[side], filled[side]
        found = np.zeros_like(reached[side])
        if len(some):
            found[some] = np.bitwise_or.reduceat(front[step.indices], step.indptr[some])
        found &= ~reached[side]
        if not found.any():
            return
        reached[side] |= found
        yield distance, side, found
        front = found


def bit_counts(words: Words) -> Ints:
    """For each of the 64 bits the number of words that have it set: words are added in threes, as an adder adds bits.

    >>> bit_counts(np.array([1, 3, 3, 1], np.uint64))[:3]
    array([4, 2, 0])
    """
    counts, weight = np.zeros(WORD, np.int64), 1
    while len(words):
        carries = []
        while len(words) >= WORD:
            third = len(words) // 3
            one, other, last = words[:third], words[third : 2 * third], words[2 * third : 3 * third]
            either = one ^ other
            carries.append((one & other) | (either & last))
            words = np.concatenate([either ^ last, words[3 * third :]])
        bits = np.unpackbits(words.astype("<u8").view(np.uint8).reshape(-1, 8), axis=1, bitorder="little")
        counts += weight * bits.sum(axis=0, dtype=np.int64)
        words, weight = np.concatenate(carries) if carries else words[:0], 2 * weight
    return counts
