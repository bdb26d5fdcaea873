"""The picture's layout: every node has a place of its own, the same every time."""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings

from kg.network.layout import positions
from kg.network.project import two_mode
from tests.strategies import STEADY
from tests.test_project import southern_women, ties

if TYPE_CHECKING:
    from kg.network.project import Tie

CLOSEST: Final = 40
"""Pixels that keep two circles apart."""


def closest(spots: dict[str, tuple[float, float]]) -> float:
    return min((math.dist(one, other) for one, other in combinations(spots.values(), 2)), default=math.inf)


def forty_agreements(seed: int) -> list[Tie]:
    """Of one to eight parties each, as good as random, and the same on every machine."""
    return [
        (f"a{number}", f"o{(number * number * seed + 17 * party * party + party) % 61}")
        for number in range(40)
        for party in range(1 + (number * seed) % 8)
    ]


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
    graph = two_mode(forty_agreements(seed))
    spots = positions(graph)
    assert set(spots) == set(graph)
    assert closest(spots) >= CLOSEST


def test_the_southern_women_have_room() -> None:
    spots = positions(southern_women())
    assert len(spots) == 32
    assert closest(spots) >= CLOSEST


def test_components_stand_beside_each_other() -> None:
    pairs = [(f"a{number}", f"o{number}-{party}") for number in range(9) for party in range(1, 5)]
    spots = positions(two_mode(pairs))
    boxes = []
    for number in range(9):
        own = [spot for node, spot in spots.items() if node == f"a{number}" or node.startswith(f"o{number}-")]
        boxes.append((min(own), max(own), min(y for _, y in own), max(y for _, y in own)))
    for (left, right, top, bottom), (left_, right_, top_, bottom_) in combinations(boxes, 2):
        assert right[0] < left_[0] or right_[0] < left[0] or bottom < top_ or bottom_ < top


def test_nothing_has_no_places() -> None:
    assert positions(two_mode([])) == {}


@settings(STEADY, max_examples=20)
@given(ties())
def test_each_node_has_whole_pixels_of_its_own_in_any_order(pairs: list[Tie]) -> None:
    graph = two_mode(pairs)
    spots = positions(graph)
    assert set(spots) == set(graph)
    assert all(isinstance(pixel, int) for spot in spots.values() for pixel in spot)
    assert len(set(spots.values())) == len(spots)
    assert positions(two_mode(reversed(pairs))) == spots
