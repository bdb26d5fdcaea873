"""A small graph as SVG: nodes at their given places, shapes and colours by group, labels where they cover least."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple
from xml.etree import ElementTree as ET

from kg.views.charts.clean import SVG
from kg.views.charts.look import FONT, INK, MUTED, PAPER, SIGNAL, clipped, width_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_OUTLINES: Final = {
    "circle": "M-.9 0a.9.9 0 1 0 1.8 0a.9.9 0 1 0-1.8 0z",
    "square": "M-.8-.8h1.6v1.6h-1.6z",
    "triangle": "M0-1L1 .75H-1z",
    "triangle down": "M0 1L1-.75H-1z",
    "diamond": "M0-1.05L1.05 0L0 1.05L-1.05 0z",
    "hexagon": "M-.5-.87H.5L1 0L.5 .87H-.5L-1 0z",
    "pentagon": "M0-1L.95-.31L.59 .81H-.59L-.95-.31z",
    "star": "M0-1.1L.3-.38L1.05-.34L.47 .15L.66 .89L0 .48L-.66 .89L-.47 .15L-1.05-.34L-.3-.38z",
    "plus": "M-.35-.95H.35V-.35H.95V.35H.35V.95H-.35V.35H-.95V-.35H-.35z",
    "octagon": "M-.38-.92H.38L.92-.38V.38L.38 .92H-.38L-.92 .38V-.38z",
    "card": "M-1.1-.8h2.2v1.6h-2.2z",
}
"""Shapes in a box from -1 to 1; they and the colours are those of the interactive page."""

GROUPS: Final = {
    "agreement": ("card", "#7b8794"),
    "municipality": ("circle", "#0072b2"),
    "public-institution": ("square", "#e69f00"),
    "university": ("triangle", "#009e73"),
    "research-institute": ("hexagon", "#cc79a7"),
    "private-company": ("diamond", "#d55e00"),
    "central-government": ("star", "#56b4e9"),
    "association": ("triangle down", "#f0e442"),
    "foundation": ("pentagon", "#56b4e9"),
    "international-organisation": ("octagon", "#cc79a7"),
    "foreign-government": ("plus", "#0072b2"),
}
"""The shape and the colour of each group."""

_OTHER: Final = ("circle", "#8d96a3")
_SMALLEST, _LARGEST = 4.0, 11.0
_SIZE: Final = 10.5
_LEGEND: Final = 10
_LABEL: Final = 128
_MARGIN: Final = 20
_STRETCH: Final = 1.7
_LINE: Final = 20

Box = tuple[float, float, float, float]


class Dot(NamedTuple):
    """A node: what it is called, its group, its place in any unit, and its weight from 0 to 1."""

    label: str
    group: str
    x: float
    y: float
    weight: float
    subject: bool = False

    @property
    def radius(self) -> float:
        """Its size in pixels; the area follows the weight."""
        return _SMALLEST + (_LARGEST - _SMALLEST) * math.sqrt(max(0.0, min(1.0, self.weight)))


def network(
    dots: Sequence[Dot],
    edges: Sequence[tuple[int, int, float]],
    groups: Mapping[str, str],
    size: tuple[float, float],
) -> str:
    """The graph with a legend below it; `groups` are the names of groups in a language."""
    width, height = size
    entries = _legend(dots, groups, width)
    floor = height - _LINE * (1 + max((line for _, _, line, _ in entries), default=0))
    spots = fitted([(dot.x, dot.y) for dot in dots], width, floor)
    root = ET.Element(f"{{{SVG}}}svg", {"width": f"{width:g}", "height": f"{height:g}"})
    for one, other, weight in edges:
        ends = dict(zip(("x1", "y1", "x2", "y2"), map(_n, (*spots[one], *spots[other])), strict=True))
        look = {"stroke": "#9aa6b2", "stroke-width": _n(1 + 2 * weight), "stroke-opacity": "0.7"}
        ET.SubElement(root, f"{{{SVG}}}line", ends | look)
    for dot, spot in zip(dots, spots, strict=True):
        _mark(root, dot.group, spot, dot.radius)
        if dot.subject:
            ring = {"cx": _n(spot[0]), "cy": _n(spot[1]), "r": _n(dot.radius + 4)}
            ET.SubElement(root, f"{{{SVG}}}circle", ring | {"fill": "none", "stroke": SIGNAL, "stroke-width": "2"})
    for at, (box, text) in placed(dots, spots, (width, floor)).items():
        _label(root, box, text, strong=dots[at].subject, quiet=dots[at].group == "agreement")
    for group, x, line, name in entries:
        y = floor + _LINE * (line + 0.5) + 4
        _mark(root, group, (x + 6, y), 5)
        _text(root, (x + 16, y + 4), name, MUTED, _LEGEND)
    return ET.tostring(root, encoding="unicode")


def fitted(points: Sequence[tuple[float, float]], width: float, height: float) -> list[tuple[float, float]]:
    """The places in a box, with room for labels.

    Each goes half of the way to even spacing, which opens what is crowded and keeps the order; then one direction is
    stretched, by so much at most, to fill the box.
    """
    if not points:
        return []
    xs, ys = _opened([x for x, _ in points]), _opened([y for _, y in points])
    room = width - 2 * (_MARGIN + 30), height - 2 * _MARGIN
    scales = [space / ((max(values) - min(values)) or 1.0) for space, values in zip(room, (xs, ys), strict=True)]
    across, down = (min(scale, min(scales) * _STRETCH) for scale in scales)
    middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    placed_at = zip(xs, ys, strict=True)
    return [(width / 2 + (x - middle[0]) * across, height / 2 + (y - middle[1]) * down) for x, y in placed_at]


def _opened(values: Sequence[float]) -> list[float]:
    """The values half of the way to even spacing; equal ones stay equal."""
    known = sorted(set(values))
    low, high = known[0], known[-1]
    if low == high:
        return list(values)
    even = {value: low + (high - low) * at / (len(known) - 1) for at, value in enumerate(known)}
    return [(value + even[value]) / 2 for value in values]


def placed(
    dots: Sequence[Dot], spots: Sequence[tuple[float, float]], size: tuple[float, float]
) -> dict[int, tuple[Box, str]]:
    """A box for each label, to the side of its node where it covers least of others; the weightiest choose first."""
    taken: list[Box] = [
        (x - dot.radius, y - dot.radius, x + dot.radius, y + dot.radius)
        for dot, (x, y) in zip(dots, spots, strict=True)
    ]
    found: dict[int, tuple[Box, str]] = {}
    for at in sorted(range(len(dots)), key=lambda n: (not dots[n].subject, -dots[n].weight, n)):
        text = clipped(dots[at].label, _LABEL, _SIZE)
        sides = list(_sides(dots[at], spots[at], width_of(text, _SIZE)))
        box = min(sides, key=lambda side: (_outside(side, size) * 4 + _covered(side, taken), sides.index(side)))
        taken.append(box)
        found[at] = box, text
    return found


def _sides(dot: Dot, spot: tuple[float, float], wide: float) -> list[Box]:
    (x, y), away, high = spot, dot.radius + 5, _SIZE + 3
    corners = [(x + away, y - high / 2), (x - away - wide, y - high / 2)]
    corners += [(x - wide / 2, y + away - 1), (x - wide / 2, y - away - high + 1)]
    corners += [(x + away * 0.6, y + away * 0.6), (x - away * 0.6 - wide, y + away * 0.6)]
    corners += [(x + away * 0.6, y - away * 0.6 - high), (x - away * 0.6 - wide, y - away * 0.6 - high)]
    return [(left, top, left + wide, top + high) for left, top in corners]


def _covered(box: Box, taken: Sequence[Box]) -> float:
    """How many square pixels of the box others take."""
    return sum(
        max(0.0, min(box[2], other[2]) - max(box[0], other[0]))
        * max(0.0, min(box[3], other[3]) - max(box[1], other[1]))
        for other in taken
    )


def _outside(box: Box, size: tuple[float, float]) -> float:
    """How many square pixels of the box are out of the picture."""
    inside = _covered(box, [(0.0, 0.0, *size)])
    return (box[2] - box[0]) * (box[3] - box[1]) - inside


def _legend(dots: Sequence[Dot], groups: Mapping[str, str], width: float) -> list[tuple[str, float, int, str]]:
    """The groups that occur, each with its place, its line and its name."""
    order = [*GROUPS, *sorted({dot.group for dot in dots} - GROUPS.keys())]
    occurring = [group for group in order if group in {dot.group for dot in dots} and groups.get(group)]
    found: list[tuple[str, float, int, str]] = []
    x, line = 0.0, 0
    for group in occurring:
        wide = 16 + width_of(groups[group], _LEGEND) + 14
        if x and x + wide > width:
            x, line = 0.0, line + 1
        found.append((group, x, line, groups[group]))
        x += wide
    return found


def _mark(root: ET.Element, group: str, spot: tuple[float, float], radius: float) -> None:
    shape, colour = GROUPS.get(group, _OTHER)
    place = f"translate({_n(spot[0])},{_n(spot[1])}) scale({_n(radius)})"
    look = {"fill": colour, "stroke": PAPER, "stroke-width": f"{1 / radius:.3f}"}
    ET.SubElement(root, f"{{{SVG}}}path", {"d": _OUTLINES[shape], "transform": place} | look)


def _label(root: ET.Element, box: Box, text: str, *, strong: bool, quiet: bool) -> None:
    spot = (box[0] + box[2]) / 2, box[3] - 3.5
    look = {"font-weight": "700"} if strong else {}
    # A halo below the text: edges run under labels.
    halo = {"stroke": PAPER, "stroke-width": "3", "stroke-linejoin": "round", "class": "halo"}
    for colour, more in ((PAPER, halo), (MUTED if quiet else INK, {})):
        _text(root, spot, text, colour, _SIZE, {"text-anchor": "middle"} | look | more)


def _text(  # noqa: PLR0913, PLR0917 — what a text is
    root: ET.Element,
    spot: tuple[float, float],
    text: str,
    colour: str,
    size: float,
    more: Mapping[str, str] | None = None,
) -> None:
    place = {"x": _n(spot[0]), "y": _n(spot[1]), "font-size": f"{size:g}", "fill": colour, "font-family": FONT}
    ET.SubElement(root, f"{{{SVG}}}text", place | dict(more or {})).text = text


def _n(value: float) -> str:
    """A number of pixels, to a tenth: the last bits of a float differ between machines."""
    return f"{value:.1f}".removesuffix(".0")
