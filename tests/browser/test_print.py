"""The print sheet, as a PDF: A4 on its side, the drawing and its legend first, then the table, then the sources."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import msgspec
import pytest
from pypdf import PdfReader

from tests.browser.quiet import is_quiet
from tests.pictures import large_picture, siheung_picture

if TYPE_CHECKING:
    from tests.browser.conftest import Opened, Opener

pytestmark = pytest.mark.slow

MILLIMETRES = 25.4 / 72


def printed(opened: Opened) -> PdfReader:
    return PdfReader(io.BytesIO(opened.page.pdf(prefer_css_page_size=True)))


def words(text: str) -> str:
    """The text without spaces: a PDF says where letters stand, not where words end."""
    return "".join(text.replace("\x01", " ").split())


@pytest.mark.parametrize("fragment", ["", "#theme=dark", "#mode=projection"])
def test_every_page_is_a4_on_its_side_and_says_what_it_was_made_of(open_page: Opener, fragment: str) -> None:
    picture = msgspec.structs.replace(siheung_picture(), build="0123456789ab", date="2018-04-19")
    opened = open_page(picture, fragment)
    reader = printed(opened)
    assert len(reader.pages) == 2
    for page in reader.pages:
        width, height = (float(side) * MILLIMETRES for side in (page.mediabox.width, page.mediabox.height))
        assert (round(width), round(height)) == (297, 210)
        assert "0123456789ab" in page.extract_text()
        assert words("2018년 4월 19일") in words(page.extract_text())
    assert is_quiet(opened)


def test_the_first_page_is_the_drawing_with_title_and_legend(open_page: Opener) -> None:
    text = words(printed(open_page(siheung_picture())).pages[0].extract_text())
    for wanted in (
        "스마트시티 협약 네트워크",
        "지방자치단체 1",
        "공공기관 3",
        "한국에너지공단",
        "도형의 크기: 협약 수",
    ):
        assert words(wanted) in text
    assert "gginews" not in text


def test_then_come_the_agreements_and_their_sources(open_page: Opener) -> None:
    text = words(printed(open_page(siheung_picture())).pages[1].extract_text())
    for wanted in (
        "글로벌 스마트시티 추진을 위한 업무협약",
        "2018년 4월 17일",
        "체결",
        "시흥시, 서울대학교, 한국전자통신연구원",
        "인력양성",
        "http://gginews.kr/news/view.php?idx=42012",
    ):
        assert words(wanted) in text


def test_paper_speaks_the_language_of_the_page(open_page: Opener) -> None:
    text = words(printed(open_page(siheung_picture(), "#lang=en")).pages[1].extract_text())
    assert words("Korea Electric Power Corporation") in text
    assert words("17 April 2018") in text


def test_a_long_table_goes_on_over_the_pages_with_its_head(open_page: Opener) -> None:
    reader = printed(open_page(large_picture(100, 60)))
    assert len(reader.pages) > 3
    assert all(words("참여 기관") in words(page.extract_text()) for page in reader.pages[1:4])


def test_after_printing_the_page_is_as_before(open_page: Opener) -> None:
    opened = open_page(siheung_picture())
    before = opened.state
    printed(opened)
    # Without a screen, frames come late after printing: the page fits its drawing into the window again in one of them.
    fits = "(radii) => JSON.stringify(window.kgPage.state().radii) === JSON.stringify(radii)"
    opened.page.wait_for_function(fits, arg=before["radii"])
    assert opened.page.evaluate("document.getElementById('paper').childNodes.length") == 0
    assert opened.state == before
