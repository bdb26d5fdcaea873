"""Paths and distances from many sources at once, and how far a sample may be off."""

from __future__ import annotations

import math
from random import Random
from typing import TYPE_CHECKING, Any, Final

import networkx as nx
import numpy as np
import pytest
from scipy.sparse import csr_array

from kg.network import paths
from kg.network.backend.compact import compact
from kg.network.waves import bit_counts, dependencies, depth, spread
from tests.graphs import layers, random_graphs

if TYPE_CHECKING:
    from collections.abc import Hashable

GRAPHS: Final = [graph for graph in random_graphs() if graph]


def matrix_of(graph: nx.Graph[Any]) -> Any:  # noqa: ANN401 — scipy has no types
    return compact(graph, {}).ones


def dependencies_by_networkx(graph: nx.Graph[Any], source: Hashable) -> list[float]:
    """The dependencies of one source: betweenness with that source alone, as Brandes counts it."""
    found = nx.betweenness_centrality_subset(graph, [source], list(graph))
    # networkx halves what is undirected.
    return [2 * found[node] for node in graph]


def test_dependencies_are_those_of_networkx() -> None:
    for graph in GRAPHS:
        found = dependencies(matrix_of(graph), np.arange(min(5, len(graph))))
        for column, source in zip(found.T, graph, strict=False):
            assert np.allclose(column, dependencies_by_networkx(graph, source), rtol=1e-12, atol=1e-12)


def test_a_source_that_is_given_twice_counts_twice() -> None:
    matrix = matrix_of(nx.path_graph(5))
    once, twice = dependencies(matrix, np.array([1])), dependencies(matrix, np.array([1, 4, 1]))
    assert np.array_equal(once[:, 0], twice[:, 0])
    assert np.array_equal(once[:, 0], twice[:, 2])


def test_distances_are_those_of_networkx() -> None:
    for graph in GRAPHS:
        lengths = dict(nx.all_pairs_shortest_path_length(graph))
        found = paths.reach((matrix_of(graph),))
        assert found.others[0].tolist() == [len(lengths[node]) - 1 for node in graph]
        assert found.distances[0].tolist() == [sum(lengths[node].values()) for node in graph]


def test_a_network_of_two_modes_is_searched_side_by_side() -> None:
    chance = Random(5)  # noqa: S311 — a test's chance, no secret
    table = np.array([[chance.random() < 0.1 for _ in range(90)] for _ in range(30)], float)
    whole = nx.Graph([(f"a{row}", column) for row, column in zip(*np.nonzero(table), strict=True)])
    whole.add_nodes_from(range(90))
    found = paths.reach((csr_array(table), csr_array(table.T)))
    for node in range(90):
        lengths = nx.single_source_shortest_path_length(whole, node)
        sides = [[length for length in lengths.values() if length % 2 == odd and length] for odd in (1, 0)]
        assert [found.others[side][node] for side in (0, 1)] == [len(side) for side in sides]
        assert [found.distances[side][node] for side in (0, 1)] == [sum(side) for side in sides]


def test_bits_are_counted_whatever_the_number_of_words() -> None:
    chance = Random(1)  # noqa: S311 — the same
    for size in (0, 1, 2, 63, 64, 65, 191, 192, 1000):
        words = [chance.getrandbits(64) for _ in range(size)]
        expected = [sum(word >> bit & 1 for word in words) for bit in range(64)]
        assert bit_counts(np.array(words, np.uint64)).tolist() == expected


def test_the_depth_is_at_least_half_of_the_diameter_around_the_hub() -> None:
    assert depth(matrix_of(nx.path_graph(9))) == 7
    assert depth(matrix_of(nx.star_graph(5))) == 1
    assert depth(matrix_of(nx.empty_graph(4))) == 0
    assert list(spread((matrix_of(nx.empty_graph(4)),), np.array([0]))) == []


# ---- samples ---------------------------------------------------------------------------------------------------------


def sample(graph: nx.Graph[Any], sources: int) -> paths.Estimate:
    count = len(graph)
    return paths.sampled_betweenness(matrix_of(graph), sources, 1 / ((count - 1) * (count - 2)), count)


def errors(estimate: paths.Estimate) -> np.ndarray[Any, np.dtype[np.float64]]:
    assert estimate.errors is not None
    return estimate.errors


@pytest.mark.parametrize("seed", range(3))
def test_no_estimate_is_further_off_than_its_bound(seed: int) -> None:
    graph = nx.barabasi_albert_graph(600, 3, seed=seed)
    graph.add_nodes_from(range(600, 620))
    exact = np.array(list(nx.betweenness_centrality(graph).values()))
    estimate = sample(graph, 500)
    off = np.abs(estimate.values - exact)
    assert (off <= errors(estimate)).all()
    assert off.max() > 0
    assert errors(estimate).max() < 0.1


def test_more_sources_mean_a_smaller_error() -> None:
    graph = nx.barabasi_albert_graph(300, 3, seed=1)
    wide, narrow = sample(graph, 200), sample(graph, 800)
    assert (errors(narrow) < errors(wide)).all()


def test_the_bound_is_that_of_the_paper_worked_by_hand() -> None:
    # Four draws 0, 0, 0, 1 have the variance 1/4; two numbers are bounded at once, both ways.
    doubt = math.log(2 * 2 * 2 / 0.05)
    (bound, none) = paths.bernstein(np.array([1.0, 0.0]), np.array([1.0, 0.0]), 4, 1.0, 2)
    assert math.isclose(bound, math.sqrt(2 * 0.25 * doubt / 4) + 7 * doubt / 9)
    assert math.isclose(none, 7 * doubt / 9)


def test_more_paths_than_single_precision_holds_are_counted_in_double_precision() -> None:
    graph = layers(45, 10)
    with pytest.raises(OverflowError, match="float32"):
        dependencies(matrix_of(graph).astype(np.float32), np.array([0]), np.float32)
    estimate = sample(graph, 40)
    exact = paths.betweenness(matrix_of(graph)) / ((len(graph) - 1) * (len(graph) - 2))
    assert (np.abs(estimate.values - exact) <= errors(estimate)).all()


def test_more_paths_than_any_number_holds_are_an_error() -> None:
    with pytest.raises(OverflowError, match="float64"):
        paths.betweenness(matrix_of(layers(320, 10)))


def test_no_sum_of_distances_is_further_off_than_its_bound() -> None:
    large = nx.disjoint_union(nx.barabasi_albert_graph(500, 2, seed=1), nx.cycle_graph(220))
    graph = nx.disjoint_union(large, nx.disjoint_union(nx.path_graph(7), nx.empty_graph(2)))
    exact = paths.reach((matrix_of(graph),))
    found = paths.sampled_reach(matrix_of(graph), 100)
    bounds, off = found.errors, np.abs(found.distances - exact.distances[0])
    assert found.others.tolist() == exact.others[0].tolist()
    assert (off <= bounds).all()
    assert off[:500].max() > 0
    assert off[500:720].max() > 0
    assert (bounds[720:] == 0).all()
    narrower = paths.sampled_reach(matrix_of(graph), 200).errors
    assert (narrower[:500] < bounds[:500]).all()
    assert (narrower[500:720] == 0).all()
