"""The overview: every node in one community, and nothing left out."""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING

from hypothesis import given, settings

from kg.network.layout import positions
from kg.network.overview import FEW, overview
from kg.network.project import two_mode
from tests.strategies import STEADY
from tests.test_layout import agreements, neighbourhoods
from tests.test_project import ties

if TYPE_CHECKING:
    from kg.network.overview import Overview
    from kg.network.project import Tie


def checked(pairs: list[Tie]) -> Overview:
    """The overview of these ties, after what must always hold has been looked at."""
    graph = two_mode(pairs)
    found = overview(graph)
    members = [node for community in found.communities for node in (*community.organizations, *community.agreements)]
    assert sorted(members) == sorted(graph)
    assert found.positions == positions(graph)
    number = {node: place for place, one in enumerate(found.communities) for node in one.organizations}
    number |= {node: place for place, one in enumerate(found.communities) for node in one.agreements}
    within = sum(number[one] == number[other] for one, other in graph.edges)
    assert within + sum(link.ties for link in found.links) == graph.number_of_edges()
    assert all(link.one < link.other for link in found.links)
    for one, other in combinations(found.communities, 2):
        assert math.hypot(one.x - other.x, one.y - other.y) >= max(one.radius, other.radius)
    return found


@settings(STEADY, max_examples=20)
@given(ties())
def test_every_node_is_in_one_community_and_every_tie_is_counted(pairs: list[Tie]) -> None:
    checked(pairs)


def test_neighbourhoods_are_communities() -> None:
    found = checked(neighbourhoods(12))
    assert len(found.communities) == 12
    for community in found.communities:
        assert community.groups == 1
        assert len({node.partition("-")[0] for node in community.organizations}) == 1


def test_small_components_are_gathered_and_counted() -> None:
    pairs = neighbourhoods(12) + [(f"x{number}", f"y{number}-{party}") for number in range(30) for party in (1, 2)]
    found = checked(pairs)
    assert [community.groups for community in found.communities] == [1] * 12 + [30]
    last = found.communities[-1]
    assert last.size == 90
    assert last.y - last.radius >= max(one.y + one.radius for one in found.communities[:-1])


def test_one_small_component_is_a_community_of_its_own() -> None:
    found = checked([("a", "o1"), ("a", "o2")])
    assert [community.groups for community in found.communities] == [1]
    assert len(two_mode([("a", "o1"), ("a", "o2")])) < FEW


def test_nothing_has_no_communities() -> None:
    found = checked([])
    assert found.communities == ()
    assert found.links == ()


def test_those_with_most_ties_in_a_community_come_first() -> None:
    pairs = agreements(60, 5)
    graph = two_mode(pairs)
    for community in checked(pairs).communities:
        inside = graph.subgraph((*community.organizations, *community.agreements))
        degrees = [inside.degree(node) for node in community.organizations]
        assert degrees == sorted(degrees, reverse=True)


def test_communities_come_by_size_and_the_gathered_last() -> None:
    pairs = neighbourhoods(5) + [(f"x{number}", f"y{number}-{party}") for number in range(200) for party in (1, 2)]
    found = checked(pairs)
    sizes = [community.size for community in found.communities[:-1]]
    assert sizes == sorted(sizes, reverse=True)
    assert found.communities[-1].groups == 200
    assert found.communities[-1].size > sizes[0]
