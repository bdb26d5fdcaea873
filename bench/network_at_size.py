"""How long measuring a network takes: networkx against its backend `kg`, and all of `centrality.csv`.

    python bench/network_at_size.py functions 10000     each function, CPU seconds, the backend's with conversion
    python bench/network_at_size.py measures 100000     all columns of centrality.csv from a table of ties

The number is that of agreements, of two to six parties each, drawn from a fifth as many organisations with weights
1/rank^0.7. Seeded: every run has the same network.
"""

from __future__ import annotations

import resource
import sys
import time
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from kg.network.centrality import centralities, estimated
from kg.network.incidence import Ties

if TYPE_CHECKING:
    from collections.abc import Callable

TIGHT = {"tol": 1e-12, "max_iter": 10_000}
FUNCTIONS: list[tuple[str, dict[str, Any]]] = [
    ("betweenness_centrality", {}),
    ("closeness_centrality", {}),
    ("harmonic_centrality", {}),
    ("pagerank", {"weight": None, **TIGHT}),
    ("eigenvector_centrality", TIGHT),
    ("core_number", {}),
    ("constraint", {}),
    ("effective_size", {}),
    ("triangles", {}),
    ("clustering", {}),
    ("connected_components", {}),
    ("bridges", {}),
    ("louvain_communities", {"seed": 1}),
]


def gathered(agreements: int, seed: int = 1) -> Ties:
    """The ties of so many agreements."""
    chance = np.random.default_rng(seed)
    count = agreements // 5
    weights = np.arange(1, count + 1) ** -0.7
    sizes = chance.integers(2, 7, agreements)
    drawn = chance.permutation(count)[chance.choice(count, size=sizes.sum(), p=weights / weights.sum())]
    ties = Ties()
    for number, parties in enumerate(np.split(drawn, np.cumsum(sizes)[:-1])):
        ties.add(f"agreement/{number}", [f"organization/{party}" for party in parties.tolist()])
    return ties


def seconds(run: Callable[[], object]) -> float:
    """The CPU seconds of a call, and of whatever it yields."""
    started = time.process_time()
    result = run()
    if not isinstance(result, dict | list | float):
        list(result)  # type: ignore[call-overload]
    return time.process_time() - started


def functions(ties: Ties) -> None:
    """Measure every function, by networkx and by the backend; each call of the backend converts the graph."""
    table = ties.incidence()
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(table.organizations)
    ends = zip(*(ends.tolist() for ends in table.shared.nonzero()), strict=True)
    names = table.organizations
    graph.add_edges_from((names[one], names[other]) for one, other in ends if one < other)
    print(f"{len(graph)} organisations, {graph.number_of_edges()} edges")
    totals = [0.0, 0.0]
    for name, arguments in FUNCTIONS:
        function = getattr(nx, name, None) or getattr(nx.community, name)
        for backend in ("kg", "networkx"):  # what a function imports is imported before the clock runs
            seconds(lambda: function(nx.path_graph(3), backend=backend, **arguments))  # noqa: B023 — called at once
        own = seconds(lambda: function(graph, backend="kg", **arguments))  # noqa: B023 — called at once
        graph.__networkx_cache__.clear()
        other = seconds(lambda: function(graph, **arguments))  # noqa: B023 — called at once
        totals = [totals[0] + own, totals[1] + other]
        print(f"{name:24} networkx {other:8.3f}  kg {own:8.3f}  {other / own:6.1f} ×", flush=True)
    print(f"{'all':24} networkx {totals[1]:8.3f}  kg {totals[0]:8.3f}  {totals[1] / totals[0]:6.1f} ×")


def measures(ties: Ties) -> None:
    """Measure all columns of centrality.csv."""
    table = ties.incidence()
    print(f"{len(table.organizations)} organisations, {len(table.sizes)} agreements, {len(table.parties)} ties")
    print(f"{table.shared.nnz // 2} edges of the projection")
    rows: list[Any] = []
    print(f"{seconds(lambda: rows.extend(centralities(table)) or rows):.1f} CPU s")  # type: ignore[func-returns-value]
    print("\n".join(estimated(rows).values()) or "all exact")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at the peak")


if __name__ == "__main__":
    {"functions": functions, "measures": measures}[sys.argv[1]](gathered(int(sys.argv[2])))
