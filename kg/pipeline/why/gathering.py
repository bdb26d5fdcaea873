"""The statements about a thing and about the nodes that belong to it, gathered as a person would tell them.

An agreement's participations, field mentions, people and so on are nodes of their own in the graph. Each goes with one
statement, its home: a participation with the party that takes part, a post with the person who holds it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.pipeline.why.neighbourhood import Neighbourhood
from kg.store.statements import Iri, Statement
from kg.vocab import dcterms, kgo, oa, org, prov, rdf, schema

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.store.embedded import Store

PEOPLE: Final = frozenset((kgo.signatory, kgo.attendee, kgo.quotedPerson))
LINKS: Final = frozenset(
    (
        *(kgo.participation, kgo.fieldMention, kgo.signing, prov.atLocation, kgo.state, kgo.claim),
        *(kgo.commitment, kgo.followUp, kgo.project, kgo.formerName),
        *PEOPLE,
    )
)
"""The properties whose object belongs to their subject."""

_MACHINERY: Final = frozenset((rdf.subject, rdf.predicate, rdf.object, oa.hasSource, oa.hasBody, oa.hasTarget))
_OF_SIGNING: Final = (prov.atLocation, kgo.signedAtTime, kgo.signatory, kgo.attendee)
_NUMBER: Final = re.compile(r":([0-9]{1,9})$")


class Gathered:
    """What a graph says of a thing: its statements in groups, each with the one that the others go with."""

    def __init__(self, store: Store, thing: str) -> None:
        """Read the thing, what belongs to it, and what leads to it."""
        self.thing = thing
        self.near = Neighbourhood(store)
        self.links: dict[str, Statement] = {}
        """The statement by which each node belongs to another."""
        self.posts: dict[str, str] = {}
        """The holder of each post."""
        self.tops: set[str] = set()
        """What the gathered nodes belong to in the end, claims included."""
        self.near.read([thing])
        self._belong()
        own = self._follow([thing])
        facts = [said for node in own for said in self.near.by_subject[node]]
        facts += self._incoming(own)
        kept = [said for said in dict.fromkeys(facts) if not self._of_claim(said)]
        self.near.read(said.object.value for said in kept if isinstance(said.object, Iri))
        self.groups: dict[Statement, list[Statement]] = {}
        for said in kept:
            self.groups.setdefault(self.anchor(said), []).append(said)

    def _belong(self) -> None:
        """Find what the thing itself belongs to, if it is a part of one other."""
        holder = self.near.first(self.thing, org.heldBy)
        links = [said for said in self.near.read_to([holder or self.thing]) if said.predicate in LINKS]
        if len(links) == 1 or (links and PEOPLE.issuperset(said.predicate for said in links)):
            self.links[self.thing] = links[0]
            above = links[0].subject.value
            signings = [said for said in self.near.read_to([above]) if said.predicate == kgo.signing]
            self.links.update((above, said) for said in signings[:1])
            self.near.read([above, self.top(above)])

    def _follow(self, nodes: list[str]) -> list[str]:
        """The nodes and all that belongs to them, with posts behind their holders."""
        found = list(nodes)
        for node in found:
            said_here = list(self.near.by_subject[node])
            self.near.read(said.object.value for said in said_here if isinstance(said.object, Iri))
            for said in said_here:
                target = said.object.value
                if self._owns(said) and target not in self.links and target not in nodes:
                    self.links[target] = said
                    found.append(target)
        return found + self._posts(found)

    def _owns(self, said: Statement) -> bool:
        collective = said.predicate == kgo.party and Iri(kgo.CollectiveParty) in self.near.values(
            said.object.value, rdf.type
        )
        return isinstance(said.object, Iri) and (said.predicate in LINKS or collective)

    def _posts(self, nodes: Iterable[str]) -> list[str]:
        people = [node for node in nodes if node in self.links and self.links[node].predicate in PEOPLE]
        for said in self.near.read_to(people):
            if said.predicate == org.heldBy and isinstance(said.subject, Iri):
                self.posts[said.subject.value] = said.object.value
                self.links.setdefault(said.subject.value, self.links[said.object.value])
        posts = [post for post, holder in self.posts.items() if holder in set(people)]
        self.near.read(posts)
        return posts

    def _incoming(self, own: list[str]) -> list[Statement]:
        """The statements that lead to the thing, and what is said of the nodes that they come from."""
        leading = [said for said in self.near.read_to([self.thing]) if said.subject.value not in own]
        sources = [said.subject.value for said in leading if isinstance(said.subject, Iri)]
        above = [
            said for said in self.near.read_to(sources) if said.predicate in LINKS and said.object.value not in own
        ]
        for said in above:
            self.links.setdefault(said.object.value, said)
        signings = [said.subject.value for said in above if said.predicate in _OF_SIGNING]
        for said in self.near.read_to(signings):
            if said.predicate == kgo.signing:
                self.links.setdefault(said.object.value, said)
        nodes = sorted({said.object.value for said in above if said.predicate != kgo.signing})
        leading = [said for said in leading if said.predicate not in _MACHINERY]
        nodes += self._posts(nodes)
        self.tops = {self.top(iri) for iri in [self.thing, *nodes, *(said.subject.value for said in leading)]}
        self.near.read([*nodes, *self.tops, *self.links])
        self.near.read(claim.value for top in self.tops for claim in self.near.values(top, kgo.claim))
        return [*leading, *above, *(said for node in nodes for said in self.near.by_subject[node])]

    def _of_claim(self, said: Statement) -> bool:
        if Iri(kgo.Claim) in self.near.values(self.thing, rdf.type):
            return False
        return said.predicate == kgo.claim or Iri(kgo.Claim) in self.near.values(said.subject.value, rdf.type)

    def top(self, iri: str) -> str:
        """What a node belongs to in the end: an agreement, an organisation, or the thing itself."""
        seen: set[str] = set()
        while iri in self.links and iri not in seen:
            seen.add(iri)
            iri = self.links[iri].subject.value
        return iri

    def anchor(self, said: Statement) -> Statement:
        """The statement that this one goes with; it may be itself."""
        subject, near = said.subject.value, self.near
        if self.links.get(said.object.value) == said:
            return self._home(said.object.value)
        if subject in self.links:
            signing = self.links[subject].predicate == kgo.signing and said.predicate in _OF_SIGNING
            return said if signing else self._home(subject)
        if said.predicate in (rdf.type, dcterms.type):
            chosen = [org.classification] if near.first(subject, org.classification) else [rdf.type]
            kinds = [other for other in near.by_subject[subject] if other.predicate in chosen]
            special = [other for other in kinds if other.object.value != kgo.Agreement]
            return (special or kinds or [said])[0]
        if said.predicate == kgo.fieldAsWritten:
            for mention in near.values(subject, kgo.fieldMention):
                if said.object in near.values(mention.value, kgo.fieldAsWritten) and mention.value in self.links:
                    return self._home(mention.value)
        return said

    def _home(self, node: str) -> Statement:
        """The statement that all of a node goes with."""
        link, near = self.links[node], self.near
        through = {
            kgo.participation: (kgo.participant, kgo.party),
            kgo.fieldMention: (dcterms.subject, dcterms.subject),
        }
        if link.predicate in through:
            inner, outer = through[link.predicate]
            for value in near.values(node, inner):
                if value in near.values(link.subject.value, outer):
                    return Statement(link.subject, outer, value)
        if link.predicate == kgo.signing:
            known = [said for said in near.by_subject[node] if said.predicate in _OF_SIGNING]
            return min(known, key=lambda said: _OF_SIGNING.index(said.predicate)) if known else link
        if link.predicate == kgo.state:
            return self._state(node, link)
        return link

    def _state(self, node: str, link: Statement) -> Statement:
        """A state claim goes with the status that it ends in, if it is the last of that state; else it is its own."""
        states = self.near.values(node, kgo.claimedState)
        if not states:
            return link
        claims = [claim.value for claim in self.near.values(link.subject.value, kgo.state)]
        last = max((c for c in claims if states[0] in self.near.values(c, kgo.claimedState)), key=number, default="")
        if node == last and states[0] in self.near.values(link.subject.value, kgo.status):
            return Statement(link.subject, kgo.status, states[0])
        return Statement(Iri(node), kgo.claimedState, states[0])

    def around(self, anchor: Statement, group: list[Statement]) -> list[Statement]:
        """A group, and what is said of a person who is in another group too: somebody may sign and be quoted."""
        person = anchor.object.value
        if person not in self.links or anchor.predicate not in PEOPLE:
            return group
        others = self.groups.get(self._home(person), [])
        told = [said for said in others if person in (said.subject.value, self.posts.get(said.subject.value))]
        return list(dict.fromkeys([*group, *told]))

    def position(self, group: Iterable[Statement]) -> int:
        """The place of a group in its record, as its nodes number it."""
        positions = [said.object.value for said in group if said.predicate == schema.position]
        numbers = [int(text) for text in positions if text.isdecimal() and len(text) < 10]  # noqa: PLR2004 — no overflow
        return min(numbers) if numbers else max((number(said.subject.value) for said in group), default=0)


def number(iri: str) -> int:
    """The number that the IRI of a node ends with, or 0."""
    found = _NUMBER.search(iri)
    return int(found[1]) if found else 0
