"""`python -m bench.pages [--small]`: kg's page and pyvis's own of one network, made and looked at in a browser.

Writes bench/PAGES.md; `--small` takes 1,000 nodes only and prints. Needs Chromium. pyvis's `from_nx` is given three
hundred seconds; where they don't suffice, its page is made with its lists filled directly, so that it can be looked at.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Final

from bench.environments import CACHE
from bench.measure import ROOT, FailedError, number, run, say
from bench.report import machine, table

SIZES: Final = ((1_000, 2_000), (5_000, 10_000), (20_000, 40_000), (100_000, 400_000))
SMALL: Final = ((1_000, 2_000),)
LIMIT: Final = 300
"""Wall seconds after which a page is given up."""

MOST: Final = 20_000
"""Nodes past which pyvis's `from_nx`, which is quadratic, is not tried."""

HEAD: Final = """# The page against pyvis's own

Written by `python -m bench.pages`; [README.md](README.md#the-page) says how each is asked.

{machine}; Chromium {browser} without a graphics card: it draws in software, WebGL too, as on a PC with no driver.
"""


def made(who: str, nodes: int, edges: int) -> dict[str, Any]:
    """A page written, and what it cost; `why` where it wasn't."""
    out = CACHE / "pages" / f"{who}-{nodes}.html"
    out.parent.mkdir(parents=True, exist_ok=True)
    say(f"  {who}: {nodes:,} nodes")
    try:
        done = run([sys.executable, "-m", "bench.drawn", who, str(nodes), str(edges), out], LIMIT)
    except FailedError as error:
        return {"why": str(error)}
    return {**json.loads(done.output), "out": str(out), "peak": done.peak}


def looked_at(who: str, page: dict[str, Any]) -> dict[str, Any]:
    """What a page is like in the browser; `why` where it can't be told."""
    if "out" not in page:
        return {"why": "no page"}
    try:
        done = run([sys.executable, "-m", "bench.browsed", who, page["out"]], LIMIT)
    except FailedError as error:
        return {"why": str(error)}
    found: dict[str, Any] = json.loads(done.output)
    return found


def measured(nodes: int, edges: int) -> dict[str, Any]:
    """Both pages of one network; pyvis's page is that of `from_nx` where it was made in time."""
    ours = made("kg", nodes, edges)
    theirs = made("pyvis", nodes, edges) if nodes <= MOST else {"why": "not tried"}
    page = theirs if "out" in theirs else made("pyvis-lists", nodes, edges)
    seen = {"kg": looked_at("kg", ours), "pyvis": looked_at("pyvis", page)}
    return {"kg": ours, "pyvis": theirs, "page": page, "seen": seen, "nodes": nodes, "edges": edges}


def _making(found: dict[str, Any]) -> list[str]:
    ours, theirs, page = found["kg"], found["pyvis"], found["page"]
    taken = number(theirs["seconds"]) if "seconds" in theirs else theirs["why"]
    known = theirs.get("seconds")
    ratio = f"{known / ours['seconds']:,.0f} ×" if known else "–"
    sizes = [f"{one['bytes'] / 1e6:.1f}" if "bytes" in one else "–" for one in (ours, page)]
    head = [f"{found['nodes']:,} / {found['edges']:,}"]
    return [*head, number(ours["seconds"]), number(ours["before"]), taken, ratio, *sizes, number(ours["peak"]) + " MB"]


def _looking(found: dict[str, Any], who: str) -> list[str]:
    seen = found["seen"][who]
    head = [f"{found['nodes']:,} / {found['edges']:,}", who]
    if "why" in seen:
        return [*head, seen["why"], "–", "–", "–"]
    times = [f"{seen[key] / 1000:.1f}" if seen[key] is not None else "–" for key in ("paint", "drawn", "whole")]
    return [*head, *times, f"{seen['frames']:.1f}"]


def report(results: list[dict[str, Any]]) -> str:
    """The figures as Markdown."""
    making = "nodes / edges | kg, CPU s | its positions and groups | pyvis, CPU s | ratio | kg, MB | pyvis, MB | memory"
    looking = "nodes / edges | who | first paint, s | first drawing, s | all at once, s | frames a second"
    browser = next((seen["browser"] for one in results for seen in one["seen"].values() if "browser" in seen), "–")
    return "\n".join(
        [
            HEAD.format(machine=machine(), browser=browser),
            "## Making it\n",
            table(making, [_making(one) for one in results]),
            "\n## Looking at it\n",
            table(looking, [_looking(one, who) for one in results for who in ("kg", "pyvis")]),
            "",
        ]
    )


def main() -> None:
    """Measure, and write or print the report."""
    small = "--small" in sys.argv
    out = CACHE / "pages.md" if small else Path(ROOT / "bench" / "PAGES.md")
    results = []
    for size in SMALL if small else SIZES:
        results.append(measured(*size))
        out.write_text(text := report(results), encoding="utf-8")  # a run that is cut short leaves what it has
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
