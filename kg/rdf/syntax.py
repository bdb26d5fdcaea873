"""How a format spells a graph: what stands before, between and behind its descriptions, and how it spells each.

Descriptions are spelled one by one, so that they can be spelled anywhere: in another process, on another machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.rdf.description import Description


class Syntax(NamedTuple):
    """One format."""

    spell: Callable[[Description], str]
    head: str = ""
    between: str = ""
    tail: str = ""

    def written(self, descriptions: Iterable[Description]) -> Iterator[str]:
        """The text of a graph, in pieces; a graph of nothing is a legal text too."""
        yield self.head
        between = ""
        for description in descriptions:
            yield between + self.spell(description)
            between = self.between
        yield self.tail
