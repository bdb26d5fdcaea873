"""Who holds it together: centralities of the organisations, as networkx defines and normalises them.

A seven-party agreement is twenty-one ties of the projection, which inflates large agreements; the two-mode measures,
on the graph of organisations and agreements itself, stand beside it for that reason (Borgatti & Everett 1997, Network
analysis of 2-mode data, Social Networks 19, 243–269). Each column is defined in `docs/reference/centrality.md`.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, Literal

import networkx as nx
from msgspec import Struct
from networkx.algorithms import bipartite

from kg.network.project import organizations, projection

if TYPE_CHECKING:
    from collections.abc import Callable

    Measure = Callable[[nx.Graph[str]], dict[str, float]]

Mode = Literal["projection", "two-mode"]
DIGITS: Final = 12
"""Significant digits of a written measure: the last bits of a float differ between machines."""


def _eigenvector(graph: nx.Graph[str]) -> dict[str, float]:
    """Eigenvector centrality as networkx has it, iterated to where it stands still; NaN for all where it never does.

    On a graph in pieces the piece with the largest eigenvalue takes all: elsewhere the values are near zero, which says
    nothing of those organisations. Read it within the main component.
    """
    try:
        values: dict[str, float] = nx.eigenvector_centrality(graph, max_iter=10_000, tol=1e-12)
    except nx.PowerIterationFailedConvergence:
        return dict.fromkeys(graph, math.nan)
    return values


def _pagerank(graph: nx.Graph[str]) -> dict[str, float]:
    # The default tolerance leaves single nodes more than 1 % off on two thousand nodes.
    ranks: dict[str, float] = nx.pagerank(graph, weight=None, tol=1e-12, max_iter=1000)
    return ranks


MEASURES: Final[dict[str, Measure]] = {
    "degree": nx.degree_centrality,
    "betweenness": nx.betweenness_centrality,
    "closeness": nx.closeness_centrality,
    "eigenvector": _eigenvector,
    "pagerank": _pagerank,
}
"""The measures of the unweighted projection, by the name of their column."""


TWO_MODE: Final = ("two_mode_degree", "two_mode_betweenness", "two_mode_closeness")
COLUMNS: Final = (*MEASURES, *TWO_MODE)
"""The columns of measures, in the order of `centrality.csv`; new ones are added behind."""


class Centrality(Struct, frozen=True):
    """One organisation's row: counts, then the measures by column name, rounded to `DIGITS` significant digits."""

    organization: str
    agreements: int
    partners: int
    measures: dict[str, float]


def centralities(graph: nx.Graph[str]) -> list[Centrality]:
    """A row for each organisation of a two-mode graph, sorted by betweenness, the highest first, then by IRI."""
    if not (members := organizations(graph)):
        return []
    projected = projection(graph)
    columns = {name: measure(projected) for name, measure in MEASURES.items()}
    columns |= dict(zip(TWO_MODE, two_mode_measures(graph, members), strict=True))
    rows = [
        Centrality(
            organization=member,
            agreements=len(graph[member]),
            partners=len(projected[member]),
            measures={name: rounded(values[member]) for name, values in columns.items()},
        )
        for member in members
    ]
    return sorted(rows, key=lambda row: (-row.measures["betweenness"], row.organization))


def two_mode_measures(graph: nx.Graph[str], members: list[str]) -> tuple[dict[str, float], ...]:
    """Degree, betweenness and closeness in the two-mode graph, normalised for two modes by networkx's bipartite."""
    return (
        bipartite.degree_centrality(graph, members),
        _two_mode_betweenness(graph, members),
        bipartite.closeness_centrality(graph, members),
    )


def _two_mode_betweenness(graph: nx.Graph[str], members: list[str]) -> dict[str, float]:
    """Betweenness of the organisations as networkx's bipartite has it; 0 where it divides by zero.

    The divisor is the most that an organisation of such a network could have (Borgatti & Halgin 2011, Analyzing
    affiliation networks). With one agreement no organisation can lie between others: networkx fails there.
    """
    count, agreements = len(members), len(graph) - len(members)
    s, t = divmod(count - 1, agreements)
    most = (agreements**2 * (s + 1) ** 2 + agreements * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2
    between = nx.betweenness_centrality(graph, normalized=False)
    return {member: between[member] / most if most else 0.0 for member in members}


def rounded(value: float) -> float:
    """The value with `DIGITS` significant digits; what is zero but for the last bits is zero."""
    short = float(f"{float(value):.{DIGITS}g}")
    return 0.0 if abs(short) < 10.0**-DIGITS else short
