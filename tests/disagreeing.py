"""An invented agreement whose sources disagree, with the text of one of them, and ways to read `kg why` in tests."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import kg
from kg.sources.texts import keep
from kg.views.why_terminal import print_why
from kg.vocab import BASE
from tests.seed import nt

if TYPE_CHECKING:
    from pathlib import Path

    from kg.views.why import Entry, Why

ARTICLE: Final = "가람시는 지난 17일 나래대학교와 업무협약을 맺었다. 두 기관은 자료를 나눈다. 가람 시장은 기뻐했다.\n"
REGISTER: Final = """\
- {id: garam, name: {ko: 가람시, en: Garam}, type: municipality, place: garam}
- {id: narae, name: {ko: 나래대학교, en: Narae University}, names: [{text: NU, lang: en}], type: university}
- {id: dasom, name: {ko: 다솜전자}, type: private-company}
"""
RECORD: Final = """\
id: garam-data-2020
kind: mou
title: {ko: 자료 나눔 협약, en: Memorandum on sharing data}
status: [{state: planned, date: 2020-03-10, source: 1}, {state: signed, date: 2020-03-17, source: 0}]
signed: 2020-03-17
term: not-stated
parties:
  - {organization: garam, as: 가람시}
  - {organization: narae, as: 나래대, role: partner}
  - {as: 초등학교 3개교, count: 3}
fields: [{concept: data-hub, as: 자료를 나눈다}]
people:
  - {name: {ko: 홍길동}, post: {ko: 시장}, organization: garam, part: signed}
  - {name: {ko: 홍길동}, post: {ko: 시장}, organization: garam, part: quoted}
projects: [{name: {ko: 자료관}}]
claims:
  - {source: 0, signed: 2020-03-17}
  - {source: 1, signed: 2020-03-16}
  - {source: 2, signed: 2020-03-17}
  - {source: 1, parties: [{organization: garam, as: 시}, dasom]}
  - {source: 0, parties: [garam, narae, {as: 초등학교 3개교, count: 3}]}
commitments: [{text: {ko: 서버를 둔다}, by: narae, field: data-hub, until: 2020-12}]
follow_ups: [{text: {ko: 서버를 두었다}, date: 2021-01, by: narae, fulfils: 0, source: 1}]
note: {en: The second source is later.}
sources:
  - {url: "https://example.org/a", published: 2020-03-18, publisher: {ko: 가나일보}, title: {ko: 협약}, sha256: DIGEST}
  - {url: "https://example.org/b", published: 2020-03-19, publisher: {ko: 다라신문}}
  - {url: "https://example.org/c", copy_of: 0}
evidence:
  - {of: /kind, source: 0, exact: 업무협약}
  - {of: /signed, source: 0, start: 5, end: 11, exact: 지난 17일}
  - {of: /claims/1/signed, source: 1, exact: 16일}
  - {of: /parties/1, source: 0, start: 12, end: 17, exact: 나래대학교}
  - {of: /parties/0, source: 0, start: 0, end: 3, exact: 가람시}
  - {of: /claims/3/parties/1, source: 1, exact: 다솜}
  - {of: /fields/0, source: 0, exact: 자료를 나눈다}
  - {of: /people/0, source: 0, exact: 홍 시장}
  - {of: /commitments/0, source: 1, exact: 서버를 둔다}
"""
PLACES: Final = "- {id: garam, name: {ko: 가람}}\n"
AGREEMENT: Final = f"{BASE}agreement/garam-data-2020"
NARAE: Final = f"{BASE}organization/narae"


def written(folder: Path) -> str:
    """The graph as N-Triples; the folder gets its records, the graph, and in `kept` the text of the first source."""
    (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
    digest = keep(str(folder / "article.txt"), str(folder / "kept"))
    data = folder / "records"
    (data / "agreements").mkdir(parents=True)
    (data / "organizations.yaml").write_text(REGISTER, encoding="utf-8")
    (data / "places.yaml").write_text(PLACES, encoding="utf-8")
    (data / "agreements" / "a.yaml").write_text(RECORD.replace("DIGEST", digest), encoding="utf-8")
    found = kg.read(data=data)
    graph = nt((*found.places, *found.organizations, *found.agreements))
    (folder / "graph.nt").write_text(graph, encoding="utf-8")
    return graph


def entries(found: Why, heading: str, *, otherwise: bool = False) -> list[Entry]:
    return [entry for entry in found.entries if entry.heading == heading and entry.otherwise == otherwise]


def words(entry: Entry) -> list[tuple[str | None, int | None, str]]:
    return [(reason.words, reason.source.number if reason.source else None, reason.basis) for reason in entry.reasons]


def shown(found: Why, width: int = 100) -> str:
    out = io.StringIO()
    print_why(found, out, width)
    return out.getvalue()
