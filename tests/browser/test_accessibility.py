"""What a person without a mouse, or without sight, needs of the page: axe-core finds no grave fault in any state."""

from __future__ import annotations

import hashlib
import tomllib
from typing import TYPE_CHECKING

import msgspec
import pytest

from kg.records.story import Scene
from tests.browser.axe import VENDORED, grave_faults
from tests.grouped import grouped_picture
from tests.pictures import MOU, organization, siheung_picture

if TYPE_CHECKING:
    from kg.views.graph.page import Picture
    from tests.browser.conftest import Opened, Opener

pytestmark = pytest.mark.slow

STATES = {
    "list": ("", None),
    "agreement": (f"node={MOU}", None),
    "organisation": (f"node={organization('kepco')}", None),
    "path": ("path=siheung-city..kepco", None),
    "no path": ("path=siheung-city..kepco&from=2019", None),
    "story": ("step=2", None),
    "projection": ("mode=projection&size=betweenness", None),
    "suggestions": ("", "search"),
    "nothing found": ("", "nowhere"),
    "filters": ("", "filter-open"),
    "export menu": ("", "export"),
}


OTHERS = (("light", "en"), ("dark", "ko"), ("dark", "en"))


def told() -> Picture:
    """The memorandum of Siheung with a story of two steps."""
    story = (Scene(text={"ko": "처음 말", "en": "First words"}), Scene(text={"ko": "둘째 말"}, selected=MOU, depth=1))
    return msgspec.structs.replace(siheung_picture(), story=story)


def come_to(opened: Opened, state: str) -> None:
    """Open what the state needs beside its address."""
    what = STATES[state][1]
    if what in {"search", "nowhere"}:
        opened.page.locator("#search").fill("한국" if what == "search" else "없는 기관")
        if what == "search":
            opened.page.keyboard.press("ArrowDown")
    elif what:
        opened.page.locator(f"#{what}").click()


def test_the_vendored_axe_is_the_one_that_is_pinned() -> None:
    vendor = tomllib.loads((VENDORED / "vendor.toml").read_text("utf-8"))
    for name, digest in vendor["sha256"].items():
        assert hashlib.sha256((VENDORED / name).read_bytes()).hexdigest() == digest, name
    assert set(vendor["sha256"]) | {"vendor.toml"} == {entry.name for entry in VENDORED.iterdir()}


@pytest.mark.parametrize(
    ("theme", "lang"),
    [("light", "ko"), *(pytest.param(*pair, marks=pytest.mark.slow) for pair in OTHERS)],
)
@pytest.mark.parametrize("state", STATES)
def test_no_state_of_the_page_has_a_grave_fault(open_page: Opener, theme: str, lang: str, state: str) -> None:
    opened = open_page(told(), f"#theme={theme}&lang={lang}&{STATES[state][0]}")
    come_to(opened, state)
    opened.settle()
    assert grave_faults(opened.page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_telephone_has_no_grave_fault_either(open_page: Opener, theme: str) -> None:
    opened = open_page(told(), f"#theme={theme}&step=2", viewport={"width": 390, "height": 844})
    assert grave_faults(opened.page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("part", ["", "&part=1", "&part=3"])
def test_a_large_network_has_no_grave_fault_in_any_of_its_parts(open_page: Opener, theme: str, part: str) -> None:
    opened = open_page(grouped_picture(), f"#theme={theme}{part}")
    opened.settle()
    assert grave_faults(opened.page) == []


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("state", STATES)
def test_no_state_makes_a_telephone_scroll_sideways(open_page: Opener, lang: str, state: str) -> None:
    opened = open_page(told(), f"#lang={lang}&{STATES[state][0]}", viewport={"width": 390, "height": 844})
    come_to(opened, state)
    assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert opened.page.evaluate("byId => document.getElementById(byId).scrollWidth <= innerWidth", "details")


def test_a_fault_is_found_where_there_is_one(open_page: Opener) -> None:
    opened = open_page(siheung_picture())
    opened.page.evaluate("document.getElementById('zoom-in').removeAttribute('aria-label')")
    opened.page.evaluate("document.getElementById('zoom-in').removeAttribute('title')")
    assert "button-name" in " ".join(grave_faults(opened.page))
