"""The drawings of a briefing: its small graph and its charts, each with a description in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.records.dates import PartialDate
from kg.views.brief.document import Drawing, Line, Piece
from kg.views.brief.wording import day, number
from kg.views.charts.bars import bars, columns
from kg.views.charts.clean import cleaned, layered
from kg.views.charts.draw import svg_of
from kg.views.charts.map import map_svg
from kg.views.charts.matrix import matrix
from kg.views.charts.network import Dot, network
from kg.views.charts.seats import seats
from kg.views.charts.timeline import Event, timeline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.views.brief.briefing import Bar, Chart, Matrix, Moment, Timeline
    from kg.views.brief.scribe import Scribe
    from kg.views.charts.look import Spec

WHOLE: Final = 680
"""Pixels of a page's width: A4 without its margins."""

HALF: Final = 324
PICTURE: Final = (WHOLE, 288)
_COLUMNS: Final = 152
_LABEL: Final = 128
_SIDE: Final = 168
_DESCRIBED: Final = 12


def drawings(scribe: Scribe) -> tuple[Drawing, ...]:
    """The drawings in their order: the graph, then the charts."""
    return (*_picture(scribe), *_charts(scribe), *_timeline(scribe), *_matrix(scribe), *_map(scribe))


def _picture(scribe: Scribe) -> Iterator[Drawing]:
    briefing, words = scribe.briefing, scribe.words
    picture = briefing.picture
    if not picture.nodes:
        return
    dots = [
        Dot(scribe.short(node.name, _LABEL), node.group, node.x, node.y, node.weight, node.subject)
        for node in picture.nodes
    ]
    groups = {group: scribe.text(labels) for group, labels in picture.groups.items()} | {
        "agreement": words["agreement"]
    }
    title = words[f"picture-{briefing.kind}"]
    note = (
        *scribe.note("shown-bodies", shown=picture.shown, whole=picture.whole),
        Piece(f" {words[f'size-{briefing.kind}']}"),
    )
    description = words["description"].format(title=title, values=", ".join(dot.label for dot in dots))
    svg = cleaned(network(dots, picture.edges, groups, PICTURE), "picture", title, description)
    yield Drawing("picture", title, svg, description, note, None)


def _charts(scribe: Scribe) -> Iterator[Drawing]:
    for chart in scribe.briefing.charts:
        named = [(_name(scribe, bar), number(bar.figure.value), bar.figure.value) for bar in chart.bars]
        years = chart.key == "years"
        spec = columns([(name, value) for name, _, value in named], HALF, _COLUMNS) if years else bars(named, HALF)
        title = scribe.words[f"chart-{chart.key}"]
        values = ", ".join(f"{name} {text}" for name, text, _ in named)
        description = scribe.words["description"].format(title=title, values=values)
        svg = _drawn(scribe, spec, f"chart-{chart.key}", (title, description))
        entry = scribe.entry(chart.bars[0].figure.answer)
        yield Drawing(chart.key, title, svg, description, _chart_note(scribe, chart), entry)


def _drawn(scribe: Scribe, spec: Spec, name: str, told: tuple[str, str]) -> str:
    """The drawing as SVG, told by its title and description; empty where it isn't to be drawn."""
    return cleaned(svg_of(spec), name, *told) if scribe.drawn else ""


def _chart_note(scribe: Scribe, chart: Chart) -> Line:
    if chart.missing is not None:
        return scribe.note("missing-years", missing=chart.missing) if chart.missing.value else ()
    return scribe.note("first-of", shown=len(chart.bars), whole=chart.whole) if chart.whole > len(chart.bars) else ()


def _name(scribe: Scribe, bar: Bar) -> str:
    return bar.name if isinstance(bar.name, str) else scribe.name(bar.name)


def _matrix(scribe: Scribe) -> Iterator[Drawing]:
    found: Matrix | None = scribe.briefing.matrix
    if found is None:
        return
    side, top = [scribe.short(name, _SIDE) for name in found.bodies], [scribe.name(name) for name in found.fields]
    title = scribe.words["chart-matrix"]
    values = "; ".join(
        f"{body}: " + (", ".join(f"{field} {count}" for field, count in zip(top, row, strict=True) if count) or "0")
        for body, row in zip(side, found.cells, strict=True)
    )
    note = scribe.note(
        "matrix-note",
        bodies=found.whole_bodies,
        shown_bodies=len(side),
        fields=found.whole_fields,
        shown_fields=len(top),
    )
    description = scribe.words["description"].format(title=title, values=values)
    svg = _drawn(scribe, matrix(side, top, found.cells, WHOLE), "chart-matrix", (title, description))
    yield Drawing("matrix", title, svg, description, note, scribe.entry(found.answer))


def _map(scribe: Scribe) -> Iterator[Drawing]:
    profiles = scribe.briefing.places
    if profiles is None or not (known := seats(profiles).known):
        return
    title = scribe.words["chart-map"]
    values = ", ".join(f"{scribe.text(seat.place.label)} {seat.agreements}" for seat in known)
    description = scribe.words["description"].format(title=title, values=values)
    drawn = scribe.drawn and layered(map_svg(profiles, scribe.language))
    svg = cleaned(drawn, "map", title, description) if drawn else ""
    yield Drawing("map", title, svg, description, (), None)


def _timeline(scribe: Scribe) -> Iterator[Drawing]:
    found: Timeline | None = scribe.briefing.timeline
    if found is None:
        return
    events = [_event(scribe, moment) for moment in found.moments]
    title = scribe.words["chart-timeline"]
    values = ", ".join(f"{event.text} {event.name}" for event in events[:_DESCRIBED])
    description = scribe.words["description"].format(title=title, values=values)
    dated = found.whole - found.undated
    note = scribe.note("timeline-note", shown=len(events), dated=dated, undated=found.undated)
    svg = _drawn(scribe, timeline(events, WHOLE), "chart-timeline", (title, description))
    yield Drawing("timeline", title, svg, description, note, None)


def _event(scribe: Scribe, moment: Moment) -> Event:
    when = PartialDate.parse(moment.day)
    until = PartialDate.parse(moment.until).last_day if moment.until else None
    return Event(scribe.name(moment.name), day(moment.day, scribe.language), when.first_day, when.last_day, until)
