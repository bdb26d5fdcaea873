"""What types can't say: each contradiction inside a record, and each id that it borrows."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from kg.records.agreement import Agreement
from kg.records.organization import Organization, Place
from kg.records.references import references
from kg.records.rules import EVIDENCED, faults
from kg.sources.diagnose import decode_date
from tests.reading import seed

SHA = "0" * 64


def agreement(**changes: Any) -> Agreement:  # noqa: ANN401 - values of any kind of key
    values = {"id": "a", "kind": "mou", "title": {"ko": "협약"}, "sources": [{}], **changes}
    return msgspec.convert(values, Agreement, dec_hook=decode_date)


def organization(**changes: Any) -> Organization:  # noqa: ANN401 - values of any kind of key
    values = {"id": "kt", "name": {"ko": "케이티"}, "type": "private-company", **changes}
    return msgspec.convert(values, Organization, dec_hook=decode_date)


def found(record: Agreement | Organization | Place) -> list[tuple[str, str]]:
    """Pointer and message of each fault; every one has a cure."""
    listed = list(faults(record))
    assert all(fault.hint for fault in listed)
    return [(fault.pointer, fault.message) for fault in listed]


def borrowed(record: Agreement | Organization | Place) -> list[tuple[str, str, str]]:
    return [(reference.pointer, reference.scheme, reference.id) for reference in references(record)]


def test_the_seed_has_no_fault() -> None:
    assert found(msgspec.convert(seed(), Agreement, dec_hook=decode_date)) == []


@pytest.mark.parametrize(
    ("changes", "pointer", "message"),
    [
        ({"parties": ["kt", {}]}, "/parties/1", "a party needs an organisation"),
        ({"parties": [{"as": "17개 시"}]}, "/parties/0", "a party needs an organisation"),
        ({"parties": [{"count": 17}]}, "/parties/0", "a party needs an organisation"),
        ({"parties": [{"role": "host"}]}, "/parties/0", "a party needs an organisation"),
        ({"parties": [{"organization": "kt", "count": 2}]}, "/parties/0/count", "only a collective party has a count"),
        ({"parties": ["lh", "kt", {"organization": "lh"}]}, "/parties/2", "lh is already party 1"),
        ({"term": {}}, "/term", "the term has neither from nor until"),
        ({"term": {"from": "2018-04-17", "until": "2018-04-16"}}, "/term/until", "the term ends before it begins"),
        ({"term": {"from": "2019", "until": "2018"}}, "/term/until", "the term ends before it begins"),
        ({"status": [{"state": "signed", "source": 1}]}, "/status/0/source", "there is no source 1"),
    ],
)
def test_an_agreement_that_contradicts_itself(changes: dict[str, Any], pointer: str, message: str) -> None:
    assert found(agreement(**changes)) == [(pointer, message)]


@pytest.mark.parametrize(
    "changes",
    [
        {"parties": ["kt", {"as": "17개 시", "count": 17}, {"as": "3개 대학", "count": 3}]},
        {"term": "not-stated"},
        {"term": {"from": "2018-04-17"}},
        {"term": {"until": "2018"}},
        {"term": {"from": "2018-04-17", "until": "2018"}},
        {"term": {"from": "2018-04-17", "until": "2018-04-17"}},
        {"status": "signed", "signed": "2018-04-17"},
        {"status": [{"state": "announced"}, {"state": "signed", "date": "2018-04", "source": 0}]},
    ],
)
def test_an_agreement_that_does_not_contradict_itself(changes: dict[str, Any]) -> None:
    assert found(agreement(**changes)) == []


@pytest.mark.parametrize(
    ("changes", "pointer", "message"),
    [
        ({"source": 1}, "/evidence/0/source", "there is no source 1"),
        ({"start": 0}, "/evidence/0", ""),
        ({"end": 2}, "/evidence/0", ""),
        ({"start": 0, "end": 3}, "/evidence/0/exact", "start and end are 3 characters apart, but exact has 2"),
        ({"start": 2, "end": 0}, "/evidence/0/exact", "start and end are -2 characters apart, but exact has 2"),
        ({"of": "/slogan"}, "/evidence/0/of", "/slogan is no value of this record that words can support"),
    ],
)
def test_evidence_that_cannot_be(changes: dict[str, Any], pointer: str, message: str) -> None:
    item = {"of": "/kind", "source": 0, "exact": "협약", **changes}
    assert found(agreement(evidence=[item])) == [(pointer, message or "start and end belong together")]


def test_offsets_count_code_points() -> None:
    item = {"of": "/kind", "source": 0, "exact": "🏙시", "start": 5, "end": 7}
    assert found(agreement(evidence=[item])) == []


def evidence_of(pointer: str) -> list[tuple[str, str]]:
    record = agreement(
        title={"ko": "협약", "zh-Hant": "協約"},
        signed="2018-04",
        status=[{"state": "signed"}],
        term={"from": "2018-04-17"},
        parties=["kt", {"organization": "lh", "as": "LH"}],
        fields=[{"concept": "energy"}],
        people=[{"name": {"ko": "김"}, "part": "quoted"}],
        projects=[{"name": {"ko": "배곧"}}],
        stated={"parties": 2},
        replaces=["b"],
        evidence=[{"of": pointer, "source": 0, "exact": "협약"}],
    )
    return found(record)


@pytest.mark.parametrize(
    "pointer",
    [
        "/kind",
        "/title",
        "/title/ko",
        "/title/zh-Hant",
        "/signed",
        "/status/0/state",
        "/term/from",
        "/parties",
        "/parties/0",
        "/parties/1/as",
        "/fields/0/concept",
        "/people/0/name/ko",
        "/projects/0",
        "/stated/parties",
        "/replaces/0",
    ],
)
def test_evidence_points_at_a_value(pointer: str) -> None:
    assert evidence_of(pointer) == []


@pytest.mark.parametrize(
    "pointer",
    [
        "/id",
        "/sources/0",
        "/evidence/0",
        "/unknown",
        "/title/en",
        "/signed/day",
        "/kind/0",
        "/term/until",
        "/term/from_",
        "/parties/2",
        "/parties/01",
        "/parties/-",
        "/parties/-1",
        "/parties/0/as",
        "/parties/1/role",
        "/slogan",
        "/venue/ko",
        "/parties/1/as_written",
        "/parties/ko",
        "/renews",
        "/stated/fields",
        "/parties/" + "9" * 150,
    ],
)
def test_evidence_points_at_nothing(pointer: str) -> None:
    message = f"{pointer} is no value of this record that words can support"
    assert evidence_of(pointer) == [("/evidence/0/of", message)]


def test_every_evidenced_key_is_a_key_of_an_agreement() -> None:
    assert set(Agreement.__struct_encode_fields__) - EVIDENCED == {"id", "sources", "evidence", "note"}
    assert set(Agreement.__struct_encode_fields__) > EVIDENCED


def test_all_faults_of_an_agreement_are_listed() -> None:
    record = agreement(
        parties=["kt", "kt", {}],
        term={},
        status=[{"state": "signed", "source": 9}],
        evidence=[{"of": "/slogan", "source": 3, "exact": "협약", "start": 1}],
    )
    pointers = [pointer for pointer, _ in found(record)]
    assert pointers[:4] == ["/parties/1", "/parties/2", "/term", "/status/0/source"]
    assert pointers[4:] == ["/evidence/0/source", "/evidence/0", "/evidence/0/of"]


@pytest.mark.parametrize(
    ("changes", "pointer", "message"),
    [
        ({"part_of": "kt"}, "/part_of", "kt can't belong to itself"),
        ({"unit_of": "kt"}, "/unit_of", "kt can't belong to itself"),
        (
            {"names": [{"text": "한통", "lang": "ko", "kind": "former", "since": "2002", "until": "2001"}]},
            "/names/0/until",
            "the name ends before it begins",
        ),
        (
            {"names": [{"text": "K", "lang": "en"}, {"text": "KT", "lang": "en", "since": "2002"}]},
            "/names/1",
            "only a former name has a time",
        ),
    ],
)
def test_an_organisation_that_contradicts_itself(changes: dict[str, Any], pointer: str, message: str) -> None:
    assert found(organization(**changes)) == [(pointer, message)]


def test_a_place_that_contradicts_itself() -> None:
    assert found(Place(id="a", name={"ko": "가"}, part_of="b")) == []
    assert found(Place(id="a", name={"ko": "가"}, part_of="a")) == [("/part_of", "a can't belong to itself")]


def test_an_agreement_borrows_ids() -> None:
    record = agreement(
        parties=["kt", {"organization": "lh", "role": "lead"}, {"as": "17개 시", "count": 17, "role": "partner"}],
        fields=["energy", {"concept": "safety"}],
        people=[
            {"name": {"ko": "김"}, "part": "quoted"},
            {"name": {"ko": "이"}, "part": "signed", "organization": "kt"},
        ],
        replaces=["b"],
        renews=["c", "d"],
        implements=["e"],
    )
    assert borrowed(record) == [
        ("/parties/0", "organization", "kt"),
        ("/parties/1/organization", "organization", "lh"),
        ("/parties/1/role", "role", "lead"),
        ("/parties/2/role", "role", "partner"),
        ("/fields/0", "field", "energy"),
        ("/fields/1/concept", "field", "safety"),
        ("/people/1/organization", "organization", "kt"),
        ("/replaces/0", "agreement", "b"),
        ("/renews/0", "agreement", "c"),
        ("/renews/1", "agreement", "d"),
        ("/implements/0", "agreement", "e"),
    ]


def test_an_organisation_and_a_place_borrow_ids() -> None:
    assert borrowed(organization(part_of="a", unit_of="b", place="seoul")) == [
        ("/type", "organization-type", "private-company"),
        ("/part_of", "organization", "a"),
        ("/unit_of", "organization", "b"),
        ("/place", "place", "seoul"),
    ]
    assert borrowed(organization()) == [("/type", "organization-type", "private-company")]
    assert borrowed(Place(id="a", name={"ko": "가"}, part_of="b")) == [("/part_of", "place", "b")]
    assert borrowed(Place(id="a", name={"ko": "가"})) == []
