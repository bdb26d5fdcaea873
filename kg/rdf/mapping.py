"""A record to its statements: pure, deterministic, without blank nodes.

`map_record` is the whole of it. Each record describes only things that it owns, so records can be mapped one by one and
anywhere; the exception is a source with an address, which every record that cites it describes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import DataError
from kg.rdf import terms
from kg.rdf.description import Description, Statement, describe, merged
from kg.rdf.register import map_organization, map_place
from kg.rdf.sourcing import citation, map_evidence, map_source
from kg.records.agreement import Agreement, Term
from kg.records.organization import Organization
from kg.vocab import KIND_CLASSES, dcterms, foaf, kgo, org, prov, rdf, rdfs, schema, skos

if TYPE_CHECKING:
    from kg.rdf.terms import Minter
    from kg.records.agreement import Person
    from kg.records.rules import AnyRecord


def map_record(record: AnyRecord, minter: Minter) -> list[Description]:
    """The descriptions that a record gives, the record's own first. Raises `TermError` for what no term can hold."""
    if isinstance(record, Agreement):
        return _AgreementMapping(record, minter).descriptions()
    return [*map_organization(record, minter)] if isinstance(record, Organization) else [map_place(record, minter)]


class _AgreementMapping:
    """One agreement on its way to RDF.

    `statements` remembers, by JSON Pointer, which statement each value became, so that evidence can point at it.
    """

    def __init__(self, record: Agreement, minter: Minter) -> None:
        self.record = record
        self.mint = minter
        self.subject = minter.thing("agreement", record.id)
        self.sources = [citation(source, record.id, number) for number, source in enumerate(record.sources, 1)]
        self.source_nodes = [minter.thing("source", *parts) for parts in self.sources]
        self.others: list[Description] = []
        self.statements: dict[str, Statement] = {}

    def descriptions(self) -> list[Description]:
        record = self.record
        pairs = [
            (rdf.type, [terms.iri(kgo.Agreement), *self.say("/kind", rdf.type, terms.iri(KIND_CLASSES[record.kind]))]),
            (dcterms.identifier, [terms.text(record.id)]),
            (dcterms.type, [terms.concept("kind", record.kind)]),
            (dcterms.title, self.texts("/title", dcterms.title, record.title)),
            (kgo.slogan, self.texts("/slogan", kgo.slogan, record.slogan)),
            *self.time(),
            *self.states(),
            *self.parties(),
            *self.fields(),
            *self.people_and_venue(),
            *self.projects(),
            *self.stated(),
            *self.chain(),
            (prov.wasDerivedFrom, self.source_nodes),
        ]
        for source, parts in zip(record.sources, self.sources, strict=True):
            self.others += map_source(source, parts, self.mint)
        for number, evidence in enumerate(record.evidence, 1):
            own = (record.id, str(number))
            statement, source_node = self.supported(evidence.of), self.source_nodes[evidence.source]
            self.others += map_evidence(evidence, statement, source_node, own, self.mint)
        return merged([describe(self.subject, *pairs), *self.others])

    def own(self, path: str, *parts: str) -> str:
        """The IRI of a thing that belongs to this agreement."""
        return self.mint.thing(path, self.record.id, *parts)

    def say(self, pointer: str, predicate: str, value: str, subject: str | None = None) -> list[str]:
        """Remember which statement the value at the pointer, and the first inside any mapping around it, became."""
        statement = (subject or self.subject, predicate, value)
        steps = pointer.split("/")
        for length in range(len(steps), 1, -1):
            self.statements.setdefault("/".join(steps[:length]), statement)
        return [value]

    def texts(self, pointer: str, predicate: str, values: dict[str, str], subject: str | None = None) -> list[str]:
        for language in sorted(values):
            self.say(f"{pointer}/{language}", predicate, terms.text(values[language], language), subject)
        return terms.texts(values)

    def time(self) -> list[tuple[str, list[str]]]:
        record, term = self.record, self.record.term
        pairs = []
        if record.signed:
            pairs.append((kgo.signedOn, self.say("/signed", kgo.signedOn, terms.date(record.signed))))
        if isinstance(term, Term):
            ends = (("from", kgo.effectiveFrom, term.from_), ("until", kgo.expiresOn, term.until))
            pairs += [(p, self.say(f"/term/{key}", p, terms.date(day))) for key, p, day in ends if day]
        elif term == "not-stated":
            pairs.append((kgo.termNotStated, self.say("/term", kgo.termNotStated, terms.true())))
        return pairs

    def states(self) -> list[tuple[str, list[str]]]:
        """The states over time as claims of their own, and the latest as the agreement's status."""
        claims: list[str] = []
        states = [terms.concept("state", claim.state) for claim in self.record.state_list]
        if not states:
            return []
        latest = self.say("/status", kgo.status, states[-1])
        for index, (claim, state) in enumerate(zip(self.record.state_list, states, strict=True)):
            node = self.own("state-claim", str(index + 1))
            if isinstance(self.record.status, tuple):
                self.say(f"/status/{index}", kgo.claimedState, state, node)
            claims.append(node)
            self.others.append(
                describe(
                    node,
                    (rdf.type, [terms.iri(kgo.StateClaim)]),
                    (kgo.claimedState, [state]),
                    (kgo.claimedOn, [terms.date(claim.on)] if claim.on else []),
                    (prov.wasDerivedFrom, [self.source_nodes[claim.source]] if claim.source is not None else []),
                )
            )
        return [(kgo.status, latest), (kgo.state, claims)]

    def parties(self) -> list[tuple[str, list[str]]]:
        """Each party twice: as the plain tie, and as the participation that says how."""
        members, nodes = [], []
        for index, party in enumerate(self.record.party_list):
            number, pointer = str(index + 1), f"/parties/{index}"
            node = self.own("participation", number)
            if party.organization is not None:
                member = self.mint.thing("organization", party.organization)
            else:
                member = self.own("collective-party", number)
                self.others.append(
                    describe(
                        member,
                        (rdf.type, [terms.iri(org.Organization), terms.iri(kgo.CollectiveParty)]),
                        (rdfs.label, [terms.text(party.as_written or "")]),
                        (kgo.memberCount, [terms.integer(party.count or 1)]),
                    )
                )
            pairs = [(rdf.type, [terms.iri(kgo.Participation)]), (kgo.participant, [member])]
            self.say(pointer, kgo.party, member)
            if party.role:
                role = terms.concept("role", party.role)
                pairs.append((kgo.role, self.say(f"{pointer}/role", kgo.role, role, node)))
            if party.as_written:
                name = terms.text(party.as_written)
                pairs.append((kgo.nameAsWritten, self.say(f"{pointer}/as", kgo.nameAsWritten, name, node)))
            self.others.append(describe(node, *pairs, (schema.position, [terms.integer(index + 1)])))
            members.append(member)
            nodes.append(node)
        return [(kgo.party, members), (kgo.participation, nodes)]

    def fields(self) -> list[tuple[str, list[str]]]:
        """Each field as a subject, and as the mention that keeps the phrase beside its concept."""
        concepts, phrases, mentions = [], [], []
        for index, field in enumerate(self.record.field_list):
            concept, node = terms.concept("field", field.concept), self.own("field-mention", str(index + 1))
            concepts += self.say(f"/fields/{index}", dcterms.subject, concept)
            pairs = [(rdf.type, [terms.iri(kgo.FieldMention)]), (dcterms.subject, [concept])]
            if field.as_written:
                phrase = terms.text(field.as_written)
                phrases.append(phrase)
                pairs.append((kgo.fieldAsWritten, self.say(f"/fields/{index}/as", kgo.fieldAsWritten, phrase, node)))
            self.others.append(describe(node, *pairs, (schema.position, [terms.integer(index + 1)])))
            mentions.append(node)
        return [(dcterms.subject, concepts), (kgo.fieldAsWritten, phrases), (kgo.fieldMention, mentions)]

    def people_and_venue(self) -> list[tuple[str, list[str]]]:
        """The signing with its place, hour and people; who is only quoted hangs on the agreement itself."""
        signing, record = self.own("signing"), self.record
        place, hour = [], []
        if record.venue:
            venue = self.own("venue")
            place = self.say("/venue", prov.atLocation, venue, signing)
            labels = self.texts("/venue", skos.prefLabel, record.venue, venue)
            kinds = [terms.iri(dcterms.Location)]
            self.others.append(describe(venue, (rdf.type, kinds), (skos.prefLabel, labels)))
        if record.signed_at:
            hour = self.say("/signed_at", kgo.signedAtTime, terms.clock_time(record.signed_at), signing)
        by_part: dict[str, list[str]] = {"signed": [], "attended": [], "quoted": []}
        properties = {"signed": kgo.signatory, "attended": kgo.attendee, "quoted": kgo.quotedPerson}
        for index, person in enumerate(record.people):
            subject, pointer = self.subject if person.part == "quoted" else signing, f"/people/{index}"
            parts = [*([person.organization] if person.organization else []), _main(person.name)]
            by_part[person.part] += self.say(pointer, properties[person.part], self.own("person", *parts), subject)
            self.person(person, pointer, parts)
        pairs = [
            (prov.atLocation, place),
            (kgo.signedAtTime, hour),
            (kgo.signatory, by_part["signed"]),
            (kgo.attendee, by_part["attended"]),
        ]
        quoted = [(kgo.quotedPerson, by_part["quoted"])]
        if not any(values for _, values in pairs):
            return quoted
        self.others.append(describe(signing, (rdf.type, [terms.iri(kgo.Signing)]), *pairs))
        return [(kgo.signing, [signing]), *quoted]

    def person(self, person: Person, pointer: str, parts: list[str]) -> None:
        """Describe a person, who is one within this agreement by organisation and name, and never merged across."""
        node = self.own("person", *parts)
        employer = [self.mint.thing("organization", person.organization)] if person.organization else []
        self.others.append(
            describe(
                node,
                (rdf.type, [terms.iri(foaf.Person)]),
                (foaf.name, self.texts(f"{pointer}/name", foaf.name, person.name, node)),
                (prov.actedOnBehalfOf, employer),
            )
        )
        if person.post:
            post = self.own("post", *parts, _main(person.post))
            self.say(f"{pointer}/post", org.heldBy, node, post)
            self.others.append(
                describe(
                    post,
                    (rdf.type, [terms.iri(org.Post)]),
                    (skos.prefLabel, self.texts(f"{pointer}/post", skos.prefLabel, person.post, post)),
                    (org.postIn, employer),
                    (org.heldBy, [node]),
                )
            )

    def projects(self) -> list[tuple[str, list[str]]]:
        nodes = []
        for index, project in enumerate(self.record.projects):
            node, pointer = self.own("project", str(index + 1)), f"/projects/{index}"
            nodes += self.say(pointer, kgo.project, node)
            names = self.texts(f"{pointer}/name", schema.name, project.name, node)
            self.others.append(describe(node, (rdf.type, [terms.iri(schema.Project)]), (schema.name, names)))
        return [(kgo.project, nodes)]

    def stated(self) -> list[tuple[str, list[str]]]:
        stated, pairs = self.record.stated, []
        if stated is None:
            return []
        counts = (("parties", kgo.statedPartyCount, stated.parties), ("fields", kgo.statedFieldCount, stated.fields))
        for key, predicate, count in counts:
            if count is not None:
                pairs.append((predicate, self.say(f"/stated/{key}", predicate, terms.integer(count))))
        if stated.parties_exclude_subject:
            excludes = kgo.statedCountExcludesSubject
            pairs.append((excludes, self.say("/stated/parties_exclude_subject", excludes, terms.true())))
        return pairs

    def chain(self) -> list[tuple[str, list[str]]]:
        links = (("replaces", dcterms.replaces), ("renews", kgo.renews), ("implements", kgo.implements))
        pairs = []
        for key, predicate in links:
            earlier = [self.mint.thing("agreement", other) for other in getattr(self.record, key)]
            for index, node in enumerate(earlier):
                self.say(f"/{key}/{index}", predicate, node)
            pairs.append((predicate, earlier))
        return pairs

    def supported(self, pointer: str) -> Statement:
        """The statement of the value that the pointer names, or of the nearest value around it."""
        steps = pointer.split("/")
        for length in range(len(steps), 1, -1):
            if found := self.statements.get("/".join(steps[:length])):
                return found
        raise DataError(f"{self.record.id}: no statement says {pointer}", "point the evidence at a value of the record")


def _main(names: dict[str, str]) -> str:
    """The name that an IRI is made of: the Korean one, or the first by language."""
    return names.get("ko") or names[min(names)]
