"""The bench of the page: its network is what it is called, and its report tells a page that never came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.drawn import profiles, ties, with_kg, with_pyvis
from bench.pages import report

if TYPE_CHECKING:
    from pathlib import Path


def test_the_network_has_so_many_nodes_and_edges() -> None:
    pairs = ties(500, 1200)
    assert len(set(pairs)) == 1200
    found = profiles(pairs)
    assert (len(found.agreements), len(found.organizations)) == (400, 100)


def test_both_pages_hold_every_tie(tmp_path: Path) -> None:
    pairs = ties(60, 120)
    ours = with_kg(pairs, tmp_path / "kg.html")
    assert set(ours) == {"seconds", "before"}
    with_pyvis(pairs, tmp_path / "lists.html", lists=True)
    with_pyvis(pairs, tmp_path / "from_nx.html", lists=False)
    for name in ("lists", "from_nx"):
        text = (tmp_path / f"{name}.html").read_text("utf-8")
        assert text.count('"from": "https://w3id.org/smartcity-kg/id/') == 120


def test_the_report_says_why_a_page_is_missing() -> None:
    ours = {"seconds": 0.5, "before": 1.0, "bytes": 2_000_000, "peak": 90.0}
    seen = {"paint": 100.0, "drawn": 200.0, "whole": None, "frames": 55.5, "browser": "156"}
    found = {
        "kg": ours,
        "pyvis": {"why": "more than 300 s"},
        "page": {"why": "more than 300 s"},
        "seen": {"kg": seen, "pyvis": {"why": "no page"}},
        "nodes": 20_000,
        "edges": 40_000,
    }
    text = report([found])
    assert "| 20,000 / 40,000 | 0.50 | 1.00 | more than 300 s | – | 2.0 | – | 90.0 MB |" in text
    assert "| 20,000 / 40,000 | kg | 0.1 | 0.2 | – | 55.5 |" in text
    assert "| 20,000 / 40,000 | pyvis | no page | – | – | – |" in text
