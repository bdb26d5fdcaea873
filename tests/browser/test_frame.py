"""The output of a notebook's cell in a real browser: the page inside works, alone in its sandbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.views.frame import frame
from kg.views.graph.page import graph_page
from tests.pictures import MOU, siheung_picture

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow

TITLE = "the notebook"


def test_the_page_works_in_its_frame_and_cannot_reach_the_notebook(chromium: Browser, tmp_path: Path) -> None:
    cell = tmp_path / "칸.html"
    shown = frame(graph_page(siheung_picture()), "협약 망")
    cell.write_text(f'<!doctype html><meta charset="utf-8"><title>{TITLE}</title><body>{shown}</body>', "utf-8")
    page = chromium.new_page()
    complaints: list[str] = []
    requests: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(cell.as_uri())
    inside = page.frames[1]
    inside.wait_for_function("window.kgPage && window.kgPage.ready")
    inside.evaluate("(iri) => window.kgPage.select(iri)", MOU)
    assert inside.locator("#details h2").inner_text() == "글로벌 스마트시티 추진을 위한 업무협약"
    reached = inside.evaluate("() => { try { return parent.document.title; } catch (error) { return error.name; } }")
    assert reached == "SecurityError"
    assert complaints == []
    assert requests == [cell.as_uri()]
    page.close()
