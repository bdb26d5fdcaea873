"""Agreements on a map of Korea, as SVG: a dot where their parties have their seats, sized by the number of agreements.

The drawing is one that every renderer knows: attributes only, no style sheet, no script, and colours that suit light
and dark paper, because text and borders take the colour of the text around them. A page may give its own colours by the
classes `map-sea`, `map-land`, `map-around`, `map-dot` and `map-label`. The outline is in `korea/`, with its sources and
licences.
"""

from __future__ import annotations

import json
import math
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import jinja2

from kg.views.charts.seats import seats
from kg.views.charts.spots import Box, Spot, labelled, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.records.profiles import PlaceProfile, Profiles
    from kg.views.charts.seats import Seat, Seats

Language = Literal["ko", "en"]

WIDTH: Final = 640
WEST, SOUTH, EAST, NORTH = 124.3, 32.9, 132.2, 38.9
"""The frame in degrees: from Baengnyeongdo to Dokdo, from Marado to the northern end of Goseong."""

_PER_DEGREE: Final = WIDTH / (EAST - WEST)
_STRETCH: Final = math.cos(math.radians(36))
"""How much shorter a degree of longitude is than one of latitude, in the middle of the map."""

HEIGHT: Final = round((NORTH - SOUTH) * _PER_DEGREE / _STRETCH)
LARGEST: Final = 30.0
"""Radius of the largest dot, in pixels; the area of a dot is in proportion to its number."""

SMALLEST: Final = 3.0
LINE: Final = 19
"""Height of a line of the text below the map, in pixels."""

_WORDS: Final[dict[Language, dict[str, str]]] = {
    "ko": {
        "title": "당사자 소재지별 협약",
        "legend": "협약 수",
        "elsewhere": "지도 밖",
        "without": "소재지를 모르는 당사자 {bodies}곳: 협약 {agreements}건",
        "note": "협약은 당사자의 소재지마다 한 번씩 센다.",
        "outline": "경계: 국토지리정보원(2023-09-15), 주변국: Natural Earth",
        "ulleungdo": "울릉도",
        "dokdo": "독도",
    },
    "en": {
        "title": "Agreements by the seats of their parties",
        "legend": "Agreements",
        "elsewhere": "Not on this map",
        "without": "Parties whose seat is not known: {bodies}, in {agreements} agreements",
        "note": "An agreement counts once at each place where a party has its seat.",
        "outline": "Borders: National Geographic Information Institute (2023-09-15); neighbours: Natural Earth",
        "ulleungdo": "Ulleungdo",
        "dokdo": "Dokdo",
    },
}


class _Area(NamedTuple):
    """An area of the outline as the path of an SVG."""

    around: bool
    path: str


def map_svg(profiles: Profiles, language: Language = "ko") -> str:
    """The map of these agreements as the text of one `<svg>`; without a seat on the map it shows the map alone.

    Places that aren't on the map are listed below it, and bodies without a known place are counted there.
    """
    counted, words = seats(profiles), _WORDS[language]
    shown = [seat for seat in counted.known if on_map(seat.place)]
    most = max((seat.agreements for seat in shown), default=1)
    spots = [_spot(seat, most, language) for seat in shown]
    legend = _legend(most)
    lines = _lines(counted, words, language)
    template = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    drawn: str = template.from_string(files(__package__).joinpath("map.svg.jinja").read_text("utf-8")).render(
        words=words,
        language=language,
        areas=_outline(),
        labels=labelled(spots, (WIDTH, HEIGHT), _taken(legend)),
        legend=legend,
        islands=[(*project(37.5, 130.87), words["ulleungdo"]), (*project(37.2415, 131.8685), words["dokdo"])],
        lines=lines,
        size=(WIDTH, HEIGHT, HEIGHT + LINE * (len(lines) + 1)),
        line=LINE,
        told="; ".join(f"{spot.name} {spot.number}" for spot in spots),
    )
    return drawn


def on_map(place: PlaceProfile) -> bool:
    """Whether the place has a point that is inside the frame."""
    if place.latitude is None or place.longitude is None:
        return False
    return WEST < place.longitude < EAST and SOUTH < place.latitude < NORTH


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Degrees to pixels: an equirectangular projection that is true on the parallel of 36° north."""
    return round((longitude - WEST) * _PER_DEGREE, 1), round((NORTH - latitude) * _PER_DEGREE / _STRETCH, 1)


def _spot(seat: Seat, most: int, language: Language) -> Spot:
    x, y = project(seat.place.latitude or 0.0, seat.place.longitude or 0.0)
    return Spot(x, y, _radius(seat.agreements, most), _name(seat.place, language), seat.agreements)


def _radius(number: int, most: int) -> float:
    return round(max(SMALLEST, LARGEST * math.sqrt(number / max(most, 10))), 1)


def _name(place: PlaceProfile, language: Language) -> str:
    label = place.label
    return label.get(language) or next((label[key] for key in sorted(label)), place.iri.rpartition("/")[2])


def _legend(most: int) -> list[Spot]:
    """Three dots that tell what sizes mean: one, some, the most; they stand in the open sea."""
    x, bottom = project(35.2, 131.3)
    numbers = sorted({1, round(most / 3) or 1, most})
    return [Spot(x, bottom - _radius(n, most), _radius(n, most), "", n) for n in numbers]


def _taken(legend: Sequence[Spot]) -> list[Box]:
    """What no label may cover: the legend."""
    largest = legend[-1]
    return [Box(largest.x - 60, largest.y - largest.radius - 30, largest.x + 70, largest.y + largest.radius + 10)]


def _lines(counted: Seats, words: dict[str, str], language: Language) -> list[str]:
    """What stands below the map, in lines that fit its width."""
    elsewhere = [seat for seat in counted.known if not on_map(seat.place)]
    told = []
    if elsewhere:
        names = "\xa0· ".join(
            f"{_name(seat.place, language)} {seat.agreements}".replace(" ", "\xa0") for seat in elsewhere
        )
        told.append(f"{words['elsewhere']}: {names}")
    if counted.bodies_without:
        numbers = {"bodies": counted.bodies_without, "agreements": counted.agreements_without}
        told.append(words["without"].format(**numbers))
    told += [words["note"], words["outline"]]
    return [line for text in told for line in wrapped(text, WIDTH)]


@cache
def _outline() -> list[_Area]:
    """The areas of the outline, projected."""
    collection = json.loads(files(__package__).joinpath("korea", "korea.geojson").read_text("utf-8"))
    return [
        _Area("neighbour" in feature["properties"], "".join(map(_ring, _rings(feature["geometry"]["coordinates"]))))
        for feature in collection["features"]
    ]


def _rings(polygons: list[list[list[list[float]]]]) -> list[list[list[float]]]:
    return [ring for polygon in polygons for ring in polygon]


def _ring(ring: list[list[float]]) -> str:
    """A closed ring as steps of a path, in tenths of pixels, so that the drawing stays small."""
    points = [(round(x * 10), round(y * 10)) for x, y in (project(latitude, longitude) for longitude, latitude in ring)]
    steps = [
        (x - before_x, y - before_y)
        for (before_x, before_y), (x, y) in pairwise(points[:-1])
        if (x, y) != (before_x, before_y)
    ]
    x, y = points[0]
    return f"M{_short(x)},{_short(y)}l" + " ".join(f"{_short(x)},{_short(y)}" for x, y in steps) + "z"


def _short(tenths: int) -> str:
    """Tenths of a pixel in the shortest spelling."""
    return f"{tenths / 10:g}"
