"""Why the graph says what it says of a thing: each statement with the words, the source and the day behind it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from msgspec import structs

from kg.errors import UsageError
from kg.pipeline.why.gathering import Gathered
from kg.pipeline.why.headings import HEADINGS, INSIDE, INVERSE
from kg.pipeline.why.neighbourhood import LABELS, short
from kg.pipeline.why.things import properties_named, short_name, thing_named
from kg.pipeline.why.witnesses import Witnesses
from kg.store.statements import Iri, Literal, Statement
from kg.views.why import Entry, Fact, Reason, Source, Why
from kg.vocab import KIND_CLASSES, bibo, dcterms, foaf, kgo, prov, rdf, schema, skos

if TYPE_CHECKING:
    from kg.store.embedded import Store

_MINOR: Final = frozenset(
    (dcterms.identifier, prov.wasDerivedFrom, dcterms.source, kgo.signing, kgo.textSha256, skos.inScheme)
)
_OF_SOURCE: Final = frozenset((schema.NewsArticle, bibo.Document, foaf.Agent))
_OF_RECORD: Final = frozenset((dcterms.identifier, skos.editorialNote))
_ORDER: Final = {heading: number for number, heading in enumerate(dict.fromkeys(HEADINGS.values()))}
_RANKS: Final = {predicate: number for number, predicate in enumerate(INSIDE)}


def why(store: Store, name: str, property_: str | None = None, texts: str | None = None) -> Why:
    """The statements about the thing of this name, or those with one property; `texts` is the folder of the texts.

    Raises `UsageError` for a name or a property that the graph doesn't know.
    """
    gathered = Gathered(store, thing_named(store, name))
    if not gathered.groups:
        raise UsageError(f"the graph says nothing of “{name}”", "give a thing that the graph describes")
    return _Answer(gathered, texts).answer(property_)


class _Answer:
    """The gathered statements with their witnesses, on the way to entries."""

    def __init__(self, gathered: Gathered, texts: str | None) -> None:
        self.gathered, self.near, self.thing = gathered, gathered.near, gathered.thing
        facts = [said for anchor, group in gathered.groups.items() for said in (anchor, *group)]
        tops = {gathered.top(said.subject.value) for said in facts}
        self.witnesses = Witnesses(self.near, facts, tops | gathered.tops)
        if texts is not None:
            self.witnesses.read_texts(texts)

    def answer(self, property_: str | None) -> Why:
        groups = self.gathered.groups
        known = [said for anchor, group in groups.items() for said in (anchor, *group)]
        known += [claim.said for claim in self.witnesses.claims if claim.said.object == Iri(self.thing)]
        headings: dict[str, set[str]] = {}
        for said in known:
            headings.setdefault(said.predicate, set()).update((_heading(said), self.heading(said)))
        asked = properties_named(property_, headings) if property_ is not None else None
        chosen = [anchor for anchor in groups if asked is None or anchor.predicate in asked] or list(groups)
        placed = [(self.order(anchor), self.entry(anchor, asked)) for anchor in chosen]
        placed += [(self.order(entry_of, last=True), entry) for entry_of, entry in self.disagreements(asked)]
        entries = tuple(entry for _, entry in sorted(placed, key=lambda pair: pair[0]) if entry.reasons)
        reasons = [reason for entry in entries for reason in entry.reasons]
        reasons += [reason for entry in entries for fact in entry.facts for reason in fact.reasons]
        cited = {reason.source for reason in reasons if reason.source}
        cited |= set() if asked else set(self.witnesses.derived(self.thing))
        numbers = {source.copy_of for source in cited}
        cited |= {source for source in self.witnesses.sources.values() if source.number in numbers}
        unread = {r.source for r in reasons if r.words and r.source and self.witnesses.texts.get(r.source.iri) is None}
        number = _Numbering(cited)
        return Why(
            iri=self.thing,
            title=self.near.label(self.thing),
            entries=tuple(map(number.entry, entries)),
            sources=number.sources(cited),
            textless=number.sources(unread),
            faults=tuple(self.witnesses.faults),
        )

    def order(self, anchor: Statement, *, last: bool = False) -> tuple[object, ...]:
        """Where an entry stands: by its heading, then by the day of its agreement or its place in the record."""
        inverse = self.inverse(anchor)
        day = self.near.first(self.gathered.top(anchor.subject.value), kgo.signedOn) or "~" if inverse else ""
        place = self.gathered.position([anchor, *self.gathered.groups.get(anchor, ())])
        heading = _ORDER.get(_heading(anchor), len(_ORDER))
        language = {"ko": 0, "en": 1}.get(anchor.object.language or "", 2) if isinstance(anchor.object, Literal) else 0
        owner = anchor.subject.value if inverse else ""
        among = (anchor.predicate, owner, last, place, language, self.near.shown(anchor.object), anchor.object.value)
        return inverse, heading, day, *among

    def inverse(self, anchor: Statement) -> bool:
        """Whether a statement is not about the thing, but leads to it."""
        return anchor.subject.value != self.thing and self.gathered.top(anchor.subject.value) != self.thing

    def entry(self, anchor: Statement, asked: set[str] | None) -> Entry:
        group = list(dict.fromkeys((anchor, *self.gathered.groups[anchor])))
        if anchor not in self.near.by_subject[anchor.subject.value]:
            group.remove(anchor)
        heading = self.heading(anchor)
        own = {said: self.own(said) for said in group}
        shared = [
            structs.replace(reason, basis="context") for reasons in own.values() for reason in reasons if reason.words
        ]
        kept = [said for said in group if asked is None or said.predicate in asked]
        if asked is not None and anchor in kept:
            kept = [said for said in kept if said.subject == anchor.subject]
        bare = partial(self.bare, nodes=tuple(said.subject.value for said in group))
        facts = [self.fact(said, own[said] or list(dict.fromkeys(shared)) or bare(said)) for said in kept]
        found = [reason for fact in facts for reason in fact.reasons]
        telling = [r for r in found if r.basis in {"words", "claim"}] or [r for r in found if r.basis == "context"]
        plain_type = anchor.predicate == rdf.type and self.near.shown(anchor.object) == short(anchor.object.value)
        minor = asked is None and (plain_type or (anchor.predicate in _MINOR and not self.leads(anchor)))
        return Entry(heading, self.text(anchor, group), tuple(facts), tuple(dict.fromkeys(telling or found)), minor)

    def fact(self, said: Statement, reasons: list[Reason]) -> Fact:
        label = self.near.shown(said.object)
        return Fact(said.subject.value, said.predicate, said.object.value, label, tuple(reasons))

    def own(self, said: Statement) -> list[Reason]:
        """The words for this very statement, and the sources that claim it without words."""
        words = self.witnesses.words(said)
        speaking = {reason.source for reason in words}
        claiming = [self.witnesses.sources[iri] for iri in self.witnesses.claimants(said)]
        return words + [Reason("claim", source) for source in claiming if source not in speaking]

    def bare(self, said: Statement, nodes: tuple[str, ...]) -> list[Reason]:
        """What a statement rests on for want of words."""
        types = {value.value for value in self.near.values(said.subject.value, rdf.type)}
        top = self.gathered.top(said.subject.value)
        if types & _OF_SOURCE or (said.predicate in _OF_RECORD and self.witnesses.derived(top)):
            return [Reason("record")]
        sources = self.witnesses.derived(*(node for node in (said.subject.value, *nodes) if node != top), top)
        return [Reason("source", source) for source in sources] or [Reason("register")]

    def text(self, anchor: Statement, group: list[Statement]) -> str:
        """A statement, and what goes with it, as a person reads it."""
        near, top = self.near, self.gathered.top(anchor.subject.value)
        if self.leads(anchor):
            parts = [near.label(top), near.first(top, kgo.signedOn) or "", short_name(top)]
        else:
            parts = ["not stated" if anchor.predicate == kgo.termNotStated else near.shown(anchor.object)]
        named = [near.label(self.thing), near.shown(anchor.object), *parts]
        known = {"", *named, *(name for label in named for name in label.split(" · "))}
        for said in sorted(self.gathered.around(anchor, group), key=self.rank):
            words = near.shown(said.object)
            post = said.subject.value in self.gathered.posts and said.predicate in LABELS
            before = "" if post else INSIDE.get(said.predicate)
            if said != anchor and before is not None and words not in known:
                known.add(words)
                parts.append(f"{before} {words}".strip())
        if self.inverse(anchor) and not self.leads(anchor):
            parts += [near.label(top), short_name(top)]
        return "; ".join(part for part in parts if part)

    def rank(self, said: Statement) -> int:
        """The order in which what goes with a statement is told: a post before the body that it is of."""
        return -1 if said.subject.value in self.gathered.posts else _RANKS.get(said.predicate, len(_RANKS))

    def leads(self, anchor: Statement) -> bool:
        """Whether what a person wants to read is where the statement comes from: its object is the thing."""
        group = (anchor, *self.gathered.groups.get(anchor, ()))
        to_thing = any(said.object == Iri(self.thing) and said.subject == anchor.subject for said in group)
        return to_thing and self.inverse(anchor)

    def heading(self, anchor: Statement) -> str:
        plain = _heading(anchor)
        return INVERSE.get(anchor.predicate, f"{plain} of") if self.leads(anchor) else plain

    def disagreements(self, asked: set[str] | None) -> list[tuple[Statement, Entry]]:
        """What single sources claim otherwise than the graph states, each with a statement that it stands behind."""
        found = []
        claims: dict[tuple[str, str, str], list[Statement]] = {}
        for source, said in self.witnesses.claims:
            claims.setdefault((said.subject.value, said.predicate, source), []).append(said)
        for (subject, predicate, source), claimed in sorted(claims.items()):
            stated = self.stated(subject, predicate)
            about = [said for said in claimed if self.thing in (subject, said.object.value)]
            values = {said.object.value for said in claimed}
            if not self.named(values ^ stated) or not about or (asked and predicate not in asked):
                continue
            others = [said for said in about if said.object.value in self.named(values - stated)]
            if self.thing != subject and not others:
                continue
            plain = Reason("otherwise", self.witnesses.sources[source])
            reasons = {said: self.witnesses.words(said, source) for said in others}
            said_so = {
                said: [structs.replace(r, basis="otherwise") for r in reasons[said]] or [plain] for said in others
            }
            told = dict.fromkeys(reason for said in others for reason in said_so[said]) or {plain: None}
            text = ", ".join(self.near.shown(said.object) for said in claimed)
            facts = tuple(self.fact(said, said_so[said]) for said in others)
            heading = _heading(claimed[0])
            if self.thing != subject:
                heading, text = INVERSE.get(predicate, f"{heading} of"), self.near.label(subject)
            found.append((claimed[0], Entry(heading, text, facts, tuple(told), otherwise=True)))
        return found

    def named(self, values: set[str]) -> set[str]:
        """The values without collective parties: each claim has nodes of its own for those."""
        return {value for value in values if Iri(kgo.CollectiveParty) not in self.near.values(value, rdf.type)}

    def stated(self, subject: str, predicate: str) -> set[str]:
        """The values that the graph states; of an agreement's kinds the one that is meant."""
        values = {value.value for value in self.near.values(subject, predicate)}
        if predicate == rdf.type:
            kinds = values & set(KIND_CLASSES.values())
            return kinds - {kgo.Agreement} or kinds
        return values


class _Numbering:
    """New numbers, without gaps, for the sources that an answer cites."""

    def __init__(self, cited: set[Source]) -> None:
        ordered = sorted(source.number for source in cited)
        self.numbers: dict[int | None, int] = {old: number for number, old in enumerate(ordered, 1)}

    def source(self, source: Source) -> Source:
        numbers = self.numbers
        return structs.replace(source, number=numbers[source.number], copy_of=numbers.get(source.copy_of))

    def sources(self, sources: set[Source]) -> tuple[Source, ...]:
        return tuple(sorted(map(self.source, sources), key=lambda source: source.number))

    def reason(self, reason: Reason) -> Reason:
        return structs.replace(reason, source=self.source(reason.source)) if reason.source else reason

    def entry(self, entry: Entry) -> Entry:
        facts = (structs.replace(fact, reasons=tuple(map(self.reason, fact.reasons))) for fact in entry.facts)
        return structs.replace(entry, facts=tuple(facts), reasons=tuple(map(self.reason, entry.reasons)))


def _heading(said: Statement) -> str:
    return HEADINGS.get(said.predicate, short(said.predicate))
