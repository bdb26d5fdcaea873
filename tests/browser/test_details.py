"""The details: every value above the exact words of its sources, each wording once, with links to who has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from kg.records.profiles import ClaimProfile, Profiles, Quote, SourceProfile
from tests.browser.quiet import is_quiet
from tests.pictures import MOU, ONTOLOGY, organization, siheung_agreement, siheung_picture

if TYPE_CHECKING:
    from kg.views.graph.page import Picture
    from tests.browser.conftest import Opened, Opener

SOURCES = [f"https://example.org/{letter}" for letter in "abcd"]


def told_by_four() -> Picture:
    """The memorandum of Siheung as four sources tell it: three have one wording of the day, the fourth has another."""
    sources = tuple(
        SourceProfile(iri=f"{url}#it", url=url, publisher={"ko": f"신문 {n}"}, published=f"2018-04-{18 + n}")
        for n, url in enumerate(SOURCES, start=1)
    )
    day = tuple(Quote("지난 17일", sources[at].iri) for at in (0, 1, 3))
    quotes = {f"{ONTOLOGY}signedOn": (Quote("17일 오후", sources[2].iri), *day)}
    claims = (
        ClaimProfile(property=f"{ONTOLOGY}signedOn", value="2018-04-17", source=sources[0].iri, quotes=day[:1]),
        ClaimProfile(property=f"{ONTOLOGY}signedOn", value="2018-04-16", source=sources[2].iri),
    )
    agreement = msgspec.structs.replace(siheung_agreement(), sources=sources, quotes=quotes, claims=claims)
    picture = siheung_picture()
    return msgspec.structs.replace(picture, profiles=Profiles((agreement,), picture.profiles.organizations))


def signed(opened: Opened) -> list[str]:
    """What stands under the day of signing, line by line."""
    text = opened.page.locator("#details dt", has_text="체결일").locator("xpath=following-sibling::dd[1]").inner_text()
    return [line for line in text.splitlines() if line]


def test_one_wording_of_several_sources_stands_once_with_their_numbers(open_page: Opener) -> None:
    opened = open_page(told_by_four(), f"#node={MOU}")
    assert signed(opened) == ["2018년 4월 17일", "지난 17일 출처 1, 2, 4", "출처 1곳 더"]


def test_other_wordings_are_behind_a_press(open_page: Opener) -> None:
    opened = open_page(told_by_four(), f"#node={MOU}")
    opened.page.locator("#details summary").first.click()
    assert signed(opened)[-1] == "17일 오후 출처 3"


def test_each_number_is_a_link_to_its_source_that_says_whose_it_is(open_page: Opener) -> None:
    opened = open_page(told_by_four(), f"#node={MOU}")
    links = opened.page.locator("#details dd cite a")
    found = [(one.get_attribute("href"), one.get_attribute("aria-label")) for one in links.all()[:2]]
    assert found == [
        (SOURCES[0], "출처 1: 신문 1, 2018년 4월 19일 (새 창에서 열림)"),
        (SOURCES[1], "출처 2: 신문 2, 2018년 4월 20일 (새 창에서 열림)"),
    ]
    assert is_quiet(opened)


def test_where_sources_disagree_each_value_stands_beside_its_source(open_page: Opener) -> None:
    opened = open_page(told_by_four(), f"#node={MOU}")
    section = opened.page.locator("#details section", has=opened.page.get_by_role("heading", name="출처마다 다른 내용"))
    rows = [" ".join(row.split()) for row in section.locator("li").all_inner_texts()]
    assert rows == [
        "체결일 2018년 4월 17일 지난 17일 출처 1",
        "체결일 2018년 4월 16일 출처 3",
    ]


def test_a_body_lists_those_that_it_works_with_and_opens_what_ties_them(open_page: Opener) -> None:
    opened = open_page(siheung_picture(), f"#node={organization('kepco')}")
    section = opened.page.locator("#details section", has=opened.page.get_by_role("heading", name="함께한 기관"))
    assert section.locator("button.node").count() == 6
    section.get_by_role("button", name="시흥시").click()
    assert opened.state["path"] == {"from": organization("kepco"), "to": organization("siheung-city")}
    assert "한국전력공사 — (글로벌 스마트시티 추진을 위한 업무협약) — 시흥시" in " ".join(
        opened.page.locator("#details .path").inner_text().split()
    )
