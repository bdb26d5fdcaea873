"""Search: any name of a thing finds it, the best answer first, by the keys of the combobox pattern, at any size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from kg.records.profiles import Profiles
from tests.browser.quiet import is_quiet
from tests.pictures import BASE, MOU, large_picture, organization, siheung_picture

if TYPE_CHECKING:
    from tests.browser.conftest import Opened, Opener

pytestmark = pytest.mark.slow


def suggested(opened: Opened, text: str) -> list[list[str]]:
    """The lines of each suggestion for a text."""
    opened.page.locator("#search").fill(text)
    options = opened.page.locator("#suggestions li").all_inner_texts()
    return [[line for line in option.splitlines() if line] for option in options]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("KEPCO", "한국전력공사"),
        ("ㅎㄱㅈㄹㄱㅅ", "한국전력공사"),
        ("한국전ㄹ", "한국전력공사"),
        ("power korea", "한국전력공사"),
        ("서울대", "서울대학교"),
        ("snu", "서울대학교"),
        ("KT", "주식회사 케이티"),
        ("케이티", "주식회사 케이티"),
        ("글로벌 스마트시티", "글로벌 스마트시티 추진을 위한 업무협약"),
    ],
)
def test_the_best_answer_comes_first(open_page: Opener, text: str, first: str) -> None:
    opened = open_page(siheung_picture())
    assert suggested(opened, text)[0][0] == first


def test_an_exact_abbreviation_comes_before_names_that_begin_with_it(open_page: Opener) -> None:
    opened = open_page(siheung_picture())
    assert suggested(opened, "KEA")[0] == ["한국에너지공단", "KEA"]


def test_a_field_is_found_and_becomes_the_filter(open_page: Opener) -> None:
    opened = open_page(siheung_picture())
    assert ["인력양성", "협력 분야 · 협약 1건만 보기"] in suggested(opened, "인력양성")
    opened.page.locator("#suggestions li", has_text="협력 분야 ·").click()
    assert opened.state["facets"]["field"] == [f"{BASE}field/training"]


def test_a_place_finds_the_bodies_there_behind_those_that_are_called_so(open_page: Opener) -> None:
    opened = open_page(siheung_picture())
    assert suggested(opened, "경기도")[0] == ["시흥시", "소재지 경기도 시흥시"]


def test_the_keys_are_those_of_the_combobox_pattern(open_page: Opener) -> None:
    opened = open_page(siheung_picture())
    box = opened.page.locator("#search")
    box.focus()
    opened.page.keyboard.type("한국")
    count = opened.page.locator("#suggestions li").count()
    assert count > 2
    assert box.get_attribute("aria-activedescendant") is None
    opened.page.keyboard.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") == f"suggestions-{count - 1}"
    opened.page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == "suggestions-0"
    opened.page.keyboard.press("Alt+ArrowUp")
    assert box.get_attribute("aria-expanded") == "false"
    opened.page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-expanded") == "true"
    opened.page.keyboard.press("Escape")
    assert (box.get_attribute("aria-expanded"), box.input_value()) == ("false", "한국")
    opened.page.keyboard.press("Escape")
    assert box.input_value() == ""


def test_names_are_gathered_only_when_somebody_looks_for_one(open_page: Opener) -> None:
    opened = open_page(siheung_picture(), f"#node={MOU}")
    opened.search("시흥시")
    assert opened.state["selected"] == organization("siheung-city")
    assert is_quiet(opened)


def test_twenty_thousand_names_are_searched(open_page: Opener) -> None:
    picture = large_picture(100, 1000)
    bodies = tuple(
        msgspec.structs.replace(body, other_names=tuple(f"별칭{at}의 {n}번 이름" for n in range(19)))
        for at, body in enumerate(picture.profiles.organizations)
    )
    profiles = Profiles(picture.profiles.agreements, bodies)
    opened = open_page(msgspec.structs.replace(picture, profiles=profiles))
    opened.search("별칭777의 13번")
    assert opened.state["selected"] == organization("body-0777")
    opened.search("ㅂㅊ999ㅇ18ㅂ")
    assert opened.state["selected"] == organization("body-0999")
