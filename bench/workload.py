"""Synthetic records to measure with: `python bench/workload.py N FOLDER` writes N agreements and N / 5 organisations.

The shape is that of press reports: two to six parties, four on average, of which few are in many agreements and most
in few (Zipf's law with Mandelbrot's shift); Korean titles, some English; one source each, which one record in twenty
shares with another; about 46 statements a record. Nothing in it is about anybody. Equal N gives equal bytes on every
machine: of the random numbers only `random()` is used, which Python promises to keep, and only exact arithmetic.
"""

from __future__ import annotations

import json
import random
import sys
from bisect import bisect
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

T = TypeVar("T")
Json = dict[str, Any]
"""A record as files hold it."""

SEED: Final = 2018
SHIFT: Final = 10
"""Mandelbrot's shift: with it the largest of 2,000 organisations is in one agreement of fourteen, not of three."""

REMEMBERED: Final = 1024
"""Sources that a later record may share."""

FIELDS: Final = (
    ("energy", "에너지", "energy"),
    ("smart-grid", "지능형 전력망", "smart grids"),
    ("renewable-energy", "신재생에너지", "renewable energy"),
    ("mobility", "스마트 모빌리티", "mobility"),
    ("autonomous-driving", "자율주행", "autonomous driving"),
    ("public-transport", "대중교통", "public transport"),
    ("parking", "공유주차", "parking"),
    ("data-hub", "데이터 허브", "data hubs"),
    ("digital-twin", "디지털 트윈", "digital twins"),
    ("artificial-intelligence", "인공지능", "artificial intelligence"),
    ("internet-of-things", "사물인터넷", "the internet of things"),
    ("safety", "시민 안전", "safety"),
    ("disaster-management", "재난 대응", "disaster management"),
    ("environment", "환경", "the environment"),
    ("water", "스마트 물관리", "water"),
    ("urban-regeneration", "도시재생", "urban regeneration"),
    ("health", "디지털 헬스케어", "health"),
    ("education", "교육", "education"),
    ("research-and-development", "연구 및 기술개발", "research and development"),
    ("living-lab", "리빙랩", "living labs"),
    ("training", "인재 양성", "training"),
    ("business-scaling", "기업 성장 지원", "scaling businesses"),
)
"""Concepts of the scheme of fields, each with a phrase in Korean and in English."""

TYPES: Final = (
    ("city", "municipality", "시", "City"),
    ("gun", "local-government", "군", "County"),
    ("univ", "university", "대학교", "University"),
    ("inst", "research-institute", "연구원", "Institute"),
    ("corp", "public-corporation", "공사", "Corporation"),
    ("co", "private-company", "테크", "Tech"),
    ("assoc", "association", "협회", "Association"),
)
"""How an id begins, the concept of the scheme of types, and how the names in Korean and in English end."""

KINDS: Final = ("mou",) * 7 + ("loi", "framework", "contract", "joint-declaration", "sister-city", "agreement")
ROLES: Final = ("lead", "partner", "participant", "technology-provider", "researcher", "supporter")
SYLLABLES: Final = (
    "가강경고광구금김나남노단대도동라마명목무문미백보부북사산서성세송수시안양여연영오옥완용우원유의이인임자장전정제"
)
PAPERS: Final = ("일보", "신문", "뉴스", "경제")
PURPOSES: Final = ("업무협약", "상호협력을 위한 업무협약", "공동 실증을 위한 업무협약", "생태계 조성을 위한 협약")


class Organization(NamedTuple):
    """What agreements need to know of an organisation."""

    id: str
    korean: str
    english: str
    type: str


class Cited(NamedTuple):
    """A source, and the day of the signing that it tells of."""

    source: Json
    signed: str


class Dice:
    """Seeded chance, made of `random()` alone."""

    def __init__(self, seed: int) -> None:
        """Begin at the seed."""
        self.random = random.Random(seed).random  # noqa: S311 — equal bytes are the point; nothing is secret

    def chance(self, probability: float) -> bool:
        """True with this probability."""
        return self.random() < probability

    def below(self, count: int) -> int:
        """A number from 0 to count − 1."""
        return int(self.random() * count)

    def one_of(self, values: Sequence[T]) -> T:
        """One of the values."""
        return values[self.below(len(values))]


def organization(number: int) -> Organization:
    """The organisation of this number; it depends on nothing else."""
    dice = Dice(SEED * 1_000_003 + number)
    prefix, type_, korean, english = dice.one_of(TYPES)
    name = "".join(dice.one_of(SYLLABLES) for _ in range(2 + dice.below(2)))
    return Organization(f"{prefix}-{number}", f"{name}{korean}", f"{english} of {prefix.title()}{number}", type_)


def organization_records(count: int) -> Iterator[Json]:
    """The register: every organisation has a Korean and an English name, some an abbreviation or a page elsewhere."""
    for number in range(count):
        one = organization(number)
        record: Json = {"id": one.id, "name": {"ko": one.korean, "en": one.english}}
        if number % 4 == 0:
            record["names"] = [{"text": f"{one.id.upper()}", "lang": "en", "kind": "abbreviation"}]
        record["type"] = one.type
        if number % 5 == 0:
            record["same_as"] = [f"http://www.wikidata.org/entity/Q{9_000_000 + number}"]
        yield record


