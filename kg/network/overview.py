"""A large network at a glance: its communities, who holds each together, and the ties between them.

Nothing is left out: every agreement and every organisation is in one community. What hangs together is divided by
Louvain's method (`kg.network.louvain`); what hangs together with fewer than a dozen is gathered into one, which says
of how many groups it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from msgspec import Struct

from kg.network.layout import SPACING, positions
from kg.network.layout.boxes import Box, parted
from kg.network.louvain import in_order
from kg.network.net import net_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import networkx as nx
    from numpy.typing import NDArray

    from kg.network.incidence import Incidence
    from kg.network.net import Net

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

FEW: Final = 12
"""Nodes of a component below which it is gathered with others."""


class Community(Struct, frozen=True):
    """Nodes that have more ties with one another than with others.

    `organizations` and `agreements` are their IRIs, those with most ties within the community first, then with most
    ties at all, then by IRI: the first organisations are what a community can be called by. `groups` is the number of
    unconnected groups that are gathered here, 1 for a community proper. `x`, `y` and `radius` are its circle in
    pixels, near its members and apart from all other circles.
    """

    organizations: tuple[str, ...]
    agreements: tuple[str, ...]
    groups: int
    x: int
    y: int
    radius: int

    @property
    def size(self) -> int:
        """The number of its members."""
        return len(self.organizations) + len(self.agreements)


class Link(Struct, frozen=True):
    """Two communities by their numbers, the lower first, and the number of ties between them."""

    one: int
    other: int
    ties: int


class Overview(Struct, frozen=True):
    """All communities, the largest first, the ties between them, and the place of every node (`kg.network.layout`)."""

    communities: tuple[Community, ...]
    links: tuple[Link, ...]
    positions: dict[str, tuple[float, float]]


def overview(network: nx.Graph[str] | Incidence, names: Mapping[str, Iterable[str]] | None = None) -> Overview:
    """The overview of a two-mode network; `names` are those that `kg.network.layout.positions` makes room for."""
    net = net_of(network)
    spots = positions(net, names)
    labels, groups = _partition(net)
    places = np.array(list(spots.values()), float).reshape(-1, 2)
    circles = _circles(places, labels, groups)
    members = _members(net, labels, len(groups))
    communities = tuple(
        Community(
            tuple(net.names[place] for place in some if net.modes[place] != 0),
            tuple(net.names[place] for place in some if net.modes[place] == 0),
            *(count, *circle),
        )
        for some, count, circle in zip(members, groups, circles, strict=True)
    )
    return Overview(communities, _links(net, labels, len(groups)), spots)


def _partition(net: Net) -> tuple[Ints, list[int]]:
    """The number of the community of each node, and for each community of how many groups it is; the largest first."""
    labels, number = np.zeros(len(net), np.int64), 1
    few = [part for part in net.components if len(part) < FEW]
    for places, part in zip(net.components, net.parts, strict=True):
        if len(places) >= FEW:
            labels[places] = number + part.communities
            number += int(part.communities.max()) + 1
    # The gathered ones keep the 0, and come last, however many they are.
    labels[labels == 0] = number
    labels = in_order(labels)
    gathered = int(labels[few[0][0]]) if few else -1
    sizes = np.bincount(labels)
    order = sorted(range(len(sizes)), key=lambda label: (label == gathered, -sizes[label], label))
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    return place[labels], [len(few) if label == gathered else 1 for label in order]


def _members(net: Net, labels: Ints, count: int) -> list[list[int]]:
    """The nodes of each community: those with most ties within it first."""
    rows, columns = net.arcs
    within = np.bincount(rows, labels[rows] == labels[columns], len(net))
    order = np.lexsort((np.arange(len(net)), -net.degrees, -within, labels))
    ends = np.cumsum(np.bincount(labels, minlength=count))
    return [part.tolist() for part in np.split(order, ends[:-1])] if count else []


def _links(net: Net, labels: Ints, count: int) -> tuple[Link, ...]:
    rows, columns = (labels[ends] for ends in net.arcs)
    keys, ties = np.unique((rows * count + columns)[rows < columns], return_counts=True)
    pairs = zip((keys // max(1, count)).tolist(), (keys % max(1, count)).tolist(), ties.tolist(), strict=True)
    return tuple(Link(*pair) for pair in pairs)


def _circles(places: Floats, labels: Ints, groups: list[int]) -> list[tuple[int, int, int]]:
    """The middle of each community, and the radius of a circle that its members would fill; no two circles overlap.

    What is gathered lies all around; its circle stands below the others.
    """
    if not groups:
        return []
    sizes = np.bincount(labels)
    radii = np.round(0.6 * SPACING * np.sqrt(sizes))
    middles = np.column_stack([np.bincount(labels, axis) for axis in places.T]) / sizes[:, None]
    if groups[-1] > 1 and len(groups) > 1:
        lowest = (middles[:-1, 1] + radii[:-1]).max()
        middles[-1] = middles[:-1, 0].mean(), lowest + radii[-1] + SPACING
    circles = parted(middles, [Box(radius, radius, radius) for radius in radii.tolist()])
    return [(int(x), int(y), int(radius)) for (x, y), radius in zip(circles.tolist(), radii.tolist(), strict=True)]
