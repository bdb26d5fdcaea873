"""Pictures that the tests of the page draw: the seven-party agreement of Siheung, and made-up ones around it."""

from __future__ import annotations

import math
from typing import Any

import msgspec

from kg.records.profiles import (
    AgreementProfile,
    FieldProfile,
    Named,
    OrganizationProfile,
    PartyProfile,
    PersonProfile,
    Profiles,
    Quote,
    SourceProfile,
)
from kg.views.graph.page import Picture

BASE = "https://w3id.org/smartcity-kg/id/"
ONTOLOGY = "https://w3id.org/smartcity-kg/ontology#"
MOU = f"{BASE}agreement/siheung-global-smart-city-2018"
ARTICLE = f"{BASE}source/gginews-42012"

TYPES = {
    "municipality": {"ko": "지방자치단체", "en": "Municipality"},
    "university": {"ko": "대학교", "en": "University"},
    "research-institute": {"ko": "연구기관", "en": "Research institute"},
    "public-corporation": {"ko": "공공기관", "en": "Public corporation"},
    "private-company": {"ko": "민간기업", "en": "Private company"},
    "central-government": {"ko": "중앙정부", "en": "Central government"},
    "association": {"ko": "협회·단체", "en": "Association"},
}
BODIES: dict[str, tuple[str, str, str, tuple[str, ...]]] = {
    "siheung-city": ("시흥시", "Siheung City", "municipality", ()),
    "snu": ("서울대학교", "Seoul National University", "university", ("서울대", "SNU")),
    "etri": (
        "한국전자통신연구원",
        "Electronics and Telecommunications Research Institute",
        "research-institute",
        ("ETRI",),
    ),
    "kepco": ("한국전력공사", "Korea Electric Power Corporation", "public-corporation", ("한전", "KEPCO")),
    "lh": ("한국토지주택공사", "Korea Land and Housing Corporation", "public-corporation", ("LH",)),
    "kea": ("한국에너지공단", "Korea Energy Agency", "public-corporation", ("KEA",)),
    "kt": ("주식회사 케이티", "KT Corporation", "private-company", ("KT",)),
}
FIELDS = (
    ("research-and-development", "연구·기술개발", "Research and development", "연구 및 기술개발"),
    ("training", "인력양성", "Training", "인력양성 및 교육"),
    (
        "information-and-facility-sharing",
        "정보·시설 공유",
        "Sharing of information and facilities",
        "정보 교류, 연구시설 및 장비의 상호 이용",
    ),
    ("business-scaling", "사업화·확산", "Business scaling", "사업 전략화 및 확대"),
)


def organization(name: str) -> str:
    """The IRI of an organisation."""
    return f"{BASE}organization/{name}"


def quote(text: str) -> Quote:
    """Words of the article."""
    return Quote(exact=text, source=ARTICLE)


def _type(name: str) -> Named:
    return Named(iri=f"{BASE}organization-type/{name}", label=TYPES[name])


def _bodies() -> tuple[OrganizationProfile, ...]:
    place = Named(iri=f"{BASE}place/siheung-si", label={"ko": "경기도 시흥시", "en": "Siheung-si, Gyeonggi-do"})
    same_as = {"kepco": ("https://ror.org/04h4jwb49", "https://www.wikidata.org/entity/Q484330")}
    return tuple(
        OrganizationProfile(
            iri=organization(name),
            name={"ko": korean, "en": english},
            other_names=others,
            type=_type(kind),
            group=_type(kind),
            place=place if name == "siheung-city" else None,
            same_as=same_as.get(name, ()),
        )
        for name, (korean, english, kind, others) in sorted(BODIES.items())
    )


