# ruff: noqa: INP001 — no package: it lies beside the data that it is about
"""A record as YAML in the style of this folder's records: a flow mapping a line, dates bare, long notes folded."""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Scalar: TypeAlias = str | int | dt.date
Value: TypeAlias = "Scalar | Sequence[Value] | Mapping[str, Value]"

WIDTH: Final = 120
HANGUL_WIDTH: Final = 70
_BLOCKS: Final = frozenset({"sources", "note"})
_UNSAFE: Final = re.compile(r"[-?&*!|>'\"%@`\s]|.*[:#,\[\]{}\\]|.*\s\Z", re.DOTALL)
_OTHER_TYPE: Final = re.compile(r"[-+.~]?[0-9][-+0-9_.:eExo]*|true|false|null|yes|no|on|off|y|n|~", re.IGNORECASE)


def record_text(record: Mapping[str, Value], comment: str) -> str:
    """The file of a record, with a comment at its head."""
    return "\n".join([f"# {comment}", *_mapping(record, "")]) + "\n"


def _mapping(mapping: Mapping[str, Value], indent: str) -> Iterator[str]:
    for key, value in mapping.items():
        yield from _entry(key, value, indent)


def _entry(key: str, value: Value, indent: str) -> Iterator[str]:
    """A key with its value: on one line where it fits, else as a block."""
    line = f"{indent}{key}: {_flow(value)}"
    is_list = not isinstance(value, Scalar) and not hasattr(value, "items")
    if not is_list and key not in _BLOCKS and len(line) <= WIDTH:
        yield line
    elif isinstance(value, str):
        yield from _folded(key, value, indent) if " " in value and not value.startswith("http") else [line]
    elif isinstance(value, Scalar):
        yield line
    elif is_list:
        yield f"{indent}{key}:"
        for item in value:
            yield from _item(item, f"{indent}  ", block=key in _BLOCKS)
    else:
        yield f"{indent}{key}:"
        yield from _mapping(value, f"{indent}  ")  # type: ignore[arg-type]


def _item(item: Value, indent: str, *, block: bool) -> Iterator[str]:
    line = f"{indent}- {_flow(item)}"
    if block or len(line) > WIDTH:
        first, *rest = _mapping(item, f"{indent}  ")  # type: ignore[arg-type]
        yield f"{indent}- {first.lstrip()}"
        yield from rest
    else:
        yield line


def _folded(key: str, text: str, indent: str) -> Iterator[str]:
    """A long text over several lines, which a reader joins with spaces."""
    yield f"{indent}{key}: >-"
    within = f"{indent}  "
    yield from textwrap.wrap(
        text,
        HANGUL_WIDTH if key == "ko" else WIDTH,
        initial_indent=within,
        subsequent_indent=within,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _flow(value: Value) -> str:
    if isinstance(value, Scalar):
        return _scalar(value)
    if hasattr(value, "items"):
        return "{" + ", ".join(f"{key}: {_flow(part)}" for key, part in value.items()) + "}"
    return "[" + ", ".join(_flow(part) for part in value) + "]"


def _scalar(value: Scalar) -> str:
    """A scalar, in quotes where YAML would read something else than this text."""
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str):
        return str(value)
    if not _UNSAFE.match(value) and not _OTHER_TYPE.fullmatch(value):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
