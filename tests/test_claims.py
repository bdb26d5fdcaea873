"""Which value is shown where sources disagree."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given

from kg.records.agreement import Agreement, Claim
from kg.records.claims import conflicts, ruling, shown, value_text, witness
from kg.records.dates import PartialDate
from kg.records.rules import faults
from tests.reading import seed
from tests.strategies import RECORDS, agreements

FIRST = {"url": "https://a.test/1", "published": "2022-04-13"}
LATER = {"url": "https://b.test/2", "published": "2022-04-14"}
UNDATED = {"url": "https://c.test/3"}


def record(
    *claims: dict[str, Any],
    sources: tuple[dict[str, Any], ...] = (FIRST, LATER, UNDATED),
    **changes: Any,  # noqa: ANN401 — any JSON-like value
) -> Agreement:
    values = {"id": "x", "kind": "mou", "title": {"ko": "협약"}, "parties": ["kt", "lh"], "signed": "2022-04-12"}
    document = {**values, "sources": list(sources), "claims": list(claims), **changes}
    return msgspec.convert(document, Agreement, dec_hook=lambda kind, text: kind.parse(text))


def test_most_sources_win() -> None:
    said: list[dict[str, Any]] = [{"source": n, "signed": "2022-04-12"} for n in (1, 2)]
    said.insert(0, {"source": 0, "signed": "2022-04-13"})
    (conflict,) = conflicts(record(*said))
    assert conflict.shown == "2022-04-12"
    assert [(value.text, value.sources) for value in conflict.values] == [("2022-04-12", (1, 2)), ("2022-04-13", (0,))]
    assert (conflict.key, conflict.pointer) == ("signed", "/claims/0")


def test_among_equals_the_first_published_wins_and_an_undated_source_comes_last() -> None:
    tied = record({"source": 1, "signed": "2022-04-11"}, {"source": 0, "signed": "2022-04-12"})
    assert [conflict.shown for conflict in conflicts(tied)] == ["2022-04-12"]
    undated = record({"source": 2, "signed": "2022-04-11"}, {"source": 1, "signed": "2022-04-12"})
    assert [conflict.shown for conflict in conflicts(undated)] == ["2022-04-12"]


def test_without_any_day_the_first_claim_of_the_record_wins() -> None:
    neither = record(
        {"source": 1, "kind": "loi"}, {"source": 0, "kind": "mou"}, sources=(UNDATED, {"url": "https://d.test/"})
    )
    assert [conflict.shown for conflict in conflicts(neither)] == ["loi"]


def test_a_copy_is_no_second_witness() -> None:
    copied = (FIRST, LATER, {**UNDATED, "copy_of": 1})
    said: list[dict[str, Any]] = [{"source": n, "signed": "2022-04-11"} for n in (1, 2)]
    said.insert(0, {"source": 0, "signed": "2022-04-12"})
    disputed = record(*said, sources=copied)
    assert witness(disputed, 2) == 1
    assert [conflict.shown for conflict in conflicts(disputed)] == ["2022-04-12"]
    assert not list(faults(disputed))


def test_parties_are_a_set() -> None:
    agreed = record({"source": 0, "parties": ["kt", "lh"]}, {"source": 1, "parties": ["lh", "kt"]})
    assert not list(conflicts(agreed))
    disputed = record({"source": 0, "parties": ["lh", "kt"]}, {"source": 1, "parties": ["kt", "lh", "kea"]})
    assert [conflict.shown for conflict in conflicts(disputed)] == ["kt, lh"]
    assert shown(disputed) is disputed


def test_the_picked_values_replace_those_of_the_record() -> None:
    disputed = record(
        {"source": 0, "parties": ["kea"]}, {"source": 1, "parties": ["kt"]}, {"source": 1, "kind": "loi"}, kind="mou"
    )
    picked = shown(disputed)
    assert (picked.kind, picked.parties, picked.signed) == ("loi", ("kea",), PartialDate(2022, 4, 12))
    assert ruling(disputed, "signed") is None


@pytest.mark.parametrize(
    ("claims", "pointer", "message"),
    [
        ([{"source": 0}], "/claims/0", "a claim is of one thing"),
        ([{"source": 0, "kind": "mou", "signed": "2022"}], "/claims/0", "a claim is of one thing"),
        ([{"source": 7, "kind": "mou"}, {"source": 0, "kind": "loi"}], "/claims/0/source", "there is no source 7"),
        ([{"source": 0, "kind": "mou"}, {"source": 0, "kind": "loi"}], "/claims/1", "source 0 already claims kind"),
        ([{"source": 0, "kind": "mou"}, {"source": 1, "kind": "mou"}], "/claims/0", "all claims agree on kind"),
        ([{"source": 0, "kind": "loi"}, {"source": 1, "kind": "mou"}], "/kind", "the value to show for kind is loi"),
        (
            [{"source": 0, "signed": "2021"}, {"source": 1, "signed": "2022"}],
            "/signed",
            "the value to show for signed is 2021",
        ),
        (
            [{"source": 0, "parties": ["kt", "lh"]}, {"source": 1, "parties": ["kt", "kt"]}],
            "/claims/1/parties/1",
            "kt is already party 1",
        ),
    ],
)
def test_claims_that_contradict_the_rule_are_faults(claims: list[dict[str, Any]], pointer: str, message: str) -> None:
    assert (pointer, message) in {(fault.pointer, fault.message) for fault in faults(record(*claims))}


def test_a_copy_of_a_copy_or_of_nothing_is_a_fault() -> None:
    for wrong in ((FIRST, {**LATER, "copy_of": 5}), ({**FIRST, "copy_of": 1}, {**LATER, "copy_of": 0})):
        pointers = [fault.pointer for fault in faults(record(sources=wrong))]
        assert pointers
        assert all(pointer.endswith("/copy_of") for pointer in pointers)


def test_a_follow_up_fulfils_a_commitment_of_the_record() -> None:
    promised = [{"text": {"ko": "실증"}, "by": "kt"}]
    kept = record(commitments=promised, follow_ups=[{"text": {"ko": "준공"}, "fulfils": 0}])
    assert not list(faults(kept))
    broken = record(commitments=promised, follow_ups=[{"text": {"ko": "준공"}, "fulfils": 1, "source": 9}])
    assert [fault.pointer for fault in faults(broken)] == ["/follow_ups/0/source", "/follow_ups/0/fulfils"]


def test_the_seed_has_no_conflict() -> None:
    assert "claims" not in seed()


@RECORDS
@given(agreements())
def test_what_is_shown_is_what_the_rule_picks(agreement: Agreement) -> None:
    assert shown(shown(agreement)) == shown(agreement)
    for claim in agreement.claims:
        assert isinstance(claim, Claim)
    for conflict in conflicts(agreement):
        assert value_text(agreement, conflict.key) == conflict.shown
