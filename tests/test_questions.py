"""What the named questions answer on the data: whole, in golden files, and by hand.

What they mean where that is subtle is in `test_question_meanings.py`.
`tests/golden/questions` holds an answer of every question on `data/`. After a change that is meant, renew them with
`KG_RENEW_GOLDEN=1 pytest tests/test_questions.py`, and read the difference before it is committed.
"""

from __future__ import annotations

import datetime as dt
import io
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

import kg
from kg import snapshot
from kg.query import fixed, named
from kg.rdf.terms import Minter
from kg.store.answers import write_answer
from tests.asking import KNOWN, asked, column
from tests.seed import ROOT, nt, store_of

if TYPE_CHECKING:
    from kg.sources.dataset import Dataset
    from kg.store.embedded import Store

GOLDEN: Final = Path(__file__).parent / "golden" / "questions"
SEED: Final = "siheung-global-smart-city-2018"

ASKED: Final[dict[str, dict[str, str]]] = {
    "agreements": {},
    "agreements-of": {"org": "siheung-city"},
    "announcements": {},
    "bodies-by-field": {},
    "chain": {"org": "siheung-city", "other": "busan-city"},
    "closest-pairs": {},
    "co-signers": {"org": "siheung-city"},
    "commitments": {},
    "disagreements": {},
    "evidence-coverage": {},
    "field-partners": {"field": "energy"},
    "fields-by-year": {},
    "former-names": {},
    "in-field": {"field": "energy"},
    "in-force": {"org": "siheung-city", "day": "2020-01-01"},
    "in-place": {"place": "gyeonggi-do"},
    "known-on": {"day": "2017-01-01"},
    "missing-partners": {"org": "siheung-city"},
    "no-term": {},
    "one-source": {},
    "organizations": {},
    "parties": {"agreement": SEED},
    "partners-of-many-cities": {},
    "party-types": {},
    "projects": {},
    "quotes": {},
    "renewals": {},
    "signatories": {},
    "sources": {"agreement": SEED},
    "state-history": {"agreement": "snu-autonomous-mobility-2017"},
    "stated-counts": {},
    "ties-two-fields": {"field": "energy", "other": "mobility"},
    "units-and-parents": {"org": "lx"},
    "words": {"org": "kepco"},
}


@cache
def dataset() -> Dataset:
    return kg.read(data=ROOT / "data")


@cache
def data_nt() -> str:
    """The graph of all of `data/` as N-Triples."""
    records = dataset()
    return nt((*records.places, *records.organizations, *records.agreements))


@cache
def data_store() -> Store:
    """The graph of all of `data/`."""
    return store_of(data_nt())


@cache
def turned_store() -> Store:
    """The same graph, read from its end."""
    return store_of("".join(reversed(data_nt().splitlines(keepends=True))))


def test_every_question_has_a_golden_answer_and_no_other() -> None:
    assert sorted(ASKED) == [question.name for question in KNOWN]
    assert sorted(ASKED) == sorted(file.stem for file in GOLDEN.glob("*.csv"))


