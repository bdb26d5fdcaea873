"""A briefing as GitHub-flavoured Markdown: every text of the data is escaped, drawings are told in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.views.brief.wording import tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.views.brief.document import Cell, Document, Drawing, Entry, Line, Listing, Source, Table

_SPECIAL: Final = re.compile(r"([\\`*_\[\]|~$#^])")
_LEADING: Final = re.compile(r"^([-+=]|\d+(?=[.)]))")
_ENTITIES: Final = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
_RUNS: Final = re.compile(r"`+")
_FENCE: Final = 3
_UNSAFE: Final = {ord(char): f"%{ord(char):02X}" for char in "()<>[]\\\"'` |*_"}


def markdown_text(document: Document) -> str:
    """The briefing as the text of a Markdown file; a number leads to its question below."""
    return "\n\n".join(_blocks(document)) + "\n"


def escaped(text: str) -> str:
    """A text that Markdown reads as nothing but text."""
    return _LEADING.sub(_at_start, _SPECIAL.sub(r"\\\1", tidy(text))).translate(_ENTITIES)


def _at_start(found: re.Match[str]) -> str:
    """What begins a list or underlines a heading at the start of a line."""
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"


def _blocks(document: Document) -> Iterator[str]:
    words = document.words
    yield f"*{escaped(document.eyebrow)}*"
    yield f"# {escaped(document.title)}"
    yield " · ".join(f"{escaped(name)}: **{escaped(value)}**" for name, value in document.meta)
    yield f"{_line(document.coverage)} {escaped(document.missing)}"
    yield from map(_line, document.sentences)
    yield _numbers(document)
    yield from map(_drawing, document.drawings)
    for table in document.tables:
        yield from _table(table)
    for listing in (document.changes, document.gaps):
        if listing:
            yield from _listing(listing)
    if document.sources:
        yield f"## {escaped(words['sources'])} ({escaped(document.sources_note)})"
        yield "\n".join(map(_source, document.sources))
    yield f"## {escaped(words['annex'])}"
    yield escaped(words["annex-note"])
    for entry in document.annex:
        yield from _entry(entry, document)
    yield escaped(document.made_by)


def _line(line: Line) -> str:
    return "".join(
        f"[{escaped(piece.text)}](#q{piece.ref.entry})" if piece.ref else _kept(piece.text) for piece in line
    )


def _kept(text: str) -> str:
    """A piece between others, whose spaces at the ends count."""
    begin, end = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :] if text.strip() else ""
    return f"{begin and ' '}{escaped(text)}{end and ' '}"


def _numbers(document: Document) -> str:
    """The large numbers as a table of one row."""
    heads = [escaped(big.label) for big in document.numbers]
    values = [_line((big.number,)) + (f" / {_line((big.of,))}" if big.of else "") for big in document.numbers]
    return _rows(heads, [[f"**{value}**" for value in values]])


def _drawing(drawing: Drawing) -> str:
    note = f" {_line(drawing.note)}" if drawing.note else ""
    asked = f" [Q{drawing.entry}](#q{drawing.entry})" if drawing.entry else ""
    return f"**{escaped(drawing.title)}**{note}{asked}  \n{escaped(drawing.description)}"


def _table(table: Table) -> Iterator[str]:
    note = f" ({_line(table.note)})" if table.note else ""
    yield f"## {escaped(table.title)}{note}"
    yield _rows([escaped(column) for column in table.columns], [[_cell(cell) for cell in row] for row in table.rows])


def _cell(cell: Cell) -> str:
    text = f"“{escaped(cell.text)}”" if cell.quoted else escaped(cell.text)
    return " ".join((text, *(f"\\[{number}\\]" for number in cell.sources)))


def _rows(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _listing(listing: Listing) -> Iterator[str]:
    yield f"## {escaped(listing.title)}"
    if listing.note:
        yield _line(listing.note)
    yield "\n".join(f"- {_line(line)}" for line in listing.lines)


def _source(source: Source) -> str:
    address = f" <{source.address.translate(_UNSAFE)}>" if source.address else ""
    return f"{source.number}. {escaped(source.text)}{address}"


def _entry(entry: Entry, document: Document) -> Iterator[str]:
    yield f"### Q{entry.number}"
    yield f"{escaped(entry.title)}"
    longest = max(map(len, _RUNS.findall(entry.command)), default=0)
    fence = "`" * max(_FENCE, longest + 1)
    yield f"{fence}sh\n{entry.command}\n{fence}"
    if entry.refs:
        found = ", ".join(escaped(ref.text) for ref in entry.refs)
        yield f"{escaped(document.words['numbers-from'])}: {found}"
    if entry.columns:
        rows = [[escaped(text) for text in row] for row in entry.rows]
        yield _rows([escaped(column) for column in entry.columns], rows)
    yield escaped(entry.note)
