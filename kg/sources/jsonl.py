"""JSON Lines: one record a line, decoded at full speed; a line with a problem is read a second time, with places."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, BinaryIO, Final, TypeVar

import msgspec

from kg.errors import Problem
from kg.records.rules import AnyRecord
from kg.records.text import illegal_character, nfc
from kg.sources.diagnose import decode_date
from kg.sources.entry import Entry, checked, from_tree, problems
from kg.sources.json_text import parse_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.sources.tree import Node

R = TypeVar("R", bound=AnyRecord)

MAX_LINE = 16 * 2**20
"""Bytes of one line; RDF parsers refuse longer tokens, and no record comes near it."""

_ESCAPE: Final = re.compile(r"\\[ubf]")
"""Escapes that may hide a character that no value may hold, or text that is not in NFC."""


_NAME: Final = re.compile(r'"([^"\\]*)"[ \t]*:')
"""The name of a key, and now and then what only looks like one: where no name is there twice, no key is."""


class _KeyTwiceError(Exception):
    """A mapping has one key twice; the slow reading finds where."""


def read_jsonl(path: str, stream: BinaryIO, record_type: type[R]) -> Iterator[Entry[R] | Problem]:
    """The records of a stream of JSON Lines, in order; a problem for each thing wrong with a line.

    Blank lines are passed over. A line longer than `MAX_LINE` ends the reading.
    """
    decoder = msgspec.json.Decoder(record_type, dec_hook=decode_date)
    number = 0
    while line := stream.readline(MAX_LINE + 1):
        number += 1
        if len(line) > MAX_LINE:
            hint = "write one record a line; a file of one long line is not JSON Lines"
            yield Problem(path, number, 1, f"the line is longer than {MAX_LINE // 2**20} MiB", hint)
            return
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError as error:
            column = len(error.object[: error.start].decode()) + 1
            yield Problem(path, number, column, "the line is not UTF-8", "save the file as UTF-8")
            continue
        if text.strip(" \t\r"):
            yield from _line(path, number, text, decoder)


def _line(path: str, number: int, text: str, decoder: msgspec.json.Decoder[R]) -> Iterator[Entry[R] | Problem]:
    """Decode one line at full speed, or with the place of each value where anything about it is unusual."""
    if not _ESCAPE.search(text) and nfc(text) is text and illegal_character(text) is None:
        try:
            record = decoder.decode(text)
            if len(names := _NAME.findall(text)) != len(set(names)):
                _KEYS_ONCE.decode(text)
        except (msgspec.MsgspecError, _KeyTwiceError, RecursionError):
            pass
        else:
            yield from checked(Entry(record, path, number, lambda: _tree(text, number)))
            return
    node, faults = parse_json(text, number)
    if node is None:
        yield from problems(path, faults)
    else:
        yield from from_tree(path, node, decoder.type, faults)


def _tree(text: str, number: int) -> Node:
    node, _ = parse_json(text, number)
    assert node is not None, "msgspec decoded this text"
    return node


def _once(pairs: list[tuple[str, Any]]) -> None:
    if len({key for key, _ in pairs}) != len(pairs):
        raise _KeyTwiceError


_KEYS_ONCE = json.JSONDecoder(object_pairs_hook=_once)
