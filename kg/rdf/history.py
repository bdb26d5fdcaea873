"""What came of an agreement in RDF: its states, what sources claim of it, commitments and follow-ups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.rdf import terms
from kg.rdf.description import Template, describe
from kg.rdf.parties import party_node
from kg.records.agreement import Party
from kg.vocab import KIND_CLASSES, dcterms, kgo, prov, rdf

if TYPE_CHECKING:
    from kg.rdf.draft import Draft, Pairs

_NOBODY: Final = Party()
_STATE_CLAIM: Final = Template(kgo.claimedState, kgo.claimedOn, prov.wasDerivedFrom, types=(terms.iri(kgo.StateClaim),))


def states(draft: Draft) -> Pairs:
    """The states over time as claims of their own, and the latest as the agreement's status."""
    claims: list[str] = []
    states = [terms.concept("state", claim.state) for claim in draft.record.state_list]
    if not states:
        return []
    said_by = [] if isinstance(draft.record.status, tuple) else draft.source_nodes
    latest = draft.say("/status", kgo.status, states[-1])
    for index, (claim, state) in enumerate(zip(draft.record.state_list, states, strict=True)):
        node = draft.numbered("state-claim", index + 1)
        if isinstance(draft.record.status, tuple):
            draft.say(f"/status/{index}", kgo.claimedState, state, node)
        claims.append(node)
        draft.others.append(
            _STATE_CLAIM.describe(
                node,
                [state],
                [terms.date(claim.on)] if claim.on else [],
                said_by if claim.source is None else [draft.source_nodes[claim.source]],
            )
        )
    return [(kgo.status, latest), (kgo.state, claims)]


def claims(draft: Draft) -> Pairs:
    """What each source says where sources disagree, as statements of their own: only the shown ones are asserted."""
    nodes: list[str] = []
    if not draft.record.claims:
        return []
    for index, claim in enumerate(draft.record.claims):
        number, pointer = str(index + 1), f"/claims/{index}"
        source = draft.source_nodes[claim.source]
        if claim.kind is not None:
            nodes += _claim(draft, pointer, [number], source, rdf.type, terms.iri(KIND_CLASSES[claim.kind]))
        if claim.signed is not None:
            nodes += _claim(draft, pointer, [number], source, kgo.signedOn, terms.date(claim.signed))
        for place, party in enumerate(claim.party_list):
            own = [number, str(place + 1)]
            member = party_node(draft, party, "claim", *own)
            nodes += _claim(draft, f"{pointer}/parties/{place}", own, source, kgo.party, member, party)
    return [(kgo.claim, nodes)]


def _claim(  # noqa: PLR0913, PLR0917 — a statement, its place, its words and its source
    draft: Draft, pointer: str, own: list[str], source: str, predicate: str, value: str, party: Party = _NOBODY
) -> list[str]:
    node = draft.own("claim", *own)
    draft.say(pointer, predicate, value)
    draft.others.append(
        describe(
            node,
            (rdf.type, [terms.iri(kgo.Claim), terms.iri(rdf.Statement)]),
            (rdf.subject, [draft.subject]),
            (rdf.predicate, [terms.iri(predicate)]),
            (rdf.object, [value]),
            (kgo.role, [terms.concept("role", party.role)] if party.role else []),
            (kgo.nameAsWritten, [terms.text(party.as_written)] if party.as_written else []),
            (prov.wasDerivedFrom, [source]),
        )
    )
    return [node]


def commitments(draft: Draft) -> Pairs:
    """What the parties undertake, by whom where that is known."""
    nodes = []
    for index, commitment in enumerate(draft.record.commitments):
        node, pointer = draft.numbered("commitment", index + 1), f"/commitments/{index}"
        nodes += draft.say(pointer, kgo.commitment, node)
        body = [draft.mint.thing("organization", commitment.by)] if commitment.by else []
        draft.others.append(
            describe(
                node,
                (rdf.type, [terms.iri(kgo.Commitment)]),
                (dcterms.description, draft.texts(f"{pointer}/text", dcterms.description, commitment.text, node)),
                (kgo.committedBy, body),
                (dcterms.subject, [terms.concept("field", commitment.field)] if commitment.field else []),
                (kgo.dueBy, [terms.date(commitment.until)] if commitment.until else []),
            )
        )
    return [(kgo.commitment, nodes)]


def follow_ups(draft: Draft) -> Pairs:
    """What came of the agreement, with the commitment that it fulfils."""
    nodes = []
    for index, follow_up in enumerate(draft.record.follow_ups):
        node, pointer = draft.numbered("follow-up", index + 1), f"/follow_ups/{index}"
        nodes += draft.say(pointer, kgo.followUp, node)
        body = [draft.mint.thing("organization", follow_up.by)] if follow_up.by else []
        fulfilled = [draft.numbered("commitment", follow_up.fulfils + 1)] if follow_up.fulfils is not None else []
        draft.others.append(
            describe(
                node,
                (rdf.type, [terms.iri(kgo.FollowUp)]),
                (dcterms.description, draft.texts(f"{pointer}/text", dcterms.description, follow_up.text, node)),
                (kgo.followedUpOn, [terms.date(follow_up.on)] if follow_up.on else []),
                (prov.wasAssociatedWith, body),
                (kgo.fulfils, fulfilled),
                # An activity of PROV-O has no prov:wasDerivedFrom: that is for entities.
                (dcterms.source, [draft.source_nodes[follow_up.source]] if follow_up.source is not None else []),
            )
        )
    return [(kgo.followUp, nodes)]
