"""`kg centrality`."""

from __future__ import annotations

import click

from kg.cli.options import RowFormat, format_option, graph_option, print_rows, settings

_MODES = ("projection", "two-mode")


@click.command(short_help="Print the measures, a row an organisation.")
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
    from kg.pipeline.opened import Graph, centrality_table

    opened = Graph(settings(graph=graph).graph)
    print_rows(*centrality_table(opened, "two-mode" if mode == "two-mode" else "projection"), form)
