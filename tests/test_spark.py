"""A cluster builds and measures what one machine does: the same lines, the same problems, the same numbers."""

from __future__ import annotations

import csv
import hashlib
import json
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

from kg.errors import DataError, EnvironmentalError
from kg.network.project import projection, two_mode
from kg.pipeline.build import Request as LocalRequest
from kg.pipeline.build import build as build_here
from kg.spark.build import Request, build
from kg.spark.cluster import cluster
from kg.spark.measure import Request as MeasureRequest
from kg.spark.measure import measure
from tests.seed import ROOT
from tests.standalone import CONF, Cluster, standalone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

LINE = (
    '{"id": "a-%d", "kind": "mou", "title": {"ko": "협약"}, "parties": ["kt", "lh", "%s"],'
    ' "sources": [{"url": "https://a.test/%d", "publisher": {"en": "p"}}]}\n'
)
BODIES = ("snu", "etri", "kepco", "kea", "siheung-city")
MEBIBYTE = 2**20


def many(file: Path, count: int) -> list[str]:
    """Write agreements of which every third cites the same source, and most replace an earlier one; gives the lines."""
    lines = [LINE % (n, BODIES[n % 5], n % 3 and n) for n in range(count)]
    for n in range(1, count, 2):
        lines[n] = lines[n].replace('"parties"', f'"replaces": ["a-{n * 7 % count}"], "parties"', 1)
    file.write_text("".join(lines), "utf-8")
    return lines


def here(source: Path | str, folder: Path) -> list[bytes]:
    """The sorted lines of a build on one machine."""
    build_here(LocalRequest((str(source),), str(folder), str(ROOT / "data"), ("nt",), network=False, html=False))
    return sorted((folder / "graph.nt").read_bytes().splitlines())


def there(folder: Path) -> list[bytes]:
    """The sorted lines of all parts, each of which is what the manifest says."""
    outputs = json.loads((folder / "manifest.json").read_text("utf-8"))["outputs"]
    assert {output["path"] for output in outputs} == {path.name for path in folder.iterdir()} - {"manifest.json"}
    for output in outputs:
        data = (folder / output["path"]).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (output["bytes"], output["sha256"])
    return sorted(line for part in folder.glob("*.nt") for line in part.read_bytes().splitlines())


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with standalone(tmp_path_factory.mktemp("cluster")) as running:
        yield running


def request(spark: Cluster, source: Path | str, out: Path) -> Request:
    return Request(str(source), str(out), spark.url, str(ROOT / "data"), partition=MEBIBYTE, conf=CONF)


def test_a_worker_killed_in_the_middle_changes_nothing(spark: Cluster, tmp_path: Path) -> None:
    source, out = tmp_path / "many.jsonl", tmp_path / "out"
    many(source, 40_000)
    parts = 0
    over = threading.Event()

    def kill() -> None:
        nonlocal parts
        while parts < 2 and not over.wait(0.01):
            parts = len(list(tmp_path.glob(".out.new-*/set/graph-*.nt")))
        spark.kill_a_worker()

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        built = build(request(spark, source, out))
    finally:
        over.set()
        killer.join()
    assert 2 <= parts < len(list(out.glob("graph-*.nt"))), "the worker was killed in the middle"
    lines = there(out)
    assert lines == here(source, tmp_path / "here")
    assert built.counts["statements"] == len(lines)
    assert built.counts["agreements"] == 40_000


def test_the_seed_in_yaml_gives_the_lines_of_one_machine_and_the_same_parts_again(
    spark: Cluster, tmp_path: Path
) -> None:
    wanted = here(ROOT / "data", tmp_path / "here")
    build(request(spark, ROOT / "data", tmp_path / "out"))
    first = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert there(tmp_path / "out") == wanted
    build(request(spark, ROOT / "data", tmp_path / "out"))
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == first


def test_bad_records_have_the_problems_of_one_machine_and_the_old_outputs_stay(spark: Cluster, tmp_path: Path) -> None:
    source, out = tmp_path / "bad.jsonl", tmp_path / "out"
    lines = many(source, 9_000)
    out.mkdir()
    (out / "manifest.json").write_text('{"outputs": [{"path": "graph-000000.nt"}]}', "utf-8")
    (out / "graph-000000.nt").write_text("old", "utf-8")
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    lines[100] = lines[50]
    lines[8_500] = lines[7]
    lines[8_600] = lines[7]
    lines[1_000] = lines[1_000].replace('"parties"', '"replaces": ["nope"], "parties"')
    lines[1_500] = lines[1_500].replace('"kt"', '"ktt"')
    lines[6_001] = lines[6_001].replace("https://a.test", "http://a:port")
    lines[8_000] = '{"id": 3}\n'
    lines[8_200] = "\n"
    lines[8_999] = "{nope\n"
    source.write_text("".join(lines), "utf-8")
    with pytest.raises(DataError) as wanted:
        here(source, tmp_path / "here")
    with pytest.raises(DataError) as caught:
        build(request(spark, source, out))
    found = [_said(problem) for problem in caught.value.problems]
    assert sorted(found) == sorted(map(_said, wanted.value.problems))
    assert [line for _, line, _, _ in found] == sorted(line for _, line, _, _ in found)
    assert caught.value.message == wanted.value.message
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert not list(tmp_path.glob(".out.new-*"))


