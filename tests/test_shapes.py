"""SHACL findings are sentences with their cures, in both languages, for every class of the graph."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

import pytest
from pyshacl import validate
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SH

from kg import vocab
from kg.concepts import ontology_folder
from kg.shapes import HINT, Finding, as_rdflib, findings, readable
from kg.vocab import BASE, KIND_CLASSES, PREFIXES, kgo
from tests.planted import CASES, GRAPH, PROLOGUE, Case
from tests.seed import nt, seed_records

if TYPE_CHECKING:
    from rdflib.term import Node

SHAPES_NS: Final = "https://w3id.org/smartcity-kg/shapes#"
SHAPES: Final = ontology_folder() / "shapes.ttl"


def as_ntriples(turtle: str) -> str:
    return Graph().parse(data=PROLOGUE + turtle, format="turtle").serialize(format="nt")


@cache
def found(turtle: str) -> tuple[Finding, ...]:
    return tuple(findings([as_ntriples(turtle)], SHAPES))


def planted(case: Case) -> set[Finding]:
    assert case.old in GRAPH
    return set(found(GRAPH.replace(case.old, case.new, 1)))


@cache
def shapes() -> Graph:
    return Graph().parse(SHAPES)


def constraints() -> list[Node]:
    """Everything in the shapes that finds something: node shapes with constraints, property shapes, SPARQL."""
    graph = shapes()
    own = [shape for shape in graph.subjects(RDF.type, SH.NodeShape) if set(graph.predicates(shape)) & {SH.nodeKind}]
    nested = [node for node in graph.subjects(SH["or"]) if (node, RDF.type, SH.NodeShape) in graph]
    return [*own, *nested, *_hanging(SH.property), *_hanging(SH.sparql)]


def texts(node: Node, predicate: URIRef) -> dict[str, list[str]]:
    """The texts of a constraint by language."""
    said: dict[str, list[str]] = {}
    for text in shapes().objects(node, predicate):
        assert isinstance(text, Literal)
        said.setdefault(str(text.language), []).append(str(text))
    return said


def _hanging(predicate: URIRef) -> list[Node]:
    graph = shapes()
    return [node for shape, node in graph.subject_objects(predicate) if (shape, RDF.type, SH.NodeShape) in graph]


def test_the_seed_conforms() -> None:
    assert [finding for finding in findings([nt(seed_records())], SHAPES) if finding.severity != "info"] == []


def test_of_a_good_graph_with_one_of_each_class_there_is_nothing_to_say() -> None:
    assert found(GRAPH) == ()


def test_an_empty_graph_has_nothing_to_say_against() -> None:
    assert findings([], SHAPES) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.focus} {case.sentence[-40:]}")
def test_a_planted_fault_is_a_sentence_with_its_cure(case: Case) -> None:
    (finding,) = (
        item for item in planted(case) if case.sentence in item.message_en and item.focus == BASE + case.focus
    )
    assert finding.severity == case.severity
    assert case.cure in finding.hint_en
    for korean in (finding.message_ko, finding.hint_ko):
        assert any("가" <= letter <= "힣" for letter in korean)
    assert not any(text.endswith(".") for text in (finding.message_en, finding.message_ko))
    assert "{" not in finding.message_en + finding.message_ko


def test_each_shape_finds_something_in_the_cases() -> None:
    said = "\n".join(item.message_en for case in CASES for item in planted(case))
    graph = shapes()
    for shape in set(graph.subjects(RDF.type, SH.NodeShape)) - {URIRef(f"{SHAPES_NS}PartialDate")}:
        checks = [shape, *graph.objects(shape, SH.property), *graph.objects(shape, SH.sparql)]
        sentences = [text.removesuffix(".") for check in checks for text in texts(check, SH.message).get("en", ())]
        patterns = [".+".join(map(re.escape, re.split(r"\{[?$]\w+\}", text))) for text in sentences]
        assert any(re.search(pattern, said, re.IGNORECASE) for pattern in patterns), shape


def test_each_severity_is_among_the_cases() -> None:
    assert {case.severity for case in CASES} == {"violation", "warning", "info"}


@pytest.mark.parametrize("start", range(4))
def test_asked_once_for_all_nodes_the_constraints_find_what_a_shacl_processor_finds(start: int) -> None:
    text = GRAPH
    for case in CASES[start::4]:
        text = text.replace(case.old, case.new, 1)
    ntriples = as_ntriples(text)
    _, report, _ = validate(Graph().parse(data=ntriples, format="nt"), shacl_graph=shapes())
    assert isinstance(report, Graph)
    results = {
        (str(report.value(result, SH.focusNode)), str(report.value(result, SH.resultSeverity)).rpartition("#")[2])
        for result in report.objects(None, SH.result)
    }
    found = findings([ntriples], SHAPES)
    assert len(found) > 15
    assert results == {(item.focus, item.severity.capitalize()) for item in found}


def test_findings_are_sorted_and_name_the_value_and_the_property() -> None:
    several = found(GRAPH.replace("kgo:party organization:city ,", "kgo:party organization:x ,", 1))
    assert list(several) == sorted(several)
    assert any((item.path, item.value) == (kgo.party, f"{BASE}organization/x") for item in several)
    assert any(item.path == kgo.participation for item in several)


@pytest.mark.parametrize(
    ("iri", "name", "korean", "inside"),
    [
        ("agreement/a-2018", "agreement a-2018", "a-2018", "agreement a-2018"),
        ("organization/kt", "organisation kt", "kt", "organisation kt"),
        ("field-mention/a-2018:3", "field mention 3 of a-2018", "a-2018 3", "field mention 3"),
        ("claim/a-2018:2:1", "claim 2.1 of a-2018", "a-2018 2.1", "claim 2.1"),
        ("person/a-2018:snu:%EC%84%B1", "person 성 of a-2018", "a-2018 성", "person 성"),
        ("source/gginews.kr-ff37d1", "source gginews.kr", "gginews.kr", "source gginews.kr"),
        ("state/in-force", "in-force", "in-force", "in-force"),
    ],
)
def test_a_thing_has_a_readable_name(iri: str, name: str, korean: str, inside: str) -> None:
    for base in (BASE, "https://example.org/other#"):
        assert readable(base + iri) == name
    assert readable(BASE + iri, "ko") == korean
    assert readable(BASE + iri, within="a-2018") == inside


def test_what_is_no_thing_of_ours_is_named_as_it_is() -> None:
    assert readable("https://ror.org/04h9pn542") == "https://ror.org/04h9pn542"
    assert readable(kgo.signedOn) == "kgo:signedOn"
    assert readable("x:b") == "x:b"


# ---- laws of the shapes ----------------------------------------------------------------------------------------------


def test_every_constraint_has_a_sentence_and_a_cure_in_both_languages() -> None:
    checks = constraints()
    assert len(checks) > 150
    for check in checks:
        sentences, cures = texts(check, SH.message), texts(check, HINT)
        for said in (sentences, cures):
            assert {language: len(each) for language, each in said.items()} == {"en": 1, "ko": 1}, said
            assert said["en"] != said["ko"]
        assert all(text.endswith(".") for each in sentences.values() for text in each)
        assert not any(text.endswith(".") for each in cures.values() for text in each)


def test_every_class_of_the_graph_has_a_shape() -> None:
    targets = {str(class_) for class_ in shapes().objects(None, SH.targetClass)}
    names = {
        str(iri)
        for vocabulary in vars(vocab).values()
        if isinstance(vocabulary, type) and vocabulary is not vocab.xsd
        for name, iri in vars(vocabulary).items()
        if name[0].isupper() and name != "NS"
    }
    assert names - set(KIND_CLASSES.values()) <= targets
    used = Graph().parse(data=PROLOGUE + GRAPH, format="turtle")
    assert {str(class_) for class_ in used.objects(None, RDF.type)} >= targets


def test_every_sparql_constraint_says_its_property_and_declares_its_prefixes() -> None:
    for check in _hanging(SH.sparql):
        query = str(shapes().value(check, SH.select))
        assert "?path" in query
        assert "?value" in query
        assert not re.search(r"\b(?:MINUS|VALUES|SERVICE)\b", query), "SHACL forbids it where $this is bound before"
        slots = set(re.findall(r"\{[?$](\w+)\}", " ".join(map(str, shapes().objects(check, SH.message)))))
        (head,) = re.findall(r"SELECT(.*?)WHERE", query, re.DOTALL)
        assert slots <= set(re.findall(r"[?$](\w+)", head))


@pytest.mark.slow
def test_the_shapes_are_well_formed() -> None:
    assert validate(Graph(), shacl_graph=shapes(), meta_shacl=True)[0]


def test_an_rdflib_graph_has_the_statements_and_the_prefixes() -> None:
    text = nt(seed_records())
    graph = as_rdflib(text.splitlines(keepends=True))
    assert len(graph) == len(text.splitlines())
    assert {prefix: str(namespace) for prefix, namespace in graph.namespaces()}.items() >= PREFIXES.items()
