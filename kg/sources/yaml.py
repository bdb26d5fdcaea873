"""YAML files: one record, or a list of records, a file.

The text is read as YAML 1.2 means it, and a plain word that YAML 1.1 and 1.2 read differently (`NO`, `017`, `1:30`) is
refused: the next program would read something else. Anchors, aliases and tags are no part of the record format, which
also ends every alias bomb. The parser's events are turned into `Node`s directly, so that every value keeps its place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, BinaryIO, Final, TypeVar

import yaml
from yaml.resolver import Resolver

from kg.errors import Problem
from kg.records.rules import AnyRecord
from kg.records.text import ILLEGAL, visible
from kg.sources.block import Cut, Format
from kg.sources.entry import Entry, from_tree, problems
from kg.sources.tree import MAX_DEPTH, Mark, Node, Scalar, TreeFault, checked_text, put, whole_number

if TYPE_CHECKING:
    from collections.abc import Iterator

R = TypeVar("R", bound=AnyRecord)

MAX_BYTES: Final = 32 * 2**20
"""Bytes of one file; all its records are held while it is read. Millions of records are JSON Lines."""

_INTEGER: Final = re.compile(r"0|-?[1-9][0-9]*")
_DECIMAL: Final = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ONLY_YAML_12: Final = re.compile(r"0o[0-7]+|[-+]?0[0-9]+|[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][-+]?[0-9]+")
_ONLY_YAML_11: Final = re.compile(r"[yYnN]")
_LINE_END: Final = re.compile("[\u2028\u2029]")
_WORDS: Final = {"null": None, "true": True, "false": False}
_YAML_11: Final[Any] = Resolver()
_QUOTE: Final = "put it in quotes if it is a text"


class _Stop(Exception):  # noqa: N818 — not an error: it ends the reading at a place, and never leaves this file
    """The rest of the file can't be read."""

    def __init__(self, fault: TreeFault) -> None:
        self.fault = fault


def cut_whole(_path: str, stream: BinaryIO, _record_type: type[AnyRecord]) -> Iterator[Cut]:
    """The whole file: nothing less of it can be read by itself."""
    data = stream.read(MAX_BYTES + 1)
    yield Cut(1, data, len(data))


def read_yaml(path: str, cut: Cut, record_type: type[R]) -> Iterator[Entry[R] | Problem]:
    """The records of a YAML file: one mapping, a list of mappings, or several documents of either."""
    data = cut.content
    if len(data) > MAX_BYTES:
        hint = "split the file, or write the records as JSON Lines"
        yield Problem(path, 0, 0, f"the file is larger than {MAX_BYTES // 2**20} MiB", hint)
        return
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        mark = _place(error.object[: error.start].decode())
        yield Problem(path, mark.line, mark.column, "the file is not UTF-8", "save it as UTF-8")
        return
    documents, faults = parse_yaml(text)
    if not documents and not faults:
        yield Problem(path, 0, 0, "the file is empty", "write a record, or delete the file")
    nodes = [node for tree in documents for node in (tree.value if isinstance(tree.value, list) else [tree])]
    starts = [node.mark for node in nodes]
    of_record: list[list[TreeFault]] = [[] for _ in range(len(nodes) + 1)]
    for fault in faults:
        of_record[bisect_right(starts, fault.mark)].append(fault)
    yield from problems(path, of_record[0])
    for node, own in zip(nodes, of_record[1:], strict=True):
        yield from from_tree(path, node, record_type, own)


YAML: Final = Format(cut_whole, read_yaml)


def parse_yaml(text: str) -> tuple[list[Node], list[TreeFault]]:
    """The documents of a YAML text, and what is wrong with them. After a fault that ends the reading there are none."""
    faults: list[TreeFault] = []
    try:
        _refuse_characters(text)
        events = yaml.parse(text, Loader=yaml.CSafeLoader)
        starts = (event for event in events if isinstance(event, yaml.DocumentStartEvent))
        return [_node(next(events), events, faults, 0) for _ in starts], faults
    except _Stop as stop:
        faults.append(stop.fault)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Mark(mark.line + 1, mark.column + 1) if mark else Mark(1, 1)
        begin = f", {error.context} that begins on line {error.context_mark.line + 1}" if error.context_mark else ""
        hint = f"check quotes, brackets and indents{begin}"
        faults.append(TreeFault(place, f"this is not YAML: {error.problem}", hint))
    except UnicodeDecodeError:
        faults.append(TreeFault(Mark(1, 1), "this is not YAML: a tag is not UTF-8", "delete the tag"))
    return [], faults


