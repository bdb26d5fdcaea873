"""Betweenness and distances of all nodes, exactly or from sampled sources with a proved bound on the error."""

from __future__ import annotations

from math import log
from random import Random
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from msgspec import Struct

from kg.network.waves import BLOCK, WORD, bit_counts, dependencies, depth, spread

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

CONFIDENCE: Final = 0.95
"""The probability that the bounds of a sample hold, for all nodes at once."""

_SEED: Final = 2018


class Estimate(Struct, frozen=True):
    """A value for each node, and how far it may be from the exact one; `errors` is None where it is exact."""

    values: Floats
    errors: Floats | None = None


def betweenness(matrix: Any, sources: Ints | None = None) -> Floats:  # noqa: ANN401 — scipy has no types
    """For each node the dependencies of all sources on it, summed; all nodes are sources if none are given.

    With all of them it is twice the betweenness of an undirected network, not normalised.
    """
    total = np.zeros(matrix.shape[0])
    for block in _blocks(np.arange(matrix.shape[0]) if sources is None else sources, BLOCK):
        total += dependencies(matrix, block).sum(axis=1)
    return total


def sampled_betweenness(matrix: Any, sources: int, scale: float, rows: int) -> Estimate:  # noqa: ANN401
    """The sum of the dependencies of all nodes on each of the first `rows`, times `scale`, from sources by lot.

    Sources are drawn with equal chances and put back, so the sum is estimated without bias. The error of each node
    follows from the empirical Bernstein bound (Maurer & Pontil 2009, Empirical Bernstein bounds and sample variance
    penalization, COLT, theorem 4) on dependencies, which lie between 0 and the number of nodes less 2; all bounds hold
    at once with probability `CONFIDENCE`. Single precision, whose error is a millionth, unless paths are too many.
    """
    count = matrix.shape[0]
    single, factor = matrix.astype(np.float32), scale * count
    drawn = np.sort(np.array(Random(_SEED).choices(range(count), k=sources)))  # noqa: S311 — a sample, no secret
    total, squares = np.zeros(rows), np.zeros(rows)
    for block in _blocks(drawn, BLOCK):
        try:
            found = dependencies(single, block, np.float32)[:rows].astype(float)
        except OverflowError:
            found = dependencies(matrix, block)[:rows]
        found *= factor
        total += found.sum(axis=1)
        squares += np.square(found).sum(axis=1)
    return Estimate(total / sources, bernstein(total, squares, sources, factor * (count - 2), rows))


def bernstein(total: Floats, squares: Floats, count: int, span: float, bounds: int) -> Floats:
    """How far the mean of `count` draws from numbers of width `span` may be from theirs, for each entry of an array.

    `total` and `squares` are the sums of the draws and of their squares. With so many `bounds` in all, every one of
    them holds, both ways, with probability `CONFIDENCE` (Maurer & Pontil 2009, theorem 4, and a union bound).
    """
    variance = np.maximum(squares - np.square(total) / count, 0) / (count - 1)
    doubt = log(4 * bounds / (1 - CONFIDENCE))
    return np.sqrt(2 * variance * doubt / count) + 7 * span * doubt / (3 * (count - 1))


class Reach(Struct, frozen=True):
    """For each node the number of other nodes it reaches, and the sum of its distances to them, side by side."""

    others: tuple[Ints, ...]
    distances: tuple[Ints, ...]


def reach(steps: Sequence[Any]) -> Reach:
    """What every node of the last side reaches on each side; `steps` are those of `kg.network.waves.spread`."""
    count = steps[-1].shape[0]
    others = tuple(np.zeros(count, np.int64) for _ in steps)
    distances = tuple(np.zeros(count, np.int64) for _ in steps)
    for block in _blocks(np.arange(count), WORD):
        for distance, side, words in spread(steps, block):
            found = bit_counts(words)[: len(block)]
            others[side][block] += found
            distances[side][block] += distance * found
    return Reach(others, distances)


def harmonic(matrix: Any) -> Floats:  # noqa: ANN401 — scipy has no types
    """For each node the sum of 1/distance to all that it reaches."""
    values = np.zeros(matrix.shape[0])
    for block in _blocks(np.arange(matrix.shape[0]), WORD):
        for distance, _, words in spread((matrix,), block):
            values += np.bitwise_count(words) / distance
    return values


class SampledReach(Struct, frozen=True):
    """For each node the number of others it reaches, the sum of its distances to them, and the error of that sum."""

    others: Ints
    distances: Floats
    errors: Floats

    def first(self, count: int) -> SampledReach:
        """The same of so many nodes alone."""
        return SampledReach(self.others[:count], self.distances[:count], self.errors[:count])


def sampled_reach(matrix: Any, sources: int) -> SampledReach:  # noqa: ANN401 — scipy has no types
    """What every node reaches, from at most so many sources a component.

    The number is exact, and so is the sum in components with at most twice as many nodes as there are `sources`. In
    others it is estimated from nodes of the component by lot (Eppstein & Wang 2004, Fast approximation of centrality,
    J. Graph Algorithms Appl. 8, 39–45), with the bound of `bernstein` on distances, which lie between 0 and twice the
    depth.
    """
    from scipy.sparse.csgraph import connected_components

    count = matrix.shape[0]
    labels = connected_components(matrix, directed=False)[1]
    sizes = np.bincount(labels)
    distances, errors = np.zeros(count), np.zeros(count)
    small = np.flatnonzero(sizes[labels] <= 2 * sources)
    distances[small] = reach((matrix[small][:, small],)).distances[0]
    for label in np.flatnonzero(sizes > 2 * sources):
        nodes = np.flatnonzero(labels == label)
        part = matrix[nodes][:, nodes]
        total, squares = _sampled_distances(part, sources)
        distances[nodes] = total / sources * len(nodes)
        errors[nodes] = bernstein(total, squares, sources, 2 * depth(part), count) * len(nodes)
    return SampledReach(sizes[labels] - 1, distances, errors)


def _sampled_distances(matrix: Any, sources: int) -> tuple[Floats, Floats]:  # noqa: ANN401
    """For each node the sum of its distances to nodes by lot, and of their squares."""
    count = matrix.shape[0]
    total, squares = np.zeros(count), np.zeros(count)
    for block in _blocks(np.array(Random(_SEED).choices(range(count), k=sources)), WORD):  # noqa: S311 — a sample
        for distance, _, words in spread((matrix,), block):
            found = np.bitwise_count(words)
            total += distance * found.astype(float)
            squares += distance**2 * found.astype(float)
    return total, squares


def closeness(others: Ints | Floats, distances: Ints | Floats, best: float | Ints, count: int) -> Floats:
    """`best` / `distances`, times the share of the `count` other nodes that is reached; 0 where nothing is.

    That is Wasserman & Faust's closeness (1994, Social Network Analysis, p. 201), with `best` the number of `others`.
    """
    reached = others / max(1, count)
    return np.where(distances > 0, best / np.where(distances > 0, distances, 1) * reached, 0.0)


def estimated_closeness(reach: SampledReach, best: float | Ints, count: int) -> Estimate:
    """The same from a sample; nobody is nearer than one step to each of the others."""
    others, distances, errors = reach.others, reach.distances, reach.errors
    values = closeness(others, distances, best, count)
    highest = closeness(others, np.maximum(distances - errors, others), best, count)
    # The lower end is nearer to the value than the higher, unless that is cut off at one step.
    return Estimate(values, np.maximum(highest - values, values - closeness(others, distances + errors, best, count)))


def _blocks(nodes: Ints, size: int) -> Iterator[Ints]:
    for start in range(0, len(nodes), size):
        yield nodes[start : start + size]
