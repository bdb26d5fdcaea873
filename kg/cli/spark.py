"""`kg spark build` and `kg spark measure`."""

from __future__ import annotations

from typing import Any

import click

from kg.cli.options import base_option, counted, data_option, quiet_option, settings


def _pairs(_context: click.Context, _parameter: click.Parameter, value: tuple[str, ...]) -> dict[str, str]:
    """Settings of Spark, each written KEY=VALUE."""
    if wrong := [text for text in value if "=" not in text]:
        raise click.BadParameter(f"{wrong[0]} is not KEY=VALUE")
    return dict(text.split("=", 1) for text in value)


_MASTER = "local[*]"
master_option = click.option(
    "--master", metavar="URL", default=_MASTER, show_default=True, help="The cluster, as Spark names it."
)
conf_option = click.option(
    "--conf", metavar="KEY=VALUE", multiple=True, callback=_pairs, help="A setting of Spark; may be repeated."
)


@click.group(short_help="Build and measure on an Apache Spark cluster.")
def spark() -> None:
    """Build and measure on an Apache Spark cluster, for data that one machine can't do.

    Needs the extra: pip install 'smartcity-kg[spark]', and Java 17.

    \b
    Example:
      kg spark build --help
    """


@spark.command(short_help="Build a graph in parts, with a table of its ties.")
@click.argument("source", metavar="INPUT", type=click.Path())
@click.argument("out", metavar="OUTPUT", type=click.Path())
@master_option
@conf_option
@click.option(
    "--partition",
    metavar="MIB",
    type=click.IntRange(1, 2048),
    default=32,
    show_default=True,
    help="MiB of input a task.",
)
@data_option
@base_option
@quiet_option
def build(  # noqa: PLR0913 — one parameter a flag
    source: str,
    out: str,
    *,
    master: str,
    conf: Any,  # noqa: ANN401 — the callback's mapping
    partition: int,
    data: str | None,
    base_iri: str | None,
    quiet: bool,
) -> None:
    """Build the graph of INPUT in N-Triples, in parts, into the folder OUTPUT, all of it or nothing.

    INPUT is a file or folder of records (JSON Lines, YAML, Parquet); every machine of the cluster must see both paths.
    The lines of all parts are those of `kg build --format nt`.

    \b
    Example:
      kg spark build data cluster --master spark://10.0.0.1:7077
    """
    from kg.spark.build import MEBIBYTE, Request
    from kg.spark.build import build as run

    known = settings(data=data, base_iri=base_iri)
    built = run(Request(source, out, master, known.data, known.base_iri, partition * MEBIBYTE, conf))
    if not quiet:
        counts = built.counts
        agreements = counted(counts["agreements"], "agreement")
        made = f"{agreements}, {counted(counts['statements'], 'statement')}"
        click.echo(f"{out}: {made} in {counted(built.files, 'file')}", err=True)


@spark.command(short_help="Measure the network of a graph in parts.")
@click.argument("folder", metavar="FOLDER", type=click.Path())
@master_option
@conf_option
@click.option(
    "--most-parties",
    metavar="N",
    type=click.IntRange(2),
    default=1000,
    show_default=True,
    help="Refuse larger agreements.",
)
@quiet_option
def measure(folder: str, *, master: str, conf: Any, most_parties: int, quiet: bool) -> None:  # noqa: ANN401 — the callback's mapping
    """Measure the network of what `kg spark build` wrote into FOLDER.

    Adds measures.csv, a row an organisation, and projection-N.csv, a row a tie, both or neither.

    \b
    Example:
      kg spark measure cluster --master spark://10.0.0.1:7077
    """
    from kg.spark.measure import MEASURES, Request
    from kg.spark.measure import measure as run

    measured = run(Request(folder, master, most_parties, conf))
    if not quiet:
        made = f"{counted(measured.organizations, 'organisation')}, {counted(measured.ties, 'tie')}"
        click.echo(f"{folder}/{MEASURES}: {made}", err=True)
