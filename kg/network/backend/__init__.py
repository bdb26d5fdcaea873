"""networkx's functions on compiled engines, for anyone: `nx.betweenness_centrality(graph, backend="kg")`.

networkx finds this folder by its entry points. numpy and scipy run what they can; the rest needs igraph, the extra
`fast`, which has its one door here. This file is read whenever networkx is imported, so it imports nothing.
"""

from __future__ import annotations

from typing import Final

ENGINES: Final = {
    "betweenness_centrality": "numpy and scipy; igraph with weights, and where networks are deep",
    "closeness_centrality": "numpy; scipy with distances",
    "harmonic_centrality": "numpy; scipy with distances",
    "pagerank": "scipy",
    "eigenvector_centrality": "scipy",
    "connected_components": "scipy",
    "number_connected_components": "scipy",
    "is_connected": "scipy",
    "core_number": "igraph",
    "constraint": "igraph",
    "effective_size": "igraph",
    "triangles": "igraph",
    "clustering": "igraph",
    "bridges": "igraph",
    "louvain_communities": "igraph; other partitions than networkx's, of the same quality",
    "leiden_communities": "igraph; networkx has none",
}
"""The functions, by the engine that runs them."""


def info() -> dict[str, object]:
    """What networkx shows of this backend in its own documentation."""
    return {
        "backend_name": "kg",
        "project": "smartcity-kg",
        "package": "smartcity-kg",
        "short_summary": "Undirected graphs without multiple edges or loops, on numpy, scipy and igraph.",
        "functions": {name: {"additional_docs": f"Runs on {engine}."} for name, engine in ENGINES.items()},
    }
