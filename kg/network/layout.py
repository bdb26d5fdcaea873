"""Where the nodes of a picture stand: computed here, so that the page needs no physics and is the same every time."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING, Final

import networkx as nx

if TYPE_CHECKING:
    from kg.network.project import Tie

SPACING: Final = 260
"""Pixels between neighbours, about: room for a label of two lines."""


def positions(graph: nx.Graph[str], seed: int = 2018) -> dict[str, tuple[float, float]]:
    """A place in pixels for every node of a two-mode graph, by force-directed placement from a fixed start.

    Each component is laid out by itself and centred on its own (Fruchterman & Reingold 1991), then the components stand
    in rows, the largest first. Whole pixels: the last bits of a float differ between machines.
    """
    placed: dict[str, tuple[float, float]] = {}
    components = sorted((sorted(nodes) for nodes in nx.connected_components(graph)), key=lambda n: (-len(n), n))
    left = top = row_height = 0.0
    page_width = SPACING * 2.2 * max(1.0, len(graph) ** 0.5)
    for nodes in components:
        inner = _component(graph, nodes, seed)
        width, height = _extent(inner)
        if left and left + width > page_width:
            left, top, row_height = 0.0, top + row_height + SPACING, 0.0
        placed |= {node: (round(x + left), round(y + top)) for node, (x, y) in inner.items()}
        left += width + SPACING
        row_height = max(row_height, height)
    return placed


def _component(graph: nx.Graph[str], nodes: list[str], seed: int) -> dict[str, tuple[float, float]]:
    """One component, its upper left corner at 0, 0."""
    if (star := _star(graph, nodes)) is not None:
        return star
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(nodes)
    ordered.add_edges_from(sorted(_sorted_pair(edge) for edge in graph.subgraph(nodes).edges))
    scale = SPACING * len(nodes) ** 0.5
    found = nx.spring_layout(ordered, seed=seed, iterations=300, k=1.6 / len(nodes) ** 0.5, scale=scale / 1.4)
    return _from_corner({node: (float(x), float(y)) for node, (x, y) in found.items()})


def _sorted_pair(edge: tuple[str, str]) -> Tie:
    return (edge[0], edge[1]) if edge[0] < edge[1] else (edge[1], edge[0])


def _star(graph: nx.Graph[str], nodes: list[str]) -> dict[str, tuple[float, float]] | None:
    """One agreement and parties that have no other: the agreement in the middle of a ring, which no force improves."""
    hubs = [node for node in nodes if graph.nodes[node].get("mode") == 0]
    if len(hubs) != 1:
        return None
    ring = [node for node in nodes if node != hubs[0]]
    radius = max(SPACING, SPACING * len(ring) / (2 * pi))
    angles = {node: -pi / 2 + 2 * pi * index / max(1, len(ring)) for index, node in enumerate(ring)}
    # A little wider than high: labels are written across.
    spots = {node: (1.25 * radius * cos(angle), radius * sin(angle)) for node, angle in angles.items()}
    return _from_corner({hubs[0]: (0.0, 0.0), **spots})


def _from_corner(spots: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    left, top = min(x for x, _ in spots.values()), min(y for _, y in spots.values())
    return {node: (x - left, y - top) for node, (x, y) in spots.items()}


def _extent(spots: dict[str, tuple[float, float]]) -> tuple[float, float]:
    return max(x for x, _ in spots.values()), max(y for _, y in spots.values())
