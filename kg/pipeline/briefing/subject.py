"""What a briefing is about: the whole graph, an organisation, a field or an agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.errors import UsageError
from kg.pipeline.why.things import at_hand, meant, thing_named
from kg.store.statements import Iri
from kg.vocab import BASE, kgo, org, rdf, skos

if TYPE_CHECKING:
    from kg.store.embedded import Store
    from kg.views.brief.briefing import Kind

_FIELDS: Final = f"{BASE}field/"


def subject_named(store: Store, name: str) -> tuple[Kind, str]:
    """The kind and the IRI of the organisation, field or agreement that is meant.

    Raises `UsageError` for what the graph doesn't know, what can mean several things, or a thing of another kind.
    """
    found = [iri for iri in meant(name, at_hand(store, name)) if _kind(store, iri)]
    iri = found[0] if len(found) == 1 else thing_named(store, name)
    kind = _kind(store, iri)
    if kind is None:
        hint = "name one of those; `kg query -n organizations` and `kg query -n agreements` list them"
        raise UsageError(f"“{name}” is no organisation, field or agreement", hint)
    return kind, iri


def _kind(store: Store, iri: str) -> Kind | None:
    types = {said.object for said in store.statements(rdf.type, iri)}
    if Iri(kgo.Agreement) in types:
        return "agreement"
    if types & {Iri(org.Organization), Iri(org.FormalOrganization)} and Iri(kgo.CollectiveParty) not in types:
        return "organization"
    return "field" if Iri(skos.Concept) in types and iri.startswith(_FIELDS) else None
