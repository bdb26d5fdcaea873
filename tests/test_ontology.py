"""The ontology, its shapes and its context agree with `kg.vocab`, and borrow only terms that exist."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any, Final

import pytest
from pyshacl import validate
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SH, SKOS, VANN

from kg import vocab

ONTOLOGY: Final = Path(__file__).parents[1] / "ontology"
LISTS: Final = Path(__file__).parent / "vocabularies"
OURS: Final = "https://w3id.org/smartcity-kg/"
LINKS: Final = {"https://creativecommons.org/licenses/by/4.0/"}
CLASSES: Final = {OWL.Class}
PROPERTIES: Final = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}

# Said of terms and concepts in the ontology's own files, never in a graph, so the context need not know them.
NOTES: Final = {vocab.kgo.tiesOrganizations, vocab.kgo.kindClass}


def parsed(name: str) -> Graph:
    """The graph of one Turtle file of the ontology."""
    return Graph().parse(ONTOLOGY / name)


def examples(graph: Graph) -> dict[str, str]:
    """The example of each term that has one, as the ontology gives it: Turtle without prefixes."""
    return {str(term): str(text) for term, text in graph.subject_objects(SKOS.example)}


def turtle_prefixes() -> str:
    """The head that an example is read with: the vocabularies, and the paths of things and concepts."""
    paths = {path: f"{vocab.BASE}{path}/" for path in (*vocab.THING_PATHS, *vocab.CONCEPT_PATHS)}
    return "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in (vocab.PREFIXES | paths).items())


def constants() -> set[str]:
    """Every IRI of a term in `kg.vocab`."""
    classes = [value for value in vars(vocab).values() if isinstance(value, type)]
    return {
        iri
        for vocabulary in classes
        for name, iri in vars(vocabulary).items()
        if name != "NS" and not name.startswith("__")
    }


def pinned() -> dict[str, set[str]]:
    """The names that each foreign vocabulary has, by namespace, from the lists in `tests/vocabularies`."""
    lists = {}
    for path in LISTS.glob("*.txt"):
        lines = path.read_text("utf-8").splitlines()
        (namespace,) = (line.removeprefix("# namespace: ") for line in lines if line.startswith("# namespace: "))
        names = [line for line in lines if not line.startswith("#")]
        assert names == sorted(set(names)), f"{path.name} is not sorted"
        lists[namespace] = set(names)
    return lists


def unknown(iris: set[str]) -> set[str]:
    """The IRIs that are neither ours, nor a plain link, nor a namespace or a term of a pinned vocabulary."""
    lists = pinned()
    foreign = {iri for iri in iris if not iri.startswith(OURS)} - LINKS - set(lists)
    return {
        iri
        for iri in foreign
        if not any(iri.startswith(namespace) and iri[len(namespace) :] in names for namespace, names in lists.items())
    }


def iris_of(graph: Graph) -> set[str]:
    """Every IRI of a graph: in the triples, as a datatype, and as a prefixed name inside a SPARQL constraint."""
    nodes = {node for triple in graph for node in triple}
    found = {str(node) for node in nodes if isinstance(node, URIRef)}
    found |= {str(node.datatype) for node in nodes if isinstance(node, Literal) and node.datatype}
    declared = {
        str(graph.value(node, SH.prefix)): str(graph.value(node, SH.namespace))
        for node in graph.objects(predicate=SH.declare)
    }
    for query in graph.objects(predicate=SH.select):
        for prefix, name in re.findall(r"(?<![?\w])([a-z]+):(\w+)", str(query)):
            found.add(declared[prefix] + name)
    return found


def context() -> dict[str, Any]:
    """The JSON-LD context: term to definition."""
    loaded: dict[str, Any] = json.loads((ONTOLOGY / "context.jsonld").read_text("utf-8"))["@context"]
    return loaded


def context_iris() -> dict[str, str]:
    """Term of the context to its full IRI; keywords and prefixes are left out."""
    terms = context()
    found = {}
    for term, definition in terms.items():
        value = definition["@id"] if isinstance(definition, dict) else definition
        if isinstance(value, str) and not value.startswith("@") and term not in vocab.PREFIXES:
            prefix, name = value.split(":", 1)
            found[term] = terms[prefix] + name
    return found


def declared(types: set[URIRef], graph: Graph) -> set[str]:
    """The terms of our namespace that the ontology declares with one of the types."""
    found = {str(term) for type_ in types for term in graph.subjects(RDF.type, type_)}
    return {iri for iri in found if iri.startswith(vocab.kgo.NS)}


def languages(graph: Graph, subject: URIRef, predicate: URIRef) -> set[str | None]:
    """The language tags of the values."""
    return {value.language for value in graph.objects(subject, predicate) if isinstance(value, Literal) and value}


def test_vocab_and_ontology_have_the_same_terms() -> None:
    ours = {iri for iri in constants() if iri.startswith(vocab.kgo.NS)}
    assert ours == declared(CLASSES | PROPERTIES, parsed("ontology.ttl"))


def test_every_term_is_explained_in_both_languages() -> None:
    graph = parsed("ontology.ttl")
    (ontology,) = graph.subjects(RDF.type, OWL.Ontology)
    for iri in declared(CLASSES | PROPERTIES, graph):
        term = URIRef(iri)
        assert languages(graph, term, RDFS.label) == {"ko", "en"}, iri
        assert languages(graph, term, RDFS.comment) == {"ko", "en"}, iri
        assert list(graph.objects(term, RDFS.isDefinedBy)) == [ontology], iri


def test_the_ontology_names_its_version_its_licence_and_its_prefix() -> None:
    graph = parsed("ontology.ttl")
    (ontology,) = graph.subjects(RDF.type, OWL.Ontology)
    assert isinstance(ontology, URIRef)
    version = tomllib.loads((ONTOLOGY.parent / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert list(graph.objects(ontology, OWL.versionIRI)) == [URIRef(f"{ontology}/{version}")]
    assert list(graph.objects(ontology, OWL.versionInfo)) == [Literal(version)]
    assert {str(licence) for licence in graph.objects(ontology, DCTERMS.license)} == LINKS
    assert languages(graph, ontology, DCTERMS.title) == languages(graph, ontology, DCTERMS.description) == {"ko", "en"}
    assert str(graph.value(ontology, VANN.preferredNamespaceUri)) == vocab.kgo.NS == f"{ontology}#"


def test_every_term_has_an_example_that_is_turtle_with_known_terms() -> None:
    graph = parsed("ontology.ttl")
    found = examples(graph)
    assert set(found) == declared(CLASSES | PROPERTIES, graph)
    concepts = {str(concept) for path in ONTOLOGY.glob("concepts/*.ttl") for concept in Graph().parse(path).subjects()}
    for term, text in found.items():
        example = Graph().parse(data=turtle_prefixes() + text, format="turtle")
        iris = iris_of(example)
        assert term in iris
        assert not unknown(iris), term
        assert {iri for iri in iris if iri.startswith(vocab.kgo.NS)} <= constants(), term
        schemes = tuple(f"{vocab.BASE}{path}/" for path in vocab.CONCEPT_PATHS)
        assert {iri for iri in iris if iri.startswith(schemes)} <= concepts, term


def test_a_property_has_domain_and_range_or_says_why_not() -> None:
    graph = parsed("ontology.ttl")
    for iri in declared(PROPERTIES, graph):
        term = URIRef(iri)
        complete = (term, RDFS.domain, None) in graph and (term, RDFS.range, None) in graph
        assert complete or languages(graph, term, SKOS.scopeNote) == {"ko", "en"}, iri


def test_the_ontology_declares_each_foreign_term_that_the_graph_uses_once() -> None:
    graph = parsed("ontology.ttl")
    outside_owl = tuple(vocab.PREFIXES[prefix] for prefix in ("rdf", "rdfs", "owl", "xsd"))
    for iri in constants() | {str(term) for term in graph.subjects(RDF.type)}:
        if iri.startswith("http") and not iri.startswith((*outside_owl, OURS)):
            assert len(list(graph.objects(URIRef(iri), RDF.type))) == 1, iri


def test_every_foreign_term_exists() -> None:
    files = [*ONTOLOGY.glob("*.ttl"), *ONTOLOGY.glob("concepts/*.ttl")]
    assert len(files) >= 3 + len(vocab.CONCEPT_PATHS)
    for path in files:
        assert not unknown(iris_of(Graph().parse(path))), path.name
    assert not unknown(constants())
    assert not unknown(set(context_iris().values()) | {context()[prefix] for prefix in vocab.PREFIXES})


@pytest.mark.parametrize(
    "wrong", [vocab.dcterms.NS + "titel", vocab.schema.NS + "Agreement", "http://schema.org/name", "http://x.test/#a"]
)
def test_a_term_that_does_not_exist_is_caught(wrong: str) -> None:
    graph = parsed("ontology.ttl")
    graph.add((URIRef(OURS), URIRef(wrong), Literal("")))
    assert unknown(iris_of(graph)) == {wrong}


def test_kinds_stand_for_the_same_classes_everywhere() -> None:
    said = parsed("concepts/kinds.ttl").subject_objects(URIRef(vocab.kgo.kindClass))
    classes = {str(kind).removeprefix(f"{vocab.BASE}kind/"): str(class_) for kind, class_ in said}
    assert classes == vocab.KIND_CLASSES
    subclasses = parsed("ontology.ttl").subjects(RDFS.subClassOf, URIRef(vocab.kgo.Agreement))
    assert {str(class_) for class_ in subclasses} | {vocab.kgo.Agreement} == set(classes.values())


def test_the_context_has_one_term_for_each_iri() -> None:
    iris = list(context_iris().values())
    assert len(iris) == len(set(iris))
    datatypes_and_values = {iri for iri in constants() if iri.startswith(vocab.xsd.NS)} | {vocab.oa.linking}
    assert set(iris) == constants() - datatypes_and_values - NOTES - {vocab.rdf.type}
    assert {prefix: context()[prefix] for prefix in vocab.PREFIXES} == vocab.PREFIXES


def test_the_context_knows_links_from_text() -> None:
    graph = parsed("ontology.ttl")
    for term, iri in context_iris().items():
        if (URIRef(iri), RDF.type, OWL.ObjectProperty) in graph:
            assert context()[term]["@type"] == "@id", term


def test_each_constraint_has_a_sentence_in_both_languages() -> None:
    graph = parsed("shapes.ttl")
    for shape in set(graph.subjects(RDF.type, SH.NodeShape)):
        for check in {*graph.objects(shape, SH.property), *graph.objects(shape, SH.sparql)}:
            sentences = [message for message in graph.objects(check, SH.message) if isinstance(message, Literal)]
            assert sorted(str(message.language) for message in sentences) == ["en", "ko"], shape
            assert all(message.endswith(".") for message in sentences), sentences


GOOD: Final = """
@prefix : <https://w3id.org/smartcity-kg/id/> .
:mou a kgo:Agreement ; dcterms:identifier "mou" ; dcterms:type :kind ; dcterms:title "업무협약"@ko ; kgo:status :kind ;
    kgo:signedOn "2018-04"^^xsd:gYearMonth ; kgo:effectiveFrom "2018-04-17"^^xsd:date ;
    kgo:expiresOn "2018"^^xsd:gYear ; dcterms:subject :kind ; prov:wasDerivedFrom :news ;
    kgo:party :city , :many ; kgo:participation :p1 , :p2 ;
    kgo:statedPartyCount 17 ; kgo:statedCountExcludesSubject true .
