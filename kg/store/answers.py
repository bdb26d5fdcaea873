"""The answer to a query: as rows of plain values, or written in a format of the W3C."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, Final, Literal, NamedTuple

import pyoxigraph as ox

from kg.store.embedded import Answer, Store, plain_term

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.store.embedded import Value
    from kg.store.statements import Term

Format = Literal["csv", "tsv", "json"]
_FORMATS: Final = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
}
_TRIPLE: Final = ("subject", "predicate", "object")


class Rows(NamedTuple):
    """A table: the names of the columns, and the rows; None where a variable has no value."""

    columns: tuple[str, ...]
    rows: list[tuple[Term | None, ...]]


def answer_rows(store: Store, sparql: str, values: Mapping[str, Value] | None = None) -> Rows | bool:
    """The rows of a SELECT; the statements of a CONSTRUCT or DESCRIBE as rows of three; the truth of an ASK."""
    return store.query(sparql, _rows, values)


def write_answer(
    store: Store, sparql: str, form: Format, out: BinaryIO, values: Mapping[str, Value] | None = None
) -> None:
    """Write the answer as it comes: SPARQL 1.1 Query Results in CSV, TSV or JSON (W3C 2013), in UTF-8.

    A graph is written as Turtle, whatever the format, since these formats hold rows.
    """

    def write(answer: Answer) -> None:
        if isinstance(answer, ox.QueryTriples):
            answer.serialize(out, format=ox.RdfFormat.TURTLE)
        elif isinstance(answer, ox.QueryBoolean) and form != "json":
            out.write(b"true\n" if answer else b"false\n")
        else:
            answer.serialize(out, format=_FORMATS[form])
            if form == "json":
                out.write(b"\n")

    store.query(sparql, write, values)


def _rows(answer: Answer) -> Rows | bool:
    if isinstance(answer, ox.QueryBoolean):
        return bool(answer)
    if isinstance(answer, ox.QueryTriples):
        return Rows(_TRIPLE, [tuple(map(plain_term, (t.subject, t.predicate, t.object))) for t in answer])
    names = tuple(variable.value for variable in answer.variables)
    rows = [tuple(plain_term(value) if value is not None else None for value in solution) for solution in answer]
    return Rows(names, rows)
