"""The map of agreements: the outline, the points of the register, and a drawing that drops nothing and runs nothing."""

from __future__ import annotations

import hashlib
import json
import tomllib
import xml.etree.ElementTree as ET
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

import kg
from kg.rdf.profiles import read_profiles
from kg.records.profiles import AgreementProfile, OrganizationProfile, PartyProfile, PlaceProfile, Profiles
from kg.views.charts.map import HEIGHT, WIDTH, Language, map_svg, on_map, project
from kg.views.charts.seats import seats
from kg.views.charts.spots import Label, Spot, labelled, wrapped
from kg.vocab import BASE
from tests.payloads import PAYLOADS
from tests.seed import ROOT, foreign, nt, store_of

if TYPE_CHECKING:
    from kg.records.organization import Place
    from kg.records.rules import AnyRecord

OUTLINE = ROOT / "kg" / "views" / "charts" / "korea"
SVG = "{http://www.w3.org/2000/svg}"
DOKDO, ULLEUNGDO, JEJU = (37.2415, 131.8685), (37.5, 130.87), (33.37, 126.55)


@cache
def provinces() -> dict[str, list[list[list[float]]]]:
    """The rings of each province, by the first two digits of its code."""
    features = json.loads((OUTLINE / "korea.geojson").read_text("utf-8"))["features"]
    return {
        feature["properties"]["code"]: [ring for polygon in feature["geometry"]["coordinates"] for ring in polygon]
        for feature in features
        if "code" in feature["properties"]
    }


def around(latitude: float, longitude: float) -> list[str]:
    """The codes of the provinces that hold the point: a ray to the east crosses their rings an odd number of times."""

    def crossings(ring: list[list[float]]) -> int:
        return sum(
            (y1 > latitude) != (y2 > latitude) and longitude < (x2 - x1) * (latitude - y1) / (y2 - y1) + x1
            for (x1, y1), (x2, y2) in pairwise(ring)
        )

    return [code for code, rings in provinces().items() if sum(map(crossings, rings)) % 2]


@cache
def places() -> tuple[Place, ...]:
    return kg.read(data=ROOT / "data").places


def drawn(profiles: Profiles, language: Language = "ko") -> ET.Element:
    return ET.fromstring(map_svg(profiles, language))  # noqa: S314 — our own drawing


def texts(drawing: ET.Element) -> str:
    return "\n".join(text.text or "" for text in drawing.iter(f"{SVG}text"))


def some(*bodies: tuple[str, PlaceProfile | None], agreements: int = 1) -> Profiles:
    """So many agreements between bodies with these places."""
    parties = tuple(PartyProfile(f"{BASE}organization/{name}") for name, _ in bodies)
    organizations = tuple(OrganizationProfile(f"{BASE}organization/{name}", place=place) for name, place in bodies)
    return Profiles(
        tuple(AgreementProfile(f"{BASE}agreement/{n}", parties=parties) for n in range(agreements)), organizations
    )


def place(name: str, latitude: float | None = 37.5, longitude: float | None = 127.0) -> PlaceProfile:
    return PlaceProfile(f"{BASE}place/{name}", {"ko": name}, latitude, longitude)


def test_the_outline_is_the_one_that_is_pinned_and_it_is_small() -> None:
    vendor = tomllib.loads((OUTLINE / "vendor.toml").read_text("utf-8"))
    for name, digest in vendor["sha256"].items():
        assert hashlib.sha256((OUTLINE / name).read_bytes()).hexdigest() == digest, name
    assert set(vendor["sha256"]) | {"vendor.toml"} == {entry.name for entry in OUTLINE.iterdir()}
    assert (OUTLINE / "korea.geojson").stat().st_size < 150_000


def test_the_outline_has_seventeen_provinces_and_the_far_islands() -> None:
    assert len(provinces()) == 17
    assert [around(*island) for island in (DOKDO, ULLEUNGDO, JEJU)] == [["47"], ["47"], ["50"]]


def test_every_korean_place_has_a_point_inside_its_province() -> None:
    korean = [place for place in places() if place.code]
    assert len(korean) == 48
    for known in korean:
        assert known.latitude is not None
        assert known.longitude is not None
        assert around(known.latitude, known.longitude) == [(known.code or "")[:2]], known.id


def test_the_points_come_back_from_the_graph() -> None:
    dataset = kg.read(data=ROOT / "data")
    records: tuple[AnyRecord, ...] = (*dataset.places, *dataset.organizations, *dataset.agreements)
    by_iri = {known.iri: known.place for known in read_profiles(store_of(nt(records)).statements()).organizations}
    siheung = by_iri[f"{BASE}organization/siheung-city"]
    known = next(record for record in places() if record.id == "siheung-si")
    assert siheung == PlaceProfile(f"{BASE}place/siheung-si", known.name, known.latitude, known.longitude)
    lima = next(found for found in by_iri.values() if found and found.iri == f"{BASE}place/lima")
    assert (lima.latitude, lima.longitude) == (None, None)


@pytest.mark.parametrize("wrong", ["375", "1e1", "NaN", "inf", "", "37,5", "91"])
def test_what_is_no_degree_is_no_point(wrong: str) -> None:
    store = foreign(f'<a:a> a org:Organization ; schema:location <a:b> . <a:b> geo:lat "{wrong}" ; geo:long "127" .')
    (known,) = read_profiles(store.statements()).organizations
    assert known.place == PlaceProfile("a:b", {})


