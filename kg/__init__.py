"""kg: a knowledge graph of smart-city partnerships, from reviewed records to RDF, networks and pages.

    >>> import kg
    >>> dataset = kg.read(["data"])                                    # doctest: +SKIP
    >>> kg.build(["data"], out="build")                                # doctest: +SKIP
    >>> kg.open("build/graph.ttl").network().number_of_nodes()         # doctest: +SKIP
    7

Nothing heavy is imported before it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.errors import DataError, EnvironmentalError, KgError, Problem, UsageError
    from kg.pipeline.api import build, graph, read
    from kg.pipeline.opened import open_graph as open  # noqa: A004 — the name that users know: kg.open("graph.ttl")

__all__ = [
    "DataError",
    "EnvironmentalError",
    "KgError",
    "Problem",
    "UsageError",
    "build",
    "graph",
    "open",
    "read",
]

_ERRORS = {"DataError", "EnvironmentalError", "KgError", "Problem", "UsageError"}


def __getattr__(name: str) -> object:
    """Import a public name on first use (PEP 562), so that `kg --help` needs none of the libraries."""
    if name not in __all__:
        message = f"module 'kg' has no attribute {name!r}"
        raise AttributeError(message)
    if name in _ERRORS:
        from kg import errors as module
    elif name == "open":
        from kg.pipeline import opened as module  # type: ignore[no-redef]
    else:
        from kg.pipeline import api as module  # type: ignore[no-redef]
    return getattr(module, {"open": "open_graph"}.get(name, name))


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)
