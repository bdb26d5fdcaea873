"""A page inside another one, as a notebook shows the result of a cell: a frame that the page can't reach out of."""

from __future__ import annotations

from html import escape
from typing import Final

HEIGHT: Final = 720
"""Height of the frame in pixels; it is as wide as the cell."""

LARGEST: Final = 10_000_000
"""Characters of a page up to which it is put into a cell: a notebook keeps every cell's output in its file."""

# Scripts run, but in an origin of their own: they reach neither the notebook nor its server. Links to sources open in
# tabs that are free of these rules, and what the page exports can be saved.
_SANDBOX: Final = "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox"


def frame(page: str, title: str) -> str:
    """The page in a sandboxed frame, as HTML; the title tells those who can't see it what the frame holds."""
    return (
        f'<iframe title="{escape(title)}" sandbox="{_SANDBOX}" srcdoc="{escape(page)}" '
        f'style="display: block; width: 100%; height: {HEIGHT}px; border: 0"></iframe>'
    )


def sentence(text: str) -> str:
    """A sentence in the place of a page, as HTML."""
    return f"<p>{escape(text)}</p>"
