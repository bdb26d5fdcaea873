"""Measures of organisations in the two-mode graph itself, normalised for two modes as networkx's bipartite does it."""

from __future__ import annotations

import networkx as nx
from networkx.algorithms import bipartite


def two_mode_measures(graph: nx.Graph[str], members: list[str]) -> tuple[dict[str, float], ...]:
    """Degree, betweenness and closeness of the organisations, as networkx measures them."""
    return (
        bipartite.degree_centrality(graph, members),
        _two_mode_betweenness(graph, members),
        bipartite.closeness_centrality(graph, members),
    )


def _two_mode_betweenness(graph: nx.Graph[str], members: list[str]) -> dict[str, float]:
    """Betweenness of the organisations as networkx's bipartite has it; 0 where it divides by zero.

    With one agreement no organisation can lie between others: networkx fails there.
    """
    most = most_two_mode_betweenness(len(members), len(graph) - len(members))
    between = nx.betweenness_centrality(graph, normalized=False)
    return {member: between[member] / most if most else 0.0 for member in members}


def most_two_mode_betweenness(members: int, agreements: int) -> float:
    """The most that an organisation could have in a two-mode network of so many organisations and agreements.

    0 with one agreement, where nobody lies between others (Borgatti & Halgin 2011, Analyzing affiliation networks).
    """
    s, t = divmod(members - 1, agreements)
    return (agreements**2 * (s + 1) ** 2 + agreements * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2
