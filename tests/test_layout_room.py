"""Names have room: how much of the boxes of names and shapes is covered twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.network.layout import positions
from kg.network.layout.boxes import CARD, LINE_HEIGHT, Box, box_of, overlap, parted
from kg.network.project import two_mode
from tests.strategies import STEADY
from tests.test_layout import agreements, neighbourhoods, own_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.network.project import Tie

MOST = 0.02
"""The share of the area of names that may be covered twice, at sixty nodes."""


def covered(ties: Iterable[Tie], names: Mapping[str, list[str]] | None = None) -> float:
    """The share of the area of all boxes of the laid out network that is covered twice."""
    graph = two_mode(ties)
    spots = positions(graph, names)
    boxes = [box_of(names.get(node, ()) if names else None, graph.nodes[node]["mode"]) for node in spots]
    return overlap(np.array(list(spots.values()), float), boxes)


def test_no_names_of_the_data_overlap() -> None:
    assert covered(*own_data()) == 0


@pytest.mark.parametrize("start", range(0, 75, 15))
def test_no_names_overlap_at_sixty_nodes(start: int) -> None:
    ties, names = own_data()
    chosen = sorted({agreement for agreement, _ in ties})[start : start + 15]
    assert covered([tie for tie in ties if tie[0] in chosen], names) <= MOST


@pytest.mark.parametrize("seed", [3, 5, 7, 11])
def test_no_long_names_overlap_in_random_networks(seed: int) -> None:
    ties = agreements(20, seed, 40)
    names = {body: ["가나다라 마바사아 " * 2 + "자차카타"] for _, body in ties}
    assert len(two_mode(ties)) <= 60
    assert covered(ties, names) <= MOST


def test_no_names_overlap_in_a_large_component() -> None:
    assert covered(neighbourhoods(9)) == 0


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("시흥시", 1),
        ("한국토지주택공사", 1),
        ("한국농수산식품유통공사 스마트시티추진단", 2),
        ("가나다라마바사아자차카타파하가나다라마바", 2),
        ("Korea Electric Power Corporation", 2),
        ("one two three " * 9, 3),
    ],
)
def test_a_long_name_wraps(name: str, lines: int) -> None:
    box = box_of([name], 1)
    assert box.below - box_of([""], 1).below == lines * LINE_HEIGHT
    assert box.aside <= 22 * 7.2 / 2 + 4


def test_a_name_in_two_languages_has_room_for_either() -> None:
    one, other = box_of(["시흥시"], 1), box_of(["Siheung Metropolitan City Government"], 1)
    assert box_of(["시흥시", "Siheung Metropolitan City Government"], 1) == Box(
        max(one.aside, other.aside), one.above, max(one.below, other.below)
    )


def test_an_agreement_is_a_card() -> None:
    assert box_of(["아무리 긴 제목이라도"], 0) == Box(CARD[0] / 2, CARD[1] / 2, CARD[1] / 2)


def test_overlap_is_the_share_of_the_area_that_is_covered_twice() -> None:
    box = Box(10, 10, 10)
    assert overlap(np.array([[0.0, 0.0], [10.0, 10.0]]), [box, box]) == 100 / 800
    assert overlap(np.array([[0.0, 0.0], [20.0, 0.0]]), [box, box]) == 0
    assert overlap(np.zeros((0, 2)), []) == 0


@settings(STEADY, max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=25))
def test_whatever_overlaps_is_parted(spots: list[tuple[int, int]]) -> None:
    boxes = [Box(20 + 7 * (number % 4), 18, 20 + 19 * (number % 3)) for number in range(len(spots))]
    assert overlap(parted(np.array(spots, float).reshape(-1, 2), boxes), boxes) == 0


def test_what_does_not_overlap_stays() -> None:
    spots = np.array([[0.0, 0.0], [100.0, 0.0], [0.0, 100.0]])
    assert (parted(spots, [Box(20, 20, 20)] * 3) == spots).all()
