"""Centralities, with networkx's signatures: what each function returns is in networkx's own documentation.

Parameters that are named only to be there are held to their defaults by `kg.network.backend.interface`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import networkx as nx
import numpy as np

from kg.network import paths, spectral
from kg.network.waves import depth

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from numpy.typing import NDArray

    from kg.network.backend.compact import Compact

    Values = dict[Hashable, float]

SHALLOW: Final = 24
"""Steps across a network up to which betweenness is found from many sources at once; past it igraph is faster."""

_ROWS: Final = 128
"""Sources whose weighted distances to all nodes are held at once."""


def betweenness_centrality(
    G: Compact,
    k: None = None,
    normalized: bool = True,
    weight: str | None = None,
    endpoints: bool = False,
    seed: object = None,
) -> Values:
    """Betweenness, exact. igraph takes paths for equally long whose lengths differ by rounding; networkx doesn't."""
    count = len(G)
    if count <= 2:  # noqa: PLR2004 — nothing lies between two nodes
        return dict.fromkeys(G, 0.0)
    scale = 1 / ((count - 1) * (count - 2)) if normalized else 1 / 2
    if weight is None and depth(G.ones) <= SHALLOW:
        try:
            return G.named(paths.betweenness(G.ones) * scale)
        except OverflowError as error:
            raise NotImplementedError(f"{error}: left to networkx") from error
    lengths = None if weight is None else G.edge_weights(G.lengths(weight))
    # igraph takes a pair of ends once.
    return G.named(np.array(G.igraph.betweenness(directed=False, weights=lengths)) * (2 * scale))


def closeness_centrality(
    G: Compact,
    u: None = None,
    distance: str | None = None,
    wf_improved: bool = True,
) -> Values:
    """Closeness."""
    others: NDArray[Any]
    if distance is None:
        reach = paths.reach((G.ones,))
        others, distances = reach.others[0], reach.distances[0].astype(float)
    else:
        others, distances = np.zeros(len(G), int), np.zeros(len(G))
        for some, lengths in _lengths(G, distance):
            reached = np.isfinite(lengths)
            others[some] = reached.sum(axis=1) - 1
            distances[some] = np.where(reached, lengths, 0).sum(axis=1)
    values = paths.closeness(others, distances, others, len(G) - 1)
    if not wf_improved:
        values *= (len(G) - 1) / np.maximum(others, 1)
    return G.named(values)


def harmonic_centrality(
    G: Compact,
    nbunch: None = None,
    distance: str | None = None,
    sources: None = None,
) -> Values:
    """The sum of 1/distance."""
    if distance is None:
        return G.named(paths.harmonic(G.ones))
    values = np.zeros(len(G))
    for some, lengths in _lengths(G, distance):
        values[some] = (1 / np.where(lengths > 0, lengths, np.inf)).sum(axis=1)
    return G.named(values)


def pagerank(
    G: Compact,
    alpha: float = 0.85,
    personalization: None = None,
    max_iter: int = 100,
    tol: float = 1e-6,
    nstart: None = None,
    weight: str | None = "weight",
    dangling: None = None,
) -> Values:
    """PageRank. With the default `tol` single nodes are more than 1 % off, here as in networkx: 1e-12 is better."""
    return G.named(spectral.pagerank(G.weights(weight), alpha, max_iter, tol)) if len(G) else {}


def eigenvector_centrality(
    G: Compact,
    max_iter: int = 100,
    tol: float = 1e-6,
    nstart: None = None,
    weight: str | None = None,
) -> Values:
    """Eigenvector centrality. It stops where networkx does, so with the default `tol` it is no nearer the limit."""
    if not len(G):
        raise nx.NetworkXPointlessConcept("cannot compute centrality for the null graph")
    return G.named(spectral.eigenvector(G.weights(weight), max_iter, tol))


def _lengths(graph: Compact, distance: str) -> Iterator[tuple[slice, NDArray[np.float64]]]:
    """The weighted distances from some nodes to all, infinite where there is no way, for all nodes in turn."""
    from scipy.sparse.csgraph import dijkstra

    matrix = graph.lengths(distance)
    for start in range(0, len(graph), _ROWS):
        some = slice(start, min(start + _ROWS, len(graph)))
        yield some, dijkstra(matrix, indices=np.arange(some.start, some.stop))
