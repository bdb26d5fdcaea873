"""The record that the package comes with, and ways from records to graphs, for tests."""

from __future__ import annotations

import io
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import pyoxigraph as ox

import kg
from kg.concepts import ontology_folder
from kg.pipeline.graph import described
from kg.pipeline.tally import Tally
from kg.rdf.mapping import map_record
from kg.rdf.ntriples import ntriples
from kg.rdf.terms import Minter
from kg.records.agreement import Agreement
from kg.records.organization import Organization, Place
from kg.store.embedded import Store
from kg.vocab import BASE, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.rdf.description import Description
    from kg.records.rules import AnyRecord

R = TypeVar("R", Organization, Place)

ROOT: Final = Path(__file__).parent.parent
SEED_FILE: Final = ROOT / "data" / "agreements" / "siheung-global-smart-city-2018.yaml"
PROLOGUE: Final = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())


@cache
def context() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((ontology_folder() / "context.jsonld").read_text("utf-8"))["@context"]
    return loaded


@cache
def seed_records() -> tuple[AnyRecord, ...]:
    """The seed agreement, and of the register what it and its bodies name."""
    dataset = kg.read(SEED_FILE, data=ROOT / "data")
    organizations = {record.id: record for record in dataset.organizations}
    places = {record.id: record for record in dataset.places}
    (agreement,) = dataset.agreements
    bodies = _closed({party.organization or "" for party in agreement.party_list}, organizations, "part_of", "unit_of")
    seats = _closed({record.place for record in bodies if record.place}, places, "part_of")
    return (*seats, *bodies, agreement)


def _closed(ids: set[str], known: dict[str, R], *above: str) -> list[R]:
    """The records of these ids, and all that is above them, sorted by id."""
    found: set[str] = set()
    while ids - found:
        found |= ids
        ids = {other for id_ in found for key in above if (other := getattr(known[id_], key))}
    return [known[id_] for id_ in sorted(found)]


def seed_agreement() -> Agreement:
    (agreement,) = (record for record in seed_records() if isinstance(record, Agreement))
    return agreement


def descriptions(records: Iterable[AnyRecord], base_iri: str = BASE) -> list[Description]:
    minter = Minter(base_iri)
    return list(described((map_record(record, minter) for record in records), minter, Tally()))


def nt(records: Iterable[AnyRecord], base_iri: str = BASE) -> str:
    return "".join(ntriples(descriptions(records, base_iri)))


def store_of(text: str, form: ox.RdfFormat = ox.RdfFormat.N_TRIPLES) -> Store:
    store = Store()
    store.load(io.BytesIO(text.encode()), form, "graph")
    return store


def foreign(turtle: str) -> Store:
    """A store with somebody else's Turtle, with our prefixes before it."""
    return store_of(PROLOGUE + turtle, ox.RdfFormat.TURTLE)


@cache
def seed_store() -> Store:
    return store_of(nt(seed_records()))
