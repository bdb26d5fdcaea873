"""The store: what it reads, what it says of a file that it can't read, and the formats of its answers."""

from __future__ import annotations

import csv
import io
import json
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox
import pytest
from rdflib import Graph

from kg.errors import DataError, QueryError, UsageError
from kg.rdf.jsonld import jsonld
from kg.rdf.turtle import turtle
from kg.store.answers import Rows, answer_rows, write_answer
from kg.store.embedded import Store, ntriples_of
from kg.store.statements import Blank, Iri, Literal
from kg.vocab import xsd
from tests.seed import PROLOGUE, ROOT, context, descriptions, foreign, nt, seed_records, seed_store

if TYPE_CHECKING:
    from pathlib import Path

    from kg.store.answers import Format

SMALL: Final = '<x:s> <x:p> "a, \\"b\\"\\n시흥"@ko , 7 , _:node .'
ROWS: Final = "SELECT ?o ?none { ?s ?p ?o } ORDER BY isBlank(?o) STR(?o)"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The seed in every format that is read."""
    folder = tmp_path_factory.mktemp("graphs")
    found = descriptions(seed_records())
    lines = nt(seed_records())
    texts = {
        "ttl": "".join(turtle(found)),
        "nt": lines,
        "jsonld": "".join(jsonld(found, context())),
        "rdf": Graph().parse(data=lines, format="nt").serialize(format="pretty-xml"),
    }
    for ending, text in texts.items():
        (folder / f"seed.{ending}").write_text(text, "utf-8")
    (folder / "seed.XML").write_text(texts["rdf"], "utf-8")
    return {path.suffix: str(path) for path in folder.iterdir()}


@pytest.mark.parametrize("ending", [".ttl", ".nt", ".jsonld", ".rdf", ".XML"])
def test_each_format_gives_the_same_statements(files: dict[str, str], ending: str) -> None:
    store = Store.open(files[ending])
    assert set(store.statements()) == set(seed_store().statements())
    assert len(store) == len(seed_store())
    assert sorted(ntriples_of(files[ending]).splitlines()) == sorted(nt(seed_records()).splitlines())


def test_an_empty_file_is_an_empty_graph(tmp_path: Path) -> None:
    for ending in (".ttl", ".nt"):
        path = tmp_path / f"empty{ending}"
        path.write_bytes(b"")
        assert len(Store.open(str(path))) == 0
        assert ntriples_of(str(path)) == ""


def test_a_file_that_is_not_there_or_no_graph_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="isn't there") as caught:
        Store.open(str(tmp_path / "none.ttl"))
    assert caught.value.hint
    with pytest.raises(UsageError, match="no graph that kg reads"):
        Store.open(str(tmp_path / "graph.csv"))


@pytest.mark.parametrize(
    ("name", "text", "line", "column"),
    [
        ("bad.ttl", "@prefix x: <x:> .\nx:a x:b\n  x:c x:d .", 3, 7),
        ("bad.ttl", '<x:a> <x:b> "open', 1, 13),
        ("bad.nt", "<x:a> <x:b> <x:c> .\n<x:a> <rel> <x:c> .", 2, 7),
        ("bad.rdf", "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\n</rdf:RD>", None, None),
        ("bad.jsonld", '{"@id": ', None, None),
        ("bad.ttl", "<x:a> <x:b> '\ud800' .", None, None),
    ],
)
def test_what_is_no_rdf_is_told_with_its_place(
    name: str, text: str, line: int | None, column: int | None, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(DataError, match="can't be read as a graph") as caught:
        Store.open(str(path))
    for problem in caught.value.problems:
        assert problem.path == str(path)
        assert (line is None) or (problem.line, problem.column) == (line, column)
    assert bool(caught.value.problems) or line is None


@pytest.mark.parametrize("doctype", ["<!DOCTYPE x [<!ENTITY a 'b'>]>", "<!doctype x>"])
def test_xml_with_a_document_type_is_refused(doctype: str, tmp_path: Path) -> None:
    path = tmp_path / "bomb.rdf"
    path.write_text(
        f"<?xml version='1.0'?>\n{doctype}\n<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>"
    )
    with pytest.raises(DataError, match="document type") as caught:
        Store.open(str(path))
    assert caught.value.hint


def test_statements_are_plain_values() -> None:
    said = foreign(SMALL).statements("x:p")
    literal, number, blank = sorted(said, key=lambda each: (isinstance(each.object, Blank), each.object.value == "7"))
    assert (literal.subject, literal.predicate) == (Iri("x:s"), "x:p")
    assert isinstance(literal.object, Literal)
    assert (literal.object.value, literal.object.language) == ('a, "b"\n시흥', "ko")
    assert number.object == Literal("7", None, xsd.integer)
    assert isinstance(blank.object, Blank)
    assert list(foreign(SMALL).statements("x:none")) == []


def written(sparql: str, form: Format, store: Store) -> str:
    out = io.BytesIO()
    write_answer(store, sparql, form, out)
    return out.getvalue().decode()


def test_rows_are_written_in_the_formats_of_the_w3c() -> None:
    store = foreign(SMALL)
    lines = list(csv.reader(io.StringIO(written(ROWS, "csv", store), newline="")))
    assert lines[:3] == [["o", "none"], ["7", ""], ['a, "b"\n시흥', ""]]
    assert lines[3][0].startswith("_:")
    tsv = written(ROWS, "tsv", store).splitlines()
    assert tsv[:3] == ["?o\t?none", "7\t", '"a, \\"b\\"\\n시흥"@ko\t']
    answer = json.loads(written(ROWS, "json", store))
    assert answer["head"] == {"vars": ["o", "none"]}
    number, text, blank = (binding["o"] for binding in answer["results"]["bindings"])
    assert number == {"type": "literal", "value": "7", "datatype": xsd.integer}
    assert text == {"type": "literal", "value": 'a, "b"\n시흥', "xml:lang": "ko"}
    assert blank["type"] == "bnode"


def test_ask_and_construct_have_answers_in_every_format() -> None:
    store = foreign(SMALL)
    assert written("ASK { ?s ?p 7 }", "csv", store) == "true\n"
    assert written("ASK { ?s ?p 8 }", "tsv", store) == "false\n"
    assert json.loads(written("ASK { ?s ?p 7 }", "json", store))["boolean"] is True
    graph = written("CONSTRUCT { ?s <x:q> ?o } WHERE { ?s ?p ?o FILTER(isNumeric(?o)) }", "csv", store)
    (said,) = ox.parse(graph.encode(), format=ox.RdfFormat.TURTLE)
    assert said.triple == ox.Triple(ox.NamedNode("x:s"), ox.NamedNode("x:q"), ox.Literal(7))


def test_answers_are_rows_of_plain_values() -> None:
    store = foreign("<x:s> <x:p> 7 .")
    assert answer_rows(store, "SELECT ?o ?none { ?s ?p ?o }") == Rows(
        ("o", "none"), [(Literal("7", None, xsd.integer), None)]
    )
    assert answer_rows(store, "ASK { ?s ?p ?o }") is True
    statement = (Iri("x:s"), Iri("x:p"), Literal("7", None, xsd.integer))
    for graph in ("CONSTRUCT WHERE { ?s ?p ?o }", "DESCRIBE <x:s>"):
        assert answer_rows(store, graph) == Rows(("subject", "predicate", "object"), [statement])


def test_a_query_that_is_wrong_is_told_in_one_sentence() -> None:
    for wrong in ("SELECT", "SELECT * { ?s ?p }", "DELETE WHERE { ?s ?p ?o }", "SELECT * { ex:a ?p ?o }", ""):
        with pytest.raises(QueryError, match="no SPARQL query") as caught:
            answer_rows(Store(), wrong)
        assert "\n" not in str(caught.value)
        assert caught.value.exit_code == 2
    with pytest.raises(QueryError, match="no IRI"):
        answer_rows(Store(), "SELECT * { ?a ?p ?o }", {"a": "x> ?y <"})


def test_rows_in_no_order_come_in_the_same_order_in_every_process(files: dict[str, str]) -> None:
    command = [sys.executable, "-m", "kg", "query", "-g", files[".ttl"], "SELECT * { ?s ?p ?o }", "--format", "csv"]
    runs = {subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout for _ in range(3)}
    assert len(runs) == 1


def test_control_c_ends_a_long_query_at_once(files: dict[str, str]) -> None:
    forever = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    command = [sys.executable, "-m", "kg", "query", "-g", files[".nt"], forever]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        time.sleep(2.5)
        assert running.poll() is None
        began = time.monotonic()
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=10)
    assert time.monotonic() - began < 3
    assert running.returncode == 130
    assert (out, b"Traceback" in err) == (b"", False)


def test_prefixes_of_a_query_are_its_own() -> None:
    assert answer_rows(seed_store(), f"{PROLOGUE}ASK {{ ?a a kgo:Agreement }}") is True
