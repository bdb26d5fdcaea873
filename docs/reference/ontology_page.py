"""The page of the ontology: every term and every concept in both languages, in one file that asks the network nothing.

`make docs` writes it. A term's anchor is the fragment of its IRI, a concept's its path below the base and a scheme's
`scheme-PATH`, so that the redirects of w3id.org lead a reader to the very place.
"""  # noqa: INP001 — a script beside the page that it writes

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib.term import Node

HERE: Final = Path(__file__).resolve().parent
ONTOLOGY: Final = HERE.parents[1] / "ontology"
PAGE: Final = HERE / "ontology.html"
TEMPLATE: Final = "ontology_page.html.jinja"

KGO: Final = "https://w3id.org/smartcity-kg/ontology#"
BASE: Final = "https://w3id.org/smartcity-kg/id/"
KINDS: Final = (
    (OWL.Class, "클래스", "Classes"),
    (OWL.ObjectProperty, "객체 속성", "Object properties"),
    (OWL.DatatypeProperty, "자료 속성", "Datatype properties"),
    (OWL.AnnotationProperty, "주석 속성", "Annotation properties"),
)
CHARACTERS: Final = (
    (OWL.FunctionalProperty, "값이 하나뿐이다", "has one value at most"),
    (OWL.InverseFunctionalProperty, "값 하나는 한 주어에만 속한다", "a value belongs to one subject only"),
    (OWL.AsymmetricProperty, "거꾸로는 성립하지 않는다", "never holds the other way round"),
)
LINES: Final = (
    (RDFS.subClassOf, "상위 클래스", "subclass of"),
    (RDFS.subPropertyOf, "상위 속성", "subproperty of"),
    (OWL.disjointWith, "서로소", "disjoint with"),
    (RDFS.domain, "정의역", "domain"),
    (RDFS.range, "치역", "range"),
    (SKOS.closeMatch, "비슷한 말", "close match"),
    (SKOS.broadMatch, "더 넓은 말", "broader match"),
    (SKOS.narrowMatch, "더 좁은 말", "narrower match"),
    (SKOS.relatedMatch, "관련된 말", "related match"),
)


def iris(nodes: Iterable[Node]) -> list[URIRef]:
    """The IRIs among the nodes, sorted."""
    return sorted(node for node in nodes if isinstance(node, URIRef))


