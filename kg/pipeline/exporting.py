"""From a graph to the files of other programs."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import UsageError
from kg.pipeline.files import writing
from kg.pipeline.outputs import output_set
from kg.views.exchange.formats import FORMATS
from kg.views.exchange.tables import tables_of

if TYPE_CHECKING:
    from kg.pipeline.opened import Graph
    from kg.views.exchange.model import Format, Tables


def exchange_tables(graph: Graph) -> Tables:
    """The tables of a graph: what it says, and the measures of its organisations."""
    measures = {
        row.organization: {"agreements": row.agreements, "partners": row.partners, **row.measures}
        for row in graph.centrality()
    }
    return tables_of(graph.profiles(), measures)


def export(tables: Tables, name: str, out: Path | BinaryIO) -> list[str]:
    """Write the tables in a format, all or nothing; tells the names of the files that were written.

    A format of several files writes a folder, and what else is in that folder stays. Raises `UsageError` for such a
    format and a stream, `EnvironmentalError` where the machine refuses or a library is missing.
    """
    form = FORMATS[name]
    if isinstance(out, Path):
        return _write_folder(tables, form, out) if form.each else _write_file(tables, form, out)
    if form.each:
        raise UsageError(f"{name} is a folder of files, which standard output can't take", "name a folder with -o")
    made = io.BytesIO()
    form.write(tables, made)
    out.write(made.getvalue())
    return []


def default_name(name: str) -> str:
    """Where a format is written unless the user says otherwise: `graph.gexf`, or a folder `graph-csv`."""
    form = FORMATS[name]
    return f"graph-{form.name}" if form.each else f"graph.{form.ending}"


def _write_file(tables: Tables, form: Format, out: Path) -> list[str]:
    with writing(out) as stream:
        form.write(tables, stream)
    return [out.name]


def _write_folder(tables: Tables, form: Format, out: Path) -> list[str]:
    with output_set(out) as staging:
        for table in tables:
            with (staging / f"{table.name}.{form.ending}").open("wb") as stream:
                form.write([table], stream)
    return [f"{table.name}.{form.ending}" for table in tables]
