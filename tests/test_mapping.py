"""The mapping of the seed record, whole, and of the cases that one record doesn't have.

`tests/golden/seed.*` hold what the seed becomes in each format. After a change that is meant, renew them with
`KG_RENEW_GOLDEN=1 pytest tests/test_mapping.py` (`make golden`), and read the difference before it is committed.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import msgspec
import pytest

from kg.errors import DataError
from kg.rdf.jsonld import jsonld
from kg.rdf.mapping import map_record
from kg.rdf.ntriples import ntriples
from kg.rdf.terms import Minter
from kg.rdf.turtle import turtle
from kg.records.agreement import Agreement, Party, Person, Project, StateClaim, Stated, Term
from kg.records.dates import PartialDate
from kg.records.source import Evidence, Source
from kg.vocab import BASE, dcterms, foaf, kgo, oa, org, prov, rdf, schema, skos
from tests.seed import context, descriptions, nt, seed_agreement, seed_records

GOLDEN: Final = Path(__file__).parent / "golden"
ID: Final = "siheung-global-smart-city-2018"
PAPER: Final = Source(url="http://gginews.kr/news/view.php?idx=42012", title={"ko": "기사"})
OTHER: Final = Source(title={"en": "Minutes"})

Said = dict[tuple[str, str], set[str]]


def said_of(record: Agreement) -> Said:
    """The objects by subject and predicate; the base and the marks of IRIs are left out to be readable."""
    found: Said = {}
    for description in map_record(record, Minter()):
        for predicate, objects in description.pairs:
            found.setdefault((_short(description.subject), predicate), set()).update(map(_short, objects))
    return found


def _short(term: str) -> str:
    return term[1:-1].removeprefix(BASE) if term.startswith("<") else term


def agreement(**values: object) -> Agreement:
    plain = Agreement(id="a", kind="mou", title={"ko": "협약"}, sources=(PAPER,))
    return msgspec.structs.replace(plain, **values)


@pytest.mark.parametrize("form", ["ttl", "nt", "jsonld"])
def test_the_seed_is_what_it_was(form: str) -> None:
    found = descriptions(seed_records())
    texts = {
        "ttl": turtle(found),
        "nt": sorted(nt(seed_records()).splitlines(keepends=True)),
        "jsonld": jsonld(found, context()),
    }
    text = "".join(texts[form])
    golden = GOLDEN / f"seed.{form}"
    if os.environ.get("KG_RENEW_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        golden.write_text(text, "utf-8", newline="\n")
    assert golden.read_text("utf-8") == text, "if the change is meant: KG_RENEW_GOLDEN=1 pytest tests/test_mapping.py"


def own(path: str, number: int = 0) -> str:
    return f"{path}/{ID}:{number}" if number else f"{path}/{ID}"


SEED: Final = own("agreement")
SUPPORTED: Final = {
    "/kind": (SEED, rdf.type, kgo.MemorandumOfUnderstanding),
    "/title/ko": (SEED, dcterms.title, '"글로벌 스마트시티 추진을 위한 업무협약"@ko'),
    "/slogan/ko": (SEED, kgo.slogan, '"지속가능한 스마트 프로슈밍 시티, 시흥"@ko'),
    "/status": (SEED, kgo.status, "state/signed"),
    "/signed": (SEED, kgo.signedOn, '"2018-04-17"^^<http://www.w3.org/2001/XMLSchema#date>'),
    "/signed_at": (own("signing"), kgo.signedAtTime, '"14:00:00"^^<http://www.w3.org/2001/XMLSchema#time>'),
    "/venue/ko": (own("venue"), skos.prefLabel, '"시흥 비즈니스센터"@ko'),
    "/parties/0": (SEED, kgo.party, "organization/siheung-city"),
    "/parties/6": (SEED, kgo.party, "organization/kt"),
    "/fields/1": (SEED, dcterms.subject, "field/training"),
    "/people/1": (SEED, kgo.quotedPerson, f"{own('person')}:snu:%EC%84%B1%EB%82%99%EC%9D%B8"),
    "/projects/4": (SEED, kgo.project, own("project", 5)),
    "/stated/parties": (SEED, kgo.statedPartyCount, '"7"^^<http://www.w3.org/2001/XMLSchema#integer>'),
    "/stated/fields": (SEED, kgo.statedFieldCount, '"4"^^<http://www.w3.org/2001/XMLSchema#integer>'),
}


def supported(record: Agreement) -> list[tuple[str, str, str]]:
    """The statement behind each evidence of the record."""
    said = said_of(record)
    found = []
    for number in range(1, len(record.evidence) + 1):
        ((node,),) = (said[f"evidence/{record.id}:{number}", oa.hasBody],)
        parts = [said[node, part] for part in (rdf.subject, rdf.predicate, rdf.object)]
        (subject,), (predicate,), (value,) = parts
        assert value in said[subject, predicate], "the supported statement is one of the graph"
        found.append((subject, predicate, value))
    return found


def test_each_evidence_of_the_seed_supports_its_statement() -> None:
    record = seed_agreement()
    by_pointer = dict(zip([evidence.of for evidence in record.evidence], supported(record), strict=True))
    assert {pointer: by_pointer[pointer] for pointer in SUPPORTED} == SUPPORTED


@pytest.mark.parametrize(
    ("pointer", "expected"),
    [
        ("/parties/1/as", ("participation/a:2", kgo.nameAsWritten, '"두 시"')),
        ("/parties/1/role", ("participation/a:2", kgo.role, "role/lead")),
        ("/parties/1/organization", ("agreement/a", kgo.party, "organization/snu")),
        ("/parties", ("agreement/a", kgo.party, "organization/kt")),
        ("/parties/2", ("agreement/a", kgo.party, "collective-party/a:3")),
        ("/parties/2/count", ("agreement/a", kgo.party, "collective-party/a:3")),
        ("/status", ("agreement/a", kgo.status, "state/renewed")),
        ("/status/0", ("state-claim/a:1", kgo.claimedState, "state/signed")),
        ("/status/1/state", ("state-claim/a:2", kgo.claimedState, "state/renewed")),
        ("/term/until", ("agreement/a", kgo.expiresOn, '"2021"^^<http://www.w3.org/2001/XMLSchema#gYear>')),
        ("/people/0/part", ("signing/a", kgo.signatory, "person/a:snu:Kim")),
        ("/people/0/post/en", ("post/a:snu:Kim:President", skos.prefLabel, '"President"@en')),
        ("/people/0/post", ("post/a:snu:Kim:President", org.heldBy, "person/a:snu:Kim")),
        ("/projects/0/name/en", ("project/a:1", schema.name, '"V-City"@en')),
        ("/renews/0", ("agreement/a", kgo.renews, "agreement/b")),
        ("/implements", ("agreement/a", kgo.implements, "agreement/d")),
        (
            "/stated/parties_exclude_subject",
            ("agreement/a", kgo.statedCountExcludesSubject, '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'),
        ),
    ],
)
def test_a_pointer_leads_to_its_statement(pointer: str, expected: tuple[str, str, str]) -> None:
    person = Person(name={"en": "Kim"}, part="signed", post={"en": "President"}, organization="snu")
    record = agreement(
        parties=("kt", Party(organization="snu", as_written="두 시", role="lead"), Party(as_written="17개", count=17)),
        status=(StateClaim(state="signed"), StateClaim(state="renewed")),
        term=Term(from_=PartialDate(2018, 4), until=PartialDate(2021)),
        people=(person,),
        projects=(Project(name={"en": "V-City"}),),
        stated=Stated(parties=18, parties_exclude_subject=True),
        renews=("b", "c"),
        implements=("d",),
        evidence=(Evidence(of=pointer, source=0, exact="…"),),
    )
    assert supported(record) == [expected]


@pytest.mark.parametrize("pointer", ["/stated", "/stated/parties_exclude_subject", "/id", "/signed", "/nothing/0"])
def test_evidence_for_what_the_record_does_not_say_is_an_error(pointer: str) -> None:
    record = agreement(stated=Stated(), evidence=(Evidence(of=pointer, source=0, exact="…"),))
    with pytest.raises(DataError, match=f"a: no statement says {pointer}"):
        map_record(record, Minter())


def test_words_lie_in_their_source_at_their_place() -> None:
    words = (
        Evidence(of="/kind", source=1, exact="업무협약", start=3, end=7),
        Evidence(of="/title", source=0, exact="협약"),
    )
    said = said_of(agreement(sources=(PAPER, OTHER), evidence=words))
    number = "^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger>"
    assert said["target/a:1", oa.hasSource] == {"source/a:2"}
    assert said["target/a:1", oa.hasSelector] == {"position/a:1", "quote/a:1"}
    assert (said["position/a:1", oa.start], said["position/a:1", oa.end]) == ({f'"3"{number}'}, {f'"7"{number}'})
    assert said["quote/a:1", oa.exact] == {'"업무협약"'}
    assert said["target/a:2", oa.hasSelector] == {"quote/a:2"}


def test_states_over_time_are_claims_and_the_last_is_the_status() -> None:
    claims = (StateClaim(state="announced", on=PartialDate(2018, 3), source=1), StateClaim(state="signed"))
    said = said_of(agreement(sources=(PAPER, OTHER), status=claims))
    assert said["agreement/a", kgo.status] == {"state/signed"}
    assert said["agreement/a", kgo.state] == {"state-claim/a:1", "state-claim/a:2"}
    assert said["state-claim/a:1", kgo.claimedOn] == {'"2018-03"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'}
    assert said["state-claim/a:1", prov.wasDerivedFrom] == {"source/a:2"}
    assert ("state-claim/a:2", kgo.claimedOn) not in said


def test_a_bare_status_is_claimed_on_the_day_of_the_signing() -> None:
    said = said_of(agreement(status="signed", signed=PartialDate(2018)))
    assert said["state-claim/a:1", kgo.claimedOn] == {'"2018"^^<http://www.w3.org/2001/XMLSchema#gYear>'}
    assert ("state-claim/a:1", kgo.claimedOn) not in said_of(agreement(status="planned", signed=PartialDate(2018)))
    assert ("agreement/a", kgo.status) not in said_of(agreement())


def test_a_chain_links_agreements() -> None:
    said = said_of(agreement(replaces=("x",), renews=("y", "z"), implements=("한국.v2",)))
    assert said["agreement/a", dcterms.replaces] == {"agreement/x"}
    assert said["agreement/a", kgo.renews] == {"agreement/y", "agreement/z"}
    assert said["agreement/a", kgo.implements] == {"agreement/%ED%95%9C%EA%B5%AD.v2"}


def test_one_person_in_two_parts_is_one_node() -> None:
    people = (
        Person(name={"ko": "김윤식"}, part="signed", post={"ko": "시장"}, organization="siheung-city"),
        Person(name={"ko": "김윤식", "en": "Kim"}, part="quoted", organization="siheung-city"),
        Person(name={"ko": "김윤식"}, part="quoted", organization="snu"),
        Person(name={"ko": "김윤식"}, part="attended"),
    )
    said = said_of(agreement(people=people))
    (signatory,) = said["signing/a", kgo.signatory]
    quoted = said["agreement/a", kgo.quotedPerson]
    assert signatory in quoted
    assert len(quoted | said["signing/a", kgo.attendee]) == 3
    assert said[signatory, foaf.name] == {'"김윤식"@ko', '"Kim"@en'}


def test_who_is_only_quoted_makes_no_signing() -> None:
    said = said_of(agreement(people=(Person(name={"ko": "김"}, part="quoted"),)))
    assert ("agreement/a", kgo.signing) not in said
    assert said["agreement/a", kgo.quotedPerson] == {"person/a:%EA%B9%80"}


def test_a_source_is_shared_by_its_address_and_described_once() -> None:
    two = (agreement(sources=(PAPER, OTHER)), agreement(id="b", sources=(OTHER, PAPER)))
    (shared,) = {node for record in two for node in said_of(record)["agreement/" + record.id, prov.wasDerivedFrom]} - {
        "source/a:2",
        "source/b:1",
    }
    assert shared.startswith("source/gginews.kr-")
    assert [_short(found.subject) for found in descriptions(two)].count(shared) == 1
    lines = "".join(ntriples(descriptions(two))).splitlines()
    assert len(lines) == len(set(lines))


def test_concepts_come_with_those_above_them() -> None:
    labels = {_short(found.subject) for found in descriptions([agreement(fields=("autonomous-driving",))])}
    assert {"kind/mou", "field/autonomous-driving"} <= labels
