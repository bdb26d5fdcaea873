"""`kg view`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.options import graph_option, quiet_option, settings


@click.command(short_help="Write the interactive page of a graph.")
@graph_option
@click.option("-o", "--out", metavar="FILE", default="graph.html", show_default=True, help="The page; - is stdout.")
@quiet_option
def view(graph: str | None, out: str, quiet: bool) -> None:
    """Write the interactive page of a graph: one file that opens offline in any browser.

    \b
    Example:
      kg view -g build/graph.ttl -o page.html
    """
    from kg.pipeline.files import write_file
    from kg.pipeline.opened import Graph

    page = Graph.open(settings(graph=graph).graph).page()
    if out == "-":
        sys.stdout.write(page)
        return
    write_file(Path(out), page.encode())
    if not quiet:
        click.echo(f"wrote {out}", err=True)
