"""PageRank and eigenvector centrality on a sparse matrix, iterated and stopped as networkx does it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def pagerank(matrix: Any, alpha: float, max_iter: int, tol: float) -> Floats:  # noqa: ANN401 — scipy has no types
    """How often a walker stands at each node who follows a tie with probability `alpha`, by its weight.

    Stops when a step changes less than `tol` a node. Raises `PowerIterationFailedConvergence` after `max_iter` steps.
    """
    from scipy.sparse import diags_array

    count = matrix.shape[0]
    strength = matrix.sum(axis=1)
    ends = np.flatnonzero(strength == 0)
    walk = (diags_array(1 / np.where(strength == 0, 1, strength)) @ matrix).tocsr()
    ranks: Floats = np.full(count, 1 / count)
    for _ in range(max_iter):
        last = ranks
        ranks = alpha * (last @ walk + last[ends].sum() / count) + (1 - alpha) / count
        if np.abs(ranks - last).sum() < count * tol:
            return ranks
    raise nx.PowerIterationFailedConvergence(max_iter)


def eigenvector(matrix: Any, max_iter: int, tol: float) -> Floats:  # noqa: ANN401 — scipy has no types
    """The eigenvector of the largest eigenvalue, of length 1, by iteration from equal values.

    On a network in pieces the piece with the largest eigenvalue takes all. Stops, and raises, as `pagerank` does.
    """
    count = matrix.shape[0]
    values: Floats = np.full(count, 1 / count)
    for _ in range(max_iter):
        last = values
        values = last @ matrix + last
        # Not numpy's norm: the order in which that adds hangs on the number of threads.
        values /= np.sqrt(np.square(values).sum()) or 1
        if np.abs(values - last).sum() < count * tol:
            return values
    raise nx.PowerIterationFailedConvergence(max_iter)
