"""Bar charts: columns by year, and bars with names beside them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from kg.views.charts.look import ACCENT, LEADING, LINE, MUTED, TEXT, chart, width_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.views.charts.look import Spec

_STEP: Final = 25
_YEARS: Final = 8
_NAMES: Final = 0.46
_VALUES: Final = 44


def columns(bars: Sequence[tuple[str, float]], width: float, height: float = 120) -> Spec:
    """A column for each name, such as a year, with its number above it; zeros have no number."""
    every = math.ceil(len(bars) / _YEARS)
    rows = [
        {
            "at": at,
            "value": value,
            "text": f"{value:g}" if value else "",
            "name": name if (len(bars) - 1 - at) % every == 0 else "",
        }
        for at, (name, value) in enumerate(bars)
    ]
    x = {"field": "at", "type": "ordinal", "axis": None, "scale": {"paddingInner": 0.3, "paddingOuter": 0.15}}
    top = max((value for _, value in bars), default=0) or 1
    y = {"field": "value", "type": "quantitative", "axis": None, "scale": {"domain": [0, top], "nice": False}}
    shared = {"x": x, "y": y}
    layers: list[Spec] = [
        {"mark": {"type": "bar", "color": ACCENT}, "encoding": shared},
        {"mark": {"type": "text", "dy": -8}, "encoding": {**shared, "text": {"field": "text"}}},
        {
            "mark": {"type": "text", "color": MUTED, "fontSize": TEXT - 1},
            "encoding": {"x": x, "y": {"value": height + 14}, "text": {"field": "name"}},
        },
        {"mark": {"type": "rule", "color": LINE}, "encoding": {"y": {"value": height}}},
    ]
    return chart(layers, rows, (width - 16, height), {"left": 8, "right": 8, "top": 24, "bottom": 24})


def bars(named: Sequence[tuple[str, str, float]], width: float) -> Spec:
    """A bar for each name, text and value: the name to its left in two lines at most, the text behind it."""
    room = min(width * _NAMES, max((width_of(name) for name, _, _ in named), default=0) + 12)
    rows = []
    for at, (name, text, value) in enumerate(named):
        lines = wrapped(name, room - 8)
        rows.append({"at": at, "value": value, "text": text, "name": lines, "lines": len(lines)})
    plot, height = width - room - _VALUES, _STEP * len(rows)
    y = {"field": "at", "type": "ordinal", "axis": None, "scale": {"paddingInner": 0.4, "paddingOuter": 0.2}}
    top = max((value for _, _, value in named), default=0) or 1
    x = {"field": "value", "type": "quantitative", "axis": None, "scale": {"domain": [0, top], "nice": False}}
    names = [
        {
            "transform": [{"filter": f"datum.lines == {count}"}],
            "mark": {"type": "text", "align": "right", "baseline": "middle", "dy": -LEADING / 2 * (count - 1)},
            "encoding": {"y": y, "x": {"value": -8}, "text": {"field": "name"}},
        }
        for count in (1, 2)
    ]
    layers: list[Spec] = [
        {"mark": {"type": "bar", "color": ACCENT}, "encoding": {"x": x, "y": y}},
        {
            "mark": {"type": "text", "align": "left", "baseline": "middle", "dx": 6},
            "encoding": {"x": x, "y": y, "text": {"field": "text"}},
        },
        *names,
    ]
    return chart(layers, rows, (plot, height), {"left": room, "right": _VALUES, "top": 0, "bottom": 0})
