"""The nodes and edges that the page draws: every agreement and organisation a node, every participation an edge."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, Final

from kg.errors import DataError
from kg.records.profiles import OrganizationProfile, Profiles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

AGREEMENT: Final = "agreement"
"""The group of the nodes that are agreements; an organisation's group is the top concept of its type, or empty."""

_WEB: Final = re.compile(r"https?://[^\s/?#]", re.IGNORECASE)

Element = dict[str, Any]
"""A node or an edge as pyvis and vis-network know it."""


def completed(profiles: Profiles) -> Profiles:
    """The profiles, with a bare one for each party that nothing else is known of."""
    known = {organization.iri for organization in profiles.organizations}
    named = {party.organization for agreement in profiles.agreements for party in agreement.parties}
    bare = [OrganizationProfile(iri=iri) for iri in sorted(named - known)]
    return Profiles(agreements=profiles.agreements, organizations=(*profiles.organizations, *bare))


def nodes_of(profiles: Profiles, positions: Mapping[str, tuple[float, float]]) -> list[Element]:
    """A node for each agreement, then for each organisation, at its place.

    A node that has no finite position is put on a ring around the others, so that it is seen all the same.
    """
    nodes: list[Element] = [
        {"id": agreement.iri, "group": AGREEMENT, "shape": "box", "collective": False}
        for agreement in profiles.agreements
    ]
    for organization in profiles.organizations:
        group = organization.group.iri if organization.group else ""
        collective = organization.member_count is not None
        nodes.append({"id": organization.iri, "group": group, "shape": "dot", "collective": collective})
    _check_ids(node["id"] for node in nodes)
    placed = {iri: point for iri, point in positions.items() if all(map(math.isfinite, point))}
    ring = _ring([node["id"] for node in nodes if node["id"] not in placed], placed)
    for node in nodes:
        x, y = placed.get(node["id"]) or ring[node["id"]]
        node["x"], node["y"] = round(x, 4), round(y, 4)
    return nodes


def edges_of(profiles: Profiles) -> list[Element]:
    """An edge for each (agreement, party) pair, with an id of its own.

    A body that takes part twice in one agreement, in two roles, gets two edges; the second is bowed to be seen.
    """
    edges: list[Element] = []
    for agreement in profiles.agreements:
        seen: dict[str, int] = {}
        for number, party in enumerate(agreement.parties, start=1):
            edge: Element = {"id": f"{agreement.iri} {number}", "from": agreement.iri, "to": party.organization}
            bow = seen.get(party.organization, 0)
            if bow:
                edge["smooth"] = {"enabled": True, "type": "curvedCW", "roundness": min(0.15 * bow, 1.0)}
            seen[party.organization] = bow + 1
            edges.append(edge)
    return edges


def links_of(profiles: Profiles) -> list[str]:
    """The addresses that may become links: http or https, with a host. All others are shown as text."""
    sources = {source.url for agreement in profiles.agreements for source in agreement.sources if source.url}
    same = {iri for organization in profiles.organizations for iri in organization.same_as}
    return sorted(address for address in sources | same if _WEB.match(address))


def _check_ids(ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for iri in ids:
        if iri in seen:
            raise DataError(
                f"{iri} stands for two things of the graph",
                "Give the agreement and the organisation, or the two records, different ids.",
            )
        seen.add(iri)


def _ring(iris: list[str], placed: Mapping[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Positions on a circle around all those that are placed."""
    xs, ys = [x for x, _ in placed.values()] or [0.0], [y for _, y in placed.values()] or [0.0]
    center = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    radius = 0.65 * math.hypot(max(xs) - min(xs), max(ys) - min(ys)) or 100.0
    angles = [2 * math.pi * number / len(iris) for number in range(len(iris))]
    return {
        iri: (center[0] + radius * math.sin(angle), center[1] - radius * math.cos(angle))
        for iri, angle in zip(iris, angles, strict=True)
    }
