"""`kg export`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.options import counted, graph_option, opened, quiet_option, settings

# A copy of the names in `kg.views.exchange.formats`: that needs more libraries than a help page should.
FORMATS = ("gexf", "graphml", "csv", "xlsx", "sqlite", "parquet", "cypher")


@click.command
@graph_option
@click.option("--format", "form", type=click.Choice(FORMATS), required=True, help="The format.")
@click.option(
    "-o", "--out", metavar="FILE", help="The file, or for csv and parquet the folder; - is stdout.  [default: graph.…]"
)
@quiet_option
def export(graph: str | None, form: str, out: str | None, quiet: bool) -> None:
    """Write a graph in the formats of other programs: Gephi, Excel, Datasette, Neo4j, data frames.

    gexf and graphml hold the network of agreements and organisations, with dates, attributes and measures. The others
    hold all tables: csv and parquet a file each, in a folder. xlsx and parquet need the extra `tables`.

    \b
    Example:
      kg export --format gexf -o partnerships.gexf
    """
    from kg.pipeline.exporting import default_name, exchange_tables
    from kg.pipeline.exporting import export as write
    from kg.pipeline.opened import Graph

    known = settings(graph=graph)
    tables = exchange_tables(Graph(known.graph, store=opened(known, quiet=quiet)))
    place = out or default_name(form)
    write(tables, form, sys.stdout.buffer if place == "-" else Path(place))
    if not quiet and place != "-":
        click.echo(f"wrote {place}: {counted(len(tables[0].rows), 'agreement')}", err=True)
