"""The years: bars, two handles, the undated, and the play."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pictures import siheung_picture
from tests.varied import varied_picture

if TYPE_CHECKING:
    from tests.browser.conftest import Opener

pytestmark = pytest.mark.slow


def test_two_handles_bound_the_years_by_keyboard(open_page: Opener) -> None:
    opened = open_page(varied_picture())
    start = opened.page.get_by_label("시작 연도")
    assert (start.get_attribute("min"), start.get_attribute("max")) == ("2016", "2020")
    start.focus()
    opened.page.keyboard.press("ArrowRight")
    opened.page.keyboard.press("ArrowRight")
    assert opened.state["years"] == [2018, 2020]
    assert opened.page.locator("#span").inner_text() == "2018–2020년"
    assert opened.page.url.endswith("#from=2018&until=2020")
    opened.page.get_by_label("끝 연도").focus()
    opened.page.keyboard.press("Home")
    assert opened.state["years"] == [2016, 2016]
    opened.page.keyboard.press("End")
    assert opened.state["years"] is None


def test_undated_agreements_are_counted_and_never_left_out_in_silence(open_page: Opener) -> None:
    opened = open_page(varied_picture(), "#from=2018&until=2018")
    assert opened.state["agreements"] == [3, 6]
    box = opened.page.get_by_label("날짜 미상 1건")
    assert box.is_checked()
    box.uncheck()
    assert opened.state["agreements"] == [2, 6]
    assert "날짜 미상 제외" in opened.page.locator("#active").inner_text()


def test_the_bars_say_how_many_agreements_a_year_has(open_page: Opener) -> None:
    opened = open_page(varied_picture(), "#kind=mou")
    titles = opened.page.eval_on_selector_all("#bars .bar", "bars => bars.map((bar) => bar.title)")
    assert titles == [
        "2016년: 협약 1건 중 1건",
        "2017년: 협약 0건 중 0건",
        "2018년: 협약 2건 중 1건",
        "2019년: 협약 1건 중 1건",
        "2020년: 협약 1건 중 1건",
    ]
    opened.page.locator("#bars .bar").nth(2).click(position={"x": 10, "y": 10})
    assert opened.state["years"] == [2018, 2018]


def test_the_handles_stand_over_the_bars_of_their_years(open_page: Opener) -> None:
    opened = open_page(varied_picture(), "#from=2018")
    middle = "element => { const box = element.getBoundingClientRect(); return box.left + box.width / 2; }"
    bar = opened.page.locator("#bars .bar").nth(2).evaluate(middle)
    left, width = opened.page.locator("#from").evaluate(
        "input => { const box = input.getBoundingClientRect(); return [box.left, box.width]; }"
    )
    thumb = left + 9 + (width - 18) * 0.5
    track = opened.page.locator("#track").evaluate("element => element.getBoundingClientRect().left")
    assert abs(bar - thumb) < 2
    assert abs(track - bar) < 2


def test_play_lets_the_years_come_in_and_ends_with_the_last(open_page: Opener) -> None:
    opened = open_page(varied_picture(), reduced_motion="reduce")
    opened.page.clock.install()
    entries = opened.page.evaluate("history.length")
    opened.page.get_by_role("button", name="연도순으로 보기").click()
    seen = [opened.state["years"]]
    for _ in range(4):
        opened.page.clock.run_for(1000)
        seen.append(opened.state["years"])
    assert seen == [[2016, 2016], [2016, 2017], [2016, 2018], [2016, 2019], None]
    assert opened.page.get_by_role("button", name="연도순으로 보기").is_visible()
    assert opened.page.evaluate("history.length") == entries


def test_play_can_be_paused_and_goes_on_from_there(open_page: Opener) -> None:
    opened = open_page(varied_picture())
    opened.page.clock.install()
    opened.page.get_by_role("button", name="연도순으로 보기").click()
    opened.page.clock.run_for(1000)
    opened.page.get_by_role("button", name="멈추기").click()
    opened.page.clock.run_for(5000)
    assert opened.state["years"] == [2016, 2017]
    opened.page.get_by_role("button", name="연도순으로 보기").click()
    opened.page.clock.run_for(1000)
    assert opened.state["years"] == [2016, 2018]


def test_one_year_needs_no_play(open_page: Opener) -> None:
    opened = open_page(siheung_picture())
    assert opened.page.locator("#play").is_hidden()
    assert opened.page.locator("#undated-label").is_hidden()
