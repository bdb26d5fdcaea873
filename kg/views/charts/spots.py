"""Dots on a drawing, and labels beside the largest of them that cover neither each other nor a dot."""

from __future__ import annotations

import math
import unicodedata
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FONT: Final = 12.5
"""Size of a label in pixels."""

FURTHEST: Final = 64
"""Pixels between a dot and a label to which a line leads; a label further away is left out."""

_TURNS: Final = 24
"""Directions in which a place for a label is looked for."""

_GAP: Final = 3.0
"""Between a dot and its label, in pixels."""

_WIDE: Final = frozenset("WFA")


class Box(NamedTuple):
    """A rectangle: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two have an area in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


class Spot(NamedTuple):
    """A dot with what it stands for."""

    x: float
    y: float
    radius: float
    name: str
    number: int

    def meets(self, box: Box) -> bool:
        """Whether the dot covers a part of the box."""
        nearest_x = min(max(self.x, box.left), box.right)
        nearest_y = min(max(self.y, box.top), box.bottom)
        return math.hypot(self.x - nearest_x, self.y - nearest_y) < self.radius


class Label(NamedTuple):
    """A dot and its label: the text and its anchor, as SVG means it; without a place for it, `text` is empty.

    `away` tells that the label stands at the edge of the drawing, with a line that leads to its dot.
    """

    spot: Spot
    text: str = ""
    x: float = 0.0
    y: float = 0.0
    anchor: Literal["start", "middle", "end"] = "start"
    away: bool = False

    @property
    def ends(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Where the line of a label begins, beside the text, and where it ends, at the edge of the dot."""
        start = self.box.left - 2 if self.anchor == "start" else self.box.right + 2
        middle = self.y - FONT * 0.3
        left = 1 - self.spot.radius / (math.hypot(self.spot.x - start, self.spot.y - middle) or 1)
        return (start, middle), (start + (self.spot.x - start) * left, middle + (self.spot.y - middle) * left)

    @property
    def box(self) -> Box:
        """What the text covers, from a little above its base line to a little below."""
        width = text_width(self.text)
        left = self.x - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        return Box(left, self.y - FONT * 0.85, left + width, self.y + FONT * 0.25)


def labelled(spots: Sequence[Spot], size: tuple[int, int], taken: Iterable[Box] = ()) -> list[Label]:
    """The dots in their order, the largest first, with a label where one fits: beside, above or below its dot.

    A label keeps clear of the frame, of earlier labels and of dots; it may only cover those that stand for less than a
    quarter of its own number. Where a dot has no room beside it, the label stands further away, with a line to the dot.
    """
    used = list(taken)
    labels: dict[Spot, Label] = {}
    for places in (_beside, _around):
        for spot in spots:
            if spot in labels and labels[spot].text:
                continue
            labels[spot] = next((label for label in places(spot) if _fits(label, size, used, spots)), Label(spot))
            if labels[spot].text:
                used += [labels[spot].box, *_steps(labels[spot])]
    return [labels[spot] for spot in spots]


def _around(spot: Spot) -> Iterator[Label]:
    """The label further and further away from its dot, in all directions."""
    text = f"{spot.name} {spot.number}"
    for distance in range(12, FURTHEST, 12):
        for turn in range(_TURNS):
            angle = 2 * math.pi * turn / _TURNS
            x = spot.x + (spot.radius + distance) * math.cos(angle)
            y = spot.y + (spot.radius + distance) * math.sin(angle)
            yield Label(spot, text, round(x, 1), round(y, 1), "start" if math.cos(angle) >= 0 else "end", away=True)


def _steps(label: Label) -> list[Box]:
    """Small boxes along the line of a label, so that no other label or line comes across it."""
    if not label.away:
        return []
    (x, y), (end_x, end_y) = label.ends
    count = max(2, round(math.hypot(end_x - x, end_y - y) / 4))
    points = [(x + (end_x - x) * n / count, y + (end_y - y) * n / count) for n in range(count + 1)]
    return [Box(px - 1, py - 1, px + 1, py + 1) for px, py in points]


def _fits(label: Label, size: tuple[int, int], used: Iterable[Box], spots: Iterable[Spot]) -> bool:
    box, (width, height) = label.box, size
    if box.left < 0 or box.top < 0 or box.right > width or box.bottom > height:
        return False
    covered = [box, *_steps(label)]
    return not any(one.meets(other) for other in used for one in covered) and not any(
        spot.meets(box) for spot in spots if spot is not label.spot and spot.number * 4 >= label.spot.number
    )


def _beside(spot: Spot) -> Iterator[Label]:
    """The label in each place that it may have: right, left, above, below."""
    text, away, middle = f"{spot.name} {spot.number}", spot.radius + _GAP, round(spot.y + FONT * 0.35, 1)
    yield Label(spot, text, round(spot.x + away, 1), middle, "start")
    yield Label(spot, text, round(spot.x - away, 1), middle, "end")
    yield Label(spot, text, spot.x, round(spot.y - away - FONT * 0.25, 1), "middle")
    yield Label(spot, text, spot.x, round(spot.y + away + FONT * 0.85, 1), "middle")


def text_width(text: str, font: float = FONT) -> float:
    """The width of a text in pixels, about: Hangul is as wide as high, Latin little more than half of it."""
    return font * sum(1.0 if unicodedata.east_asian_width(char) in _WIDE else 0.55 for char in text)


def wrapped(text: str, width: float) -> list[str]:
    """The text in lines of at most this width, broken at spaces; a word that is wider has a line of its own."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and text_width(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
