"""What is shown, taken away as a picture, a drawing or a table: complete, safe to open, and reachable by keyboard."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib.image
import numpy as np
import pytest

from tests.browser.quiet import is_quiet
from tests.payloads import FORMULAS
from tests.pictures import MOU, hostile_picture, organization, siheung_picture

if TYPE_CHECKING:
    from tests.browser.conftest import Opened, Opener

pytestmark = pytest.mark.slow

SVG = "{http://www.w3.org/2000/svg}"


def taken(opened: Opened, entry: str) -> tuple[str, bytes]:
    """The name and the bytes of the file that a menu entry gives."""
    opened.page.locator("#export").click()
    with opened.page.expect_download() as coming:
        opened.page.get_by_role("menuitem", name=entry).click()
    return coming.value.suggested_filename, Path(coming.value.path()).read_bytes()


def rows(opened: Opened) -> list[dict[str, str]]:
    """The table, read as a spreadsheet reads it."""
    _, data = taken(opened, "CSV")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def texts(opened: Opened) -> list[str]:
    """The texts of the vector drawing."""
    _, data = taken(opened, "SVG")
    return [text.text or "" for text in ET.fromstring(data).iter(f"{SVG}text")]  # noqa: S314 — it is our own


def test_the_picture_has_twice_the_pixels_and_something_on_it(open_page: Opener) -> None:
    opened = open_page(siheung_picture())
    name, data = taken(opened, "PNG")
    assert name == "smartcity-network.png"
    pixels = matplotlib.image.imread(io.BytesIO(data), format="png")
    stage = opened.page.evaluate("[document.getElementById('stage').clientWidth, 2]")
    assert pixels.shape[1] == 2 * (stage[0] + 64)
    inked = np.any(np.abs(pixels[:, :, :3] - pixels[2, 2, :3]) > 0.1, axis=2)
    assert 0.01 < inked.mean() < 0.6
    top, middle, bottom = np.array_split(inked.mean(axis=1), [200, -120])
    assert all(part.max() > 0 for part in (top, middle, bottom))
    assert is_quiet(opened)


def test_the_drawing_is_text_with_title_legend_and_origin(open_page: Opener) -> None:
    opened = open_page(siheung_picture(), f"#node={organization('kepco')}")
    found = texts(opened)
    assert found[0] == "스마트시티 협약 네트워크"
    assert {"시흥시", "서울대학교", "한국전력공사", "지방자치단체 1", "협약 1"} <= set(found)
    assert "kg 0.1.0" in found[-1]
    assert is_quiet(opened)


def test_the_drawing_follows_filters_and_language(open_page: Opener) -> None:
    opened = open_page(siheung_picture(), "#mode=projection&lang=en")
    found = texts(opened)
    assert "Siheung City" in found
    assert "Agreement on a global smart city" not in found


def test_the_drawing_holds_nothing_that_runs_or_leads_elsewhere(open_page: Opener) -> None:
    opened = open_page(hostile_picture("</text><script>alert(1)</script>&\x01"))
    name, data = taken(opened, "SVG")
    assert re.fullmatch(r"[0-9A-Za-z가-힣.-]+\.svg", name)
    root = ET.fromstring(data)  # noqa: S314 — it is our own
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "g", "path", "rect", "circle", "text",
    }  # fmt: skip
    attributes = {name for element in root.iter() for name in element.attrib}
    assert not [name for name in attributes if name.startswith("on") or "href" in name or name == "style"]
    assert any("<script>" in (element.text or "") for element in root.iter())


def test_the_table_has_a_row_for_each_part_with_its_words(open_page: Opener) -> None:
    opened = open_page(siheung_picture())
    found = rows(opened)
    assert len(found) == 7
    assert found[3] == {
        "협약": MOU,
        "협약 이름": "글로벌 스마트시티 추진을 위한 업무협약",
        "체결일": "2018-04-17",
        "종류": "업무협약",
        "상태": "체결",
        "협력 분야": "연구·기술개발; 인력양성; 정보·시설 공유; 사업화·확산",
        "기관": organization("kepco"),
        "기관 이름": "한국전력공사",
        "기관 유형": "공공기관",
        "역할": "협력 기관",
        "적힌 이름": "한국전력공사",
        "출처에 적힌 말": "한국전력공사",
        "출처": "http://gginews.kr/news/view.php?idx=42012",
    }


def test_the_table_is_that_of_the_filters_in_force(open_page: Opener) -> None:
    opened = open_page(siheung_picture(), "#from=2019&lang=en")
    assert rows(opened) == []


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_the_table_is_a_formula(open_page: Opener, formula: str) -> None:
    opened = open_page(hostile_picture(formula))
    found = rows(opened)
    assert found
    for row in found:
        for name, text in row.items():
            assert text[:1] not in set("=+-@\t\r"), (name, text)
        assert row["적힌 이름"] == f"'{formula}"


def test_the_menu_opens_moves_and_closes_by_keys(open_page: Opener) -> None:
    opened = open_page(siheung_picture())
    button = opened.page.locator("#export")
    focused = "document.activeElement.textContent"
    button.focus()
    opened.page.keyboard.press("ArrowDown")
    assert (button.get_attribute("aria-expanded"), opened.page.evaluate(focused)) == ("true", "그림 (PNG)")
    opened.page.keyboard.press("End")
    assert opened.page.evaluate(focused) == "인쇄·PDF"
    opened.page.keyboard.press("ArrowDown")
    assert opened.page.evaluate(focused) == "그림 (PNG)"
    opened.page.keyboard.press("Escape")
    assert (button.get_attribute("aria-expanded"), opened.page.evaluate("document.activeElement.id")) == (
        "false",
        "export",
    )


def test_keys_alone_find_kepco_read_its_words_and_export_the_picture(open_page: Opener) -> None:
    opened = open_page(siheung_picture())
    press = opened.page.keyboard.press

    def tab_to(expression: str) -> None:
        for _ in range(80):
            press("Tab")
            if opened.page.evaluate(f"Boolean(document.activeElement?.{expression})"):
                return
        raise AssertionError(f"no way by Tab to {expression}")

    tab_to("matches('#search')")
    opened.page.keyboard.type("KEPCO")
    press("Enter")
    tab_to("matches('#export')")
    press("Enter")
    with opened.page.expect_download() as coming:
        press("Enter")
    assert coming.value.suggested_filename == "smartcity-network-kepco.png"
    tab_to("matches('#details .node') && document.activeElement.textContent.includes('시흥시')")
    press("Enter")
    assert "한국전력공사" in opened.page.locator("#details .tie q").all_inner_texts()
    assert opened.state["path"] == {"from": organization("kepco"), "to": organization("siheung-city")}
