"""Statements with the words behind them, and as rows for a program. `kg.views.why_terminal` shows them to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from kg.views.table import Cell

Basis = Literal["words", "claim", "context", "source", "record", "register", "otherwise"]
"""What a statement rests on.

`words` of a source that say it; a `claim` of a source that says the same, of which no words are kept; `context`: the
words behind the statement that it goes with; a `source` of the whole record, no words kept; the `record` itself, which
gives its id and its notes; the `register`, of which the graph names no source. `otherwise`: not a statement of the
graph, but what another source claims in its place.
"""

COLUMNS: Final = (
    *("subject", "predicate", "object", "label", "words", "sentence", "start", "end"),
    *("source", "publisher", "published", "url", "basis"),
)


class Source(Struct, frozen=True):
    """A source, with the number that it has in this answer."""

    number: int
    iri: str
    title: str = ""
    publisher: str = ""
    published: str | None = None
    url: str | None = None
    copy_of: int | None = None


class Reason(Struct, frozen=True):
    """What one statement rests on; `start` and `end` are code points of the source's NFC text."""

    basis: Basis
    source: Source | None = None
    words: str | None = None
    start: int | None = None
    end: int | None = None
    sentence: str | None = None


class Fact(Struct, frozen=True):
    """A statement in full IRIs, its object as a person reads it, and what it rests on."""

    subject: str
    predicate: str
    object: str
    label: str
    reasons: tuple[Reason, ...]


class Entry(Struct, frozen=True):
    """What a person reads as one fact: a heading, a text, the statements that say it, and the reasons worth telling.

    `minor` entries are for programs. `otherwise` marks what the graph does not state, but another source claims.
    """

    heading: str
    text: str
    facts: tuple[Fact, ...]
    reasons: tuple[Reason, ...]
    minor: bool = False
    otherwise: bool = False


class Why(Struct, frozen=True):
    """The statements about a thing, in the order of a record.

    `textless` are the sources whose words are shown without their sentence, because their text is not at hand; `faults`
    say which words a text doesn't have where they are said to stand.
    """

    iri: str
    title: str
    entries: tuple[Entry, ...]
    sources: tuple[Source, ...]
    textless: tuple[Source, ...] = ()
    faults: tuple[str, ...] = ()


def why_rows(why: Why) -> list[list[Cell]]:
    """A row for each statement and each reason for it, with the columns `COLUMNS`."""
    return [
        [fact.subject, fact.predicate, fact.object, fact.label, *_reason_cells(reason)]
        for entry in why.entries
        for fact in entry.facts
        for reason in fact.reasons
    ]


def _reason_cells(reason: Reason) -> list[Cell]:
    source = reason.source
    where = [source.iri, source.publisher, source.published, source.url] if source else [None] * 4
    return [reason.words, reason.sentence, reason.start, reason.end, *where, reason.basis]
