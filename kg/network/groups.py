"""A large network as groups of nodes that work together, in groups of groups: what a reader opens one after the other.

A drawing holds some 1,500 nodes before it is slow and past reading, so no group that is drawn has more, where the
network can be cut at all; and a reader tells some twenty groups apart, so no group has more groups than that in it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Split = Callable[[int, Ints], Ints]

MOST_DRAWN: Final = 1500
"""The most nodes of a group that is drawn as it is: vis-network draws them some ten times a second, and names fit in."""

MOST_GROUPS: Final = 24
"""The most groups side by side: each has a name of two lines, and more names find no room on one screen."""

NAMED_BY: Final = 3
"""How many bodies a group is named by."""


class Grouping(NamedTuple):
    """A tree of groups, numbered so that a group stands before those in it.

    `parents` has the group around each group, -1 at the top; `leaves` the innermost group of each node; `named` the
    most central bodies of each group; `rest` the groups that hold only what belongs nowhere else.
    """

    parents: list[int]
    leaves: list[int]
    named: list[list[int]]
    rest: list[int]


class _Group(NamedTuple):
    members: Ints
    inner: list[_Group]
    rest: bool


def grouped(size: int, edges: Ints, ranked: Sequence[int], split: Split) -> Grouping | None:
    """The groups of nodes 0 to size - 1 with these edges (pairs, a row each); None where one drawing holds them all.

    `ranked` are the bodies, the most central first; `split` gives every node of a network (its size, its edges) the
    number of its community.
    """
    import numpy as np

    if size <= MOST_DRAWN:
        return None
    top = _Cutter(size, edges, split).cut(np.arange(size))
    return _numbered(top or [_Group(np.arange(size), [], rest=False)], size, ranked)


class _Cutter:
    """Cuts a network into groups, and those again, until each can be drawn."""

    def __init__(self, size: int, edges: Ints, split: Split) -> None:
        self.size, self.edges, self.split = size, edges, split

    def cut(self, members: Ints) -> list[_Group]:
        """The groups in a group; none where its nodes are one community."""
        import numpy as np

        place = np.full(self.size, -1)
        place[members] = np.arange(len(members))
        inner = place[self.edges]
        inner = inner[(inner >= 0).all(axis=1)]
        labels = self.split(len(members), inner)
        parts = _parts(members, labels)
        if len(parts) == 1:
            return []
        number = np.empty(len(members), dtype=np.int64)
        for at, part in enumerate(parts):
            number[place[part]] = at
        merged, rest = _merged([len(part) for part in parts], number[inner])
        found = [self._group([parts[at] for at in ats]) for ats in merged]
        found.sort(key=lambda group: (-len(group.members), int(group.members[0])))
        return [*found, *([self._bundle([parts[at] for at in rest])] if rest else [])]

    def _group(self, parts: list[Ints]) -> _Group:
        import numpy as np

        members = np.sort(np.concatenate(parts))
        if len(members) <= MOST_DRAWN:
            return _Group(members, [], rest=False)
        if 1 < len(parts) <= MOST_GROUPS:
            return _Group(members, [self._group([part]) for part in parts], rest=False)
        return _Group(members, self.cut(members), rest=False)

    def _bundle(self, parts: list[Ints]) -> _Group:
        """Small parts that are tied to nothing else, in bundles that can be drawn."""
        import numpy as np

        members = np.sort(np.concatenate(parts))
        if len(members) <= MOST_DRAWN or len(parts) == 1:
            return _Group(members, self.cut(members) if len(members) > MOST_DRAWN else [], rest=True)
        share = max(MOST_DRAWN, -(-len(members) // MOST_GROUPS))
        bundles: list[list[Ints]] = [[]]
        for part in parts:
            if bundles[-1] and sum(map(len, bundles[-1])) + len(part) > share:
                bundles.append([])
            bundles[-1].append(part)
        return _Group(members, [self._bundle(bundle) for bundle in bundles], rest=True)


def _parts(members: Ints, labels: Ints) -> list[Ints]:
    """The members by label, the largest part first."""
    import numpy as np

    order = np.argsort(labels, kind="stable")
    cuts = np.flatnonzero(np.diff(labels[order])) + 1
    return sorted(np.split(members[order], cuts), key=lambda part: (-len(part), int(part[0])))


def _merged(sizes: list[int], edges: Ints) -> tuple[list[list[int]], list[int]]:
    """At most so many lists of parts as a reader can tell apart, and the parts that are tied to no other.

    The smallest joins the one that it has most edges with, for that one's size, until few enough are left.
    """
    if len(sizes) <= MOST_GROUPS:
        return [[at] for at in range(len(sizes))], []
    ties = _ties(edges)
    alone = [at for at in range(MOST_GROUPS - 1, len(sizes)) if not ties.get(at)]
    joined = {at: [at] for at in range(len(sizes)) if at not in set(alone)}
    size = {at: sizes[at] for at in joined}
    while len(joined) > MOST_GROUPS - bool(alone):
        tied = [at for at in joined if ties.get(at)]
        if not tied:
            alone += [part for at in sorted(joined)[MOST_GROUPS - 1 :] for part in joined.pop(at)]
            break
        least = min(tied, key=lambda at: (size[at], -at))
        most = min(ties[least], key=lambda at: (-ties[least][at] / size[at], at))
        joined[most] += joined.pop(least)
        size[most] += size.pop(least)
        _join(ties, least, most)
    return list(joined.values()), sorted(alone)


def _ties(edges: Ints) -> dict[int, dict[int, int]]:
    """How many edges two parts have with each other, by the one and the other."""
    import numpy as np

    between = edges[edges[:, 0] != edges[:, 1]]
    pairs, counts = np.unique(np.sort(between, axis=1), axis=0, return_counts=True)
    ties: dict[int, dict[int, int]] = defaultdict(dict)
    for (one, other), count in zip(pairs.tolist(), counts.tolist(), strict=True):
        ties[one][other] = ties[other][one] = count
    return ties


def _join(ties: dict[int, dict[int, int]], gone: int, kept: int) -> None:
    """Gives the ties of one part to another."""
    for other, count in ties.pop(gone).items():
        ties[other].pop(gone)
        if other != kept:
            ties[kept][other] = ties[other][kept] = ties[kept].get(other, 0) + count


def _numbered(top: list[_Group], size: int, ranked: Sequence[int]) -> Grouping:
    import numpy as np

    rank = np.full(size, size)
    rank[np.asarray(ranked, dtype=np.int64)] = np.arange(len(ranked))
    grouping = Grouping([], [0] * size, [], [])
    leaves = np.zeros(size, dtype=np.int64)

    def add(group: _Group, parent: int) -> None:
        number = len(grouping.parents)
        grouping.parents.append(parent)
        first = group.members[np.argsort(rank[group.members], kind="stable")[:NAMED_BY]]
        grouping.named.append([int(member) for member in first if rank[member] < size])
        if group.rest:
            grouping.rest.append(number)
        leaves[group.members] = number
        for inner in group.inner:
            add(inner, number)

    for group in top:
        add(group, -1)
    grouping.leaves[:] = leaves.tolist()
    return grouping
