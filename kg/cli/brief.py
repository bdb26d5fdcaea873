"""`kg brief`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.options import base_option, graph_option, opened, quiet_option, settings

_FORMATS = ("html", "md", "pdf", "docx")


@click.command
@click.argument("subject", metavar="[ORG|FIELD|AGREEMENT]", required=False)
@graph_option
@click.option(
    "-o", "--out", metavar="FILE", default="briefing.html", show_default=True, help="The briefing; - is stdout."
)
@click.option("--format", "form", type=click.Choice(_FORMATS), help="What to write.  [default: by the ending of FILE]")
@click.option("--lang", type=click.Choice(("ko", "en")), default="ko", show_default=True, help="The language.")
@click.option("--since", metavar="MANIFEST", help="Tell what changed since the build of this manifest.json.")
@base_option
@quiet_option
def brief(  # noqa: PLR0913 — one parameter a flag
    subject: str | None,
    *,
    graph: str | None,
    out: str,
    form: str | None,
    lang: str,
    since: str | None,
    base_iri: str | None,
    quiet: bool,
) -> None:
    """Write two pages for a person who has three minutes, each number with the question behind it.

    Of the whole graph, or of an organisation, a field or an agreement, by its id. HTML, PDF and Word need the extra
    brief: pip install 'smartcity-kg[brief]'.

    \b
    Example:
      kg brief siheung-city -o siheung.pdf
    """
    from kg.pipeline.briefing.compose import briefing
    from kg.pipeline.briefing.writing import briefing_file, format_for
    from kg.pipeline.files import write_file
    from kg.pipeline.opened import Graph

    chosen = form or format_for(out)
    known = settings(graph=graph, base_iri=base_iri)
    found = briefing(Graph(known.graph, store=opened(known, quiet=quiet)), subject, since, known.base_iri)
    written = briefing_file(found, chosen, lang)  # type: ignore[arg-type]  # click has checked both
    if out == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(written)
        return
    write_file(Path(out), written)
    if not quiet:
        click.echo(f"wrote {out}: {len(found.sayings)} sentences from {len(found.answers)} answers", err=True)
