"""Dots on a drawing, and labels beside the largest of them that cover neither each other nor a dot."""

from __future__ import annotations

import math
import unicodedata
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FONT: Final = 12.5
"""Size of a label in pixels."""

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
    """A dot and its label: the text and its anchor, as SVG means it; without a place for it, `text` is empty."""

    spot: Spot
    text: str = ""
    x: float = 0.0
    y: float = 0.0
    anchor: Literal["start", "middle", "end"] = "start"

    @property
    def box(self) -> Box:
        """What the text covers, from a little above its base line to a little below."""
        width = text_width(self.text)
        left = self.x - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        return Box(left, self.y - FONT * 0.85, left + width, self.y + FONT * 0.25)


def labelled(spots: Sequence[Spot], size: tuple[int, int], taken: Iterable[Box] = ()) -> list[Label]:
    """The dots in their order, the largest first, with a label where one fits: beside, above or below its dot.

    A label keeps clear of the frame, of earlier labels and of dots; it may only cover those that stand for less than a
    quarter of its own number.
    """
    used = list(taken)
    labels = []
    for spot in spots:
        label = next((label for label in _labels(spot) if _fits(label, size, used, spots)), Label(spot))
        if label.text:
            used.append(label.box)
        labels.append(label)
    return labels


def _fits(label: Label, size: tuple[int, int], used: Iterable[Box], spots: Iterable[Spot]) -> bool:
    box, (width, height) = label.box, size
    if box.left < 0 or box.top < 0 or box.right > width or box.bottom > height:
        return False
    return not any(box.meets(other) for other in used) and not any(
        spot.meets(box) for spot in spots if spot is not label.spot and spot.number * 4 >= label.spot.number
    )


def _labels(spot: Spot) -> Iterator[Label]:
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
