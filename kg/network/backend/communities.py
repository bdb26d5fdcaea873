"""Louvain and Leiden, with networkx's signatures.

The partitions are not networkx's: both programs visit nodes by lot, and there is no one best partition. They are of
the same quality, which the tests measure as modularity, and the same for the same seed and the same order of nodes.
"""

from __future__ import annotations

import random
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from networkx.utils import create_py_random_state

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from kg.network.backend.compact import Compact

    Seed = int | random.Random | None


def louvain_communities(
    G: Compact,
    weight: str | None = "weight",
    resolution: float = 1,
    threshold: float = 1e-7,
    max_level: None = None,
    seed: Seed = None,
) -> list[set[Hashable]]:
    """The communities of the multilevel method (Blondel et al. 2008, J. Stat. Mech. P10008), by their first nodes."""
    with _lots(seed):
        found = G.igraph.community_multilevel(weights=_weights(G, weight), resolution=resolution)
    return _sets(G, found)


def leiden_communities(
    G: Compact,
    weight: str | None = "weight",
    resolution: float = 1,
    max_level: int | None = None,
    seed: Seed = None,
) -> list[set[Hashable]]:
    """The communities of the Leiden method (Traag, Waltman & van Eck 2019, Scientific Reports 9, 5233) for modularity.

    They are connected. It goes on until nothing improves, or for `max_level` rounds.
    """
    if max_level is not None and max_level <= 0:
        raise ValueError("max_level argument must be a positive integer or None")
    with _lots(seed):
        found = G.igraph.community_leiden(
            objective_function="modularity",
            weights=_weights(G, weight),
            resolution=resolution,
            n_iterations=max_level or -1,
        )
    return _sets(G, found)


@contextmanager
def _lots(seed: Seed) -> Iterator[None]:
    """Let igraph draw from the seed. It has one generator, Python's global one, which is given back untouched."""
    import igraph

    igraph.set_random_number_generator(create_py_random_state(seed))
    try:
        yield
    finally:
        igraph.set_random_number_generator(random)


def _weights(graph: Compact, name: str | None) -> list[float] | None:
    return None if name is None else graph.edge_weights(graph.lengths(name))


def _sets(graph: Compact, found: Any) -> list[set[Hashable]]:  # noqa: ANN401 — igraph's types are unknown to mypy
    return [{graph.nodes[place] for place in part} for part in sorted(map(sorted, found))]
