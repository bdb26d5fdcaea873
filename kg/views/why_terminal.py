"""Statements with the words behind them, on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import structs
from rich.cells import cell_len
from rich.text import Text

from kg.records.text import visible
from kg.views.terminal import terminal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

    from rich.console import Console

    from kg.views.why import Basis, Entry, Reason, Source, Why

_MARGIN: Final = 16
_NARROWEST: Final = 20
_SHORT: Final = 60


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
