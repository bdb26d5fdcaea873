"""What matters of an agreement: who, when and what, its term and state, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.pipeline.briefing.organization import fields_of
from kg.views.brief.briefing import Day, Headline, Name, Part, Saying

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.pipeline.briefing.material import Material
    from kg.pipeline.briefing.sources import Citing
    from kg.records.profiles import AgreementProfile
    from kg.views.brief.briefing import Figure, Slot

_OPEN: Final = frozenset(("announced", "planned", "failed"))
"""States of an agreement that was never concluded, as far as is known."""

FIELDS: Final = 4
"""Fields that a sentence names."""


def sayings(material: Material) -> Iterator[Saying]:
    """The sentences of an agreement."""
    (agreement,) = material.agreements
    yield _who(material, agreement)
    yield _what(material, agreement)
    yield _later(material, agreement)


def headlines(material: Material) -> Iterator[Headline]:
    """The numbers of an agreement."""
    ask = material.ask
    coverage = ask("evidence-coverage")
    yield Headline("parties", ask("parties", agreement=material.iri).count())
    yield Headline("party-words", _total(material, "partiesWithWords"), _total(material, "parties"))
    if coverage.kept(material.where()):
        yield Headline("field-words", _total(material, "fieldsWithWords"), _total(material, "fields"))
    yield Headline("announcements", ask("sources", agreement=material.iri).different("source"))


def _total(material: Material, column: str) -> Figure:
    return material.ask("evidence-coverage").total(column, material.where())


def _who(material: Material, agreement: AgreementProfile) -> Saying:
    """Who concluded it and when, or means to."""
    parties = [party.organization for party in agreement.parties]
    slots: dict[str, Slot] = {"title": material.name(agreement.iri), "parties": material.names(parties)}
    slots["number"] = material.ask("parties", agreement=agreement.iri).count()
    kind = agreement.kind
    slots["kind"] = Name(kind.iri, kind.label) if kind and kind.label else Name("", {"ko": "협약", "en": "agreement"})
    if not parties:
        return Saying("agreement-nobody", slots)
    state = agreement.status.iri.rpartition("/")[2] if agreement.status else ""
    one = "-one" if len(parties) == 1 else ""
    if state in _OPEN:
        return Saying(f"agreement-open{one}", slots)
    if agreement.signed:
        return Saying(f"agreement-signed{one}", slots | {"day": Day(agreement.signed)})
    return Saying(f"agreement-undated{one}", slots)


def _what(material: Material, agreement: AgreementProfile) -> Saying:
    """Its fields and its term."""
    fields = fields_of(agreement)
    slots: dict[str, Slot] = {"fields": material.names(fields, FIELDS)} if fields else {}
    begins, ends = agreement.effective_from, agreement.expires
    if begins:
        slots["first"] = Day(begins)
    if ends:
        slots["last"] = Day(ends)
    term = "term" if begins and ends else "until" if ends else "from" if begins else "none"
    return Saying(f"what-{term}" if fields else f"term-{term}", slots)


def _later(material: Material, agreement: AgreementProfile) -> Saying:
    """Its state, and what the sources tell of it since."""
    state = agreement.status
    slots: dict[str, Slot] = {"state": Name(state.iri, state.label)} if state else {}
    commitments = material.ask("commitments")
    followed = material.ask("renewals").kept(material.where())
    later = [row["later"] for row in followed if "later" in row]
    if later:
        return Saying("agreement-followed", {"later": material.name(later[0])})
    if commitments.kept(material.where()):
        number = commitments.count(material.where())
        return Saying("agreement-done" if state else "agreement-promised", {**slots, "number": number})
    return Saying("agreement-state" if state else "agreement-silent", slots)


def parts(material: Material, citing: Citing) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """The parties and the fields of the agreement, each with the words that say so."""
    (agreement,) = material.agreements
    for source in agreement.sources:
        citing.number(source.iri)
    parties = []
    for party in agreement.parties:
        body = material.organizations.get(party.organization)
        type_ = body.type.label if body and body.type else {}
        words = citing.words(party.quotes)
        parties.append(Part(material.name(party.organization), type_, party.name_as_written, words))
    fields = [
        Part(material.name(field.concept.iri), {}, field.as_written, citing.words(field.quotes))
        for field in agreement.fields
    ]
    return tuple(parties), tuple(fields)
