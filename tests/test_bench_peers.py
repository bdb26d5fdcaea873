"""The peers of the benchmarks make the statements that kg makes, whichever way they are asked."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pyoxigraph
import pytest

from bench.peers import with_morph_kgc, with_pyoxigraph, with_rdflib
from bench.peers.tabular import COLUMN, STATEMENTS
from bench.tables import TABLES, write_tables
from bench.workload import write
from kg.pipeline.build import Request, build

if TYPE_CHECKING:
    from pathlib import Path

    from bench.peers.tabular import Term

COUNT = 400
CLOSING = {"field", "kind", "role", "state", "organization-type", "dataset", "period", "partition"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("workload")
    write(COUNT, made)
    return made


@pytest.fixture(scope="module")
def ours(folder: Path) -> set[str]:
    out = folder / "out"
    build(Request((str(folder),), str(out), str(folder), ("nt",), network=False, html=False))
    lines = (out / "graph.nt").read_text("utf-8").splitlines()
    return {line for line in lines if path_of(line) not in CLOSING}


def path_of(line: str) -> str:
    """The path of the subject: `…/id/PATH/ID`."""
    return line.partition(" ")[0].rpartition("/")[0].rpartition("/")[2]


def lines_of(out: Path) -> set[str]:
    return set(out.read_text("utf-8").splitlines())


def test_pyoxigraph_makes_our_statements(folder: Path, ours: set[str], tmp_path: Path) -> None:
    with_pyoxigraph.main(folder, tmp_path / "out.nt")
    assert lines_of(tmp_path / "out.nt") == ours


def test_rdflib_makes_our_statements_in_either_format(folder: Path, ours: set[str], tmp_path: Path) -> None:
    with_rdflib.main("nt", folder, tmp_path / "out.nt")
    assert lines_of(tmp_path / "out.nt") - {""} == ours
    with_rdflib.main("turtle", folder, tmp_path / "out.ttl")
    read = pyoxigraph.parse(path=str(tmp_path / "out.ttl"))
    assert {f"{quad.triple} ." for quad in read} == ours


def spelled(term: Term, row: dict[str, str]) -> str:
    if any(not row[column] for column in term.columns):
        return ""
    if term.kind == "text":
        text = row[term.value].replace('"', '\\"')
        return (
            f'"{text}"' + (f"@{term.language}" if term.language else "") + f"^^<{term.datatype}>" * bool(term.datatype)
        )
    return f"<{row[term.value] if term.kind == 'reference' else COLUMN.sub(lambda name: row[name[1]], term.value)}>"


def test_the_mapping_of_the_tables_makes_our_statements(folder: Path, ours: set[str]) -> None:
    write_tables(folder, folder)
    made = set[str]()
    for table in TABLES:
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                for said in (said for said in STATEMENTS if said.table == table):
                    subject, value = spelled(said.subject, row), spelled(said.object, row)
                    if subject and value:
                        made.add(f"{subject} <{said.predicate}> {value} .")
    assert made == ours


def test_morph_kgc_is_given_every_statement_of_the_mapping(folder: Path) -> None:
    mapping = with_morph_kgc.rml(folder, STATEMENTS)
    quads = pyoxigraph.parse(mapping, pyoxigraph.RdfFormat.TURTLE, base_iri="http://a.example/")
    maps = [quad for quad in quads if quad.predicate.value.endswith("#predicateObjectMap")]
    assert len(maps) == len(STATEMENTS)
