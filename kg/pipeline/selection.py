"""A part of a graph to look at: around one organisation, of one field, of some years, of the most central bodies."""

from __future__ import annotations

import datetime as dt
import difflib
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from kg.errors import UsageError
from kg.records.dates import PartialDate
from kg.records.profiles import Profiles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.records.profiles import AgreementProfile


class Selection(Struct, frozen=True):
    """What to keep. Ids are the last part of an IRI; an agreement counts for every day that its date can mean.

    `focus` keeps what is at most `depth` agreements away from an organisation; `top` keeps so many organisations, the
    first in the order of the measures, and the agreements that they take part in.
    """

    focus: str | None = None
    depth: int = 1
    field: str | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    top: int | None = None


def select(profiles: Profiles, selection: Selection, ranked: Sequence[str]) -> Profiles:
    """The profiles that the selection keeps. `ranked` are the organisations' IRIs, the most central first.

    Raises `UsageError` for an organisation or a field that no agreement of the graph has.
    """
    agreements = [agreement for agreement in profiles.agreements if _in_time(agreement, selection)]
    if selection.field is not None:
        concepts = {field.concept.iri for agreement in profiles.agreements for field in agreement.fields}
        concept = _known(selection.field, concepts, "field")
        agreements = [a for a in agreements if concept in {field.concept.iri for field in a.fields}]
    if selection.focus is not None:
        members = {party.organization for agreement in profiles.agreements for party in agreement.parties}
        agreements = _around(_known(selection.focus, members, "organisation"), agreements, selection.depth)
    if selection.top is not None:
        kept = set(ranked[: selection.top])
        agreements = [_with_parties(agreement, kept) for agreement in agreements]
        agreements = [agreement for agreement in agreements if agreement.parties]
    shown = {party.organization for agreement in agreements for party in agreement.parties}
    return Profiles(tuple(agreements), tuple(known for known in profiles.organizations if known.iri in shown))


def mentioned(profiles: Profiles) -> set[str]:
    """The IRIs of bodies that the profiles speak of without holding them: above a body, or behind a person."""
    spoken_of = {body.part_of for body in profiles.organizations if body.part_of}
    spoken_of |= {
        person.organization for agreement in profiles.agreements for person in agreement.people if person.organization
    }
    return spoken_of - {body.iri for body in profiles.organizations}


def newest_source(profiles: Profiles) -> str:
    """The partial date of the newest source behind the profiles, as text; empty where none is dated.

    A day is newer than its month: the texts are compared as they are.
    """
    published = (source.published for agreement in profiles.agreements for source in agreement.sources)
    return max((date for date in published if date), default="")


def _in_time(agreement: AgreementProfile, selection: Selection) -> bool:
    if selection.since is None and selection.until is None:
        return True
    try:
        signed = PartialDate.parse(agreement.signed or "")
    except ValueError:
        return False
    first = selection.since.first_day if selection.since else dt.date.min
    last = selection.until.last_day if selection.until else dt.date.max
    return signed.last_day >= first and signed.first_day <= last


def _known(name: str, iris: set[str], noun: str) -> str:
    """The IRI that is meant: itself, or the one that ends with the id."""
    for iri in sorted(iris):
        if name in (iri, iri.rpartition("/")[2]):
            return iri
    ids = sorted(iri.rpartition("/")[2] for iri in iris)
    close = difflib.get_close_matches(name, ids, n=1)
    hint = f"did you mean “{close[0]}”?" if close else f"there are {', '.join(ids[:10])}{' …' if len(ids) > 10 else ''}"  # noqa: PLR2004 — a line of them
    raise UsageError(f"no agreement of this graph has the {noun} “{name}”", hint)


def _around(focus: str, agreements: list[AgreementProfile], depth: int) -> list[AgreementProfile]:
    reached, kept = {focus}, set[str]()
    for _ in range(depth):
        near = [a for a in agreements if any(party.organization in reached for party in a.parties)]
        kept |= {agreement.iri for agreement in near}
        reached |= {party.organization for agreement in near for party in agreement.parties}
    return [agreement for agreement in agreements if agreement.iri in kept]


def _with_parties(agreement: AgreementProfile, kept: set[str]) -> AgreementProfile:
    parties = tuple(party for party in agreement.parties if party.organization in kept)
    return msgspec.structs.replace(agreement, parties=parties)
