"""`kg check`."""

from __future__ import annotations

import click

from kg.cli.options import (
    RowFormat,
    base_option,
    counted,
    data_option,
    format_option,
    print_rows,
    quiet_option,
    settings,
    sources_argument,
)


@click.command
@sources_argument
@format_option
@click.option(
    "--lang", type=click.Choice(("en", "ko")), default="en", show_default=True, help="Language of the graph's problems."
)
@data_option
@base_option
@quiet_option
def check(  # noqa: PLR0913 — one parameter a flag
    sources: tuple[str, ...],
    *,
    form: RowFormat | None,
    lang: str,
    data: str | None,
    base_iri: str | None,
    quiet: bool,
) -> int:
    """List every problem of the records, then of the graph that they make (SHACL), each with its place and its cure.

    A violation ends with exit code 1; warnings and notes don't. Where sources disagree, a note says what each of them
    claims. With --format the problems are rows on standard output, in both languages. Words of evidence are held
    against the texts of their sources where these are in the folder texts/ of the data.

    \b
    Example:
      kg check data
    """
    from kg.pipeline.check import GraphProblem
    from kg.pipeline.check import check as run

    known = settings(data=data, base_iri=base_iri)
    problems, records = run(sources, known.data, known.base_iri)
    if form:
        columns = ("path", "line", "column", "severity", "message", "hint", "message_ko", "hint_ko")
        print_rows(columns, [[getattr(problem, column, "") for column in columns] for problem in problems], form)
    else:
        for problem in problems:
            if quiet and problem.severity != "violation":
                continue
            said = problem.in_korean() if lang == "ko" and isinstance(problem, GraphProblem) else problem
            click.echo(str(said), err=True)
    counts = {kind: sum(problem.severity == kind for problem in problems) for kind in ("violation", "warning", "info")}
    if not quiet:
        nouns = {"violation": "violation", "warning": "warning", "info": "note"}
        words = ", ".join(counted(count, nouns[kind]) for kind, count in counts.items())
        click.echo(f"{counted(records, 'record')}: {words}", err=True)
    return 1 if counts["violation"] else 0
