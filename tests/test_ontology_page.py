"""The page of the ontology is what the ontology says, and its anchors are where the redirects of w3id.org lead."""

from __future__ import annotations

import runpy
from html.parser import HTMLParser
from typing import Final

import pytest
from rdflib import URIRef
from rdflib.namespace import RDFS, SKOS

from kg import vocab
from tests.seed import ROOT
from tests.test_concepts import SCHEMES, concepts, scheme
from tests.test_ontology import CLASSES, PROPERTIES, declared, parsed

SCRIPT: Final = ROOT / "docs" / "reference" / "ontology_page.py"
PAGE: Final = ROOT / "docs" / "reference" / "ontology.html"
VOID: Final = {"meta", "br", "hr", "img", "link", "input"}


class _Reader(HTMLParser):
    """The anchors, the links, the addresses that a browser would fetch and the words of a page, by language."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str | None]] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.words: dict[str | None, str] = {}
        self.feed(text)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.ids += [known["id"] or ""] if "id" in known else []
        self.links += [known["href"] or ""] if tag == "a" else []
        self.fetched += [f"{tag} {name}" for name in known if name in {"src", "srcset"} or tag in {"link", "script"}]
        if tag not in VOID:
            self.open.append((tag, known.get("lang", self.open[-1][1] if self.open else None)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag, tag

    def handle_data(self, data: str) -> None:
        language = self.open[-1][1] if self.open else None
        self.words[language] = self.words.get(language, "") + data


@pytest.fixture(scope="module")
def read() -> _Reader:
    return _Reader(PAGE.read_text(encoding="utf-8"))


def test_the_page_is_fresh() -> None:
    assert runpy.run_path(str(SCRIPT))["page"]() == PAGE.read_text(encoding="utf-8"), "run `make docs`"


def test_every_term_and_every_concept_has_its_anchor_once(read: _Reader) -> None:
    terms = {iri.removeprefix(vocab.kgo.NS) for iri in declared(CLASSES | PROPERTIES, parsed("ontology.ttl"))}
    below = {str(concept).removeprefix(vocab.BASE) for path in SCHEMES for concept in concepts(scheme(path))}
    assert terms | below | {f"scheme-{path}" for path in SCHEMES} <= set(read.ids)
    assert len(read.ids) == len(set(read.ids))


def test_every_link_leads_on_and_the_page_fetches_nothing(read: _Reader) -> None:
    assert {link[1:] for link in read.links if link.startswith("#")} <= set(read.ids)
    assert all(link.startswith(("#", "http://", "https://")) for link in read.links)
    assert read.fetched == []
    assert "url(" not in PAGE.read_text(encoding="utf-8")
    assert "@import" not in PAGE.read_text(encoding="utf-8")


def test_both_languages_are_there_and_marked(read: _Reader) -> None:
    graph = parsed("ontology.ttl")
    for iri in declared(CLASSES | PROPERTIES, graph):
        for text in graph.objects(URIRef(iri), RDFS.comment):
            assert str(text) in read.words[getattr(text, "language", None)], iri
    for path in SCHEMES:
        for text in scheme(path).objects(predicate=SKOS.definition):
            assert str(text) in read.words[getattr(text, "language", None)], path
