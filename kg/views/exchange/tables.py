"""Profiles and measures → the tables of every export.

A thing is told by its IRI. Labels are given in Korean and English, and once as `label`: the Korean one where there is
one, else English, else any. Dates are partial dates as text, as the sources have them.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from kg.records.text import visible
from kg.views.exchange.model import Cell, Column, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.records.profiles import AgreementProfile, Named, OrganizationProfile, Profiles, Quote
    from kg.records.text import LanguageMap


def tables_of(profiles: Profiles, measures: Mapping[str, Mapping[str, float]]) -> list[Table]:
    """All tables, those first that others refer to. `measures` are by organisation, then by name."""
    agreements, organizations = profiles.agreements, profiles.organizations
    return [
        _table("agreements", "iri", _AGREEMENT, map(_agreement, agreements)),
        _table("organizations", "iri", _ORGANIZATION, map(_organization, organizations)),
        _table("fields", "iri", "iri id label label_ko label_en", _fields(agreements)),
        _table("sources", "iri", _SOURCE, _sources(agreements)),
        _table("organization_names", "organization name", "organization:organizations name", _names(organizations)),
        _table("parties", "agreement position", _PARTY, _parties(agreements)),
        _table("agreement_fields", "agreement position", _MENTION, _mentions(agreements)),
        _table("agreement_sources", "agreement position", _CITED, _cited(agreements)),
        _table("people", "agreement position", _PERSON, _people(agreements)),
        _table("projects", "agreement position", _PROJECT, _projects(agreements)),
        _table("quotes", "agreement position", _QUOTE, _quotes(agreements)),
        _measured(measures),
    ]


_AGREEMENT: Final = (
    "iri id label label_ko label_en kind kind_ko kind_en status status_ko status_en signed effective_from expires "
    "term_not_stated/boolean venue slogan parties/integer stated_parties/integer stated_fields/integer sources/integer"
)
_ORGANIZATION: Final = (
    "iri id label label_ko label_en type type_ko type_en type_group type_group_ko type_group_en "
    "place place_ko place_en latitude/number longitude/number part_of same_as member_count/integer"
)
_SOURCE: Final = "iri id url title publisher published"
_PARTY: Final = "agreement:agreements position/integer organization:organizations role role_ko role_en name_as_written"
_MENTION: Final = "agreement:agreements position/integer field:fields as_written"
_CITED: Final = "agreement:agreements position/integer source:sources"
_PERSON: Final = "agreement:agreements position/integer person name part post organization"
_PROJECT: Final = "agreement:agreements position/integer project label label_ko label_en"
_QUOTE: Final = "agreement:agreements position/integer property about exact source starts/integer ends/integer"


def _table(name: str, key: str, columns: str, rows: Iterable[Row]) -> Table:
    """A table whose columns are spelled as `name`, `name/kind` or `name:table`."""
    spelled = []
    for word in columns.split():
        column, _, refers = word.partition(":")
        column, _, kind = column.partition("/")
        spelled.append(Column(column, kind or "text", refers))  # type: ignore[arg-type]  # the kinds above
    return Table(name, tuple(key.split()), tuple(spelled), [tuple(map(_plain, row)) for row in rows])


def _plain(cell: Cell) -> Cell:
    """A cell that every format can hold: no character that XML forbids, no number that isn't one, no empty text."""
    if isinstance(cell, str):
        return visible(cell) or None
    return None if isinstance(cell, float) and not math.isfinite(cell) else cell


def _id(iri: str | None) -> str | None:
    """The last part of an IRI, which is the id in a graph of ours."""
    return iri.rpartition("/")[2] or iri if iri else None


def _text(label: LanguageMap) -> str | None:
    """The label in Korean, else in English, else in the first language that there is."""
    return label.get("ko") or label.get("en") or next((label[key] for key in sorted(label)), None)


def _labels(label: LanguageMap) -> Row:
    return _text(label), label.get("ko"), label.get("en")


def _concept(named: Named | None) -> Row:
    return (_id(named.iri), named.label.get("ko"), named.label.get("en")) if named else (None, None, None)


