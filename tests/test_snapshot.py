"""What was in force on a day, and what was known on a day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.records.agreement import Agreement, Party, StateClaim
from kg.records.dates import PartialDate
from kg.records.rules import faults
from kg.snapshot.in_force import as_of
from kg.snapshot.known import known_by
from tests.seed import ROOT
from tests.strategies import RECORDS, agreements

if TYPE_CHECKING:
    from pathlib import Path


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def record(**changes: Any) -> Agreement:  # noqa: ANN401 — any JSON-like value
    values = {"id": "x", "kind": "mou", "title": {"ko": "협약"}, "parties": ["kt", "lh"], "sources": [{}]}
    return msgspec.convert({**values, **changes}, Agreement, dec_hook=lambda kind, text: kind.parse(text))


@pytest.mark.parametrize(
    ("changes", "in_force", "out_of_force"),
    [
        ({"signed": "2018-04-17", "status": "signed"}, ["2018-04-17", "2030-01-01"], ["2018-04-16"]),
        ({"signed": "2018-04", "status": "signed"}, ["2018-04-30"], ["2018-04-29"]),
        ({"signed": "2018"}, ["2018-12-31"], ["2018-12-30"]),
        ({"signed": "2018-04-17", "term": {"until": "2019"}}, ["2019-12-31"], ["2020-01-01"]),
        ({"signed": "2018-04-17", "term": {"from": "2018-05-01"}}, ["2018-05-01"], ["2018-04-30"]),
        ({"signed": "2018-04-17", "term": "not-stated"}, ["2040-01-01"], []),
        ({"status": "signed", "sources": [{"published": "2020-03-02"}, {}]}, ["2020-03-02"], ["2020-03-01"]),
        ({"status": "signed"}, [], ["2018-01-01", "2100-01-01"]),
        ({"status": "planned", "sources": [{"published": "2020-03-02"}]}, [], ["2020-03-02", "2100-01-01"]),
        ({"status": "failed", "signed": "2018"}, [], ["2019-01-01"]),
        (
            {
                "status": [{"state": "planned", "date": "2018-04-17"}, {"state": "signed", "date": "2018-04-20"}],
                "signed": "2018-04-20",
            },
            ["2018-04-20"],
            ["2018-04-18"],
        ),
        (
            {
                "status": [{"state": "signed", "date": "2018-04-17"}, {"state": "terminated", "date": "2019-06-01"}],
                "signed": "2018-04-17",
            },
            ["2018-04-17", "2019-05-31"],
            ["2019-06-01"],
        ),
        (
            {
                "status": [
                    {"state": "signed", "date": "2018"},
                    {"state": "expired", "date": "2020"},
                    {"state": "renewed", "date": "2021"},
                ],
                "signed": "2018",
            },
            ["2019-01-01", "2022-01-01"],
            ["2020-12-31"],
        ),
    ],
)
def test_in_force(changes: dict[str, Any], in_force: list[str], out_of_force: list[str]) -> None:
    agreement = record(**changes)
    assert [text for text in in_force if as_of(agreement, day(text)) is None] == []
    assert [text for text in out_of_force if as_of(agreement, day(text)) is not None] == []


def test_as_of_a_day_later_states_and_follow_ups_are_not_there() -> None:
    agreement = record(
        signed="2018-04-17",
        status=[{"state": "signed", "date": "2018-04-17"}, {"state": "terminated", "date": "2019-06-01"}],
        follow_ups=[{"text": {"ko": "준공"}, "date": "2020"}, {"text": {"ko": "착공"}, "date": "2018-05-02"}],
        evidence=[
            {"of": "/follow_ups/0", "source": 0, "exact": "준공"},
            {"of": "/follow_ups/1", "source": 0, "exact": "착공"},
            {"of": "/status/1", "source": 0, "exact": "해지"},
        ],
    )
    left = as_of(agreement, day("2019-01-01"))
    assert left is not None
    assert left.status == (StateClaim(state="signed", on=PartialDate(2018, 4, 17)),)
    assert [item.text["ko"] for item in left.follow_ups] == ["착공"]
    assert [(item.of, item.exact) for item in left.evidence] == [("/follow_ups/0", "착공")]


EARLY, LATE = (
    {"url": "https://a.test/", "published": "2017-11-23"},
    {"url": "https://b.test/", "published": "2017-12-07"},
)


def test_nothing_is_known_before_the_first_source_or_from_undated_ones() -> None:
    agreement = record(sources=[EARLY, {}])
    assert known_by(agreement, day("2017-11-22")) is None
    assert known_by(record(), day("2100-01-01")) is None
    known = known_by(agreement, day("2017-11-23"))
    assert known is not None
    assert len(known.sources) == 1


def test_what_only_a_later_source_says_is_not_known_yet() -> None:
    agreement = record(
        sources=[LATE, EARLY, {**LATE, "url": "https://c.test/", "copy_of": 0}],
        note={"en": "The later source knew more."},
        signed="2017-12-07",
        status=[{"state": "planned", "date": "2017-12-07", "source": 1}, {"state": "signed", "source": 0}],
        fields=["energy", "mobility", "safety"],
        venue={"ko": "시흥"},
        commitments=[{"text": {"ko": "가"}}, {"text": {"ko": "나"}}],
        follow_ups=[{"text": {"ko": "다"}, "fulfils": 1, "source": 1}, {"text": {"ko": "라"}, "source": 0}],
        evidence=[
            {"of": "/signed", "source": 0, "exact": "7일"},
            {"of": "/fields/0", "source": 2, "exact": "에너지"},
            {"of": "/fields/1", "source": 1, "exact": "모빌리티"},
            {"of": "/fields/1", "source": 0, "exact": "교통"},
            {"of": "/venue/ko", "source": 1, "exact": "시흥"},
            {"of": "/commitments/0", "source": 0, "exact": "가"},
        ],
    )
    known = known_by(agreement, day("2017-12-01"))
    assert known is not None
    assert (known.signed, known.note) == (None, {})
    assert known.status == (StateClaim(state="planned", on=PartialDate(2017, 12, 7), source=0),)
    assert known.fields == ("mobility", "safety")
    assert known.venue == {"ko": "시흥"}
    assert [item.text["ko"] for item in known.commitments] == ["나"]
    assert [(item.text["ko"], item.fulfils, item.source) for item in known.follow_ups] == [("다", 0, 0)]
    assert [(item.of, item.source) for item in known.evidence] == [("/fields/0", 0), ("/venue/ko", 0)]
    whole = known_by(agreement, day("2017-12-07"))
    assert whole == agreement


def test_the_sources_that_were_out_decide_what_is_shown() -> None:
    planned, signed = ["snu", "gyeonggi", "kia"], ["snu", {"organization": "skt", "as": "SKT"}]
    agreement = record(
        sources=[LATE, EARLY, {**LATE, "url": "https://c.test/"}],
        parties=[{"organization": "snu", "as": "서울대"}, *signed[1:]],
        claims=[
            {"source": 0, "parties": signed},
            {"source": 1, "parties": [{"organization": "snu", "as": "서울대학교"}, *planned[1:]]},
            {"source": 2, "parties": signed},
            {"source": 0, "kind": "mou"},
            {"source": 1, "kind": "loi"},
            {"source": 2, "kind": "mou"},
        ],
        evidence=[
            {"of": "/parties/0", "source": 1, "exact": "서울대"},
            {"of": "/parties/1", "source": 0, "exact": "SKT"},
            {"of": "/claims/1/parties/2", "source": 1, "exact": "기아"},
            {"of": "/kind", "source": 0, "exact": "업무협약"},
            {"of": "/claims/4", "source": 1, "exact": "의향서"},
        ],
    )
    assert not list(faults(agreement))
    known = known_by(agreement, day("2017-12-01"))
    assert known is not None
    assert known.party_list == (
        Party(organization="snu", as_written="서울대학교"),
        Party(organization="gyeonggi"),
        Party(organization="kia"),
    )
    assert (known.kind, known.claims) == ("loi", ())
    assert {(item.of, item.exact) for item in known.evidence} == {
        ("/parties/0", "서울대"),
        ("/parties/2", "기아"),
        ("/kind", "의향서"),
    }
    assert known_by(agreement, day("2018-01-01")) == agreement


@RECORDS
@given(agreements(), st.dates(min_value=dt.date(1000, 1, 1)))
def test_what_is_left_is_a_good_record(agreement: Agreement, when: dt.date) -> None:
    for left in (as_of(agreement, when), known_by(agreement, when)):
        assert left is None or not list(faults(left))


@RECORDS
@given(agreements())
def test_in_the_end_everything_dated_is_known(agreement: Agreement) -> None:
    known = known_by(agreement, dt.date.max)
    if all(source.published for source in agreement.sources):
        assert known == agreement
    else:
        assert known is None or len(known.sources) < len(agreement.sources)


def test_an_agreement_ends_where_another_one_that_is_in_force_replaces_it(tmp_path: Path) -> None:
    old = "id: old\nkind: mou\ntitle: {ko: 가}\nsigned: 2018-01-01\nparties: [kt, lh]\nsources: [{}]\n"
    new = old.replace("old", "new").replace("2018", "2020") + "replaces: [old]\n"
    (tmp_path / "old.yaml").write_text(old, "utf-8")
    (tmp_path / "new.yaml").write_text(new, "utf-8")
    both = [tmp_path / "old.yaml", tmp_path / "new.yaml"]
    for when, expected in ((dt.date(2019, 1, 1), "old"), (dt.date(2021, 1, 1), "new")):
        built = kg.build(both, tmp_path / "out", data=ROOT / "data", as_of=when)
        assert (built.counts["agreements"], built.counts["left_out"]) == (1, 1)
        assert f"agreement:{expected}\n" in (tmp_path / "out" / "graph.ttl").read_text("utf-8")
