"""What a record's values should have been: every problem of a value that doesn't fit its struct, each at its place.

msgspec decodes at full speed and stops at the first problem, named by a path. This module is asked only when msgspec
has said no. It walks the same types (`msgspec.inspect`) beside the tree of places, and a law in the tests holds the two
to the same verdict.
"""

from __future__ import annotations

import difflib
import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeVar

import msgspec
from msgspec import inspect

from kg.records.dates import PartialDate
from kg.sources.tree import Mark, Node, TreeFault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

R = TypeVar("R")

_NAMES: Final = {
    inspect.StrType: "a text",
    inspect.IntType: "a whole number",
    inspect.FloatType: "a number",
    inspect.BoolType: "true or false",
    inspect.NoneType: "nothing",
    inspect.VarTupleType: "a list",
    inspect.DictType: "a mapping",
    inspect.StructType: "a mapping",
    inspect.LiteralType: "one of a few words",
    inspect.CustomType: "a date",
}
_MEANT: Final[dict[type, tuple[type[inspect.Type], ...]]] = {
    type(None): (inspect.NoneType,),
    bool: (inspect.BoolType,),
    int: (inspect.IntType, inspect.FloatType, inspect.CustomType),
    float: (inspect.FloatType,),
    str: (inspect.StrType, inspect.LiteralType, inspect.CustomType),
    list: (inspect.VarTupleType,),
    dict: (inspect.StructType, inspect.DictType),
}


def decode_date(type_: type, value: object) -> Any:  # noqa: ANN401 — msgspec's hook returns whatever the type says
    """Read a partial date for msgspec; a bare year may be a number, as YAML reads it."""
    assert type_ is PartialDate, "the records have no other type of their own"
    if isinstance(value, int) and not isinstance(value, bool):
        return PartialDate.parse(str(value))
    if isinstance(value, str):
        return PartialDate.parse(value)
    message = "a date is a text such as 2018, 2018-04 or 2018-04-17"
    raise ValueError(message)


def convert(node: Node, record_type: type[R]) -> R | list[TreeFault]:
    """The record that the tree says, or everything that keeps it from being one."""
    try:
        return msgspec.convert(node.plain(), record_type, dec_hook=decode_date)
    except msgspec.ValidationError as error:
        found = list(diagnose(node, record_type))
        return found or [TreeFault(node.mark, str(error), "compare the record with `kg schema`")]


def diagnose(node: Node, record_type: type[Any]) -> Iterator[TreeFault]:
    """Everything that keeps the tree from being such a record, in the order of the text."""
    yield from _faults(node, _type_info(record_type))


_type_info: Final[Callable[[Any], inspect.Type]] = cache(inspect.type_info)


def _options(expected: inspect.Type, form: str = "") -> Iterator[tuple[inspect.Type, str]]:
    """The types that a value may have, each with the words that describe its form, if any."""
    if isinstance(expected, inspect.Metadata):
        described = (expected.extra_json_schema or {}).get("description", form)
        yield from _options(expected.type, described)
    elif isinstance(expected, inspect.UnionType):
        for option in expected.types:
            yield from _options(option, form)
    else:
        yield expected, form


def _faults(node: Node, expected: inspect.Type) -> Iterator[TreeFault]:
    """Compare one value with the type that the record has there."""
    options = list(_options(expected))
    chosen, form = next((option for option in options if _fits(node.value, option[0])), (None, ""))
    if chosen is None:
        kinds = [option for option, _ in options]
        names = " or ".join(dict.fromkeys(_NAMES[type(kind)] for kind in kinds if type(kind) is not inspect.NoneType))
        yield TreeFault(node.mark, f"{_shown(node)} stands where {names} belongs", _cure(node, kinds))
    elif isinstance(chosen, inspect.StructType):
        yield from _struct_faults(node, chosen)
    elif isinstance(chosen, inspect.DictType):
        yield from _mapping_faults(node, chosen)
    elif isinstance(chosen, inspect.VarTupleType) and isinstance(node.value, list):
        if chosen.min_length and len(node.value) < chosen.min_length:
            yield TreeFault(node.mark, "the list is empty", "it needs at least one entry")
        for item in node.value:
            yield from _faults(item, chosen.item_type)
    else:
        yield from _scalar_faults(node, chosen, form)


