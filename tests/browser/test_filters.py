"""The filters: what each keeps, the counts beside its values, and the ways to take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pictures import hostile_picture, organization, siheung_picture
from tests.varied import agreement, varied_picture

if TYPE_CHECKING:
    from tests.browser.conftest import Opened, Opener

pytestmark = pytest.mark.slow

KEPCO, KT, KEA = (organization(name) for name in ("kepco", "kt", "kea"))


def deals(opened: Opened) -> set[str]:
    """The last parts of the agreements that are drawn."""
    return {iri.rpartition("/")[2] for iri in opened.state["drawn"] if "/agreement/" in iri}


def share(opened: Opened, value: str) -> str:
    """The count beside a value in the panel of filters."""
    return opened.page.locator("#filters li", has_text=value).locator(".count").inner_text()


@pytest.mark.parametrize(
    ("fragment", "kept"),
    [
        ("field=energy", {"deal-1", "deal-2", "deal-5"}),
        ("field=energy&field=data-hub", {"deal-1", "deal-2", "deal-3", "deal-5"}),
        ("field=energy&kind=mou", {"deal-1", "deal-2"}),
        ("field=-", {"deal-6"}),
        ("status=planned", {"deal-3"}),
        ("status=-", {"deal-5"}),
        ("type=private-company", {"deal-3", "deal-4"}),
        ("from=2018&until=2019", {"deal-2", "deal-3", "deal-5", "deal-6"}),
        ("from=2018&undated=no", {"deal-2", "deal-3", "deal-4", "deal-6"}),
        ("focus=kea&depth=1", {"deal-6"}),
        ("focus=kea&depth=2", {"deal-4", "deal-6"}),
        ("focus=kea&depth=3", {"deal-3", "deal-4", "deal-5", "deal-6"}),
        ("focus=deal-3", {"deal-3"}),
        ("focus=kea&depth=3&kind=mou", {"deal-4", "deal-6"}),
    ],
)
def test_each_filter_keeps_what_it_says(open_page: Opener, fragment: str, kept: set[str]) -> None:
    opened = open_page(varied_picture(), f"#{fragment}")
    assert deals(opened) == kept
    assert opened.state["agreements"] == [len(kept), 6]


def test_a_body_is_shown_for_the_agreements_that_pass_only(open_page: Opener) -> None:
    opened = open_page(varied_picture(), "#status=planned")
    assert {iri for iri in opened.state["drawn"] if "/organization/" in iri} == {KT, organization("snu")}
    assert "협약 6건 중 1건 · 기관 7곳 중 2곳" in opened.page.locator("header").inner_text()


def test_the_panel_of_filters_counts_under_the_other_filters(open_page: Opener) -> None:
    opened = open_page(varied_picture())
    opened.page.get_by_role("button", name="필터", exact=True).click()
    assert share(opened, "에너지") == "3/3"
    assert share(opened, "의향서") == "1/1"
    opened.page.get_by_label("에너지").check()
    assert deals(opened) == {"deal-1", "deal-2", "deal-5"}
    assert share(opened, "에너지") == "3/3"
    assert share(opened, "데이터 허브") == "1/1"
    assert share(opened, "의향서") == "0/1"
    assert share(opened, "계약") == "1/1"
    assert share(opened, "민간기업") == "0/1"
    assert opened.page.url.endswith("#field=energy")


def test_the_filters_work_by_keyboard_alone(open_page: Opener) -> None:
    opened = open_page(varied_picture())
    opened.page.locator("#filter-open").focus()
    opened.page.keyboard.press("Enter")
    assert opened.page.evaluate("document.activeElement.id") == "filter-close"
    opened.page.keyboard.press("Tab")
    assert opened.page.evaluate("document.activeElement.tagName") == "SUMMARY"
    opened.page.keyboard.press("Tab")
    opened.page.keyboard.press("Space")
    assert opened.state["facets"]["field"] == [f"{agreement('x').rpartition('agreement/')[0]}field/energy"]
    opened.page.keyboard.press("Escape")
    assert opened.page.evaluate("document.activeElement.id") == "filter-open"
    assert opened.page.locator("#filters").is_hidden()


def test_the_filters_in_force_are_chips_that_take_them_back(open_page: Opener) -> None:
    opened = open_page(varied_picture(), "#field=energy&from=2018&until=2018&undated=no&hide=university&focus=kepco")
    chips = opened.page.locator("#active button")
    assert [text.replace("\n", " ") for text in chips.all_inner_texts()] == [
        "한국전력공사 둘레 1단계 ×",
        "협력 분야: 에너지 ×",
        "2018년 ×",
        "날짜 미상 제외 ×",
        "대학교 숨김 ×",
        "모두 지우기",
    ]
    opened.page.get_by_role("button", name="2018년 필터 지우기").click()
    assert opened.state["years"] is None
    assert opened.page.evaluate("document.activeElement.closest('#active') !== null")
    opened.page.get_by_role("button", name="모두 지우기").click()
    assert opened.page.locator("#active").is_hidden()
    assert opened.state["agreements"] == [6, 6]
    assert opened.page.url.endswith("page.html") or opened.page.url.endswith("#")


def test_filters_that_leave_nothing_say_so_and_offer_the_way_back(open_page: Opener) -> None:
    opened = open_page(varied_picture(), "#field=data-hub&kind=contract")
    assert opened.page.locator("#blank").is_visible()
    assert "협약 6건 중 0건" in opened.page.locator("#counts").inner_text()
    opened.page.locator("#blank-reset").click()
    assert opened.page.locator("#blank").is_hidden()
    assert opened.state["nodes"] == 13


def test_the_legend_counts_what_is_shown_of_what(open_page: Opener) -> None:
    opened = open_page(varied_picture(), "#status=planned")
    chips = [" ".join(text.split()) for text in opened.page.locator("#legend button").all_inner_texts()]
    assert chips == ["협약 1/6", "공공기관 0/3", "지방자치단체 0/1", "민간기업 1", "연구기관 0/1", "대학교 1"]


def test_a_search_brings_a_filtered_body_back(open_page: Opener) -> None:
    opened = open_page(varied_picture(), "#field=data-hub")
    assert KEA not in opened.state["drawn"]
    opened.search("KEA")
    assert opened.state["selected"] == KEA
    assert KEA in opened.state["drawn"]


def test_focus_has_a_way_in_and_a_way_back(open_page: Opener) -> None:
    opened = open_page(varied_picture(), "#node=kea")
    around = opened.page.locator("#around")
    around.get_by_role("button", name="1단계").click()
    opened.settle()
    assert deals(opened) == {"deal-6"}
    around.get_by_role("button", name="2단계").click()
    opened.settle()
    assert deals(opened) == {"deal-4", "deal-6"}
    around.get_by_role("button", name="전체").click()
    opened.settle()
    assert opened.state["agreements"] == [6, 6]


def test_a_telephone_has_the_filters_in_a_drawer(open_page: Opener) -> None:
    opened = open_page(varied_picture(), viewport={"width": 390, "height": 844})
    opened.page.locator("#filter-open").click()
    drawer = opened.page.locator("#filters").bounding_box()
    assert drawer is not None
    assert drawer["width"] == 390
    assert opened.page.locator("#filters #years").is_visible()
    assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    sizes = opened.page.eval_on_selector_all("#filters .check", "all => all.map((one) => one.offsetHeight)")
    assert min(sizes) >= 44
    opened.page.locator("#filter-close").click()
    assert opened.page.locator("#filters").is_hidden()


def test_a_facet_without_values_has_no_list(open_page: Opener) -> None:
    opened = open_page(siheung_picture())
    opened.page.locator("#filter-open").click()
    heads = opened.page.locator("#facets summary").all_inner_texts()
    assert heads == ["협력 분야", "협약 종류", "상태", "기관 유형"]


def test_a_zoom_of_the_readers_own_outlives_a_filter(open_page: Opener) -> None:
    opened = open_page(varied_picture())

    def apart() -> float:
        drawn = opened.state["drawn"]
        return float(abs(drawn[KEPCO]["x"] - drawn[KT]["x"]))

    opened.settle()
    fitted = apart()
    opened.page.locator("#zoom-in").click()
    opened.settle()
    zoomed = apart()
    assert zoomed > fitted
    opened.page.locator("#legend button", has_text="대학교").click()
    opened.settle()
    assert opened.page.locator("#active").is_visible()
    assert abs(apart() - zoomed) < abs(apart() - fitted)


@pytest.mark.parametrize(
    "payload", ["</script><script>window.__fired=1</script>", "<img src=x onerror=window.__fired=1>"]
)
def test_scripts_in_the_data_stay_text_in_every_filter(open_page: Opener, payload: str) -> None:
    opened = open_page(hostile_picture(payload))
    opened.page.locator("#filter-open").click()
    assert payload in opened.page.locator("#facets").inner_text()
    for box in opened.page.locator("#facets input").all():
        box.click()
    assert opened.page.locator("#active button").count() > 5
    assert payload in opened.page.locator("#active").inner_text()
    opened.page.get_by_role("button", name="기관끼리").click()
    opened.page.evaluate("location.hash = '#mode=projection&tie=kt..snu'")
    opened.page.wait_for_function("() => window.kgPage.state().tie !== null")
    assert payload in opened.page.locator("#details").inner_text()
    assert opened.page.evaluate("window.__fired") is None
    assert (opened.complaints, opened.violations) == ([], [])
