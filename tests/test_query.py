"""How a named question is found, described and given its parameters; `test_questions.py` has what each answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

from kg.concepts import ontology_folder
from kg.errors import UsageError
from kg.query import Parameter, Question, fixed, named, questions
from kg.rdf.terms import Minter
from kg.store.answers import Rows, answer_rows
from kg.store.statements import Literal
from kg.vocab import BASE, xsd
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
        ("organization/siheung-city", "시흥시", "Siheung City", "시흥시"),
        ("organization/snu", "서울대학교", "Seoul National University", "서울대학교"),
        (
            "organization/etri",
            "한국전자통신연구원",
            "Electronics and Telecommunications Research Institute",
            "한국전자통신연구원",
        ),
        ("organization/kepco", "한국전력공사", "Korea Electric Power Corporation", "한국전력공사"),
        ("organization/lh", "한국토지주택공사", "Korea Land and Housing Corporation", "한국토지주택공사"),
        ("organization/kea", "한국에너지공단", "Korea Energy Agency", "한국에너지공단"),
        ("organization/kt", "주식회사 케이티", "KT Corporation", "KT"),
    ],
    "words": [
        (f"agreement/{ID}", "한국전력공사", "http://gginews.kr/news/view.php?idx=42012", "2018-04-19"),
        (
            f"agreement/{ID}",
            "한국전력공사",
            "http://www.incheonilbo.com/?mod=news&act=articleView&idxno=807672&sc_code=1398672483&page=&total=",
            None,
        ),
        (
            f"agreement/{ID}",
            "한국전력공사",
            "http://www.newsworks.co.kr/news/articleView.html?idxno=181218",
            "2018-04-19",
        ),
    ],
}
PARAMETERS: Final = {"agreements": {}, "parties": {"agreement": ID}, "words": {"org": "kepco"}}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_question_gives_its_rows_on_the_seed(name: str) -> None:
    assert answered(name, **PARAMETERS[name]) == EXPECTED[name]


def test_a_parameter_is_an_id_or_a_whole_iri() -> None:
    assert answered("words", org=f"{BASE}organization/kepco") == EXPECTED["words"]
    assert answered("words", org="nobody") == []


@pytest.mark.parametrize("question", KNOWN, ids=lambda question: question.name)
def test_a_question_says_what_it_is_in_both_languages(question: Question) -> None:
    assert question.title_en.isascii()
    assert question.title_en != question.name
    assert any("가" <= letter <= "힣" for letter in question.title_ko)
    assert question.note.isascii()
    body = "".join(line for line in question.sparql.splitlines(keepends=True) if not line.startswith("#"))
    assert all(f"?{parameter}" in body for parameter in question.parameters)
    assert "ORDER BY" in body


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
    assert (question.title_en, question.note, question.usage) == ("q", "", "a=ORGANIZATION b=FIELD")
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


HEAD: Final = "# note: All of it.\n# param day: date\n# param least: integer = 2\n# param near: place=seoul\n"


def typed(folder: Path) -> Question:
    """A question with a parameter of each type."""
    (folder / "q.rq").write_text(f"{HEAD}ASK {{ ?near ?day ?least }}\n", "utf-8")
    (question,) = questions(folder)
    return question


def test_days_and_numbers_become_literals_and_what_has_a_default_may_be_left_out(tmp_path: Path) -> None:
    question = typed(tmp_path)
    assert question.note == "All of it."
    assert question.usage == "day=DATE [least=2] [near=seoul]"
    assert question.parameters["least"] == Parameter("integer", "2")
    day = Literal("2020-02-29", None, xsd.date)
    assert fixed(question, {"day": "2020-02-29"}, Minter().named) == {
        "day": day,
        "least": Literal("2", None, xsd.integer),
        "near": f"{BASE}place/seoul",
    }
    given = {"day": "2020-02-29", "least": "007", "near": "jeju"}
    assert fixed(question, given, Minter().named) == {
        "day": day,
        "least": Literal("7", None, xsd.integer),
        "near": f"{BASE}place/jeju",
    }


@pytest.mark.parametrize(
    ("given", "sentence", "hint"),
    [
        ({}, "needs the parameter “day”", r"--param day=DATE, --param \[least=2\]"),
        ({"day": "2020"}, "“day” needs a whole day, not 2020", "2020-01-31"),
        ({"day": "2020-02-30"}, "“day” is wrong: 2020-02-30 is not in the calendar", "2020-01-31"),
        ({"day": "today"}, "“today” is not a date of the form", "2020-01-31"),
        ({"day": "2020-01-01", "least": "-1"}, "“-1” is no number for “least”", "--param least=3"),
        ({"day": "2020-01-01", "least": "three"}, "“three” is no number", "--param least=3"),
        ({"day": "2020-01-01", "least": "3 }"}, "“3 }” is no number", "--param least=3"),
    ],
)
def test_a_value_that_isn_t_of_its_kind_is_a_usage_error(
    given: dict[str, str], sentence: str, hint: str, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match=sentence) as caught:
        fixed(typed(tmp_path), given, Minter().named)
    assert re.search(hint, caught.value.hint)


def test_a_parameter_of_an_unknown_kind_is_a_fault_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text("# param x: banana\nASK { ?x ?y ?z }\n", "utf-8")
    with pytest.raises(UsageError, match="of no kind that there is: banana"):
        fixed(questions(tmp_path)[0], {"x": "y"}, Minter().named)


def test_a_literal_stands_for_a_variable_wherever_it_is() -> None:
    values = {"day": Literal("2020-01-01", None, xsd.date), "text": Literal('a"}\n?day', "ko", "")}
    sparql = (
        "SELECT ?found { BIND(IF(?day > '2019-12-31'^^<http://www.w3.org/2001/XMLSchema#date>, ?text, 0) AS ?found) }"
    )
    answer = answer_rows(seed_store(), sparql, values)
    assert isinstance(answer, Rows)
    assert [term.value for row in answer.rows for term in row if term] == ['a"}\n?day']
