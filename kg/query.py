"""Named questions: the SPARQL files of `ontology/queries`, each with its title and its parameters.

A question is a plain `.rq` file. The comments at its head say what it is::

    # title-en: What a body has in force on a day
    # title-ko: 어느 날 한 기관에 유효한 협약
    # note: An agreement without a stated term counts until a source says that it ended.
    # param org: organization
    # param day: date
    # param minimum: integer = 2

A parameter is a variable of the query that the caller fixes: to a thing or concept, by its id and the path that the
last word names (`--param org=siheung-city`), to a day (`date`) or to a whole number (`integer`). One with a default may
be left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from kg.errors import UsageError
from kg.records.dates import PartialDate
from kg.store.statements import Literal
from kg.vocab import CONCEPT_PATHS, THING_PATHS, xsd

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from kg.store.embedded import Value

_HEAD: Final = re.compile(r"#\s*(title-en|title-ko|note|param\s+\w+):\s*(.+)")
_NUMBER: Final = re.compile(r"[0-9]{1,9}")


class Parameter(Struct, frozen=True):
    """What a parameter takes: a thing of this path, a `date` or an `integer`; without a default it must be given."""

    kind: str
    default: str | None = None

    @classmethod
    def parse(cls, text: str) -> Parameter:
        """The parameter that the head of a file describes: `organization`, `integer = 2`."""
        kind, equals, default = text.partition("=")
        return cls(kind.strip(), default.strip() if equals else None)

    def usage(self, name: str) -> str:
        """How to give it: `org=ORGANIZATION`, or `[minimum=2]` where it may be left out."""
        return f"{name}={self.kind.upper()}" if self.default is None else f"[{name}={self.default}]"


class Question(Struct, frozen=True):
    """A named question: its titles, what is to be known of its answer, and its parameters by name."""

    name: str
    title_en: str
    title_ko: str
    note: str
    parameters: dict[str, Parameter]
    sparql: str

    @property
    def usage(self) -> str:
        """The parameters as they are given: `org=ORGANIZATION [minimum=2]`."""
        return " ".join(parameter.usage(name) for name, parameter in self.parameters.items())


def questions(folder: Path) -> list[Question]:
    """Every named question of the folder, sorted by name."""
    return [_question(file) for file in sorted(folder.glob("*.rq"), key=lambda file: file.stem)]


def _question(file: Path) -> Question:
    text = file.read_text(encoding="utf-8")
    head = {found[1]: found[2].strip() for line in text.splitlines() if (found := _HEAD.fullmatch(line.strip()))}
    parameters = {key.split()[1]: Parameter.parse(value) for key, value in head.items() if key.startswith("param")}
    title_en, title_ko = head.get("title-en", file.stem), head.get("title-ko", file.stem)
    return Question(file.stem, title_en, title_ko, head.get("note", ""), parameters, text)


def named(name: str, known: list[Question]) -> Question:
    """The question of this name. Raises `UsageError` if there is none."""
    for question in known:
        if question.name == name:
            return question
    raise UsageError(f"there is no question named “{name}”", "`kg query --list` lists them")


def fixed(question: Question, given: Mapping[str, str], mint: Callable[[str, str], str]) -> dict[str, Value]:
    """What the parameters stand for: IRIs, which `mint` makes of a path and an id, and literals.

    An absolute address is taken as it is. Raises `UsageError` for a parameter that is missing, unknown or no value of
    its kind.
    """
    parameters = question.parameters
    needed = {name for name, parameter in parameters.items() if parameter.default is None}
    for name in sorted((needed - set(given)) | (set(given) - set(parameters))):
        problem = "needs" if name in parameters else "doesn't know"
        hint = ", ".join(f"--param {parameter.usage(key)}" for key, parameter in parameters.items()) or "it has none"
        raise UsageError(f"the question {question.name} {problem} the parameter “{name}”", hint)
    values = {name: given.get(name, parameter.default or "") for name, parameter in parameters.items()}
    return {name: _value(name, parameters[name].kind, text, mint) for name, text in values.items()}


def _value(name: str, kind: str, text: str, mint: Callable[[str, str], str]) -> Value:
    if kind == "date":
        return Literal(_day(name, text), None, xsd.date)
    if kind == "integer":
        if not _NUMBER.fullmatch(text):
            raise UsageError(f"“{text[:40]}” is no number for “{name}”", f"write a whole number: --param {name}=3")
        return Literal(str(int(text)), None, xsd.integer)
    if kind not in (*THING_PATHS, *CONCEPT_PATHS):
        raise UsageError(f"the parameter “{name}” is of no kind that there is: {kind[:40]}", "correct the .rq file")
    return text if text.startswith(("http://", "https://")) else mint(kind, text)


def _day(name: str, text: str) -> str:
    """The day, spelled as XML Schema does. Raises `UsageError` for less than a day, or one that no calendar has."""
    try:
        date = PartialDate.parse(text)
    except ValueError as error:
        raise UsageError(f"“{name}” is wrong: {error}", f"write a day: --param {name}=2020-01-31") from error
    if date.precision != "day":
        raise UsageError(f"“{name}” needs a whole day, not {text}", f"write a day: --param {name}=2020-01-31")
    return str(date)
