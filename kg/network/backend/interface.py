"""What networkx asks of a backend: to convert graphs, to say what it can run, and the functions by their names."""

from __future__ import annotations

import inspect
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from kg.network.backend import ENGINES
from kg.network.backend.communities import leiden_communities, louvain_communities
from kg.network.backend.compact import Compact, compact
from kg.network.backend.measures import (
    betweenness_centrality,
    closeness_centrality,
    eigenvector_centrality,
    harmonic_centrality,
    pagerank,
)
from kg.network.backend.structure import (
    bridges,
    clustering,
    connected_components,
    constraint,
    core_number,
    effective_size,
    is_connected,
    number_connected_components,
    triangles,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


__all__ = [
    "betweenness_centrality",
    "bridges",
    "can_run",
    "closeness_centrality",
    "clustering",
    "connected_components",
    "constraint",
    "convert_from_nx",
    "convert_to_nx",
    "core_number",
    "effective_size",
    "eigenvector_centrality",
    "harmonic_centrality",
    "is_connected",
    "leiden_communities",
    "louvain_communities",
    "number_connected_components",
    "pagerank",
    "should_run",
    "triangles",
]

HELD: Final[Mapping[str, object]] = {
    "k": None,
    "endpoints": False,
    "u": None,
    "nbunch": None,
    "nodes": None,
    "sources": None,
    "personalization": None,
    "nstart": None,
    "dangling": None,
    "root": None,
    "threshold": 1e-7,
}
"""The only values of these parameters that an engine runs with, whatever the function."""

HELD_FOR: Final[Mapping[str, Mapping[str, object]]] = {
    "clustering": {"weight": None},
    "effective_size": {"weight": None},
    "louvain_communities": {"max_level": None},
}
"""The same for single functions."""

WORTHWHILE: Final = 100
"""Nodes below which converting a graph costs more than is won."""

SOON_DONE: Final = frozenset({"connected_components", "number_connected_components", "is_connected"})
"""Functions for which that holds for any graph; they are here for graphs that are converted already."""


def convert_from_nx(graph: Any, edge_attrs: Mapping[str, float] | None = None, **_: object) -> Compact:  # noqa: ANN401 — networkx's or our own
    """The graph as numbers, with the weights that a function is called with."""
    return graph if isinstance(graph, Compact) else compact(graph, edge_attrs or {})


def convert_to_nx(result: Any, **_: object) -> Any:  # noqa: ANN401 — any result of any function
    """The result as it is: no function here returns a graph."""
    return result


def can_run(name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> bool | str:
    """Tell whether an engine can run a function with these arguments, or say why not; networkx runs it then."""
    if ENGINES[name].startswith("igraph") and not find_spec("igraph"):
        return "igraph is not installed: pip install 'smartcity-kg[fast]'"
    function: Callable[..., Any] = globals()[name]
    given = inspect.signature(function).bind(*args, **kwargs).arguments
    graph = given["G"]
    if graph.is_directed() or graph.is_multigraph():
        return "directed graphs and multiple edges are left to networkx"
    for parameter, value in given.items():
        held = HELD_FOR.get(name, {}).get(parameter, HELD.get(parameter, value))
        if callable(value) or (value is not held and value != held):
            return f"{parameter}={value!r} is left to networkx"
    return True


def should_run(name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> bool | str:
    """Tell whether it is worthwhile, or say why not, where networkx may choose."""
    graph = args[0] if args else kwargs["G"]
    if len(graph) < WORTHWHILE or (name in SOON_DONE and not isinstance(graph, Compact)):
        return "networkx is done before the graph is converted"
    return True
