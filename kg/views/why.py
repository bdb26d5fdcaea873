"""Statements with the words behind them, for a person to read and for a program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct, structs
from rich.cells import cell_len
from rich.text import Text

from kg.records.text import visible
from kg.views.table import terminal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

    from rich.console import Console

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

_MARGIN: Final = 16
_NARROWEST: Final = 20
_SHORT: Final = 60


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


def print_why(why: Why, out: TextIO, width: int | None = None) -> None:
    """Print the statements for a person: what is said, below it the words, their source and its day."""
    console = terminal(out, width)
    entries = list(_merged(entry for entry in why.entries if not entry.minor))
    margin = min(max((cell_len(entry.heading) for entry in entries), default=0), _MARGIN) + 2
    _print(console, Text(_flat(why.title), style="bold"))
    console.print(Text(_flat(why.iri), style="dim"), soft_wrap=True)
    _print(console, Text())
    heading, sentence = "", ""
    for entry in entries:
        head = Text("" if entry.heading == heading else entry.heading, style="bold cyan")
        _print(console, _said(entry), margin, head)
        for line in _lines(entry.reasons):
            _print(console, line, margin + 2)
        for reason in entry.reasons:
            if reason.sentence and reason.sentence != sentence:
                sentence = reason.sentence
                _print(console, _sentence(sentence, reason.words or ""), margin + 2)
        heading = entry.heading
    _print(console, Text())
    for source in why.sources:
        head = Text(f"[{source.number}]")
        _print(console, _cited(source), head.cell_len + 1, head)
        if source.url:
            console.print(Text(" " * (head.cell_len + 1)).append(_flat(source.url), style="dim"), soft_wrap=True)


def _print(console: Console, text: Text, margin: int = 0, head: Text | None = None) -> None:
    """Print a text with a margin, wrapped at words; the head stands in the margin of the first line."""
    if head and head.cell_len >= margin:
        console.print(head)
        head = None
    for line in text.wrap(console, max(console.width - margin, _NARROWEST)) or [Text()]:
        line.rstrip()
        start = Text(end="").append(head or "")
        start.pad_right(margin - start.cell_len)
        console.print(start.append(line) if line else "", soft_wrap=True)
        head = None


def _said(entry: Entry) -> Text:
    return Text().append("otherwise: " if entry.otherwise else "", style="yellow").append(_flat(entry.text))


def _lines(reasons: Iterable[Reason]) -> Iterator[Text]:
    """A line for the words of each source; what rests on no words takes one line for all."""
    bare: dict[Basis, list[Source]] = {}
    for reason in reasons:
        if reason.words and reason.source:
            line = Text().append(f"“{_flat(reason.words)}”", style="green").append(f" — {_who(reason.source)}")
            if reason.start is not None and reason.end is not None:
                line.append(f" {reason.start}–{reason.end}", style="dim")
            yield line
        else:
            bare.setdefault(reason.basis, []).extend([reason.source] if reason.source else [])
    for basis, sources in bare.items():
        said_by = "claimed by" if basis != "source" else "source" if len(sources) == 1 else "sources"
        told = f"no words kept; {said_by}: {', '.join(map(_who, sources))}" if sources else f"from the {basis}"
        yield Text(told, style="dim")


def _merged(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries, where several in a row that rest on the same, without words, are one."""
    last: Entry | None = None
    for entry in entries:
        if last and _wordless(last) == _wordless(entry) is not None and cell_len(entry.text) < _SHORT:
            last = structs.replace(last, text=f"{last.text}, {entry.text}")
            continue
        if last:
            yield last
        last = entry
    if last:
        yield last


def _wordless(entry: Entry) -> tuple[str, tuple[Reason, ...]] | None:
    """The heading and the reasons of an entry without words; None for any other."""
    return None if entry.otherwise or any(r.words for r in entry.reasons) else (entry.heading, entry.reasons)


def _who(source: Source) -> str:
    named = ", ".join(part for part in (_flat(source.publisher) or _host(source), source.published) if part)
    return f"{named} [{source.number}]"


def _host(source: Source) -> str:
    return _flat((source.url or source.iri).partition("://")[2].partition("/")[0]) or "source"


def _sentence(sentence: str, words: str) -> Text:
    before, found, after = _flat(sentence).partition(_flat(words))
    return Text(before).append(found, style="bold").append(after)


def _cited(source: Source) -> Text:
    parts = [_flat(source.publisher) or _host(source), source.published, _flat(source.title)]
    copied = f" (copy of [{source.copy_of}])" if source.copy_of else ""
    return Text(f"{', '.join(part for part in parts if part)}{copied}")


def _flat(text: str) -> str:
    """The text on one line, without what a terminal would obey."""
    return visible(" ".join(text.split()))
