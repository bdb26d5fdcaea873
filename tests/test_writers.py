"""The writers: bases of one's own, an empty graph, and Turtle that reads well."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import given
from rdflib import Graph

from kg.rdf.description import describe, merged
from kg.rdf.jsonld import jsonld
from kg.rdf.ntriples import ntriples
from kg.rdf.turtle import prefixes, turtle
from kg.vocab import BASE, PREFIXES, kgo, rdf, skos, xsd
from tests.seed import context, descriptions, nt, seed_records
from tests.strategies import RECORDS, datasets

if TYPE_CHECKING:
    from kg.records.rules import AnyRecord

BASES = [
    "https://a.test/",
    "http://a.test/x#",
    "https://시흥.kr/id/",
    "urn:kg:/",
    "org://a.test/",
    "https://schema.org/",
    f"{BASE}mine/",
]


def read(text: str, form: ox.RdfFormat) -> set[str]:
    return {str(quad.triple) for quad in ox.parse(text.encode(), format=form)}


@pytest.mark.parametrize("base", BASES)
def test_every_format_says_the_same_under_a_base_of_ones_own(base: str) -> None:
    found = descriptions(seed_records(), base)
    said = read("".join(ntriples(found)), ox.RdfFormat.N_TRIPLES)
    assert read("".join(turtle(found, base)), ox.RdfFormat.TURTLE) == said
    assert read("".join(jsonld(found, context(), base)), ox.RdfFormat.JSON_LD) == said
    assert f"<{base}organization/kepco>" in "".join(ntriples(found))
    assert len(said) == len(read(nt(seed_records()), ox.RdfFormat.N_TRIPLES))
    assert "\norganization:kepco\n" in "".join(turtle(found, base))


def test_no_descriptions_are_a_legal_file_in_each_format() -> None:
    assert "".join(ntriples([])) == ""
    assert read("".join(turtle([])), ox.RdfFormat.TURTLE) == set()
    assert read("".join(jsonld([], context())), ox.RdfFormat.JSON_LD) == set()
    assert len(Graph().parse(data="".join(turtle([])), format="turtle")) == 0
    assert json.loads("".join(jsonld([], context())))["@graph"] == []


@RECORDS
@given(datasets())
def test_the_seed_and_any_records_are_read_without_a_warning(records: tuple[AnyRecord, ...]) -> None:
    heard: list[str] = []
    listener = logging.Handler()
    listener.emit = lambda record: heard.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("rdflib")
    logger.addHandler(listener)
    try:
        Graph().parse(data="".join(turtle(descriptions((*seed_records(), *records)))), format="turtle")
    finally:
        logger.removeHandler(listener)
    assert heard == []


def test_prefixes_stand_for_one_namespace_each() -> None:
    bound = prefixes(BASE)
    assert len(set(bound.values())) == len(bound)
    assert bound.items() >= PREFIXES.items()
    assert bound["field"] == prefixes("https://a.test/")["field"] == f"{BASE}field/"
    assert prefixes("https://a.test/")["place"] == "https://a.test/place/"


@pytest.mark.parametrize(
    ("term", "spelled"),
    [
        (f"<{BASE}place/siheung-si>", "place:siheung-si"),
        (f"<{BASE}participation/a:1>", "participation:a:1"),
        (f"<{BASE}place/%EC%8B%9C>", "place:%EC%8B%9C"),
        (f"<{BASE}place/a.b>", "place:a.b"),
        (f"<{BASE}place/a~b>", f"<{BASE}place/a~b>"),
        (f"<{BASE}place/a.>", f"<{BASE}place/a.>"),
        (f"<{BASE}place/.a>", f"<{BASE}place/.a>"),
        (f"<{BASE}place/-a>", f"<{BASE}place/-a>"),
        ("<https://ror.org/04fperw70>", "<https://ror.org/04fperw70>"),
        (f'"7"^^<{xsd.integer}>', "7"),
        (f'"true"^^<{xsd.boolean}>', "true"),
        (f'"7"^^<{xsd.nonNegativeInteger}>', '"7"^^xsd:nonNegativeInteger'),
        (f'"2018"^^<{xsd.gYear}>', '"2018"^^xsd:gYear'),
        ('"^^<x:y>"', '"^^<x:y>"'),
        ('"a"@ko', '"a"@ko'),
    ],
)
def test_a_term_is_spelled_as_short_as_turtle_allows(term: str, spelled: str) -> None:
    found = [describe("<x:s>", (skos.altLabel, [term]))]
    text = "".join(turtle(found))
    assert f"skos:altLabel {spelled} .\n" in text
    assert read(text, ox.RdfFormat.TURTLE) == read("".join(ntriples(found)), ox.RdfFormat.N_TRIPLES)


def test_a_subject_is_one_block_in_the_order_of_its_first_place() -> None:
    one = describe("<x:a>", (rdf.type, [f"<{kgo.Agreement}>"]), (skos.altLabel, ['"x"', '"x"']), (skos.broader, []))
    again = describe("<x:a>", (rdf.type, [f"<{kgo.Agreement}>"]), (skos.altLabel, ['"y"']))
    other = describe("<x:b>", (rdf.type, [f"<{skos.Concept}>"]))
    assert one.form.size == 2
    (first, second) = merged([one, other, again])
    expected = describe("<x:a>", (rdf.type, [f"<{kgo.Agreement}>"]), (skos.altLabel, ['"x"', '"y"']))
    assert first.said == expected.said
    assert second == other
    assert merged([one, other]) == [one, other]


@pytest.mark.parametrize("objects", [["<x:o>"], ["<x:o>", "<x:p>"]])
@pytest.mark.parametrize("predicate", ["x:{s}", "x:{v[0]!r}", "x:'\"{{", "x:\\"])
def test_nothing_in_a_predicate_is_taken_for_a_place_of_a_value(predicate: str, objects: list[str]) -> None:
    text = "".join(ntriples([describe("<x:s>", (predicate, objects))]))
    assert text == "".join(f"<x:s> <{predicate}> {value} .\n" for value in objects)
    assert f"<{predicate}>" in "".join(turtle([describe("<x:s>", (predicate, objects))]))
