"""The named questions: each is found, takes its parameters, and gives the rows that the seed holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from kg.concepts import ontology_folder
from kg.errors import UsageError
from kg.query import Question, fixed, named, questions
from kg.rdf.terms import Minter
from kg.store.answers import Rows, answer_rows
from kg.vocab import BASE
from tests.seed import seed_store

if TYPE_CHECKING:
    from pathlib import Path

ID: Final = "siheung-global-smart-city-2018"
KNOWN: Final = questions(ontology_folder() / "queries")


def answered(name: str, **parameters: str) -> list[tuple[str | None, ...]]:
    """The rows of a named question on the seed, as texts; IRIs without the base."""
    question = named(name, KNOWN)
    answer = answer_rows(seed_store(), question.sparql, fixed(question, parameters, Minter().named))
    assert isinstance(answer, Rows)
    return [tuple(term.value.removeprefix(BASE) if term else None for term in row) for row in answer.rows]


EXPECTED: Final = {
    "agreements": [
        (
            f"agreement/{ID}",
            "글로벌 스마트시티 추진을 위한 업무협약",
            "Memorandum of understanding on building a global smart city",
            "2018-04-17",
            "state/signed",
            "7",
        ),
    ],
    "parties": [
        ("organization/siheung-city", "시흥시", "시흥시"),
        ("organization/snu", "서울대학교", "서울대학교"),
        ("organization/etri", "한국전자통신연구원", "한국전자통신연구원"),
        ("organization/kepco", "한국전력공사", "한국전력공사"),
        ("organization/lh", "한국토지주택공사", "한국토지주택공사"),
        ("organization/kea", "한국에너지공단", "한국에너지공단"),
        ("organization/kt", "주식회사 케이티", "KT"),
    ],
    "words": [(f"agreement/{ID}", "한국전력공사", "http://gginews.kr/news/view.php?idx=42012", "2018-04-19")],
}
PARAMETERS: Final = {"agreements": {}, "parties": {"agreement": ID}, "words": {"organization": "kepco"}}


def test_each_question_of_the_ontology_has_rows_expected_here() -> None:
    assert [question.name for question in KNOWN] == sorted(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_question_gives_its_rows_on_the_seed(name: str) -> None:
    assert answered(name, **PARAMETERS[name]) == EXPECTED[name]


def test_a_parameter_is_an_id_or_a_whole_iri() -> None:
    assert answered("words", organization=f"{BASE}organization/kepco") == EXPECTED["words"]
    assert answered("words", organization="nobody") == []


@pytest.mark.parametrize("question", KNOWN, ids=lambda question: question.name)
def test_a_question_says_what_it_is_in_both_languages(question: Question) -> None:
    assert question.title_en.isascii()
    assert question.title_en != question.name
    assert any("가" <= letter <= "힣" for letter in question.title_ko)
    assert all(f"?{parameter}" in question.sparql for parameter in question.parameters)


def test_an_unknown_question_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="no question named “partys”") as caught:
        named("partys", KNOWN)
    assert "--list" in caught.value.hint


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "needs the parameter “agreement”"),
        ({"agreement": "x", "other": "y"}, "doesn't know the parameter “other”"),
        ({"agrement": "x"}, "parameter “agre"),
    ],
)
def test_a_parameter_that_is_missing_or_unknown_is_a_usage_error(given: dict[str, str], sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence) as caught:
        fixed(named("parties", KNOWN), given, Minter().named)
    assert caught.value.hint == "--param agreement=AGREEMENT"


def test_a_question_without_parameters_says_so() -> None:
    with pytest.raises(UsageError) as caught:
        fixed(named("agreements", KNOWN), {"x": "y"}, Minter().named)
    assert caught.value.hint == "it has none"


def test_ids_become_the_iris_that_the_graph_has(tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text("# param a: organization\n# param b: field\nASK { ?a ?p ?b }\n", "utf-8")
    (question,) = questions(tmp_path)
    assert (question.title_en, question.parameters) == ("q", {"a": "organization", "b": "field"})
    decomposed = "\u1112\u1161\u11ab전"
    assert fixed(question, {"a": decomposed, "b": "energy"}, Minter("https://a.test/").named) == {
        "a": "https://a.test/organization/%ED%95%9C%EC%A0%84",
        "b": f"{BASE}field/energy",
    }
    assert fixed(question, {"a": "x:1", "b": "%ED%95%9C"}, Minter().named)["a"] == f"{BASE}organization/x:1"
    assert fixed(question, {"a": "x", "b": "%ED%95%9C"}, Minter().named)["b"] == f"{BASE}field/%ED%95%9C"
    assert fixed(question, {"a": "> ?x <", "b": "http://x.test/"}, Minter().named) == {
        "a": f"{BASE}organization/%3E%20%3Fx%20%3C",
        "b": "http://x.test/",
    }