class Agreements:
    """A stream of agreements between the first `organizations` organisations."""

    def __init__(self, organizations: int) -> None:
        """Weigh the organisations; their names are made where they are needed."""
        self.dice = Dice(SEED)
        self.weights = list(accumulate(1 / (rank + SHIFT) for rank in range(1, organizations + 1)))
        self.cited: list[Cited] = []

    def records(self, count: int) -> Iterator[Json]:
        """So many agreements."""
        for number in range(count):
            yield self._record(number)

    def _record(self, number: int) -> Json:
        dice = self.dice
        members = self._members()
        fields = self._fields()
        cited = self._cited(number)
        year = cited.signed[:4]
        record: Json = {"id": f"{members[0].id}-{fields[0][0]}-{year}-{number}", "kind": dice.one_of(KINDS)}
        record["title"] = self._title(members, fields)
        record |= self._status(cited)
        record["parties"] = [self._party(member) for member in members]
        record["fields"] = [
            {"concept": concept, "as": phrase} if dice.chance(0.5) else concept for concept, phrase, _ in fields
        ]
        if dice.chance(0.2):
            record["stated"] = {"parties": len(members), "fields": len(fields)}
        record["sources"] = [cited.source]
        return record

    def _members(self) -> list[Organization]:
        wanted = 2 + self.dice.below(5)
        numbers: dict[int, None] = {}
        while len(numbers) < min(wanted, len(self.weights)):
            drawn = bisect(self.weights, self.dice.random() * self.weights[-1])
            numbers[min(drawn, len(self.weights) - 1)] = None
        return [organization(number) for number in numbers]

    def _fields(self) -> list[tuple[str, str, str]]:
        first = self.dice.below(len(FIELDS))
        second = (first + 1 + self.dice.below(len(FIELDS) - 1)) % len(FIELDS)
        return [FIELDS[first], FIELDS[second]] if self.dice.chance(0.4) else [FIELDS[first]]

    def _party(self, member: Organization) -> str | Json:
        if not self.dice.chance(0.15):
            return member.id
        party: Json = {"organization": member.id, "as": member.korean}
        if self.dice.chance(0.6):
            party["role"] = self.dice.one_of(ROLES)
        return party

    def _title(self, members: list[Organization], fields: list[tuple[str, str, str]]) -> Json:
        _, korean, english = fields[0]
        named = f'"{korean}"' if self.dice.chance(0.03) else korean
        title = {"ko": f"{members[0].korean}-{members[1].korean} {named} {self.dice.one_of(PURPOSES)}"}
        if self.dice.chance(0.15):
            title["en"] = f"Memorandum of {members[0].english} and {members[1].english} on {english}"
        return title

    def _status(self, cited: Cited) -> Json:
        """The state, the day of the signing and the term, as far as the press tells of them."""
        drawn, day = self.dice.random(), cited.signed
        if drawn < 0.05:  # noqa: PLR2004 — the shares are the workload
            return {"status": "planned"}
        if drawn < 0.10:  # noqa: PLR2004
            states = [{"state": "announced", "date": day[:7], "source": 0}, {"state": "signed", "date": day}]
            return {"status": states, "signed": day}
        known: Json = {"status": "signed"} if drawn < 0.85 else {}  # noqa: PLR2004
        known["signed"] = day if self.dice.chance(0.88) else day[: 7 if self.dice.chance(0.8) else 4]
        if self.dice.chance(0.3):
            known["term"] = "not-stated"
        elif self.dice.chance(0.15):
            known["term"] = {"from": day, "until": f"{int(day[:4]) + 3}{day[4:]}"}
        return known

    def _cited(self, number: int) -> Cited:
        if self.cited and self.dice.chance(0.05):
            return self.dice.one_of(self.cited)
        year, month, day = 2012 + self.dice.below(13), 1 + self.dice.below(12), 1 + self.dice.below(26)
        paper = self.dice.below(400)
        source: Json = {"url": f"https://press-{paper}.example/news/{year}/{month:02}/view?idx={40_000 + number}"}
        source["published"] = f"{year}-{month:02}-{day + self.dice.below(3):02}"
        if self.dice.chance(0.4):
            source["publisher"] = {"ko": f"{SYLLABLES[paper % 50]}{SYLLABLES[paper // 50]}{PAPERS[paper % 4]}"}
        cited = Cited(source, f"{year}-{month:02}-{day:02}")
        if len(self.cited) < REMEMBERED:
            self.cited.append(cited)
        else:
            self.cited[self.dice.below(REMEMBERED)] = cited
        return cited


def write_lines(path: Path, records: Iterable[Json]) -> None:
    """Write records as compact JSON Lines in UTF-8."""
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(f"{encode(record)}\n" for record in records)


def write(count: int, folder: Path) -> None:
    """Write the workload of so many agreements into the folder, which is made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    organizations = max(2, count // 5)
    write_lines(folder / "organizations.jsonl", organization_records(organizations))
    write_lines(folder / "agreements.jsonl", Agreements(organizations).records(count))


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
