"""A matrix of counts: a row and a column for each name, darker cells where there is more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.views.charts.look import ACCENT, INK, LEADING, LINE, MUTED, PAPER, TEXT, chart, width_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.views.charts.look import Spec

_STEP: Final = 22
_NAMES: Final = 176
_LINES: Final = 3
_DARK: Final = 0.55
_SMALL: Final = TEXT - 1


def matrix(side: Sequence[str], top: Sequence[str], cells: Sequence[Sequence[int]], width: float) -> Spec:
    """The counts with their names: those of the rows to the left, those of the columns above."""
    room = min(_NAMES, max(map(width_of, side), default=0) + 12)
    plot, height = width - room, _STEP * len(side)
    heads = [wrapped(name, plot / max(1, len(top)), _LINES, _SMALL) for name in top]
    names = [wrapped(name, room - 10, 1)[0] for name in side]
    above = LEADING * max(map(len, heads), default=0) + 4
    rows = _rows(names, heads, cells)
    return chart(_layers(), rows, (plot, height), {"left": room, "right": 0, "top": above, "bottom": 2})


def _rows(names: Sequence[str], heads: Sequence[list[str]], cells: Sequence[Sequence[int]]) -> list[Spec]:
    most = max((count for row in cells for count in row), default=0) or 1
    return [
        {
            "row": at,
            "column": to,
            "share": count / most,
            "text": str(count) if count else "",
            "dark": count / most > _DARK,
            "name": names[at] if to == 0 else "",
            "head": heads[to] if at == 0 else "",
            "lines": len(heads[to]),
        }
        for at, row in enumerate(cells)
        for to, count in enumerate(row)
    ]


def _layers() -> list[Spec]:
    x: Spec = {"field": "column", "type": "ordinal", "axis": None, "scale": {"padding": 0}}
    y: Spec = {"field": "row", "type": "ordinal", "axis": None, "scale": {"padding": 0}}
    share: Spec = {"field": "share", "type": "quantitative", "scale": None}
    cells: Spec = {
        "mark": {"type": "rect", "color": ACCENT, "stroke": LINE},
        "encoding": {"x": x, "y": y, "fillOpacity": share},
    }
    names: Spec = {
        "mark": {"type": "text", "baseline": "middle", "align": "right"},
        "encoding": {"y": y, "x": {"value": -8}, "text": {"field": "name"}},
    }
    return [cells, *(_counts(x, y, dark) for dark in (False, True)), names, *(_heads(x, n + 1) for n in range(_LINES))]


def _counts(x: Spec, y: Spec, dark: bool) -> Spec:
    """The counts of light or of dark cells."""
    return {
        "transform": [{"filter": f"datum.dark == {str(dark).lower()}"}],
        "mark": {"type": "text", "baseline": "middle", "color": PAPER if dark else INK},
        "encoding": {"x": x, "y": y, "text": {"field": "text"}},
    }


def _heads(x: Spec, lines: int) -> Spec:
    """The names of the columns that have so many lines."""
    leading = LEADING
    mark = {"type": "text", "baseline": "bottom", "fontSize": _SMALL, "color": MUTED, "lineHeight": leading}
    return {
        "transform": [{"filter": f"datum.lines == {lines} && datum.row == 0"}],
        "mark": mark,
        "encoding": {"x": x, "y": {"value": -6 - leading * (lines - 1)}, "text": {"field": "head"}},
    }
