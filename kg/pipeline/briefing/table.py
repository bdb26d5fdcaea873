"""The agreements of a briefing as rows: the latest first, each with its state and the words that bear it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.pipeline.briefing.material import when
from kg.views.brief.briefing import Listed, Row
from kg.vocab import dcterms

if TYPE_CHECKING:
    from kg.pipeline.briefing.material import Material
    from kg.pipeline.briefing.sources import Citing
    from kg.records.profiles import AgreementProfile, Quote

ROWS: Final = 7
"""Agreements that two pages have room for."""

_TELLING: Final = (dcterms.type, dcterms.title)
"""The properties whose words tell most of an agreement as a whole."""


def listed(material: Material, citing: Citing, shown: int = ROWS) -> Listed:
    """The agreements that are shown, and how many there are."""
    ordered = sorted(material.agreements, key=lambda a: a.iri)
    ordered.sort(key=lambda a: when(a.signed), reverse=True)
    whole = material.own.count(material.where())
    return Listed(tuple(_row(material, citing, agreement) for agreement in ordered[:shown]), whole)


def _row(material: Material, citing: Citing, agreement: AgreementProfile) -> Row:
    words = citing.words(_quotes(material, agreement))
    parties = material.names(list(dict.fromkeys(party.organization for party in agreement.parties)), 2)
    numbers = (words.source,) if words else tuple(citing.number(source.iri) for source in agreement.sources[:1])
    state = agreement.status.label if agreement.status else {}
    return Row(material.name(agreement.iri), agreement.signed, state, parties, words, numbers)


def _quotes(material: Material, agreement: AgreementProfile) -> list[Quote]:
    """The words behind the part of the subject in an agreement, else behind the agreement as a whole."""
    if material.kind == "organization":
        found = [q for party in agreement.parties if party.organization == material.iri for q in party.quotes]
    elif material.kind == "field":
        found = [q for field in agreement.fields if field.concept.iri == material.iri for q in field.quotes]
    else:
        found = [quote for property_ in _TELLING for quote in agreement.quotes.get(property_, ())]
    found = found or [quote for quotes in agreement.quotes.values() for quote in quotes]
    return found or [quote for party in agreement.parties for quote in party.quotes]
