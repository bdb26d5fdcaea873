"""The floor of the benchmarks writes the bytes that kg writes: it saves the checks, not the work."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from bench.workload import write
from kg.pipeline.build import Request, build
from kg.vocab import BASE

ROOT = Path(__file__).resolve().parent.parent
FLOOR = ROOT / "build" / "bench" / "floor"
CLOSING = tuple(
    f"<{BASE}{path}/"
    for path in ("field", "kind", "role", "state", "organization-type", "dataset", "period", "partition")
)
UNUSUAL = r"""
{ "sources" : [ {"published":"2018", "url":"http://a.example?q", "publisher":{"ko":"나", "en":"B"}},
  {"url":"https://b.example/#x"} ], "title":{"ko":"\"\ud55c\ud83d\ude00\\\/\n", "en":"\u00c9cole\t"},
  "status":[{"state":"planned", "date":"2018-04", "source":1}, {"state":"failed"}], "kind":"agreement",
  "id":"가-1", "parties":[ ], "stated":{"parties":7}, "term":{"until":"2019"}, "unknown":[{"a":[]}, -1.5e3, true] }
"""


def floor(records: Path, out: Path) -> str:
    subprocess.run(["make", "--silent", str(FLOOR.relative_to(ROOT))], cwd=ROOT, check=True)
    subprocess.run([FLOOR, records / "organizations.jsonl", records / "agreements.jsonl", out], check=True)
    return out.read_text("utf-8")


def ours(records: Path, out: Path) -> str:
    build(Request((str(records),), str(out), str(records), ("nt",), network=False, html=False))
    return (out / "graph.nt").read_text("utf-8")


def test_the_floor_writes_what_kg_writes_but_for_the_closing_descriptions(tmp_path: Path) -> None:
    write(600, tmp_path)
    lean, whole = floor(tmp_path, tmp_path / "floor.nt"), ours(tmp_path, tmp_path / "out")
    assert whole.startswith(lean)
    rest = whole.removeprefix(lean).splitlines()
    assert rest
    assert all(line.startswith(CLOSING) for line in rest)


def test_the_floor_reads_keys_in_any_order_and_every_escape(tmp_path: Path) -> None:
    write(10, tmp_path)
    line = " ".join(UNUSUAL.split("\n"))
    record = json.loads(line)
    del record["unknown"]
    (tmp_path / "agreements.jsonl").write_text(line + "\n", "utf-8")
    lean = floor(tmp_path, tmp_path / "floor.nt")
    (tmp_path / "agreements.jsonl").write_text(json.dumps(record) + "\n", "utf-8")
    assert ours(tmp_path, tmp_path / "out").startswith(lean)
    assert lean.count("<https://w3id.org/smartcity-kg/id/agreement/%EA%B0%80-1>") > 5
