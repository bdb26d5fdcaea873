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
    types = store.statements(rdf.type)
    nameless = {said.subject for said in types if said.object == Iri(kgo.CollectiveParty)}
    stated = [said for predicate in tie_properties() for said in store.statements(predicate)]
    return sorted((said.subject.value, said.object.value) for said in stated if said.object not in nameless)
