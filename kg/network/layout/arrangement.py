"""All components of a network on one page: each by itself first, then beside one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from kg.network.layout.boxes import GAP, Boxes, parted
from kg.network.layout.crowd import by_communities
from kg.network.layout.orientation import oriented
from kg.network.layout.packing import packed
from kg.network.layout.stress import by_stress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from kg.network.layout.boxes import Box
    from kg.network.net import Net

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

WIDE: Final = 1.25
"""How much wider than high a picture is drawn: names are written across."""

SMALL: Final = 600
"""Nodes of a component up to which all distances are held: a third of a second for that many."""

LABELLED: Final = 2_000
"""Nodes of a component up to which the names have room; past it, the shapes alone."""

RING: Final = 40
"""Nodes past which a ring would be an empty page with a rim."""

PAIR: Final = 2
"""Parties of an agreement that stand side by side."""


def arranged(net: Net, boxes: Sequence[Box], spacing: float) -> Ints:
    """A place in whole pixels for every node; no two boxes overlap."""
    spots = np.zeros((len(net), 2))
    for places, part in zip(net.components, net.parts, strict=True):
        spots[places] = _component(part, [boxes[place] for place in places.tolist()], spacing)
    return np.round(packed(net, spots, boxes)).astype(np.int64)


def _component(net: Net, boxes: Sequence[Box], spacing: float) -> Floats:
    if len(net) == 1:
        return np.zeros((1, 2))
    star = _star(net, boxes, spacing)
    if star is not None:
        return star
    if len(net) <= SMALL:
        spots = oriented(by_stress(net), net.lots, net.degrees) * spacing
    else:
        spots = by_communities(net, spacing)
    spots = spots * (WIDE**0.5, WIDE**-0.5)
    return parted(spots, boxes) if len(net) <= LABELLED else np.round(spots)


def _star(net: Net, boxes: Sequence[Box], spacing: float) -> Floats | None:
    """One agreement and parties that have no other: it stands in a ring of them, which no distances improve.

    The ring is as large as the names ask for. None for any other component, and for very many parties.
    """
    hubs = np.flatnonzero(net.modes == 0)
    if len(hubs) != 1 or len(net) > RING:
        return None
    ring = np.argsort(net.lots, kind="stable")
    ring = ring[ring != hubs[0]]
    # One above the others; two side by side, since names are written across.
    first = 0.5 if len(ring) == PAIR else 0.75
    turns = 2 * np.pi * (np.arange(len(ring)) / max(1, len(ring)) + first)
    circle = np.zeros((len(net), 2))
    circle[ring] = np.column_stack([WIDE * np.cos(turns), np.sin(turns)])
    table, radius = Boxes(boxes, GAP), 0.72 * spacing
    while len(table.pairs(np.round(circle * radius))):
        radius *= 1.06
    return np.round(circle * radius)
