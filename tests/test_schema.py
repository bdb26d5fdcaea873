"""The JSON Schema of the records says what the structs say: the same keys, the same data, the same refusals."""

from __future__ import annotations

import inspect
import json
from typing import Any, Final

import msgspec
import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from kg.records.agreement import Agreement
from kg.records.dates import PATTERN
from kg.records.schema import RECORDS, schema_text
from kg.sources.diagnose import convert
from tests.reading import node, plain_documents, seed
from tests.seed import ROOT, SEED_FILE
from tests.strategies import STEADY
from tests.trees import ANYTHING, mutated

KINDS: Final = sorted(RECORDS)
SCHEMAS: Final[dict[str, Any]] = {kind: json.loads(schema_text(kind)) for kind in KINDS}
VALIDATORS: Final = {kind: Draft202012Validator(SCHEMAS[kind]) for kind in KINDS}


def structs(type_: Any, found: dict[str, type[msgspec.Struct]]) -> dict[str, type[msgspec.Struct]]:  # noqa: ANN401
    """Every struct that the type leads to, by name."""
    for part in [getattr(type_, name, None) for name in ("type", "item_type", "key_type", "value_type")]:
        if isinstance(part, msgspec.inspect.Type):
            structs(part, found)
    for option in getattr(type_, "types", ()):
        structs(option, found)
    if isinstance(type_, msgspec.inspect.StructType) and type_.cls.__name__ not in found:
        found[type_.cls.__name__] = type_.cls
        for field in type_.fields:
            structs(field.type, found)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_has_the_keys_of_the_structs(kind: str) -> None:
    schema = SCHEMAS[kind]
    Draft202012Validator.check_schema(schema)
    found = structs(msgspec.inspect.type_info(RECORDS[kind]), {})
    assert set(found) == set(schema["$defs"])
    assert schema["$ref"] == f"#/$defs/{RECORDS[kind].__name__}"
    for name, struct in found.items():
        definition = schema["$defs"][name]
        fields = msgspec.structs.fields(struct)
        assert set(definition["properties"]) == {field.encode_name for field in fields}, name
        assert definition["required"] == [field.encode_name for field in fields if field.required], name
        assert definition["additionalProperties"] is False, name
        assert definition["description"] == inspect.getdoc(struct), name


def test_each_schema_has_a_name_of_its_own_and_readable_text() -> None:
    assert len({schema["$id"] for schema in SCHEMAS.values()}) == len(KINDS)
    assert all("시흥시" in schema_text(kind) and schema_text(kind).endswith("\n}\n") for kind in KINDS)


def test_a_date_is_a_text_or_a_bare_year() -> None:
    date, nothing = SCHEMAS["agreement"]["$defs"]["Agreement"]["properties"]["signed"]["anyOf"]
    text, year = date["anyOf"]
    assert text == {"type": "string", "pattern": PATTERN}
    assert year == {"type": "integer", "minimum": 1000, "maximum": 9999}
    assert nothing == {"type": "null"}


def test_the_data_is_valid() -> None:
    for kind, name in (("organization", "organizations.yaml"), ("place", "places.yaml")):
        (records,) = plain_documents(ROOT / "data" / name)
        assert len(records) >= 7
        for record in records:
            VALIDATORS[kind].validate(record)
    files = sorted(SEED_FILE.parent.iterdir())
    assert SEED_FILE in files
    for file in files:
        for record in plain_documents(file):
            VALIDATORS["agreement"].validate(record)


def valid(kind: str, record: object) -> bool:
    return bool(VALIDATORS[kind].is_valid(record))


def read(kind: str, record: object) -> bool:
    return not isinstance(convert(node(record), RECORDS[kind]), list)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("kind", "MOU"),
        ("signed", "18-4-17"),
        ("signed", 999),
        ("signed", True),
        ("signed_at", "25:00"),
        ("title", {}),
        ("title", {"korean": "협약"}),
        ("title", {"ko": ""}),
        ("sources", []),
        ("sources", [{"url": "ftp://a"}]),
        ("status", []),
        ("status", "gone"),
        ("term", "unknown"),
        ("parties", "kt"),
        ("parties", [{"organization": "kt", "count": 0}]),
        ("stated", {"parties": 1.5}),
        ("stated", {"parties_exclude_subject": "yes"}),
        ("evidence", [{"of": "signed", "source": 0, "exact": "협약"}]),
        ("evidence", [{"of": "/signed", "source": 0}]),
        ("venue", None),
        ("extra", 1),
    ],
)
def test_a_wrong_value_is_refused_by_both(key: str, value: object) -> None:
    record = {**seed(), key: value}
    assert not valid("agreement", record)
    assert not read("agreement", record)


def test_the_calendar_is_all_that_the_schema_cannot_say_of_a_record() -> None:
    record = {**seed(), "signed": "2018-02-30"}
    assert valid("agreement", record)
    assert not read("agreement", record)


def whole(value: object) -> bool:
    """Tell whether a number with a fraction of zero is inside: 1.0 is an integer for JSON Schema, but not for us."""
    if isinstance(value, dict):
        return any(map(whole, value.values()))
    if isinstance(value, list):
        return any(map(whole, value))
    return isinstance(value, float) and value.is_integer()


@STEADY
@given(mutated(seed()))
def test_a_changed_agreement_is_read_if_it_is_valid(record: object) -> None:
    if not whole(record):
        assert read("agreement", record) == valid("agreement", record)


@pytest.mark.parametrize("kind", KINDS)
@STEADY
@given(value=ANYTHING)
def test_any_value_is_read_if_it_is_valid(kind: str, value: object) -> None:
    record = {"id": "a", "name": {"ko": "가"}, "type": value, "place": value, "latitude": value, "code": value}
    properties = SCHEMAS[kind]["$defs"][RECORDS[kind].__name__]["properties"]
    record = {key: item for key, item in record.items() if key in properties}
    if not whole(value):
        assert read(kind, record) == valid(kind, record)


def test_the_seed_is_read() -> None:
    assert isinstance(convert(node(seed()), Agreement), Agreement)