@pytest.mark.parametrize("name", ASKED)
def test_a_question_answers_on_the_data_what_it_did(name: str) -> None:
    question = named(name, KNOWN)
    out = io.BytesIO()
    values = fixed(question, ASKED[name], Minter().named)
    write_answer(data_store(), question.sparql, "csv", out, values)
    text = out.getvalue().decode().replace("\r\n", "\n")
    golden = GOLDEN / f"{name}.csv"
    if os.environ.get("KG_RENEW_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        golden.write_text(text, "utf-8", newline="\n")
    assert golden.read_text("utf-8") == text, "if the change is meant: KG_RENEW_GOLDEN=1 pytest tests/test_questions.py"


@pytest.mark.parametrize("name", ASKED)
def test_the_order_of_an_answer_doesn_t_hang_on_the_order_of_the_graph(name: str) -> None:
    turned = turned_store()
    assert len(turned) == len(data_store())
    assert asked(turned, name, **ASKED[name]) == asked(data_store(), name, **ASKED[name])


def test_siheung_had_three_agreements_in_force_at_the_start_of_2020() -> None:
    rows = asked(data_store(), "in-force", org="siheung-city", day="2020-01-01")
    assert [(row["agreement"], row["since"]) for row in rows] == [
        ("snu-autonomous-mobility-2017", "2017-12-07"),
        (SEED, "2018-04-17"),
        ("molit-smart-city-rnd-2018", "2018-09-07"),
    ]
    assert column(data_store(), "in-force", "agreement", org="siheung-city", day="2018-04-16") == [
        "snu-autonomous-mobility-2017"
    ]


def test_kepco_and_five_others_tie_energy_and_mobility() -> None:
    rows = asked(data_store(), "ties-two-fields", field="energy", other="mobility")
    assert [(row["organization"], row["inField"], row["inOther"], row["inBoth"]) for row in rows] == [
        ("kepco", "4", "2", "2"),
        ("sejong-city", "1", "3", "1"),
        ("daejeon-city", "2", "1", "1"),
        ("kt", "1", "2", "1"),
        ("seoul-digital-foundation", "1", "1", "1"),
        ("seoul-city", "1", "1", "0"),
    ]
    turned = column(data_store(), "ties-two-fields", "organization", field="mobility", other="energy")
    assert sorted(turned) == sorted(row["organization"] for row in rows)


def test_aict_signed_with_anyang_and_gwacheon_but_never_with_siheung() -> None:
    (row,) = asked(data_store(), "missing-partners", org="siheung-city")
    assert (row["partner"], row["peers"], row["agreements"]) == ("aict", "2", "2")
    assert len(asked(data_store(), "missing-partners", org="siheung-city", minimum="1")) > 1
    assert asked(data_store(), "missing-partners", org="siheung-city", minimum="3") == []


def test_lx_kepco_and_kea_work_with_four_cities_and_more() -> None:
    rows = asked(data_store(), "partners-of-many-cities", minimum="4")
    assert [(row["partner"], row["cities"]) for row in rows] == [("lx", "6"), ("kepco", "5"), ("kea", "4")]
    assert {"lh", "kt", "sk-telecom"} <= set(column(data_store(), "partners-of-many-cities", "partner"))


def test_siheung_and_busan_are_two_agreements_apart() -> None:
    rows = asked(data_store(), "chain", org="siheung-city", other="busan-city")
    assert [(row["length"], row["via1"]) for row in rows] == [("2", "lh"), ("2", "lx"), ("2", "sk-telecom")]
    assert rows[0]["agreement1"] == SEED
    assert column(data_store(), "chain", "length", org="siheung-city", other="kepco") == ["1"]


def test_the_words_that_say_kepco_takes_part_are_those_of_the_sources() -> None:
    rows = asked(data_store(), "words", org="kepco")
    assert ("한국전력공사", "2018-04-19") in {
        (row["words"], row.get("published")) for row in rows if row["agreement"] == SEED
    }
    assert {"한국전력", "한국전력공사", "한국 전력 공사"} <= {row["words"] for row in rows}
    assert {row["agreement"] for row in rows} == {
        agreement.id
        for agreement in dataset().agreements
        if "kepco" in {party.organization for party in agreement.party_list}
    }


def test_the_mayor_was_quoted_for_siheung_and_the_president_for_the_university() -> None:
    rows = [row for row in asked(data_store(), "quotes") if row["agreement"] == SEED]
    assert [(row["nameKo"], row["postKo"], row["organization"]) for row in rows] == [
        ("김윤식", "시흥시장", "siheung-city"),
        ("성낙인", "총장", "snu"),
    ]


def test_one_text_counts_eight_parties_and_names_six() -> None:
    (row,) = asked(data_store(), "stated-counts")
    assert (row["agreement"], row["statedParties"], row["listedParties"]) == ("molit-smart-city-rnd-2018", "8", "6")


def test_the_shares_of_the_types_make_a_hundred() -> None:
    shares = [float(share) for share in column(data_store(), "party-types", "share")]
    assert sum(shares) == pytest.approx(100, abs=0.5)
    assert shares == sorted(shares, reverse=True)


def test_an_agreement_that_writes_a_former_name_is_found_by_it() -> None:
    rows = asked(data_store(), "former-names")
    found = {(row["organization"], row["formerName"], row.get("agreement")) for row in rows}
    assert ("kea", "에너지관리공단", "seoul-kea-energy") in found
    assert ("katech", "자동차부품연구원", "solaseado-smart-city-2018") in found


def test_one_source_and_no_term_are_those_of_the_records() -> None:
    agreements = dataset().agreements
    alone = [a.id for a in agreements if sum(source.copy_of is None for source in a.sources) == 1]
    assert column(data_store(), "one-source", "agreement") == sorted(alone)
    endless = {a.id for a in agreements if a.term in {None, "not-stated"}}
    assert set(column(data_store(), "no-term", "agreement")) == endless


def test_those_who_sign_with_many_cities_are_those_of_the_records() -> None:
    records = dataset()
    types = {"municipality", "metropolitan-government", "local-government"}
    cities = {body.id for body in records.organizations if body.type in types}
    signed: dict[str, set[str]] = {}
    for agreement in records.agreements:
        bodies = {party.organization for party in agreement.party_list if party.organization}
        for body in bodies:
            signed.setdefault(body, set()).update((bodies & cities) - {body})
    many = {body: str(len(their)) for body, their in signed.items() if len(their) > 2}
    rows = asked(data_store(), "partners-of-many-cities")
    assert {row["partner"]: row["cities"] for row in rows} == many


DAYS: Final = [dt.date(year, month, 15) for year in range(2014, 2027, 2) for month in (1, 7)]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_what_is_in_force_and_what_is_known_is_what_a_snapshot_of_the_day_has(day: dt.date) -> None:
    agreements = dataset().agreements
    known = {agreement.id for agreement in agreements if snapshot.known_by(agreement, day)}
    assert set(column(data_store(), "known-on", "agreement", day=str(day))) == known
    valid = {agreement.id: agreement for agreement in agreements if snapshot.as_of(agreement, day)}
    for body in ("siheung-city", "busan-city", "daejeon-city", "lh", "lx", "snu"):
        theirs = {id_ for id_, one in valid.items() if body in {party.organization for party in one.party_list}}
        assert set(column(data_store(), "in-force", "agreement", org=body, day=str(day))) == theirs


def test_the_questions_that_a_briefing_counts_with_agree_with_each_other() -> None:
    store = data_store()
    every, of_kepco = column(store, "agreements", "agreement"), column(store, "agreements-of", "agreement", org="kepco")
    assert set(of_kepco) < set(every)
    (kepco,) = (row for row in asked(store, "organizations") if row["organization"] == "kepco")
    assert (int(kepco["agreements"]), kepco["firstSigned"]) == (len(of_kepco), "2016-07-22")
    assert set(column(store, "announcements", "agreement")) == set(every)
    assert set(column(store, "in-field", "agreement", field="renewable-energy")) < set(
        column(store, "in-field", "agreement", field="energy")
    )
    shared = {(row["organization"], row["partner"]): row["agreements"] for row in asked(store, "closest-pairs")}
    assert shared["hanwha-systems", "kac"] == "3"
    energy = {
        row["organization"]: row["agreements"] for row in asked(store, "bodies-by-field") if row["field"] == "energy"
    }
    partners = {row["organization"]: row["agreements"] for row in asked(store, "field-partners", field="energy")}
    assert all(int(count) <= int(partners[body]) for body, count in energy.items())
