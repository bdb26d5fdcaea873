"""The page of a large network: groups side by side, one of them opened, and no count that doesn't add up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.quiet import is_quiet
from tests.browser.test_graph_page import heading
from tests.grouped import crowded_picture, grouped_picture
from tests.pictures import BASE, organization

if TYPE_CHECKING:
    from tests.browser.conftest import Opened, Opener

pytestmark = pytest.mark.slow

DEALS, BODIES = 120, 60


def parts(opened: Opened) -> dict[str, Any]:
    """What is drawn: the groups, or how many nodes and edges, and how many edges lead out."""
    found: dict[str, Any] = opened.state["parts"]
    return found


def sentence(opened: Opened) -> list[int]:
    """The numbers of the sentence that says how much is drawn."""
    text = opened.page.locator("#parts .drawn").inner_text()
    return [int(number.replace(",", "")) for number in re.findall(r"[\d,]*\d", text)]


def counts(opened: Opened) -> dict[int, tuple[int, int]]:
    """The agreements and organisations of each group on the drawing, as a screen reader hears them."""
    found = {}
    for bubble in opened.page.locator("#groups .bubble").all():
        label = bubble.get_attribute("aria-label") or ""
        deals, bodies = (int(number) for number in re.findall(r"(\d+)[건곳]", label))
        found[int(bubble.get_attribute("data-group") or -1)] = (deals, bodies)
    return found


def bubble(opened: Opened, number: int) -> Any:  # noqa: ANN401  # playwright's locator
    return opened.page.locator(f'#groups [data-group="{number}"]')


def test_the_page_opens_on_groups_that_hold_everything(open_page: Opener) -> None:
    opened = open_page(grouped_picture())
    assert parts(opened)["groups"] == [0, 3, 4]
    assert opened.state["drawn"] == {}
    held = counts(opened)
    assert tuple(map(sum, zip(*held.values(), strict=True))) == (DEALS, BODIES)
    assert sentence(opened) == [3, DEALS, BODIES]
    assert heading(opened) == "묶음"
    assert is_quiet(opened)


def test_a_group_is_named_by_its_most_central_bodies(open_page: Opener) -> None:
    opened = open_page(grouped_picture(), "#lang=en")
    label = bubble(opened, 3).get_attribute("aria-label")
    assert "Sample Public Body Number 40 Sample Public Body Number 41 Sample Public Body Number 42: group of " in label
    assert "Other small groups: group of " in bubble(opened, 4).get_attribute("aria-label")


def test_a_click_opens_a_group_of_groups_and_then_its_nodes(open_page: Opener) -> None:
    opened = open_page(grouped_picture())
    outer = counts(opened)[0]
    bubble(opened, 0).click()
    inner = counts(opened)
    assert tuple(map(sum, zip(*inner.values(), strict=True))) == outer
    assert sorted(inner) == [1, 2]
    bubble(opened, 1).click()
    opened.settle()
    assert parts(opened)["groups"] == []
    assert parts(opened)["nodes"] == sum(inner[1]) == len(opened.state["drawn"])
    assert sentence(opened) == [*inner[1], parts(opened)["out"]]
    assert opened.page.url.endswith("#part=1")
    assert is_quiet(opened)


def test_every_edge_is_drawn_or_counted_as_leading_out(open_page: Opener) -> None:
    opened = open_page(grouped_picture())
    drawn = out = 0
    for number in (1, 2, 3, 4):
        opened.page.evaluate("(hash) => { location.hash = hash; }", f"part={number}")
        opened.settle()
        assert opened.state["part"] == number
        drawn += parts(opened)["edges"]
        out += parts(opened)["out"]
    assert drawn + out / 2 == opened.state["edges"]


def test_the_way_back_leads_to_every_level(open_page: Opener) -> None:
    opened = open_page(grouped_picture(), "#part=2")
    crumbs = opened.page.locator("#parts .crumbs li")
    assert crumbs.count() == 3
    crumbs.nth(1).locator("button").click()
    assert parts(opened)["groups"] == [1, 2]
    opened.page.locator("#parts .crumbs button").first.click()
    assert parts(opened)["groups"] == [0, 3, 4]
    opened.page.go_back()
    opened.settle()
    assert opened.state["part"] == 0


def test_the_keyboard_opens_groups_and_comes_back_to_where_it_was(open_page: Opener) -> None:
    opened = open_page(grouped_picture())
    bubble(opened, 0).focus()
    opened.page.keyboard.press("Enter")
    focused = "document.activeElement.dataset.group ?? document.activeElement.id"
    assert opened.page.evaluate(focused) == "1"
    opened.page.keyboard.press("Enter")
    assert opened.state["part"] == 1
    assert opened.page.evaluate(focused) == "stage"
    opened.page.keyboard.press("Escape")
    assert opened.page.evaluate(focused) == "1"
    opened.page.keyboard.press("Escape")
    assert opened.state["part"] is None
    assert opened.page.evaluate(focused) == "0"


def test_arrow_keys_go_to_the_group_on_that_side(open_page: Opener) -> None:
    opened = open_page(grouped_picture())
    boxes = {number: bubble(opened, number).locator("circle").first.bounding_box() for number in (0, 3, 4)}
    left = min(boxes, key=lambda number: boxes[number]["x"])
    right = max(boxes, key=lambda number: boxes[number]["x"])
    bubble(opened, left).focus()
    for _ in boxes:
        opened.page.keyboard.press("ArrowRight")
    assert opened.page.evaluate("document.activeElement.dataset.group") == str(right)


def test_a_search_opens_the_group_of_what_it_finds(open_page: Opener) -> None:
    opened = open_page(grouped_picture())
    opened.search("시험45")
    assert opened.state["selected"] == organization("body-0045")
    assert opened.state["part"] == 3
    assert organization("body-0045") in opened.state["drawn"]
    assert heading(opened).endswith("시험45공사")


def test_a_deep_link_to_a_node_opens_its_group(open_page: Opener) -> None:
    opened = open_page(grouped_picture(), "#node=deal-0000")
    assert (opened.state["selected"], opened.state["part"]) == (f"{BASE}agreement/deal-0000", 1)


def test_filters_count_in_every_group(open_page: Opener) -> None:
    opened = open_page(grouped_picture(), "#from=2016&until=2017")
    labels = [element.get_attribute("aria-label") for element in opened.page.locator("#groups .bubble").all()]
    shown = sum(int(number) for label in labels for number in re.findall(r"협약 (\d+) / \d+건", label or ""))
    assert shown == opened.state["agreements"][0] == 24


def test_a_group_with_too_many_nodes_says_what_is_drawn_of_how_many(open_page: Opener) -> None:
    opened = open_page(crowded_picture(), "#part=0&lang=en")
    assert 1000 < parts(opened)["nodes"] <= 1500
    deals, all_deals, bodies, all_bodies = sentence(opened)[:4]
    assert (all_deals, all_bodies) == (1700, 300)
    assert deals + bodies == parts(opened)["nodes"]
    text = opened.page.locator("#parts .drawn").inner_text()
    assert "the bodies that rank highest and their agreements are drawn" in text
    assert is_quiet(opened)


def test_packed_profiles_read_the_same(open_page: Opener) -> None:
    opened = open_page(grouped_picture(), f"#node={BASE}agreement/deal-0007")
    assert heading(opened) == "스마트시티 데이터 허브 구축과 실증을 위한 업무협약 제7호"
    assert opened.page.locator("#details button.node").count() == 5


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_telephone_has_no_horizontal_scroll(open_page: Opener, lang: str) -> None:
    opened = open_page(grouped_picture(), f"#lang={lang}", viewport={"width": 390, "height": 844})
    for number in (None, 0, 1):
        opened.page.evaluate("(part) => { location.hash = part; }", f"lang={lang}&part={number}")
        assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_webgl_the_page_says_so_and_keeps_its_groups(open_page: Opener) -> None:
    opened = open_page(grouped_picture(), "#lang=en")
    opened.page.evaluate("""
        const given = HTMLCanvasElement.prototype.getContext;
        HTMLCanvasElement.prototype.getContext = function (kind, ...options) {
          return kind.startsWith("webgl") ? null : given.call(this, kind, ...options);
        };
        null
    """)
    opened.page.get_by_role("button", name="Whole network").click()
    assert "offers no WebGL" in opened.page.locator("#no-webgl").inner_text()
    assert parts(opened)["groups"] == [0, 3, 4]
