"""Groups of a large network: everything in one of them, none larger than a drawing, and few side by side."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from kg.network.groups import MOST_DRAWN, MOST_GROUPS, NAMED_BY, Grouping, grouped
from kg.network.project import two_mode
from tests.test_layout import neighbourhoods

if TYPE_CHECKING:
    import networkx as nx


def ranked(graph: nx.Graph[str]) -> list[str]:
    """The bodies, those with most agreements first."""
    bodies = [node for node in graph if graph.nodes[node]["mode"] == 1]
    return sorted(bodies, key=lambda body: (-graph.degree(body), body))


def checked(graph: nx.Graph[str]) -> Grouping:
    """The groups of a network, after what must always hold has been looked at."""
    found = grouped(graph, ranked(graph))
    assert found is not None
    assert set(found.leaves) == set(graph)
    inner = Counter(found.parents)
    assert all(parent < at for at, parent in enumerate(found.parents))
    assert inner[-1] <= MOST_GROUPS
    assert all(size <= MOST_GROUPS for size in inner.values())
    assert not set(found.leaves.values()) & set(found.parents)
    held = Counter(found.leaves.values())
    assert max(held.values()) <= MOST_DRAWN
    for at in held:
        members = {node for node, leaf in found.leaves.items() if leaf == at}
        assert set(found.named[at]) <= members
    return found


def test_a_network_that_one_drawing_holds_has_no_groups() -> None:
    graph = two_mode(neighbourhoods(12))
    assert len(graph) <= MOST_DRAWN
    assert grouped(graph, ranked(graph)) is None


def test_neighbourhoods_stay_together() -> None:
    graph = two_mode(neighbourhoods(120))
    found = checked(graph)
    assert len(graph) > MOST_DRAWN
    assert all(len(named) == NAMED_BY for named in found.named)
    together = [found.leaves[one] == found.leaves[other] for one, other in graph.edges]
    assert sum(together) > 0.9 * len(together)


def test_groups_are_called_by_the_bodies_that_rank_first_in_them() -> None:
    graph = two_mode(neighbourhoods(120))
    order = ranked(graph)
    found = checked(graph)
    for at in set(found.leaves.values()):
        members = [body for body in order if found.leaves[body] == at]
        assert list(found.named[at]) == members[:NAMED_BY]


def test_what_is_tied_to_nothing_else_is_bundled_and_marked() -> None:
    graph = two_mode((f"deal-{n}", f"body-{n}-{side}") for n in range(2000) for side in "ab")
    found = checked(graph)
    assert found.rest
    bundled = Counter(found.leaves.values())
    assert sum(bundled[at] for at in found.rest) > 0.95 * len(graph)


def test_one_crowd_that_cannot_be_cut_is_one_group() -> None:
    graph = two_mode(("deal", f"body-{n}") for n in range(MOST_DRAWN + 1))
    found = grouped(graph, ranked(graph))
    assert found is not None
    assert found.parents == (-1,)


@pytest.mark.parametrize("turn", [1, 7])
def test_the_order_of_ties_changes_nothing(turn: int) -> None:
    pairs = neighbourhoods(120)
    first, second = two_mode(pairs), two_mode(pairs[turn:] + pairs[:turn])
    assert grouped(first, ranked(first)) == grouped(second, ranked(second))
