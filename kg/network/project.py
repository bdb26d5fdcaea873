"""The two-mode graph of organisations and agreements, and its projection on the organisations.

Nodes and edges are added in sorted order: networkx's results depend on it (community detection gave three answers in
three runs without), and equal input must give equal output.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Iterable

Tie = tuple[str, str]
"""An agreement and an organisation that takes part in it, by their IRIs."""


def two_mode(ties: Iterable[Tie]) -> nx.Graph[str]:
    """The bipartite graph of agreements (node attribute `mode` 0) and organisations (`mode` 1).

    >>> sorted(two_mode([("a", "siheung"), ("a", "snu")]).edges)
    [('a', 'siheung'), ('a', 'snu')]
    """
    pairs = sorted(set(ties))
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted({agreement for agreement, _ in pairs}), mode=0)
    graph.add_nodes_from(sorted({organization for _, organization in pairs}), mode=1)
    graph.add_edges_from(pairs)
    return graph


def organizations(graph: nx.Graph[str]) -> list[str]:
    """The organisations of a two-mode graph, sorted."""
    return _nodes(graph, 1)


def _nodes(graph: nx.Graph[str], mode: int) -> list[str]:
    return sorted(node for node in graph if graph.nodes[node].get("mode") == mode)


def projection(graph: nx.Graph[str]) -> nx.Graph[str]:
    """The organisations of a two-mode graph, tied where they share an agreement.

    Edge attributes: `agreements`, the number of agreements that the two share; and `newman`, the sum over these of
    1/(n − 1), n being the number of parties: then the ties that one agreement gives an organisation weigh 1 together,
    however many parties it has (Newman 2001, Scientific collaboration networks II, Physical Review E 64, 016132).
    An agreement with one party ties nobody.
    """
    shared: dict[Tie, tuple[int, float]] = {}
    for agreement in _nodes(graph, 0):
        parties = sorted(graph[agreement])
        for pair in combinations(parties, 2):
            count, weight = shared.get(pair, (0, 0.0))
            shared[pair] = (count + 1, weight + 1 / (len(parties) - 1))
    projected: nx.Graph[str] = nx.Graph()
    projected.add_nodes_from(organizations(graph))
    for (one, other), (count, weight) in sorted(shared.items()):
        projected.add_edge(one, other, agreements=count, newman=weight)
    return projected
