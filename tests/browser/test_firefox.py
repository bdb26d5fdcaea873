"""The page in Debian's Firefox: offline and silent there too, drawn, and usable."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import matplotlib.image
import numpy as np
import pytest

from kg.views.graph.page import graph_page
from tests.browser.firefox import Firefox, firefox
from tests.pictures import MOU, organization, siheung_picture

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow  # a Firefox takes its time to start
ENTER = "\ue007"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """One browser for all tests of this file: it takes seconds to start."""
    with firefox(tmp_path_factory.mktemp("firefox") / "profile") as started:
        yield started


@pytest.fixture
def address(tmp_path: Path) -> str:
    """The page of the memorandum of Siheung, in a folder with Korean letters and spaces."""
    path = tmp_path / "협약 그림" / "그래프 page.html"
    path.parent.mkdir()
    path.write_text(graph_page(siheung_picture()), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def opened(browser: Firefox, address: str) -> Firefox:
    """The page, open and drawn."""
    browser.requests.clear()
    browser.complaints.clear()
    browser.open(address)
    assert browser.ask("window.kgPage.ready") is True
    return browser


def test_the_page_asks_for_nothing_and_complains_of_nothing(opened: Firefox) -> None:
    opened.ask(f"window.kgPage.select({organization('kepco')!r})")
    assert [url for url in opened.requests if not url.startswith("data:")] == []
    assert opened.complaints == []


def test_a_page_that_asks_and_complains_is_seen(browser: Firefox, tmp_path: Path) -> None:
    path = tmp_path / "asks.html"
    path.write_text("<!DOCTYPE html><img src='http://127.0.0.1:49151/x'><script>console.error('no')</script>", "utf-8")
    browser.open(path.as_uri())
    browser.ask("new Promise((wait) => setTimeout(wait, 300))")
    assert "http://127.0.0.1:49151/x" in browser.requests
    assert "error: no" in browser.complaints


def test_a_click_on_the_drawing_selects(opened: Firefox) -> None:
    spot = opened.ask(f"window.kgPage.state().drawn[{MOU!r}]")
    opened.click(spot["x"], spot["y"])
    assert opened.ask("window.kgPage.state().selected") == MOU
    assert opened.ask("document.querySelector('#details h2').textContent") == "글로벌 스마트시티 추진을 위한 업무협약"


def test_search_finds_by_initial_consonants(opened: Firefox) -> None:
    opened.ask("document.getElementById('search').focus()")
    opened.type("ㅎㄱㅈㄹ" + ENTER)
    assert opened.ask("window.kgPage.state().selected") == organization("kepco")


def test_what_is_drawn_is_not_blank(opened: Firefox) -> None:
    pixels = matplotlib.image.imread(io.BytesIO(opened.screenshot()), format="png")
    box = opened.ask("document.getElementById('stage').getBoundingClientRect()")
    left, top = int(box["x"]), int(box["y"])
    drawing = pixels[top : top + int(box["height"]), left : left + int(box["width"]), :3]
    paper = drawing[2, 2]
    inked = np.any(np.abs(drawing - paper) > 0.1, axis=2).mean()
    assert 0.01 < inked < 0.6


@pytest.mark.parametrize(("entry", "kind"), [(0, "image/png"), (1, "image/svg+xml"), (2, "text/csv;charset=utf-8")])
def test_what_is_shown_can_be_taken_away(opened: Firefox, entry: int, kind: str) -> None:
    opened.ask(
        "void (URL.createObjectURL = (blob) => { window.__taken = [blob.type, blob.size]; return 'blob:none'; })"
    )
    opened.ask("void document.getElementById('export').click()")
    opened.ask(f"void document.querySelectorAll('#exports button')[{entry}].click()")
    found = opened.ask("new Promise((done) => setInterval(() => window.__taken && done(window.__taken), 20))")
    assert found[0] == kind
    assert found[1] > 1000
