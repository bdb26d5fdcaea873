"""What is taken away from a large network's page: its groups, one group, or the first nodes of the whole."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest

from tests.browser.test_export import SVG, taken
from tests.grouped import grouped_picture

if TYPE_CHECKING:
    from tests.browser.conftest import Opener

pytestmark = pytest.mark.slow


def sheet(open_page: Opener, fragment: str) -> ET.Element:
    opened = open_page(grouped_picture(), fragment)
    _, data = taken(opened, "SVG")
    return ET.fromstring(data)  # noqa: S314 — it is our own


def test_groups_are_drawn_as_circles_with_their_numbers(open_page: Opener) -> None:
    drawing = sheet(open_page, "#lang=en")
    texts = [text.text or "" for text in drawing.iter(f"{SVG}text")]
    assert any("3 groups, size of circles" in text for text in texts)
    names = [group["name"] for group in shown_groups(open_page)]
    assert set(names) <= set(texts)
    assert len(list(drawing.iter(f"{SVG}circle"))) == 2 * len(names)


def shown_groups(open_page: Opener) -> list[dict[str, str]]:
    opened = open_page(grouped_picture(), "#lang=en")
    first = "(bubble) => ({ name: bubble.querySelector('.bubble-name').textContent })"
    found: list[dict[str, str]] = opened.page.evaluate(f"[...document.querySelectorAll('.bubble')].map({first})")
    return found


def test_an_open_group_and_the_whole_say_how_many_nodes_of_how_many_they_draw(open_page: Opener) -> None:
    whole = len(list(sheet(open_page, "#lang=en&part=whole").iter(f"{SVG}g")))
    part = sheet(open_page, "#lang=en&part=3")
    said = [re.search(r"drawn are ([\d,]+) of ([\d,]+)", text.text or "") for text in part.iter(f"{SVG}text")]
    few, many = (int(number.replace(",", "")) for number in next(filter(None, said)).groups())
    assert 0 < few < many
    assert whole > many
