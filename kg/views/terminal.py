"""A terminal, and a table on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table

from kg.views.table import spelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TextIO

    from kg.views.table import Cell

NAME_WIDTH: Final = 18
"""Columns of a terminal that a name keeps, if it needs them."""


def print_table(columns: Sequence[str], rows: Iterable[Sequence[Cell]], out: TextIO, width: int | None = None) -> None:
    """Print the rows for a person: aligned, wrapped to the terminal, numbers to four places."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    body = [list(row) for row in rows]
    for index, column in enumerate(columns):
        numeric = bool(body) and all(isinstance(row[index], int | float) for row in body)
        # Numbers give way before names do: their headers fold, names keep some width.
        kept = 0 if numeric else min(NAME_WIDTH, max((cell_len(spelled(row[index])) for row in body), default=0))
        table.add_column(column, justify="right" if numeric else "left", overflow="fold", min_width=kept)
    for row in body:
        # `spelled` values are data: rich must not read [brackets] in them as markup.
        table.add_row(*(_escaped(f"{cell:.4f}" if isinstance(cell, float) else spelled(cell)) for cell in row))
    terminal(out, width).print(table)


def terminal(out: TextIO, width: int | None = None) -> Console:
    """A terminal that takes texts as they are, and leaves a reader that has gone to the command line."""
    return _Terminal(file=out, width=width, markup=False, highlight=False, emoji=False, soft_wrap=False)


class _Terminal(Console):
    def on_broken_pipe(self) -> None:
        """Raise what it is: rich would end the program with 1."""
        raise BrokenPipeError


def _escaped(text: str) -> str:
    """The text without what a terminal would obey: control characters become their symbols."""
    return "".join(chr(0x2400 + ord(c)) if ord(c) < 0x20 else c for c in text)  # noqa: PLR2004 — C0 and its pictures
