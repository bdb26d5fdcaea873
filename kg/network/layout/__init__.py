"""Where the nodes of a picture stand: computed here, so that the page needs no physics and is the same every time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.network.layout.arrangement import arranged
from kg.network.layout.boxes import box_of
from kg.network.net import net_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import networkx as nx

    from kg.network.incidence import Incidence
    from kg.network.net import Net

SPACING: Final = 140
"""Pixels between an agreement and a party of it, about: room for a name of two lines."""


def positions(
    network: nx.Graph[str] | Incidence | Net, names: Mapping[str, Iterable[str]] | None = None
) -> dict[str, tuple[float, float]]:
    """A place in whole pixels for every node of a two-mode network: the same for the same data, on any machine.

    `names` are what may be written at an organisation, in one language or more; no two boxes of names and shapes
    overlap (`kg.network.layout.boxes`). Both views of the page share these places: an agreement stands amid its
    parties. Small changes of the data move few nodes, because whatever is drawn by lot is drawn from a node's IRI.
    """
    net = net_of(network)
    known = (names.get(name, ()) if names is not None else None for name in net.names)
    boxes = [box_of(some, mode) for some, mode in zip(known, net.modes.tolist(), strict=True)]
    spots = arranged(net, boxes, SPACING)
    return {name: (x, y) for name, (x, y) in zip(net.names, spots.tolist(), strict=True)}
