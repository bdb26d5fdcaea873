"""A picture with groups: small enough to be quick, cut as a large network is."""

from __future__ import annotations

import msgspec

from kg.views.graph.page import Groups, Picture
from tests.pictures import large_picture, organization

PARENTS = (-1, 0, 0, -1, -1)
"""Group 0 holds 1 and 2; 3 stands beside it, and 4 is what is left."""


def leaf_of(number: int, count: int) -> int:
    """The innermost group of the thing of this number, of so many: a third each, and the last three are left."""
    return 4 if number >= count - 3 else (1, 2, 3)[3 * number // count]


def grouped_picture(agreements: int = 120, organizations: int = 60) -> Picture:
    """Three groups of agreements and bodies, two of them in one, and three bodies that belong nowhere."""
    picture = large_picture(agreements, organizations)
    leaves = {deal.iri: leaf_of(number, agreements + 3) for number, deal in enumerate(picture.profiles.agreements)}
    bodies = [body.iri for body in picture.profiles.organizations]
    leaves |= {iri: leaf_of(number, organizations) for number, iri in enumerate(bodies)}
    named = [[iri for iri in bodies if leaves[iri] == leaf][:3] for leaf in range(len(PARENTS))]
    named[0] = named[1]
    groups = Groups(PARENTS, leaves, tuple(map(tuple, named)), rest=(4,))
    return msgspec.structs.replace(picture, groups=groups)


def crowded_picture() -> Picture:
    """One group of more nodes than a drawing holds."""
    picture = large_picture(1700, 300)
    leaves = {deal.iri: 0 for deal in picture.profiles.agreements}
    leaves |= {body.iri: 0 for body in picture.profiles.organizations}
    groups = Groups((-1,), leaves, ((organization("body-0000"),),))
    return msgspec.structs.replace(picture, groups=groups)
