"""Who says a statement, and in which words: the evidence and the claims that a graph holds for it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.records.text import nfc
from kg.sources.texts import mismatch, read_text, sentence_around
from kg.store.statements import Iri, Literal, Statement
from kg.views.why import Reason, Source
from kg.vocab import dcterms, kgo, oa, prov, rdf, schema

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.pipeline.why.neighbourhood import Neighbourhood
    from kg.store.statements import Term

SAID_BY: Final = (prov.wasDerivedFrom, dcterms.source)
"""The properties that lead from what is said to the source that says so."""

_LONGEST_NUMBER: Final = 10


class Quote(NamedTuple):
    """The words of one source; `start` is -1 where the graph gives no offsets."""

    source: str
    start: int
    end: int
    exact: str


class Claim(NamedTuple):
    """What one source claims, where sources disagree."""

    source: str
    said: Statement


class Witnesses:
    """The sources behind some statements, numbered in the order of their days."""

    def __init__(self, near: Neighbourhood, statements: Iterable[Statement], tops: Iterable[str]) -> None:
        """Find evidence and claims for the statements; `tops` are the agreements that they belong to."""
        self.near = near
        self.claims = [claim for top in sorted(set(tops)) for claim in self._claims(top)]
        wanted = {*statements, *(claim.said for claim in self.claims)}
        self.quotes = self._quotes(wanted)
        self.texts: dict[str, str | None] = {}
        self.faults: dict[str, None] = {}
        cited = {quote.source for quotes in self.quotes.values() for quote in quotes}
        cited |= {claim.source for claim in self.claims}
        cited |= {source for iri in self._subjects(wanted, tops) for source in self.cited(iri)}
        self.sources = self._sources(cited)

    @staticmethod
    def _subjects(statements: Iterable[Statement], tops: Iterable[str]) -> set[str]:
        return {*tops, *(said.subject.value for said in statements)}

    def _claims(self, top: str) -> Iterable[Claim]:
        nodes = [claim.value for claim in self.near.values(top, kgo.claim)]
        self.near.read(nodes)
        self.near.read(value.value for node in nodes for value in self.near.values(node, rdf.object))
        for node in nodes:
            predicate = self.near.first(node, rdf.predicate)
            source = next(iter(self.cited(node)), None)
            for value in self.near.values(node, rdf.object):
                if predicate and source:
                    yield Claim(source, Statement(Iri(top), predicate, value))

    def _quotes(self, wanted: set[Statement]) -> dict[Statement, list[Quote]]:
        near = self.near
        subjects = {said.subject.value for said in wanted}
        bodies = [said.subject.value for said in near.read_to(subjects) if said.predicate == rdf.subject]
        near.read(bodies)
        supported = {body: said for body in bodies if (said := self._reified(body)) in wanted and said is not None}
        annotations = [said for said in near.read_to(supported) if said.predicate == oa.hasBody]
        near.read(said.subject.value for said in annotations)
        targets = {value.value for said in annotations for value in near.values(said.subject.value, oa.hasTarget)}
        near.read(targets)
        near.read(selector.value for target in targets for selector in near.values(target, oa.hasSelector))
        found: dict[Statement, list[Quote]] = defaultdict(list)
        for said in annotations:
            for target in near.values(said.subject.value, oa.hasTarget):
                found[supported[said.object.value]] += self._quoted(target.value)
        return found

    def _reified(self, body: str) -> Statement | None:
        subject, predicate, value = (self.near.values(body, part) for part in (rdf.subject, rdf.predicate, rdf.object))
        if not (subject and predicate and value) or isinstance(subject[0], Literal):
            return None
        return Statement(subject[0], predicate[0].value, value[0])

    def _quoted(self, target: str) -> list[Quote]:
        near = self.near
        selectors = [value.value for value in near.values(target, oa.hasSelector)]
        exact = next((text for node in selectors if (text := near.first(node, oa.exact)) is not None), None)
        source = near.first(target, oa.hasSource)
        if exact is None or source is None:
            return []
        start, end = (
            next((number for node in selectors if (number := _offset(near.values(node, edge))) >= 0), -1)
            for edge in (oa.start, oa.end)
        )
        return [Quote(source, start, end, exact)]

    def _sources(self, iris: set[str]) -> dict[str, Source]:
        near = self.near
        near.read(iris)
        originals = {value.value for iri in iris for value in near.values(iri, prov.alternateOf)}
        near.read(originals)
        iris |= originals
        near.read(publisher.value for iri in iris for publisher in near.values(iri, dcterms.publisher))
        ordered = sorted(iris, key=lambda iri: (near.first(iri, dcterms.issued) or "~", iri))
        numbers = {iri: number for number, iri in enumerate(ordered, 1)}
        found = {}
        for iri, number in numbers.items():
            publisher, original = near.first(iri, dcterms.publisher), near.first(iri, prov.alternateOf)
            found[iri] = Source(
                number=number,
                iri=iri,
                title=near.label(iri) if near.values(iri, dcterms.title) else "",
                publisher=near.label(publisher) if publisher else "",
                published=near.first(iri, dcterms.issued),
                url=near.first(iri, schema.url),
                copy_of=numbers.get(original or ""),
            )
        return found

    def read_texts(self, folder: str) -> None:
        """Read the texts that the folder keeps of the sources, for their sentences."""
        for iri in sorted(self.sources):
            digest = self.near.first(iri, kgo.textSha256)
            self.texts[iri] = read_text(folder, digest) if digest else None

    def words(self, said: Statement, source: str | None = None) -> list[Reason]:
        """The words of all sources, or of one, that say a statement, in the order of the sources and of the text."""
        quotes = [quote for quote in self.quotes.get(said, ()) if source in (None, quote.source)]
        ordered = sorted(set(quotes), key=lambda quote: (self.sources[quote.source].number, *quote[1:]))
        return [self._reason(quote) for quote in ordered]

    def _reason(self, quote: Quote) -> Reason:
        placed = 0 <= quote.start <= quote.end
        return Reason(
            basis="words",
            source=self.sources[quote.source],
            words=quote.exact,
            start=quote.start if placed else None,
            end=quote.end if placed else None,
            sentence=self._sentence(quote, placed),
        )

    def _sentence(self, quote: Quote, placed: bool) -> str | None:
        text, exact = self.texts.get(quote.source), nfc(quote.exact)
        if text is None or not exact:
            return None
        if placed:
            fault = mismatch(text, quote.start, quote.end, exact)
            if fault is None:
                return sentence_around(text, quote.start, quote.end)
            self.faults.setdefault(f"{self.sources[quote.source].url or quote.source}: {fault}")
        elif text.count(exact) == 1:
            start = text.index(exact)
            return sentence_around(text, start, start + len(exact))
        return None

    def claimants(self, said: Statement) -> list[str]:
        """The sources that claim this very statement, where sources disagree."""
        found = {claim.source for claim in self.claims if claim.said == said}
        return sorted(found, key=lambda iri: self.sources[iri].number)

    def cited(self, iri: str) -> list[str]:
        """The sources that the graph names for a thing."""
        return sorted({source.value for said_by in SAID_BY for source in self.near.values(iri, said_by)})

    def derived(self, *iris: str) -> list[Source]:
        """The sources of the first of the things that has any."""
        for iri in iris:
            if found := self.cited(iri):
                return sorted((self.sources[source] for source in found), key=lambda source: source.number)
        return []


def _offset(values: list[Term]) -> int:
    text = values[0].value if values else ""
    return int(text) if text.isdecimal() and text.isascii() and len(text) <= _LONGEST_NUMBER else -1
