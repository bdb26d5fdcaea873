"""Profiles for the tests of exports: one agreement with a text in every field that there is, and what they became."""

from __future__ import annotations

import asyncio
import csv
import io
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import openpyxl
import real_ladybug
from datasette.app import Datasette
from openpyxl.utils.escape import unescape

from kg.records.profiles import (
    AgreementProfile,
    FieldProfile,
    Named,
    OrganizationProfile,
    PartyProfile,
    PersonProfile,
    PlaceProfile,
    Profiles,
    Quote,
    SourceProfile,
)
from kg.views.exchange.cypher import LABELS, TIES
from kg.views.exchange.formats import FORMATS
from kg.views.exchange.model import by_name
from kg.views.exchange.tables import tables_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kg.views.exchange.model import Table

BASE = "https://a.test/it's/"
MEASURES = {"agreements": 1, "partners": 0, "degree": 0.1, "betweenness": 1e-9, "closeness": float("nan")}


def said(number: int, text: str) -> tuple[AgreementProfile, OrganizationProfile]:
    """An agreement of one body; the text is everywhere where a text may be."""
    label = {"ko": text, "en": text}
    concept = Named(f"{BASE}concept/{number}", label)
    quote = Quote(text, f"{BASE}source/{number}", 0, 1)
    body = f"{BASE}organization/{number}"
    agreement = AgreementProfile(
        iri=f"{BASE}agreement/{number}",
        title=label,
        kind=concept,
        status=concept,
        signed="2018-04",
        expires="2021",
        venue=label,
        slogan=label,
        parties=(PartyProfile(body, concept, text, (quote,)),),
        fields=(FieldProfile(concept, text, (quote,)),),
        people=(PersonProfile(f"{BASE}person/{number}", label, "signed", label, body, (quote,)),),
        projects=(Named(f"{BASE}project/{number}", label),),
        stated_parties=2,
        sources=(SourceProfile(f"{BASE}source/{number}", text, label, label, "2018-04-19"),),
        quotes={"https://w3id.org/smartcity-kg/ontology#signedOn": (quote,)},
    )
    place = PlaceProfile(f"{BASE}place/{number}", label, 37.4, 126.8)
    return agreement, OrganizationProfile(
        body, label, (f"{text} 2",), concept, concept, place, f"{BASE}organization/above", (text,), None
    )


def saying(texts: Iterable[str]) -> list[Table]:
    """The tables of an agreement for each text, with measures."""
    pairs = sorted((said(number, text) for number, text in enumerate(texts)), key=lambda pair: pair[0].iri)
    organizations = tuple(sorted((body for _, body in pairs), key=lambda body: body.iri))
    measures = {body.iri: MEASURES for body in organizations}
    return tables_of(Profiles(tuple(agreement for agreement, _ in pairs), organizations), measures)


def written(tables: list[Table], name: str) -> dict[str, bytes]:
    """What a format makes of the tables: the bytes of each file, by the name of its table, or of the one by ``."""
    form, files = FORMATS[name], {}
    for part in [[table] for table in tables] if form.each else [tables]:
        stream = io.BytesIO()
        form.write(part, stream)
        files[part[0].name if form.each else ""] = stream.getvalue()
    return files


def cells(tables: list[Table]) -> dict[str, list[tuple[object, ...]]]:
    """The rows of each table."""
    return {table.name: list(table.rows) for table in tables}


def sheets(data: bytes) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {sheet.title: [tuple(cell.value for cell in row) for row in sheet.iter_rows()] for sheet in book}


def excel(value: object) -> object:
    """A cell as Excel shows it: `_x000D_` is how workbooks spell a carriage return, which openpyxl leaves as it is."""
    return unescape(value) if isinstance(value, str) else value


def lines(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def spelled(cell: object) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else str(cell)


def loaded(tables: list[Table], folder: Path) -> real_ladybug.Connection:
    """A property graph database after it ran the script; what is Neo4j's own, the constraints, it has in its way."""
    connection = real_ladybug.Connection(real_ladybug.Database(str(folder / "graph.lbug")))
    script = statements(written(tables, "cypher")[""])
    constraints, others = script[: len(LABELS)], script[len(LABELS) :]
    assert all(statement.startswith("CREATE CONSTRAINT ") for statement in constraints)
    for statement in (*schema(tables), *others):
        connection.execute(statement)
    return connection


def statements(data: bytes) -> list[str]:
    """The statements of a script; no text of it has a line end, so none is cut."""
    return data.decode().split(";\n")[:-1]


def schema(tables: list[Table]) -> list[str]:
    """The tables that this database wants to be told of before it takes nodes and relationships."""
    known = by_name(tables)
    types = {"text": "STRING", "integer": "INT64", "number": "DOUBLE", "boolean": "BOOL"}
    made = []
    for name, label in LABELS.items():
        columns = [*known[name].columns, *(known["measures"].columns[1:] if name == "organizations" else ())]
        spelled_columns = ", ".join(f"{column.name} {types[column.kind]}" for column in columns)
        made.append(f"CREATE NODE TABLE {label}({spelled_columns}, PRIMARY KEY (iri))")
    for tie in TIES:
        columns = [c for c in known[tie.table].columns if not c.refers]
        ends = [LABELS[c.refers] for c in known[tie.table].columns if c.refers]
        spelled_columns = ", ".join(f"{column.name} {types[column.kind]}" for column in columns)
        made.append(f"CREATE REL TABLE {tie.type}(FROM {ends[0]} TO {ends[1]}, {spelled_columns})")
    return made


def answer(connection: real_ladybug.Connection, query: str) -> list[list[Any]]:
    result = connection.execute(query)
    assert not isinstance(result, list)
    return [list(row) for row in result.get_all()]


def asked(path: str, *addresses: str) -> list[Any]:
    """What Datasette answers; in a thread, because a browser of other tests may hold the event loop of this one."""

    async def ask() -> list[Any]:
        site = Datasette([path], settings={"num_sql_threads": 0})
        return [await site.client.get(address) for address in addresses]

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, ask()).result()


def stored(cell: object) -> object:
    return int(cell) if isinstance(cell, bool) else cell
