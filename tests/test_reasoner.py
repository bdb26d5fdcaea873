"""The ontology is OWL 2 DL, and HermiT finds nothing in it, or in a graph, that cannot be.

HermiT comes with owlready2 and runs in Java. What it is given is an OWL 2 DL ontology: the statements with reserved
vocabulary are left out (the reification behind an evidence or a claim), and so are the values of xsd:date,
xsd:gYearMonth, xsd:gYear and xsd:time, which are no datatypes of OWL 2. `shapes.ttl` checks both.
"""

from __future__ import annotations

from io import BytesIO
from typing import Final

import pytest
from owlready2 import OwlReadyInconsistentOntologyError, World, sync_reasoner_hermit
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, XSD
from rdflib.term import Identifier

import kg
from kg import vocab
from tests.seed import ROOT
from tests.test_ontology import LISTS, ONTOLOGY, examples, parsed, turtle_prefixes

OWL_DATATYPES: Final = {
    *(XSD[name] for name in ("string", "boolean", "integer", "nonNegativeInteger", "decimal", "double", "anyURI")),
    *(XSD[name] for name in ("dateTime", "dateTimeStamp", "hexBinary", "base64Binary", "float", "positiveInteger")),
    RDF.PlainLiteral,
    RDF.langString,
    RDFS.Literal,
}
RESERVED: Final = {RDF.Statement, RDF.subject, RDF.predicate, RDF.object}
KINDS: Final = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.NamedIndividual)
SEED: Final = ROOT / "tests" / "golden" / "seed.ttl"
FAULT: Final = "https://example.org/fault#"


def own_files() -> Graph:
    """The ontology with the concept schemes."""
    graph = parsed("ontology.ttl")
    for path in sorted(ONTOLOGY.glob("concepts/*.ttl")):
        graph.parse(path)
    return graph


def things() -> Graph:
    """Individuals of every class: the seed's graph, and what the examples of the ontology say."""
    graph = Graph().parse(SEED)
    for example in examples(parsed("ontology.ttl")).values():
        graph.parse(data=turtle_prefixes() + example, format="turtle")
    return graph


def for_owl(graph: Graph) -> Graph:
    """What OWL 2 DL can read of a graph."""
    kept = Graph()
    for triple in graph:
        literal = triple[2] if isinstance(triple[2], Literal) else None
        if not RESERVED & set(triple) and (literal is None or literal.datatype in OWL_DATATYPES | {None}):
            kept.add(triple)
    return kept


def reasoned(graph: Graph) -> set[str]:
    """The classes that can have no individual; raises if the graph contradicts itself."""
    world = World()
    text = for_owl(graph).serialize(format="nt", encoding="utf-8")
    world.get_ontology("https://example.org/checked").load(fileobj=BytesIO(text))
    sync_reasoner_hermit(world, debug=0)
    return {class_.iri for class_ in world.inconsistent_classes()} - {str(OWL.Nothing)}


def kinds_of(graph: Graph, term: URIRef) -> set[URIRef]:
    """As what the graph declares the term: a class, one sort of property, an individual."""
    return {kind for kind in KINDS if (term, RDF.type, kind) in graph}


def misused(graph: Graph, declarations: Graph) -> set[str]:
    """Statements with a class or a predicate that is not declared, or that is declared as another kind of term."""
    found = set()
    for subject, predicate, value in for_owl(graph):
        assert isinstance(predicate, URIRef)
        assert isinstance(value, Identifier)
        kinds = kinds_of(declarations, predicate)
        if predicate == RDF.type:
            right = str(value).startswith(vocab.owl.NS) or kinds_of(declarations, URIRef(value)) == {OWL.Class}
        elif str(predicate).startswith((vocab.owl.NS, vocab.rdfs.NS)) or predicate in {RDF.first, RDF.rest}:
            right = True
        elif isinstance(value, Literal):
            right = bool(kinds & {OWL.DatatypeProperty, OWL.AnnotationProperty})
        else:
            right = bool(kinds & {OWL.ObjectProperty, OWL.AnnotationProperty})
        if not right:
            found.add(f"{subject} {predicate} {value}")
    return found


