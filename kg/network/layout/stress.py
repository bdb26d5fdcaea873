"""A small component by its distances: the picture whose distances are as near as can be to those of the network.

Stress (Kamada & Kawai 1989, Information Processing Letters 31, 7–15) by majorization (Gansner, Koren & North 2004,
Graph drawing by stress majorization, Graph Drawing) from classical scaling. It moves little when the network changes
little, which forces don't: they start anywhere and settle in one of many balances.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from kg.network.lots import drawn_pairs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.network.net import Net

    Floats = NDArray[np.float64]

ROUNDS: Final = 150
"""Steps of majorization; a hundred more leave as many crossings in the picture of the project's own data."""

WALK: Final = 6
"""Steps of the walks that say whether two neighbours live in one neighbourhood."""

APART: Final = 3.0
"""How many times as long as others a tie would be whose ends had no neighbourhood in common."""

FLAT: Final = 0.85
"""The power of a distance that is drawn: a little less than 1 keeps the limbs of a network from growing long."""


def by_stress(net: Net) -> Floats:
    """A point for each node of a connected network; neighbours are about 1 apart."""
    wanted = _distances(net) ** FLAT
    return majorized(wanted, scaled(wanted * (1 + 0.04 * (drawn_pairs(net.lots, net.lots) - 0.5))))


def _distances(net: Net) -> Floats:
    """The lengths of the shortest paths, where ties between neighbourhoods are long, and ties of a crowd as well."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import dijkstra

    rows, columns = net.arcs
    agreement = net.modes[rows] == 0
    parties = np.where(agreement, net.degrees[rows], net.degrees[columns])
    agreements = np.where(agreement, net.degrees[columns], net.degrees[rows])
    lengths = 0.7 + APART * (1 - _neighbourhood(net)[rows, columns])
    lengths *= np.sqrt(np.maximum(1, parties / 7)) * (1 + 0.25 * np.log(agreements))
    found: Floats = dijkstra(csr_array((lengths, columns, net.matrix.indptr), shape=net.matrix.shape), directed=False)
    return found


def _neighbourhood(net: Net) -> Floats:
    """How much two nodes see of the same nodes on short walks, from 0 to 1 (Bhattacharyya's coefficient).

    A partition into communities would say the same in black and white, and jump where this moves a little (Pons &
    Latapy 2005, Computing communities in large networks using random walks, ISCIS).
    """
    walk = (np.eye(len(net)) + net.matrix.toarray() / net.degrees[:, None]) / 2
    seen = np.sqrt(np.linalg.matrix_power(walk, WALK))
    both: Floats = seen @ seen.T
    return both


def scaled(distances: Floats) -> Floats:
    """The points whose distances are near to these, by scaling (Torgerson 1952, Psychometrika 17, 401–419)."""
    inner = -0.5 * distances**2
    inner -= inner.mean(axis=0)
    inner -= inner.mean(axis=1)[:, None]
    values, vectors = np.linalg.eigh((inner + inner.T) / 2)
    scaled: Floats = vectors[:, :-3:-1] * np.sqrt(np.maximum(values[:-3:-1], 1e-9))
    return scaled


def majorized(wanted: Floats, spots: Floats) -> Floats:
    """The points moved to where their distances are as near to the wanted ones as steps from here can bring them.

    Each goes twice as far as it would, which halves their number (de Leeuw & Heiser 1980, Multidimensional scaling with
    restrictions on the configuration, Multivariate Analysis V, 501–522).
    """
    weights = 1 / np.where(wanted > 0, wanted, np.inf) ** 2
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.inv(laplacian + 1 / len(wanted))
    pull = weights * wanted
    step = spots
    for _ in range(ROUNDS):
        across = spots[:, None, 0] - spots[None, :, 0]
        down = spots[:, None, 1] - spots[None, :, 1]
        shares: Any = pull / np.maximum(np.sqrt(across**2 + down**2), 1e-9)
        step = inverse @ (shares.sum(axis=1)[:, None] * spots - shares @ spots)
        spots = 2 * step - spots
    return step