:p1 a kgo:Participation ; kgo:participant :city . :p2 a kgo:Participation ; kgo:participant :many .
:city a org:Organization ; skos:prefLabel "시흥시"@ko .
:many a org:Organization , kgo:CollectiveParty ; rdfs:label "17개 지자체" ; kgo:memberCount 17 .
:kind a skos:Concept ; skos:prefLabel "업무협약"@ko ; skos:inScheme :kinds .
:news a schema:NewsArticle ; schema:url <https://example.org/> ; dcterms:issued "2018-04-19"^^xsd:date .
"""


def report(turtle: str) -> set[tuple[str, str]]:
    """What the shapes find: severity and sentence, twice for each result since it speaks two languages.

    pyshacl loses the language tag of a sentence in which it fills in values, so only their number can be checked.
    """
    prefixes = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in vocab.PREFIXES.items())
    data = Graph().parse(data=prefixes + turtle, format="turtle")
    _, results, _ = validate(data, shacl_graph=parsed("shapes.ttl"))
    assert isinstance(results, Graph)
    found = set()
    for result in results.subjects(RDF.type, SH.ValidationResult):
        severity = str(results.value(result, SH.resultSeverity)).removeprefix(str(SH))
        sentences = {str(message) for message in results.objects(result, SH.resultMessage)}
        assert len(sentences) == 2, sentences
        found |= {(severity, sentence) for sentence in sentences}
    return found


def test_the_shapes_are_well_formed_and_a_good_graph_conforms() -> None:
    assert validate(Graph(), shacl_graph=parsed("shapes.ttl"), meta_shacl=True)[0]
    assert report(GOOD) == set()


@pytest.mark.parametrize(
    ("old", "new", "severity", "sentence"),
    [
        ("kgo:participation :p1 , :p2", "kgo:participation :p1", "Violation", "Every party must have a part"),
        ("kgo:party :city , :many", "kgo:party :city", "Violation", "Every party must have a participation"),
        (
            "kgo:statedPartyCount 17",
            "kgo:statedPartyCount 7",
            "Warning",
            "8 parties (7 and the subject of the sentence) but lists 18",
        ),
        ('"2018"^^xsd:gYear', '"2017"^^xsd:gYear', "Violation", "on 2017, before it takes effect on 2018-04-17"),
        ('"2018-04"^^xsd:gYearMonth', '"2018-04"', "Violation", "at most one day, given as a date, a month or a year"),
        ("prov:wasDerivedFrom :news ;", "", "Violation", "must name a source"),
        ("dcterms:title", "kgo:renews :mou ; dcterms:title", "Violation", "cannot replace, renew or implement itself"),
        ("dcterms:subject :kind ;", "kgo:termNotStated true ;", "Info", "in which field the parties co-operate"),
        ("dcterms:subject :kind ;", "kgo:termNotStated true ;", "Violation", "cannot have an end of its term"),
    ],
)
def test_a_planted_fault_is_reported(old: str, new: str, severity: str, sentence: str) -> None:
    assert GOOD.count(old) == 1
    found = report(GOOD.replace(old, new))
    assert any(level == severity and sentence in message for level, message in found), found
