"""The register: organisations and places, by stable ids."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from kg.records.dates import PartialDate
from kg.records.source import Record
from kg.records.text import Id, LanguageTag, SomeLanguage, Text, Url


class Name(Record, frozen=True):
    """Another written form of an organisation's name; a former name says when it held, where that is known."""

    text: Text
    lang: LanguageTag
    kind: Literal["alias", "abbreviation", "former"] = "alias"
    since: PartialDate | None = None
    until: PartialDate | None = None


class Organization(Record, frozen=True):
    """A body of the register.

    `type` is a concept of the scheme of organisation types. `part_of` is the body that it belongs to, `unit_of` the
    body whose division it is. `same_as` holds IRIs of the very same body elsewhere: ROR, Wikidata.
    """

    id: Id
    name: SomeLanguage
    type: Id
    names: tuple[Name, ...] = ()
    place: Id | None = None
    part_of: Id | None = None
    unit_of: Id | None = None
    same_as: tuple[Url, ...] = ()


class Place(Record, frozen=True):
    """A place of the register; `code` is the administrative code (법정동코드), coordinates are WGS 84 degrees."""

    id: Id
    name: SomeLanguage
    code: Annotated[str, Meta(pattern=r"^[0-9]{2,10}(?![\s\S])")] | None = None
    part_of: Id | None = None
    latitude: Annotated[float, Meta(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Meta(ge=-180, le=180)] | None = None
