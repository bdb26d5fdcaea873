"""What `kg why` tells: every statement with its words, source and day, and what other sources say instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import kg
from kg.pipeline.why.answer import why
from kg.views.why import COLUMNS, why_rows
from kg.vocab import kgo
from tests.disagreeing import AGREEMENT, entries, shown, words, written
from tests.seed import ROOT, nt, store_of

if TYPE_CHECKING:
    from kg.store.embedded import Store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store_of(written(tmp_path_factory.mktemp("why")))


# ---- which statements, and what is behind them -----------------------------------------------------------------------


def test_every_statement_of_the_agreement_and_of_its_nodes_is_there(store: Store) -> None:
    told = {
        (fact.subject, fact.predicate, fact.object) for entry in why(store, AGREEMENT).entries for fact in entry.facts
    }
    stated = {
        (said.subject.value, said.predicate, said.object.value)
        for said in store.statements()
        if said.subject.value == AGREEMENT and said.predicate != kgo.claim
    }
    assert len(stated) > 25
    assert stated <= told
    nodes = {said.object.value for said in store.statements(kgo.participation)}
    nodes |= {said.object.value for said in store.statements(kgo.signatory)}
    assert nodes <= {subject for subject, _, _ in told}


def test_each_statement_has_its_words_its_source_and_its_day(store: Store) -> None:
    (kind,) = entries(why(store, "garam-data-2020"), "kind")
    assert kind.text == "업무협약(양해각서) · memorandum of understanding"
    (reason,) = kind.reasons
    assert (reason.basis, reason.words) == ("words", "업무협약")
    assert reason.source is not None
    assert (reason.source.publisher, reason.source.published) == ("가나일보", "2020-03-18")
    assert reason.source.url == "https://example.org/a"


def test_what_goes_with_a_statement_rests_on_its_words_and_says_so(store: Store) -> None:
    (_, narae, schools) = entries(why(store, "garam-data-2020"), "parties")
    bases = {(fact.predicate, reason.basis) for fact in narae.facts for reason in fact.reasons}
    assert (kgo.party, "words") in bases
    assert (kgo.nameAsWritten, "context") in bases
    assert narae.text == "나래대학교 · Narae University; as 협력기관 · partner; written 나래대"
    assert schools.text == "초등학교 3개교; members: 3"


def test_without_words_the_sources_of_the_record_are_named_and_no_words_invented(store: Store) -> None:
    found = why(store, "garam-data-2020", "term")
    (term,) = found.entries
    assert [(reason.basis, reason.words) for reason in term.reasons] == [("source", None)] * 3
    assert "no words kept; sources: 가나일보, 2020-03-18 [1], 다라신문, 2020-03-19 [2]" in shown(found)


def test_ids_and_notes_rest_on_the_record_and_register_facts_on_the_register(store: Store) -> None:
    (note,) = entries(why(store, "garam-data-2020"), "note")
    assert words(note) == [(None, None, "record")]
    names = entries(why(store, "narae"), "name")
    assert [words(name) for name in names] == [[(None, None, "register")]] * 2


def test_states_are_told_in_time_each_with_its_own_source(store: Store) -> None:
    planned, signed = entries(why(store, "garam-data-2020"), "status")
    assert (planned.text, signed.text) == ("체결 예정 · planned; on 2020-03-10", "체결 · signed; on 2020-03-17")
    assert words(planned) == [(None, 2, "source")]
    assert words(signed) == [(None, 1, "source")]


def test_commitments_and_follow_ups_tell_by_whom_and_when(store: Store) -> None:
    found = why(store, "garam-data-2020")
    (commitment,), (follow_up,) = entries(found, "commitments"), entries(found, "follow-ups")
    assert commitment.text.startswith("서버를 둔다; by 나래대학교 · Narae University; until 2020-12; in ")
    assert words(commitment) == [("서버를 둔다", 2, "words")]
    assert follow_up.text == "서버를 두었다; by 나래대학교 · Narae University; on 2021-01; fulfils 서버를 둔다"
    assert words(follow_up) == [(None, 2, "source")]


def test_who_signs_and_is_quoted_is_told_twice_with_the_post(store: Store) -> None:
    found = why(store, "garam-data-2020", "people")
    assert [(entry.heading, entry.text) for entry in found.entries] == [
        ("signed by", "홍길동; 시장; for 가람시 · Garam"),
        ("quoted", "홍길동; 시장; for 가람시 · Garam"),
    ]


# ---- disagreement ----------------------------------------------------------------------------------------------------


def test_a_source_that_says_otherwise_stands_beside_the_statement(store: Store) -> None:
    found = why(store, "garam-data-2020", "kgo:signedOn")
    stated, other = found.entries
    assert (stated.text, stated.otherwise) == ("2020-03-17", False)
    assert words(stated) == [("지난 17일", 1, "words"), (None, 3, "claim")]
    assert (other.text, other.otherwise) == ("2020-03-16", True)
    assert words(other) == [("16일", 2, "otherwise")]
    assert "otherwise: 2020-03-16\n" in shown(found)
    assert [row[COLUMNS.index("basis")] for row in why_rows(found)] == ["words", "claim", "otherwise"]


def test_other_parties_of_a_source_are_listed_whole(store: Store) -> None:
    found = why(store, "garam-data-2020")
    (other,) = entries(found, "parties", otherwise=True)
    assert other.text == "가람시 · Garam, 다솜전자"
    assert words(other) == [("다솜", 2, "otherwise")]
    (claimed,) = entries(why(store, "dasom"), "party of", otherwise=True)
    assert claimed.text == "자료 나눔 협약 · Memorandum on sharing data"


def test_a_copy_is_marked(store: Store) -> None:
    assert "[3] example.org (copy of [1])" in shown(why(store, "garam-data-2020"))


# ---- other things than agreements ------------------------------------------------------------------------------------


def test_an_organisation_has_its_own_statements_and_those_that_lead_to_it(store: Store) -> None:
    found = why(store, "narae")
    (party,) = entries(found, "party of")
    assert party.text.startswith("자료 나눔 협약 · Memorandum on sharing data; 2020-03-17; agreement/garam-data-2020")
    assert words(party) == [("나래대학교", 1, "words")]
    (commitment,) = entries(found, "commitments")
    assert commitment.text.endswith("agreement/garam-data-2020")
    (signed_by,) = entries(why(store, "organization/garam"), "signed by")
    assert words(signed_by) == [("홍 시장", 1, "words")]


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("field/data-hub", "field of"),
        ("kind:mou", "kind of"),
        ("state/signed", "status of"),
        ("place/garam", "place of"),
        ("project/garam-data-2020:1", "project of"),
        ("participation:garam-data-2020:2", "party of"),
        ("commitment/garam-data-2020:1", "commitment of"),
        ("claim/garam-data-2020:2", "claim of"),
        ("person/garam-data-2020:garam:홍길동", "quoted in"),
        ("post/garam-data-2020:garam:홍길동:시장", "quoted"),
    ],
)
def test_any_thing_leads_to_its_agreement_or_owner(store: Store, name: str, heading: str) -> None:
    assert heading in [entry.heading for entry in why(store, name).entries]


# ---- the memorandum of Siheung ---------------------------------------------------------------------------------------


def test_the_memorandum_of_siheung_can_be_followed_to_the_words_of_the_article() -> None:
    found = kg.read(data=ROOT / "data")
    agreement = next(record for record in found.agreements if record.id == "siheung-global-smart-city-2018")
    graph = store_of(nt((*found.places, *found.organizations, agreement)))
    told = why(graph, agreement.id)
    wordless = {entry.heading for entry in told.entries if not any(reason.words for reason in entry.reasons)}
    assert wordless <= {"title", "term", "id", "sources", "note", "projects", "fields"}
    for heading in ("kind", "slogan", "signed", "signed at", "venue", "parties", "stated parties", "quoted"):
        for entry in entries(told, heading):
            assert any(reason.words and reason.start is not None for reason in entry.reasons), entry.text
    exact = {reason.words for entry in told.entries for reason in entry.reasons}
    assert {evidence.exact for evidence in agreement.evidence} <= exact
