"""The picture's layout: small changes of the data move few nodes, and nothing is aligned before it is compared."""

from __future__ import annotations

import math
from statistics import mean, median
from typing import TYPE_CHECKING

import pytest

from kg.network.layout import SPACING, positions
from kg.network.project import two_mode
from kg.vocab import BASE
from tests.test_layout import neighbourhoods, own_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.network.project import Tie


def moved(pairs: list[Tie], left_out: Iterable[str], names: Mapping[str, list[str]] | None) -> list[list[float]]:
    """How far every node moves, in pixels, for each agreement that is left out."""
    before = positions(two_mode(pairs), names)
    return [
        [math.dist(spot, before[node]) for node, spot in positions(two_mode(rest), names).items()]
        for agreement in left_out
        for rest in [[pair for pair in pairs if pair[0] != agreement]]
    ]


def share(ways: list[float]) -> float:
    """The share of nodes that move by more than the spacing."""
    return mean(way > SPACING for way in ways)


def test_a_component_more_or_less_moves_few_nodes() -> None:
    pairs, names = own_data()
    of_its_own = [f"{BASE}agreement/{name}" for name in ("hwaseong-5g-forum", "singapore-suzhou-smart-city")]
    for ways in moved(pairs, of_its_own, names):
        assert median(ways) == 0
        assert share(ways) <= 0.1


def test_an_agreement_less_moves_few_nodes() -> None:
    pairs, names = own_data()
    found = moved(pairs, sorted({agreement for agreement, _ in pairs})[::15], names)
    assert median(median(ways) for ways in found) <= 110
    assert mean(share(ways) for ways in found) <= 0.35


@pytest.mark.slow
def test_any_agreement_less_moves_few_nodes() -> None:
    pairs, names = own_data()
    found = moved(pairs, sorted({agreement for agreement, _ in pairs}), names)
    print(f"{median(median(ways) for ways in found):.0f} pixels, {mean(share(ways) for ways in found):.3f}")  # noqa: T201
    assert median(median(ways) for ways in found) <= 55
    assert mean(share(ways) for ways in found) <= 0.2


def test_an_agreement_less_leaves_most_of_a_large_component_in_place() -> None:
    pairs = neighbourhoods(12)
    found = moved(pairs, ["a3-7", "a8-21"], None)
    assert mean(share(ways) for ways in found) <= 0.2


def test_another_name_for_an_agreement_moves_nothing_far() -> None:
    """What a node is called decides its lots, and no other's."""
    pairs, names = own_data()
    before = positions(two_mode(pairs), names)
    renamed = [(agreement.replace("hwaseong-5g-forum", "renamed"), body) for agreement, body in pairs]
    after = positions(two_mode(renamed), names)
    assert all(after[node] == spot for node, spot in before.items() if node in after)
