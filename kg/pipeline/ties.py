"""The ties that a graph states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.concepts import tie_properties
from kg.store.statements import Iri
from kg.vocab import kgo, rdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.network.project import Tie
    from kg.store.embedded import Store


def each_tie(store: Store) -> Iterator[Tie]:
    """The ties that a graph states, an agreement and a body that takes part in it; one after the other, in no order.

    A collective party is no node of a network: it stands for bodies that nobody named, and two of them are never known
    to be the same. A tie that several properties state comes several times.
    """
    nameless = set(store.subjects(rdf.type, Iri(kgo.CollectiveParty)))
    for property_ in tie_properties():
        for tie in store.pairs(property_):
            if tie[1] not in nameless:
                yield tie


def ties_of(store: Store) -> list[Tie]:
    """The ties that a graph states, each once, sorted."""
    texts: dict[str, str] = {}
    # One text for all ties of a thing: a third of the memory.
    once = {(texts.setdefault(one, one), texts.setdefault(other, other)) for one, other in each_tie(store)}
    return sorted(once)
