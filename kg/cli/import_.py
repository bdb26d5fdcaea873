"""`kg import`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from kg.cli.options import counted, data_option, quiet_option, settings

if TYPE_CHECKING:
    from kg.pipeline.importing import Imported


@click.command("import")
@click.argument("table", metavar="TABLE")
@click.option("--mapping", metavar="FILE", help="What the columns are.  [default: NAME.mapping.yaml beside the table]")
@click.option("--guess", "guessed", is_flag=True, help="Print a proposal for the mapping, and read no record.")
@click.option("--from", "shape", type=click.Choice(("cordis", "treaty")), help="Read foreign data of this shape.")
@click.option("-o", "--out", metavar="PATH", help="File of the records, with --from the folder.  [default: -]")
@click.option("--keep-going", is_flag=True, help="Leave out bad records and write the rest.")
@data_option
@quiet_option
def import_(  # noqa: PLR0913 — one parameter a flag
    table: str,
    *,
    mapping: str | None,
    guessed: bool,
    shape: str | None,
    out: str | None,
    keep_going: bool,
    data: str | None,
    quiet: bool,
) -> int:
    """Turn a table (CSV, XLSX, Parquet) into records as JSON Lines.

    A column has the name of a key of the record, or the mapping says what it is. With --from, TABLE is foreign data:
    cordis, the folder of CORDIS's organization.csv and project.csv; treaty, a table of agreements, their parties and
    dates. Both give agreements.jsonl and organizations.jsonl in a folder.

    \b
    Example:
      kg import --guess data/making/names.tsv
    """
    from kg.pipeline.importing import import_foreign, import_table, propose

    if shape is not None:
        if out is None or guessed or mapping:
            raise click.UsageError("--from goes with -o DIR, for its two files, and knows the columns")
        done = import_foreign(shape, table, out, keep_going=keep_going)
    elif guessed:
        sys.stdout.write(propose(table, mapping))
        return 0
    else:
        done = import_table(table, mapping, settings(data=data).data, out or "-", keep_going=keep_going)
    return _said(done, quiet)


def _said(done: Imported, quiet: bool) -> int:
    """Say what was written and what was left out; give the exit code."""
    for problem in done.problems:
        click.echo(str(problem), err=True)
    if not quiet:
        for place, count in done.counts.items():
            click.echo(f"{'standard output' if place == '-' else place}: {counted(count, 'record')}", err=True)
    return 1 if done.problems else 0
