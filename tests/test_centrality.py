"""Each measure is networkx's own on the same graph, and the rows have one order."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networkx.algorithms import bipartite

from kg.network.centrality import COLUMNS, MEASURES, TWO_MODE, Centrality, centralities, rounded
from kg.network.project import organizations, projection, two_mode
from kg.pipeline.ties import ties_of
from tests.seed import seed_store
from tests.strategies import STEADY
from tests.test_project import SEVEN, southern_women, ties

if TYPE_CHECKING:
    import random

    from kg.network.project import Tie

SOME: Final = settings(STEADY, max_examples=50)


def close(own: dict[str, float], other: dict[str, float]) -> bool:
    return all(math.isclose(own[name], value, rel_tol=1e-9, abs_tol=1e-9) for name, value in other.items())


def column(rows: list[Centrality], name: str) -> dict[str, float]:
    return {row.organization: row.measures[name] for row in rows}


def two_mode_betweenness(graph: nx.Graph[str], members: list[str]) -> dict[str, float]:
    """What networkx gives; it divides by zero where there is but one agreement, or but one body, which is then all."""
    try:
        found: dict[str, float] = bipartite.betweenness_centrality(graph, members)
    except ZeroDivisionError:
        agreements = len(graph) - len(members)
        assert 1 in {len(members), agreements}
        return dict.fromkeys(members, 1.0 if agreements > 1 else 0.0)
    return found


def equals_networkx(graph: nx.Graph[str]) -> None:
    rows, members, own = centralities(graph), organizations(graph), projection(graph)
    expected: dict[str, Any] = {
        "degree": nx.degree_centrality(own),
        "betweenness": nx.betweenness_centrality(own),
        "closeness": nx.closeness_centrality(own),
        "pagerank": nx.pagerank(own, weight=None, tol=1e-12, max_iter=1000),
        "two_mode_degree": bipartite.degree_centrality(graph, members),
        "two_mode_betweenness": two_mode_betweenness(graph, members),
        "two_mode_closeness": bipartite.closeness_centrality(graph, members),
    }
    for name, values in expected.items():
        assert close(column(rows, name), {member: values[member] for member in members}), name
    assert {row.organization: row.agreements for row in rows} == {member: len(graph[member]) for member in members}
    assert {row.organization: row.partners for row in rows} == {member: len(own[member]) for member in members}
    eigenvector_equals_networkx(own, column(rows, "eigenvector"))


def eigenvector_equals_networkx(own: nx.Graph[str], values: dict[str, float]) -> None:
    try:
        expected = nx.eigenvector_centrality(own, max_iter=10_000, tol=1e-12)
    except nx.PowerIterationFailedConvergence:
        assert all(map(math.isnan, values.values()))
    else:
        assert close(values, expected)


def test_the_southern_women_have_the_measures_that_networkx_gives_them() -> None:
    graph = southern_women()
    equals_networkx(graph)
    rows = centralities(graph)
    degrees = column(rows, "two_mode_degree")
    assert {name for name, value in degrees.items() if value == rounded(8 / 14)} == {
        "Evelyn Jefferson",
        "Theresa Anderson",
        "Nora Fayette",
    }


@SOME
@given(ties().filter(bool))
def test_any_graph_has_the_measures_that_networkx_gives_it(pairs: list[Tie]) -> None:
    equals_networkx(two_mode(pairs))


def test_the_seven_parties_of_the_seed_are_equal() -> None:
    rows = centralities(two_mode(ties_of(seed_store())))
    assert [row.organization for row in rows] == SEVEN
    for row in rows:
        assert (row.agreements, row.partners) == (1, 6)
        assert row.measures == {
            "degree": 1.0,
            "betweenness": 0.0,
            "closeness": 1.0,
            "eigenvector": rounded(1 / math.sqrt(7)),
            "pagerank": rounded(1 / 7),
            "two_mode_degree": 1.0,
            "two_mode_betweenness": 0.0,
            "two_mode_closeness": 1.0,
        }


def test_a_bridge_between_two_agreements_worked_by_hand() -> None:
    rows = centralities(two_mode([("x", "a"), ("x", "b"), ("y", "b"), ("y", "c"), ("z", "lonely")]))
    assert [row.organization for row in rows] == ["b", "a", "c", "lonely"]
    bridge, side, _, lonely = rows
    # b lies on the one path between a and c; of four bodies three others make three pairs.
    assert column(rows, "betweenness") == {"b": rounded(1 / 3), "a": 0.0, "c": 0.0, "lonely": 0.0}
    assert bridge.measures["degree"] == rounded(2 / 3)
    assert bridge.measures["two_mode_degree"] == rounded(2 / 3)
    assert side.measures["closeness"] == rounded(2 / 3 * 2 / 3)
    assert (lonely.agreements, lonely.partners, lonely.measures["closeness"]) == (1, 0, 0.0)


def test_nothing_has_no_rows() -> None:
    assert centralities(two_mode([])) == []


def test_one_body_with_many_agreements_has_finite_measures() -> None:
    (row,) = centralities(two_mode((f"a{number}", "o") for number in range(5)))
    assert (row.agreements, row.partners) == (5, 0)
    assert row.measures["two_mode_degree"] == 1.0
    assert row.measures["pagerank"] == 1.0
    assert all(map(math.isfinite, row.measures.values()))


@SOME
@given(ties(), st.randoms(use_true_random=False))
def test_rows_do_not_depend_on_the_order_of_ties(pairs: list[Tie], chance: random.Random) -> None:
    mixed = list(pairs)
    chance.shuffle(mixed)
    assert str(centralities(two_mode(pairs))) == str(centralities(two_mode(mixed)))


@SOME
@given(ties())
def test_rows_are_sorted_by_betweenness_then_iri_and_have_all_columns(pairs: list[Tie]) -> None:
    rows = centralities(two_mode(pairs))
    order = [(-row.measures["betweenness"], row.organization) for row in rows]
    assert order == sorted(order)
    assert all(tuple(row.measures) == COLUMNS == (*MEASURES, *TWO_MODE) for row in rows)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1 / 3, 0.333333333333),
        (1e-13, 0.0),
        (-1e-14, 0.0),
        (0.1 + 0.2, 0.3),
        (1.0, 1.0),
        (-0.0, 0.0),
        (123456.7890123456, 123456.789012),
    ],
)
def test_measures_are_rounded_to_twelve_significant_digits(value: float, expected: float) -> None:
    assert repr(rounded(value)) == repr(expected)
