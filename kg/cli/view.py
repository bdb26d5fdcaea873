"""`kg view`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import counted, graph_option, opened, quiet_option, settings

if TYPE_CHECKING:
    from kg.records.dates import PartialDate


def _date(_context: click.Context, _parameter: click.Parameter, value: str | None) -> PartialDate | None:
    from kg.records.dates import PartialDate

    try:
        return PartialDate.parse(value) if value else None
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@click.command
@graph_option
@click.option("-o", "--out", metavar="FILE", default="graph.html", show_default=True, help="The page; - is stdout.")
@click.option("--focus", metavar="ORG", help="Only what is near an organisation, by its id.")
@click.option("--depth", type=click.IntRange(1, 10), default=1, show_default=True, help="How many agreements away.")
@click.option("--field", metavar="F", help="Only agreements in a field of co-operation, by its id.")
@click.option("--from", "since", metavar="DATE", callback=_date, help="Only agreements signed on or after the date.")
@click.option("--until", metavar="DATE", callback=_date, help="Only agreements signed on or before the date.")
@click.option("--story", metavar="FILE", type=click.Path(), help="Lead through the page by the steps of a YAML file.")
@click.option("--top", type=click.IntRange(1), metavar="N", help="Only the N organisations of highest betweenness.")
@quiet_option
def view(graph: str | None, out: str, story: str | None, quiet: bool, **kept: Any) -> None:  # noqa: ANN401 — the fields of a Selection
    """Write the interactive page of a graph: one file that opens offline in any browser.

    Dates may be partial: 2018 or 2018-04. An agreement without a day of signing is in no range of dates.

    \b
    Example:
      kg view -g build/graph.ttl -o page.html
    """
    from kg.pipeline.files import write_file
    from kg.pipeline.opened import Graph
    from kg.pipeline.selection import Selection

    known = settings(graph=graph)
    drawn = Graph(known.graph, store=opened(known, quiet=quiet))
    profiles = drawn.selected(Selection(**kept))
    page = drawn.page(profiles, story)
    if out == "-":
        sys.stdout.write(page)
        return
    write_file(Path(out), page.encode())
    if not quiet:
        shown, whole = len(profiles.agreements), len(drawn.profiles().agreements)
        click.echo(f"wrote {out}: {shown} of {counted(whole, 'agreement')}", err=True)
