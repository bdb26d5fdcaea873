"""Where in a record a node of the graph stands: from an IRI, with a property and its value, to a JSON Pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.rdf.terms import address_id
from kg.records.agreement import Agreement
from kg.records.organization import Organization, Place
from kg.shapes import name_parts
from kg.vocab import dcterms, foaf, geo, kgo, oa, org, prov, rdf, schema, skos

if TYPE_CHECKING:
    from kg.records.rules import AnyRecord

_LISTS: Final = {
    "participation": "parties",
    "collective-party": "parties",
    "field-mention": "fields",
    "state-claim": "status",
    "project": "projects",
    "claim": "claims",
    "commitment": "commitments",
    "follow-up": "follow_ups",
    **dict.fromkeys(("evidence", "statement", "target", "position", "quote"), "evidence"),
}
"""The nodes that have their place in a list in their IRIs, counted from 1."""

_KEYS: Final[dict[str, dict[str, str]]] = {
    "agreement": {
        rdf.type: "kind",
        dcterms.type: "kind",
        dcterms.identifier: "id",
        dcterms.title: "title",
        kgo.slogan: "slogan",
        kgo.status: "status",
        kgo.state: "status",
        kgo.signedOn: "signed",
        kgo.effectiveFrom: "term/from",
        kgo.expiresOn: "term/until",
        kgo.termNotStated: "term",
        kgo.party: "parties",
        kgo.participation: "parties",
        dcterms.subject: "fields",
        kgo.fieldAsWritten: "fields",
        kgo.fieldMention: "fields",
        kgo.signatory: "people",
        kgo.quotedPerson: "people",
        kgo.project: "projects",
        kgo.statedPartyCount: "stated/parties",
        kgo.statedCountExcludesSubject: "stated/parties_exclude_subject",
        kgo.statedFieldCount: "stated/fields",
        dcterms.replaces: "replaces",
        kgo.renews: "renews",
        kgo.implements: "implements",
        kgo.claim: "claims",
        kgo.commitment: "commitments",
        kgo.followUp: "follow_ups",
        skos.editorialNote: "note",
        prov.wasDerivedFrom: "sources",
    },
    "participation": {kgo.participant: "organization", kgo.role: "role", kgo.nameAsWritten: "as"},
    "collective-party": {kgo.memberCount: "count"},
    "field-mention": {dcterms.subject: "concept", kgo.fieldAsWritten: "as"},
    "state-claim": {kgo.claimedState: "state", kgo.claimedOn: "date", prov.wasDerivedFrom: "source"},
    "claim": {prov.wasDerivedFrom: "source"},
    "commitment": {
        dcterms.description: "text",
        kgo.committedBy: "by",
        dcterms.subject: "field",
        kgo.dueBy: "until",
    },
    "follow-up": {
        dcterms.description: "text",
        kgo.followedUpOn: "date",
        prov.wasAssociatedWith: "by",
        kgo.fulfils: "fulfils",
        dcterms.source: "source",
    },
    "signing": {
        prov.atLocation: "venue",
        kgo.signedAtTime: "signed_at",
        kgo.signatory: "people",
        kgo.attendee: "people",
    },
    "person": {foaf.name: "name", prov.actedOnBehalfOf: "organization"},
    "project": {schema.name: "name"},
    "source": {
        schema.url: "url",
        dcterms.title: "title",
        dcterms.issued: "published",
        dcterms.publisher: "publisher",
        schema.inLanguage: "language",
        prov.alternateOf: "copy_of",
        kgo.textSha256: "sha256",
    },
    "evidence": {oa.hasBody: "of"},
    "target": {oa.hasSource: "source"},
    "position": {oa.start: "start", oa.end: "end"},
    "quote": {oa.exact: "exact"},
    "organization": {
        dcterms.identifier: "id",
        skos.prefLabel: "name",
        skos.altLabel: "names",
        kgo.formerName: "names",
        org.classification: "type",
        org.subOrganizationOf: "part_of",
        org.unitOf: "unit_of",
        schema.location: "place",
        schema.sameAs: "same_as",
    },
    "former-name": {kgo.nameText: "text", kgo.since: "since", kgo.until: "until"},
    "place": {
        dcterms.identifier: "id",
        skos.prefLabel: "name",
        kgo.administrativeCode: "code",
        dcterms.isPartOf: "part_of",
        geo.lat: "latitude",
        geo.long: "longitude",
    },
}
"""For each kind of node, the key of the record that a property comes from."""


def pointer(record: AnyRecord, focus: str, path: str = "", value: str = "") -> str:
    """The JSON Pointer of the value of a record that became a node, its property, or one value of that.

    It leads as far as can be told: to the record itself where nothing more is known of the node.
    """
    kind = name_parts(focus)[0]
    node = _node(record, focus) or ""
    if value and (inside := _node(record, value)):
        return inside
    key = _KEYS.get(kind, {}).get(path)
    if key is None:
        return node
    found = f"{node}/{key}"
    index = _index(record, found, value) if value else None
    return found if index is None else f"{found}/{index}"


def _node(record: AnyRecord, iri: str) -> str | None:
    """The pointer of a node that the record describes; None for the node of another."""
    kind, owner, *parts = name_parts(iri)
    if kind in {"source", "publisher"}:
        return _source(record, kind, owner, parts) if isinstance(record, Agreement) else None
    if owner != record.id:
        return None
    if isinstance(record, Organization):
        former = [f"/names/{index}" for index, name in enumerate(record.names) if name.kind == "former"]
        return former[int(parts[0]) - 1] if kind == "former-name" else "" if kind == "organization" else None
    if isinstance(record, Place):
        return "" if kind == "place" else None
    return _of_agreement(record, kind, parts)


def _of_agreement(record: Agreement, kind: str, parts: list[str]) -> str | None:
    if kind in {"organization", "place"}:
        return None
    if kind in {"person", "post"}:
        return _person(record, kind, parts)
    if kind == "venue":
        return "/venue"
    return _in_list(record, kind, parts) if kind in _LISTS else ""


def _in_list(record: Agreement, kind: str, parts: list[str]) -> str:
    """`3` is the third of its list; `2:1` and `claim:2:1` are the first party of the second claim."""
    numbers = [str(int(part) - 1) for part in parts if part.isdecimal()]
    if kind == "claim" or parts[0] == "claim":
        return "/claims/" + "/parties/".join(numbers)
    key = _LISTS[kind]
    is_list = isinstance(getattr(record, key, None), tuple)
    return f"/{key}/{numbers[0]}" if is_list else f"/{key}"


def _source(record: Agreement, kind: str, owner: str, parts: list[str]) -> str | None:
    for index, source in enumerate(record.sources):
        own = [owner, *parts] == [record.id, str(index + 1)] and not source.url
        if own or (source.url and not parts and address_id(source.url) == owner):
            return f"/sources/{index}/publisher" if kind == "publisher" else f"/sources/{index}"
    return None


def _person(record: Agreement, kind: str, parts: list[str]) -> str | None:
    """The person with the organisation and the name in the IRI; behind a post's stands the name of the post."""
    named = parts[:-1] if kind == "post" else parts
    for index, person in enumerate(record.people):
        employer = [person.organization] if person.organization else []
        if named[:-1] == employer and named[-1] in person.name.values():
            return f"/people/{index}/post" if kind == "post" else f"/people/{index}"
    return None


def _index(record: AnyRecord, found: str, value: str) -> int | None:
    """The index of a value in the list that the pointer names: by the id or the address that it has there."""
    items = getattr(record, found.removeprefix("/"), None)
    if not isinstance(items, tuple):
        return None
    wanted = {value, name_parts(value)[1]}
    for index, item in enumerate(items):
        ids = [item] if isinstance(item, str) else [getattr(item, key, None) for key in ("organization", "concept")]
        if not wanted.isdisjoint(ids):
            return index
    return None