def _said(problem: Any) -> tuple[str, int, int, str]:  # noqa: ANN401 — a problem
    # With thousands of agreements one machine guesses which was meant; a cluster doesn't hold their ids.
    return problem.path, problem.line, problem.column, problem.message


def test_parquet_with_a_column_a_key_gives_the_lines_of_json_lines(spark: Cluster, tmp_path: Path) -> None:
    source, folder = tmp_path / "many.jsonl", tmp_path / "tables"
    many(source, 3_000)
    with cluster(spark.url, CONF) as session:
        session.read.json(source.as_uri()).repartition(3).write.parquet(folder.as_uri())
    build(request(spark, folder, tmp_path / "out"))
    assert there(tmp_path / "out") == here(source, tmp_path / "here")


def test_a_problem_in_parquet_with_records_as_text_has_its_file_and_row(spark: Cluster, tmp_path: Path) -> None:
    source, folder = tmp_path / "bad.jsonl", tmp_path / "tables"
    lines = many(source, 200)
    lines[150] = lines[150].replace('"lh"', '"lhh"')
    source.write_text("".join(lines), "utf-8")
    with cluster(spark.url, CONF) as session:
        session.read.text(source.as_uri()).toDF("record").coalesce(1).write.parquet(folder.as_uri())
    with pytest.raises(DataError) as caught:
        build(request(spark, folder, tmp_path / "out"))
    (problem,) = caught.value.problems
    assert problem.path.endswith(".parquet")
    assert (problem.line, problem.message) == (151, "“lhh” is not an organisation of the register")


def test_the_command_line_says_what_it_built(tmp_path: Path) -> None:
    many(tmp_path / "many.jsonl", 50)
    conf = [word for key, value in CONF.items() for word in ("--conf", f"{key}={value}")]
    command = [sys.executable, "-m", "kg", "spark", "build", "many.jsonl", "out", "--data", str(ROOT / "data"), *conf]
    done = subprocess.run([*command, "--master", "local[1]"], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == b""
    last = done.stderr.decode().splitlines()[-1]
    lines = there(tmp_path / "out")
    assert last == f"out: 50 agreements, {len(lines)} statements in 6 files"


def test_an_error_on_the_cluster_becomes_a_sentence(spark: Cluster) -> None:
    said = r"^Spark gave up: ZeroDivisionError: division by zero$"
    with pytest.raises(EnvironmentalError, match=said), cluster(spark.url, CONF) as session:
        session.sparkContext.parallelize([0], 1).map(lambda number: 1 / number).collect()


def test_an_agreement_of_too_many_parties_is_refused_and_what_was_built_stays(spark: Cluster, tmp_path: Path) -> None:
    source, out = tmp_path / "many.jsonl", tmp_path / "out"
    many(source, 20)
    build(request(spark, source, out))
    before = there(out)
    with pytest.raises(DataError, match="has 3 parties, more than 2: it would tie 3 pairs") as caught:
        measure(MeasureRequest(str(out), spark.url, most_parties=2, conf=CONF))
    assert caught.value.hint == "if that is meant, allow it: --most-parties 3"
    assert there(out) == before


def test_measures_are_those_of_networkx(spark: Cluster, tmp_path: Path) -> None:
    out = tmp_path / "out"
    source = tmp_path / "data.jsonl"
    alone = LINE.replace('["kt", "lh", "%s"]', '["%s"]')
    pair = LINE.replace('["kt", "lh", "%s"]', '["koica", "%s"]')
    lines = [*(LINE % (n, BODIES[n % 5], n) for n in range(40)), alone % (90, "kaist", 1), pair % (91, "seoul-city", 2)]
    source.write_text("".join(lines), "utf-8")
    build(request(spark, source, out))
    measure(MeasureRequest(str(out), spark.url, conf=CONF))
    there(out)
    ties = [(row["agreement"], row["organization"]) for row in rows(out, "ties-*.csv")]
    graph = projection(two_mode(ties))
    measured = {row["organization"]: row for row in rows(out, "measures.csv")}
    assert list(measured) == sorted(graph)
    ranks = nx.pagerank(graph, tol=1e-12, max_iter=1000)
    least = {node: min(component) for component in nx.connected_components(graph) for node in component}
    centrality = nx.degree_centrality(graph)
    for node, row in measured.items():
        assert int(row["partners"]) == graph.degree(node)
        assert float(row["degree"]) == centrality[node]
        assert int(row["weighted_degree"]) == graph.degree(node, weight="agreements")
        assert int(row["agreements"]) == sum(organization == node for _, organization in ties)
        assert float(row["pagerank"]) == pytest.approx(ranks[node], rel=1e-6)
        assert row["component"] == least[node]
    edges = {(row["one"], row["other"]): row for row in rows(out, "projection-*.csv")}
    assert set(edges) == {(min(pair), max(pair)) for pair in graph.edges}
    for (one, other), row in edges.items():
        assert int(row["agreements"]) == graph.edges[one, other]["agreements"]
        assert float(row["newman"]) == pytest.approx(graph.edges[one, other]["newman"], abs=1e-12)


def rows(folder: Path, pattern: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for path in sorted(folder.glob(pattern)):
        with path.open(encoding="utf-8", newline="") as stream:
            found += csv.DictReader(stream)
    return found
