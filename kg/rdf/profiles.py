"""From a graph back to profiles: what it says of each agreement and organisation, for a reader.

Lenient on purpose: the graph may be somebody else's, so whatever is missing stays empty, and nothing is guessed.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Literal

from kg.records.profiles import (
    AgreementProfile,
    FieldProfile,
    Named,
    OrganizationProfile,
    PartyProfile,
    PersonProfile,
    Profiles,
    Quote,
    SourceProfile,
)
from kg.store.statements import Literal as Text
from kg.store.statements import Term
from kg.vocab import dcterms, foaf, kgo, oa, org, prov, rdf, rdfs, schema, skos

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.store.statements import Statement

LABELS = (skos.prefLabel, schema.name, foaf.name, dcterms.title, rdfs.label)
_LONGEST_NUMBER = 19
_PARTS: tuple[tuple[Literal["signed", "attended", "quoted"], str], ...] = (
    ("signed", kgo.signatory),
    ("attended", kgo.attendee),
    ("quoted", kgo.quotedPerson),
)


def read_profiles(statements: Iterable[Statement]) -> Profiles:
    """The profiles of every agreement, and of every organisation that is described or is a party."""
    graph = _Graph(statements)
    agreements = [graph.agreement(iri) for iri in graph.by_type[kgo.Agreement]]
    members = {party.organization for agreement in agreements for party in agreement.parties}
    organizations = sorted(members | set(graph.by_type[org.Organization]))
    return Profiles(tuple(agreements), tuple(graph.organization(iri) for iri in organizations))


class _Graph:
    """Statements by subject and predicate, each list sorted, so that the order of the input doesn't matter."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self.by_subject: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for node, predicate, value in statements:
            self.by_subject[node.value][predicate].append(value)
        for predicates in self.by_subject.values():
            for values in predicates.values():
                # Most have one value, and its key would be made all the same.
                if len(values) > 1:
                    values.sort(key=lambda term: (term.value, str(term)))
        self.by_type: dict[str, list[str]] = defaultdict(list)
        for subject in sorted(self.by_subject):
            for type_ in self.values(subject, rdf.type):
                self.by_type[type_].append(subject)
        self.quotes = self._quotes()
        self.posts = {holder: post for post in self.by_type[org.Post] for holder in self.values(post, org.heldBy)}

    def values(self, subject: str, predicate: str) -> list[str]:
        return [term.value for term in self.by_subject.get(subject, {}).get(predicate, ())]

    def first(self, subject: str, predicate: str) -> str | None:
        return next(iter(self.values(subject, predicate)), None)

    def texts(self, subject: str, predicate: str) -> dict[str, str]:
        """A text by language; a text without one is kept under `und` (BCP 47: undetermined)."""
        found: dict[str, str] = {}
        for term in self.by_subject.get(subject, {}).get(predicate, ()):
            if isinstance(term, Text):
                found.setdefault(term.language or "und", term.value)
        return found

    def label(self, subject: str) -> dict[str, str]:
        return next((texts for predicate in LABELS if (texts := self.texts(subject, predicate))), {})

    def named(self, iri: str | None) -> Named | None:
        return Named(iri, self.label(iri)) if iri else None

    def number(self, subject: str, predicate: str) -> int | None:
        value = self.first(subject, predicate)
        return int(value) if value is not None and value.isdecimal() and len(value) < _LONGEST_NUMBER else None

    def ordered(self, subject: str, predicate: str) -> list[str]:
        """The nodes in the order of the text, which `schema:position` keeps."""
        nodes = self.values(subject, predicate)
        return sorted(nodes, key=lambda node: (self.number(node, schema.position) or 0, node))

    def numbered(self, subject: str, predicate: str) -> list[str]:
        """The nodes in the order of the numbers that their IRIs end with: `…:10` comes after `…:2`."""
        return _by_number(self.values(subject, predicate))

    def _quotes(self) -> dict[str, dict[tuple[str, str], list[Quote]]]:
        """The words behind each statement, by its subject, then by its predicate and object."""
        found: dict[str, dict[tuple[str, str], list[Quote]]] = defaultdict(lambda: defaultdict(list))
        for annotation in _by_number(self.by_type[oa.Annotation]):
            target = self.first(annotation, oa.hasTarget) or ""
            body = self.first(annotation, oa.hasBody) or ""
            selectors = self.values(target, oa.hasSelector)
            exact = next((text for node in selectors if (text := self.first(node, oa.exact))), None)
            if exact is not None:
                parts = (rdf.subject, rdf.predicate, rdf.object)
                subject, predicate, value = (self.first(body, part) or "" for part in parts)
                start, end = (
                    next((n for node in selectors if (n := self.number(node, edge)) is not None), None)
                    for edge in (oa.start, oa.end)
                )
                source = self.first(target, oa.hasSource) or ""
                found[subject][predicate, value].append(Quote(exact, source, start, end))
        return found

    def quoted(self, subject: str, predicate: str, value: str) -> tuple[Quote, ...]:
        return tuple(self.quotes.get(subject, {}).get((predicate, value), ()))

    def agreement(self, iri: str) -> AgreementProfile:
        signing = self.first(iri, kgo.signing) or ""
        venue = self.first(signing, prov.atLocation)
        return AgreementProfile(
            iri=iri,
            title=self.texts(iri, dcterms.title),
            kind=self.named(self.first(iri, dcterms.type)),
            status=self.named(self.first(iri, kgo.status)),
            signed=self.first(iri, kgo.signedOn),
            effective_from=self.first(iri, kgo.effectiveFrom),
            expires=self.first(iri, kgo.expiresOn),
            term_not_stated=self.first(iri, kgo.termNotStated) == "true",
            venue=self.label(venue) if venue else {},
            slogan=self.texts(iri, kgo.slogan),
            parties=self.parties(iri),
            fields=self.fields(iri),
            people=tuple(self.people(iri, signing)),
            projects=tuple(Named(node, self.label(node)) for node in self.numbered(iri, kgo.project)),
            stated_parties=self.number(iri, kgo.statedPartyCount),
            stated_fields=self.number(iri, kgo.statedFieldCount),
            sources=self.sources(iri),
            quotes=self.own_quotes(iri, signing),
        )

    def own_quotes(self, iri: str, signing: str) -> dict[str, tuple[Quote, ...]]:
        """The words behind the agreement's own values, by property; parties, fields and people show theirs.

        Words behind the name of a venue or a project stand under the property that leads there.
        """
        elsewhere = {kgo.party, dcterms.subject, kgo.signatory, kgo.attendee, kgo.quotedPerson}
        named = [(node, prov.atLocation) for node in self.values(signing, prov.atLocation)]
        named += [(node, kgo.project) for node in self.numbered(iri, kgo.project)]
        found: dict[str, tuple[Quote, ...]] = {}
        for subject, property_ in [(iri, None), (signing, None), *named]:
            for (predicate, _), quotes in sorted(self.quotes.get(subject, {}).items()):
                if predicate not in elsewhere:
                    key = property_ or predicate
                    found[key] = (*found.get(key, ()), *quotes)
        return found

    def parties(self, iri: str) -> tuple[PartyProfile, ...]:
        found = {}
        for node in self.ordered(iri, kgo.participation):
            if organization := self.first(node, kgo.participant):
                role, name = self.named(self.first(node, kgo.role)), self.first(node, kgo.nameAsWritten)
                quotes = self.quoted(iri, kgo.party, organization)
                found[organization] = PartyProfile(organization, role, name, quotes)
        for organization in self.values(iri, kgo.party):
            plain = PartyProfile(organization, quotes=self.quoted(iri, kgo.party, organization))
            found.setdefault(organization, plain)
        return tuple(found.values())

    def fields(self, iri: str) -> tuple[FieldProfile, ...]:
        found = []
        for node in self.ordered(iri, kgo.fieldMention):
            if concept := self.named(self.first(node, dcterms.subject)):
                quotes = self.quoted(iri, dcterms.subject, concept.iri)
                found.append(FieldProfile(concept, self.first(node, kgo.fieldAsWritten), quotes))
        mentioned = {field.concept.iri for field in found}
        plain = [Named(concept, self.label(concept)) for concept in self.values(iri, dcterms.subject)]
        return (*found, *(FieldProfile(concept) for concept in plain if concept.iri not in mentioned))

    def people(self, iri: str, signing: str) -> Iterable[PersonProfile]:
        for part, predicate in _PARTS:
            subject = iri if part == "quoted" else signing
            for person in self.values(subject, predicate):
                yield PersonProfile(
                    iri=person,
                    name=self.label(person),
                    part=part,
                    post=self.label(self.posts[person]) if person in self.posts else {},
                    organization=self.first(person, prov.actedOnBehalfOf),
                    quotes=self.quoted(subject, predicate, person),
                )

    def sources(self, iri: str) -> tuple[SourceProfile, ...]:
        """The sources in the order of their publication, those without a day last."""
        found = [self.source(node) for node in self.numbered(iri, prov.wasDerivedFrom)]
        return tuple(sorted(found, key=lambda source: (source.published is None, source.published or "")))

    def source(self, iri: str) -> SourceProfile:
        publisher = self.first(iri, dcterms.publisher)
        return SourceProfile(
            iri=iri,
            url=self.first(iri, schema.url),
            title=self.texts(iri, dcterms.title),
            publisher=self.label(publisher) if publisher else {},
            published=self.first(iri, dcterms.issued),
        )

    def types(self, iri: str) -> tuple[str | None, str | None]:
        """The narrowest type of an organisation, and the top concept above it; a broken circle of concepts ends it."""
        known = self.values(iri, org.classification)
        above = {broader for type_ in known for broader in self.values(type_, skos.broader)}
        narrowest = next((type_ for type_ in known if type_ not in above), None)
        climbed = [top := narrowest]
        while top and (top := self.first(top, skos.broader)) and top not in climbed:
            climbed.append(top)
        return narrowest, climbed[-1]

    def organization(self, iri: str) -> OrganizationProfile:
        narrowest, top = self.types(iri)
        return OrganizationProfile(
            iri=iri,
            name=self.label(iri),
            other_names=tuple(dict.fromkeys(self.values(iri, skos.altLabel))),
            type=self.named(narrowest),
            group=self.named(top),
            place=self.named(self.first(iri, schema.location)),
            part_of=self.first(iri, org.unitOf) or self.first(iri, org.subOrganizationOf),
            same_as=tuple(self.values(iri, schema.sameAs)),
            member_count=self.number(iri, kgo.memberCount),
        )


def _by_number(nodes: list[str]) -> list[str]:
    return sorted(nodes, key=lambda node: (len(node), node))
