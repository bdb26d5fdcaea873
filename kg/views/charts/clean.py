"""SVG that may stand in a page: only what draws, with a title and a description, and ids of its own."""

from __future__ import annotations

import re
from typing import Final
from xml.etree import ElementTree as ET

from kg.views.charts.look import FONT, PAPER

SVG: Final = "http://www.w3.org/2000/svg"

_ELEMENTS: Final = frozenset(("svg", "g", "path", "text", "tspan", "rect", "circle", "line", "title", "desc"))
_ATTRIBUTES: Final = frozenset(
    (
        *("d", "x", "y", "x1", "x2", "y1", "y2", "r", "cx", "cy", "dx", "dy", "width", "height", "rx", "transform"),
        *("fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linejoin"),
        *("opacity", "fill-rule", "font-size", "font-weight", "text-anchor", "viewBox", "class"),
    )
)
_CLASS: Final = re.compile(r"[a-z]+( [a-z]+)*")
_LONG: Final = re.compile(r"-?\d+\.\d{3,}")


def cleaned(svg: str, name: str, title: str, description: str) -> str:
    """The drawing without scripts, styles, addresses and anything else that doesn't draw.

    `name` begins the ids of its title and description, by which a screen reader tells it.
    """
    root = ET.fromstring(svg)  # noqa: S314 — vl-convert's own output, or our own
    _clean(root)
    root.set("font-family", FONT)
    size = root.attrib.get("width", ""), root.attrib.get("height", "")
    root.attrib.update({"role": "img", "aria-labelledby": f"{name}-title {name}-desc"})
    root.attrib.setdefault("viewBox", f"0 0 {size[0]} {size[1]}")
    for position, (tag, text) in enumerate((("title", title), ("desc", description))):
        element = ET.Element(f"{{{SVG}}}{tag}", {"id": f"{name}-{tag}"})
        element.text = text
        root.insert(position, element)
    ET.register_namespace("", SVG)
    return ET.tostring(root, encoding="unicode")


def layered(svg: str) -> str:
    """The drawing with each text that has a halo as two texts, for what draws an outline over the letters."""
    root = ET.fromstring(svg)  # noqa: S314 — our own
    for parent in list(root.iter()):
        for at, child in reversed(list(enumerate(parent))):
            if child.attrib.pop("paint-order", None):
                halo = ET.Element(child.tag, child.attrib | {"stroke": PAPER, "fill": PAPER})
                halo.text = child.text
                for key in [key for key in child.attrib if key.startswith("stroke")]:
                    del child.attrib[key]
                parent.insert(at, halo)
    for told in [child for child in root if child.tag in {f"{{{SVG}}}title", f"{{{SVG}}}desc"}]:
        root.remove(told)
    return ET.tostring(root, encoding="unicode")


def _clean(element: ET.Element) -> None:
    for child in list(element):
        if not isinstance(child.tag, str) or child.tag.removeprefix(f"{{{SVG}}}") not in _ELEMENTS or _is_empty(child):
            element.remove(child)
        else:
            _clean(child)
    for key, value in list(element.attrib.items()):
        if key not in _ATTRIBUTES or "url(" in value or (key == "class" and not _CLASS.fullmatch(value)):
            del element.attrib[key]
        else:
            element.attrib[key] = _LONG.sub(lambda found: f"{float(found[0]):.2f}", value)


def _is_empty(element: ET.Element) -> bool:
    """Whether it draws nothing: a frame without a colour, a text without a letter."""
    if element.tag == f"{{{SVG}}}path":
        return element.get("display") == "none" or element.get("class") in {"background", "foreground"}
    return element.tag == f"{{{SVG}}}text" and not "".join(element.itertext()).strip()