def _refuse_characters(text: str) -> None:
    """Stop at a character that would end the parser without a place, or that ends a line in YAML 1.1 alone."""
    illegal = ILLEGAL.search(text)
    if found := illegal or _LINE_END.search(text):
        why = "a character that no value may have" if illegal else "which ends a line for some YAML programs only"
        message = f"the text holds U+{ord(found[0]):04X}, {why}"
        raise _Stop(TreeFault(_place(text[: found.start()]), message, "delete the character, or write a space"))


def _place(before: str) -> Mark:
    """The place behind the text."""
    return Mark(before.count("\n") + 1, len(before) - before.rfind("\n"))


def _node(event: yaml.Event, events: Iterator[yaml.Event], faults: list[TreeFault], depth: int) -> Node:
    """The node that starts with the event; reads the events up to its end."""
    assert isinstance(event, yaml.NodeEvent)
    mark = _mark(event)
    if isinstance(event, yaml.AliasEvent):
        hint = "write the value out; anchors and aliases are no part of the record format"
        raise _Stop(TreeFault(mark, f"*{event.anchor} is an alias", hint))
    if depth > MAX_DEPTH:
        raise _Stop(TreeFault(mark, f"values are nested more than {MAX_DEPTH} levels deep", "a record needs six"))
    assert isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent)
    if event.anchor is not None:
        faults.append(TreeFault(mark, f"&{event.anchor} is an anchor", "delete it; aliases are not read"))
    if event.tag is not None and not (isinstance(event, yaml.ScalarEvent) and event.tag == "!"):
        tag = visible(event.tag[:80])
        faults.append(TreeFault(mark, f"{tag} is a tag", "delete it; the record format has no tags"))
    if isinstance(event, yaml.ScalarEvent):
        return Node(mark, _scalar(event, mark, faults))
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        while not isinstance(following := next(events), yaml.SequenceEndEvent):
            items.append(_node(following, events, faults, depth + 1))
        return Node(mark, items)
    return Node(mark, _mapping(events, faults, depth))


def _mark(event: yaml.Event) -> Mark:
    assert event.start_mark is not None, "the parser marks every event"
    return Mark(event.start_mark.line + 1, event.start_mark.column + 1)


def _mapping(events: Iterator[yaml.Event], faults: list[TreeFault], depth: int) -> dict[str, Node]:
    """The mapping whose start was read; reads the events up to its end."""
    mapping: dict[str, Node] = {}
    while not isinstance(following := next(events), yaml.MappingEndEvent):
        key = _node(following, events, faults, depth + 1)
        value = _node(next(events), events, faults, depth + 1)
        value.key = key.mark
        if isinstance(key.value, str):
            put(mapping, key.value, value, faults)
        else:
            faults.append(TreeFault(key.mark, "a key must be a text", "put the key in quotes"))
    return mapping


def _scalar(event: yaml.ScalarEvent, mark: Mark, faults: list[TreeFault]) -> Scalar:
    """What the scalar says in YAML 1.2; a plain word that YAML 1.1 reads as something else is a fault."""
    text = event.value
    if not event.implicit[0] or event.tag is not None:
        return checked_text(text, mark, faults)
    if text in _WORDS:
        return _WORDS[text]
    if not text:
        return None
    if _INTEGER.fullmatch(text):
        return whole_number(text, mark, faults)
    if _DECIMAL.fullmatch(text):
        return float(text)
    if meaning := _other_meaning(text):
        message = f"{text[:40]} is ambiguous: some YAML programs read it as {meaning}"
        faults.append(TreeFault(mark, message, f'{_QUOTE}: "{text[:40]}", or write the plain value'))
    return checked_text(text, mark, faults)


def _other_meaning(text: str) -> str | None:
    """What another YAML program may take the plain word for, or None if all take it for a text or a date."""
    if _DATE.fullmatch(text):
        return None
    if _ONLY_YAML_12.fullmatch(text):
        return "a number"
    if _ONLY_YAML_11.fullmatch(text):
        return "true or false"
    kind = _YAML_11.resolve(yaml.ScalarNode, text, (True, False)).rpartition(":")[2]
    meanings = {"str": None, "bool": "true or false", "int": "a number", "float": "a number", "null": "nothing"}
    return meanings.get(kind, "something else")
