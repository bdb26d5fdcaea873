"""The briefing in a real Chromium that is cut off from every network: it asks for nothing, and it fits."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pypdf
import pytest

from kg.views.brief.html import html_page
from kg.views.brief.telling import document_of
from tests.briefings import SEED, SUBJECTS, data_briefing
from tests.browser.axe import grave_faults
from tests.browser.conftest import WATCH, Opened
from tests.payloads import FIRED, PAYLOADS
from tests.test_brief_payloads import hostile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from kg.views.brief.briefing import Briefing
    from kg.views.brief.wording import Language

    OpenBriefing = Callable[..., Opened]

pytestmark = pytest.mark.slow


@pytest.fixture
def open_briefing(chromium: Browser, tmp_path: Path) -> Iterator[OpenBriefing]:
    """Writes a briefing into a folder with a Korean name and a space, and opens it offline."""
    contexts = []

    def opener(found: Briefing, language: Language = "ko", **options: Any) -> Opened:  # noqa: ANN401  # what a browser context takes
        path = tmp_path / "협약 브리핑" / "시흥 briefing.html"
        path.parent.mkdir(exist_ok=True)
        path.write_text(html_page(document_of(found, language), found.generator), encoding="utf-8")
        context = chromium.new_context(**{"viewport": {"width": 1440, "height": 900}, "offline": True, **options})
        contexts.append(context)
        context.add_init_script(WATCH)
        opened = Opened(context.new_page())
        opened.page.goto(path.as_uri())
        return opened

    yield opener
    for context in contexts:
        context.close()


@pytest.mark.parametrize("subject", SUBJECTS, ids=str)
def test_a_briefing_asks_for_nothing_and_complains_of_nothing(subject: str | None, open_briefing: OpenBriefing) -> None:
    opened = open_briefing(data_briefing(subject))
    assert len(opened.requests) == 1
    assert opened.complaints == []
    assert opened.violations == []
    assert opened.page.locator("h1").inner_text()


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("subject", SUBJECTS, ids=str)
def test_a_telephone_needs_no_sideways_scrolling(
    subject: str | None, language: Language, open_briefing: OpenBriefing
) -> None:
    opened = open_briefing(data_briefing(subject), language, viewport={"width": 390, "height": 844})
    assert opened.page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_number_leads_to_its_question_and_back(open_briefing: OpenBriefing) -> None:
    page = open_briefing(data_briefing("siheung-city")).page
    number = page.locator(".sayings a.number").first
    number.focus()
    page.keyboard.press("Enter")
    target = page.locator("article:target")
    assert target.locator("code").inner_text().startswith("kg ")
    back = target.locator(".back a").first
    back.click()
    assert page.locator(".number:target").count() == 1


def test_dark_paper_has_light_words(open_briefing: OpenBriefing) -> None:
    page = open_briefing(data_briefing(), color_scheme="dark").page
    paint = "(name) => getComputedStyle(document.querySelector(name))"
    assert page.evaluate(f"({paint})('main').backgroundColor") == "rgb(26, 34, 43)"
    assert page.evaluate(f"({paint})('h1').color") == "rgb(232, 237, 242)"
    fills = "[...document.querySelectorAll('svg text')].map((text) => getComputedStyle(text).fill)"
    assert "rgb(27, 36, 48)" not in page.evaluate(fills)


def test_printing_gives_two_pages_and_the_annex(open_briefing: OpenBriefing) -> None:
    page = open_briefing(data_briefing()).page
    printed = page.pdf(prefer_css_page_size=True)
    # Chromium writes spaces as control characters.
    texts = ["".join(filter(str.isalpha, each.extract_text())) for each in pypdf.PdfReader(io.BytesIO(printed)).pages]
    assert [at for at, text in enumerate(texts) if "숫자의근거" in text] == [2]


def test_every_label_of_a_chart_is_inside_its_drawing(open_briefing: OpenBriefing) -> None:
    for subject in SUBJECTS:
        page = open_briefing(data_briefing(subject)).page
        cut = page.evaluate(
            """[...document.querySelectorAll("figure:not(.map) .drawn > svg")].flatMap((svg) => {
              const box = svg.getBoundingClientRect();
              return [...svg.querySelectorAll("text")].filter((text) => {
                const { left, right } = text.getBoundingClientRect();
                return left < box.left - 1 || right > box.right + 1;
              }).map((text) => text.textContent);
            })"""
        )
        assert cut == [], subject


@pytest.mark.slow
def test_no_payload_fires_when_loaded_hovered_clicked_or_printed(chromium: Browser, tmp_path: Path) -> None:
    context = chromium.new_context(offline=True)
    context.add_init_script(WATCH)
    opened = Opened(context.new_page())
    path = tmp_path / "briefing.html"
    for at, payload in enumerate(PAYLOADS):
        found = hostile((SEED, "siheung-city", None)[at % 3], payload)
        path.write_text(html_page(document_of(found, "ko"), payload), encoding="utf-8")
        opened.page.goto(path.as_uri())
        opened.page.locator("h1").hover()
        opened.page.locator(".number").first.click()
        opened.page.emulate_media(media="print")
        assert opened.page.evaluate(FIRED) is None, payload
        assert opened.page.locator("script").count() == 0
        opened.page.emulate_media(media="screen")
    assert opened.dialogs == []
    assert not [url for url in opened.requests if not url.startswith("file:")]
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("subject", [None, "siheung-city"])
def test_axe_finds_no_grave_fault(open_briefing: OpenBriefing, subject: str | None, scheme: str) -> None:
    opened = open_briefing(data_briefing(subject), color_scheme=scheme)
    assert grave_faults(opened.page) == []
