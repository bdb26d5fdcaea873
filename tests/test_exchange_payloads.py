"""Whatever a graph says, an export says it as text: every reader gives the very words back, and none runs them."""

from __future__ import annotations

import io
import re
import sqlite3
import zipfile
from typing import TYPE_CHECKING, Any

import igraph
import networkx as nx
import openpyxl
import pytest
import real_ladybug
from hypothesis import given
from pyarrow import parquet

from kg.records.text import visible
from kg.views.exchange.cypher import literal
from kg.views.exchange.elements import elements_of, records
from kg.views.exchange.model import Table, by_name
from tests.exchanging import (
    answer,
    asked,
    cells,
    excel,
    lines,
    loaded,
    saying,
    stored,
    written,
)
from tests.payloads import FORMULAS, PAYLOADS
from tests.strategies import STEADY, texts

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def hostile() -> list[Table]:
    return saying(PAYLOADS)


@pytest.mark.parametrize("name", ["gexf", "graphml"])
def test_no_payload_becomes_an_element(name: str, hostile: list[Table], tmp_path: Path) -> None:
    path = tmp_path / f"graph.{name}"
    path.write_bytes(written(hostile, name)[""])
    read = nx.read_gexf(path) if name == "gexf" else nx.read_graphml(path)
    graph = elements_of(hostile)
    assert {node: drop(values) for node, values in read.nodes(data=True)} == {
        node.id: drop(node.values) for node in graph.nodes
    }
    names = {values["name_as_written"] for _, _, values in read.edges(data=True)}
    assert names == {visible(payload) for payload in PAYLOADS}


def drop(values: dict[str, Any]) -> dict[str, Any]:
    """The attributes without what a reader adds of its own."""
    return {name: value for name, value in values.items() if name not in {"start", "end", "label"}}


def test_igraph_gives_the_payloads_back(hostile: list[Table], tmp_path: Path) -> None:
    path = tmp_path / "graph.graphml"
    path.write_bytes(written(hostile, "graphml")[""])
    assert set(igraph.Graph.Read_GraphML(str(path)).es["name_as_written"]) == set(PAYLOADS)


def test_no_payload_is_a_formula_in_csv(hostile: list[Table]) -> None:
    for table, data in zip(hostile, written(hostile, "csv").values(), strict=True):
        _, *rows = lines(data)
        for row, read in zip(table.rows, rows, strict=True):
            for cell, text in zip(row, read, strict=True):
                if isinstance(cell, str):
                    assert text in {cell, f"'{cell}"}
                    assert not text.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
    names = {row[3] for row in lines(written(hostile, "csv")["people"])}
    assert all({formula, f"'{formula}"} & names for formula in FORMULAS)


def test_an_apostrophe_can_be_taken_away_again() -> None:
    for text in ("=1", "'=1", "''=1", "'a", "a", "-1", "＝1"):
        (_, *rows) = lines(written(saying([text]), "csv")["people"])
        (read,) = {row[3] for row in rows}
        assert read == (text if text in {"'a", "a"} else f"'{text}")


def test_no_payload_is_a_formula_or_a_link_in_a_workbook(hostile: list[Table]) -> None:
    data = written(hostile, "xlsx")[""]
    book = openpyxl.load_workbook(io.BytesIO(data))
    for table in hostile:
        sheet = book[table.name]
        for row, read in zip(table.rows, list(sheet.iter_rows())[1:], strict=True):
            assert [excel(cell.value) for cell in read] == list(row)
            assert {cell.data_type for cell in read} <= {"s", "n", "b"}
            assert all(cell.hyperlink is None for cell in read)
    parts = zipfile.ZipFile(io.BytesIO(data))
    assert not [name for name in parts.namelist() if "_rels/sheet" in name or "external" in name.lower()]
    assert all(b"<f>" not in parts.read(name) for name in parts.namelist())


def test_sqlite_and_parquet_give_the_payloads_back(hostile: list[Table]) -> None:
    database = sqlite3.connect(":memory:")
    database.deserialize(written(hostile, "sqlite")[""])
    for name, rows in cells(hostile).items():
        assert sorted(database.execute(f"SELECT * FROM {name}").fetchall(), key=str) == sorted(  # noqa: S608 — our own name
            [tuple(map(stored, row)) for row in rows], key=str
        )
        read = parquet.read_table(io.BytesIO(written(hostile, "parquet")[name]))
        assert [tuple(row.values()) for row in read.to_pylist()] == rows
    database.close()


def test_no_payload_runs_in_datasette(hostile: list[Table], tmp_path: Path) -> None:
    path = tmp_path / "graph.db"
    path.write_bytes(written(hostile, "sqlite")[""])
    (page,) = asked(str(path), "/graph/agreements?_size=max")
    assert page.status_code == 200
    assert "<img src=x onerror" not in page.text


def test_no_payload_is_a_command_in_cypher(hostile: list[Table], tmp_path: Path) -> None:
    connection = loaded(hostile, tmp_path)
    titles = answer(connection, "MATCH (a:Agreement) RETURN a.iri, a.label, a.slogan ORDER BY a.iri")
    assert titles == [[row["iri"], row["label"], row["slogan"]] for row in records(by_name(hostile)["agreements"])]
    names = answer(connection, "MATCH (:Agreement)-[r:PARTY]->(:Organization) RETURN r.name_as_written")
    assert sorted(name for (name,) in names) == sorted(PAYLOADS)


@pytest.mark.parametrize(
    "text",
    [
        "'",
        "\\",
        "\\'",
        "\\u0027",
        "\\\\u0027",
        "\\U0001F600",
        "a\nb\r\tc",
        "'; MATCH (n) DETACH DELETE n; //",
        "`",
        "$x",
        "{x: 1}",
    ],
)
def test_a_text_is_one_literal_of_cypher(text: str) -> None:
    connection = real_ladybug.Connection(real_ladybug.Database(":memory:"))
    assert answer(connection, f"RETURN {literal(text)}") == [[text]]
    # Neo4j reads a backslash and a u as a character before it reads strings.
    assert not re.search(r"\\[uU]", literal(text))


@given(text=texts())
@STEADY
def test_any_text_comes_back_from_xml_and_csv(text: str) -> None:
    made = saying([text])
    (expected,) = (str(row["name"] or "") for row in records(by_name(made)["people"]))
    gexf = nx.read_gexf(io.BytesIO(written(made, "gexf")[""]))
    graphml = nx.read_graphml(io.BytesIO(written(made, "graphml")[""]))
    for graph in (gexf, graphml):
        ((_, _, values),) = graph.edges(data=True)
        assert values.get("name_as_written", "") == expected
    _, (*_, cell, _, _, _) = lines(written(made, "csv")["people"])
    assert cell in {expected, f"'{expected}"}
