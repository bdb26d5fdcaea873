"""The small graph of a briefing: at most so many nodes, placed by the network's own layout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.views.brief.briefing import Node, Picture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.pipeline.briefing.material import Material
    from kg.records.text import LanguageMap

NODES: Final = 25
"""Nodes that can be told apart in half a page."""

AROUND: Final = 18
"""Organisations of a network that are drawn with their ties."""

_NO_GROUP: Final = ""


def picture(material: Material) -> Picture:
    """Of an organisation or agreement what is around it; of a network or field its foremost organisations."""
    if material.kind in {"organization", "agreement"}:
        return _around(material)
    return _foremost(material)


def _around(material: Material) -> Picture:
    """Agreements and their parties: those that share most with the subject first, so that all is not too much."""
    from kg.network.layout import positions
    from kg.network.project import two_mode

    agreements = material.dated()[::-1]
    agreements += [a for a in material.agreements if a.iri not in {dated.iri for dated in agreements}]
    kept: dict[str, None] = dict.fromkeys([material.iri])
    ties = []
    for agreement in agreements:
        parties = [party.organization for party in agreement.parties]
        if len(kept) + 1 >= NODES:
            break
        kept[agreement.iri] = None
        for party in parties:
            if party in kept or len(kept) < NODES:
                kept[party] = None
                ties.append((agreement.iri, party))
    spots = positions(two_mode(ties))
    drawn = [iri for iri in kept if iri in spots]
    places = {iri: number for number, iri in enumerate(drawn)}
    titles = {agreement.iri for agreement in agreements}
    nodes = tuple(_node(material, iri, spots[iri], 1.0 if iri == material.iri else 0.4, iri in titles) for iri in drawn)
    edges = tuple(sorted({(places[one], places[other], 0.0) for one, other in ties}))
    if material.kind == "organization":
        whole = material.ask("co-signers", org=material.iri).count()
        shown = sum(iri not in titles and iri != material.iri for iri in drawn)
    else:
        whole = material.ask("parties", agreement=material.iri).count()
        shown = sum(iri not in titles for iri in drawn)
    return Picture(nodes, edges, shown, whole, _groups(material, drawn))


def _foremost(material: Material) -> Picture:
    """The foremost organisations and the ties between them; heavier where they share more agreements."""
    from kg.network.layout import positions
    from kg.network.project import projection, two_mode

    weights = _weights(material)
    chosen = list(weights)[:AROUND]
    ties = [(a.iri, party.organization) for a in material.agreements for party in a.parties]
    network = projection(two_mode(tie for tie in ties if tie[1] in set(chosen)))
    spots = positions(network)
    drawn = [iri for iri in chosen if iri in spots]
    places = {iri: number for number, iri in enumerate(drawn)}
    most = max((data["agreements"] for _, _, data in network.edges(data=True)), default=1)
    found = [(places[one], places[other], data["agreements"] / most) for one, other, data in network.edges(data=True)]
    top = max(weights.values(), default=0.0) or 1.0
    nodes = tuple(_node(material, iri, spots[iri], weights[iri] / top, agreement=False) for iri in drawn)
    if material.kind == "field":
        whole = material.ask("field-partners", field=material.iri).count()
    else:
        whole = material.ask("organizations").count()
    return Picture(nodes, tuple(sorted(found)), len(drawn), whole, _groups(material, drawn))


def _weights(material: Material) -> dict[str, float]:
    """The organisations, the foremost first, with what they are sized by."""
    if material.kind == "field":
        rows = material.ask("field-partners", field=material.iri).rows
        return {row["organization"]: float(row["agreements"]) for row in rows}
    return {row["organization"]: float(row["betweenness"]) for row in material.ask.measures().rows}


def _node(material: Material, iri: str, spot: tuple[float, float], weight: float, agreement: bool) -> Node:
    body = material.organizations.get(iri)
    group = body.group.iri.rpartition("/")[2] if body and body.group else _NO_GROUP
    group = "agreement" if agreement else group
    return Node(material.name(iri), group, *spot, round(weight, 4), subject=iri == material.iri)


def _groups(material: Material, drawn: Sequence[str]) -> dict[str, LanguageMap]:
    bodies = [body for iri in drawn if (body := material.organizations.get(iri))]
    return {body.group.iri.rpartition("/")[2]: body.group.label for body in bodies if body.group}
