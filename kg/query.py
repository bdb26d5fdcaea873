"""Named questions: the SPARQL files of `ontology/queries`, each with its title and its parameters.

A question is a plain `.rq` file. The comments at its head say what it is::

    # title-en: Parties of an agreement
    # title-ko: 협약의 당사자
    # param agreement: agreement

A parameter is a variable of the query that the caller fixes to a thing, by its id and the path that the last word
names: `--param agreement=siheung-global-smart-city-2018`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

_HEAD: Final = re.compile(r"#\s*(title-en|title-ko|param\s+\w+):\s*(.+)")


class Question(Struct, frozen=True):
    """A named question: its titles, and for each parameter the kind of thing that it takes."""

    name: str
    title_en: str
    title_ko: str
    parameters: dict[str, str]
    sparql: str


def questions(folder: Path) -> list[Question]:
    """Every named question of the folder, sorted by name."""
    return [_question(file) for file in sorted(folder.glob("*.rq"))]


def _question(file: Path) -> Question:
    text = file.read_text(encoding="utf-8")
    head = {found[1]: found[2].strip() for line in text.splitlines() if (found := _HEAD.fullmatch(line.strip()))}
    parameters = {key.split()[1]: value for key, value in head.items() if key.startswith("param")}
    return Question(file.stem, head.get("title-en", file.stem), head.get("title-ko", file.stem), parameters, text)


def named(name: str, known: list[Question]) -> Question:
    """The question of this name. Raises `UsageError` if there is none."""
    for question in known:
        if question.name == name:
            return question
    raise UsageError(f"there is no question named “{name}”", "`kg query --list` lists them")


def fixed(question: Question, given: Mapping[str, str], mint: Callable[[str, str], str]) -> dict[str, str]:
    """The IRIs that the parameters stand for; `mint` makes one of a path and an id.

    An absolute address is taken as it is. Raises `UsageError` for a parameter that is missing or unknown.
    """
    for name in sorted(set(given) ^ set(question.parameters)):
        problem = "needs" if name in question.parameters else "doesn't know"
        hint = ", ".join(f"--param {key}={kind.upper()}" for key, kind in question.parameters.items()) or "it has none"
        raise UsageError(f"the question {question.name} {problem} the parameter “{name}”", hint)
    return {
        name: value if value.startswith(("http://", "https://")) else mint(question.parameters[name], value)
        for name, value in given.items()
    }
