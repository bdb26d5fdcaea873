"""A page that is quiet: it asked for nothing but itself, nothing was complained of, and no script of the data ran."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.browser.conftest import Opened


def is_quiet(opened: Opened) -> bool:
    """Whether the page asked for nothing but itself and nothing was complained of; a failed assertion says what."""
    asked = [url for url in opened.requests if not url.startswith(("file:", "data:", "blob:"))]
    files = [url for url in opened.requests if url.startswith("file:")]
    assert (asked, len(files), opened.complaints, opened.violations, opened.dialogs) == ([], 1, [], [], [])
    return True
