"""The concept schemes are whole: every concept is named and defined in both languages, and has its place."""

from __future__ import annotations

from typing import Final

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS

from kg import vocab
from tests.test_ontology import LINKS, languages, parsed

SCHEMES: Final = {
    "field": (
        "fields",
        "energy mobility autonomous-driving data-hub digital-twin living-lab safety environment "
        "research-and-development training information-and-facility-sharing business-scaling urban-regeneration",
    ),
    "kind": ("kinds", "mou loi framework contract joint-declaration sister-city agreement"),
    "role": ("roles", "host lead partner participant funder operator observer facilitator"),
    "part": ("parts", "signed attended quoted"),
    "state": ("states", "announced planned signed in-force expired renewed replaced terminated failed"),
    "organization-type": (
        "organization-types",
        "municipality metropolitan-government local-government central-government special-local-administration "
        "public-institution public-corporation local-public-corporation quasi-governmental-institution "
        "other-public-institution local-funded-institution research-institute government-funded-research-institute "
        "local-research-institute university private-company association foundation international-organisation "
        "foreign-government foreign-municipality consortium other-organisation",
    ),
}
LEVELS: Final = {"field": 2, "organization-type": 3}
"""How many levels a scheme has; one where it isn't said."""


def scheme(path: str) -> Graph:
    """The graph of a scheme, by the path of its concepts."""
    return parsed(f"concepts/{SCHEMES[path][0]}.ttl")


def concepts(graph: Graph) -> set[URIRef]:
    """The concepts of a graph."""
    return {concept for concept in graph.subjects(RDF.type, SKOS.Concept) if isinstance(concept, URIRef)}


def way_up(graph: Graph, concept: URIRef) -> list[URIRef]:
    """The concept and all above it; fails on a cycle, and where there are two ways up."""
    way = [concept]
    while above := list(graph.objects(way[-1], SKOS.broader)):
        (wider,) = above
        assert isinstance(wider, URIRef)
        assert wider not in way, f"{concept} is above itself"
        way.append(wider)
    return way


def names(graph: Graph, concept: URIRef) -> set[tuple[str, str | None]]:
    """All names of a concept, folded, each with its language."""
    texts = [*graph.objects(concept, SKOS.prefLabel), *graph.objects(concept, SKOS.altLabel)]
    return {(str(text).casefold(), text.language) for text in texts if isinstance(text, Literal)}


@pytest.mark.parametrize("path", vocab.CONCEPT_PATHS)
def test_a_scheme_has_its_concepts_its_titles_and_its_licence(path: str) -> None:
    graph = scheme(path)
    iri = URIRef(vocab.BASE + path)
    assert set(graph.subjects(RDF.type, SKOS.ConceptScheme)) == {iri}
    for property_ in (DCTERMS.title, SKOS.prefLabel, SKOS.definition):
        assert languages(graph, iri, property_) == {"ko", "en"}
    assert {str(licence) for licence in graph.objects(iri, DCTERMS.license)} == LINKS
    assert {f"{iri}/{id_}" for id_ in SCHEMES[path][1].split()} <= {str(concept) for concept in concepts(graph)}


@pytest.mark.parametrize("path", vocab.CONCEPT_PATHS)
def test_a_concept_is_named_and_defined_in_both_languages(path: str) -> None:
    graph = scheme(path)
    iri = URIRef(vocab.BASE + path)
    for concept in concepts(graph):
        for property_ in (SKOS.prefLabel, SKOS.definition):
            texts = list(graph.objects(concept, property_))
            assert len(texts) == len(languages(graph, concept, property_)) == 2, concept
            assert languages(graph, concept, property_) == {"ko", "en"}, concept
        assert languages(graph, concept, SKOS.altLabel) == {"ko", "en"}, concept
        assert languages(graph, concept, SKOS.scopeNote) in (set(), {"ko", "en"}), concept
        assert list(graph.objects(concept, SKOS.notation)) == [Literal(concept.removeprefix(f"{iri}/"))]
        assert list(graph.objects(concept, SKOS.inScheme)) == [iri]


@pytest.mark.parametrize("path", vocab.CONCEPT_PATHS)
def test_a_concept_has_one_place_below_a_top_concept(path: str) -> None:
    graph = scheme(path)
    iri = URIRef(vocab.BASE + path)
    tops = set(graph.objects(iri, SKOS.hasTopConcept))
    assert tops == set(graph.subjects(SKOS.topConceptOf, iri))
    ways = {concept: way_up(graph, concept) for concept in concepts(graph)}
    assert {way[-1] for way in ways.values()} == tops
    assert set().union(*ways.values()) == set(ways)
    assert max(len(way) for way in ways.values()) == LEVELS.get(path, 1)


def test_a_concept_above_itself_is_caught() -> None:
    graph = scheme("field")
    energy, grid = (URIRef(f"{vocab.BASE}field/{id_}") for id_ in ("energy", "smart-grid"))
    graph.add((energy, SKOS.broader, grid))
    with pytest.raises(AssertionError, match="above itself"):
        way_up(graph, grid)


@pytest.mark.parametrize("path", vocab.CONCEPT_PATHS)
def test_no_two_concepts_of_a_scheme_share_a_name(path: str) -> None:
    graph = scheme(path)
    taken: dict[tuple[str, str | None], URIRef] = {}
    for concept in sorted(concepts(graph)):
        for name in sorted(names(graph, concept), key=str):
            assert taken.setdefault(name, concept) == concept, f"{name} is also a name of {taken[name]}"


def test_the_fields_are_about_forty_in_two_levels() -> None:
    graph = scheme("field")
    tops = set(graph.subjects(SKOS.topConceptOf))
    assert 10 <= len(tops) <= 16
    assert 40 <= len(concepts(graph)) <= 50


def test_types_that_one_could_confuse_say_where_they_end() -> None:
    graph = scheme("organization-type")
    for concept in concepts(graph):
        if (concept, SKOS.broader, None) in graph or (None, SKOS.broader, concept) in graph:
            assert languages(graph, concept, SKOS.scopeNote) == {"ko", "en"}, concept