def _agreement(a: AgreementProfile) -> Row:
    return (
        *(a.iri, _id(a.iri), *_labels(a.title), *_concept(a.kind), *_concept(a.status)),
        *(a.signed, a.effective_from, a.expires, a.term_not_stated, _text(a.venue), _text(a.slogan)),
        *(len(a.parties), a.stated_parties, a.stated_fields, len(a.sources)),
    )


def _organization(o: OrganizationProfile) -> Row:
    point = (o.place.latitude, o.place.longitude) if o.place else (None, None)
    return (
        *(o.iri, _id(o.iri), *_labels(o.name), *_concept(o.type), *_concept(o.group), *_concept(o.place)),
        *(*point, o.part_of, " ".join(o.same_as), o.member_count),
    )


def _names(organizations: Iterable[OrganizationProfile]) -> Iterator[Row]:
    for body in organizations:
        for name in sorted({*body.name.values(), *body.other_names}):
            yield body.iri, name


def _fields(agreements: Iterable[AgreementProfile]) -> list[Row]:
    concepts = {field.concept.iri: field.concept for a in agreements for field in a.fields}
    return [(iri, _id(iri), *_labels(concepts[iri].label)) for iri in sorted(concepts)]


def _sources(agreements: Iterable[AgreementProfile]) -> list[Row]:
    known = {source.iri: source for a in agreements for source in a.sources}
    return [
        (iri, _id(iri), known[iri].url, _text(known[iri].title), _text(known[iri].publisher), known[iri].published)
        for iri in sorted(known)
    ]


def _parties(agreements: Iterable[AgreementProfile]) -> Iterator[Row]:
    for a in agreements:
        for position, party in enumerate(a.parties, start=1):
            yield a.iri, position, party.organization, *_concept(party.role), party.name_as_written


def _mentions(agreements: Iterable[AgreementProfile]) -> Iterator[Row]:
    for a in agreements:
        for position, field in enumerate(a.fields, start=1):
            yield a.iri, position, field.concept.iri, field.as_written


def _cited(agreements: Iterable[AgreementProfile]) -> Iterator[Row]:
    for a in agreements:
        for position, source in enumerate(a.sources, start=1):
            yield a.iri, position, source.iri


def _people(agreements: Iterable[AgreementProfile]) -> Iterator[Row]:
    for a in agreements:
        for position, person in enumerate(a.people, start=1):
            yield a.iri, position, person.iri, _text(person.name), person.part, _text(person.post), person.organization


def _projects(agreements: Iterable[AgreementProfile]) -> Iterator[Row]:
    for a in agreements:
        for position, project in enumerate(a.projects, start=1):
            yield a.iri, position, project.iri, *_labels(project.label)


def _quotes(agreements: Iterable[AgreementProfile]) -> Iterator[Row]:
    """The words behind each statement: the agreement's own by property, then those of parties, fields and people."""
    for a in agreements:
        told: list[tuple[str, str | None, Quote]] = []
        told += [(_id(property_) or "", None, quote) for property_, all_ in sorted(a.quotes.items()) for quote in all_]
        told += [("party", party.organization, quote) for party in a.parties for quote in party.quotes]
        told += [("field", field.concept.iri, quote) for field in a.fields for quote in field.quotes]
        told += [("person", person.iri, quote) for person in a.people for quote in person.quotes]
        for position, (property_, about, quote) in enumerate(told, start=1):
            yield (
                a.iri,
                position,
                property_.rpartition("#")[2],
                about,
                quote.exact,
                quote.source,
                quote.start,
                quote.end,
            )


def _measured(measures: Mapping[str, Mapping[str, float]]) -> Table:
    """The measures of the organisations that have some, a column each."""
    names = list(dict.fromkeys(name for values in measures.values() for name in values))
    kinds = {name: "integer" if name in {"agreements", "partners"} else "number" for name in names}
    columns = " ".join(["organization:organizations", *(f"{name}/{kind}" for name, kind in kinds.items())])
    rows = ((iri, *(measures[iri].get(name) for name in names)) for iri in sorted(measures))
    return _table("measures", "organization", columns, rows)
