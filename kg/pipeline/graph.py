"""Records to the statements of a graph: the order of the stages from files to descriptions, for every command."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from msgspec import Struct, field

from kg.concepts import Concept, concepts, tie_properties
from kg.errors import TermError, UsageError
from kg.rdf.mapping import map_record
from kg.rdf.register import map_concept
from kg.rdf.terms import Minter
from kg.store.statements import Iri
from kg.vocab import BASE, CONCEPT_PATHS, kgo, org, rdf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.errors import Problem
    from kg.network.project import Tie
    from kg.rdf.description import Description
    from kg.records.rules import AnyRecord
    from kg.sources.entry import Entry
    from kg.store.embedded import Store

_SCHEMES = tuple(f"<{BASE}{path}/" for path in CONCEPT_PATHS)


def minter_for(base_iri: str) -> Minter:
    """A minter for a base that a user set. Raises `UsageError` for a base that no IRI can begin with."""
    try:
        return Minter(base_iri)
    except TermError as error:
        raise UsageError(f"the base IRI is wrong: {error}", error.hint) from error


class Tally(Struct):
    """What passed by while a graph was written: counts, and the ties of its network."""

    agreements: int = 0
    organizations: int = 0
    statements: int = 0
    ties: list[tuple[str, str]] = field(default_factory=list)


def mapped(
    entries: Iterable[Entry[AnyRecord]], minter: Minter, problems: list[Problem]
) -> Iterator[tuple[Entry[AnyRecord], list[Description]]]:
    """Each entry with the descriptions of its record; a value that no RDF term can hold is a problem of the entry."""
    for entry in entries:
        try:
            yield entry, map_record(entry.record, minter)
        except TermError as error:
            problems.append(entry.problem("", error.message, error.hint))


def described(records: Iterable[Iterable[Description]], base_iri: str, tally: Tally) -> Iterator[Description]:
    """The descriptions of mapped records as a stream, then those of the concepts that they use.

    A source with an address is described once, however many records cite it in the same words.
    """
    used: set[str] = set()
    sources: set[bytes] = set()
    shared = f"<{base_iri}source/", f"<{base_iri}publisher/"
    for descriptions in records:
        for description in descriptions:
            if description.subject.startswith(shared):
                digest = hashlib.blake2b(repr(description).encode(), digest_size=16).digest()
                if digest in sources:
                    continue
                sources.add(digest)
            _watch(description, used, tally, f"<{base_iri}collective-party/")
            yield description
    for concept in _with_broader(used):
        description = map_concept(concept)
        tally.statements += description.size
        yield description


def _watch(description: Description, used: set[str], tally: Tally, nameless: str) -> None:
    """Count what the description says, and keep its concepts and its ties, but for those to nameless parties."""
    ties = tie_properties()
    tally.statements += description.size
    for predicate, objects in description.pairs:
        if predicate in ties:
            known = [value[1:-1] for value in objects if not value.startswith(nameless)]
            tally.ties += [(description.subject[1:-1], organization) for organization in known]
        if predicate == rdf.type:
            tally.agreements += f"<{kgo.Agreement}>" in objects
            tally.organizations += f"<{org.FormalOrganization}>" in objects
        used.update(value[1:-1] for value in objects if value.startswith(_SCHEMES))


def ties_of(store: Store) -> list[Tie]:
    """The ties that a graph states: an agreement, and a body that takes part in it.

    A collective party is no node of a network: it stands for bodies that nobody named, and two of them are never known
    to be the same.
    """
    types = store.statements(rdf.type)
    nameless = {said.subject for said in types if said.object == Iri(kgo.CollectiveParty)}
    stated = [said for predicate in tie_properties() for said in store.statements(predicate)]
    return sorted((said.subject.value, said.object.value) for said in stated if said.object not in nameless)


def _with_broader(used: set[str]) -> list[Concept]:
    """The concepts of these IRIs and all above them, sorted by IRI."""
    known = concepts()
    found: dict[str, Concept] = {}
    waiting = sorted(used)
    while waiting:
        iri = waiting.pop()
        if iri in known and iri not in found:
            found[iri] = known[iri]
            waiting += [above] if (above := known[iri].broader) else []
    return [found[iri] for iri in sorted(found)]
