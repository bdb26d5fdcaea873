"""A graph's file as a store: a small one is read into memory, a large one gets a store on the disk that is kept."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from kg.errors import EnvironmentalError
from kg.pipeline.shelf import Shelf
from kg.settings import STORE_FROM
from kg.store.embedded import STDIN, Store, format_of

if TYPE_CHECKING:
    from collections.abc import Callable


class Keeping(Struct, frozen=True):
    """From how many bytes on a graph gets a store on the disk, and in which folder, if not beside the graph."""

    size: int = STORE_FROM
    folder: str = ""

    def shelf(self, graph: str) -> Shelf:
        """The folder of a graph's store: `.graph.ttl.store`; elsewhere its name tells the graph's path by a hash."""
        name = os.path.basename(graph)
        if not self.folder:
            return Shelf(graph, Path(os.path.dirname(graph), f".{name}.store"))
        path = hashlib.sha256(os.fsencode(os.path.realpath(graph))).hexdigest()[:16]
        return Shelf(graph, Path(self.folder, f"{name}-{path}.store"))


def _silent(*_: object) -> None:
    """Say nothing."""


def open_store(
    graph: str,
    keeping: Keeping = Keeping(),  # noqa: B008 — frozen
    say: Callable[[str], None] = _silent,
    progress: Callable[[int, int], None] = _silent,
) -> Store:
    """The store of a graph's file; a large one is made once and kept, and serves until the file changes.

    Where it can't be kept, `say` is told why, and the file is read into memory. `progress` is called with the bytes
    that were read and their number. Raises what `Store.open` does.
    """
    if graph == STDIN or not os.path.isfile(graph) or os.path.getsize(graph) < keeping.size:
        return Store.open(graph)
    format_of(graph)
    shelf = keeping.shelf(graph)
    store = shelf.take()
    try:
        if store is None:
            with shelf.locked(say):
                shelf.renew()
                store = shelf.take()
                if store is None:
                    shelf.make(progress)
                    store = shelf.take()
    except (OSError, EnvironmentalError) as error:
        store = shelf.take(by_hash=True)
        if store is None:
            reason = error.strerror or str(error) if isinstance(error, OSError) else str(error)
            say(f"{graph} is read into memory: no store can be kept in {shelf.folder} ({reason})")
    return Store.open(graph) if store is None else store
