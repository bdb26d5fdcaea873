"""The measures of `kg.network.centrality` on a table of ties, for networks that networkx takes minutes or days for.

The same definitions, on sparse matrices; the tests hold them to networkx. Where exact betweenness, and past a hundred
thousand organisations or so exact closeness, would take more than a minute, they are estimated from sources drawn by
lot, and say how far they may be off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import networkx as nx
import numpy as np

from kg.errors import DataError
from kg.network import paths, spectral
from kg.network.bipartite import most_two_mode_betweenness
from kg.network.paths import Estimate

if TYPE_CHECKING:
    from collections.abc import Collection

    from kg.network.incidence import Incidence

EXACT_WORK: Final = 4_000_000_000
"""Nodes times arcs (an edge is two) up to which betweenness is exact: 4 to 16 nanoseconds each."""

SHORT_WORK: Final = 400_000_000
"""The same up to which it takes no more than some five seconds."""

SOURCES: Final = 2048
"""Sources that stand for all in betweenness, past `EXACT_WORK`."""

REACH_WORK: Final = 20_000_000_000
"""Organisations times ties up to which closeness is exact: about a nanosecond each."""

FARNESS_SOURCES: Final = 4096
"""Nodes of a component that stand for all in closeness, past `REACH_WORK`."""

TWO_MODE_BETWEENNESS: Final = "two_mode_betweenness"
"""The column that costs most: agreements are sources of paths in it, and there are many more of them."""


def large_measures(incidence: Incidence, without: Collection[str] = ()) -> dict[str, Estimate]:
    """Every column of measures but some, its values in the order of the table's organisations."""
    ones = incidence.shared.copy()
    ones.data[:] = 1.0
    matrix = incidence.matrix()
    agreements, count = matrix.shape
    closeness, two_mode_closeness = _closeness(ones, matrix)
    columns = {
        "degree": Estimate(incidence.partners / (count - 1) if count > 1 else np.ones(count)),
        "betweenness": _betweenness(ones),
        "closeness": closeness,
        "eigenvector": Estimate(_eigenvector(ones)),
        "pagerank": Estimate(spectral.pagerank(ones, alpha=0.85, max_iter=1000, tol=tolerance(count))),
        "two_mode_degree": Estimate(incidence.degrees / agreements),
    }
    if TWO_MODE_BETWEENNESS not in without:
        columns[TWO_MODE_BETWEENNESS] = _two_mode_betweenness(matrix)
    return columns | {"two_mode_closeness": two_mode_closeness}


def costly(incidence: Incidence) -> tuple[str, ...]:
    """The columns that take so long that somebody who only wants to look shouldn't wait for them."""
    work = (len(incidence.organizations) + len(incidence.sizes)) * 2 * len(incidence.parties)
    return (TWO_MODE_BETWEENNESS,) if work > SHORT_WORK else ()


def tolerance(count: int) -> float:
    """The change a node at which PageRank stands still.

    networkx multiplies it by the number of nodes, while single ranks get smaller as that grows: in a network of forty
    thousand, 1e-12 leaves some nearly a thousandth off.
    """
    return 1e-12 * min(1.0, (1_000 / count) ** 2)


def _closeness(ones: Any, matrix: Any) -> tuple[Estimate, Estimate]:  # noqa: ANN401 — scipy has no types
    """Closeness in the projection and in the two-mode network, both from one search where they are exact."""
    agreements, count = matrix.shape
    best = agreements + 2 * (count - 1)
    if count * matrix.nnz <= REACH_WORK:
        reach = paths.reach((matrix, matrix.T.tocsr()))
        # Every other step leads to an agreement.
        others, distances = reach.others[1], reach.distances[1] // 2
        both, sums = np.add(*reach.others), np.add(*reach.distances)
        return (
            Estimate(paths.closeness(others, distances, others, count - 1)),
            Estimate(paths.closeness(both, sums, best, agreements + count - 1)),
        )
    near = paths.sampled_reach(ones, FARNESS_SOURCES)
    far = paths.sampled_reach(_both(matrix), FARNESS_SOURCES)
    return (
        paths.estimated_closeness(near, near.others, count - 1),
        paths.estimated_closeness(far.first(count), best, agreements + count - 1),
    )


def _betweenness(ones: Any) -> Estimate:  # noqa: ANN401 — scipy has no types
    count = ones.shape[0]
    pairs = (count - 1) * (count - 2)
    return _scaled(ones, 1 / pairs if pairs > 0 else 0.0, count)


def _two_mode_betweenness(matrix: Any) -> Estimate:  # noqa: ANN401 — scipy has no types
    agreements, count = matrix.shape
    most = most_two_mode_betweenness(count, agreements)
    # Every pair is counted from both of its ends.
    return _scaled(_both(matrix), 1 / (2 * most) if most else 0.0, count)


def _both(matrix: Any) -> Any:  # noqa: ANN401 — scipy has no types
    """The two-mode network as one of organisations, then agreements."""
    from scipy.sparse import block_array

    both = block_array([[None, matrix.T], [matrix, None]]).tocsr()
    both.sort_indices()
    return both


def _scaled(matrix: Any, scale: float, rows: int) -> Estimate:  # noqa: ANN401 — scipy has no types
    count = matrix.shape[0]
    try:
        if count <= 2 * SOURCES or count * matrix.nnz <= EXACT_WORK:
            return Estimate(paths.betweenness(matrix)[:rows] * scale)
        return paths.sampled_betweenness(matrix, SOURCES, scale, rows)
    except OverflowError as error:
        raise DataError(
            "two organisations have more shortest paths between them than a number can count",
            "leave the network out (--no-network)",
        ) from error


def _eigenvector(ones: Any) -> Any:  # noqa: ANN401 — scipy has no types
    try:
        return spectral.eigenvector(ones, max_iter=10_000, tol=1e-12)
    except nx.PowerIterationFailedConvergence:
        return np.full(ones.shape[0], np.nan)
