"""Random graphs, the same in every run: in pieces, with isolates, with weights, sparse and dense."""

from __future__ import annotations

from random import Random
from typing import Final

import networkx as nx

COUNT: Final = 100


def random_graph(seed: int) -> nx.Graph[str]:
    """A graph of up to forty nodes, in an order of its own; edges have a `weight`, whole or not, some have none."""
    chance = Random(seed)  # noqa: S311 — a test's chance, no secret
    size = chance.choice([1, 2, 3, 5, 8, 13, 21, 40])
    graph: nx.Graph[str] = nx.Graph()
    names = [f"node{number}" for number in range(size)]
    chance.shuffle(names)
    graph.add_nodes_from(names)
    for _ in range(int(size * chance.choice([0, 0.5, 1, 1.5, 3, 8]))):
        one, other = chance.choice(names), chance.choice(names)
        if one != other:
            graph.add_edge(one, other)
            if chance.random() < 0.9:
                graph[one][other]["weight"] = chance.choice([chance.randint(1, 4), chance.uniform(0.1, 5)])
    return graph


def random_graphs() -> list[nx.Graph[str]]:
    """A hundred of them, with an empty one."""
    return [nx.Graph(), *map(random_graph, range(1, COUNT))]


def layers(count: int, width: int) -> nx.Graph[int]:
    """Layers of nodes, each node tied to all of the next layer: `width` to the power of `count` shortest paths."""
    graph: nx.Graph[int] = nx.Graph()
    for layer in range(count - 1):
        for one in range(width):
            graph.add_edges_from((layer * width + one, (layer + 1) * width + other) for other in range(width))
    return graph
