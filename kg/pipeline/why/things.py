"""Which thing and which property a user means by a word."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from kg.concepts import ontology_folder
from kg.errors import UsageError
from kg.pipeline.why.neighbourhood import LABELS, short
from kg.store.embedded import Store
from kg.store.statements import Iri, Literal
from kg.vocab import CONCEPT_PATHS, PREFIXES, THING_PATHS, dcterms, kgo, prov, rdf, rdfs, skos

if TYPE_CHECKING:
    from collections.abc import Iterable

_RECORDS: Final = frozenset(("agreement", "organization", "place", *CONCEPT_PATHS))
_WITNESSES: Final = frozenset(("source", "person", "project"))
_SHOWN: Final = 8
_SAFE_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")

RECORD_KEYS: Final[dict[str, tuple[str, ...]]] = {
    "kind": (rdf.type, dcterms.type),
    "signed": (kgo.signedOn,),
    "term": (kgo.effectiveFrom, kgo.expiresOn, kgo.termNotStated),
    "parties": (kgo.party,),
    "fields": (dcterms.subject,),
    "people": (kgo.signatory, kgo.attendee, kgo.quotedPerson),
    "stated": (kgo.statedPartyCount, kgo.statedFieldCount, kgo.statedCountExcludesSubject),
    "venue": (prov.atLocation,),
    "note": (skos.editorialNote,),
    "sources": (prov.wasDerivedFrom,),
}
"""The keys of a record, where their name is not the heading of the one property that they become."""


def thing_named(store: Store, name: str) -> str:
    """The IRI of the thing that is meant: an IRI, a prefixed name, `kind/ID`, or an id alone.

    Raises `UsageError`, with what might be meant, if the graph knows no such thing, or several.
    """
    found = meant(name, at_hand(store, name))
    if not found:
        iris = sorted({said.subject.value for said in store.statements(rdf.type) if isinstance(said.subject, Iri)})
        found = meant(name, iris)
        if not found:
            raise UsageError(f"the graph says nothing of “{name}”", _near(store, name, iris))
    if len(found) > 1:
        raise UsageError(f"“{name}” can mean {len(found)} things", f"say {_listed(map(short_name, found), 'or')}")
    return found[0]


def at_hand(store: Store, name: str) -> list[str]:
    """What a name leads to without a walk through the graph: itself, records by their ids, and concepts.

    These come before whatever else ends with the name.
    """
    known = {iri for iri in _in_full(name) if _SAFE_IRI.fullmatch(iri) and any(store.statements(rdf.type, iri))}
    id_ = re.split(r"[:/]", name)[-1]
    known.update(store.subjects(dcterms.identifier, id_))
    known.update(store.subjects(rdf.type, Iri(skos.Concept)))
    return sorted(iri for iri in known if iri in _in_full(name) or _kind(iri) in _RECORDS)


def _in_full(name: str) -> set[str]:
    """The IRIs that a name may be itself: as it is, or with its prefix replaced."""
    prefix, colon, local = name.partition(":")
    return {name, PREFIXES[prefix] + local} if colon and prefix in PREFIXES else {name}


def meant(name: str, iris: list[str]) -> list[str]:
    """Those of the IRIs that a name means: the exact one, or all that end with it, the foremost alone."""
    wanted = _in_full(name)
    if exact := [iri for iri in iris if iri in wanted]:
        return exact[:1]
    prefix, colon, local = name.partition(":")
    ending = name if "/" in name else f"{prefix}/{local}" if prefix in {*THING_PATHS, *CONCEPT_PATHS} and colon else ""
    if ending:
        found = [iri for iri in iris if f"/{ending}" in {iri[-len(ending) - 1 :], unquote(iri)[-len(ending) - 1 :]}]
    else:
        found = [iri for iri in iris if name in {_tail(iri), unquote(_tail(iri))}]
    return _foremost(found)


def _tail(iri: str) -> str:
    return re.split(r"[/#]", iri)[-1]


def _kind(iri: str) -> str:
    return iri.rpartition("/")[0].rpartition("/")[2]


def short_name(iri: str) -> str:
    """A name that `thing_named` understands, as short as may be: `organization/kepco`."""
    kind = _kind(iri)
    return f"{kind}/{_tail(iri)}" if kind in {*THING_PATHS, *CONCEPT_PATHS} else short(iri)


def _foremost(iris: list[str]) -> list[str]:
    """Those that stand for themselves; else sources, people and projects; else the parts that share an id."""
    for kinds in (_RECORDS, _WITNESSES):
        if chosen := [iri for iri in iris if _kind(iri) in kinds]:
            return chosen
    return iris


def _near(store: Store, name: str, iris: list[str]) -> str:
    """What a name that the graph doesn't know might mean: things with an id or a label like it."""
    kind, _, wanted = name.casefold().rpartition("/")
    things = [iri for iri in iris if _kind(iri) == kind] or [iri for iri in iris if _kind(iri) in _RECORDS] or iris
    names: dict[str, set[str]] = {}
    for iri in things:
        names.setdefault(_tail(iri).casefold(), set()).add(iri)
    known = set(things)
    for predicate in (*LABELS, skos.altLabel):
        for said in store.statements(predicate):
            if said.subject.value in known and isinstance(said.object, Literal):
                names.setdefault(said.object.value.casefold(), set()).add(said.subject.value)
    meant = sorted({iri for text in difflib.get_close_matches(wanted, sorted(names), n=3) for iri in names[text]})
    meant = [iri for iri in meant if _kind(iri) not in CONCEPT_PATHS] or meant
    if meant:
        return f"did you mean {_listed(map(short_name, meant), 'or')}?"
    return "`kg query -n agreements` lists the agreements, `kg centrality` the organisations"


def _listed(names: Iterable[str], last: str) -> str:
    found = list(names)
    more = " …" if len(found) > _SHOWN else ""
    found = found[:_SHOWN]
    return f"{', '.join(found[:-1])} {last} {found[-1]}" if len(found) > 1 and not more else f"{', '.join(found)}{more}"


def properties_named(name: str, headings: dict[str, set[str]]) -> set[str]:
    """The properties, among those with headings, that are meant: by IRI, prefixed or local name, label, or key.

    Raises `UsageError`, with what might be meant, if there is none.
    """
    wanted = _plain(name)
    spelled: dict[str, set[str]] = {}
    for iri, said in headings.items():
        for text in (iri, short(iri), re.split(r"[/#]", iri)[-1], *said):
            spelled.setdefault(_plain(text), set()).add(iri)
    keys = {_plain(key): {iri for iri in iris if iri in headings} for key, iris in RECORD_KEYS.items()}
    found = keys.get(wanted) or spelled.get(wanted) or set()
    if not found:
        labels = _ontology_labels()
        found = {iri for iri in headings if wanted in labels.get(iri, ())}
    if not found:
        plain = sorted({heading for said in headings.values() for heading in said if ":" not in heading})
        close = difflib.get_close_matches(name.casefold(), plain, n=1)
        hint = f"did you mean “{close[0]}”?" if close else f"there are {', '.join(plain)}"
        raise UsageError(f"the graph says nothing under “{name}” of this thing", hint)
    return found


def _plain(text: str) -> str:
    return re.sub(r"[\s_-]", "", text).casefold()


def _ontology_labels() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for said in Store.open(str(ontology_folder() / "ontology.ttl")).statements(rdfs.label):
        found.setdefault(said.subject.value, set()).add(_plain(said.object.value))
    return found
