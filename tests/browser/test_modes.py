"""The two drawings of a network, the lines of each, and what sizes say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.records.profiles import AgreementProfile, PartyProfile, Profiles
from kg.views.graph.page import Picture
from tests.pictures import MOU, organization, siheung_picture, twin_picture
from tests.varied import agreement, varied_picture

if TYPE_CHECKING:
    from tests.browser.conftest import Opened, Opener

pytestmark = pytest.mark.slow

SIHEUNG, KEPCO, KT, SNU = (organization(name) for name in ("siheung-city", "kepco", "kt", "snu"))


def between(opened: Opened, one: str, other: str, share: float = 0.5) -> tuple[float, float]:
    """A point on the line between two nodes, in the window."""
    drawn = opened.state["drawn"]
    (x, y), (u, v) = ((drawn[iri]["x"], drawn[iri]["y"]) for iri in (one, other))
    return x + share * (u - x), y + share * (v - y)


def test_the_projection_ties_the_bodies_that_share_agreements(open_page: Opener) -> None:
    opened = open_page(siheung_picture())
    assert (opened.state["nodes"], opened.state["edges"]) == (8, 7)
    opened.page.get_by_role("button", name="기관끼리").click()
    assert (opened.state["nodes"], opened.state["edges"]) == (7, 21)
    assert MOU not in opened.state["drawn"]
    assert opened.page.url.endswith("#mode=projection")
    opened.page.get_by_role("button", name="협약과 기관").click()
    assert (opened.state["nodes"], opened.state["edges"]) == (8, 7)


def test_a_line_of_the_projection_is_wider_for_more_shared_agreements(open_page: Opener) -> None:
    opened = open_page(varied_picture(), "#mode=projection")
    looks = {frozenset((edge["from"], edge["to"])): edge for edge in opened.state["lines"]}
    double, single = looks[frozenset((SIHEUNG, KEPCO))], looks[frozenset((SNU, KT))]
    assert (double["weight"], single["weight"]) == (2, 1)
    assert double["width"] > single["width"]


def test_a_click_on_a_line_lists_the_shared_agreements_with_their_words(open_page: Opener) -> None:
    opened = open_page(varied_picture(), "#mode=projection")
    opened.page.mouse.click(*between(opened, SIHEUNG, KEPCO, 0.4))
    details = opened.page.locator("#details")
    assert opened.state["tie"] in ({"from": KEPCO, "to": SIHEUNG}, {"from": SIHEUNG, "to": KEPCO})
    assert "함께한 협약 2건" in details.inner_text()
    assert sorted(details.locator("q").all_inner_texts()) == [
        "kepco의 deal-1",
        "kepco의 deal-2",
        "siheung-city의 deal-1",
        "siheung-city의 deal-2",
    ]
    opened.page.keyboard.press("Escape")
    assert opened.state["tie"] is None


def test_pointing_at_a_line_says_how_many_agreements_it_stands_for(open_page: Opener) -> None:
    opened = open_page(varied_picture(), "#mode=projection")
    opened.page.mouse.move(*between(opened, SIHEUNG, KEPCO, 0.4))
    tip = opened.page.get_by_role("tooltip")
    tip.wait_for()
    assert "함께한 협약 2건" in tip.inner_text()


def test_a_line_to_an_agreement_shows_the_words_of_that_part(open_page: Opener) -> None:
    opened = open_page(varied_picture(), f"#tie=deal-3..{KT}")
    assert opened.page.locator("#details q").all_inner_texts() == ["kt의 deal-3"]


def test_a_filter_that_hides_the_shared_agreements_says_so(open_page: Opener) -> None:
    opened = open_page(varied_picture(), "#mode=projection&tie=siheung-city..kepco&field=data-hub")
    assert "함께한 협약이 보이지 않습니다" in opened.page.locator("#details").inner_text()


def test_an_agreement_that_is_looked_for_in_the_projection_brings_back_the_agreements(open_page: Opener) -> None:
    opened = open_page(varied_picture(), "#mode=projection")
    opened.search("협약 deal-3")
    assert (opened.state["mode"], opened.state["selected"]) == ("two-mode", agreement("deal-3"))


def test_two_shared_agreements_are_one_line_of_weight_two(open_page: Opener) -> None:
    opened = open_page(twin_picture(), "#mode=projection")
    assert [line["weight"] for line in opened.state["lines"]] == [2]


def test_the_chosen_measure_sizes_the_bodies(open_page: Opener) -> None:
    opened = open_page(varied_picture())
    before = opened.state["radii"]
    opened.page.get_by_label("크기").select_option("degree")
    after = opened.state["radii"]
    assert after[KEPCO] == max(after.values())
    assert after[SIHEUNG] < before[SIHEUNG]
    assert after[KT] > after[SNU]
    assert after[agreement("deal-1")] == before[agreement("deal-1")]
    assert opened.page.url.endswith("#size=degree")
    assert "연결 중심성" in opened.page.locator("#hint").inner_text()


def test_a_measure_that_is_the_same_for_all_makes_no_difference(open_page: Opener) -> None:
    opened = open_page(varied_picture(), "#size=betweenness")
    bodies = [radius for iri, radius in opened.state["radii"].items() if "/organization/" in iri]
    assert len(set(bodies)) == 1


def test_more_lines_than_a_browser_can_hold_are_counted_instead_of_drawn(open_page: Opener) -> None:
    parties = tuple(PartyProfile(organization=organization(f"body-{at}")) for at in range(1002))
    two = tuple(PartyProfile(organization=organization(f"body-{at}")) for at in range(2))
    deals = tuple(AgreementProfile(iri=agreement(name), parties=p) for name, p in (("a", parties), ("b", two)))
    opened = open_page(Picture(Profiles(deals, ()), {}, {}, "kg"), "#mode=projection")
    assert (opened.state["nodes"], opened.state["edges"]) == (1002, 0)
    assert "501,502개" in opened.page.locator("#hint").inner_text()
    opened.page.evaluate("location.hash = '#mode=projection&focus=b'")
    opened.page.wait_for_function("() => window.kgPage.state().edges === 1")
    assert "너무 많아" not in opened.page.locator("#hint").inner_text()
