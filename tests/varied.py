"""A picture with something for every filter: six agreements of several fields, kinds, states and years."""

from __future__ import annotations

from kg.records.profiles import AgreementProfile, FieldProfile, Named, PartyProfile, Profiles, SourceProfile
from kg.views.graph.page import Picture
from tests.pictures import BASE, around, organization, quote, siheung_picture

LABELS = {
    "field/energy": {"ko": "에너지", "en": "Energy"},
    "field/mobility": {"ko": "모빌리티", "en": "Mobility"},
    "field/data-hub": {"ko": "데이터 허브", "en": "Data hub"},
    "kind/mou": {"ko": "업무협약", "en": "Memorandum of understanding"},
    "kind/loi": {"ko": "의향서", "en": "Letter of intent"},
    "kind/contract": {"ko": "계약", "en": "Contract"},
    "state/signed": {"ko": "체결", "en": "Signed"},
    "state/planned": {"ko": "예정", "en": "Planned"},
}
DEALS: dict[str, tuple[str | None, tuple[str, ...], str, str | None, tuple[str, ...]]] = {
    "deal-1": ("2016", ("energy",), "mou", "signed", ("siheung-city", "snu", "kepco")),
    "deal-2": ("2018-04", ("energy", "mobility"), "mou", "signed", ("siheung-city", "kepco")),
    "deal-3": ("2018", ("data-hub",), "loi", "planned", ("snu", "kt")),
    "deal-4": ("2020-01-02", ("mobility",), "mou", "signed", ("kt", "etri", "lh")),
    "deal-5": (None, ("energy",), "contract", None, ("kepco", "lh")),
    "deal-6": ("2019", (), "mou", "signed", ("etri", "kea")),
}
"""Day, fields, kind, state and parties of each agreement."""


def agreement(name: str) -> str:
    """The IRI of an agreement."""
    return f"{BASE}agreement/{name}"


def concept(name: str) -> Named:
    """A field, kind or state with its labels."""
    return Named(iri=f"{BASE}{name}", label=LABELS[name])


def varied_picture() -> Picture:
    """Six agreements of seven bodies; each party is quoted with words of its own."""
    deals = tuple(
        AgreementProfile(
            iri=agreement(name),
            title={"ko": f"협약 {name}", "en": f"Agreement {name}"},
            signed=signed,
            kind=concept(f"kind/{kind}"),
            status=concept(f"state/{status}") if status else None,
            fields=tuple(FieldProfile(concept=concept(f"field/{field}")) for field in fields),
            parties=tuple(
                PartyProfile(organization=organization(body), quotes=(quote(f"{body}의 {name}"),)) for body in parties
            ),
            sources=(SourceProfile(iri=f"{BASE}source/{name}"),),
        )
        for name, (signed, fields, kind, status, parties) in DEALS.items()
    )
    bodies = siheung_picture().profiles.organizations
    degrees = {"kepco": 0.9, "kt": 0.4}
    return Picture(
        profiles=Profiles(deals, bodies),
        positions={
            **around((0.0, 0.0), [deal.iri for deal in deals], 300.0),
            **around((0.0, 0.0), [body.iri for body in bodies], 600.0),
        },
        measures={
            body.iri: {"degree": 0.1 + degrees.get(body.iri.rpartition("/")[2], 0.0), "betweenness": 0.0}
            for body in bodies
        },
        generator="kg 0.1.0",
    )
