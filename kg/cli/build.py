"""`kg build`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import DAY, base_option, counted, data_option, quiet_option, settings, sources_argument

if TYPE_CHECKING:
    from datetime import date

    from kg.pipeline.build import Built

_FORMATS = ("ttl", "nt", "jsonld")


def _formats(_context: click.Context, _parameter: click.Parameter, value: str) -> tuple[str, ...]:
    """The formats of a list such as `ttl,nt`, each once, in the order in which kg writes them."""
    asked = {part.strip() for part in value.split(",")}
    if unknown := sorted(asked - set(_FORMATS)):
        raise click.BadParameter(f"{', '.join(unknown)} is not one of {', '.join(_FORMATS)}")
    return tuple(form for form in _FORMATS if form in asked)


@click.command
@sources_argument
@click.option("-o", "--out", metavar="DIR", help="Folder of the outputs.  [default: build]")
@click.option("--format", "formats", default="ttl", callback=_formats, help="Formats of the graph: ttl,nt,jsonld.")
@click.option("--no-network", is_flag=True, help="Leave out centrality.csv.")
@click.option("--no-html", is_flag=True, help="Leave out the page.")
@click.option("--keep-going", is_flag=True, help="Leave out bad records and build the rest.")
@click.option("--jobs", metavar="N", type=click.IntRange(1, 256), default=1, help="Processes to use.  [default: 1]")
@click.option("--sorted", "sort", is_flag=True, help="Order the graph by subject.")
@click.option("--as-of", metavar="DATE", type=DAY, help="Only what was in force on the day.")
@click.option("--known-by", metavar="DATE", type=DAY, help="Only what had been published by the day.")
@data_option
@base_option
@quiet_option
def build(  # noqa: PLR0913 — one parameter a flag
    sources: tuple[str, ...],
    *,
    out: str | None,
    formats: Any,  # noqa: ANN401 — the callback's tuple of formats
    no_network: bool,
    no_html: bool,
    keep_going: bool,
    jobs: int,
    sort: bool,
    as_of: date | None,
    known_by: date | None,
    data: str | None,
    base_iri: str | None,
    quiet: bool,
) -> int:
    """Build a graph from records: the SOURCES, files or folders, or all of data/.

    Writes graph.ttl, centrality.csv, graph.html and manifest.json into the folder of the outputs, all of them or none.
    Does nothing where nothing has changed. `-` reads agreements as JSON Lines from standard input.

    \b
    Example:
      kg build data -o build
    """
    from kg.cli.progress import bar
    from kg.pipeline.build import Request
    from kg.pipeline.build import build as run

    known = settings(out=out, data=data, base_iri=base_iri)
    request = Request(
        sources,
        known.out,
        known.data,
        formats,
        known.base_iri,
        network=not no_network,
        html=not no_html,
        keep_going=keep_going,
        jobs=jobs,
        sort=sort,
        as_of=as_of,
        known_by=known_by,
    )
    with bar("records", quiet) as progress:
        built = run(request, progress)
    for problem in built.problems:
        click.echo(str(problem), err=True)
    if not quiet:
        for line in (_summary(built, known.out), *built.notes):
            click.echo(line, err=True)
    return 1 if built.problems else 0


def _summary(built: Built, out: str) -> str:
    if not built.changed:
        return f"{out} is up to date"
    counts = built.counts
    nouns = {"agreements": "agreement", "organizations": "organisation", "statements": "statement"}
    made = [counted(counts[key], noun) for key, noun in nouns.items()]
    left_out = [counted(counts["left_out"], "agreement") + " of other days left out"] if counts["left_out"] else []
    passed_over = [counted(len(built.problems), "problem") + " passed over"] if built.problems else []
    return f"{out}: {', '.join(made + left_out + passed_over)}\n  wrote {', '.join(built.outputs)}"
