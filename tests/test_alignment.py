"""The matches to other vocabularies are matches and no more, and what they point at exists."""

from __future__ import annotations

import tomllib
from typing import Final

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS

from kg import vocab
from tests.seed import ROOT
from tests.test_concepts import concepts, scheme
from tests.test_ontology import LINKS, OURS, constants, iris_of, parsed, pinned, unknown

MATCHES: Final = {SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch}
NOTES: Final = "title description license seeAlso versionIRI versionInfo type".split()  # noqa: SIM905
ASKED: Final = ("fibo", "eurio", "epo", "frapo", "agr", "odrl", "schema", "foaf")


def matches() -> set[tuple[URIRef, URIRef, URIRef]]:
    """Every match: ours, how, theirs."""
    triples = parsed("alignment.ttl")
    return {
        (term, how, other)
        for term, how, other in triples
        if how in MATCHES and isinstance(term, URIRef) and isinstance(how, URIRef) and isinstance(other, URIRef)
    }


def test_it_holds_matches_and_nothing_that_a_reasoner_follows() -> None:
    graph = parsed("alignment.ttl")
    said = {str(predicate).replace("#", "/").rsplit("/", 1)[-1] for predicate in graph.predicates()}
    assert said <= {*NOTES, *(str(how).rpartition("#")[2] for how in MATCHES)}
    assert not list(graph.objects(predicate=OWL.imports))
    assert set(graph.objects(predicate=RDF.type)) == {OWL.Ontology, OWL.AnnotationProperty}


def test_it_has_the_version_and_the_licence_of_the_package() -> None:
    graph = parsed("alignment.ttl")
    (ontology,) = graph.subjects(RDF.type, OWL.Ontology)
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert list(graph.objects(ontology, OWL.versionIRI)) == [URIRef(f"{OURS}alignment/{version}")]
    assert list(graph.objects(ontology, OWL.versionInfo)) == [Literal(version)]
    assert {str(licence) for licence in graph.objects(ontology, DCTERMS.license)} == LINKS


def test_what_is_matched_is_ours_or_borrowed_and_what_it_is_matched_to_exists() -> None:
    known = constants() | {str(concept) for concept in concepts(scheme("organization-type"))}
    for term, how, other in matches():
        assert str(term) in known, term
        assert not other.startswith(OURS), other
        assert other != term, (term, how)
    assert not unknown(iris_of(parsed("alignment.ttl")))


@pytest.mark.parametrize("wrong", ["http://data.europa.eu/s66#Agreement", vocab.schema.NS + "Contract"])
def test_a_match_to_a_term_that_does_not_exist_is_caught(wrong: str) -> None:
    graph = parsed("alignment.ttl")
    graph.add((URIRef(vocab.kgo.Agreement), SKOS.closeMatch, URIRef(wrong)))
    assert unknown(iris_of(graph)) == {wrong}


def test_a_pair_of_terms_has_one_match() -> None:
    pairs = [(term, other) for term, _, other in matches()]
    assert len(pairs) == len(set(pairs))


@pytest.mark.parametrize("vocabulary", ASKED)
def test_every_vocabulary_that_readers_may_know_is_met(vocabulary: str) -> None:
    namespaces = [line for line in heads(vocabulary) if any(str(other).startswith(line) for _, _, other in matches())]
    assert namespaces


def heads(vocabulary: str) -> list[str]:
    """The namespaces of a vocabulary, from the heads of its lists."""
    files = (ROOT / "tests" / "vocabularies").glob(f"{vocabulary}*.txt")
    lines = [line for path in files for line in path.read_text("utf-8").splitlines()]
    return [line.removeprefix("# namespace: ") for line in lines if line.startswith("# namespace: ")]


def test_every_kind_of_party_has_a_match() -> None:
    assert {term for term, _, _ in matches()} >= concepts(scheme("organization-type"))


def test_nothing_that_binds_by_law_is_close_to_an_agreement_that_need_not() -> None:
    """FIBO, ePO and FRAPO say that a contract binds; of our agreements only `kgo:Contract` does."""
    binding = {other for other in map(str, {other for _, _, other in matches()}) if other.endswith("/Contract")}
    binding |= {f"{namespace}Contract" for namespace in pinned() if "a4g" in namespace}
    close = {term for term, how, other in matches() if how == SKOS.closeMatch and str(other) in binding}
    assert close == {URIRef(vocab.kgo.Contract)}


def test_each_list_says_where_it_comes_from() -> None:
    for path in (ROOT / "tests" / "vocabularies").glob("*.txt"):
        head = [line.split(":")[0] for line in path.read_text("utf-8").splitlines() if line.startswith("# ")]
        assert head[1:] == ["# namespace", "# version", "# from"], path.name


def test_the_axioms_of_the_borrowed_vocabularies_name_terms_that_exist() -> None:
    assert not unknown(iris_of(Graph().parse(ROOT / "tests" / "vocabularies" / "axioms.ttl")))
