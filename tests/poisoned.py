"""A picture in which every text that a stranger could have written is a payload, one agreement for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from kg.records.profiles import AgreementProfile, ClaimProfile, OrganizationProfile, Profiles
from kg.records.story import Scene
from kg.views.graph.page import Picture
from tests.pictures import BASE, ONTOLOGY, hostile_picture, organization, quote

if TYPE_CHECKING:
    from collections.abc import Sequence


def deal(number: int) -> str:
    """The IRI of the agreement that holds the payload of this number."""
    return f"{BASE}agreement/deal-{number}"


def body(number: int, end: int) -> str:
    """The IRI of the first or second body of that agreement; the second is the first of the next one, as in a chain."""
    return organization(f"body-{number + end}")


def poisoned_picture(payloads: Sequence[str]) -> Picture:
    """A chain of agreements with the payloads, so that ways lead from any body to any other, told as a story too."""
    agreements, bodies = [], []
    for number, payload in enumerate(payloads):
        profiles = hostile_picture(payload).profiles
        agreements.append(_agreement(profiles.agreements[0], number, payload))
        bodies.append(_body(profiles.organizations[0], number))
    bodies.append(_body(hostile_picture(payloads[-1]).profiles.organizations[0], len(payloads)))
    return Picture(
        profiles=Profiles(tuple(agreements), tuple(bodies)),
        positions={deal(n): (float(n % 15), float(n // 15)) for n in range(len(payloads))},
        measures={},
        generator=payloads[0],
        build=payloads[1],
        date=payloads[2],
        names={},
        story=tuple(
            Scene(text={"ko": payload, "en": payload}, selected=deal(n), facets={"field": (f"{BASE}field/{n}",)})
            for n, payload in enumerate(payloads)
        ),
    )


def _agreement(hostile: AgreementProfile, number: int, payload: str) -> AgreementProfile:
    replace = msgspec.structs.replace
    parties = tuple(replace(party, organization=body(number, end)) for end, party in enumerate(hostile.parties[:2]))
    (field, *_) = hostile.fields
    claims = tuple(
        ClaimProfile(name, payload, hostile.sources[0].iri, label, on=payload, quotes=(quote(payload),))
        for name, label in ((f"{ONTOLOGY}signedOn", {}), (f"{ONTOLOGY}party", {"ko": payload}), (payload, {}))
    )
    assert hostile.kind
    assert hostile.status
    return replace(
        hostile,
        iri=deal(number),
        parties=parties,
        people=tuple(replace(person, organization=body(number, 0)) for person in hostile.people),
        fields=(replace(field, concept=replace(field.concept, iri=f"{BASE}field/{number}")),),
        kind=replace(hostile.kind, iri=f"{BASE}kind/{number}"),
        status=replace(hostile.status, iri=f"{BASE}state/{number}"),
        claims=claims,
        quotes={**hostile.quotes, payload: (quote(payload),)},
    )


def _body(hostile: OrganizationProfile, number: int) -> OrganizationProfile:
    assert hostile.type
    assert hostile.group
    return msgspec.structs.replace(
        hostile,
        iri=body(number, 0),
        type=msgspec.structs.replace(hostile.type, iri=f"{BASE}organization-type/{number % 9}"),
        group=msgspec.structs.replace(hostile.group, iri=f"{BASE}organization-type/{number % 9}"),
    )
