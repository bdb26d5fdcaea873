"""Options that several commands share, and the settings behind them."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.settings import Settings
    from kg.store.embedded import Store
    from kg.views.table import Cell

RowFormat = Literal["table", "csv", "tsv", "json"]
ROW_FORMATS: Final[tuple[RowFormat, ...]] = ("table", "csv", "tsv", "json")


class _Day(click.ParamType):  # type: ignore[type-arg]  # generic for the type checker alone
    """A day of the calendar; of a month or a year it is the last one."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:  # noqa: ANN401 — click's own signature
        """Give the day, or say in one sentence what is wrong."""
        from kg.records.dates import PartialDate

        if isinstance(value, dt.date):
            return value
        try:
            return PartialDate.parse(value).last_day
        except ValueError as error:
            self.fail(str(error), param, ctx)


DAY: Final = _Day()
sources_argument: Callable[..., Any] = click.argument("sources", nargs=-1, type=click.Path())
data_option: Callable[..., Any] = click.option(
    "--data", metavar="DIR", help="Folder of the register and the records.  [default: data]"
)
graph_option: Callable[..., Any] = click.option(
    "-g", "--graph", metavar="FILE", help="The graph; - is Turtle on standard input.  [default: build/graph.ttl]"
)
base_option: Callable[..., Any] = click.option("--base-iri", metavar="IRI", help="Where the IRIs of things begin.")
quiet_option: Callable[..., Any] = click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
format_option: Callable[..., Any] = click.option(
    "--format",
    "form",
    type=click.Choice(ROW_FORMATS),
    help="How to print the rows.  [default: table on a terminal, csv otherwise]",
)


def settings(**flags: str | None) -> Settings:
    """The settings of this run: flags before the environment before `kg.toml`."""
    from kg.settings import load

    return load(os.environ, Path(), flags)


def opened(known: Settings, *, quiet: bool = False) -> Store:
    """The store of the graph that the settings name, with progress and notes on standard error."""
    from kg.cli.progress import bar
    from kg.pipeline.opening import Keeping, open_store

    def say(note: str) -> None:
        if not quiet:
            click.echo(f"note: {note}", err=True)

    with bar(f"reading {known.graph}", quiet) as progress:
        return open_store(known.graph, Keeping(known.store_from, known.stores), say, progress)


def row_format(form: RowFormat | None) -> RowFormat:
    """The format that is asked for, or what suits the place where the rows go."""
    return form or ("table" if sys.stdout.isatty() else "csv")


def counted(number: int, noun: str) -> str:
    """A number with its noun: 1 agreement, 75 agreements."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def print_rows(columns: Sequence[str], rows: Sequence[Sequence[Cell]], form: RowFormat | None) -> None:
    """Print rows on standard output."""
    chosen = row_format(form)
    if chosen == "table":
        from kg.views.terminal import print_table

        print_table(columns, rows, sys.stdout)
    else:
        from kg.views.table import csv_text, json_text, tsv_text

        write = {"csv": csv_text, "tsv": tsv_text, "json": json_text}[chosen]
        sys.stdout.write(write(columns, rows))
