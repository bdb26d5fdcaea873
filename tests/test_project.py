"""The two-mode graph and its projection, against networkx's own and against figures worked by hand."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Final

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st
from networkx.algorithms import bipartite

from kg.network.project import organizations, projection, two_mode
from kg.pipeline.ties import ties_of
from kg.vocab import BASE
from tests.seed import foreign, seed_store
from tests.strategies import STEADY

if TYPE_CHECKING:
    import random

    from kg.network.project import Tie

SEVEN: Final = [f"{BASE}organization/{name}" for name in ["etri", "kea", "kepco", "kt", "lh", "siheung-city", "snu"]]


def ties(most: int = 30) -> st.SearchStrategy[list[Tie]]:
    agreements = st.integers(0, 7).map(lambda number: f"a{number}")
    bodies = st.integers(0, 9).map(lambda number: f"o{number}")
    return st.lists(st.tuples(agreements, bodies), max_size=most)


def southern_women() -> nx.Graph[str]:
    """Davis, Gardner & Gardner 1941: eighteen women at fourteen events."""
    davis = nx.davis_southern_women_graph()
    events = davis.graph["bottom"]
    return two_mode((event, woman) for event in events for woman in davis[event])


def test_the_seven_parties_of_the_seed_are_twenty_one_ties() -> None:
    graph = projection(two_mode(ties_of(seed_store())))
    assert list(graph) == SEVEN
    assert graph.number_of_edges() == 21
    assert {data["agreements"] for _, _, data in graph.edges(data=True)} == {1}
    assert all(math.isclose(data["newman"], 1 / 6) for _, _, data in graph.edges(data=True))


def test_two_agreements_worked_by_hand() -> None:
    graph = projection(two_mode([("x", "a"), ("x", "b"), ("y", "a"), ("y", "b"), ("y", "c"), ("z", "d")]))
    assert sorted(graph) == ["a", "b", "c", "d"]
    assert sorted(graph.edges(data=True)) == [
        ("a", "b", {"agreements": 2, "newman": 1.5}),
        ("a", "c", {"agreements": 1, "newman": 0.5}),
        ("b", "c", {"agreements": 1, "newman": 0.5}),
    ]


def test_nothing_is_an_empty_graph() -> None:
    assert len(two_mode([])) == len(projection(two_mode([]))) == 0
    assert organizations(two_mode([])) == []


def equals_networkx(graph: nx.Graph[str]) -> None:
    members = organizations(graph)
    own = projection(graph)
    shared = bipartite.weighted_projected_graph(graph, members)
    newman = bipartite.collaboration_weighted_projected_graph(graph, members)
    assert set(own) == set(shared) == set(members)
    assert set(map(frozenset, own.edges)) == set(map(frozenset, shared.edges))
    for one, other, data in own.edges(data=True):
        assert data["agreements"] == shared[one][other]["weight"]
        assert math.isclose(data["newman"], newman[one][other]["weight"])


def test_the_southern_women_are_projected_as_networkx_does() -> None:
    graph = southern_women()
    assert (len(organizations(graph)), graph.number_of_edges()) == (18, 89)
    equals_networkx(graph)


@STEADY
@given(ties().filter(bool))
def test_any_graph_is_projected_as_networkx_does(pairs: list[Tie]) -> None:
    equals_networkx(two_mode(pairs))


@STEADY
@given(ties())
def test_newman_weights_of_a_body_add_up_to_its_agreements_with_others(pairs: list[Tie]) -> None:
    parties = Counter(agreement for agreement, _ in set(pairs))
    own = projection(two_mode(pairs))
    strengths = dict(own.degree(weight="newman"))
    for body in own:
        expected = sum(parties[agreement] >= 2 for agreement, member in set(pairs) if member == body)
        assert math.isclose(strengths[body], expected, abs_tol=1e-9)


@STEADY
@given(ties(), st.randoms(use_true_random=False))
def test_the_order_of_ties_and_their_repetition_change_nothing(pairs: list[Tie], chance: random.Random) -> None:
    mixed = [*pairs, *pairs]
    chance.shuffle(mixed)
    one, other = two_mode(pairs), two_mode(mixed)
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(projection(one).edges(data=True)) == list(projection(other).edges(data=True))


def test_a_collective_party_is_no_node() -> None:
    store = foreign("<x:a> kgo:party <x:b> , <x:c> . <x:c> a kgo:CollectiveParty .")
    assert ties_of(store) == [("x:a", "x:b")]
