"""The picture of everything by WebGL: something is drawn, it moves with the hand, and a click finds what lies there."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.browser.quiet import is_quiet
from tests.browser.test_graph_page import heading
from tests.grouped import grouped_picture
from tests.pictures import organization

if TYPE_CHECKING:
    from tests.browser.conftest import Opened, Opener

pytestmark = pytest.mark.slow


def drawn(opened: Opened) -> Opened:
    """The page, once the picture is there."""
    opened.settle()
    for _ in range(100):
        if opened.state["picture"]:
            return opened
        opened.settle()
    raise AssertionError("the picture never came")


def is_silent(opened: Opened) -> bool:
    """Whether the page is quiet. Chromium's own compositor complains of WebGL where it has no graphics card."""
    opened.complaints[:] = [said for said in opened.complaints if "GPU stall due to ReadPixels" not in said]
    return is_quiet(opened)


def colours(opened: Opened) -> int:
    """How many different colours the stage shows."""
    image = Image.open(io.BytesIO(opened.page.locator("#stage").screenshot()))
    return len(image.convert("RGB").getcolors(maxcolors=1 << 24) or [])


def test_the_whole_network_is_drawn_with_all_that_is_shown(open_page: Opener) -> None:
    opened = open_page(grouped_picture(), "#lang=en")
    opened.page.get_by_role("button", name="Whole network").click()
    drawn(opened)
    assert colours(opened) > 30
    text = opened.page.locator("#parts .drawn").inner_text()
    assert text == f"120 agreements, 60 organisations, {opened.state['edges']} lines."
    assert opened.page.url.endswith("part=whole&lang=en")
    assert is_silent(opened)


def test_names_are_drawn_and_a_click_on_one_selects_it(open_page: Opener) -> None:
    opened = drawn(open_page(grouped_picture(), "#part=whole"))
    assert len(opened.state["named"]) > 5
    iri = opened.state["named"][0]
    spot = opened.state["drawn"][iri]
    opened.page.mouse.click(spot["x"], spot["y"])
    opened.settle()
    assert opened.state["selected"] == iri
    assert opened.state["part"] == "whole"
    assert is_silent(opened)


def test_dragging_moves_the_picture_by_as_much(open_page: Opener) -> None:
    opened = drawn(open_page(grouped_picture(), "#part=whole"))
    iri = opened.state["named"][0]
    before = opened.state["drawn"][iri]
    opened.page.mouse.move(500, 450)
    opened.page.mouse.down()
    opened.page.mouse.move(540, 470, steps=4)
    opened.page.mouse.move(560, 480, steps=4)
    opened.page.mouse.up()
    opened.settle()
    after = opened.state["drawn"][iri]
    assert (after["x"] - before["x"], after["y"] - before["y"]) == pytest.approx((60, 30), abs=6)
    assert opened.state["selected"] is None


def test_keys_and_wheel_zoom_about_the_middle_and_the_pointer(open_page: Opener) -> None:
    opened = drawn(open_page(grouped_picture(), "#part=whole"))
    iri = opened.state["named"][0]
    spot = opened.state["drawn"][iri]
    opened.page.mouse.move(spot["x"], spot["y"])
    opened.page.mouse.wheel(0, -300)
    opened.settle()
    after = opened.state["drawn"][iri]
    assert (after["x"], after["y"]) == pytest.approx((spot["x"], spot["y"]), abs=2)
    opened.page.locator("#stage").focus()
    opened.page.keyboard.press("0")
    opened.settle()
    again = opened.state["drawn"][iri]
    assert (again["x"], again["y"]) == pytest.approx((spot["x"], spot["y"]), abs=2)


def test_a_filter_leaves_out_of_the_picture_what_it_stops(open_page: Opener) -> None:
    opened = drawn(open_page(grouped_picture(), "#part=whole&from=2016&until=2016&lang=en"))
    assert opened.page.locator("#parts .drawn").inner_text().startswith("12 / 120 agreements")
    assert is_silent(opened)


def test_a_search_selects_in_the_picture(open_page: Opener) -> None:
    opened = drawn(open_page(grouped_picture(), "#part=whole"))
    opened.search("시험45")
    assert opened.state["selected"] == organization("body-0045")
    assert opened.state["part"] == "whole"
    assert heading(opened).endswith("시험45공사")


def test_language_and_colours_change_in_the_picture_too(open_page: Opener) -> None:
    opened = drawn(open_page(grouped_picture(), "#part=whole", color_scheme="dark"))
    opened.page.get_by_role("button", name="English").click()
    drawn(opened)
    written = [line for lines in opened.state["written"].values() for line in lines]
    assert any("Sample" in line for line in written)
    opened.page.emulate_media(color_scheme="light")
    drawn(opened)
    assert is_silent(opened)


def test_a_telephone_has_no_horizontal_scroll_in_the_picture(open_page: Opener) -> None:
    opened = drawn(open_page(grouped_picture(), "#part=whole", viewport={"width": 390, "height": 844}))
    assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