def _fits(value: object, option: inspect.Type) -> bool:
    """Tell whether the type is the one that a value of this shape is meant for."""
    return isinstance(option, _MEANT[type(value)])


def _shown(node: Node) -> str:
    value = node.value
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, bool):
        return str(value).lower()
    return f"“{value[:40]}”" if isinstance(value, str) else f"the number {value}"


def _cure(node: Node, options: list[inspect.Type]) -> str:
    if any(isinstance(option, inspect.DictType) for option in options) and isinstance(node.value, str):
        return f"say the language: {{ko: {node.value[:40]}}}"
    if isinstance(node.value, int | float) and any(isinstance(o, inspect.StrType) for o in options):
        return "put it in quotes"
    if node.value is None:
        return "leave the key out, or give it a value" if node.key else "delete it, or give it a value"
    if any(isinstance(option, inspect.VarTupleType) for option in options):
        return "make it a list: start each entry with “- ”"
    return "`kg schema` prints the format of a record"


def _struct_faults(node: Node, expected: inspect.StructType) -> Iterator[TreeFault]:
    assert isinstance(node.value, dict)
    known = {field.encode_name: field for field in expected.fields}
    for key, child in node.value.items():
        if key in known:
            yield from _faults(child, known[key].type)
            continue
        close = difflib.get_close_matches(key[:40], known, n=1)
        hint = f"did you mean “{close[0]}”?" if close else f"the keys are {', '.join(known)}"
        yield TreeFault(child.key or child.mark, f"“{key[:40]}” is no key of {_noun(expected)}", hint)
    for field in expected.fields:
        if field.required and field.encode_name not in node.value:
            message = f"{_noun(expected)} needs the key “{field.encode_name}”"
            yield TreeFault(node.mark, message, "add it; `kg schema` prints the format of a record")


def _noun(expected: inspect.StructType) -> str:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", expected.cls.__name__).lower()
    return f"an {words}" if words[0] in "aeiou" else f"a {words}"


def _mapping_faults(node: Node, expected: inspect.DictType) -> Iterator[TreeFault]:
    assert isinstance(node.value, dict)
    if expected.min_length and len(node.value) < expected.min_length:
        yield TreeFault(node.mark, "the mapping is empty", "give the text in one language at least: {ko: …}")
    for key, child in node.value.items():
        key_node = Node(child.key or child.mark, key)
        yield from _faults(key_node, expected.key_type)
        yield from _faults(child, expected.value_type)


def _scalar_faults(node: Node, expected: inspect.Type, form: str) -> Iterator[TreeFault]:
    value = node.value
    if isinstance(expected, inspect.CustomType):
        try:
            decode_date(expected.cls, value)
        except ValueError as error:
            yield TreeFault(node.mark, str(error), "write as much of the date as the source gives")
    elif isinstance(expected, inspect.LiteralType) and value not in expected.values:
        words = sorted(str(word) for word in expected.values)
        close = difflib.get_close_matches(str(value)[:40].lower(), words, n=1)
        hint = f"did you mean “{close[0]}”?" if close else f"the words are {', '.join(words)}"
        yield TreeFault(node.mark, f"“{str(value)[:40]}” is no word that may stand here", hint)
    elif isinstance(expected, inspect.StrType) and isinstance(value, str):
        yield from _text_faults(node.mark, value, expected, form)
    elif isinstance(expected, inspect.IntType | inspect.FloatType) and isinstance(value, int | float):
        low, high = expected.ge, expected.le
        if (low is not None and value < low) or (high is not None and value > high):
            bounds = f"at least {low}" if high is None else f"between {low} and {high}"
            yield TreeFault(node.mark, f"{value} is not {bounds}", "check the number")


def _text_faults(mark: Mark, value: str, expected: inspect.StrType, form: str) -> Iterator[TreeFault]:
    if expected.min_length and len(value) < expected.min_length:
        yield TreeFault(mark, "the text is empty", "leave the key out, or give it a text")
    elif expected.max_length is not None and len(value) > expected.max_length:
        yield TreeFault(mark, f"the text has {len(value)} characters", f"at most {expected.max_length} are read")
    elif expected.pattern and not re.search(expected.pattern, value):
        yield TreeFault(mark, f"“{value[:60]}” doesn't have the form that belongs here", form)