class _Words:
    """The page's view of the ontology's files."""

    def __init__(self, ontology: Path) -> None:
        self.graph = Graph()
        self.own = Graph().parse(ontology / "ontology.ttl")
        for path in (ontology / "ontology.ttl", ontology / "alignment.ttl", *sorted(ontology.glob("concepts/*.ttl"))):
            self.graph.parse(path)
        for prefix, namespace in (("kgo", KGO), *((path.split("/")[-1], f"{BASE}{path}/") for path in self.paths())):
            self.graph.bind(prefix, namespace, replace=True)

    def paths(self) -> list[str]:
        """The path of each concept scheme."""
        return sorted(str(iri).removeprefix(BASE) for iri in self.graph.subjects(RDF.type, SKOS.ConceptScheme))

    def said(self, subject: URIRef, predicate: URIRef) -> dict[str, str]:
        """The texts of a property by language, Korean first."""
        texts = [text for text in self.graph.objects(subject, predicate) if isinstance(text, Literal)]
        return {text.language or "": str(text) for text in sorted(texts, key=lambda text: text.language or "")[::-1]}

    def link(self, node: URIRef) -> dict[str, str]:
        """A term as a link: within the page where the page describes it, else to its own IRI."""
        iri = str(node)
        local = iri.startswith(KGO) and (node, RDF.type, None) in self.own
        target = f"#{iri.removeprefix(KGO)}" if local else f"#{iri.removeprefix(BASE)}" if iri.startswith(BASE) else iri
        return {"href": target, "name": node.n3(self.graph.namespace_manager).strip("<>")}

    def lines(self, term: URIRef) -> list[dict[str, Any]]:
        """What else is said of a term: a heading in both languages, and links."""
        found: list[dict[str, Any]] = []
        for predicate, ko, en in LINES:
            unions = [self.graph.value(other, OWL.unionOf) for other in self.graph.objects(term, predicate)]
            members = [member for union in unions if union is not None for member in Collection(self.graph, union)]
            others = iris([*self.graph.objects(term, predicate), *members])
            if others:
                found.append({"ko": ko, "en": en, "links": [self.link(other) for other in others]})
        for chain in self.graph.objects(term, OWL.propertyChainAxiom):
            steps = [self.link(step) for step in Collection(self.graph, chain) if isinstance(step, URIRef)]
            found.append({"ko": "속성 사슬", "en": "follows from", "links": steps})
        for restriction in self.graph.objects(term, RDFS.subClassOf):
            property_ = self.graph.value(restriction, OWL.onProperty) if isinstance(restriction, BNode) else None
            if isinstance(property_, URIRef):
                found.append({"ko": "언제나 있는 속성", "en": "always has", "links": [self.link(property_)]})
        return found

    def term(self, term: URIRef) -> dict[str, Any]:
        """A term as the page shows it."""
        types = set(self.own.objects(term, RDF.type))
        return {
            "id": str(term).removeprefix(KGO),
            "iri": str(term),
            "labels": self.said(term, RDFS.label),
            "comments": self.said(term, RDFS.comment),
            "notes": self.said(term, SKOS.scopeNote),
            "characters": [{"ko": ko, "en": en} for type_, ko, en in CHARACTERS if type_ in types],
            "lines": self.lines(term),
            "example": "\n".join(str(text) for text in self.own.objects(term, SKOS.example)),
        }

    def groups(self) -> list[dict[str, Any]]:
        """Our terms by kind, each kind in alphabetical order."""
        found: list[dict[str, Any]] = []
        for kind, ko, en in KINDS:
            terms = [self.term(term) for term in iris(self.own.subjects(RDF.type, kind)) if term.startswith(KGO)]
            found.append({"id": en.lower().replace(" ", "-"), "ko": ko, "en": en, "terms": terms})
        return found

    def borrowed(self) -> list[dict[str, Any]]:
        """The foreign terms that the ontology declares, by kind."""
        found: list[dict[str, Any]] = []
        for kind, ko, en in KINDS:
            terms = [term for term in iris(self.own.subjects(RDF.type, kind)) if not term.startswith(KGO)]
            links = [self.link(term) for term in terms]
            found.append({"ko": ko, "en": en, "links": links})
        return found

    def concept(self, concept: URIRef) -> dict[str, Any]:
        """A concept as the page shows it, with the concepts below it."""
        others = [text for text in self.graph.objects(concept, SKOS.altLabel) if isinstance(text, Literal)]
        below = iris(self.graph.subjects(SKOS.broader, concept))
        return {
            "id": str(concept).removeprefix(BASE),
            "name": self.link(concept)["name"],
            "labels": self.said(concept, SKOS.prefLabel),
            "comments": self.said(concept, SKOS.definition),
            "notes": self.said(concept, SKOS.scopeNote),
            "others": {
                language: ", ".join(sorted(str(text) for text in others if text.language == language))
                for language in ("ko", "en")
            },
            "lines": self.lines(concept),
            "below": [self.concept(node) for node in below],
        }

    def schemes(self) -> list[dict[str, Any]]:
        """The concept schemes with their concepts."""
        found: list[dict[str, Any]] = []
        for path in self.paths():
            scheme = URIRef(BASE + path)
            tops = iris(self.graph.objects(scheme, SKOS.hasTopConcept))
            found.append(
                {
                    "id": f"scheme-{path}",
                    "path": path,
                    "labels": self.said(scheme, SKOS.prefLabel),
                    "comments": self.said(scheme, SKOS.definition),
                    "concepts": [self.concept(top) for top in tops],
                }
            )
        return found


def page(ontology: Path = ONTOLOGY) -> str:
    """The text of the page."""
    words = _Words(ontology)
    (iri,) = words.own.subjects(RDF.type, OWL.Ontology)
    assert isinstance(iri, URIRef)
    loader = FileSystemLoader(HERE)
    templates = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return templates.get_template(TEMPLATE).render(
        iri=str(iri),
        version=str(words.own.value(iri, OWL.versionInfo)),
        version_iri=str(words.own.value(iri, OWL.versionIRI)),
        licence=str(words.own.value(iri, DCTERMS.license)),
        namespace=KGO,
        titles=words.said(iri, DCTERMS.title),
        descriptions=words.said(iri, DCTERMS.description),
        groups=words.groups(),
        borrowed=words.borrowed(),
        schemes=words.schemes(),
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.stderr.write(f"{PAGE.name} is up to date\n")
