"""The tables of a briefing: agreements, or the parties and fields of one, each with the exact words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.views.brief.document import Cell, Table
from kg.views.brief.wording import day, shown, tidy
from kg.views.charts.look import clipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.views.brief.briefing import Part, Row
    from kg.views.brief.scribe import Scribe

_TITLE: Final = 340
_PARTIES: Final = 250
"""Pixels of a text that fits into two lines of its column; the annex has it whole."""


def tables(scribe: Scribe) -> Iterable[Table]:
    """The agreements with their states; of one agreement its parties and its fields."""
    briefing, words = scribe.briefing, scribe.words
    if briefing.kind == "agreement":
        for key, parts in (("parties", briefing.parties), ("fields", briefing.fields)):
            if parts:
                yield _part_table(scribe, key, parts)
        return
    rows = tuple(_row(scribe, row) for row in briefing.listed.rows)
    if rows:
        note = scribe.note("rows", shown=len(rows), whole=briefing.listed.whole)
        columns = ("column-title", "column-day", "column-state", "column-parties", "column-words")
        yield Table("agreements", words["table"], note, tuple(words[column] for column in columns), rows)


def _row(scribe: Scribe, row: Row) -> tuple[Cell, ...]:
    when = day(row.day, scribe.language) if row.day else scribe.words["unknown"]
    words = Cell(tidy(row.words.exact), (row.words.source,), quoted=True) if row.words else None
    parties = shown(row.parties, scribe.language) if row.parties.first else "—"
    if scribe.language == "ko" and row.parties.whole > len(row.parties.first):
        parties += f" {row.parties.whole}곳"
    missing = Cell(scribe.words["no-words"], row.sources)
    title = clipped(scribe.name(row.name), _TITLE)
    return (
        Cell(title),
        Cell(when),
        Cell(scribe.text(row.state) or "—"),
        Cell(clipped(parties, _PARTIES)),
        words or missing,
    )


def _part_table(scribe: Scribe, key: str, parts: Sequence[Part]) -> Table:
    words = scribe.words
    rows = []
    typed = any(part.type for part in parts)
    for part in parts:
        said = Cell(tidy(part.words.exact), (part.words.source,), quoted=True) if part.words else None
        type_ = (Cell(scribe.text(part.type) or "—"),) if typed else ()
        written = Cell(tidy(part.written or "") or "—")
        rows.append((Cell(scribe.name(part.name)), *type_, written, said or Cell(words["no-words"])))
    type_column = (words["column-type"],) if typed else ()
    columns = (words["column-name"], *type_column, words["column-written"], words["column-words"])
    return Table(key, words[f"table-{key}"], (), columns, tuple(rows))
