"""Components, cores, triangles and structural holes, with networkx's signatures.

Parameters that are named only to be there are held to their defaults by `kg.network.backend.interface`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from numpy.typing import NDArray

    from kg.network.backend.compact import Compact


def connected_components(G: Compact) -> Iterator[set[Hashable]]:
    """The components, in the order of their first nodes."""
    count, labels = _components(G)
    if not count:
        return
    order = np.argsort(labels, kind="stable")
    parts = np.split(order, np.cumsum(np.bincount(labels, minlength=count))[:-1])
    for part in sorted(map(np.ndarray.tolist, parts)):
        yield {G.nodes[place] for place in part}


def number_connected_components(G: Compact) -> int:
    """The number of components."""
    return _components(G)[0]


def is_connected(G: Compact) -> bool:
    """Whether there is but one component."""
    if not len(G):
        raise nx.NetworkXPointlessConcept("Connectivity is undefined for the null graph.")
    return _components(G)[0] == 1


def core_number(G: Compact) -> dict[Hashable, int]:
    """For each node the largest k of a k-core that holds it."""
    return dict(zip(G, G.igraph.coreness(), strict=True))


def constraint(G: Compact, nodes: None = None, weight: str | None = None) -> dict[Hashable, float]:
    """Burt's constraint; NaN without ties."""
    weights = None if weight is None else G.edge_weights(G.lengths(weight))
    return dict(zip(G, G.igraph.constraint(weights=weights), strict=True))


def effective_size(G: Compact, nodes: None = None, weight: None = None) -> dict[Hashable, float]:
    """The number of neighbours less the mean number of ties that each has with the others; NaN without ties.

    Borgatti 1997, Structural holes: unpacking Burt's redundancy measures, Connections 20, 35–38.
    """
    degrees = _degrees(G)
    ties = np.where(degrees > 0, degrees, np.nan)
    return G.named(ties - 2 * _triangles(G) / ties)


def triangles(G: Compact, nodes: None = None) -> dict[Hashable, int]:
    """The number of triangles of each node."""
    return G.named(_triangles(G))


def clustering(G: Compact, nodes: None = None, weight: None = None) -> dict[Hashable, float]:
    """The share of pairs of neighbours that are tied; 0 with fewer than two neighbours."""
    return dict(zip(G, G.igraph.transitivity_local_undirected(mode="zero"), strict=True))


def bridges(G: Compact, root: None = None) -> Iterator[tuple[Hashable, Hashable]]:
    """The edges without which there would be one component more, sorted by the places of their ends."""
    for edge in sorted(G.igraph.bridges()):
        one, other = G.ends[edge]
        yield G.nodes[one], G.nodes[other]


def _components(graph: Compact) -> tuple[int, NDArray[Any]]:
    from scipy.sparse.csgraph import connected_components as labelled

    if not len(graph):
        return 0, np.zeros(0, int)
    count, labels = labelled(graph.ones, directed=False)
    return int(count), labels


def _degrees(graph: Compact) -> NDArray[np.int64]:
    degrees: NDArray[np.int64] = np.diff(graph.ones.indptr).astype(np.int64)
    return degrees


def _triangles(graph: Compact) -> NDArray[np.int64]:
    """From igraph's shares of pairs: it lists no triangles, of which there may be millions."""
    degrees = _degrees(graph)
    shares = np.array(graph.igraph.transitivity_local_undirected(mode="zero"), float)
    return np.rint(shares * degrees * (degrees - 1) / 2).astype(np.int64)
