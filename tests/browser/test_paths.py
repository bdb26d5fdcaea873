"""Paths between two bodies: all shortest ones, as sentences with their words, under the filters in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import pytest

from kg.records.profiles import AgreementProfile, OrganizationProfile, PartyProfile, Profiles
from kg.views.graph.page import Picture
from tests.browser.quiet import is_quiet
from tests.pictures import BASE, MOU, large_picture, organization, siheung_picture

if TYPE_CHECKING:
    from tests.browser.conftest import Opened, Opener

pytestmark = pytest.mark.slow


def network(ties: dict[str, str], signed: str = "2018") -> Picture:
    """A picture of agreements by name with the letters of their parties; each has a day of signing."""
    deals = tuple(
        AgreementProfile(
            iri=f"{BASE}agreement/{name}",
            title={"ko": f"협약 {name}"},
            signed=signed,
            parties=tuple(PartyProfile(organization(letter)) for letter in parties),
        )
        for name, parties in sorted(ties.items())
    )
    letters = sorted(set("".join(ties.values())))
    bodies = tuple(OrganizationProfile(organization(letter), name={"ko": f"기관 {letter}"}) for letter in letters)
    return Picture(Profiles(deals, bodies), {}, {}, "kg")


def sentences(opened: Opened) -> list[str]:
    """The ways, each as one line."""
    return [" ".join(text.split()) for text in opened.page.locator("#details .path").all_inner_texts()]


def answer(opened: Opened) -> str:
    return opened.page.locator("#details .answer").inner_text()


def test_a_link_opens_the_ways_with_the_words_that_tie_each(open_page: Opener) -> None:
    opened = open_page(siheung_picture(), "#path=siheung-city..kepco")
    assert sentences(opened) == ["시흥시 — (글로벌 스마트시티 추진을 위한 업무협약) — 한국전력공사"]
    assert opened.page.locator("#details .tie q").all_inner_texts() == ["시흥시", "한국전력공사"]
    assert answer(opened) == "두 기관이 함께한 협약 1건"
    assert is_quiet(opened)


def test_all_shortest_ways_are_found_and_no_longer_one(open_page: Opener) -> None:
    picture = network({"d1": "ab", "d2": "bz", "d3": "ac", "d4": "cz", "d5": "ade", "d6": "ef", "d7": "fz"})
    opened = open_page(picture, "#path=a..z")
    assert sentences(opened) == [
        "기관 a — (협약 d1) — 기관 b — (협약 d2) — 기관 z",
        "기관 a — (협약 d3) — 기관 c — (협약 d4) — 기관 z",
    ]
    assert answer(opened) == "협약 2건을 거치는 가장 짧은 경로 2개"


def test_past_twenty_ways_the_page_says_how_many_there_are(open_page: Opener) -> None:
    ties = {f"s{n:02}": f"a{chr(0x4E00 + n)}" for n in range(30)} | {
        f"t{n:02}": f"{chr(0x4E00 + n)}z" for n in range(30)
    }
    opened = open_page(network(ties), "#path=a..z")
    assert len(sentences(opened)) == 20
    assert answer(opened) == "협약 2건을 거치는 가장 짧은 경로 30개 (30개 가운데 처음 20개)"


def test_filters_hold_for_ways_too_and_the_page_says_so(open_page: Opener) -> None:
    opened = open_page(network({"d1": "az"}), "#path=a..z&from=2019")
    assert answer(opened) == "지금의 필터로는 두 기관을 잇는 경로가 없습니다."
    assert "협약 1건 가운데 0건" in opened.page.locator("#details").inner_text()


def test_bodies_that_nothing_ties_have_no_way(open_page: Opener) -> None:
    opened = open_page(network({"d1": "ab", "d2": "yz"}), "#path=a..z&lang=en")
    assert answer(opened) == "No path leads from one to the other."


def test_the_boxes_take_two_bodies_by_keyboard_alone(open_page: Opener) -> None:
    opened = open_page(siheung_picture())
    opened.page.get_by_role("button", name="두 기관 사이의 경로 찾기").focus()
    opened.page.keyboard.press("Enter")
    opened.page.keyboard.type("시흥")
    opened.page.keyboard.press("Enter")
    opened.page.keyboard.type("KEPCO")
    opened.page.keyboard.press("Enter")
    assert opened.state["path"] == {"from": organization("siheung-city"), "to": organization("kepco")}
    assert len(sentences(opened)) == 1
    assert opened.page.url.endswith("#path=siheung-city..kepco")


def test_going_to_a_thing_and_back_keeps_the_ways(open_page: Opener) -> None:
    opened = open_page(siheung_picture(), "#path=siheung-city..kepco")
    opened.page.locator("#details .path a", has_text="글로벌").click()
    assert opened.state["selected"] == MOU
    opened.page.locator("#details .back").click()
    assert len(sentences(opened)) == 1
    opened.page.locator("#details .back").click()
    assert opened.state["path"] is None


@pytest.mark.parametrize("ends", [(0, 59), (3, 41), (17, 8)])
def test_the_ways_are_those_that_networkx_finds(open_page: Opener, ends: tuple[int, int]) -> None:
    picture = large_picture()
    graph = nx.Graph((deal.iri, party.organization) for deal in picture.profiles.agreements for party in deal.parties)
    start, end = (organization(f"body-{n:04}") for n in ends)
    expected = list(nx.all_shortest_paths(graph, start, end))
    opened = open_page(picture, f"#path={start}..{end}")
    found = len(sentences(opened))
    assert found == min(20, len(expected))
    assert opened.page.locator("#details .path").first.locator("a").count() == len(expected[0])
