"""How charts look: sizes in CSS pixels, the page's fonts, and the colours of Okabe and Ito, told apart in grey too."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

FONT: Final = "Noto Sans KR, Noto Sans CJK KR, Malgun Gothic, Apple SD Gothic Neo, NanumGothic, sans-serif"
INK: Final = "#1b2430"
MUTED: Final = "#55606e"
LINE: Final = "#d5dde5"
PAPER: Final = "#ffffff"
ACCENT: Final = "#0072b2"
SIGNAL: Final = "#d55e00"
TEXT: Final = 11
"""The size of a label."""

LEADING: Final = 12
"""From one line of a label to the next."""

_WIDE: Final = frozenset("WF")
_NARROW: Final = frozenset("ijlt.,:;'|!()[]I ·")
_EM_WIDE, _EM_NARROW, _EM_CAPITAL, _EM = 0.96, 0.32, 0.68, 0.56

Spec = dict[str, Any]
"""A Vega-Lite specification, or a part of one."""


def width_of(text: str, size: float = TEXT) -> float:
    """About how many pixels a text takes, whatever the font: a little more than most need."""
    return size * sum(map(_em, text))


def _em(char: str) -> float:
    if unicodedata.east_asian_width(char) in _WIDE:
        return _EM_WIDE
    if char in _NARROW:
        return _EM_NARROW
    return _EM_CAPITAL if char.isupper() or char in "mwMW@%" else _EM


def wrapped(text: str, width: float, lines: int = 2, size: float = TEXT) -> list[str]:
    """The text in at most so many lines of so many pixels, broken at spaces where possible; … ends what is cut."""
    found: list[str] = []
    rest = text
    while rest and len(found) < lines:
        line, rest = _first_line(rest, width, size)
        found.append(line)
    if rest:
        found[-1] = clipped(f"{found[-1]} {rest}" if found[-1] else rest, width, size)
    return found or [""]


def _first_line(text: str, width: float, size: float) -> tuple[str, str]:
    if width_of(text, size) <= width:
        return text, ""
    words = text.split(" ")
    count = next((n for n in range(len(words) - 1, 0, -1) if width_of(" ".join(words[:n]), size) <= width), 0)
    if count:
        return " ".join(words[:count]), " ".join(words[count:])
    end = next((n for n in range(len(text) - 1, 0, -1) if width_of(text[:n], size) <= width), 1)
    return text[:end], text[end:]


def clipped(text: str, width: float, size: float = TEXT) -> str:
    """The text, cut with … where it is wider."""
    if width_of(text, size) <= width:
        return text
    end = next((n for n in range(len(text) - 1, 0, -1) if width_of(text[:n] + "…", size) <= width), 0)
    return text[:end].rstrip() + "…"


def chart(layers: Sequence[Spec], rows: Sequence[Spec], size: tuple[float, float], room: Spec) -> Spec:
    """A specification whose size hangs on no font: the plot has this size, with this room around it for labels."""
    return {
        "width": size[0],
        "height": size[1],
        "autosize": {"type": "none"},
        "padding": room,
        "background": None,
        "config": {
            "font": FONT,
            "view": {"stroke": None},
            "text": {"font": FONT, "fontSize": TEXT, "color": INK, "lineHeight": LEADING},
            "axis": {"labelFont": FONT, "labelFontSize": TEXT - 1, "labelColor": MUTED, "labelLimit": 0, "title": None},
            "aria": False,
        },
        "data": {"values": list(rows)},
        "layer": list(layers),
    }
