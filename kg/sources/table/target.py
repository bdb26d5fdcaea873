"""The value of a record that a column fills: `title.ko`, `parties.organization`, `sources.url`.

The names are the record's own keys, read from its types, so that a key that a record gets can stand in a table too.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal

import msgspec
from msgspec import Struct, inspect

from kg.records.agreement import Agreement
from kg.records.organization import Organization
from kg.records.text import LanguageTag, Url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Kind = Literal["text", "int", "float", "bool", "date", "url"]

ROWWISE: Final[dict[type, str]] = {Agreement: "parties", Organization: "names"}
"""The list that grows with each row of a record; every other value is the same in all of its rows, or left empty."""

_SHORT: Final = {
    **{key: f"parties.{key}" for key in ("organization", "as", "role", "count")},
    **{key: f"sources.{key}" for key in ("url", "published", "publisher")},
}
"""Columns of a table of agreements that need no longer name."""

_PLURAL: Final = {
    "party": "parties",
    "field": "fields",
    "source": "sources",
    "person": "people",
    "project": "projects",
    "commitment": "commitments",
    "follow_up": "follow_ups",
    "states": "status",
}
_KINDS: Final[dict[type[inspect.Type], Kind]] = {
    inspect.StrType: "text",
    inspect.LiteralType: "text",
    inspect.IntType: "int",
    inspect.FloatType: "float",
    inspect.BoolType: "bool",
    inspect.CustomType: "date",
}


_type_info: Final[Callable[[Any], inspect.Type]] = cache(inspect.type_info)


class Target(Struct, frozen=True):
    """The steps from the record to a value; with `listed` the first step is a list, and a cell may hold several."""

    steps: tuple[str, ...]
    kind: Kind
    listed: bool = False

    @property
    def name(self) -> str:
        """The name as a mapping writes it."""
        return ".".join(self.steps)


def target(name: str, record_type: type[Any]) -> Target | None:
    """The value that a name stands for, `title.ko` or `title_ko`; None if such a record has none of the name."""
    if record_type is Agreement:
        first, separator, rest = name.partition(".") if "." in name else name.partition("_")
        name = _SHORT.get(first.lower(), first) + separator + rest
    words = tuple(re.split(r"[._ ]", name))
    found = next(_walk(_type_info(record_type), words), None)
    return None if found is None or not found.steps else found


def names(record_type: type[Any]) -> list[str]:
    """The names of the keys at the top of a record, to suggest one for a name that is none."""
    return [*record_type.__struct_encode_fields__, *(_SHORT if record_type is Agreement else ())]


def _walk(expected: inspect.Type, words: tuple[str, ...]) -> Iterator[Target]:
    """The targets that the words lead to from a type."""
    for option in _options(expected):
        if isinstance(option, inspect.StructType) and words:
            yield from _of_struct(option, words)
        elif isinstance(option, inspect.DictType) and words:
            tag = "-".join(words)
            if _is_tag(tag):
                yield Target((tag,), "text")
        elif isinstance(option, inspect.VarTupleType):
            # A list in a list has no column: a cell is one list at most.
            inner = (found for found in _walk(option.item_type, words) if not found.listed)
            yield from (Target(found.steps, found.kind, listed=True) for found in inner)
        elif not words and type(option) in _KINDS:
            is_url = isinstance(option, inspect.StrType) and option.pattern == _URL
            yield Target((), "url" if is_url else _KINDS[type(option)])


def _of_struct(expected: inspect.StructType, words: tuple[str, ...]) -> Iterator[Target]:
    fields = {field.encode_name: field.type for field in expected.fields}
    for length in range(len(words), 0, -1):
        said = "_".join(words[:length]).lower()
        for key in (said, _PLURAL.get(said, "")):
            if key in fields:
                for found in _walk(fields[key], words[length:]):
                    yield Target((key, *found.steps), found.kind, found.listed)


def _options(expected: inspect.Type) -> Iterator[inspect.Type]:
    if isinstance(expected, inspect.Metadata):
        yield from _options(expected.type)
    elif isinstance(expected, inspect.UnionType):
        for option in expected.types:
            yield from _options(option)
    else:
        yield expected


def _is_tag(text: str) -> bool:
    try:
        msgspec.convert(text, LanguageTag)
    except msgspec.ValidationError:
        return False
    return True


def _pattern(type_: Any) -> str | None:  # noqa: ANN401 — an annotated type is no type
    info = next(_options(inspect.type_info(type_)))
    return info.pattern if isinstance(info, inspect.StrType) else None


_URL: Final = _pattern(Url)
