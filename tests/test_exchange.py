"""Exports that open elsewhere: each is read back by another program, and says there what the tables say."""

from __future__ import annotations

import io
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import igraph
import networkx as nx
import openpyxl
import pytest
from pyarrow import parquet

import kg
from kg.errors import DataError, EnvironmentalError
from kg.pipeline.exporting import exchange_tables
from kg.views.exchange.cypher import LABELS, TIES
from kg.views.exchange.elements import records
from kg.views.exchange.formats import FORMATS
from kg.views.exchange.model import Table, by_name, interval
from kg.views.exchange.xlsx import LONGEST, MOST_ROWS
from tests.exchanging import (
    answer,
    asked,
    lines,
    loaded,
    saying,
    sheets,
    spelled,
    statements,
    stored,
    written,
)
from tests.seed import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SIHEUNG = "https://w3id.org/smartcity-kg/id/agreement/siheung-global-smart-city-2018"
KEPCO = "https://w3id.org/smartcity-kg/id/organization/kepco"


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> list[Table]:
    out = tmp_path_factory.mktemp("built")
    kg.build([ROOT / "data"], out, data=ROOT / "data")
    return list(exchange_tables(kg.open(out / "graph.ttl")))


def test_the_tables_say_what_the_graph_says(tables: list[Table]) -> None:
    known = by_name(tables)
    assert (len(known["agreements"].rows), len(known["sources"].rows)) == (75, 121)
    (siheung,) = (row for row in records(known["agreements"]) if row["iri"] == SIHEUNG)
    assert (siheung["signed"], siheung["kind"], siheung["parties"], siheung["term_not_stated"]) == (
        *("2018-04-17", "mou", 7),
        True,
    )
    quoted = [row["exact"] for row in records(known["quotes"]) if row["agreement"] == SIHEUNG]
    assert "서울대학교" in quoted
    (kepco,) = (row for row in records(known["organizations"]) if row["iri"] == KEPCO)
    assert (kepco["place"], kepco["latitude"], kepco["longitude"]) == ("naju-si", 34.941, 126.808)


def test_keys_tell_rows_apart_and_lead_somewhere(tables: list[Table]) -> None:
    known = by_name(tables)
    for table in tables:
        keys = [tuple(row[table.names.index(name)] for name in table.key) for row in table.rows]
        assert len(keys) == len(set(keys)), table.name
        assert all(None not in key for key in keys), table.name
        for number, column in enumerate(table.columns):
            if column.refers:
                assert {row[number] for row in table.rows} <= {row[0] for row in known[column.refers].rows}


@pytest.mark.parametrize("name", ["gexf", "graphml"])
def test_networkx_reads_the_network(name: str, tables: list[Table], tmp_path: Path) -> None:
    path = tmp_path / f"graph.{name}"
    path.write_bytes(written(tables, name)[""])
    read = nx.read_gexf(path) if name == "gexf" else nx.read_graphml(path)
    known = by_name(tables)
    assert len(read) == len(known["agreements"].rows) + len(known["organizations"].rows)
    assert read.number_of_edges() == len(known["parties"].rows)
    siheung = read.nodes[SIHEUNG]
    assert (siheung["mode"], siheung["signed"], siheung["label_ko"]) == (
        *("agreement", "2018-04-17", "글로벌 스마트시티 추진을 위한 업무협약"),
    )
    assert "research-and-development" in siheung["fields"].split("; ")
    measured = {row["organization"]: row for row in records(known["measures"])}
    assert read.nodes[KEPCO]["betweenness"] == measured[KEPCO]["betweenness"]
    assert read.nodes[KEPCO]["agreements"] == measured[KEPCO]["agreements"]


def test_igraph_reads_the_graphml(tables: list[Table], tmp_path: Path) -> None:
    path = tmp_path / "graph.graphml"
    path.write_bytes(written(tables, "graphml")[""])
    read = igraph.Graph.Read_GraphML(str(path))
    known = by_name(tables)
    assert (read.vcount(), read.ecount()) == (
        len(known["agreements"].rows) + len(known["organizations"].rows),
        len(known["parties"].rows),
    )
    siheung = read.vs.find(id=SIHEUNG)
    assert (siheung["signed"], siheung["parties"], siheung["term_not_stated"]) == ("2018-04-17", 7, True)
    assert {read.vs[other]["short_id"] for other in read.neighbors(siheung)} >= {"kepco", "snu"}


def test_gexf_lasts_from_the_first_to_the_last_day_that_is_certain(tables: list[Table]) -> None:
    text = written(tables, "gexf")[""].decode()
    assert f'<node id="{SIHEUNG}" label="글로벌 스마트시티 추진을 위한 업무협약" start="2018-04-17">' in text
    assert (
        f'source="{SIHEUNG}" target="{KEPCO}" label="참여" start="2018-04-17">' in text or 'start="2018-04-17"' in text
    )
    assert f'<node id="{KEPCO}" label="한국전력공사">' in text


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        ("2018-04-17", "2021-04-16", ("2018-04-17", "2021-04-16")),
        ("2018-04", "2021", ("2018-04-30", "2021-01-01")),
        ("2018", None, ("2018-12-31", None)),
        (None, "2018-02", (None, "2018-02-01")),
        ("2018", "2018", ("2018-12-31", "2018-12-31")),
        ("soon", "2018-02-30", (None, None)),
    ],
)
def test_a_partial_date_leans_to_what_is_certain(
    starts: str | None, ends: str | None, expected: tuple[str | None, str | None]
) -> None:
    assert tuple(day.isoformat() if day else None for day in interval(starts, ends)) == expected


