"""Asking a named question, for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.concepts import ontology_folder
from kg.query import fixed, named, questions
from kg.rdf.terms import Minter
from kg.store.answers import Rows, answer_rows
from kg.vocab import BASE

if TYPE_CHECKING:
    from kg.store.embedded import Store

KNOWN: Final = questions(ontology_folder() / "queries")


def asked(store: Store, name: str, **parameters: str) -> list[dict[str, str]]:
    """The rows of an answer, each with the columns that have a value; ids stand for IRIs."""
    question = named(name, KNOWN)
    answer = answer_rows(store, question.sparql, fixed(question, parameters, Minter().named))
    assert isinstance(answer, Rows)
    return [
        {key: _short(term.value) for key, term in zip(answer.columns, row, strict=True) if term} for row in answer.rows
    ]


def _short(value: str) -> str:
    return value.removeprefix(BASE).partition("/")[2] if value.startswith(BASE) else value


def column(store: Store, name: str, key: str, **parameters: str) -> list[str]:
    """One column of an answer."""
    return [row[key] for row in asked(store, name, **parameters) if key in row]
