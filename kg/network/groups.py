"""A large network as groups of nodes that work together, in groups of groups: what a reader opens one after the other.

A drawing holds some 1,500 nodes before it is slow and past reading, so no group that is drawn has more, where the
network can be cut at all; and a reader tells some twenty groups apart, so no group has more groups than that in it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kg.network.louvain import louvain
from kg.network.net import net_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray

    from kg.network.incidence import Incidence
    from kg.network.net import Net

    Ints = NDArray[np.int64]

MOST_DRAWN: Final = 1500
"""The most nodes of a drawn group: of 1,000, a canvas shows some 30 frames a second (bench/PAGES.md)."""

MOST_GROUPS: Final = 24
"""The most groups side by side: each has a name of some lines, and more names find no room on one screen."""

NAMED_BY: Final = 3
"""How many bodies a group is named by."""


class Grouping(NamedTuple):
    """A tree of groups, numbered so that a group stands before those in it.

    `parents` has the group around each group, -1 at the top; `leaves` the innermost group of each node, by IRI; `named`
    the most central bodies of each group; `rest` the groups that hold only what is tied to nothing else.
    """

    parents: tuple[int, ...]
    leaves: dict[str, int]
    named: tuple[tuple[str, ...], ...]
    rest: tuple[int, ...]


class _Group(NamedTuple):
    members: Ints
    inner: list[_Group]
    rest: bool


def grouped(network: nx.Graph[str] | Incidence | Net, ranked: Sequence[str]) -> Grouping | None:
    """The groups of a two-mode network; None where one drawing holds all of it.

    Communities are those of Louvain's method, divided again where they are too large to be drawn and joined where they
    are too many to be told apart. `ranked` are the bodies, the most central first: groups are called by them.
    """
    import numpy as np

    net = net_of(network)
    if len(net) <= MOST_DRAWN:
        return None
    everything = np.arange(len(net))
    return _numbered(_cut(net, everything) or [_Group(everything, [], rest=False)], net, ranked)


def _cut(net: Net, members: Ints) -> list[_Group]:
    """The groups in a group; none where its nodes are one community."""
    import numpy as np

    matrix = net.matrix[members][:, members]
    labels = louvain(matrix, net.lots[members])
    parts = _parts(labels)
    if len(parts) == 1:
        return []
    number = np.empty(len(members), dtype=np.int64)
    for at, part in enumerate(parts):
        number[part] = at
    joined, rest = _merged([len(part) for part in parts], _ties(matrix, number))
    found = [_group(net, [members[parts[at]] for at in ats]) for ats in joined]
    found.sort(key=lambda group: (-len(group.members), int(group.members[0])))
    return [*found, *([_bundle(net, [members[parts[at]] for at in rest])] if rest else [])]


def _group(net: Net, parts: list[Ints]) -> _Group:
    import numpy as np

    members = np.sort(np.concatenate(parts))
    if len(members) <= MOST_DRAWN:
        return _Group(members, [], rest=False)
    if 1 < len(parts) <= MOST_GROUPS:
        return _Group(members, [_group(net, [part]) for part in parts], rest=False)
    return _Group(members, _cut(net, members), rest=False)


def _bundle(net: Net, parts: list[Ints]) -> _Group:
    """Parts that are tied to nothing else, in bundles that can be drawn."""
    import numpy as np

    members = np.sort(np.concatenate(parts))
    if len(members) <= MOST_DRAWN or len(parts) == 1:
        return _Group(members, _cut(net, members) if len(members) > MOST_DRAWN else [], rest=True)
    share = max(MOST_DRAWN, -(-len(members) // MOST_GROUPS))
    bundles: list[list[Ints]] = [[]]
    filled = 0
    for part in parts:
        if bundles[-1] and filled + len(part) > share:
            bundles.append([])
            filled = 0
        bundles[-1].append(part)
        filled += len(part)
    if len(bundles) == 1:
        return _Group(members, [_bundle(net, [part]) for part in parts], rest=True)
    return _Group(members, [_bundle(net, bundle) for bundle in bundles], rest=True)


def _parts(labels: Ints) -> list[Ints]:
    """The places of each label, the largest part first."""
    import numpy as np

    order = np.argsort(labels, kind="stable")
    cuts = np.flatnonzero(np.diff(labels[order])) + 1
    return sorted(np.split(order, cuts), key=lambda part: (-len(part), int(part[0])))


def _merged(sizes: list[int], ties: dict[int, dict[int, int]]) -> tuple[list[list[int]], list[int]]:
    """At most so many lists of parts as a reader can tell apart, and the parts that are tied to no other.

    The smallest joins the one that it has most ties with, for that one's size, until few enough are left.
    """
    if len(sizes) <= MOST_GROUPS:
        return [[at] for at in range(len(sizes))], []
    alone = [at for at in range(MOST_GROUPS - 1, len(sizes)) if not ties.get(at)]
    left = set(alone)
    joined = {at: [at] for at in range(len(sizes)) if at not in left}
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


def _ties(matrix: Any, number: Ints) -> dict[int, dict[int, int]]:  # noqa: ANN401 — scipy has no types
    """How many ties two parts have with each other, by the one and the other."""
    import numpy as np

    count = int(number.max(initial=0)) + 1
    rows, columns = np.repeat(number, np.diff(matrix.indptr)), number[matrix.indices]
    keys, counts = np.unique((rows * count + columns)[rows != columns], return_counts=True)
    ties: dict[int, dict[int, int]] = defaultdict(dict)
    for key, size in zip(keys.tolist(), counts.tolist(), strict=True):
        ties[key // count][key % count] = size
    return ties


def _join(ties: dict[int, dict[int, int]], gone: int, kept: int) -> None:
    """Gives the ties of one part to another."""
    for other, count in ties.pop(gone).items():
        ties[other].pop(gone)
        if other != kept:
            ties[kept][other] = ties[other][kept] = ties[kept].get(other, 0) + count


def _numbered(top: list[_Group], net: Net, ranked: Sequence[str]) -> Grouping:
    import numpy as np

    number = {name: at for at, name in enumerate(net.names)}
    rank = np.full(len(net), len(net))
    known = [number[name] for name in ranked if name in number]
    rank[known] = np.arange(len(known))
    parents: list[int] = []
    named: list[tuple[str, ...]] = []
    rest: list[int] = []
    leaves = np.zeros(len(net), dtype=np.int64)

    def add(group: _Group, parent: int) -> None:
        at = len(parents)
        parents.append(parent)
        first = group.members[np.argsort(rank[group.members], kind="stable")[:NAMED_BY]]
        named.append(tuple(net.names[member] for member in first.tolist() if rank[member] < len(net)))
        if group.rest:
            rest.append(at)
        leaves[group.members] = at
        for inner in group.inner:
            add(inner, at)

    for group in top:
        add(group, -1)
    return Grouping(tuple(parents), dict(zip(net.names, leaves.tolist(), strict=True)), tuple(named), tuple(rest))
