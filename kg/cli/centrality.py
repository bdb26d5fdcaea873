"""`kg centrality`."""

from __future__ import annotations

import click

from kg.cli.options import RowFormat, format_option, graph_option, opened, print_rows, row_format, settings

_MODES = ("projection", "two-mode")
_WIDE = {"label_en"}


@click.command
@graph_option
@click.option("--mode", type=click.Choice(_MODES), help="Only the two-mode measures, or all.  [default: projection]")
@format_option
def centrality(graph: str | None, mode: str | None, form: RowFormat | None) -> None:
    """Print who holds the network together: a row an organisation, the highest betweenness first.

    The measures are networkx's, on the unweighted projection and, under two_mode_ names, on the graph of organisations
    and agreements. docs/reference/centrality.md defines every column.

    \b
    Example:
      kg centrality -g build/graph.ttl --format csv
    """
    from kg.network.centrality import ERROR, TWO_MODE, estimated
    from kg.pipeline.opened import Graph, centrality_table

    known = settings(graph=graph)
    measured = Graph(known.graph, store=opened(known))
    measures = measured.centrality()
    columns, rows = centrality_table(measures, measured.names(), "two-mode" if mode == "two-mode" else "projection")
    if row_format(form) == "table":
        # For a person: the id for the IRI, one name, and the measures of one graph, so that a terminal holds a row.
        hidden = {*_WIDE, *(TWO_MODE if mode is None else ())}
        shown = [n for n, name in enumerate(columns) if name.removesuffix(ERROR) not in hidden]
        rows = [[str(row[0]).rpartition("/")[2], *row[1:]] for row in rows]
        columns, rows = [columns[n] for n in shown], [[row[n] for n in shown] for row in rows]
    print_rows(columns, rows, form)
    for column, sentence in estimated(measures).items():
        if column in columns:
            click.echo(sentence, err=True)