def test_an_agreement_counts_once_at_each_place_of_its_parties() -> None:
    counted = seats(some(("a", place("서울")), ("b", place("서울")), ("c", place("부산")), ("d", None), agreements=3))
    assert [(seat.place.label["ko"], seat.agreements) for seat in counted.known] == [("부산", 3), ("서울", 3)]
    assert (counted.bodies_without, counted.agreements_without) == (1, 3)


def test_nothing_is_dropped_from_the_map() -> None:
    profiles = some(
        ("a", place("서울")), ("b", place("리마", -12.0, -77.0)), ("c", place("어디", None, None)), ("d", None)
    )
    told = texts(drawn(profiles))
    assert "서울 1" in told
    assert "지도 밖: 리마\xa01\xa0· 어디\xa01" in told
    assert "소재지를 모르는 당사자 1곳: 협약 1건" in told


def test_the_map_speaks_english_too() -> None:
    told = texts(drawn(some(("a", place("Seoul", None, None)), ("b", None)), "en"))
    assert "Not on this map: Seoul\xa01" in told
    assert "Parties whose seat is not known: 1, in 1 agreements" in told


def test_a_map_of_nothing_is_a_map() -> None:
    drawing = drawn(Profiles((), ()))
    assert len(list(drawing.iter(f"{SVG}path"))) > 17
    assert [dot for dot in drawing.iter(f"{SVG}circle") if dot.get("class") == "map-dot"] == []


def test_the_area_of_a_dot_is_in_proportion() -> None:
    few, many = some(("a", place("작은 곳", 35.0)), agreements=4), some(("b", place("큰 곳", 38.0)), agreements=16)
    many = Profiles(
        tuple(AgreementProfile(f"{a.iri}-b", parties=a.parties) for a in many.agreements), many.organizations
    )
    both = Profiles(few.agreements + many.agreements, few.organizations + many.organizations)
    large, small = [float(d.get("r") or 0) for d in drawn(both).iter(f"{SVG}circle") if d.get("class") == "map-dot"]
    assert large == pytest.approx(2 * small)


def test_the_frame_holds_korea_and_no_more_than_a_drawing() -> None:
    assert all(on_map(place("x", *island)) for island in (DOKDO, ULLEUNGDO, JEJU, (37.96, 124.66)))
    assert not on_map(place("도쿄", 35.68, 139.69))
    x, y = project(*DOKDO)
    assert 0 < x < WIDTH
    assert 0 < y < HEIGHT


def test_labels_cover_neither_each_other_nor_a_dot_that_matters() -> None:
    spots = [Spot(x * 37 % 300 + 150, y * 53 % 300 + 150, 4 + n, f"곳{n}", 20 - n) for n, (x, y) in enumerate(POINTS)]
    placed = [label for label in labelled(spots, (600, 600)) if label.text]
    assert len(placed) > len(spots) / 3
    for number, label in enumerate(placed):
        assert not any(label.box.meets(other.box) for other in placed[number + 1 :])
        covered = [spot for spot in spots if spot is not label.spot and spot.meets(label.box)]
        assert all(spot.number * 4 < label.spot.number for spot in covered)


POINTS = [(n * 7 % 11, n * 5 % 13) for n in range(18)]


def test_a_dot_without_room_has_no_label() -> None:
    assert labelled([Spot(5, 5, 4, "자리가 없는 긴 이름", 1)], (10, 10)) == [
        Label(Spot(5, 5, 4, "자리가 없는 긴 이름", 1))
    ]


def test_text_is_wrapped_at_spaces_and_whole_words_stay() -> None:
    assert wrapped("가나 다라 마바", 70) == ["가나 다라", "마바"]
    assert wrapped("한마디로길고긴이름 다음", 20) == ["한마디로길고긴이름", "다음"]


def test_the_same_agreements_give_the_same_drawing_in_any_order() -> None:
    bodies = [("a", place("서울")), ("b", place("부산", 35.1, 129.0)), ("c", None)]
    one, other = some(*bodies, agreements=2), some(*reversed(bodies), agreements=2)
    assert map_svg(one) == map_svg(Profiles(tuple(reversed(other.agreements)), other.organizations))


@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_name_of_a_place_becomes_an_element(language: Language) -> None:
    named = [
        (str(n), PlaceProfile(f"{BASE}place/{n}", {"ko": p, "en": p}, 33.5 + n / 50, 127.0))
        for n, p in enumerate(PAYLOADS)
    ]
    named += [(f"far-{n}", PlaceProfile(f"{BASE}place/far-{n}", {"ko": p})) for n, p in enumerate(PAYLOADS)]
    drawing = drawn(some(*named), language)
    plain = drawn(some(("a", place("서울"))), language)
    assert {element.tag for element in drawing.iter()} == {element.tag for element in plain.iter()}
    allowed = {key for element in plain.iter() for key in element.attrib}
    assert {key for element in drawing.iter() for key in element.attrib} == allowed
    titles = {title.text for title in drawing.iter(f"{SVG}title")}
    assert all(
        any((title or "").startswith(payload) for title in titles) for payload in PAYLOADS if "\r" not in payload
    )
