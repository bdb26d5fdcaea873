"""A record to its statements: pure, deterministic, without blank nodes.

`map_record` is the whole of it. Each record describes only things that it owns, so records can be mapped one by one and
anywhere; the exception is a source with an address, which every record that cites it describes.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final

from kg.rdf import terms
from kg.rdf.description import Description, Template, describe, merged
from kg.rdf.draft import Draft, Pairs
from kg.rdf.history import claims, commitments, follow_ups, states
from kg.rdf.parties import parties
from kg.rdf.people import people_and_venue
from kg.rdf.register import map_organization, map_place
from kg.rdf.sourcing import map_evidence, map_sources
from kg.records.agreement import Agreement, Term
from kg.records.organization import Organization
from kg.vocab import KIND_CLASSES, dcterms, kgo, prov, rdf, schema, skos

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.rdf.terms import Minter
    from kg.records.rules import AnyRecord

_MENTION: Final = Template(dcterms.subject, kgo.fieldAsWritten, schema.position, types=(terms.iri(kgo.FieldMention),))


def map_record(record: AnyRecord, minter: Minter) -> list[Description]:
    """The descriptions that a record gives, the record's own first. Raises `TermError` for what no term can hold."""
    if isinstance(record, Agreement):
        return _map_agreement(record, minter)
    return [*map_organization(record, minter)] if isinstance(record, Organization) else [map_place(record, minter)]


def _map_agreement(record: Agreement, minter: Minter) -> list[Description]:
    draft = Draft(record, minter)
    kinds = [terms.iri(kgo.Agreement), *draft.say("/kind", rdf.type, terms.iri(KIND_CLASSES[record.kind]))]
    pairs = [
        (rdf.type, kinds),
        (dcterms.identifier, [terms.text(record.id)]),
        (dcterms.type, [terms.concept("kind", record.kind)]),
        (dcterms.title, draft.texts("/title", dcterms.title, record.title)),
        (kgo.slogan, draft.texts("/slogan", kgo.slogan, record.slogan)),
        *itertools.chain.from_iterable([aspect(draft) for aspect in ASPECTS]),
        (skos.editorialNote, terms.texts(record.note)),
        (prov.wasDerivedFrom, draft.source_nodes),
    ]
    draft.others += map_sources(draft)
    for number, evidence in enumerate(record.evidence, 1):
        own = (record.id, str(number))
        statement, source_node = draft.supported(evidence.of), draft.source_nodes[evidence.source]
        draft.others += map_evidence(evidence, statement, source_node, own, minter)
    return merged([describe(draft.subject, *pairs), *draft.others])


def time(draft: Draft) -> Pairs:
    """The day of the signing and the term."""
    record, term = draft.record, draft.record.term
    pairs = []
    if record.signed:
        pairs.append((kgo.signedOn, draft.say("/signed", kgo.signedOn, terms.date(record.signed))))
    if isinstance(term, Term):
        ends = (("from", kgo.effectiveFrom, term.from_), ("until", kgo.expiresOn, term.until))
        pairs += [(p, draft.say(f"/term/{key}", p, terms.date(day))) for key, p, day in ends if day]
    elif term == "not-stated":
        pairs.append((kgo.termNotStated, draft.say("/term", kgo.termNotStated, terms.true())))
    return pairs


def fields(draft: Draft) -> Pairs:
    """Each field as a subject, and as the mention that keeps the phrase beside its concept."""
    concepts: list[str] = []
    phrases: list[str] = []
    mentions = draft.nodes("field-mention", len(draft.record.fields))
    for index, (field, node) in enumerate(zip(draft.record.fields, mentions, strict=True)):
        phrase: list[str] = []
        concept = draft.say(
            f"/fields/{index}",
            dcterms.subject,
            terms.concept("field", field if isinstance(field, str) else field.concept),
        )
        if not isinstance(field, str) and field.as_written:
            phrase = draft.say(f"/fields/{index}/as", kgo.fieldAsWritten, terms.text(field.as_written), node)
        draft.others.append(_MENTION.describe(node, concept, phrase, terms.position(index)))
        concepts += concept
        phrases += phrase
    return [(dcterms.subject, concepts), (kgo.fieldAsWritten, phrases), (kgo.fieldMention, mentions)]


def projects(draft: Draft) -> Pairs:
    """The projects and programmes that the text names."""
    nodes = []
    for index, project in enumerate(draft.record.projects):
        node, pointer = draft.numbered("project", index + 1), f"/projects/{index}"
        nodes += draft.say(pointer, kgo.project, node)
        names = draft.texts(f"{pointer}/name", schema.name, project.name, node)
        draft.others.append(describe(node, (rdf.type, [terms.iri(schema.Project)]), (schema.name, names)))
    return [(kgo.project, nodes)]


def stated(draft: Draft) -> Pairs:
    """The counts that the text gives."""
    stated, pairs = draft.record.stated, []
    if stated is None:
        return []
    counts = (("parties", kgo.statedPartyCount, stated.parties), ("fields", kgo.statedFieldCount, stated.fields))
    for key, predicate, count in counts:
        if count is not None:
            pairs.append((predicate, draft.say(f"/stated/{key}", predicate, terms.integer(count))))
    if stated.parties_exclude_subject:
        excludes = kgo.statedCountExcludesSubject
        pairs.append((excludes, draft.say("/stated/parties_exclude_subject", excludes, terms.true())))
    return pairs


def chain(draft: Draft) -> Pairs:
    """The earlier agreements that this one replaces, renews or implements."""
    links = (("replaces", dcterms.replaces), ("renews", kgo.renews), ("implements", kgo.implements))
    pairs = []
    for key, predicate in links:
        if not getattr(draft.record, key):
            continue
        earlier = [draft.mint.thing("agreement", other) for other in getattr(draft.record, key)]
        for index, node in enumerate(earlier):
            draft.say(f"/{key}/{index}", predicate, node)
        pairs.append((predicate, earlier))
    return pairs


ASPECTS: Final[tuple[Callable[[Draft], Pairs], ...]] = (
    time,
    states,
    claims,
    parties,
    fields,
    people_and_venue,
    projects,
    commitments,
    follow_ups,
    stated,
    chain,
)
"""What there is to say of an agreement, in the order in which it is written."""
