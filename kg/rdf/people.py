"""The signing of an agreement in RDF, with its place, its hour and its people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.rdf import terms
from kg.rdf.description import describe
from kg.vocab import dcterms, foaf, kgo, org, prov, rdf, skos

if TYPE_CHECKING:
    from kg.rdf.draft import Draft, Pairs
    from kg.records.agreement import Person


def people_and_venue(draft: Draft) -> Pairs:
    """The signing with its place, hour and people; who is only quoted hangs on the agreement itself."""
    record = draft.record
    if not (record.people or record.venue or record.signed_at):
        return []
    signing = draft.own("signing")
    place, hour = [], []
    if record.venue:
        venue = draft.own("venue")
        place = draft.say("/venue", prov.atLocation, venue, signing)
        labels = draft.texts("/venue", skos.prefLabel, record.venue, venue)
        kinds = [terms.iri(dcterms.Location)]
        draft.others.append(describe(venue, (rdf.type, kinds), (skos.prefLabel, labels)))
    if record.signed_at:
        hour = draft.say("/signed_at", kgo.signedAtTime, terms.clock_time(record.signed_at), signing)
    by_part: dict[str, list[str]] = {"signed": [], "attended": [], "quoted": []}
    properties = {"signed": kgo.signatory, "attended": kgo.attendee, "quoted": kgo.quotedPerson}
    for index, person in enumerate(record.people):
        subject, pointer = draft.subject if person.part == "quoted" else signing, f"/people/{index}"
        parts = [*([person.organization] if person.organization else []), _main(person.name)]
        by_part[person.part] += draft.say(pointer, properties[person.part], draft.own("person", *parts), subject)
        _describe_person(draft, person, pointer, parts)
    pairs = [
        (prov.atLocation, place),
        (kgo.signedAtTime, hour),
        (kgo.signatory, by_part["signed"]),
        (kgo.attendee, by_part["attended"]),
    ]
    quoted = [(kgo.quotedPerson, by_part["quoted"])]
    if not any(values for _, values in pairs):
        return quoted
    draft.others.append(describe(signing, (rdf.type, [terms.iri(kgo.Signing)]), *pairs))
    return [(kgo.signing, [signing]), *quoted]


def _describe_person(draft: Draft, person: Person, pointer: str, parts: list[str]) -> None:
    """Describe a person, who is one within this agreement by organisation and name, and never merged across."""
    node = draft.own("person", *parts)
    employer = [draft.mint.thing("organization", person.organization)] if person.organization else []
    draft.others.append(
        describe(
            node,
            (rdf.type, [terms.iri(foaf.Person)]),
            (foaf.name, draft.texts(f"{pointer}/name", foaf.name, person.name, node)),
            (prov.actedOnBehalfOf, employer),
        )
    )
    if person.post:
        post = draft.own("post", *parts, _main(person.post))
        draft.say(f"{pointer}/post", org.heldBy, node, post)
        draft.others.append(
            describe(
                post,
                (rdf.type, [terms.iri(org.Post)]),
                (skos.prefLabel, draft.texts(f"{pointer}/post", skos.prefLabel, person.post, post)),
                (org.postIn, employer),
                (org.heldBy, [node]),
            )
        )


def _main(names: dict[str, str]) -> str:
    """The name that an IRI is made of: the Korean one, or the first by language."""
    return names.get("ko") or names[min(names)]
