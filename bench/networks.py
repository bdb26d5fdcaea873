"""The measures of the network of a workload, by networkx alone or through kg: CPU seconds of each, conversion included.

    python -m bench.networks networkx|kg RECORDS [--no-betweenness]
    python -m bench.networks table RECORDS

The first prints a line of JSON for each measure: its name, its CPU seconds, and who computed it. kg is asked through
networkx's own dispatch, `backend="kg"`; where no such backend is installed, or it doesn't know a measure, networkx
does the work, as it would for a user. The second computes all columns of `centrality.csv` as `kg build` does.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import networkx as nx
from networkx.algorithms import bipartite

from bench.peers.statements import read_lines

if TYPE_CHECKING:
    from collections.abc import Callable

Graph = Any
"""A networkx graph; a measure may be asked of any backend's."""


def ties(records: Path) -> list[tuple[str, str]]:
    """Each agreement with each organisation that takes part in it."""
    return [
        (record["id"], party if isinstance(party, str) else party["organization"])
        for record in read_lines(records / "agreements.jsonl")
        for party in record["parties"]
    ]


def two_mode(pairs: list[tuple[str, str]]) -> Graph:
    """The bipartite graph, sorted, since results of networkx follow the order of insertion."""
    graph: Graph = nx.Graph()
    graph.add_nodes_from(sorted({agreement for agreement, _ in pairs}), mode=0)
    graph.add_nodes_from(sorted({organization for _, organization in pairs}), mode=1)
    graph.add_edges_from(sorted(set(pairs)))
    return graph


def project(graph: Graph, **engine: str) -> Graph:
    """The organisations, tied where they share an agreement."""
    if engine:
        from kg.network.project import projection

        return projection(graph)
    members = sorted(node for node, mode in graph.nodes(data="mode") if mode == 1)
    return bipartite.weighted_projected_graph(graph, members)


MEASURES: Final[dict[str, Callable[..., object]]] = {
    "degree": nx.degree_centrality,
    "betweenness": nx.betweenness_centrality,
    "closeness": nx.closeness_centrality,
    "harmonic": nx.harmonic_centrality,
    "PageRank": lambda graph, **engine: nx.pagerank(graph, weight=None, tol=1e-12, max_iter=1000, **engine),
    "eigenvector": lambda graph, **engine: nx.eigenvector_centrality(graph, max_iter=10_000, tol=1e-12, **engine),
    "k-core": nx.core_number,
    "constraint": nx.constraint,
    "effective size": nx.effective_size,
    "triangles": nx.triangles,
    "components": lambda graph, **engine: list(nx.connected_components(graph, **engine)),
    "bridges": lambda graph, **engine: list(nx.bridges(graph, **engine)),
    "Louvain": lambda graph, **engine: nx.community.louvain_communities(graph, weight=None, seed=1, **engine),
}
"""The measures of the projection, each asked alike of networkx and of kg's backend."""


def timed(name: str, measure: Callable[..., object], graph: Graph, engine: dict[str, str]) -> object:
    """Measure, and print the CPU seconds and who did it."""
    by = "kg" if engine else "networkx"
    started = time.process_time()
    try:
        result = measure(graph, **engine)
    except (ImportError, NotImplementedError):  # no such backend, or none that knows this measure
        by, started = "networkx", time.process_time()
        result = measure(graph)
    seconds = time.process_time() - started
    sys.stdout.write(json.dumps({"measure": name, "cpu": seconds, "by": by}) + "\n")
    sys.stdout.flush()
    return result


def main(asked: str, records: Path, without: set[str]) -> None:
    """Print every measure that isn't left out."""
    graph = two_mode(ties(records))
    if asked == "table":
        from kg.network.centrality import centralities

        centralities(graph)
        return
    engine = {"backend": "kg"} if asked == "kg" else {}
    projected: Graph = timed("projection", project, graph, engine)
    for name, measure in MEASURES.items():
        if name not in without:
            # One graph for all: the first measure that converts it pays for that, as with a user.
            timed(name, measure, projected, engine)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), {"betweenness"} if "--no-betweenness" in sys.argv else set())
