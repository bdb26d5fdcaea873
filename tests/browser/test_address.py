"""Deep links: the address says what is on show, and brings it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from kg.records.profiles import OrganizationProfile, PartyProfile
from tests.pictures import organization, siheung_picture
from tests.varied import agreement, varied_picture

if TYPE_CHECKING:
    from tests.browser.conftest import Opener

pytestmark = pytest.mark.slow

KEPCO, SNU, KT = (organization(name) for name in ("kepco", "snu", "kt"))

VIEWS = [
    "#node=kepco",
    "#mode=projection&size=degree&tie=kt..snu",
    "#hide=university&hide=agreement&theme=dark&lang=en",
    "#field=energy&field=mobility&kind=mou&status=signed&status=-&type=private-company",
    "#from=2018&until=2019&undated=no",
    "#from=2018",
    "#focus=deal-3&depth=2",
    "#path=kt..kepco",
]


@pytest.mark.parametrize("view", VIEWS)
def test_what_an_address_names_is_what_the_page_would_write(open_page: Opener, view: str) -> None:
    opened = open_page(varied_picture(), view)
    before = opened.state
    opened.page.locator("#zoom-in").click()
    opened.page.get_by_role("button", name="한국어").click()  # writes the address anew
    wanted = sorted(part for part in view[1:].split("&") if part != "lang=en")
    found = sorted(opened.page.url.rpartition("#")[2].split("&"))
    assert found == wanted
    opened.page.reload()
    opened.page.evaluate("window.kgPage.ready")
    kept = ("selected", "tie", "mode", "size", "hidden", "facets", "years", "undated", "focus", "path", "step", "theme")
    assert {key: opened.state[key] for key in kept} == {key: before[key] for key in kept}


def test_back_and_forward_go_through_the_views(open_page: Opener) -> None:
    opened = open_page(varied_picture())
    opened.page.evaluate("(iri) => window.kgPage.select(iri)", KEPCO)
    opened.page.get_by_role("button", name="기관끼리").click()
    opened.page.locator("#legend button", has_text="대학교").click()
    assert opened.page.url.endswith("#node=kepco&mode=projection&hide=university")
    opened.page.go_back()
    opened.page.wait_for_function("() => window.kgPage.state().hidden.length === 0")
    opened.page.go_back()
    opened.page.wait_for_function("() => window.kgPage.state().mode === 'two-mode'")
    assert opened.page.get_by_role("button", name="협약과 기관").get_attribute("aria-pressed") == "true"
    opened.page.go_back()
    opened.page.wait_for_function("() => window.kgPage.state().selected === null")
    opened.page.go_forward()
    opened.page.wait_for_function("(iri) => window.kgPage.state().selected === iri", arg=KEPCO)


def test_a_short_id_that_two_things_share_is_not_used(open_page: Opener) -> None:
    picture = siheung_picture()
    twin = "https://example.org/org/kepco"
    deal = picture.profiles.agreements[0]
    parties = (*deal.parties, PartyProfile(organization=twin))
    profiles = msgspec.structs.replace(
        picture.profiles,
        agreements=(msgspec.structs.replace(deal, parties=parties),),
        organizations=(*picture.profiles.organizations, OrganizationProfile(iri=twin, name={"ko": "다른 한전"})),
    )
    opened = open_page(msgspec.structs.replace(picture, profiles=profiles), "#node=kepco")
    assert opened.state["selected"] is None
    opened.page.evaluate("(iri) => window.kgPage.select(iri)", twin)
    assert opened.page.url.endswith("#node=https%3A%2F%2Fexample.org%2Forg%2Fkepco")
    opened.page.reload()
    assert opened.state["selected"] == twin


@pytest.mark.parametrize(
    "fragment",
    [
        "#mode=nonsense&size=__proto__&field=unknown&hide=nobody&from=soon&depth=9&focus=nobody&path=a..b&step=-1",
        "#tie=kepco&node=%E0%A4%A&theme=neon&lang=xx&undated=maybe",
        "#=&&&=..&path=..&tie=...",
    ],
)
def test_an_address_that_makes_no_sense_is_the_whole_picture(open_page: Opener, fragment: str) -> None:
    opened = open_page(varied_picture(), fragment)
    state = opened.state
    assert (state["mode"], state["size"], state["theme"], state["lang"]) == ("two-mode", "agreements", "auto", "ko")
    assert (state["selected"], state["tie"], state["focus"], state["path"], state["step"]) == (None,) * 5
    assert (state["agreements"], state["years"], state["undated"]) == ([6, 6], None, True)
    assert opened.complaints == []


def test_a_link_to_an_agreement_shows_it_before_anything_is_clicked(open_page: Opener) -> None:
    opened = open_page(varied_picture(), "#node=deal-3&lang=en")
    assert opened.state["selected"] == agreement("deal-3")
    assert opened.page.locator("#details h2").inner_text() == "Agreement deal-3"
    assert opened.page.locator("#details button.node .name").all_inner_texts() == [
        "Seoul National University",
        "KT Corporation",
    ]
