"""What the ontology's files say at run time: the concepts with their labels, and which properties tie organisations.

The files lie in `ontology/` of a checkout, and in the package's own folder once it is installed.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from kg.errors import EnvironmentalError
from kg.store.embedded import Store
from kg.store.statements import Iri, Literal, Statement
from kg.vocab import BASE, kgo, skos

if TYPE_CHECKING:
    from collections.abc import Iterable

_HERE: Final = Path(__file__).resolve().parent


class Concept(Struct, frozen=True):
    """A concept of one of the schemes, with its labels by language; `broader` is the IRI of the concept above it."""

    iri: str
    scheme: str
    label: dict[str, str]
    broader: str | None = None


@cache
def ontology_folder() -> Path:
    """The folder of the ontology's files. Raises `EnvironmentalError` if the installation lost it."""
    for folder in (_HERE / "ontology", _HERE.parent / "ontology"):
        if (folder / "ontology.ttl").is_file():
            return folder
    raise EnvironmentalError("the ontology's files are missing", "install smartcity-kg again")


@cache
def concepts() -> dict[str, Concept]:
    """Every concept of the schemes, by IRI."""
    labels: dict[str, dict[str, str]] = {}
    schemes: dict[str, str] = {}
    broader: dict[str, str] = {}
    for file in sorted((ontology_folder() / "concepts").glob("*.ttl")):
        for statement in Store.open(str(file)).statements():
            subject, value = statement.subject.value, statement.object
            if statement.predicate == skos.prefLabel and isinstance(value, Literal) and value.language:
                labels.setdefault(subject, {})[value.language] = value.value
            elif statement.predicate == skos.inScheme:
                schemes[subject] = value.value
            elif statement.predicate == skos.broader:
                broader[subject] = value.value
    return {iri: Concept(iri, schemes[iri], labels.get(iri, {}), broader.get(iri)) for iri in sorted(schemes)}


def with_broader(iris: Iterable[str]) -> list[Concept]:
    """The known concepts of these IRIs, then all above them, level by level; each once."""
    known = concepts()
    found: dict[str, Concept] = {}
    waiting = sorted(iris)
    while waiting:
        found |= {iri: known[iri] for iri in waiting if iri in known}
        waiting = sorted({above for iri in waiting if iri in known and (above := known[iri].broader)} - found.keys())
    return list(found.values())


@cache
def schemes() -> dict[str, frozenset[str]]:
    """The ids of each scheme: `{"field": {"energy", …}, "role": {…}, …}`."""
    found: dict[str, set[str]] = {}
    for iri in concepts():
        scheme, _, id_ = iri.removeprefix(BASE).partition("/")
        found.setdefault(scheme, set()).add(id_)
    return {scheme: frozenset(ids) for scheme, ids in found.items()}


@cache
def tie_properties() -> tuple[str, ...]:
    """The properties that tie organisations to an agreement, as the ontology marks them."""
    return tuple(sorted(_marked(Store.open(str(ontology_folder() / "ontology.ttl")))))


def _marked(ontology: Store) -> list[str]:
    def means_true(statement: Statement) -> bool:
        return isinstance(statement.object, Literal) and statement.object.value == "true"

    marks = ontology.statements(kgo.tiesOrganizations)
    return [mark.subject.value for mark in marks if isinstance(mark.subject, Iri) and means_true(mark)]
