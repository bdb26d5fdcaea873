"""A part of a graph: around a body, of a field, of some years, of the most central ones."""

from __future__ import annotations

import pytest

from kg.errors import UsageError
from kg.pipeline.selection import Selection, newest_source, select
from kg.records.dates import PartialDate
from kg.records.profiles import (
    AgreementProfile,
    FieldProfile,
    Named,
    OrganizationProfile,
    PartyProfile,
    Profiles,
    SourceProfile,
)

BASE = "https://example.org/id/"


def agreement(name: str, parties: str, signed: str | None, field: str) -> AgreementProfile:
    return AgreementProfile(
        iri=f"{BASE}agreement/{name}",
        signed=signed,
        parties=tuple(PartyProfile(f"{BASE}organization/{party}") for party in parties),
        fields=(FieldProfile(Named(f"{BASE}field/{field}", {})),),
    )


# A chain: s–k by a1, k–l by a2, l–t by a3; z is in no agreement.
PROFILES = Profiles(
    (
        agreement("a1", "sk", "2018-04-17", "energy"),
        agreement("a2", "kl", "2018", "mobility"),
        agreement("a3", "lt", None, "energy"),
    ),
    tuple(OrganizationProfile(f"{BASE}organization/{name}") for name in "klstz"),
)
RANKED = [f"{BASE}organization/{name}" for name in "klst"]


def kept(selection: Selection) -> tuple[str, str]:
    """The names of the agreements and of the organisations that the selection keeps."""
    part = select(PROFILES, selection, RANKED)
    agreements = "".join(found.iri[-1] for found in part.agreements)
    return agreements, "".join(found.iri[-1] for found in part.organizations)


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(), ("123", "klst")),
        (Selection(focus="s"), ("1", "ks")),
        (Selection(focus="s", depth=2), ("12", "kls")),
        (Selection(focus=f"{BASE}organization/s", depth=9), ("123", "klst")),
        (Selection(field="energy"), ("13", "klst")),
        (Selection(field="energy", focus="s", depth=5), ("1", "ks")),
        (Selection(since=PartialDate(2018)), ("12", "kls")),
        (Selection(since=PartialDate(2018, 5)), ("2", "kl")),
        (Selection(until=PartialDate(2018, 4, 17)), ("12", "kls")),
        (Selection(until=PartialDate(2017)), ("", "")),
        (Selection(top=2), ("123", "kl")),
        (Selection(top=1), ("12", "k")),
    ],
)
def test_a_selection_keeps_what_it_says(selection: Selection, expected: tuple[str, str]) -> None:
    assert kept(selection) == expected


@pytest.mark.parametrize("selection", [Selection(focus="nobody"), Selection(field="alchemy"), Selection(focus="z")])
def test_what_no_agreement_has_is_a_usage_error(selection: Selection) -> None:
    with pytest.raises(UsageError):
        kept(selection)


def test_the_newest_source_is_the_latest_date_that_one_has() -> None:
    dates = (None, "2018-04", "2018-04-19", "2017")
    sources = tuple(SourceProfile(f"{BASE}source/{at}", published=date) for at, date in enumerate(dates))
    dated = AgreementProfile(iri=f"{BASE}agreement/a", sources=sources)
    assert newest_source(Profiles((dated,), ())) == "2018-04-19"
    assert newest_source(PROFILES) == ""
