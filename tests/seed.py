"""The record that the package comes with, and ways from records to graphs, for tests."""

from __future__ import annotations

import io
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

import kg
from kg.concepts import ontology_folder
from kg.pipeline.graph import Tally, described
from kg.rdf.mapping import map_record
from kg.rdf.ntriples import ntriples
from kg.rdf.terms import Minter
from kg.store.embedded import Store
from kg.vocab import BASE, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.rdf.description import Description
    from kg.records.agreement import Agreement
    from kg.records.rules import AnyRecord

ROOT: Final = Path(__file__).parent.parent
PROLOGUE: Final = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())


@cache
def context() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((ontology_folder() / "context.jsonld").read_text("utf-8"))["@context"]
    return loaded


@cache
def seed_records() -> tuple[AnyRecord, ...]:
    dataset = kg.read(data=ROOT / "data")
    return (*dataset.places, *dataset.organizations, *dataset.agreements)


def seed_agreement() -> Agreement:
    (agreement,) = kg.read(data=ROOT / "data").agreements
    return agreement


def descriptions(records: Iterable[AnyRecord], base_iri: str = BASE) -> list[Description]:
    minter = Minter(base_iri)
    return list(described((map_record(record, minter) for record in records), base_iri, Tally()))


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
