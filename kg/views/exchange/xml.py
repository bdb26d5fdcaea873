"""Text and values in XML: escaped so that a parser gives back the very same text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.views.exchange.model import Cell

HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'

# A parser turns a bare line end or tab of an attribute into a space, and a bare carriage return into a line feed.
_ESCAPES: Final = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


def escaped(text: str) -> str:
    """The text as it may stand in an element or between double quotes."""
    return text.translate(_ESCAPES)


def spelled(value: Cell) -> str:
    """A value in XML Schema's spelling, escaped."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, float) else escaped(str(value))
