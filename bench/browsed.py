"""What a page is like in a browser: when it first shows something, and how it follows the hand.

`python -m bench.browsed WHO PAGE.html` prints JSON: milliseconds to the first contentful paint and to the first
drawing, and frames a second while the drawing is dragged about for three seconds. WHO is `kg` or `pyvis`. kg's page of
a large network is dragged in its picture of everything, whose first drawing is told as well.
"""

from __future__ import annotations

import json
import math
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Page

SECONDS: Final = 3.0
PATIENCE: Final = 240_000
"""Milliseconds after which a page is given up."""

ARGUMENTS: Final = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
DRAWN: Final = {
    "kg": "window.kgPage.ready.then(() => performance.now())",
    "pyvis": """new Promise((done) => {
      network.once('afterDrawing', () => done(performance.now()));
      network.redraw();
    })""",
}
PAINT: Final = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"
COUNT: Final = """() => {
  window.frames_ = 0;
  const tick = () => { window.frames_ += 1; requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
}"""


def frames(page: Page) -> float:
    """Frames a second while the pointer drags the drawing in circles."""
    page.evaluate(COUNT)
    page.mouse.move(560, 480)
    page.mouse.down()
    begun, before = time.monotonic(), page.evaluate("window.frames_")
    while (passed := time.monotonic() - begun) < SECONDS:
        page.mouse.move(560 + 160 * math.sin(3 * passed), 480 + 90 * math.cos(3 * passed))
    shown = page.evaluate("window.frames_") - before
    passed = time.monotonic() - begun
    page.mouse.up()
    return float(shown) / passed


def whole(page: Page) -> float | None:
    """Milliseconds until everything is drawn at once, or None where the page draws it from the start."""
    button = page.locator("#as-whole")
    if not button.count():
        return None
    begun = time.monotonic()
    button.click()
    while not page.evaluate("window.kgPage.state().picture"):
        time.sleep(0.05)
    return 1000 * (time.monotonic() - begun)


def looked_at(who: str, path: Path) -> dict[str, Any]:
    """The figures of one page."""
    with sync_playwright() as playwright:
        found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
        browser = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        page = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True).new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(path.resolve().as_uri(), wait_until="load")
        told: dict[str, Any] = {"drawn": page.evaluate(DRAWN[who]), "paint": page.evaluate(PAINT)}
        told["whole"] = whole(page) if who == "kg" else None
        page.wait_for_timeout(500)
        told["frames"] = frames(page)
        told["browser"] = browser.version
        browser.close()
    return told


if __name__ == "__main__":
    sys.stdout.write(json.dumps(looked_at(sys.argv[1], Path(sys.argv[2]))))
