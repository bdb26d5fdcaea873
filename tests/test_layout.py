"""The picture's layout: every node has a place of its own, the same every time."""

from __future__ import annotations

import math
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, Final

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

import kg
from kg.digests import digest
from kg.network.incidence import Ties
from kg.network.layout import SPACING, positions
from kg.network.project import two_mode
from kg.vocab import BASE
from tests.seed import ROOT
from tests.strategies import STEADY
from tests.test_project import southern_women, ties

if TYPE_CHECKING:
    from kg.network.project import Tie

    Spots = dict[str, tuple[float, float]]

CLOSEST: Final = 40
"""Pixels that keep two circles apart."""


def closest(spots: Spots) -> float:
    return min((math.dist(one, other) for one, other in combinations(spots.values(), 2)), default=math.inf)


def agreements(count: int, seed: int, bodies: int = 61) -> list[Tie]:
    """Of one to eight parties each, as good as random, and the same on every machine."""
    return [
        (f"a{number}", f"o{(number * number * seed + 17 * party * party + party) % bodies}")
        for number in range(count)
        for party in range(1 + (number * seed) % 8)
    ]


def neighbourhoods(count: int, bodies: int = 40, each: int = 60) -> list[Tie]:
    """So many groups of bodies that sign among themselves, and one agreement from each group to the next."""
    found = [
        (f"a{group}-{number}", f"o{group}-{byte % bodies}")
        for group in range(count)
        for number in range(each)
        for byte in digest(f"{group} {number}")[: 2 + number % 4]
    ]
    return found + [(f"b{group}", f"o{one}-0") for group in range(count) for one in (group, (group + 1) % count)]


@cache
def own_data() -> tuple[list[Tie], dict[str, list[str]]]:
    """The ties of the project's own data, and the names of its bodies."""
    dataset = kg.read(data=ROOT / "data")
    pairs = [
        (f"{BASE}agreement/{record.id}", f"{BASE}organization/{party.organization}")
        for record in dataset.agreements
        for party in record.party_list
        if party.organization
    ]
    return pairs, {f"{BASE}organization/{body.id}": list(body.name.values()) for body in dataset.organizations}


@pytest.mark.parametrize("parties", [*range(1, 13), 20, 30])
def test_one_agreement_is_a_star_with_room(parties: int) -> None:
    graph = two_mode(("a", f"o{number}") for number in range(parties))
    spots = positions(graph)
    assert set(spots) == set(graph)
    assert closest(spots) >= CLOSEST
    middle = spots.pop("a")
    radii = [math.hypot((x - middle[0]) / 1.25, y - middle[1]) for x, y in spots.values()]
    assert max(radii) - min(radii) <= 2


@pytest.mark.parametrize("seed", [3, 5, 7])
def test_forty_agreements_have_room(seed: int) -> None:
    graph = two_mode(agreements(40, seed))
    spots = positions(graph)
    assert set(spots) == set(graph)
    assert closest(spots) >= CLOSEST


def test_the_southern_women_have_room() -> None:
    spots = positions(southern_women())
    assert len(spots) == 32
    assert closest(spots) >= CLOSEST


def test_nothing_has_no_places() -> None:
    assert positions(two_mode([])) == {}


def test_a_body_without_agreements_has_a_place() -> None:
    graph = two_mode([("a", "o1"), ("a", "o2")])
    graph.add_node("o3", mode=1)
    spots = positions(graph)
    assert set(spots) == {"a", "o1", "o2", "o3"}
    assert closest(spots) >= CLOSEST


@settings(STEADY, max_examples=20)
@given(ties())
def test_each_node_has_whole_pixels_of_its_own_in_any_order(pairs: list[Tie]) -> None:
    graph = two_mode(pairs)
    spots = positions(graph)
    assert set(spots) == set(graph)
    assert all(isinstance(pixel, int) for spot in spots.values() for pixel in spot)
    assert len(set(spots.values())) == len(spots)
    backwards: nx.Graph[str] = nx.Graph()
    backwards.add_nodes_from(reversed(list(graph.nodes(data=True))))
    backwards.add_edges_from((other, one) for one, other in reversed(list(graph.edges)))
    assert positions(backwards) == spots


@settings(STEADY, max_examples=10)
@given(ties())
def test_a_table_of_ties_has_the_places_of_its_graph(pairs: list[Tie]) -> None:
    table = Ties(names=True)
    table.add_pairs(pairs)
    assert positions(table.incidence()) == positions(two_mode(pairs))


@settings(STEADY, max_examples=20)
@given(ties(most=12))
def test_components_lie_apart(pairs: list[Tie]) -> None:
    graph = two_mode(pairs)
    spots = positions(graph)
    for one, other in combinations(nx.connected_components(graph), 2):
        assert min(math.dist(spots[a], spots[b]) for a in one for b in other) >= 2 * CLOSEST


def test_the_largest_component_stands_in_the_middle() -> None:
    pairs = agreements(40, 7) + [(f"b{number}", f"p{number}-{party}") for number in range(20) for party in range(2)]
    graph = two_mode(pairs)
    spots = positions(graph)
    largest = max(nx.connected_components(graph), key=len)
    everyone, those = np.array(list(spots.values())), np.array([spots[node] for node in largest])
    size = np.ptp(everyone, axis=0)
    assert (np.abs(everyone.mean(axis=0) - those.mean(axis=0)) < 0.1 * size).all()
    assert 1 <= size[0] / size[1] <= 2


def test_agreements_stand_amid_their_parties() -> None:
    pairs = agreements(60, 5)
    graph = two_mode(pairs)
    spots = positions(graph)
    ways = []
    for agreement in {agreement for agreement, _ in pairs}:
        middle = np.mean([spots[party] for party in graph[agreement]], axis=0)
        ways.append(math.dist(spots[agreement], middle))
    assert np.median(ways) < SPACING


def test_ties_are_short_in_a_network_of_neighbourhoods() -> None:
    """Of a random pair of nodes the way is many times as long as that of a tie: neighbourhoods are seen as such."""
    graph = two_mode(neighbourhoods(12))
    assert len(graph) > 600
    spots = positions(graph)
    assert closest(spots) >= CLOSEST
    tied = np.median([math.dist(spots[one], spots[other]) for one, other in graph.edges])
    nodes = sorted(spots)
    far = np.median([math.dist(spots[one], spots[other]) for one, other in zip(nodes, nodes[::-1], strict=True)])
    assert far > 3 * tied


def test_many_small_components_fill_a_page() -> None:
    pairs = [(f"a{number}", f"o{number}-{party}") for number in range(400) for party in range(1 + number % 3)]
    spots = positions(two_mode(pairs))
    assert closest(spots) >= CLOSEST
    size = np.ptp(np.array(list(spots.values())), axis=0)
    assert 1 <= size[0] / size[1] <= 2.2


@pytest.mark.parametrize("parties", [60, 700])
def test_one_agreement_of_very_many_parties_fills_a_disc(parties: int) -> None:
    spots = positions(two_mode(("a", f"o{number}") for number in range(parties)))
    assert closest(spots) >= CLOSEST
    size = np.ptp(np.array(list(spots.values())), axis=0)
    assert size.prod() < 4 * parties * SPACING**2
