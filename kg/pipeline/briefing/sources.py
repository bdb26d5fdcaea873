"""The sources of a briefing: those that its tables cite, numbered in the order in which they are cited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.views.brief.briefing import Cited, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.records.profiles import AgreementProfile, Quote, SourceProfile

LONGEST: Final = 40
"""Characters of a quote that a table has room for."""


class Citing:
    """Numbers for sources, given when they are first cited."""

    def __init__(self, agreements: Iterable[AgreementProfile]) -> None:
        """Know the sources of these agreements."""
        self.known: dict[str, SourceProfile] = {source.iri: source for a in agreements for source in a.sources}
        self.numbers: dict[str, int] = {}

    def number(self, iri: str) -> int:
        """The number of a source."""
        return self.numbers.setdefault(iri, len(self.numbers) + 1)

    def words(self, quotes: Sequence[Quote]) -> Words | None:
        """The words that tell most: the longest that a table has room for, else the shortest; None without any."""
        fitting = [quote for quote in quotes if len(quote.exact) <= LONGEST]
        if not quotes:
            return None
        chosen = max(fitting, key=_length) if fitting else min(quotes, key=_length)
        return Words(chosen.exact, self.number(chosen.source))

    def cited(self) -> tuple[Cited, ...]:
        """The sources that were cited, by number."""
        return tuple(self._cited(number, iri) for iri, number in self.numbers.items())

    def _cited(self, number: int, iri: str) -> Cited:
        source = self.known.get(iri)
        if source is None:
            return Cited(number, iri, {}, {}, None, None)
        return Cited(number, iri, source.title, source.publisher, source.published, source.url)


def _length(quote: Quote) -> int:
    return len(quote.exact)
