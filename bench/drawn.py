"""One page of a made-up network: `python -m bench.drawn WHO NODES EDGES OUT.html` writes it, and says what it cost.

WHO is `kg`; `pyvis`, its own `from_nx` and `generate_html`; or `pyvis-lists`, the same page with pyvis's lists filled
directly, for sizes at which `from_nx` takes too long. Everybody gets the same names and ties, and pyvis gets kg's
positions too, with physics off, because its own never settle at these sizes. Seconds are CPU seconds from the network
and the positions in memory to the text of the page; kg's positions and groups are told beside.
"""

from __future__ import annotations

import json
import random
import sys
import time
from bisect import bisect
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import networkx as nx
from pyvis.network import Network

from bench.workload import SEED, SHIFT
from bench.workload import organization as named
from kg.network.groups import grouped
from kg.network.layout import positions
from kg.network.net import net_of
from kg.network.project import two_mode
from kg.records.profiles import AgreementProfile, Named, OrganizationProfile, PartyProfile, Profiles
from kg.views.graph.page import Groups, Picture, graph_page

if TYPE_CHECKING:
    from kg.network.project import Tie

BASE: Final = "https://w3id.org/smartcity-kg/id/"
AGREEMENTS: Final = 0.8
"""The share of the nodes that are agreements."""


def ties(nodes: int, edges: int) -> list[Tie]:
    """So many ties between so many nodes: few bodies are in many agreements, most in few, none is left out."""
    chance = random.Random(SEED).random  # noqa: S311 — equal networks are the point; nothing is secret
    deals = int(nodes * AGREEMENTS)
    bodies = nodes - deals
    weights = list(accumulate(1 / (rank + SHIFT) for rank in range(bodies)))
    found = {(number % deals, number % bodies) for number in range(max(deals, bodies))}
    while len(found) < edges:
        drawn = bisect(weights, chance() * weights[-1])
        found.add((int(chance() * deals), min(drawn, bodies - 1)))
    return [(f"{BASE}agreement/deal-{deal}", f"{BASE}organization/body-{body}") for deal, body in sorted(found)]


def profiles(pairs: list[Tie]) -> Profiles:
    """The same as profiles, with names and types."""
    parties: dict[str, list[PartyProfile]] = {}
    for deal, body in pairs:
        parties.setdefault(deal, []).append(PartyProfile(organization=body))
    deals = tuple(
        AgreementProfile(iri=iri, title={"ko": title_of(iri)}, signed="2018-04", parties=tuple(parties[iri]))
        for iri in sorted(parties)
    )
    return Profiles(deals, tuple(map(body_of, sorted({body for _, body in pairs}))))


def number_of(iri: str) -> int:
    """The number at the end of an IRI."""
    return int(iri.rpartition("-")[2])


def title_of(iri: str) -> str:
    """The title of an agreement."""
    return f"스마트시티 데이터 허브 구축을 위한 업무협약 {number_of(iri)}"


def body_of(iri: str) -> OrganizationProfile:
    """An organisation with its names and its type."""
    body = named(number_of(iri))
    kind = Named(iri=f"{BASE}organization-type/{body.type}", label={"en": body.type})
    return OrganizationProfile(iri=iri, name={"ko": body.korean, "en": body.english}, type=kind, group=kind)


def with_kg(pairs: list[Tie], out: Path) -> dict[str, float]:
    """The page of kg, with positions and groups of its own; seconds of the page, and of what comes before it."""
    found = profiles(pairs)
    graph = two_mode(pairs)
    start = time.process_time()
    net = net_of(graph)
    spots = positions(net, {body.iri: body.name.values() for body in found.organizations})
    ranked = sorted((body.iri for body in found.organizations), key=lambda iri: (-graph.degree(iri), iri))
    groups = grouped(net, ranked)
    placed = time.process_time()
    page = graph_page(Picture(found, spots, {}, "kg", groups=Groups(*groups) if groups else None))
    done = time.process_time()
    out.write_text(page, encoding="utf-8")
    return {"seconds": done - placed, "before": placed - start}


def with_pyvis(pairs: list[Tie], out: Path, *, lists: bool) -> dict[str, float]:
    """The page of pyvis: self-contained as far as pyvis can, names as labels, positions given, physics off."""
    graph = two_mode(pairs)
    spots = positions(graph)
    drawn: nx.Graph[str] = nx.Graph()
    for node in graph:
        label = title_of(node) if "/agreement/" in node else named(number_of(node)).korean
        drawn.add_node(node, label=label, x=spots[node][0], y=spots[node][1])
    drawn.add_edges_from(graph.edges)
    start = time.process_time()
    network = Network(height="900px", width="100%", cdn_resources="in_line")
    if lists:
        network.nodes = [{"id": node, "shape": "dot", "size": 10, **told} for node, told in drawn.nodes(data=True)]
        network.edges = [{"from": one, "to": other, "width": 1} for one, other in drawn.edges]
    else:
        network.from_nx(drawn)
    network.toggle_physics(status=False)
    page = network.generate_html()
    done = time.process_time()
    out.write_text(page, encoding="utf-8")
    return {"seconds": done - start}


def main() -> None:
    """Write one page."""
    who, nodes, edges, out = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4])
    pairs = ties(nodes, edges)
    used = with_kg(pairs, out) if who == "kg" else with_pyvis(pairs, out, lists=who == "pyvis-lists")
    told: dict[str, Any] = {**used, "bytes": out.stat().st_size, "edges": len(pairs)}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
