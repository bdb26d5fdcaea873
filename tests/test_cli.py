"""The command line as a user meets it: streams, formats, exit codes, and no traceback."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.seed import ROOT, SEED_FILE

if TYPE_CHECKING:
    from pathlib import Path

SEVEN = {"siheung-city", "snu", "etri", "kepco", "lh", "kea", "kt"}
PARTIES = (
    "PREFIX kgo: <https://w3id.org/smartcity-kg/ontology#> "
    "SELECT ?o WHERE { ?a a kgo:MemorandumOfUnderstanding ; kgo:party ?o }"
)


def kg(
    *arguments: str, cwd: Path = ROOT, stdin: bytes = b"", environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "kg", *arguments]
    return subprocess.run(
        command, cwd=cwd, input=stdin, capture_output=True, check=False, env={**os.environ, **(environment or {})}
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("built") / "build"
    done = kg("build", str(SEED_FILE), "-o", str(out))
    assert done.returncode == 0, done.stderr.decode()
    return out


def test_build_writes_the_four_outputs_and_says_so_on_stderr(built: Path) -> None:
    assert sorted(path.name for path in built.iterdir()) == [
        "centrality.csv",
        "graph.html",
        "graph.ttl",
        "manifest.json",
    ]
    again = kg("build", str(SEED_FILE), "-o", str(built))
    assert again.returncode == 0
    assert again.stdout == b""
    assert b"up to date" in again.stderr


def test_query_gives_the_seven_parties_as_csv(built: Path) -> None:
    done = kg("query", "-g", str(built / "graph.ttl"), PARTIES, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode())))
    assert {row["o"].rpartition("/")[2] for row in rows} == SEVEN
    assert len(rows) == 7
    assert done.stderr == b""


def test_query_speaks_the_formats_of_the_w3c(built: Path) -> None:
    graph = str(built / "graph.ttl")
    found = json.loads(kg("query", "-g", graph, PARTIES, "--format", "json").stdout)
    assert len(found["results"]["bindings"]) == 7
    assert kg("query", "-g", graph, PARTIES, "--format", "tsv").stdout.startswith(b"?o\n")
    assert kg("query", "-g", graph, "ASK { ?s ?p ?o }").stdout.strip() == b"true"
    constructed = kg("query", "-g", graph, "CONSTRUCT { ?s a ?t } WHERE { ?s a ?t }").stdout
    assert b"Participation" in constructed


def test_query_reads_a_file_stdin_and_a_graph_on_stdin(built: Path, tmp_path: Path) -> None:
    graph = built / "graph.ttl"
    file = tmp_path / "q.rq"
    file.write_text(PARTIES, encoding="utf-8")
    expected = sorted(kg("query", "-g", str(graph), PARTIES).stdout.splitlines())
    assert sorted(kg("query", "-g", str(graph), "-f", str(file)).stdout.splitlines()) == expected
    assert sorted(kg("query", "-g", str(graph), "-f", "-", stdin=PARTIES.encode()).stdout.splitlines()) == expected
    assert sorted(kg("query", "-g", "-", PARTIES, stdin=graph.read_bytes()).stdout.splitlines()) == expected


def test_named_questions_are_listed_and_answered(built: Path) -> None:
    listed = json.loads(kg("query", "--list", "--format", "json").stdout)
    assert {"parties", "agreements", "words"} <= {row["name"] for row in listed}
    graph = str(built / "graph.ttl")
    words = kg("query", "-g", graph, "-n", "words", "--param", "org=kepco", "--format", "csv").stdout.decode()
    assert "한국전력공사" in words
    assert "http://gginews.kr/news/view.php?idx=42012" in words
    assert kg("query", "-g", graph, "-n", "words").returncode == 2
    assert kg("query", "-g", graph, "-n", "nothing").returncode == 2


def test_centrality_has_the_columns_of_the_contract(built: Path) -> None:
    done = kg("centrality", "-g", str(built / "graph.ttl"), "--format", "csv")
    assert done.stdout == (built / "centrality.csv").read_bytes()
    header = done.stdout.decode().splitlines()[0]
    assert header == (
        "organization,label_ko,label_en,agreements,partners,degree,betweenness,closeness,eigenvector,pagerank,"
        "two_mode_degree,two_mode_betweenness,two_mode_closeness"
    )
    rows = json.loads(kg("centrality", "-g", str(built / "graph.ttl"), "--format", "json", "--mode", "two-mode").stdout)
    assert len(rows) == 7
    assert "betweenness" not in rows[0]
    assert rows[0]["two_mode_degree"] == 1.0


def test_view_writes_the_page_of_the_build(built: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert kg("view", "-g", str(built / "graph.ttl"), "-o", str(page)).returncode == 0
    assert page.read_bytes() == (built / "graph.html").read_bytes()
    assert kg("view", "-g", str(built / "graph.ttl"), "-o", "-").stdout == page.read_bytes()


def test_check_finds_nothing_wrong_with_the_data() -> None:
    done = kg("check")
    assert done.returncode == 0, done.stderr.decode()
    assert b"0 violations" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("build", "nowhere"), 2),
        (("build", "--format", "docx"), 2),
        (("build", "--no-such-flag"), 2),
        (("query",), 2),
        (("query", "SELECT nonsense", "-g", "ontology/ontology.ttl"), 2),
        (("query", "SELECT * { SERVICE <http://x/> { ?a ?b ?c } }", "-g", "ontology/ontology.ttl"), 2),
        (("query", "ASK {}", "-g", "nowhere.ttl"), 2),
        (("query", "ASK {}", "-g", "README.md"), 2),
        (("query", "ASK {}", "-g", "kg/vocab.ttl"), 2),
        (("centrality", "-g", "nowhere.ttl"), 2),
        (("build", "--base-iri", "not an iri"), 2),
        (("nonsense",), 2),
        (("build", "-o", "README.md"), 2),
    ],
)
def test_what_is_wrong_is_a_sentence_and_an_exit_code(arguments: tuple[str, ...], code: int) -> None:
    done = kg(*arguments)
    assert done.returncode == code, done.stderr.decode()
    assert done.stdout == b""
    assert b"Traceback" not in done.stderr
    assert done.stderr.strip()


def test_bad_records_are_all_listed_with_their_places_and_nothing_is_written(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(
        "id: x\nkind: nonsense\ntitle: {ko: ㄱ}\nsignd: 2018-02-30\nsources: [{}]\nparties: [nobody]\n", "utf-8"
    )
    done = kg("build", str(bad), "-o", str(tmp_path / "out"))
    said = done.stderr.decode()
    assert done.returncode == 1
    assert f"{bad}:2:7: " in said
    assert f"{bad}:4:1: " in said
    assert "hint: did you mean “signed”?" in said
    assert not (tmp_path / "out").exists()


def test_keep_going_builds_the_rest_and_tries_again(tmp_path: Path) -> None:
    lines = (
        '{"id": "good", "kind": "mou", "title": {"en": "t"}, "sources": [{}], "parties": ["kt", "lh"]}\n'
        '{"id": "bad", "kind": "mou", "title": {"en": "t"}, "sources": [{}], "parties": ["nobody"]}\n'
    )
    out = tmp_path / "out"
    for _ in range(2):
        done = kg("build", "-", "-o", str(out), "--keep-going", "--no-html", stdin=lines.encode())
        assert done.returncode == 1
        assert b"-:2:" in done.stderr
    assert b"agreement:good" in (out / "graph.ttl").read_bytes()
    assert kg("build", "-", "-o", str(out), "--no-html", stdin=lines.encode()).returncode == 1


def test_a_value_that_only_the_gate_refuses_has_its_place_too(tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    line = '{"id": "x", "kind": "mou", "title": {"en": "t"}, "parties": ["kt", "lh"], "sources": [{"url": "%s"}]}\n'
    bad.write_text(line % "http://a:port/" + line.replace('"x"', '"y"') % "http://a/", "utf-8")
    for command in (("build", "-o", str(tmp_path / "out")), ("check",)):
        done = kg(*command, str(bad))
        assert done.returncode == 1
        assert f"{bad}:1:1: http://a:port/ is no absolute IRI" in done.stderr.decode()


def test_a_reader_that_goes_away_is_no_error(built: Path) -> None:
    command = f"{sys.executable} -m kg query -g {built}/graph.ttl 'SELECT * {{ ?s ?p ?o }}' --format csv"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command} | head -1"], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == b"o,p,s\r\n"
    assert done.stderr == b""


def test_debug_shows_where_an_error_comes_from() -> None:
    assert b"Traceback" in kg("--debug", "build", "nowhere").stderr


def test_a_build_on_a_terminal_tells_its_rate(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "kg", "build", str(ROOT / "data"), "-o", str(tmp_path), "--no-html"]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "120"}
    with subprocess.Popen([*command, "--no-network"], stderr=theirs, env=environment, cwd=tmp_path) as process:
        os.close(theirs)
        said = b""
        with contextlib.suppress(OSError):  # the terminal's end, as Linux tells it
            while piece := os.read(ours, 4096):
                said += piece
    os.close(ours)
    assert process.returncode == 0
    assert b"records, " in said
    assert b" a second" in said


def test_settings_come_from_flags_then_the_environment_then_the_file(built: Path, tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text(f'graph = "{built}/graph.ttl"\n', "utf-8")
    assert kg("query", "ASK { ?s ?p ?o }", cwd=tmp_path).stdout == b"true\n"
    assert kg("query", "ASK { ?s ?p ?o }", cwd=tmp_path, environment={"KG_GRAPH": "nowhere.ttl"}).returncode == 2
    assert (
        kg(
            "query", "-g", f"{built}/graph.ttl", "ASK { ?s ?p ?o }", cwd=tmp_path, environment={"KG_GRAPH": "n.ttl"}
        ).returncode
        == 0
    )
    (tmp_path / "kg.toml").write_text("grph = 1\n", "utf-8")
    assert kg("query", "ASK {}", cwd=tmp_path).returncode == 2
