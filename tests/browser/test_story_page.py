"""The story in the page: steps that change the view, by press, by arrow keys and by address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from kg.records.story import Scene
from tests.browser.quiet import is_quiet
from tests.pictures import BASE, MOU, organization, siheung_picture

if TYPE_CHECKING:
    from kg.views.graph.page import Picture
    from tests.browser.conftest import Opened, Opener

pytestmark = pytest.mark.slow

KEPCO = organization("kepco")


def told() -> Picture:
    """The memorandum of Siheung in three steps."""
    story = (
        Scene(text={"ko": "처음 말", "en": "First words"}, selected=MOU),
        Scene(text={"ko": "둘째 말"}, selected=KEPCO, depth=1, facets={"field": (f"{BASE}field/training",)}),
        Scene(text={"ko": "끝말"}, years=(2018, None), mode="projection", size="betweenness"),
    )
    return msgspec.structs.replace(siheung_picture(), story=story)


def bar(opened: Opened) -> list[str]:
    """The first lines of the bar: where it stands, and what it says."""
    return [line for line in opened.page.locator("#story").inner_text().splitlines() if line not in {"", "×"}][:2]


def test_a_page_with_a_story_begins_with_its_first_step(open_page: Opener) -> None:
    opened = open_page(told())
    assert bar(opened) == ["3단계 가운데 1", "처음 말"]
    assert (opened.state["step"], opened.state["selected"]) == (1, MOU)
    assert is_quiet(opened)


def test_each_step_shows_its_own_part_of_the_network(open_page: Opener) -> None:
    opened = open_page(told())
    opened.page.get_by_role("button", name="다음").click()
    state = opened.state
    assert (state["step"], state["selected"], state["focus"]) == (2, KEPCO, {"iri": KEPCO, "depth": 1})
    assert state["facets"]["field"] == [f"{BASE}field/training"]
    opened.page.get_by_role("button", name="다음").click()
    state = opened.state
    assert (state["mode"], state["size"], state["years"]) == ("projection", "betweenness", [2018, None])
    assert (state["selected"], state["focus"], state["facets"]["field"]) == (None, None, [])
    assert opened.page.get_by_role("button", name="다음").is_disabled()


def test_arrow_keys_turn_the_steps_when_the_bar_has_the_focus(open_page: Opener) -> None:
    opened = open_page(told())
    opened.page.get_by_role("button", name="다음").focus()
    for key, step in (("ArrowRight", 2), ("ArrowRight", 3), ("ArrowRight", 3), ("ArrowLeft", 2)):
        opened.page.keyboard.press(key)
        assert opened.state["step"] == step
        assert opened.page.evaluate("document.getElementById('story').contains(document.activeElement)")


def test_a_link_opens_its_step_and_what_else_it_names_wins(open_page: Opener) -> None:
    opened = open_page(told(), "#step=2&lang=en")
    assert bar(opened) == ["Step 2 of 3", "둘째 말"]
    assert opened.state["selected"] == KEPCO
    opened = open_page(told(), "#step=2&node=kt")
    assert (opened.state["step"], opened.state["selected"]) == (2, organization("kt"))


def test_a_text_in_another_language_says_which(open_page: Opener) -> None:
    opened = open_page(told(), "#step=2&lang=en")
    assert opened.page.locator("#story .told").get_attribute("lang") == "ko"


def test_a_step_that_there_is_not_is_none(open_page: Opener) -> None:
    opened = open_page(told(), "#step=9")
    assert opened.state["step"] is None
    opened = open_page(siheung_picture(), "#step=1")
    assert opened.state["step"] is None
    assert opened.page.locator("#story").is_hidden()


def test_a_story_can_be_left_and_begun_again(open_page: Opener) -> None:
    opened = open_page(told())
    opened.page.get_by_role("button", name="이야기 끝내기").click()
    assert opened.state["step"] is None
    opened.page.get_by_role("button", name="이야기 따라가기 (3단계)").click()
    assert opened.state["step"] == 1


def test_back_in_the_browser_goes_a_step_back(open_page: Opener) -> None:
    opened = open_page(told(), "#step=1")
    opened.page.get_by_role("button", name="다음").click()
    opened.page.go_back()
    opened.page.wait_for_function("window.kgPage.state().step === 1")
    assert opened.state["selected"] == MOU
