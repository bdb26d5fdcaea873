"""N-Triples (RDF 1.1 N-Triples, W3C 2014): one statement a line, in UTF-8."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.rdf.syntax import Syntax

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.rdf.description import Description


def _spell(description: Description) -> str:
    subject, pairs = description
    return "".join([f"{subject} <{predicate}> {value} .\n" for predicate, values in pairs for value in values])


NTRIPLES: Final = Syntax(_spell)


def ntriples(descriptions: Iterable[Description]) -> Iterator[str]:
    """The text of the descriptions, in pieces."""
    return NTRIPLES.written(descriptions)