def test_csv_is_read_as_it_was(tables: list[Table]) -> None:
    for table, data in zip(tables, written(tables, "csv").values(), strict=True):
        assert data.startswith(b"\xef\xbb\xbf")
        header, *rows = lines(data)
        assert header == table.names
        assert [[text.removeprefix("'") if text[1:2] in {*"=+-@"} else text for text in row] for row in rows] == [
            [spelled(cell) for cell in row] for row in table.rows
        ]


def test_a_spreadsheet_reads_the_workbook(tables: list[Table]) -> None:
    read = sheets(written(tables, "xlsx")[""])
    assert list(read) == [table.name for table in tables]
    for table in tables:
        assert read[table.name] == [tuple(table.names), *table.rows]
    book = openpyxl.load_workbook(io.BytesIO(written(tables, "xlsx")[""]))
    assert {sheet.freeze_panes for sheet in book} == {"B2"}


def test_parquet_has_typed_columns(tables: list[Table]) -> None:
    for table, data in zip(tables, written(tables, "parquet").values(), strict=True):
        read = parquet.read_table(io.BytesIO(data))
        assert read.column_names == table.names
        assert [tuple(row.values()) for row in read.to_pylist()] == list(table.rows)
        assert [str(field.type) for field in read.schema] == [
            {"text": "string", "integer": "int64", "number": "double", "boolean": "bool"}[column.kind]
            for column in table.columns
        ]


def test_a_property_graph_runs_the_cypher_twice_and_stays_the_same(tables: list[Table], tmp_path: Path) -> None:
    connection = loaded(tables, tmp_path)
    known = by_name(tables)
    for statement in statements(written(tables, "cypher")[""])[len(LABELS) :]:
        connection.execute(statement)
    for name, label in LABELS.items():
        assert answer(connection, f"MATCH (n:{label}) RETURN count(n)") == [[len(known[name].rows)]]
    for tie in TIES:
        assert answer(connection, f"MATCH ()-[r:{tie.type}]->() RETURN count(r)") == [[len(known[tie.table].rows)]]
    assert answer(
        connection,
        f"MATCH (a:Agreement {{iri: '{SIHEUNG}'}})-[:PARTY]->(o:Organization) RETURN o.id ORDER BY o.id",
    ) == [["etri"], ["kea"], ["kepco"], ["kt"], ["lh"], ["siheung-city"], ["snu"]]


@pytest.fixture(scope="module")
def served(tables: list[Table], tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("served") / "graph.db"
    path.write_bytes(written(tables, "sqlite")[""])
    return str(path)


def test_datasette_serves_every_table(served: str, tables: list[Table]) -> None:
    answers = asked(served, *(f"/graph/{table.name}.json?_shape=array&_size=max" for table in tables))
    for table, reply in zip(tables, answers, strict=True):
        assert reply.status_code == 200
        rows = [tuple(row.get(name) for name in table.names) for row in reply.json()]
        assert rows == [tuple(map(stored, row)) for row in table.rows[:1000]]


def test_datasette_follows_keys_and_finds_parts_of_words(served: str) -> None:
    page, found, views = asked(
        served,
        "/graph/parties?organization=" + KEPCO,
        "/graph/organization_names.json?_shape=array&_search=한전",
        "/graph/partnerships.json?_shape=array&organization=한국전력공사",
    )
    assert page.status_code == 200
    assert "한국전력공사" in page.text or "/graph/organizations/" in page.text
    assert {row["organization"] for row in found.json()} >= {KEPCO}
    assert SIHEUNG in {row["agreement_iri"] for row in views.json()}


def test_the_database_holds_together(served: str) -> None:
    database = sqlite3.connect(served)
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert len(database.execute("SELECT * FROM evidence WHERE url IS NOT NULL").fetchall()) > 1000
    database.close()


_TWICE = """
import hashlib, sys, time
from tests.exchanging import saying, written
from tests.payloads import PAYLOADS
from kg.views.exchange.formats import FORMATS
for name in FORMATS:
    print(name, hashlib.sha256(b"".join(written(saying(PAYLOADS[:40]), name).values())).hexdigest())
"""


def test_the_same_tables_give_the_same_bytes_under_any_hash_seed_time_zone_and_locale() -> None:
    said = [
        subprocess.check_output(
            [sys.executable, "-c", _TWICE],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONPATH": str(ROOT), "PATH": ""},
            text=True,
        )
        for seed, zone, locale in (("1", "Asia/Seoul", "C"), ("77", "America/Lima", "C.UTF-8"))
    ]
    assert said[0] == said[1]
    assert len(said[0].splitlines()) == len(FORMATS)


def test_a_graph_of_nothing_is_exported() -> None:
    for name in FORMATS:
        assert written(saying([]), name)
    assert len(nx.read_gexf(io.BytesIO(written(saying([]), "gexf")[""]))) == 0


def test_a_long_text_is_cut_in_a_workbook_and_nowhere_else() -> None:
    made = saying(["가" * (LONGEST + 5)])
    assert sheets(written(made, "xlsx")[""])["people"][1][3] == "가" * (LONGEST - 1) + "…"
    assert parquet.read_table(io.BytesIO(written(made, "parquet")["people"])).to_pylist()[0]["name"] == "가" * (
        LONGEST + 5
    )


def test_what_no_sheet_holds_is_said() -> None:
    table = saying(["가"])[0]
    with pytest.raises(DataError, match="no sheet can hold 1048576 agreements"):
        FORMATS["xlsx"].write([table._replace(rows=range(MOST_ROWS))], io.BytesIO())  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "library"), [("xlsx", "xlsxwriter"), ("parquet", "pyarrow")])
def test_a_missing_library_is_an_error_with_its_cure(name: str, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(EnvironmentalError) as raised:
        written(saying(["가"]), name)
    assert raised.value.hint == "pip install 'smartcity-kg[tables]'"
