"""Two hundred scripts in every text of the page: none runs when it is loaded, used, printed or exported."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from tests.browser.quiet import is_quiet
from tests.payloads import FIRED, PAYLOADS
from tests.pictures import MOU, hostile_picture, organization
from tests.poisoned import body, deal, poisoned_picture

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.conftest import Opened, Opener

pytestmark = pytest.mark.slow

OWN_ELEMENTS = "document.querySelectorAll('iframe, img, object, embed, base, frame, video, audio, form, math').length"

LOOK_AT_ALL = """async (iris) => {
  const seen = new Set();
  for (const iri of iris) {
    window.kgPage.select(iri);
    document.querySelectorAll("#details details").forEach((more) => { more.open = true; });
    seen.add(`${iri} ${document.querySelector("#details h2").textContent}`);
    await new Promise((wait) => setTimeout(wait));
  }
  return seen.size;
}"""
GO_TO_ALL = """async (hashes) => {
  for (const hash of hashes) {
    location.hash = hash;
    await new Promise((wait) => window.addEventListener("hashchange", wait, { once: true }));
  }
}"""


@pytest.fixture
def poisoned(open_page: Opener) -> Opened:
    """A page with all payloads at once."""
    return open_page(poisoned_picture(PAYLOADS), "#theme=light")


def nothing_ran(opened: Opened) -> bool:
    """Whether no payload has run and none became an element; a failed assertion says what did."""
    scripts = opened.page.evaluate("document.querySelectorAll('script:not([type])').length")
    assert (opened.page.evaluate(FIRED), opened.page.evaluate(OWN_ELEMENTS), scripts) == (None, 0, 2)
    addresses = opened.page.eval_on_selector_all("a[target]", "links => links.map((link) => link.protocol)")
    assert set(addresses) <= {"http:", "https:"}
    return is_quiet(opened)


@pytest.mark.slow
def test_none_runs_in_a_details_view(poisoned: Opened) -> None:
    iris = [iri for number in range(len(PAYLOADS)) for iri in (deal(number), body(number, 0))]
    assert poisoned.page.evaluate(LOOK_AT_ALL, iris) == len(iris)
    assert nothing_ran(poisoned)


def test_none_runs_under_the_pointer(poisoned: Opened) -> None:
    drawn = list(poisoned.state["drawn"].values())
    assert len(drawn) > 300
    for spot in drawn:
        poisoned.page.mouse.move(spot["x"], spot["y"])
    for spot in drawn[:20]:
        poisoned.page.mouse.click(spot["x"], spot["y"])
    assert nothing_ran(poisoned)


def test_none_runs_when_it_is_looked_for(poisoned: Opened) -> None:
    box = poisoned.page.locator("#search")
    for payload in PAYLOADS:
        box.fill(payload)
    box.fill("script")
    poisoned.page.keyboard.press("ArrowDown")
    poisoned.page.keyboard.press("Enter")
    assert nothing_ran(poisoned)


def test_none_runs_when_it_is_a_filter(poisoned: Opened) -> None:
    poisoned.page.locator("#filter-open").click()
    for _ in range(3):
        for box in poisoned.page.locator("#filters input[type=checkbox]").all()[:5]:
            box.click()
    poisoned.page.locator("#legend button").first.click()
    poisoned.page.get_by_role("button", name="English").click()
    assert nothing_ran(poisoned)


def test_none_runs_in_an_address(poisoned: Opened) -> None:
    keys = ("node", "mode", "size", "field", "from", "focus", "path", "step", "lang", "theme")
    hashes = [urlencode(dict.fromkeys(keys, payload)) for payload in PAYLOADS]
    poisoned.page.evaluate(GO_TO_ALL, hashes)
    assert nothing_ran(poisoned)


@pytest.mark.slow
def test_none_runs_in_a_story(poisoned: Opened) -> None:
    poisoned.page.evaluate(GO_TO_ALL, [f"step={step}" for step in range(1, len(PAYLOADS) + 1)])
    poisoned.page.wait_for_function("(step) => window.kgPage.state().step === step", arg=len(PAYLOADS))
    assert nothing_ran(poisoned)


def test_none_runs_on_a_way(poisoned: Opened) -> None:
    ends = (body(0, 0), body(len(PAYLOADS) - 1, 1))
    poisoned.page.evaluate("(path) => { location.hash = `path=${path}`; }", "..".join(ends))
    poisoned.page.locator("#details .path a").nth(2 * len(PAYLOADS)).wait_for()
    assert nothing_ran(poisoned)


def test_none_runs_on_paper(poisoned: Opened) -> None:
    poisoned.page.emulate_media(media="print")
    poisoned.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert poisoned.page.locator("#paper tbody tr").count() == len(PAYLOADS)
    assert nothing_ran(poisoned)
    assert len(poisoned.page.pdf()) > 100_000
    assert nothing_ran(poisoned)


def taken(opened: Opened, entry: str) -> Path:
    opened.page.locator("#export").click()
    with opened.page.expect_download() as coming:
        opened.page.get_by_role("menuitem", name=entry).click()
    return Path(coming.value.path())


def test_none_runs_in_an_exported_drawing_that_a_browser_opens(poisoned: Opened, tmp_path: Path) -> None:
    poisoned.page.evaluate("window.kgPage.select(null)")
    drawing = tmp_path / "drawing.svg"
    drawing.write_bytes(taken(poisoned, "SVG").read_bytes())
    assert taken(poisoned, "PNG").read_bytes().startswith(b"\x89PNG")
    assert nothing_ran(poisoned)
    poisoned.page.goto(drawing.as_uri())
    assert poisoned.page.evaluate("document.documentElement.localName") == "svg"
    poisoned.page.mouse.move(300, 300)
    poisoned.page.mouse.click(300, 300)
    assert poisoned.page.evaluate(FIRED) is None
    assert poisoned.dialogs == []


def test_none_is_a_formula_in_the_exported_table(poisoned: Opened) -> None:
    poisoned.page.get_by_role("button", name="English").click()
    text = taken(poisoned, "CSV").read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len(rows) == 2 * len(PAYLOADS) + 1
    assert {len(row) for row in rows} == {13}
    assert not [cell for row in rows for cell in row if cell[:1] in tuple("=+-@\t\r")]
    assert nothing_ran(poisoned)


@pytest.mark.slow
def test_none_runs_in_a_page_that_holds_nothing_else(open_page: Opener) -> None:
    """One page a payload: in all of them together one could hide another."""
    for payload in PAYLOADS:
        opened = open_page(hostile_picture(payload))
        for iri in (MOU, organization("kepco")):
            opened.page.evaluate("(iri) => window.kgPage.select(iri)", iri)
        opened.page.locator("#search").fill(payload)
        assert nothing_ran(opened), payload
        opened.page.context.close()


def test_a_page_that_reads_its_data_as_markup_is_caught(chromium: Browser) -> None:
    page = chromium.new_page()
    page.on("dialog", lambda dialog: dialog.dismiss())
    fired = 0
    for payload in PAYLOADS[::4]:
        page.goto("about:blank")
        page.set_content(f"<!DOCTYPE html><body><p>{payload}</p>", wait_until="commit")
        page.wait_for_timeout(10)
        fired += page.evaluate(FIRED) is not None
    page.close()
    assert fired > 15
