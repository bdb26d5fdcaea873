"""A networkx graph as numbers: what the engines of this folder work on."""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, ClassVar

import networkx as nx
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray


class Compact:
    """An undirected graph: the nodes in their order, and sparse matrices, one for each weight that was asked for."""

    __networkx_backend__: ClassVar = "kg"

    def __init__(self, nodes: Sequence[Hashable], matrices: Mapping[str | None, Any]) -> None:
        """Keep the nodes, and the matrices by weight; that of None has ones. They have one pattern."""
        self.nodes = list(nodes)
        self.matrices = matrices

    def __len__(self) -> int:
        """The number of nodes."""
        return len(self.nodes)

    def __iter__(self) -> Iterator[Hashable]:
        """The nodes in their order."""
        return iter(self.nodes)

    def is_directed(self) -> bool:
        """False: no graph here is."""
        return False

    def is_multigraph(self) -> bool:
        """False: no graph here is."""
        return False

    @property
    def ones(self) -> Any:  # noqa: ANN401 — scipy has no types
        """The adjacency matrix without weights."""
        return self.matrices[None]

    def weights(self, name: str | None) -> Any:  # noqa: ANN401 — scipy has no types
        """The adjacency matrix with the weights of this name."""
        return self.matrices[name]

    def lengths(self, name: str) -> Any:  # noqa: ANN401 — scipy has no types
        """The same where weights are lengths. Raises `NotImplementedError` unless all are positive numbers."""
        matrix = self.matrices[name]
        if not (np.isfinite(matrix.data).all() and (matrix.data > 0).all()):
            raise NotImplementedError(f"an edge whose {name!r} is no positive number is left to networkx")
        return matrix

    @cached_property
    def ends(self) -> NDArray[np.int64]:
        """The two ends of every edge, the earlier node first, sorted."""
        rows = np.repeat(np.arange(len(self)), np.diff(self.ones.indptr))
        once = rows < self.ones.indices
        return np.column_stack([rows[once], self.ones.indices[once]])

    @cached_property
    def igraph(self) -> Any:  # noqa: ANN401 — igraph's types are unknown to mypy
        """The same as an igraph graph. Raises `NotImplementedError` without igraph."""
        try:
            import igraph
        except ImportError as error:
            raise NotImplementedError("igraph is not installed: pip install 'smartcity-kg[fast]'") from error
        # An iterator: a list of so many pairs sets off Python's garbage collection, which takes ten times as long.
        return igraph.Graph(n=len(self), edges=zip(*self.ends.T.tolist(), strict=True))

    def edge_weights(self, matrix: Any) -> list[float]:  # noqa: ANN401 — scipy has no types
        """The weight of every edge of a matrix, in the order of `ends`."""
        rows = np.repeat(np.arange(len(self)), np.diff(matrix.indptr))
        weights: list[float] = matrix.data[rows < matrix.indices].tolist()
        return weights

    def named(self, values: NDArray[Any]) -> dict[Hashable, Any]:
        """A value for each node, in order, as a dictionary of Python's own numbers."""
        return dict(zip(self.nodes, values.tolist(), strict=True))


def compact(graph: nx.Graph[Any], weights: Mapping[str, float]) -> Compact:
    """The graph as numbers, with these weights; an edge without one has the value that is given.

    Raises `NotImplementedError` for what is left to networkx: directions, multiple edges, loops, weights that are no
    numbers.
    """
    if graph.is_directed() or graph.is_multigraph() or nx.number_of_selfloops(graph):
        raise NotImplementedError("directed graphs, multiple edges and loops are left to networkx")
    from scipy.sparse import csr_array

    # The dictionaries below networkx's views, which cost a call an edge; a subgraph has none of its own.
    adjacency: Mapping[Any, Any] = getattr(graph, "_adj", graph.adj)
    number = {node: place for place, node in enumerate(adjacency)}
    heads = np.fromiter(map(number.__getitem__, chain.from_iterable(adjacency.values())), np.int32)
    starts = np.cumsum([0, *map(len, adjacency.values())], dtype=np.int32)
    matrices = {}
    for name in (None, *weights):
        data = np.ones(len(heads)) if name is None else _weights(adjacency, name, weights[name])
        matrices[name] = csr_array((data, heads.copy(), starts), shape=(len(number), len(number)))
        matrices[name].sort_indices()
    return Compact(list(number), matrices)


def _weights(adjacency: Mapping[Any, Mapping[Any, Mapping[str, Any]]], name: str, default: float) -> Any:  # noqa: ANN401
    edges = chain.from_iterable(neighbours.values() for neighbours in adjacency.values())
    try:
        return np.fromiter((attributes.get(name, default) for attributes in edges), float)
    except (TypeError, ValueError) as error:
        raise NotImplementedError(f"an edge whose {name!r} is no number is left to networkx") from error
