"""The parties of an agreement in RDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.rdf import terms
from kg.rdf.description import Template, describe
from kg.vocab import kgo, org, rdf, rdfs, schema

if TYPE_CHECKING:
    from kg.rdf.draft import Draft, Pairs
    from kg.records.agreement import Party

_PARTICIPATION: Final = Template(
    kgo.participant, kgo.role, kgo.nameAsWritten, schema.position, types=(terms.iri(kgo.Participation),)
)


def parties(draft: Draft) -> Pairs:
    """Each party twice: as the plain tie, and as the participation that says how."""
    members: list[str] = []
    nodes = draft.nodes("participation", len(draft.record.parties))
    for index, (party, node) in enumerate(zip(draft.record.parties, nodes, strict=True)):
        role: list[str] = []
        name: list[str] = []
        if isinstance(party, str):
            member = draft.say(f"/parties/{index}", kgo.party, draft.mint.organization(party))
        else:
            member = draft.say(f"/parties/{index}", kgo.party, party_node(draft, party, str(index + 1)))
            if party.role:
                role = draft.say(f"/parties/{index}/role", kgo.role, terms.concept("role", party.role), node)
            if party.as_written:
                name = draft.say(f"/parties/{index}/as", kgo.nameAsWritten, terms.text(party.as_written), node)
        draft.others.append(_PARTICIPATION.describe(node, member, role, name, terms.position(index)))
        members += member
    return [(kgo.party, members), (kgo.participation, nodes)]


def party_node(draft: Draft, party: Party, *number: str) -> str:
    """The IRI of a party; a collective party is described too, as a node of this agreement with these numbers."""
    if party.organization is not None:
        return draft.mint.organization(party.organization)
    node = draft.own("collective-party", *number)
    draft.others.append(
        describe(
            node,
            (rdf.type, [terms.iri(org.Organization), terms.iri(kgo.CollectiveParty)]),
            (rdfs.label, [terms.text(party.as_written or "")]),
            (kgo.memberCount, [terms.integer(party.count or 1)]),
        )
    )
    return node
