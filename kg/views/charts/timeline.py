"""A time line: a row for each event, a point for a day, a bar for a month or a year, a line to the end of a term."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from kg.views.charts.look import ACCENT, INK, LINE, MUTED, SIGNAL, TEXT, chart, clipped, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kg.views.charts.look import Spec

_STEP: Final = 22
_NAMES: Final = 0.46
_TICKS: Final = 8
_YEAR: Final = 365.2425


class Event(NamedTuple):
    """Something with its name, the first and the last day that its date can mean, and the end of its term if known."""

    name: str
    text: str
    first: date
    last: date
    until: date | None


def timeline(events: Sequence[Event], width: float) -> Spec:
    """The events, a row each, in their order, over whole years."""
    room = min(width * _NAMES, max((width_of(event.name) for event in events), default=0) + 16)
    ends = [event.until or event.last for event in events]
    begin = min((event.first.year for event in events), default=0)
    end = max((each.year for each in ends), default=0) + 1
    rows = [
        {
            "row": at,
            "name": clipped(event.name, room - 14),
            "text": event.text,
            "from": _years(event.first),
            "to": max(_years(event.last), _years(event.first) + 0.02),
            "middle": (_years(event.first) + _years(event.last)) / 2,
            "until": _years(event.until) if event.until else None,
            "exact": event.first == event.last,
        }
        for at, event in enumerate(events)
    ]
    height = _STEP * len(rows)
    every = -(-(end - begin) // _TICKS)
    axis = {
        "values": list(range(begin, end + 1, every)),
        "format": "d",
        "grid": True,
        "gridColor": LINE,
        "domain": False,
        "ticks": False,
        "labelFlush": False,
    }
    scale = {"domain": [begin, end], "nice": False, "zero": False}
    behind = max((width_of(event.text, TEXT - 1) for event in events), default=0) + 14
    around = {"left": room, "right": behind, "top": 0, "bottom": 22}
    return chart(_layers(scale, axis), rows, (width - room - behind, height), around)


def _layers(scale: Spec, axis: Spec) -> list[Spec]:
    y = {"field": "row", "type": "ordinal", "axis": None, "scale": {"padding": 0}}

    def x(field: str) -> Spec:
        return {"field": field, "type": "quantitative", "scale": scale, "axis": axis}

    return [
        {
            "transform": [{"filter": "datum.until != null"}],
            "mark": {"type": "rule", "color": SIGNAL, "strokeWidth": 3},
            "encoding": {"x": x("middle"), "x2": {"field": "until"}, "y": y},
        },
        {
            "transform": [{"filter": "!datum.exact"}],
            "mark": {"type": "bar", "color": ACCENT, "height": 8, "opacity": 0.6},
            "encoding": {"x": x("from"), "x2": {"field": "to"}, "y": y},
        },
        {
            "transform": [{"filter": "datum.exact"}],
            "mark": {"type": "point", "shape": "circle", "filled": True, "size": 64, "color": ACCENT, "opacity": 1},
            "encoding": {"x": x("middle"), "y": y},
        },
        {
            "mark": {"type": "text", "align": "right", "baseline": "middle", "color": INK, "fontSize": TEXT},
            "encoding": {"x": {"value": -12}, "y": y, "text": {"field": "name"}},
        },
        {
            "transform": [{"filter": "datum.until == null"}],
            "mark": {
                "type": "text",
                "align": "left",
                "baseline": "middle",
                "dx": 8,
                "color": MUTED,
                "fontSize": TEXT - 1,
            },
            "encoding": {"x": x("to"), "y": y, "text": {"field": "text"}},
        },
    ]


def _years(day: date) -> float:
    """The day in years, so that nothing hangs on a time zone."""
    return round(day.year + (day.timetuple().tm_yday - 1) / _YEAR, 4)
