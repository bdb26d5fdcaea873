"""How the page looks where that can be measured: its colours, and names that don't cover one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from kg.network.layout import positions
from kg.network.project import two_mode
from tests.pictures import large_picture, organization
from tests.varied import varied_picture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.views.graph.page import Picture
    from tests.browser.conftest import Opener

pytestmark = pytest.mark.slow

Box = dict[str, float]
PAPER = "getComputedStyle(document.body).backgroundColor"
LIGHT, DARK = "rgb(247, 249, 251)", "rgb(18, 24, 31)"


def covered(boxes: Sequence[Box]) -> float:
    """The share of all labels' area that lies under another label."""
    area = sum((box["right"] - box["left"]) * (box["bottom"] - box["top"]) for box in boxes)
    shared = sum(
        max(0.0, min(a["right"], b["right"]) - max(a["left"], b["left"]))
        * max(0.0, min(a["bottom"], b["bottom"]) - max(a["top"], b["top"]))
        for at, a in enumerate(boxes)
        for b in boxes[:at]
    )
    return shared / area


@pytest.mark.parametrize(("system", "first", "presses"), [("light", LIGHT, 2), ("dark", DARK, 1)])
def test_the_switch_goes_from_the_systems_colours_to_light_and_dark(
    open_page: Opener, system: str, first: str, presses: int
) -> None:
    opened = open_page(varied_picture(), color_scheme=system)
    assert opened.page.evaluate(PAPER) == first
    for _ in range(presses):
        opened.page.locator("#theme").click()
    other = DARK if first == LIGHT else LIGHT
    assert opened.page.evaluate(PAPER) == other
    assert opened.state["theme"] == ("dark" if other == DARK else "light")
    assert opened.state["dark"] == (other == DARK)


def test_paper_is_light_whatever_the_screen_is(open_page: Opener) -> None:
    opened = open_page(varied_picture(), "#theme=dark", color_scheme="dark")
    assert opened.state["dark"]
    opened.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert not opened.state["dark"]
    opened.page.emulate_media(media="print")
    assert opened.page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--ink')") == "#1b2430"
    opened.page.emulate_media(media="screen")
    opened.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert opened.state["dark"]


def laid_out(picture: Picture) -> Picture:
    """The picture with the places that the layout gives it, as `kg view` does."""
    profiles = picture.profiles
    ties = two_mode((deal.iri, party.organization) for deal in profiles.agreements for party in deal.parties)
    names = {body.iri: body.name.values() for body in profiles.organizations}
    return msgspec.structs.replace(picture, positions=positions(ties, names))


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_at_sixty_nodes_most_names_are_shown_and_none_covers_another(open_page: Opener, lang: str) -> None:
    opened = open_page(laid_out(large_picture(24, 36)), f"#lang={lang}")
    boxes = opened.state["labels"]
    assert len(boxes) >= 20
    assert covered(list(boxes.values())) <= 0.02


def test_a_long_korean_name_is_written_on_several_lines(open_page: Opener) -> None:
    opened = open_page(large_picture(6, 8))
    lines = opened.state["written"]
    titles = [told for iri, told in lines.items() if "/agreement/" in iri]
    assert titles
    assert all(2 <= len(told) <= 3 for told in titles)
    assert all(len(line) <= 16 for told in titles for line in told)


def test_a_selected_body_keeps_its_name_at_any_zoom(open_page: Opener) -> None:
    opened = open_page(large_picture(), "#node=body-0003")
    for _ in range(6):
        opened.page.locator("#zoom-out").click()
    opened.settle()
    assert organization("body-0003") in opened.state["named"]


def test_the_foot_says_what_the_page_was_made_of_and_what_it_leaves_out(open_page: Opener) -> None:
    part = msgspec.structs.replace(varied_picture(), build="b45af287d6ab", date="2020-01-03", whole=(75, 157))
    foot = open_page(part).page.locator("footer")
    assert "협약 75건 중 6건 · 기관 157곳 중 7곳" in foot.inner_text()
    assert "가장 새로운 출처 2020년 1월 3일 · 빌드 b45af287d6ab" in foot.inner_text()
