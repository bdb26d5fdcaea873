"""The parties of an agreement in RDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.rdf import terms
from kg.rdf.description import Description, describe
from kg.vocab import kgo, org, rdf, rdfs, schema

if TYPE_CHECKING:
    from kg.rdf.draft import Draft, Pairs
    from kg.records.agreement import Party

_PARTICIPATION: Final = (rdf.type, [terms.iri(kgo.Participation)])


def parties(draft: Draft) -> Pairs:
    """Each party twice: as the plain tie, and as the participation that says how."""
    members, nodes = [], []
    for index, party in enumerate(draft.record.party_list):
        pointer = f"/parties/{index}"
        node = draft.numbered("participation", index + 1)
        member = party_node(draft, party, str(index + 1))
        pairs = [_PARTICIPATION, (kgo.participant, [member])]
        draft.say(pointer, kgo.party, member)
        if party.role:
            role = terms.concept("role", party.role)
            pairs.append((kgo.role, draft.say(f"{pointer}/role", kgo.role, role, node)))
        if party.as_written:
            name = terms.text(party.as_written)
            pairs.append((kgo.nameAsWritten, draft.say(f"{pointer}/as", kgo.nameAsWritten, name, node)))
        draft.others.append(Description(node, [*pairs, (schema.position, [terms.integer(index + 1)])]))
        members.append(member)
        nodes.append(node)
    return [(kgo.party, members), (kgo.participation, nodes)]


def party_node(draft: Draft, party: Party, *number: str) -> str:
    """The IRI of a party; a collective party is described too, as a node of this agreement with these numbers."""
    if party.organization is not None:
        return draft.mint.thing("organization", party.organization)
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
