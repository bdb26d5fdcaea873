"""A Chromium that is cut off from every network, and pages that record all they ask for and all they complain of."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, Dialog, Page, sync_playwright

from kg.views.graph.page import Picture, graph_page

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WATCH = """
window.__violations = [];
document.addEventListener("securitypolicyviolation", (event) => window.__violations.push(event.violatedDirective));
"""


class Opened:
    """A page in the browser, with what it asked for and what it said."""

    def __init__(self, page: Page) -> None:
        """Listen to the page before it is loaded."""
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.dialogs: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda message: self.complaints.append(f"{message.type}: {message.text}"))
        page.on("dialog", self._dismiss)

    def _dismiss(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    @property
    def state(self) -> dict[str, Any]:
        """What the page says of itself."""
        found: dict[str, Any] = self.page.evaluate("window.kgPage.state()")
        return found

    @property
    def violations(self) -> list[str]:
        """Directives of the security policy that something ran against."""
        found: list[str] = self.page.evaluate("window.__violations")
        return found

    def settle(self) -> None:
        """Wait until animations have ended."""
        self.page.wait_for_timeout(450)

    def search(self, text: str) -> None:
        """Type into the search box as a person does, and press Enter."""
        self.page.locator("#search").click()
        self.page.locator("#search").fill(text)
        self.page.keyboard.press("Enter")
        self.settle()


Opener = Callable[..., Opened]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The machine's own Chromium; a machine without one fails the tests, so that they are never silently left out."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    assert path, f"no browser found; install one of {', '.join(NAMES)}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Writes a picture's page into a folder with a Korean name and a space, and opens it offline."""
    contexts = []

    def opener(picture: Picture, fragment: str = "", **options: Any) -> Opened:  # noqa: ANN401  # what a browser context takes
        path = tmp_path / "협약 그림" / "그래프 page.html"
        path.parent.mkdir(exist_ok=True)
        path.write_text(graph_page(picture), encoding="utf-8")
        context = chromium.new_context(**{"viewport": {"width": 1440, "height": 900}, "offline": True, **options})
        contexts.append(context)
        context.add_init_script(WATCH)
        opened = Opened(context.new_page())
        opened.page.goto(path.as_uri() + fragment)
        opened.page.evaluate("window.kgPage.ready")
        return opened

    yield opener
    for context in contexts:
        context.close()