def planted(*statements: str) -> Graph:
    """Everything, with a fault in it."""
    text = turtle_prefixes() + f"@prefix x: <{FAULT}> .\n" + "\n".join(statements)
    return own_files() + things() + Graph().parse(LISTS / "axioms.ttl") + Graph().parse(data=text, format="turtle")


def test_no_term_is_two_things() -> None:
    graph = own_files()
    for term in {subject for subject in graph.subjects(RDF.type) if isinstance(subject, URIRef)}:
        assert len(kinds_of(graph, term)) <= 1, term


def test_terms_are_declared_and_used_as_what_they_are() -> None:
    declarations = parsed("ontology.ttl")
    assert misused(own_files() + things(), declarations) == set()


@pytest.mark.parametrize(
    "wrong", ["x:a kgo:party 'KT' .", "x:a kgo:nameAsWritten x:b .", "x:a x:unknown x:b .", "x:a a x:Unknown ."]
)
def test_a_misuse_is_caught(wrong: str) -> None:
    graph = Graph().parse(data=turtle_prefixes() + f"@prefix x: <{FAULT}> .\n{wrong}", format="turtle")
    assert len(misused(graph, parsed("ontology.ttl"))) == 1


def test_axioms_keep_to_owl_2_dl() -> None:
    graph = parsed("ontology.ttl")
    assert not RESERVED & {node for triple in graph for node in triple}
    assert not list(graph.objects(predicate=OWL.imports))
    literals = {node for triple in graph for node in triple if isinstance(node, Literal)}
    assert {literal.datatype for literal in literals} <= OWL_DATATYPES | {None}
    annotations = set(graph.subjects(RDF.type, OWL.AnnotationProperty))
    for property_ in graph.subjects(RDF.type, OWL.DatatypeProperty):
        assert set(graph.objects(property_, RDFS.range)) <= OWL_DATATYPES, property_
    for axiom in (RDFS.domain, RDFS.range, RDFS.subPropertyOf):
        assert not annotations & set(graph.subjects(axiom)), axiom


def test_whatever_a_chain_implies_is_counted_nowhere() -> None:
    """A property that follows from a chain isn't simple: OWL 2 DL allows no cardinality or asymmetry of it."""
    graph = parsed("ontology.ttl")
    implied = set(graph.subjects(OWL.propertyChainAxiom))
    above = {wider for property_ in implied for wider in graph.transitive_objects(property_, RDFS.subPropertyOf)}
    assert implied == {URIRef(vocab.kgo.party)}
    counted = (OWL.FunctionalProperty, OWL.InverseFunctionalProperty, OWL.AsymmetricProperty, OWL.IrreflexiveProperty)
    for property_ in above:
        assert not set(graph.objects(property_, RDF.type)) & set(counted), property_
    for restriction in graph.subjects(RDF.type, OWL.Restriction):
        assert isinstance(restriction, BNode)
        assert (restriction, OWL.someValuesFrom, None) in graph


def test_the_ontology_and_a_graph_are_consistent_also_with_what_the_borrowed_vocabularies_say() -> None:
    assert reasoned(planted()) == set()


@pytest.mark.slow
def test_the_graph_of_all_records_is_consistent_and_spelled_in_declared_terms() -> None:
    graph = kg.graph(kg.read(ROOT / "data"))
    assert misused(graph, parsed("ontology.ttl")) == set()
    assert reasoned(own_files() + graph + Graph().parse(LISTS / "axioms.ttl")) == set()


def test_hermit_finds_an_impossible_class() -> None:
    fault = "x:Impossible a owl:Class ; rdfs:subClassOf kgo:Agreement , org:Organization ."
    assert reasoned(planted(fault)) == {f"{FAULT}Impossible"}


@pytest.mark.parametrize(
    "fault",
    [
        "x:a a kgo:Agreement , kgo:Signing .",
        "x:a kgo:participation x:p . x:b kgo:participation x:p . x:a owl:differentFrom x:b .",
        "x:a kgo:renews x:b . x:b kgo:renews x:a .",
        "x:f a kgo:FollowUp ; prov:wasDerivedFrom x:s .",
    ],
    ids=["two disjoint classes", "one participation of two agreements", "each renews the other", "PROV-O says no"],
)
def test_hermit_finds_a_contradiction(fault: str) -> None:
    with pytest.raises(OwlReadyInconsistentOntologyError):
        reasoned(planted(fault))
