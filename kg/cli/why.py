"""`kg why`."""

from __future__ import annotations

import os
import sys

import click

from kg.cli.options import (
    RowFormat,
    counted,
    format_option,
    graph_option,
    opened,
    print_rows,
    quiet_option,
    row_format,
    settings,
)


@click.command
@click.argument("thing", metavar="ID")
@click.argument("property_", metavar="[PROPERTY]", required=False)
@graph_option
@click.option("--texts", metavar="DIR", help="Folder of the sources' texts.  [default: texts/ in the data folder]")
@format_option
@quiet_option
def why(  # noqa: PLR0913 — one parameter a flag
    thing: str, property_: str | None, *, graph: str | None, texts: str | None, form: RowFormat | None, quiet: bool
) -> None:
    """Print the statements about a thing, each with the words, the source and the day behind it.

    ID is an id, kind/ID, a prefixed name or an IRI. PROPERTY is a key of a record, a name of the ontology or its label:
    signed, kgo:signedOn, 체결일. Where the text of a source is at hand, the sentence around the words is shown too.

    \b
    Example:
      kg why siheung-global-smart-city-2018 signed
    """
    from kg.errors import UsageError
    from kg.pipeline.why.answer import why as answer

    known = settings(graph=graph)
    if texts is not None and not os.path.isdir(texts):
        raise UsageError(f"{texts} is no folder", "name the folder with the texts of the sources")
    folder = texts or os.path.join(known.data, "texts")
    found = answer(opened(known, quiet=quiet), thing, property_, folder if os.path.isdir(folder) else None)
    if row_format(form) == "table":
        from kg.views.why_terminal import print_why

        print_why(found, sys.stdout)
    else:
        from kg.views.why import COLUMNS, why_rows

        print_rows(COLUMNS, why_rows(found), form)
    sys.stdout.flush()
    for fault in found.faults:
        click.echo(f"warning: {fault}", err=True)
    if found.textless and not quiet:
        words = f"{counted(len(found.textless), 'source')} without its text" if len(found.textless) == 1 else ""
        words = words or f"{len(found.textless)} sources without their texts"
        click.echo(f"{words}: the exact words are shown, not their sentences", err=True)
