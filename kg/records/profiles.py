"""What a graph says of its agreements and organisations, gathered for a reader.

A profile is read back from RDF (`kg.rdf.profiles`) and shown by the views. It may come from somebody else's Turtle, so
everything but the IRI can be missing. Labels are language maps: `{"ko": "시흥시", "en": "Siheung City"}`.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from kg.records.text import LanguageMap


class Named(msgspec.Struct, frozen=True, omit_defaults=True):
    """A thing with its labels: a concept, a place, a project."""

    iri: str
    label: LanguageMap


class PlaceProfile(Named, frozen=True, omit_defaults=True):
    """A place and, where they are known, its coordinates in degrees of WGS 84."""

    latitude: float | None = None
    longitude: float | None = None


class Quote(msgspec.Struct, frozen=True, omit_defaults=True):
    """The exact words of a source that support a statement; `start` and `end` are code points of the NFC text."""

    exact: str
    source: str
    start: int | None = None
    end: int | None = None


class PartyProfile(msgspec.Struct, frozen=True, omit_defaults=True):
    """One organisation's part in one agreement, with the words that say so."""

    organization: str
    role: Named | None = None
    name_as_written: str | None = None
    quotes: tuple[Quote, ...] = ()


class PersonProfile(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person in one agreement: for whom, in which post, and whether they signed, attended or are only quoted."""

    iri: str
    name: LanguageMap
    part: Literal["signed", "attended", "quoted"]
    post: LanguageMap = {}
    organization: str | None = None
    quotes: tuple[Quote, ...] = ()


class FieldProfile(msgspec.Struct, frozen=True, omit_defaults=True):
    """A field of co-operation, and the phrase that names it in the source."""

    concept: Named
    as_written: str | None = None
    quotes: tuple[Quote, ...] = ()


class SourceProfile(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where the facts come from; `published` is a partial date as text."""

    iri: str
    url: str | None = None
    title: LanguageMap = {}
    publisher: LanguageMap = {}
    published: str | None = None


class ClaimProfile(msgspec.Struct, frozen=True):
    """What one source says of a property on which sources disagree, or which has changed.

    `value` is an IRI or a text; `label` names it where it is a thing; `on` is the day since which it holds, as text.
    """

    property: str
    value: str
    source: str | None = None
    label: LanguageMap = {}
    on: str | None = None
    quotes: tuple[Quote, ...] = ()


class AgreementProfile(msgspec.Struct, frozen=True, omit_defaults=True):
    """One agreement: dates are partial dates as text (`2018`, `2018-04`, `2018-04-17`).

    `quotes` are the words behind the agreement's own values, by property IRI.
    """

    iri: str
    title: LanguageMap = {}
    kind: Named | None = None
    status: Named | None = None
    signed: str | None = None
    effective_from: str | None = None
    expires: str | None = None
    term_not_stated: bool = False
    venue: LanguageMap = {}
    slogan: LanguageMap = {}
    parties: tuple[PartyProfile, ...] = ()
    fields: tuple[FieldProfile, ...] = ()
    people: tuple[PersonProfile, ...] = ()
    projects: tuple[Named, ...] = ()
    stated_parties: int | None = None
    stated_fields: int | None = None
    sources: tuple[SourceProfile, ...] = ()
    quotes: dict[str, tuple[Quote, ...]] = {}
    claims: tuple[ClaimProfile, ...] = ()


class OrganizationProfile(msgspec.Struct, frozen=True, omit_defaults=True):
    """One organisation; `member_count` is set for a collective party, which stands for that many unnamed bodies.

    `type` is the narrowest type that is known, `group` the top concept above it.
    """

    iri: str
    name: LanguageMap = {}
    other_names: tuple[str, ...] = ()
    type: Named | None = None
    group: Named | None = None
    place: PlaceProfile | None = None
    part_of: str | None = None
    same_as: tuple[str, ...] = ()
    member_count: int | None = None


class Profiles(msgspec.Struct, frozen=True):
    """All agreements and organisations of a graph, each sorted by IRI."""

    agreements: tuple[AgreementProfile, ...]
    organizations: tuple[OrganizationProfile, ...]
