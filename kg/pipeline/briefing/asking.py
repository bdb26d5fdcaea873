"""Questions put to a graph for a briefing, and numbers read off their answers."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Final

from kg.concepts import ontology_folder
from kg.pipeline.graph import minter_for
from kg.pipeline.opened import centrality_table
from kg.query import fixed, named, questions
from kg.settings import Settings
from kg.store.answers import Rows, answer_rows
from kg.views.brief.briefing import Answer, Figure, Reading
from kg.vocab import BASE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.pipeline.opened import Graph
    from kg.records.text import LanguageMap
    from kg.views.brief.briefing import How
    from kg.views.table import Cell

    Where = dict[str, str | None]

Found = dict[str, str]
"""A row of an answer: the columns that have a value."""

SHOWN: Final = 25
"""Rows of an answer that the briefing itself shows; the command beside it gives all."""

MEASURES: Final = "centrality"
"""The name of the answer that `kg centrality` gives."""

_MEASURES_TITLE: Final = {"ko": "기관별 중심성 지표", "en": "The measures of every organisation"}


class Asking:
    """The answers that a briefing rests on, each asked once, numbered in the order in which they were asked for."""

    def __init__(self, graph: Graph, base_iri: str = BASE) -> None:
        """Nothing is asked yet."""
        self.graph, self.base_iri = graph, base_iri
        self._asked: dict[tuple[str, ...], Asked] = {}
        self._known = questions(ontology_folder() / "queries")

    def __call__(self, name: str, **parameters: str) -> Asked:
        """The answer to a named question; a parameter is an IRI."""
        key = (name, *(f"{parameter}={value}" for parameter, value in sorted(parameters.items())))
        if key not in self._asked:
            self._asked[key] = self._ask(name, parameters)
        return self._asked[key]

    def measures(self) -> Asked:
        """The measures of every organisation, the highest betweenness first, as `kg centrality` prints them."""
        if (MEASURES,) not in self._asked:
            columns, rows = centrality_table(self.graph.centrality(), self.graph.names(), "projection")
            number, command = len(self._asked), self._command("centrality", "--format", "csv")
            self._asked[MEASURES,] = Asked(number, (MEASURES, _MEASURES_TITLE, command), columns, rows)
        return self._asked[MEASURES,]

    def answers(self) -> tuple[Answer, ...]:
        """All answers so far."""
        return tuple(asked.answer() for asked in self._asked.values())

    def _ask(self, name: str, parameters: dict[str, str]) -> Asked:
        question = named(name, self._known)
        values = fixed(question, parameters, minter_for(self.base_iri).named)
        found = answer_rows(self.graph.store, question.sparql, values)
        if not isinstance(found, Rows):
            raise TypeError(f"the question {name} selects no rows")
        rows = [[term.value if term else None for term in row] for row in found.rows]
        fixings = [part for key, iri in sorted(parameters.items()) for part in ("--param", f"{key}={self._id(iri)}")]
        command = self._command("query", "-n", name, *fixings)
        title = {"ko": question.title_ko, "en": question.title_en}
        return Asked(len(self._asked), (name, title, command), found.columns, rows)

    def _command(self, command: str, *arguments: str) -> str:
        graph = [] if self.graph.path == Settings().graph else ["-g", self.graph.path]
        return shlex.join(["kg", command, *graph, *arguments])

    def _id(self, iri: str) -> str:
        """The id that stands for an IRI in a question, or the IRI itself."""
        path, _, id_ = iri.rpartition("/")
        kind = path.rpartition("/")[2]
        return id_ if id_ and minter_for(self.base_iri).named(kind, id_) == iri else iri


class Asked:
    """The answer to one question, to be counted."""

    def __init__(
        self, number: int, asked: tuple[str, LanguageMap, str], columns: Sequence[str], rows: Iterable[Sequence[Cell]]
    ) -> None:
        """Keep the rows as texts; what was asked is a name, its title and the command."""
        self.number, self.columns = number, tuple(columns)
        self.name, self.title, self.command = asked
        self._counted: set[int] = set()
        self.rows: list[Found] = [
            {column: str(cell) for column, cell in zip(columns, row, strict=True) if cell is not None} for row in rows
        ]

    def answer(self) -> Answer:
        """The answer for a reader: of its rows those that a number was counted in."""
        counted = [row for at, row in enumerate(self.rows) if at in self._counted] or self.rows
        rows = tuple(tuple(row.get(column, "") for column in self.columns) for row in counted[:SHOWN])
        return Answer(self.name, self.title, self.command, self.columns, rows, len(self.rows))

    def kept(self, where: Where | None = None, inside: Asked | None = None) -> list[Found]:
        """The rows with these values; with `inside`, those whose agreement is in that answer."""
        return [self.rows[at] for at in self._kept(where, inside)]

    def _kept(self, where: Where | None, inside: Asked | None) -> list[int]:
        within = None if inside is None else {row["agreement"] for row in inside.rows}
        return [
            at
            for at, row in enumerate(self.rows)
            if all(_fits(row.get(column), value) for column, value in (where or {}).items())
            and (within is None or row.get("agreement") in within)
        ]

    def count(self, where: Where | None = None, inside: Asked | None = None) -> Figure:
        """How many rows there are."""
        return self._figure(len(self.kept(where, inside)), "rows", "", where, inside)

    def different(self, column: str, where: Where | None = None, inside: Asked | None = None) -> Figure:
        """How many different values a column has."""
        values = {row[column] for row in self.kept(where, inside) if column in row}
        return self._figure(len(values), "different", column, where, inside)

    def total(self, column: str, where: Where | None = None, inside: Asked | None = None) -> Figure:
        """The sum of a column."""
        values = [int(row[column]) for row in self.kept(where, inside) if column in row]
        return self._figure(sum(values), "sum", column, where, inside)

    def cell(self, column: str, where: Where) -> Figure:
        """The value of a column in the first of these rows; 0 where there is none."""
        rows = self.kept(where)
        return self._figure(_number(rows[0][column]) if rows else 0, "cell", column, where, None)

    def rank(self, column: str, where: Where) -> Figure:
        """The place of a row by a column, the highest value first; equal values have the same place."""
        own = max((float(row[column]) for row in self.kept(where)), default=0.0)
        higher = sum(float(row[column]) > own for row in self.rows if column in row)
        return self._figure(higher + 1, "rank", column, where, None)

    def _figure(self, value: float, how: How, column: str, where: Where | None, inside: Asked | None) -> Figure:
        self._counted.update(self._kept(where, inside))
        kept = tuple((where or {}).items())
        return Figure(value, self.number, Reading(how, column, kept, None if inside is None else inside.number))


def _fits(value: str | None, wanted: str | None) -> bool:
    if wanted is not None and wanted.endswith("*"):
        return value is not None and value.startswith(wanted[:-1])
    return value == wanted


def _number(text: str) -> float:
    return int(text) if text.isdecimal() else float(text)