def _parties() -> tuple[PartyProfile, ...]:
    role = {
        "siheung-city": Named(iri=f"{BASE}role/lead", label={"ko": "주관", "en": "Lead"}),
    }
    partner = Named(iri=f"{BASE}role/partner", label={"ko": "협력 기관", "en": "Partner"})
    written = {name: "KT" if name == "kt" else korean for name, (korean, *_) in BODIES.items()}
    return tuple(
        PartyProfile(
            organization=organization(name),
            role=role.get(name, partner),
            name_as_written=written[name],
            quotes=(quote(written[name]),),
        )
        for name in BODIES
    )


def siheung_agreement() -> AgreementProfile:
    """The agreement of 17 April 2018 between Siheung and six partners, as the article of 19 April tells it."""
    return AgreementProfile(
        iri=MOU,
        title={"ko": "글로벌 스마트시티 추진을 위한 업무협약", "en": "Agreement on a global smart city"},
        kind=Named(iri=f"{BASE}kind/mou", label={"ko": "업무협약", "en": "Memorandum of understanding"}),
        status=Named(iri=f"{BASE}state/signed", label={"ko": "체결", "en": "Signed"}),
        signed="2018-04-17",
        term_not_stated=True,
        venue={"ko": "시흥 비즈니스센터"},
        slogan={"ko": "지속가능한 스마트 프로슈밍 시티, 시흥"},
        parties=_parties(),
        fields=tuple(
            FieldProfile(
                concept=Named(iri=f"{BASE}field/{name}", label={"ko": korean, "en": english}),
                as_written=phrase,
                quotes=(quote(phrase),),
            )
            for name, korean, english, phrase in FIELDS
        ),
        people=(
            PersonProfile(
                iri=f"{BASE}person/kim-yunsik",
                name={"ko": "김윤식", "en": "Kim Yun-sik"},
                part="quoted",
                post={"ko": "시흥시장", "en": "Mayor of Siheung"},
                organization=organization("siheung-city"),
                quotes=(quote("김윤식 시흥시장은"),),
            ),
            PersonProfile(
                iri=f"{BASE}person/sung-nakin",
                name={"ko": "성낙인"},
                part="quoted",
                post={"ko": "총장", "en": "President"},
                organization=organization("snu"),
                quotes=(quote("서울대 성낙인 총장은"),),
            ),
        ),
        projects=(
            Named(iri=f"{BASE}project/1", label={"ko": "국가R&D 실증사업"}),
            Named(iri=f"{BASE}project/2", label={"ko": "장현지구", "en": "Janghyeon District"}),
            Named(iri=f"{BASE}project/3", label={"ko": "V-City"}),
        ),
        stated_parties=7,
        stated_fields=4,
        sources=(
            SourceProfile(
                iri=ARTICLE,
                url="http://gginews.kr/news/view.php?idx=42012",
                title={"ko": "글로벌 스마트시티 추진을 위한 업무협약 체결"},
                publisher={"ko": "경기인뉴스"},
                published="2018-04-19",
            ),
        ),
        quotes={
            f"{ONTOLOGY}signedOn": (quote("지난 17일 오후 2시"),),
            "http://www.w3.org/ns/prov#atLocation": (quote("시흥 비즈니스센터에서"),),
            f"{ONTOLOGY}slogan": (quote("‘지속가능한 스마트 프로슈밍 시티, 시흥’"),),
            f"{ONTOLOGY}statedPartyCount": (quote("7개 기관"),),
            f"{ONTOLOGY}statedFieldCount": (quote("4개 분야"),),
            "http://purl.org/dc/terms/type": (quote("다자간 공동 업무협약"),),
        },
    )


def around(center: tuple[float, float], iris: list[str], radius: float = 240.0) -> dict[str, tuple[float, float]]:
    """Positions on a circle."""
    turn = 2 * math.pi / max(1, len(iris))
    return {
        iri: (center[0] + radius * math.sin(turn * at), center[1] - radius * math.cos(turn * at))
        for at, iri in enumerate(iris)
    }


