"""Which thing a name means: what is at hand says the same as a walk through the whole graph."""

from __future__ import annotations

from kg.pipeline.why import things
from kg.pipeline.why.things import thing_named
from kg.store.statements import Iri
from kg.vocab import BASE, rdf
from tests.seed import foreign, seed_store


def test_what_is_at_hand_means_the_same_as_all_that_the_graph_describes() -> None:
    store = seed_store()
    typed = sorted({said.subject.value for said in store.statements(rdf.type) if isinstance(said.subject, Iri)})
    tails = {iri.rpartition("/")[2] for iri in typed}
    kinds = {"/".join(iri.split("/")[-2:]) for iri in typed}
    quick = 0
    for name in sorted({*typed, *tails, *kinds}):
        if found := things.meant(name, things.at_hand(store, name)):
            assert found == things.meant(name, typed)
            quick += 1
    assert quick > len(typed)


def test_records_are_found_without_a_walk() -> None:
    store = seed_store()
    for name in ("kepco", "organization/kepco", "organization:kepco", f"{BASE}organization/kepco"):
        assert things.at_hand(store, name)
        assert thing_named(store, name) == f"{BASE}organization/kepco"


def test_an_identifier_of_another_kind_of_thing_decides_nothing() -> None:
    store = foreign('<http://a/x/1> a <http://a/T> ; dcterms:identifier "2" . <http://a/x/2> a <http://a/T> .')
    assert thing_named(store, "2") == "http://a/x/2"
