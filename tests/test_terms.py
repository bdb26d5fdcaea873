"""The gate: whatever text comes in, what leaves is a legal term in every format, or an error that says why."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph, Literal
from rdflib.namespace import XSD

from kg.errors import TermError
from kg.rdf import terms
from kg.rdf.description import describe
from kg.rdf.ntriples import ntriples
from kg.rdf.terms import Minter
from kg.rdf.turtle import turtle
from kg.records.text import nfc
from kg.vocab import BASE, skos, xsd
from tests.strategies import STEADY, dates, tags, texts, urls

if TYPE_CHECKING:
    from kg.records.dates import PartialDate

WIDE = settings(STEADY, max_examples=150)
DECOMPOSED = "\u1109\u1175\u1112\u1173\u11bc"


def read_back(literal: str) -> list[tuple[str, str | None]]:
    """Text and language of a literal as rdflib and pyoxigraph read it, from N-Triples and from Turtle."""
    found = [describe("<https://a.test/s>", (skos.altLabel, [literal]))]
    read: list[tuple[str, str | None]] = []
    for text, name, form in (
        ("".join(ntriples(found)), "nt", ox.RdfFormat.N_TRIPLES),
        ("".join(turtle(found)), "turtle", ox.RdfFormat.TURTLE),
    ):
        (value,) = Graph().parse(data=text, format=name).objects()
        assert isinstance(value, Literal)
        read.append((str(value), value.language))
        (quad,) = ox.parse(io.BytesIO(text.encode()), format=form)
        assert isinstance(quad.object, ox.Literal)
        read.append((quad.object.value, quad.object.language))
    return read


@WIDE
@given(texts(40), st.none() | tags())
def test_any_text_is_read_back_as_it_was(value: str, language: str | None) -> None:
    expected = (nfc(value), language.lower() if language else None)
    assert read_back(terms.text(value, language)) == [expected] * 4


@pytest.mark.slow
@settings(STEADY, max_examples=3000)
@given(texts(200), st.none() | tags())
def test_any_text_is_read_back_as_it_was_in_depth(value: str, language: str | None) -> None:
    expected = (nfc(value), language.lower() if language else None)
    assert read_back(terms.text(value, language)) == [expected] * 4


def test_text_is_composed() -> None:
    assert terms.text(DECOMPOSED, "KO") == '"시흥"@ko'
    assert Minter().thing("place", DECOMPOSED) == Minter().thing("place", "시흥")
    assert terms.iri(f"https://a.test/{DECOMPOSED}") == "<https://a.test/시흥>"


@pytest.mark.parametrize(
    "bad", ["\x00", "\x07", "\x0b", "\x1f", "\x7f", "\x85", "\ud800", chr(0xDFFF), "\ufffe", "\uffff"]
)
def test_what_no_term_can_hold_is_refused(bad: str) -> None:
    for mint in (terms.text, terms.iri, terms.address_id, lambda text: Minter().thing("place", text)):
        with pytest.raises(TermError, match=f"U\\+{ord(bad):04X}") as caught:
            mint(f"http://a.test/{bad}")
        assert caught.value.hint
        assert bad in caught.value.text


@pytest.mark.parametrize(
    "tag",
    ["", "k", "한국", "ko_KR", "ko-", "-ko", "ko--kr", "123", "abcdefghi", "aa-00", "ko-a", "ko ", "ko\n", "\u212ao"],
)
def test_a_bad_language_tag_is_refused(tag: str) -> None:
    with pytest.raises(TermError, match="no language tag"):
        terms.text("시흥", tag)


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "a",
        "/a",
        "//a/b",
        "../a",
        "#a",
        "?a",
        "a b:c",
        "http://a.test/%",
        "http://a.test/%zz",
        "http://a.test/%4",
        "http://a.test/ b",
        "http://a.test/<b>",
        "http://a.test/\n",
        'http://a.test/"',
        "http://a.test/{b}",
        "http://[a/",
    ],
)
def test_what_is_no_absolute_iri_is_refused(bad: str) -> None:
    with pytest.raises(TermError) as caught:
        terms.iri(bad)
    assert caught.value.text == bad


@WIDE
@given(urls())
def test_a_legal_address_passes_the_gate_unchanged(url: str) -> None:
    assert terms.iri(url) == f"<{url}>"
    assert terms.address_id(url) == terms.address_id(url)
    ox.NamedNode(Minter().thing("source", terms.address_id(url))[1:-1])


@pytest.mark.parametrize("url", ["http://a℀b.test/", "http://a.test:99999999/"])
def test_a_host_that_nobody_can_look_up_is_still_a_source(url: str) -> None:
    assert ox.NamedNode(Minter().thing("source", terms.address_id(url))[1:-1]).value.startswith(f"{BASE}source/")


def test_an_address_tells_its_host_and_two_addresses_differ() -> None:
    one, other = (terms.address_id(f"http://gginews.kr/news/view.php?idx={number}") for number in (42012, 42013))
    assert one.startswith("gginews.kr-")
    assert one != other


@WIDE
@given(st.lists(texts(6), min_size=1, max_size=3), st.lists(texts(6), min_size=1, max_size=3))
def test_no_two_things_have_one_iri(some: list[str], other: list[str]) -> None:
    same = list(map(nfc, some)) == list(map(nfc, other))
    assert (Minter().thing("person", *some) == Minter().thing("person", *other)) == same


@WIDE
@given(st.lists(texts(8), min_size=1, max_size=3))
def test_a_minted_iri_is_one_that_every_library_takes(parts: list[str]) -> None:
    minted = Minter().thing("person", *parts)
    iri = minted[1:-1]
    assert ox.NamedNode(iri).value == iri
    assert iri.startswith(f"{BASE}person/")
    name = iri.removeprefix(f"{BASE}person/")
    assert name.isascii()
    assert name not in {"", ".", ".."}
    assert not set(name) & set('/?#<>"{}|\\^` \n\t')
    (quad,) = ox.parse(f"@base <{BASE}x/y/> . <{iri}> a <{iri}> .".encode(), format=ox.RdfFormat.TURTLE)
    assert quad.subject == ox.NamedNode(iri)


def test_names_that_look_like_steps_stay_names() -> None:
    assert Minter().thing("place", "..") == f"<{BASE}place/%2E%2E>"
    assert Minter().thing("place", "a/../b") == f"<{BASE}place/a%2F..%2Fb>"
    assert Minter().thing("place", "a:b", "c") == f"<{BASE}place/a%3Ab:c>"
    assert Minter().thing("place", "%2E") == f"<{BASE}place/%252E>"


def test_an_empty_name_is_refused() -> None:
    with pytest.raises(TermError, match="empty name"):
        Minter().thing("place", "a", "")


@pytest.mark.parametrize(
    "base", ["", "id/", "/id/", "https://a.test/id", "https://a.test/ /", "https://a.test/%/", "org:x/", "place:/"]
)
def test_a_base_that_names_nothing_is_refused(base: str) -> None:
    with pytest.raises(TermError) as caught:
        Minter(base)
    assert caught.value.hint


def test_a_base_of_ones_own_is_composed_and_leaves_concepts_alone() -> None:
    assert Minter(f"https://{DECOMPOSED}.kr/").thing("place", "a") == "<https://시흥.kr/place/a>"
    assert Minter("https://a.test/x#").thing("place", "a") == "<https://a.test/x#place/a>"
    assert terms.concept("field", "energy") == f"<{BASE}field/energy>"


def typed(encoded: str) -> Literal:
    text, _, datatype = encoded.rpartition("^^")
    return Literal(text[1:-1], datatype=datatype[1:-1], normalize=False)


@STEADY
@given(dates())
def test_a_date_is_as_precise_as_it_was_and_legal(value: PartialDate) -> None:
    literal = typed(terms.date(value))
    assert not literal.ill_typed  # rdflib knows no values of xsd:gYear, only its own forms
    assert re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", str(literal))
    assert str(literal) == str(value)
    assert literal.datatype == {"year": XSD.gYear, "month": XSD.gYearMonth, "day": XSD.date}[value.precision]


@WIDE
@given(st.floats(-180, 180))
def test_a_coordinate_is_a_legal_decimal_to_the_centimetre(value: float) -> None:
    literal = typed(terms.decimal(value))
    assert literal.ill_typed is False
    assert "e" not in str(literal).lower()
    assert abs(float(literal) - value) <= 0.5e-7 + 1e-12
    assert ox.Literal(str(literal), datatype=ox.NamedNode(xsd.decimal)).value == str(literal)


@STEADY
@given(st.integers(0, 2**31))
def test_numbers_are_legal(value: int) -> None:
    assert typed(terms.integer(value)).toPython() == value
    assert typed(terms.offset(value)).ill_typed is False
    assert typed(terms.true()).toPython() is True


def test_a_time_of_day_has_seconds() -> None:
    assert terms.clock_time("14:00") == f'"14:00:00"^^<{xsd.time}>'
    assert typed(terms.clock_time("23:59")).ill_typed is False


@pytest.mark.parametrize("bad", ["24:00", "9:00", "14:60", "14", "14:00:00", "14:00\n", "１４:００"])
def test_what_is_no_time_of_day_is_refused(bad: str) -> None:
    with pytest.raises(TermError, match="no time of day"):
        terms.clock_time(bad)
