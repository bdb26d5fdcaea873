"""A two-mode network as numbers, whose nodes each have a lot of their own."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from kg.digests import digest
from kg.network.incidence import Incidence
from kg.network.louvain import louvain

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Lots = NDArray[np.uint64]

COMMUNITIES: Final = 500
"""Communities of a connected network, at most."""


class Net:
    """Nodes sorted by name, the mode of each (0 is an agreement), and a symmetric sparse matrix of their ties."""

    def __init__(self, names: Sequence[str], modes: Ints, matrix: Any) -> None:  # noqa: ANN401 — scipy has no types
        """Keep the network; `net_of` makes it."""
        self.names = names
        self.modes = modes
        self.matrix = matrix

    def __len__(self) -> int:
        """The number of nodes."""
        return len(self.names)

    @cached_property
    def lots(self) -> Lots:
        """64 bits for each node, as good as random, that follow from its name alone."""
        return np.frombuffer(b"".join(digest(name)[:8] for name in self.names), "<u8").astype(np.uint64)

    @cached_property
    def degrees(self) -> Ints:
        """The number of ties of each node."""
        degrees: Ints = np.diff(self.matrix.indptr).astype(np.int64)
        return degrees

    @cached_property
    def arcs(self) -> tuple[Ints, Ints]:
        """Both ends of every tie, from either end."""
        return np.repeat(np.arange(len(self)), self.degrees), self.matrix.indices

    @cached_property
    def components(self) -> list[Ints]:
        """The nodes of every connected part, the largest first; equally large ones by their lowest lot."""
        from scipy.sparse.csgraph import connected_components

        if not len(self):
            return []
        count, labels = connected_components(self.matrix, directed=False)
        order = np.argsort(labels, kind="stable")
        parts = np.split(order, np.cumsum(np.bincount(labels, minlength=count))[:-1])
        return sorted(parts, key=lambda part: (-len(part), int(self.lots[part].min())))

    @cached_property
    def parts(self) -> list[Net]:
        """The network of each component, in their order."""
        return [self._part(some) for some in self.components]

    @cached_property
    def communities(self) -> Ints:
        """The number of the community of each node; fewer and larger ones where there would be too many to place."""
        resolution = 1.0
        while True:
            labels = louvain(self.matrix, self.lots, resolution)
            if labels.max(initial=0) < COMMUNITIES:
                return labels
            resolution /= 4

    def _part(self, some: Ints) -> Net:
        if len(some) == len(self):
            return self
        return Net([self.names[place] for place in some.tolist()], self.modes[some], self.matrix[some][:, some])


def net_of(network: nx.Graph[str] | Incidence | Net) -> Net:
    """The network of a table of ties, or of a two-mode graph of networkx, whatever the order of its nodes."""
    if isinstance(network, Net):
        return network
    if isinstance(network, Incidence):
        return _of_table(network)
    names = sorted(network)
    number = {name: place for place, name in enumerate(names)}
    modes = np.array([network.nodes[name].get("mode", 1) for name in names], np.int64)
    ends = np.array([(number[one], number[other]) for one, other in network.edges], np.int64).reshape(-1, 2)
    return Net(names, modes, _matrix(ends, len(names)))


def _of_table(table: Incidence) -> Net:
    agreements = table.agreements or [str(number) for number in range(len(table.starts) - 1)]
    unsorted = [*agreements, *table.organizations]
    order = sorted(range(len(unsorted)), key=unsorted.__getitem__)
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    rows = np.repeat(np.arange(len(agreements)), table.sizes)
    ends = np.column_stack([place[rows], place[len(agreements) + table.parties.astype(np.int64)]])
    modes = (np.array(order, np.int64) >= len(agreements)).astype(np.int64)
    return Net([unsorted[number] for number in order], modes, _matrix(ends, len(order)))


def _matrix(ends: Ints, count: int) -> Any:  # noqa: ANN401 — scipy has no types
    from scipy.sparse import csr_array

    both = np.concatenate([ends, ends[:, ::-1]])
    matrix = csr_array((np.ones(len(both)), (both[:, 0], both[:, 1])), shape=(count, count))
    matrix.sum_duplicates()
    matrix.sort_indices()
    matrix.data[:] = 1
    return matrix
