"""Who holds it together: centralities of the organisations, as networkx defines and normalises them.

A seven-party agreement is twenty-one ties of the projection, which inflates large agreements; the two-mode measures,
on the graph of organisations and agreements itself, stand beside it for that reason (Borgatti & Everett 1997, Network
analysis of 2-mode data, Social Networks 19, 243–269). Each column is defined in `docs/reference/centrality.md`.

networkx measures small networks, `kg.network.large` the others, to the same figures.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, Literal

import networkx as nx
from msgspec import Struct

from kg.network.bipartite import two_mode_measures
from kg.network.incidence import Incidence, Ties
from kg.network.project import organizations, projection, two_mode

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.network.paths import Estimate

    Measure = Callable[[nx.Graph[str]], dict[str, float]]

Mode = Literal["projection", "two-mode"]
DIGITS: Final = 12
"""Significant digits of a written measure: the last bits of a float differ between machines."""

ESTIMATED_DIGITS: Final = 6
"""Significant digits of a measure that is estimated from a sample, and of how far it may be off."""

SMALL: Final = 500
"""Organisations and agreements together up to which networkx itself measures: a second or two."""

ERROR: Final = "_error"
"""What follows the name of a measure in the name of the column that says how far the measure may be off."""


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
    """One organisation's row: counts, then the measures by column name, rounded to `DIGITS` significant digits.

    Where a measure is estimated, a measure with its name and `ERROR` behind it says how far it may be from the exact
    value, up or down, in all rows at once with a probability of 95 %.
    """

    organization: str
    agreements: int
    partners: int
    measures: dict[str, float]


def centralities(network: nx.Graph[str] | Incidence, *, quick: bool = False) -> list[Centrality]:
    """A row for each organisation of a two-mode network, sorted by betweenness, the highest first, then by IRI.

    `quick` leaves out what is costly (`kg.network.large.costly`).
    """
    table = network if isinstance(network, Incidence) else _table(network)
    if not table.organizations:
        return []
    rows = _small(table) if len(table.organizations) + len(table.sizes) <= SMALL else _large(table, quick=quick)
    return sorted(rows, key=lambda row: (-row.measures["betweenness"], row.organization))


def estimated(rows: Sequence[Centrality]) -> dict[str, str]:
    """A sentence for each measure that is estimated in these rows, by the column of its errors."""
    names = [name for name in rows[0].measures if name.endswith(ERROR)] if rows else []
    worst = {name: max(row.measures[name] for row in rows) for name in names}
    return {
        name: f"{name.removesuffix(ERROR)} is estimated: 95 % sure, every value is within {error:.2g} of the exact "
        f"one; {name} has the bound of each row"
        for name, error in worst.items()
    }


def _small(table: Incidence) -> list[Centrality]:
    """The rows as networkx measures them."""
    # Agreements are numbered, so that sums are added in one order whether their names were kept or not.
    graph = two_mode(Incidence(table.organizations, table.starts, table.parties).pairs())
    members = table.organizations
    projected = projection(graph)
    columns = {name: measure(projected) for name, measure in MEASURES.items()}
    columns |= dict(zip(TWO_MODE, two_mode_measures(graph, members), strict=True))
    return [
        Centrality(
            organization=member,
            agreements=len(graph[member]),
            partners=len(projected[member]),
            measures={name: rounded(values[member]) for name, values in columns.items()},
        )
        for member in members
    ]


def _large(table: Incidence, *, quick: bool) -> list[Centrality]:
    """The rows as the engines measure them."""
    from kg.network.large import costly, large_measures

    columns = _columns(large_measures(table, costly(table) if quick else ()))
    counts = zip(table.organizations, table.degrees.tolist(), table.partners.tolist(), strict=True)
    return [
        Centrality(*count, dict(zip(columns, values, strict=True)))
        for count, values in zip(counts, zip(*columns.values(), strict=True), strict=True)
    ]


def _table(graph: nx.Graph[str]) -> Incidence:
    ties = Ties()
    members = set(organizations(graph))
    for agreement in graph:
        if agreement not in members:
            ties.add(agreement, graph[agreement])
    return ties.incidence()


def _columns(measures: dict[str, Estimate]) -> dict[str, list[float]]:
    """The measures rounded, then the errors of those that are estimated."""
    columns, behind = {}, {}
    for name, measure in measures.items():
        values = measure.values.tolist()
        if measure.errors is None:
            columns[name] = [rounded(value) for value in values]
        else:
            errors = measure.errors.tolist()
            digits = [ESTIMATED_DIGITS if error else DIGITS for error in errors]
            columns[name] = [rounded(*value) for value in zip(values, digits, strict=True)]
            behind[name + ERROR] = [rounded(error, ESTIMATED_DIGITS) for error in errors]
    return columns | behind


def rounded(value: float, digits: int = DIGITS) -> float:
    """The value with so many significant digits; what is zero but for the last bits is zero."""
    short = float(f"{float(value):.{digits}g}")
    return 0.0 if abs(short) < 10.0**-DIGITS else short
