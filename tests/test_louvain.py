"""Communities: of the quality of networkx's, and the same whatever the order of the nodes."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.digests import digest
from kg.network.louvain import in_order, louvain
from tests.strategies import STEADY


def found(graph: nx.Graph[Any], resolution: float = 1.0) -> list[set[Any]]:
    """The communities of a graph."""
    nodes: list[Any] = list(graph)
    matrix: Any = nx.to_scipy_sparse_array(graph, weight="weight").astype(float)
    lots = np.array([int.from_bytes(digest(str(node))[:8], "little") for node in nodes], np.uint64)
    labels = louvain(matrix, lots, resolution)
    assert sorted(set(labels.tolist())) == list(range(labels.max() + 1))
    return [{nodes[place] for place in np.flatnonzero(labels == label)} for label in range(labels.max() + 1)]


GRAPHS = {
    "karate club": nx.karate_club_graph(),
    "southern women": nx.davis_southern_women_graph(),
    "miserables": nx.les_miserables_graph(),
    "planted": nx.planted_partition_graph(10, 40, 0.2, 0.01, seed=1),
    "scale-free": nx.barabasi_albert_graph(600, 2, seed=1),
    "tree": nx.balanced_tree(3, 5),
}


@pytest.mark.parametrize("name", sorted(GRAPHS))
def test_communities_are_as_good_as_those_of_networkx(name: str) -> None:
    graph = GRAPHS[name]
    theirs = nx.community.modularity(graph, nx.community.louvain_communities(graph, seed=1))
    assert nx.community.modularity(graph, found(graph)) >= theirs - 0.02


def test_planted_communities_are_found() -> None:
    graph = nx.planted_partition_graph(5, 30, 0.5, 0.01, seed=2)
    assert sorted(map(sorted, found(graph))) == [list(range(start, start + 30)) for start in range(0, 150, 30)]


def test_cliques_in_a_ring_are_communities() -> None:
    assert sorted(map(len, found(nx.ring_of_cliques(6, 5)))) == [5] * 6


def test_a_low_resolution_makes_fewer_communities() -> None:
    graph = GRAPHS["scale-free"]
    assert len(found(graph, 0.1)) < len(found(graph)) < len(found(graph, 4))


def test_nodes_without_ties_stay_alone() -> None:
    graph = nx.path_graph(3)
    graph.add_nodes_from("xy")
    assert {"x"} in found(graph)
    assert {"y"} in found(graph)


def test_nothing_has_no_communities() -> None:
    from scipy.sparse import csr_array

    assert len(louvain(csr_array((0, 0)), np.zeros(0, np.uint64))) == 0


@settings(STEADY, max_examples=30)
@given(st.sets(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=1))
def test_every_connected_pair_of_equal_lots_gives_the_same_again(edges: set[tuple[int, int]]) -> None:
    graph = nx.Graph([(one, other) for one, other in sorted(edges) if one != other])
    graph.add_node(0)
    communities = found(graph)
    assert sorted(node for members in communities for node in members) == sorted(graph)
    assert found(graph) == communities
    for members in communities:
        inside = graph.subgraph(members)
        assert len(members) == 1 or all(inside.degree(node) for node in members)


def test_parts_are_numbered_by_their_first_nodes() -> None:
    assert in_order(np.array([7, 3, 7, 5])).tolist() == [0, 1, 0, 2]
