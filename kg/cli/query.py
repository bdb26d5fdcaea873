"""`kg query`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from kg.cli.options import RowFormat, base_option, format_option, graph_option, opened, print_rows, row_format, settings

if TYPE_CHECKING:
    from kg.pipeline.questions import Asked
    from kg.store.embedded import Store


@click.command
@click.argument("sparql", required=False)
@graph_option
@click.option("-f", "--file", metavar="FILE.rq", help="Read the query from a file; - is standard input.")
@click.option("-n", "--name", metavar="NAME", help="Ask a named question.")
@click.option("--param", "params", multiple=True, metavar="K=V", help="Fix a parameter of the named question.")
@click.option("--list", "listed", is_flag=True, help="List the named questions.")
@format_option
@base_option
def query(  # noqa: PLR0913 — one parameter a flag
    sparql: str | None,
    *,
    graph: str | None,
    file: str | None,
    name: str | None,
    params: tuple[str, ...],
    listed: bool,
    form: RowFormat | None,
    base_iri: str | None,
) -> None:
    """Answer a SPARQL 1.1 query, or a named question, over a graph.

    Away from a terminal the rows are CSV. csv, tsv and json are the formats of SPARQL 1.1 Query Results (W3C 2013).

    \b
    Example:
      kg query 'SELECT ?a WHERE { ?a a <https://w3id.org/smartcity-kg/ontology#Agreement> }'
    """
    from kg.pipeline.questions import ask, question_rows

    if listed:
        print_rows(*question_rows(), form)
        return
    known = settings(graph=graph, base_iri=base_iri)
    asked = ask(sparql, file, name, params, known.base_iri)
    _answer(opened(known), asked, row_format(form))


def _answer(store: Store, asked: Asked, form: RowFormat) -> None:
    from kg.store.answers import answer_rows, write_answer

    if form != "table":
        sys.stdout.flush()
        write_answer(store, asked.sparql, form, sys.stdout.buffer, asked.values)
        return
    from kg.views.terminal import print_table

    answer = answer_rows(store, asked.sparql, asked.values)
    if isinstance(answer, bool):
        click.echo(str(answer).lower())
    else:
        rows = [[term.value if term else None for term in row] for row in answer.rows]
        print_table(answer.columns, rows, sys.stdout)
