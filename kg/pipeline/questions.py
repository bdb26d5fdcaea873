"""What a call of `kg query` asks: a text, a file or a named question, with its parameters fixed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.concepts import ontology_folder
from kg.errors import UsageError
from kg.pipeline.graph import minter_for
from kg.query import fixed, named, questions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.store.embedded import Value


class Asked(NamedTuple):
    """A query, and the terms that its variables are fixed to."""

    sparql: str
    values: dict[str, Value]


def ask(sparql: str | None, file: str | None, name: str | None, params: Sequence[str], base_iri: str) -> Asked:
    """The query of a call. Raises `UsageError` unless exactly one of text, file and name is given."""
    if sum(given is not None for given in (sparql, file, name)) != 1 or sparql == "":
        raise UsageError("give one query: a text, -f FILE.rq or -n NAME", "`kg query --list` lists the named questions")
    if params and name is None:
        raise UsageError("only a named question has parameters", "write the value into the query")
    if name is not None:
        question = named(name, questions(ontology_folder() / "queries"))
        return Asked(question.sparql, fixed(question, dict(map(_pair, params)), minter_for(base_iri).named))
    return Asked(sparql or _text(file or "-"), {})


def _pair(param: str) -> tuple[str, str]:
    key, equals, value = param.partition("=")
    if not (key and equals and value):
        raise UsageError(f"“{param}” is no parameter", "write --param KEY=VALUE")
    return key, value


def _text(file: str) -> str:
    try:
        return sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise UsageError(f"{file} isn't there", "name a file with a SPARQL query") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{file} is not UTF-8", "save the query as UTF-8") from error


def question_rows() -> tuple[tuple[str, ...], list[list[str]]]:
    """The named questions as rows: name, titles, parameters."""
    known = questions(ontology_folder() / "queries")
    rows = [[question.name, question.title_en, question.title_ko, question.usage] for question in known]
    return ("name", "title_en", "title_ko", "parameters"), rows
