"""Which way is up: a picture by distances may be turned and mirrored at will, and a reader wants it as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from kg.network.lots import points

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Lots = NDArray[np.uint64]

TURN: Final = 61
"""The turn of the lots that say where each node would like to be. Any would do; with this one the hubs of the project's
own data are far apart, so that no change of one agreement mirrors the picture."""


def oriented(spots: Floats, lots: Lots, degrees: Ints) -> Floats:
    """The points turned and mirrored to where the nodes with most ties stand as near as can be to their lots.

    Those keep their ties when an agreement comes or goes, so the picture keeps its place; the longest axis, the usual
    choice, turns with every limb in a picture that is about as wide as high (Schönemann 1966, A generalized solution of
    the orthogonal Procrustes problem, Psychometrika 31, 1–10).
    """
    spots = spots - spots.mean(axis=0)
    weights = degrees.astype(float) ** 2
    left, _, right = np.linalg.svd((spots * weights[:, None]).T @ points(lots, TURN))
    turned: Floats = spots @ (left @ right)
    return turned
