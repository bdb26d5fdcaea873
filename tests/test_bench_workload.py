"""The workload of the benchmarks: the same bytes everywhere, records without a problem, a few hubs and many others."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import TYPE_CHECKING

from bench.workload import Agreements, write
from kg.pipeline.build import Request, build

if TYPE_CHECKING:
    from pathlib import Path

COUNT = 300
SHA256 = {
    "agreements.jsonl": "64c79a5a186046684f76843d63c52ef37d59f8466995e798540fce8ad9ad2243",
    "organizations.jsonl": "3f19006a3c858d4f9478d4e5e7ef9c53627153e6ce0019b6252ff3dca994f106",
}


def test_the_same_number_gives_the_same_bytes_on_every_machine(tmp_path: Path) -> None:
    write(COUNT, tmp_path)
    assert {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in tmp_path.iterdir()} == SHA256


def test_kg_builds_the_workload_without_a_problem(tmp_path: Path) -> None:
    write(COUNT, tmp_path / "records")
    folder = str(tmp_path / "records")
    built = build(Request((folder,), str(tmp_path / "out"), folder, ("nt",), network=False, html=False))
    assert built.problems == ()
    assert (built.counts["agreements"], built.counts["organizations"]) == (COUNT, COUNT // 5)
    assert 40 < built.counts["statements"] / COUNT < 52


def test_a_few_organisations_are_in_many_agreements_and_most_in_few() -> None:
    parties = Counter(
        party if isinstance(party, str) else party["organization"]
        for record in Agreements(400).records(2000)
        for party in record["parties"]
    )
    mentions = [count for _, count in parties.most_common()]
    assert sum(mentions[:40]) > sum(mentions[200:])
    assert 3.8 < sum(mentions) / 2000 < 4.2


def test_one_record_in_twenty_shares_its_source() -> None:
    sources = [json.dumps(record["sources"]) for record in Agreements(400).records(2000)]
    assert 0.03 < 1 - len(set(sources)) / len(sources) < 0.07
