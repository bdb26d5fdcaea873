"""The page in a real browser: offline, silent, usable by mouse and by keyboard, and deaf to scripts in the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.records.profiles import AgreementProfile, Named, OrganizationProfile, PartyProfile, Profiles
from kg.views.graph.page import Picture
from tests.browser.quiet import is_quiet
from tests.pictures import (
    BASE,
    MOU,
    empty_picture,
    large_picture,
    organization,
    siheung_picture,
    twin_picture,
)

if TYPE_CHECKING:
    from tests.browser.conftest import Opened, Opener

KEPCO = organization("kepco")


def heading(opened: Opened) -> str:
    return opened.page.locator("#details h2").inner_text()


def test_the_page_asks_for_nothing_and_complains_of_nothing(open_page: Opener) -> None:
    opened = open_page(siheung_picture())
    opened.search("KEPCO")
    opened.page.get_by_role("button", name="English").click()
    opened.page.locator("#zoom-in").click()
    opened.page.locator("#fit").click()
    opened.settle()
    assert is_quiet(opened)


def test_nothing_but_one_name_is_global(open_page: Opener) -> None:
    opened = open_page(siheung_picture())
    assert opened.page.evaluate("[typeof window.vis, typeof window.state, typeof window.payload]") == ["undefined"] * 3
    assert opened.page.evaluate("Object.keys(window.kgPage).sort()") == ["ready", "select", "state"]


@pytest.mark.parametrize("text", ["한국전력공사", "KEPCO", "kepco", "한전", "한국 전력", "ㅎㄱㅈㄹ", "Korea Electric"])
def test_search_finds_kepco_by_any_of_its_names(open_page: Opener, text: str) -> None:
    opened = open_page(siheung_picture())
    opened.search(text)
    assert opened.state["selected"] == KEPCO
    assert heading(opened) == "한국전력공사"


def test_a_search_without_an_answer_says_so(open_page: Opener) -> None:
    opened = open_page(siheung_picture())
    opened.search("없는 기관")
    assert opened.state["selected"] is None
    assert "없는 기관" in opened.page.locator("#nothing").inner_text()


def test_a_click_on_the_drawn_agreement_shows_its_seven_parties(open_page: Opener) -> None:
    opened = open_page(siheung_picture())
    spot = opened.state["drawn"][MOU]
    opened.page.mouse.click(spot["x"], spot["y"])
    opened.settle()
    assert opened.state["selected"] == MOU
    parties = opened.page.locator("#details button.node .name").all_inner_texts()
    assert parties == [
        "시흥시",
        "서울대학교",
        "한국전자통신연구원",
        "한국전력공사",
        "한국토지주택공사",
        "한국에너지공단",
        "주식회사 케이티",
    ]
    details = opened.page.locator("#details").inner_text()
    for words in ("2018년 4월 17일", "기간 명시 없음", "지난 17일 오후 2시", "김윤식", "장현지구", "KT 출처 1"):
        assert words in details
    rels = opened.page.eval_on_selector_all("#details a", "links => links.map((link) => link.rel)")
    assert set(rels) == {"noopener noreferrer"}


def test_a_click_on_each_organisation_selects_it(open_page: Opener) -> None:
    opened = open_page(siheung_picture())
    for iri, spot in opened.state["drawn"].items():
        opened.page.mouse.click(spot["x"], spot["y"])
        opened.page.wait_for_function("(iri) => window.kgPage.state().selected === iri", arg=iri)


def test_the_organisation_shows_the_words_that_say_it_takes_part(open_page: Opener) -> None:
    opened = open_page(siheung_picture(), f"#node={KEPCO}")
    details = opened.page.locator("#details")
    assert "KEPCO" in details.inner_text()
    assert details.locator("q").all_inner_texts() == ["한국전력공사"]
    details.get_by_role("button", name="글로벌 스마트시티").click()
    assert opened.state["selected"] == MOU


def test_the_language_switch_changes_everything_and_the_address(open_page: Opener) -> None:
    opened = open_page(siheung_picture())
    assert opened.page.locator("h1").inner_text() == "스마트시티 협약 네트워크"
    assert opened.page.locator("html").get_attribute("lang") == "ko"
    opened.page.get_by_role("button", name="English").click()
    assert opened.page.locator("h1").inner_text() == "Smart-city partnership network"
    assert opened.page.locator("html").get_attribute("lang") == "en"
    assert "Korea Energy Agency" in opened.page.locator("#details").inner_text()
    assert "Public corporation" in opened.page.locator("#legend").inner_text()
    assert opened.page.url.endswith("#lang=en")


def test_a_label_that_is_missing_in_a_language_comes_in_the_other_and_says_so(open_page: Opener) -> None:
    opened = open_page(siheung_picture(), f"#node={MOU}&lang=en")
    assert heading(opened) == "Agreement on a global smart city"
    assert opened.page.get_by_text("시흥 비즈니스센터", exact=True).get_attribute("lang") == "ko"


def test_a_deep_link_opens_its_node_and_back_leaves_it(open_page: Opener) -> None:
    opened = open_page(siheung_picture(), f"#node={KEPCO}&lang=en")
    assert (opened.state["selected"], opened.state["lang"]) == (KEPCO, "en")
    assert opened.page.title().startswith("Korea Electric Power Corporation")
    opened.page.evaluate("(iri) => window.kgPage.select(iri)", MOU)
    opened.page.go_back()
    opened.page.wait_for_function("(iri) => window.kgPage.state().selected === iri", arg=KEPCO)


def test_an_unknown_node_in_the_address_is_nothing(open_page: Opener) -> None:
    opened = open_page(siheung_picture(), "#node=javascript:alert(1)&lang=xx")
    assert (opened.state["selected"], opened.state["lang"]) == (None, "ko")
    assert is_quiet(opened)


def test_the_keyboard_alone_finds_kepco(open_page: Opener) -> None:
    opened = open_page(siheung_picture())
    for _ in range(5):
        opened.page.keyboard.press("Tab")
        if opened.page.evaluate("document.activeElement.id") == "search":
            break
    opened.page.keyboard.type("한국")
    assert opened.page.locator("#search").get_attribute("aria-expanded") == "true"
    for _ in range(10):
        opened.page.keyboard.press("ArrowDown")
        active = opened.page.locator("#search").get_attribute("aria-activedescendant")
        if "한국전력공사" in opened.page.locator(f"#{active}").inner_text():
            break
    assert opened.page.locator(f"#{active}").get_attribute("aria-selected") == "true"
    opened.page.keyboard.press("Enter")
    assert opened.state["selected"] == KEPCO
    opened.page.keyboard.press("Escape")
    assert opened.state["selected"] is None


def test_the_list_of_everything_works_without_search_and_mouse(open_page: Opener) -> None:
    opened = open_page(siheung_picture())
    for _ in range(60):
        opened.page.keyboard.press("Tab")
        if opened.page.evaluate("document.activeElement.textContent").startswith("한국전력공사"):
            break
    opened.page.keyboard.press("Enter")
    assert opened.state["selected"] == KEPCO
    assert opened.page.evaluate("document.activeElement.id") == "heading"


def test_a_telephone_has_no_horizontal_scroll(open_page: Opener) -> None:
    opened = open_page(siheung_picture(), viewport={"width": 390, "height": 844})
    for lang in ("English", "한국어"):
        opened.page.get_by_role("button", name=lang).click()
        for iri in (None, MOU, KEPCO):
            opened.page.evaluate("(iri) => window.kgPage.select(iri)", iri)
            assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert opened.page.evaluate("byId => document.getElementById(byId).scrollWidth <= innerWidth", "details")
    opened.page.locator("#toggle").click()
    assert opened.page.locator("#toggle").get_attribute("aria-expanded") == "true"


def test_two_agreements_between_the_same_two_bodies_are_both_there(open_page: Opener) -> None:
    opened = open_page(twin_picture())
    assert (opened.state["nodes"], opened.state["edges"]) == (4, 4)
    first, second = (opened.state["drawn"][f"{BASE}agreement/twin-{number}"] for number in (1, 2))
    assert abs(first["x"] - second["x"]) + abs(first["y"] - second["y"]) > 40
    opened.page.evaluate("(iri) => window.kgPage.select(iri)", organization("kt"))
    names = opened.page.locator("#details button.node .name").all_inner_texts()
    assert names == ["쌍둥이 협약 1", "쌍둥이 협약 2", "시흥시"]


def test_the_legend_counts_and_hides_a_type(open_page: Opener) -> None:
    opened = open_page(siheung_picture())
    chip = opened.page.locator("#legend button", has_text="공공기관")
    assert chip.get_attribute("aria-pressed") == "true"
    assert chip.inner_text().split() == ["공공기관", "3"]
    chip.click()
    assert chip.get_attribute("aria-pressed") == "false"
    assert KEPCO not in opened.state["drawn"]
    opened.search("KEPCO")
    assert opened.state["selected"] == KEPCO
    assert KEPCO in opened.state["drawn"]


def test_a_name_is_never_drawn_over_another_and_the_seed_shows_all(open_page: Opener) -> None:
    opened = open_page(siheung_picture())
    assert sorted(opened.state["named"]) == sorted(opened.state["drawn"])


def test_pointing_at_a_node_shows_its_name_as_text(open_page: Opener) -> None:
    opened = open_page(siheung_picture())
    spot = opened.state["drawn"][KEPCO]
    opened.page.mouse.move(spot["x"], spot["y"])
    tip = opened.page.get_by_role("tooltip")
    tip.wait_for()
    assert tip.inner_text().splitlines() == ["한국전력공사", "공공기관 · 협약 1건"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_empty_graph_is_a_page_with_a_plain_sentence(open_page: Opener, scheme: str) -> None:
    opened = open_page(empty_picture(), color_scheme=scheme)
    assert opened.page.locator("#empty").is_visible()
    assert "보여 줄 협약이 없습니다." in opened.page.locator("#details").inner_text()
    opened.search("시흥")
    assert is_quiet(opened)


def test_a_thousand_nodes_open_in_seconds(open_page: Opener) -> None:
    opened = open_page(large_picture(400, 600))
    assert opened.state["nodes"] == 1000
    opened.search("시험599")
    assert opened.state["selected"] == organization("body-0599")
    assert is_quiet(opened)


def test_names_that_javascript_uses_itself_are_names_like_others(open_page: Opener) -> None:
    odd = ("__proto__", "constructor", "toString")
    bodies = tuple(OrganizationProfile(iri=iri, type=Named(iri=iri, label={"ko": iri})) for iri in odd)
    deal = AgreementProfile(iri="hasOwnProperty", parties=tuple(PartyProfile(organization=iri) for iri in odd))
    measures = {iri: {"__proto__": 1.0, "degree": 0.5} for iri in odd}
    opened = open_page(Picture(Profiles((deal,), bodies), {}, measures, "kg"))
    assert opened.state["edges"] == 3
    for iri in odd:
        opened.search(iri)
        assert opened.state["selected"] == iri
        assert "0.500" in opened.page.locator("#details").inner_text()
    assert is_quiet(opened)