def siheung_picture() -> Picture:
    """The seven parties around their agreement."""
    bodies = [organization(name) for name in BODIES]
    degree = {iri: {"agreements": 1.0, "partners": 6.0, "degree": 1.0, "betweenness": 0.0} for iri in bodies}
    return Picture(
        profiles=Profiles(agreements=(siheung_agreement(),), organizations=_bodies()),
        positions={MOU: (0.0, 0.0), **around((0.0, 0.0), bodies)},
        measures=degree,
        generator="kg 0.1.0",
    )


def empty_picture() -> Picture:
    """A graph without agreements."""
    return Picture(profiles=Profiles(agreements=(), organizations=()), positions={}, measures={}, generator="kg 0.1.0")


def twin_picture() -> Picture:
    """Two agreements between the same two organisations."""
    parties = tuple(PartyProfile(organization=organization(name)) for name in ("siheung-city", "kt"))
    twins = tuple(
        AgreementProfile(iri=f"{BASE}agreement/twin-{n}", title={"ko": f"쌍둥이 협약 {n}"}, parties=parties)
        for n in (1, 2)
    )
    bodies = tuple(body for body in _bodies() if body.iri in {party.organization for party in parties})
    positions = {
        twins[0].iri: (0.0, -200.0),
        twins[1].iri: (0.0, 200.0),
        bodies[0].iri: (-200.0, 0.0),
        bodies[1].iri: (200.0, 0.0),
    }
    return Picture(Profiles(twins, bodies), positions, {}, "kg 0.1.0")


def large_picture(agreements: int = 40, organizations: int = 60) -> Picture:
    """A made-up network: each agreement has two to six parties, some bodies take part often."""
    kinds = sorted(TYPES)
    bodies = tuple(
        OrganizationProfile(
            iri=organization(f"body-{n:04}"),
            name={"ko": f"한국{'가나다라마바사'[n % 7]}시험{n}공사", "en": f"Sample Public Body Number {n}"},
            type=_type(kinds[n % len(kinds)]) if n % 11 else None,
            group=_type(kinds[n % len(kinds)]) if n % 11 else None,
            member_count=17 if n % 13 == 5 else None,
        )
        for n in range(organizations)
    )
    deals = tuple(
        AgreementProfile(
            iri=f"{BASE}agreement/deal-{n:04}",
            title={
                "ko": f"스마트시티 데이터 허브 구축과 실증을 위한 업무협약 제{n}호",
                "en": f"Data hub agreement {n}",
            },
            signed=f"{2015 + n % 10}-{1 + n % 12:02}",
            parties=tuple(
                PartyProfile(organization=organization(f"body-{at:04}"))
                for at in sorted({(n + k * k * 7) % (10 if k == 0 else organizations) for k in range(2 + n % 4)})
            ),
        )
        for n in range(agreements)
    )
    iris = [*(deal.iri for deal in deals), *(body.iri for body in bodies)]
    golden = math.pi * (3 - math.sqrt(5))
    spiral = {
        iri: (90 * math.sqrt(n + 0.5) * math.cos(n * golden), 90 * math.sqrt(n + 0.5) * math.sin(n * golden))
        for n, iri in enumerate(iris)
    }
    return Picture(Profiles(deals, bodies), spiral, {}, "kg 0.1.0")


def hostile_picture(payload: str) -> Picture:
    """The Siheung picture with a payload in every text that a stranger could have written, also in the generator."""
    replaced = _replaced(msgspec.to_builtins(siheung_picture()), payload)
    return msgspec.convert(replaced, Picture)


_KEPT = {"iri", "organization", "source", "part", "positions", "part_of"}


def _replaced(value: Any, payload: str) -> Any:  # noqa: ANN401  # any JSON
    """The value with each text replaced; IRIs and the fields that link things stay as they are."""
    if isinstance(value, dict):
        return {key: inner if key in _KEPT else _replaced(inner, payload) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_replaced(inner, payload) for inner in value]
    return payload if isinstance(value, str) else value
