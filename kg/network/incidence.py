"""Who takes part in what, compactly: ties gathered from a stream, then a table of numbers that engines can work on.

A million agreements with four million ties are held in some eighty megabytes while they are gathered, where a list of
pairs of texts takes a gigabyte. Neither the order of the ties nor their repetition changes the table.
"""

from __future__ import annotations

import csv
from array import array
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from kg.digests import digest
from kg.errors import DataError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

    import numpy as np
    from numpy.typing import NDArray

    from kg.network.project import Tie

    Ints = NDArray[np.int64]

MOST_PAIRS: Final = 200_000_000
"""The most pairs of parties, agreement by agreement, that a projection is made of: some six gigabytes while it is."""

_HEAD: Final = ["agreement", "organization"]


class Ties:
    """Ties as they come: organisations as numbers, agreements as digests of 16 bytes, or by name where `names` is set.

    Two agreements of one digest are one: with a million agreements that has a probability below 1e-26. It can be
    pickled, so that a worker may send what it gathered; `merge` takes it in.
    """

    __slots__ = ("_agreements", "_digests", "_numbers", "_parties", "_sizes", "names")

    def __init__(self, *, names: bool = False) -> None:
        """Begin with nothing; `names` keeps the names of the agreements, at some 130 bytes each."""
        self.names = names
        self._agreements: list[str] = []
        self._digests = bytearray()
        self._numbers: dict[str, int] = {}
        self._parties = array("i")
        self._sizes = array("i")

    def add(self, agreement: str, organizations: Iterable[str]) -> None:
        """Tie an agreement to organisations; what was said of it before stays."""
        numbers = self._numbers
        before = len(self._parties)
        self._parties.extend([numbers.setdefault(name, len(numbers)) for name in organizations])
        if size := len(self._parties) - before:
            self._sizes.append(size)
            self._digests += digest(agreement)
            if self.names:
                self._agreements.append(agreement)

    def add_pairs(self, pairs: Iterable[Tie]) -> None:
        """Tie pairs of an agreement and an organisation; those of one agreement had best follow each other."""
        for agreement, group in groupby(pairs, key=lambda pair: pair[0]):
            self.add(agreement, (organization for _, organization in group))

    def merge(self, other: Ties) -> None:
        """Take in what another gathered. Both must keep the names of agreements, or neither."""
        if self.names is not other.names:
            raise ValueError("one of the two keeps the names of agreements, the other doesn't")
        numbers = self._numbers
        renumbered = [numbers.setdefault(name, len(numbers)) for name in other._numbers]
        self._parties.extend([renumbered[number] for number in other._parties])
        self._sizes.extend(other._sizes)
        self._agreements += other._agreements
        self._digests += other._digests

    def incidence(self) -> Incidence:
        """The table of all ties so far: organisations sorted by name, agreements by digest, each tie once."""
        import numpy as np

        names = sorted(self._numbers)
        place = np.empty(len(names), np.int64)
        place[[self._numbers[name] for name in names]] = np.arange(len(names))
        agreements, rows = self._sorted_agreements()
        keys = np.repeat(rows, np.frombuffer(self._sizes, np.int32)) * max(1, len(names))
        keys += place[np.frombuffer(self._parties, np.int32)]
        keys.sort()
        keys = keys[np.diff(keys, prepend=-1) > 0]
        count = int(rows.max()) + 1 if len(rows) else 0
        starts = np.searchsorted(keys, np.arange(count + 1) * max(1, len(names)))
        return Incidence(names, starts, (keys % max(1, len(names))).astype(np.int32), agreements)

    def _sorted_agreements(self) -> tuple[list[str] | None, Ints]:
        """The names of the agreements, if they are kept, and the row of the table that each addition belongs to."""
        import numpy as np

        # As two big-endian numbers, which sort like the bytes.
        halves = np.frombuffer(bytes(self._digests), ">u8").reshape(-1, 2)
        order = np.lexsort((halves[:, 1], halves[:, 0]))
        ordered = halves[order]
        new = np.ones(len(order), bool)
        new[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
        rows = np.empty(len(order), np.int64)
        rows[order] = np.cumsum(new) - 1
        return [self._agreements[place] for place in order[new]] if self.names else None, rows


class Incidence:
    """The two-mode network as a table: agreement `i` has the parties `parties[starts[i]:starts[i + 1]]`, sorted.

    A party is a number: the place of its name in `organizations`, which are sorted. `agreements` has the names of the
    agreements, or is None where they were not kept; their order, that of their digests, is the same in both cases.
    """

    def __init__(
        self, organizations: list[str], starts: Ints, parties: NDArray[np.int32], agreements: list[str] | None = None
    ) -> None:
        """Keep the table; `Ties.incidence` makes it."""
        self.organizations = organizations
        self.starts = starts
        self.parties = parties
        self.agreements = agreements

    @property
    def sizes(self) -> Ints:
        """The number of parties of each agreement."""
        sizes: Ints = self.starts[1:] - self.starts[:-1]
        return sizes

    @cached_property
    def degrees(self) -> Ints:
        """The number of agreements of each organisation."""
        import numpy as np

        return np.bincount(self.parties, minlength=len(self.organizations))

    def matrix(self) -> Any:  # noqa: ANN401 — scipy has no types
        """A sparse matrix of ones, an agreement a row and an organisation a column."""
        import numpy as np
        from scipy.sparse import csr_array

        shape = len(self.starts) - 1, len(self.organizations)
        return csr_array((np.ones(len(self.parties)), self.parties, self.starts), shape=shape)

    @cached_property
    def shared(self) -> Any:  # noqa: ANN401 — scipy has no types
        """The projection, as a symmetric sparse matrix: how many agreements two organisations share.

        Raises `DataError` where agreements are so large that their pairs of parties would fill the memory.
        """
        return self._projected(None)

    @cached_property
    def newman(self) -> Any:  # noqa: ANN401 — scipy has no types
        """The projection with Newman's weights: the sum of 1/(n − 1) over the shared agreements, of n parties each."""
        import numpy as np

        return self._projected(1 / np.maximum(self.sizes - 1, 1))

    def _projected(self, weights: NDArray[np.float64] | None) -> Any:  # noqa: ANN401 — scipy has no types
        import numpy as np
        from scipy.sparse import diags_array

        pairs = int((self.sizes.astype(float) ** 2).sum())
        if pairs > MOST_PAIRS:
            raise DataError(
                f"the agreements have {pairs:,} pairs of parties, more than a projection can hold",
                "leave out the network (--no-network), or the agreements with thousands of parties",
            )
        matrix = self.matrix()
        other = matrix if weights is None else diags_array(weights) @ matrix
        product = (matrix.T @ other).tocsr()
        product.sort_indices()
        rows = np.repeat(np.arange(product.shape[0]), np.diff(product.indptr))
        product.data[rows == product.indices] = 0
        product.eliminate_zeros()
        return product

    @property
    def partners(self) -> Ints:
        """The number of organisations with which each one shares an agreement."""
        partners: Ints = self.shared.indptr[1:] - self.shared.indptr[:-1]
        return partners

    def cosigners(self) -> Iterator[tuple[str, str, int]]:
        """Every two organisations that share agreements, with how many; each pair once, sorted by name."""
        table = self.shared
        for number, one in enumerate(self.organizations):
            begin, end = table.indptr[number], table.indptr[number + 1]
            others, counts = table.indices[begin:end].tolist(), table.data[begin:end].tolist()
            for other, count in zip(others, counts, strict=True):
                if other > number:
                    yield one, self.organizations[other], int(count)

    def pairs(self) -> Iterator[Tie]:
        """Every tie by name; an agreement without a name is called by its number."""
        for number in range(len(self.starts) - 1):
            agreement = self.agreements[number] if self.agreements else str(number)
            for party in self.parties[self.starts[number] : self.starts[number + 1]].tolist():
                yield agreement, self.organizations[party]


def write_incidence(incidence: Incidence, stream: TextIO) -> None:
    """Write the table as CSV, a row a tie, under the head `agreement,organization`; the stream keeps line ends."""
    rows = csv.writer(stream, lineterminator="\n")
    rows.writerow(_HEAD)
    rows.writerows(incidence.pairs())


def read_incidence(stream: TextIO, path: str, *, names: bool = False) -> Ties:
    """The ties of a table as `write_incidence` or `kg spark build` writes it. `path` is what errors call it.

    Raises `DataError` for another head, or a row that isn't two filled cells.
    """
    rows = csv.reader(stream, strict=True)
    ties = Ties(names=names)

    def pairs() -> Iterator[Tie]:
        if next(rows, None) != _HEAD:
            raise _wrong(path, 1, f"a table of ties begins with the line {','.join(_HEAD)}")
        for row in rows:
            if len(row) != len(_HEAD) or not all(row):
                raise _wrong(path, rows.line_num, "a row of a table of ties is an agreement and an organisation")
            yield row[0], row[1]

    try:
        ties.add_pairs(pairs())
    except csv.Error as error:
        raise _wrong(path, rows.line_num, f"this is no CSV: {error}") from error
    return ties


def _wrong(path: str, line: int, message: str) -> DataError:
    return DataError(f"{path} is no table of ties", problems=[Problem(path, line, 1, message)])
