"""maplib: a template a table, mapped from polars data frames, then `Model.write`.

    python -m bench.peers.with_maplib FOLDER OUT.nt
    python -m bench.peers.with_maplib --prepare FOLDER

The second writes the tables as Parquet with typed columns, which is preparation and isn't timed.
"""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import maplib
import polars as pl

from bench.peers.statements import PREFIXES
from bench.peers.tabular import COLUMN, STATEMENTS
from bench.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bench.peers.tabular import Said, Term

XSD = PREFIXES["xsd"]
LANGUAGE = f"{PREFIXES['rdf']}langString"
TYPES = {
    **dict.fromkeys(("signed_date", "from", "until", "on_date", "published"), pl.Date),
    **dict.fromkeys(("number", "stated_parties", "stated_fields"), pl.Int64),
    "not_stated": pl.Boolean,
}
"""The columns that hold more than text."""


def prepare(folder: Path) -> None:
    """Write each table as Parquet."""
    for table, columns in TABLES.items():
        types = {column: TYPES.get(column, pl.String) for column in columns}
        pl.read_csv(folder / f"{table}.csv", schema=types).write_parquet(folder / f"{table}.parquet")


def _column(term: Term) -> pl.Expr:
    """The column of a term: an IRI made of others, or a text with its language."""
    if term.kind == "template":
        return pl.format(COLUMN.sub("{}", term.value), *term.columns)
    column = pl.col(term.value)
    if not term.language:
        return column
    # So maplib itself holds texts with a language.
    tagged = pl.struct(column.alias(f"<{LANGUAGE}>"), pl.lit(term.language).alias("l"))
    return pl.when(column.is_not_null()).then(tagged)


def _type(term: Term) -> str:
    if term.kind != "text":
        return "ottr:IRI"
    return f"<{LANGUAGE if term.language else term.datatype or XSD + 'string'}>"


def template(name: str, statements: list[Said]) -> tuple[str, dict[str, pl.Expr]]:
    """The template of a table in stOTTR, and the columns that it takes."""
    variables: dict[Term, str] = {}
    for said in statements:
        for term in (said.subject, said.object):
            if term.kind != "constant":
                variables.setdefault(term, f"v{len(variables)}")
    spelled = {term: f"?{variable}" for term, variable in variables.items()}
    triples = [
        f"  ottr:Triple({spelled[one.subject]}, <{one.predicate}>, {spelled.get(one.object, f'<{one.object.value}>')})"
        for one in statements
    ]
    parameters = ", ".join(f"? {_type(term)} ?{variable}" for term, variable in variables.items())
    text = (
        f"@prefix ottr: <http://ns.ottr.xyz/0.4/> .\n<{name}> [ {parameters} ] :: {{\n" + ",\n".join(triples) + "\n} ."
    )
    return text, {variable: _column(term) for term, variable in variables.items()}


def main(folder: Path, out: Path, statements: Iterable[Said] = STATEMENTS) -> None:
    """Map every table and write the graph."""
    model = maplib.Model()
    for table, said in groupby(statements, key=lambda one: one.table):
        name = f"urn:template:{table}"
        text, columns = template(name, list(said))
        model.add_template(text)
        model.map(name, pl.read_parquet(folder / f"{table}.parquet").select(**columns))
    model.write(str(out), format="ntriples")


if __name__ == "__main__":
    if sys.argv[1] == "--prepare":
        prepare(Path(sys.argv[2]))
    else:
        main(Path(sys.argv[1]), Path(sys.argv[2]))
