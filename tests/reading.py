"""Reading records from a text, as the tests of the readers do it, and the records that they change."""

from __future__ import annotations

import copy
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, TypeVar, cast

from kg.errors import Problem
from kg.records.rules import AnyRecord
from kg.sources.jsonl import JSONL
from kg.sources.tree import Mark, Node
from kg.sources.yaml import YAML, parse_yaml
from tests.seed import SEED_FILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.sources.block import Format
    from kg.sources.entry import Entry

R = TypeVar("R", bound=AnyRecord)

HOSTILE: Final = Path(__file__).parent / "hostile"


def read(form: Format, path: str, stream: BinaryIO, record_type: type[R]) -> Iterator[Entry[R] | Problem]:
    """What a format reads from a stream, cut after cut."""
    for cut in form.cut(path, stream, cast("Any", record_type)):
        yield from cast("Iterable[Entry[R] | Problem]", form.read(path, cut, cast("Any", record_type)))


def split(items: Iterable[Entry[R] | Problem]) -> tuple[list[R], list[Problem]]:
    """What a reader gave: the records, and the problems."""
    records, problems = [], []
    for item in items:
        if isinstance(item, Problem):
            problems.append(item)
        else:
            records.append(item.record)
    return records, problems


def yaml(text: str | bytes, record_type: type[R]) -> tuple[list[R], list[Problem]]:
    """The records and the problems of a YAML text."""
    data = text.encode() if isinstance(text, str) else text
    return split(read(YAML, "f.yaml", io.BytesIO(data), record_type))


def jsonl(text: str | bytes, record_type: type[R]) -> tuple[list[R], list[Problem]]:
    """The records and the problems of JSON Lines."""
    data = text.encode() if isinstance(text, str) else text
    return split(read(JSONL, "f.jsonl", io.BytesIO(data), record_type))


def places(problems: Iterable[Problem]) -> list[tuple[int, int]]:
    """Line and column of each problem."""
    return [(problem.line, problem.column) for problem in problems]


def only(result: tuple[list[R], list[Problem]]) -> Problem:
    """The one problem that there is, without any record."""
    records, (problem,) = result
    assert records == []
    return problem


def plain_documents(path: Path) -> list[Any]:
    """The values of a YAML file of the data, without their places."""
    documents, faults = parse_yaml(path.read_text("utf-8"))
    assert faults == []
    return [document.plain() for document in documents]


_SEED: Final[dict[str, Any]] = plain_documents(SEED_FILE)[0]


def seed() -> dict[str, Any]:
    """The seed agreement as plain values, to be changed at will."""
    return copy.deepcopy(_SEED)


def node(value: Any) -> Node:  # noqa: ANN401 - any JSON-like value
    """A tree of the value, with places that mean nothing."""
    mark = Mark(1, 1)
    if isinstance(value, list):
        return Node(mark, [node(item) for item in value])
    if isinstance(value, dict):
        tree = {key: node(item) for key, item in value.items()}
        for child in tree.values():
            child.key = mark
        return Node(mark, tree)
    return Node(mark, value)
