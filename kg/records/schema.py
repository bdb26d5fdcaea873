"""The JSON Schema of the records, made from the structs themselves, so that the two can't differ."""

from __future__ import annotations

import inspect
import json
from typing import Any, Final

import msgspec

from kg.records.agreement import Agreement
from kg.records.dates import PATTERN, PartialDate
from kg.records.organization import Organization, Place
from kg.vocab import BASE, JSON_SCHEMA

RECORDS: Final = {"agreement": Agreement, "organization": Organization, "place": Place}


def json_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a kind of record: `agreement`, `organization` or `place`."""
    record = RECORDS[kind]
    (reference,), components = msgspec.json.schema_components(
        [record], schema_hook=_custom, ref_template="#/$defs/{name}"
    )
    return {
        "$schema": JSON_SCHEMA,
        "$id": f"{BASE}schema/{kind}.json",
        **reference,
        "$defs": {name: _undented(components[name]) for name in sorted(components)},
    }


def _undented(definition: dict[str, Any]) -> dict[str, Any]:
    """The definition, with its description as an editor should show it."""
    return {**definition, "description": inspect.cleandoc(definition["description"])}


def schema_text(kind: str) -> str:
    """The JSON Schema as text."""
    return json.dumps(json_schema(kind), ensure_ascii=False, indent=2) + "\n"


def _custom(type_: type) -> dict[str, Any]:
    """The schema of a partial date: a text, or a bare year as YAML reads it."""
    assert type_ is PartialDate, "the records have no other type of their own"
    forms = [{"type": "string", "pattern": PATTERN}, {"type": "integer", "minimum": 1000, "maximum": 9999}]
    return {"description": "A partial date: 2018, 2018-04 or 2018-04-17", "anyOf": forms}
