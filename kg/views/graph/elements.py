"""The nodes and edges that the page draws: every agreement and organisation a node, every participation an edge."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from kg.errors import DataError
from kg.records.profiles import OrganizationProfile, Profiles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

AGREEMENT: Final = "agreement"
"""The group of the nodes that are agreements; an organisation's group is the top concept of its type, or empty."""

APART: Final = 140
"""Pixels between nodes that stand in rows: room for a name of two lines."""

Element = dict[str, Any]
"""A node or an edge as pyvis and vis-network know it."""

Spot = tuple[float, float]
"""Where a node stands, in pixels."""


def completed(profiles: Profiles) -> Profiles:
    """The profiles, with a bare one for each party that nothing else is known of."""
    known = {organization.iri for organization in profiles.organizations}
    named = {party.organization for agreement in profiles.agreements for party in agreement.parties}
    bare = [OrganizationProfile(iri=iri) for iri in sorted(named - known)]
    return Profiles(agreements=profiles.agreements, organizations=(*profiles.organizations, *bare))


def iris_of(profiles: Profiles) -> list[str]:
    """The IRIs of all nodes: the agreements, then the organisations. Raises `DataError` where two things share one."""
    iris = [agreement.iri for agreement in profiles.agreements]
    iris += [organization.iri for organization in profiles.organizations]
    if len(set(iris)) < len(iris):
        seen: set[str] = set()
        twice = next(iri for iri in iris if iri in seen or seen.add(iri))  # type: ignore[func-returns-value]
        raise DataError(
            f"{twice} stands for two things of the graph",
            "Give the agreement and the organisation, or the two records, different ids.",
        )
    return iris


def spots_of(iris: list[str], positions: Mapping[str, Spot]) -> list[Spot]:
    """A place for each node. Those without a finite position stand in rows below the others, so that they are seen."""
    placed = {iri: spot for iri, spot in positions.items() if math.isfinite(spot[0]) and math.isfinite(spot[1])}
    rest = _rows([iri for iri in iris if iri not in placed], [placed[iri] for iri in iris if iri in placed])
    return [placed[iri] if iri in placed else rest[iri] for iri in iris]


def nodes_of(profiles: Profiles, spots: Iterable[Spot]) -> list[Element]:
    """A node for each agreement, then for each organisation, at its place."""
    places = iter(spots)
    nodes: list[Element] = []
    for agreement in profiles.agreements:
        x, y = next(places)
        nodes.append({"id": agreement.iri, "group": AGREEMENT, "shape": "box", "x": x, "y": y})
    for organization in profiles.organizations:
        x, y = next(places)
        group = organization.group.iri if organization.group else ""
        nodes.append({"id": organization.iri, "group": group, "shape": "dot", "x": x, "y": y})
    return nodes


def edges_of(profiles: Profiles) -> list[Element]:
    """An edge for each (agreement, party) pair, with an id of its own; a body with two roles in one has two edges."""
    return [
        {"id": f"{agreement.iri} {number}", "from": agreement.iri, "to": party.organization}
        for agreement in profiles.agreements
        for number, party in enumerate(agreement.parties, start=1)
    ]


def _rows(iris: list[str], placed: Sequence[Spot]) -> dict[str, Spot]:
    """Places in rows below all that are placed, about as wide as they are."""
    xs, ys = [x for x, _ in placed] or [0.0], [y for _, y in placed] or [0.0]
    columns = max(1, round((max(xs) - min(xs)) / APART), math.isqrt(len(iris)))
    left, top = (min(xs) + max(xs) - (min(columns, len(iris)) - 1) * APART) / 2, max(ys) + APART
    return {
        iri: (round(left + at % columns * APART), round(top + at // columns * APART)) for at, iri in enumerate(iris)
    }
