"""The diagnosis of a record says no exactly when msgspec does, and names everything that is wrong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import msgspec
import pytest
import yaml as pyyaml
from hypothesis import given
from hypothesis import strategies as st

from kg.records.agreement import Agreement
from kg.records.organization import Organization, Place
from kg.sources.diagnose import convert, decode_date, diagnose
from tests.reading import jsonl, node, only, seed, yaml
from tests.strategies import STEADY
from tests.trees import ANYTHING, mutated

if TYPE_CHECKING:
    from kg.records.rules import AnyRecord

TYPES: Final[list[type[AnyRecord]]] = [Agreement, Organization, Place]
ORGANIZATION = {
    "id": "kt",
    "name": {"ko": "케이티"},
    "type": "private-company",
    "names": [{"text": "한국통신", "lang": "ko", "kind": "former", "since": 1981, "until": "2002-03"}],
    "place": "seongnam-si",
    "part_of": "kt-group",
    "same_as": ["https://ror.org/043n4tt17"],
}
PLACE = {"id": "a", "name": {"ko": "가"}, "code": "12", "part_of": "b", "latitude": 37.5, "longitude": 127}
FULL = {
    **seed(),
    "status": [{"state": "announced", "date": 2018}, {"state": "signed", "date": "2018-04", "source": 0}],
    "term": {"from": "2018-04-17", "until": "2021"},
    "parties": ["kt", {"organization": "lh", "role": "lead"}, {"as": "17개 시", "count": 17}],
    "fields": ["energy", {"concept": "safety", "as": "안전"}],
    "stated": {"parties": 18, "parties_exclude_subject": True},
    "replaces": ["b"],
    "evidence": seed()["evidence"][:2],
}
RECORD = st.sampled_from([seed(), FULL]).flatmap(mutated)


def agree(value: object, record_type: type[AnyRecord]) -> bool:
    """Tell whether diagnosis and msgspec have the same verdict; the tree has no place twice, so nothing is hidden."""
    try:
        msgspec.convert(value, record_type, dec_hook=decode_date)
    except msgspec.ValidationError:
        return bool(list(diagnose(node(value), record_type)))
    return not list(diagnose(node(value), record_type))


@STEADY
@given(RECORD)
def test_a_changed_agreement_is_refused_by_both_or_neither(value: object) -> None:
    assert agree(value, Agreement)


@STEADY
@given(mutated(ORGANIZATION))
def test_a_changed_organisation_is_refused_by_both_or_neither(value: object) -> None:
    assert agree(value, Organization)


@STEADY
@given(mutated(PLACE))
def test_a_changed_place_is_refused_by_both_or_neither(value: object) -> None:
    assert agree(value, Place)


@STEADY
@given(ANYTHING, st.sampled_from(TYPES))
def test_anything_is_refused_by_both(value: object, record_type: type[AnyRecord]) -> None:
    assert agree(value, record_type)
    assert isinstance(convert(node(value), record_type), list)


@pytest.mark.parametrize("record", [FULL, seed()])
@STEADY
@given(value=ANYTHING, data=st.data())
def test_each_key_of_an_agreement_may_hold_anything(record: dict[str, Any], value: object, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(Agreement.__struct_encode_fields__))
    assert agree({**record, key: value}, Agreement)
    assert agree({**record, key: [value]}, Agreement)
    assert agree({**record, key: {"ko": value}}, Agreement)


@STEADY
@given(RECORD)
def test_every_fault_has_a_sentence_and_a_cure(value: object) -> None:
    found = convert(node(value), Agreement)
    for fault in found if isinstance(found, list) else []:
        assert fault.message
        assert fault.hint or "doesn't have the form" in fault.message
        assert "compare the record" not in fault.hint


def without(record: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name != key}


@pytest.mark.parametrize(
    ("record", "messages"),
    [
        (without(seed(), "kind"), ["an agreement needs the key “kind”"]),
        ({**seed(), "kind": "mous"}, ["“mous” is no word that may stand here"]),
        ({**seed(), "title": {}}, ["the mapping is empty"]),
        (
            {**seed(), "title": {"korean": ""}},
            ["“korean” doesn't have the form that belongs here", "the text is empty"],
        ),
        ({**seed(), "sources": []}, ["the list is empty"]),
        ({**seed(), "status": 1}, ["the number 1 stands where one of a few words or a list belongs"]),
        ({**seed(), "term": "unknown"}, ["“unknown” is no word that may stand here"]),
        ({**seed(), "venue": None}, ["nothing stands where a mapping belongs"]),
        ({**seed(), "venue": {"ko": "x" * 100_001}}, ["the text has 100001 characters"]),
        ({**seed(), "stated": {"parties": 0}}, ["0 is not between 1 and 100000"]),
        ({**seed(), "status": [{"state": "signed", "source": -1}]}, ["-1 is not at least 0"]),
        ({**seed(), "parties": ["kt", 7]}, ["the number 7 stands where a text or a mapping belongs"]),
    ],
)
def test_a_fault_is_told_in_words(record: dict[str, Any], messages: list[str]) -> None:
    found = convert(node(record), Agreement)
    assert isinstance(found, list)
    assert [fault.message for fault in found] == messages


def test_five_planted_problems_are_five_in_yaml_and_in_json() -> None:
    record = seed()
    record["kind"] = "MOU"
    record["signed"] = "2018-02-30"
    record["parties"][3]["organisation"] = record["parties"][3].pop("organization")
    record["stated"]["fields"] = "four"
    del record["sources"][0]["url"]
    record["sources"][0]["url"] = "gginews.kr"
    lines = pyyaml.safe_dump(record, allow_unicode=True, sort_keys=False).splitlines()
    as_yaml = split_problems(yaml("\n".join(lines), Agreement)[1])
    as_json = split_problems(jsonl(json.dumps(record, ensure_ascii=False), Agreement)[1])
    assert as_yaml == as_json
    assert len(as_yaml) == 5
    assert as_yaml[0] == ("“MOU” is no word that may stand here", "did you mean “mou”?")


def split_problems(problems: list[Any]) -> list[tuple[str, str]]:
    return [(problem.message, problem.hint) for problem in problems]


@STEADY
@given(RECORD, st.booleans(), st.booleans())
def test_the_same_record_is_the_same_in_yaml_and_in_json(record: dict[str, Any], ascii_: bool, flow: bool) -> None:
    as_json = jsonl(json.dumps(record, ensure_ascii=ascii_), Agreement)
    text = pyyaml.safe_dump(record, allow_unicode=not ascii_, sort_keys=False, default_flow_style=flow)
    as_yaml = yaml(text, Agreement)
    if not any("ambiguous" in problem.message or "a key must be" in problem.message for problem in as_yaml[1]):
        assert as_yaml[0] == as_json[0]
        assert bool(as_yaml[1]) == bool(as_json[1])


def test_the_full_record_is_good() -> None:
    (record,), problems = jsonl(json.dumps(FULL), Agreement)
    assert problems == []
    assert [party.count for party in record.party_list] == [None, None, 17]
    assert only(jsonl(json.dumps(without(FULL, "id")), Agreement)).message == "an agreement needs the key “id”"
