"""axe-core in a page: the faults of accessibility that it finds there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from playwright.sync_api import Page

VENDORED: Final = Path(__file__).parent / "vendor" / "axe-core"
_SCRIPT: Final = (VENDORED / "axe.min.js").read_text(encoding="utf-8")
_GRAVE: Final = {"serious", "critical"}


def grave_faults(page: Page) -> list[str]:
    """The serious and critical faults of what the page shows now: a sentence each, with the elements that have it.

    The script comes in as an expression of the test, which no Content-Security-Policy forbids; the page's own stays on.
    """
    if not page.evaluate("typeof window.axe !== 'undefined'"):
        page.evaluate(_SCRIPT)
    found: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations', 'incomplete']})")
    assert len(found["passes"]) > 0, "axe looked at nothing"
    return [
        f"{fault['id']}: {fault['help']} ({', '.join(str(node['target'][-1]) for node in fault['nodes'])})"
        for fault in found["violations"]
        if fault["impact"] in _GRAVE
    ]
