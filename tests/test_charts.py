"""Charts: the same SVG each time, labels that fit, and nothing in it but what draws."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.views.charts.bars import bars, columns
from kg.views.charts.clean import SVG, cleaned, layered
from kg.views.charts.draw import png_of, svg_of
from kg.views.charts.look import clipped, width_of, wrapped
from kg.views.charts.matrix import matrix
from kg.views.charts.network import GROUPS, Dot, fitted, network, placed
from kg.views.charts.timeline import Event, timeline
from tests.seed import ROOT
from tests.strategies import STEADY, texts

if TYPE_CHECKING:
    from kg.views.charts.look import Spec

DAY: Final = dt.date(2018, 4, 17)
SPECS: Final[dict[str, Spec]] = {
    "columns": columns([(str(year), year % 4) for year in range(2010, 2026)], 324),
    "bars": bars(
        [("정보 및 시설 공유", "19", 19), ("Electronics and Telecommunications Research Institute", "7", 7)], 324
    ),
    "matrix": matrix(
        ["시흥시", "LG CNS"], ["에너지", "자율주행", "research and development"], [[1, 0, 3], [0, 2, 0]], 680
    ),
    "timeline": timeline(
        [
            Event("업무협약", "2018년 4월 17일", DAY, DAY, dt.date(2021, 4, 16)),
            Event("협약", "2019년", dt.date(2019, 1, 1), dt.date(2019, 12, 31), None),
        ],
        680,
    ),
}


def texts_of(svg: str) -> list[str]:
    return ["".join(element.itertext()) for element in ET.fromstring(svg).iter(f"{{{SVG}}}text")]  # noqa: S314 — our own


@pytest.mark.parametrize("name", SPECS)
def test_a_chart_is_drawn_the_same_each_time_and_holds_its_labels_as_text(name: str) -> None:
    svg = svg_of(SPECS[name])
    assert svg == svg_of(SPECS[name])
    expected = {"columns": "2025", "bars": "정보 및 시설 공유", "matrix": "LG CNS", "timeline": "업무협약"}[name]
    assert expected in texts_of(svg)


@pytest.mark.parametrize("name", SPECS)
def test_a_clean_chart_has_a_title_and_a_description_and_nothing_that_acts(name: str) -> None:
    svg = cleaned(svg_of(SPECS[name]), "chart", "제목 <b>", "설명 & more")
    root = ET.fromstring(svg)  # noqa: S314 — our own
    assert [(child.tag, child.text) for child in root[:2]] == [
        (f"{{{SVG}}}title", "제목 <b>"),
        (f"{{{SVG}}}desc", "설명 & more"),
    ]
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "chart-title chart-desc"
    for element in root.iter():
        assert not [
            key for key in element.attrib if key.startswith(("on", "aria-r")) or "href" in key or key == "style"
        ]


def test_cleaning_leaves_out_what_does_not_draw() -> None:
    dirty = (
        f'<svg xmlns="{SVG}" width="9" height="9" onload="alert(1)"><script>alert(1)</script><style>*{{}}</style>'
        '<a href="javascript:alert(1)"><text>a</text></a><foreignObject/><image href="http://a.test/1.png"/>'
        '<path d="M0.123456,1" fill="url(#x)" style="x" onclick="y"/><use href="#x"/><!-- note --></svg>'
    )
    svg = cleaned(dirty, "x", "t", "d")
    for gone in ("alert", "script", "style", "href", "image", "foreignObject", "url(", "note", "use"):
        assert gone not in svg
    assert 'd="M0.12,1"' in svg


def test_a_halo_becomes_a_text_of_its_own() -> None:
    text = '<text x="1" stroke="Canvas" stroke-width="3" paint-order="stroke">서울</text>'
    svg = f'<svg xmlns="{SVG}"><title>t</title>{text}</svg>'
    root = ET.fromstring(layered(svg))  # noqa: S314 — our own
    below, above = root
    assert (below.text, below.get("stroke"), below.get("fill")) == ("서울", "#ffffff", "#ffffff")
    assert (above.text, above.get("stroke"), above.get("paint-order")) == ("서울", None, None)


def test_a_chart_can_be_a_picture_of_points() -> None:
    assert png_of(cleaned(svg_of(SPECS["bars"]), "x", "t", "d")).startswith(b"\x89PNG")


RUN: Final = "from tests.test_charts import SPECS, svg_of; print([svg_of(spec) for spec in SPECS.values()])"


@pytest.mark.slow
def test_a_chart_hangs_on_no_hash_seed_and_no_time_zone() -> None:
    said = {
        subprocess.check_output(
            [sys.executable, "-c", RUN], cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        )
        for seed, zone in (("1", "Asia/Seoul"), ("2", "America/New_York"))
    }
    assert len(said) == 1


@STEADY
@given(texts(40), st.floats(20, 400), st.integers(1, 3))
def test_a_wrapped_label_fits_its_lines(text: str, width: float, lines: int) -> None:
    found = wrapped(text, width, lines)
    assert 1 <= len(found) <= lines
    assert all(width_of(line) <= width or len(line) <= 2 for line in found)
    if found[-1][-1:] != "…":
        assert "".join(found).replace(" ", "") == text.replace(" ", "")


@STEADY
@given(texts(40), st.floats(20, 400))
def test_a_clipped_label_is_whole_or_says_that_it_is_not(text: str, width: float) -> None:
    found = clipped(text, width)
    assert found == text or (found.endswith("…") and text.startswith(found[:-1]))


@STEADY
@given(st.lists(st.tuples(st.floats(-1e4, 1e4), st.floats(-1e4, 1e4)), max_size=25))
def test_every_node_is_inside_the_picture_and_in_its_order(points: list[tuple[float, float]]) -> None:
    spots = fitted(points, 680, 280)
    assert len(spots) == len(points)
    assert all(0 <= x <= 680 and 0 <= y <= 280 for x, y in spots)
    for (one, at), (other, to) in zip(
        zip(points, spots, strict=True), zip(points[1:], spots[1:], strict=False), strict=False
    ):
        assert one[0] != other[0] or abs(at[0] - to[0]) < 0.01


def test_labels_of_a_small_graph_cover_little_of_each_other() -> None:
    dots = [Dot(f"한국시험기관{n}", "university", (n * 37) % 100, (n * 61) % 100, n / 20) for n in range(20)]
    spots = fitted([(dot.x, dot.y) for dot in dots], 680, 280)
    boxes = [box for box, _ in placed(dots, spots, (680, 280)).values()]
    area = sum((right - left) * (bottom - top) for left, top, right, bottom in boxes)
    covered = sum(
        max(0.0, min(one[2], other[2]) - max(one[0], other[0]))
        * max(0.0, min(one[3], other[3]) - max(one[1], other[1]))
        for at, one in enumerate(boxes)
        for other in boxes[at + 1 :]
    )
    assert covered / area < 0.02


def test_each_group_has_its_own_shape_and_colour_and_a_line_in_the_legend() -> None:
    assert len(set(GROUPS.values())) == len(GROUPS)
    dots = [Dot(group, group, n, n, 0.5) for n, group in enumerate(GROUPS)]
    svg = network(dots, [(0, 1, 1.0)], {group: f"유형 {group}" for group in GROUPS}, (680, 400))
    assert {f"유형 {group}" for group in GROUPS} <= set(texts_of(svg))
