"""Records to the statements of a graph: the order of the stages from files to descriptions, for every command."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kg.concepts import with_broader
from kg.errors import TermError, UsageError
from kg.rdf.dataset import About, map_dataset
from kg.rdf.mapping import map_record
from kg.rdf.register import map_concept
from kg.rdf.terms import Minter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from kg.errors import Problem
    from kg.pipeline.tally import Tally
    from kg.rdf.description import Description
    from kg.records.rules import AnyRecord
    from kg.sources.entry import Entry
    from kg.sources.package import Package

_NOTHING: Final = About()


@lru_cache(maxsize=8)
def minter_for(base_iri: str) -> Minter:
    """The minter for a base that a user set. Raises `UsageError` for a base that no IRI can begin with."""
    try:
        return Minter(base_iri)
    except TermError as error:
        raise UsageError(f"the base IRI is wrong: {error}", error.hint) from error


def about_of(package: Package, as_of: date | None = None, known_by: date | None = None) -> About:
    """What a graph says of itself, from what its folder says."""
    licences = tuple(licence.path for licence in package.licenses)
    return About(package.title, package.description, package.version, licences, as_of, known_by)


def mapped(
    entries: Iterable[Entry[AnyRecord]], minter: Minter, problems: list[Problem]
) -> Iterator[tuple[Entry[AnyRecord], list[Description]]]:
    """Each entry with the descriptions of its record; a value that no RDF term can hold is a problem of the entry."""
    for entry in entries:
        try:
            yield entry, map_record(entry.record, minter)
        except TermError as error:
            problems.append(entry.problem("", error.message, error.hint))


def described(
    records: Iterable[Iterable[Description]], minter: Minter, tally: Tally, about: About = _NOTHING
) -> Iterator[Description]:
    """The descriptions of mapped records as a stream, then those of the concepts that they use and of the graph itself.

    A source with an address is described once, however many records cite it in the same words.
    """
    seen: set[tuple[object, ...]] = set()
    for descriptions in records:
        for description in descriptions:
            if description.form.shared:
                if description.said in seen:
                    continue
                seen.add(description.said)
            tally.watch([description], nameless(minter))
            yield description
    yield from closing(tally, minter, about)


def nameless(minter: Minter) -> str:
    """How the encoded IRIs of collective parties begin."""
    return f"<{minter.base_iri}collective-party/"


def closing(tally: Tally, minter: Minter, about: About) -> Iterator[Description]:
    """The descriptions that end a graph: of the concepts that it uses, and of itself."""
    used = (concept[1:-1] for concept in tally.concepts)
    for description in map(map_concept, sorted(with_broader(used), key=lambda concept: concept.iri)):
        tally.watch([description], nameless(minter))
        yield description
    entities = {class_[1:-1]: count for class_, count in tally.entities.items()}
    for description in map_dataset(about, entities, tally.published, tally.statements, minter):
        tally.statements += description.form.size
        yield description
