"""The ties that a graph states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.concepts import tie_properties
from kg.store.statements import Iri
from kg.vocab import kgo, rdf

if TYPE_CHECKING:
    from kg.network.project import Tie
    from kg.store.embedded import Store


def ties_of(store: Store) -> list[Tie]:
    """The ties that a graph states: an agreement, and a body that takes part in it.

    A collective party is no node of a network: it stands for bodies that nobody named, and two of them are never known
    to be the same.
    """
    nameless = set(store.subjects(rdf.type, Iri(kgo.CollectiveParty)))
    stated = (pair for property_ in tie_properties() for pair in store.pairs(property_))
    return sorted({pair for pair in stated if pair[1] not in nameless})
