"""How long it takes to lay a network out: kg against networkx's spring layout and igraph's, on the same networks.

    python -m bench.layouts                  all of them in turn, A B C, A B C, …; writes bench/LAYOUTS.md
    python -m bench.layouts ENGINE NUMBER    one run: the network of so many agreements by kg, networkx or igraph

The networks are those of `bench/network_at_size.py`. A run prints its nodes, its ties, and the CPU seconds of the
layout alone: what is imported and made before is not counted.
"""

from __future__ import annotations

import json
import sys
import time
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from bench.measure import ROOT, good, in_turn, number, run, spread
from bench.report import machine, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.measure import Run, Runs

ENGINES: Final = {
    "kg": "`kg.network.layout.positions`",
    "networkx": "networkx, `spring_layout(graph, seed=1)`",
    "igraph": "igraph, `layout_fruchterman_reingold(grid=True)`",
}

SIZES: Final = {833: ("kg", "networkx", "igraph"), 16_667: ("kg", "igraph"), 100_000: ("kg", "igraph")}
"""The engines that are asked, by the number of agreements; networkx takes a table of all pairs of nodes."""

REPEATS: Final = 3


def measured_once(engine: str, agreements: int) -> dict[str, float]:
    """The nodes and ties of the network of so many agreements, and the CPU seconds of its layout."""
    from bench.network_at_size import gathered

    incidence = gathered(agreements).incidence()
    lay_out = prepared(engine, incidence)
    started = time.process_time()
    lay_out()
    seconds = time.process_time() - started
    return {"nodes": len(incidence.organizations) + agreements, "ties": len(incidence.parties), "cpu": seconds}


def prepared(engine: str, incidence: Any) -> Callable[[], object]:  # noqa: ANN401 — a table of ties
    """The call that is measured; what it needs is imported and made."""
    if engine == "kg":
        from kg.network.layout import positions
        from kg.network.project import two_mode

        positions(two_mode([("a", "o"), ("a", "p"), ("b", "p"), ("b", "q")]))  # imports what is imported late
        return partial(positions, incidence)
    import networkx as nx

    graph: Any = nx.Graph(list(incidence.pairs()))
    if engine == "networkx":
        nx.spring_layout(nx.path_graph(3), seed=1)
        return partial(nx.spring_layout, graph, seed=1)
    import igraph

    return partial(igraph.Graph.from_networkx(graph).layout_fruchterman_reingold, grid=True)


def once(engine: str, agreements: int) -> Run:
    """One run in a process of its own."""
    return run([sys.executable, "-m", "bench.layouts", engine, str(agreements)])


def report(found: dict[int, dict[str, Runs]]) -> str:
    """The table of all runs, as Markdown."""
    rows = []
    for runs in found.values():
        ours = [json.loads(one.output)["cpu"] for one in good(runs["kg"])]
        for engine, theirs in runs.items():
            told = [json.loads(one.output) for one in good(theirs)]
            if not told:
                rows.append(["–", "–", ENGINES[engine], "–", "–", "–", str(theirs)])
                continue
            seconds = [one["cpu"] for one in told]
            ratios = spread([one / other for one, other in zip(seconds, ours, strict=False)])
            rows.append(
                [
                    f"{told[0]['nodes']:,}",
                    f"{told[0]['ties']:,}",
                    ENGINES[engine],
                    spread(seconds).text(),
                    number(spread([one.cpu for one in good(theirs)]).middle),
                    number(max(one.peak for one in good(theirs))),
                    "–" if engine == "kg" else f"{ratios.text()} ×",
                ]
            )
    versions = ", ".join(f"{name} {version(name)}" for name in ("networkx", "igraph", "numpy", "scipy"))
    head = "nodes | ties | what | CPU seconds of the layout | of the process | MB | CPU against kg"
    return f"""# Layouts

Written by `python -m bench.layouts`; [README.md](README.md) says how runs are measured.

{machine()}; {versions}.

Figures are minimum / median / maximum of {REPEATS} runs in turn; ratios are taken within a turn. Every engine has the
same two-mode network of agreements and organisations. kg's layout keeps names apart, packs components and gives whole
pixels, the same on every run; it needs neither networkx nor igraph.

{table(head, rows)}
"""


def main() -> None:
    """Measure one engine, or all of them."""
    if len(sys.argv) > 1:
        sys.stdout.write(json.dumps(measured_once(sys.argv[1], int(sys.argv[2]))) + "\n")
        return
    found = {}
    for agreements, engines in SIZES.items():
        found[agreements] = in_turn({engine: partial(once, engine, agreements) for engine in engines}, REPEATS)
    text = report(found)
    (ROOT / "bench" / "LAYOUTS.md").write_text(text, encoding="utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
