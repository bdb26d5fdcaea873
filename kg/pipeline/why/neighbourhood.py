"""A part of a graph in memory: what is said of some things, read from a store step by step."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from kg.concepts import concepts
from kg.store.answers import Rows, answer_rows
from kg.store.statements import Iri, Literal, Statement
from kg.vocab import BASE, CONCEPT_PATHS, KIND_CLASSES, PREFIXES, THING_PATHS, dcterms, foaf, kgo, rdfs, schema, skos

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.store.embedded import Store
    from kg.store.statements import Term

LABELS: Final = (
    *(skos.prefLabel, schema.name, foaf.name, dcterms.title, dcterms.description, kgo.nameText, rdfs.label),
)
"""The properties that name a thing, the best first."""

_BATCH: Final = 200
# Not a blank node, and not what the store's guard refuses because it can be read in two ways; kg mints no such IRI.
_SAFE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`'()\[\]]+")
_KINDS: Final = {class_: f"{BASE}kind/{kind}" for kind, class_ in KIND_CLASSES.items()}


class Neighbourhood:
    """Statements by subject. What was not read is not there: `read` and `read_to` bring more."""

    def __init__(self, store: Store) -> None:
        """Begin with nothing."""
        self._store = store
        self._known: set[str] = set()
        self.by_subject: dict[str, list[Statement]] = defaultdict(list)

    def read(self, iris: Iterable[str]) -> None:
        """Read what is said of these things."""
        new = sorted(set(iris) - self._known)
        self._known |= set(new)
        for said in self._said(new, "s"):
            self.by_subject[said.subject.value].append(said)
        for iri in new:
            self.by_subject[iri].sort(key=lambda said: (said.predicate, said.object.value, str(said.object)))

    def read_to(self, iris: Iterable[str]) -> list[Statement]:
        """The statements whose object is one of these things, sorted; they are not kept."""
        return sorted(self._said(sorted(set(iris)), "o"))

    def _said(self, iris: list[str], variable: str) -> Iterable[Statement]:
        safe = [iri for iri in iris if _SAFE.fullmatch(iri)]
        for begin in range(0, len(safe), _BATCH):
            batch = " ".join(f"<{iri}>" for iri in safe[begin : begin + _BATCH])
            found = answer_rows(self._store, f"SELECT ?s ?p ?o WHERE {{ VALUES ?{variable} {{ {batch} }} ?s ?p ?o }}")
            assert isinstance(found, Rows)
            for subject, predicate, value in found.rows:
                if subject is not None and predicate is not None and value is not None:
                    assert not isinstance(subject, Literal)
                    yield Statement(subject, predicate.value, value)

    def values(self, subject: str, predicate: str) -> list[Term]:
        """The objects of a subject and a predicate, sorted."""
        return [said.object for said in self.by_subject.get(subject, ()) if said.predicate == predicate]

    def first(self, subject: str, predicate: str) -> str | None:
        """The text of the first object, or None."""
        return next((value.value for value in self.values(subject, predicate)), None)

    def label(self, iri: str) -> str:
        """The names of a thing, Korean and English first, or its IRI in short."""
        if kind := concepts().get(_KINDS.get(iri, "")):
            known = kind.label
            return " · ".join(dict.fromkeys(known[language] for language in sorted(known, key=_rank)))
        for predicate in LABELS:
            texts = [value for value in self.values(iri, predicate) if isinstance(value, Literal)]
            if texts:
                one_each = {text.language: text.value for text in reversed(texts)}
                return " · ".join(dict.fromkeys(one_each[language] for language in sorted(one_each, key=_rank)))
        return short(iri)

    def shown(self, value: Term) -> str:
        """An object as a person reads it."""
        return self.label(value.value) if isinstance(value, Iri) else value.value


def _rank(language: str | None) -> tuple[int, str]:
    return {"ko": 0, "en": 1}.get(language or "", 2), language or ""


def short(iri: str) -> str:
    """An IRI as Turtle would write it: `kgo:party`, `agreement:ID`; another stays as it is."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    path, _, id_ = iri.rpartition("/")
    kind = path.rpartition("/")[2]
    return f"{kind}/{id_}" if kind in {*THING_PATHS, *CONCEPT_PATHS} else iri
