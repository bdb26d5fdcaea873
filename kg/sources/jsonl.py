"""JSON Lines: one record a line, decoded a block at a time; what is unusual is read line by line, with places."""

from __future__ import annotations

import codecs
import json
import re
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO, Final, TypeVar, get_args

import msgspec

from kg.errors import Problem
from kg.records.rules import AnyRecord
from kg.records.text import is_plain
from kg.sources.block import BLOCK, Cut, Format
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

_SPACE_BEFORE_COLON: Final = re.compile(r'"[ \t\r\n]+:')


class _KeyTwiceError(Exception):
    """A mapping has one key twice; the slow reading finds where."""


def cut_lines(_path: str, stream: BinaryIO, _record_type: type[AnyRecord]) -> Iterator[Cut]:
    """Blocks of whole lines. A line longer than `MAX_LINE` is cut off, and ends the reading."""
    number = 1
    while data := stream.read(BLOCK):
        begun = len(data) - data.rfind(b"\n") - 1
        if begun:
            rest = stream.readline(MAX_LINE + 1 - begun)
            data += rest
        yield Cut(number, data, len(data))
        if begun and begun + len(rest) > MAX_LINE:
            return
        number += data.count(b"\n")


def read_lines(path: str, cut: Cut, record_type: type[R]) -> Iterator[Entry[R] | Problem]:
    """The records of a block, in order; a problem for each thing wrong with a line. Blank lines are passed over."""
    records = _at_once(cut.content, record_type)
    if records is None:
        for number, line in enumerate(cut.content.split(b"\n"), cut.line):
            yield from _line(path, number, line, record_type)
        return
    for number, record in enumerate(records, cut.line):
        yield from checked(Entry(record, path, number, partial(_tree, cut, number)))


JSONL: Final = Format(cut_lines, read_lines)


def _at_once(data: bytes, record_type: type[R]) -> list[R] | None:
    """The records of the lines, one each, if nothing about any of them is unusual."""
    try:
        text = data.decode()
        if not _usual(text):
            return None
        records = _decoder(record_type).decode_lines(text)
    except (UnicodeDecodeError, msgspec.MsgspecError, RecursionError):
        return None
    if len(records) != data.count(b"\n") + (not data.endswith(b"\n")):
        return None
    return records if _keys_once(text, _ENCODER.encode_lines(records)) else None


def _usual(text: str) -> bool:
    """Whether msgspec may read the text: what it says is in NFC, and no escape hides what no value may hold."""
    return not _ESCAPE.search(text) and is_plain(text)


def _keys_once(text: str, encoded: bytes) -> bool:
    """Whether no key stands twice in a mapping, as far as counting can tell: what it takes for good is.

    msgspec takes the last of two equal keys. So a text that has a key twice has more of them than the records that were
    read from it. A key that says a default is not written again, and counts as one too many.
    """
    if (" :" in text or "\t:" in text) and _SPACE_BEFORE_COLON.search(text):
        return False
    return text.count('":') == encoded.count(b'":')


_ENCODER: Final = msgspec.json.Encoder(enc_hook=str)


_DECODERS: Final = {kind: msgspec.json.Decoder(kind, dec_hook=decode_date) for kind in get_args(AnyRecord)}


def _decoder(record_type: type[R]) -> msgspec.json.Decoder[R]:
    return _DECODERS[record_type]


def _line(path: str, number: int, line: bytes, record_type: type[R]) -> Iterator[Entry[R] | Problem]:
    """Decode one line at full speed, or with the place of each value where anything about it is unusual."""
    if len(line) > MAX_LINE:
        hint = "write one record a line; a file of one long line is not JSON Lines"
        yield Problem(path, number, 1, f"the line is longer than {MAX_LINE // 2**20} MiB", hint)
        return
    try:
        text = _text(line, number)
    except UnicodeDecodeError as error:
        column = len(error.object[: error.start].decode()) + 1
        yield Problem(path, number, column, "the line is not UTF-8", "save the file as UTF-8")
        return
    if not text.strip(" \t\r"):
        return
    if _usual(text):
        try:
            record = _decoder(record_type).decode(text)
            _KEYS_ONCE.decode(text)
        except (msgspec.MsgspecError, _KeyTwiceError, RecursionError):
            pass
        else:
            yield from checked(Entry(record, path, number, lambda: _node(text, number)))
            return
    node, faults = parse_json(text, number)
    if node is None:
        yield from problems(path, faults)
    else:
        yield from from_tree(path, node, record_type, faults)


def _text(line: bytes, number: int) -> str:
    mark = codecs.BOM_UTF8 if number == 1 else b""
    return line.removeprefix(mark).decode().rstrip("\r\n")


def _tree(cut: Cut, number: int) -> Node:
    return _node(_text(cut.content.split(b"\n")[number - cut.line], number), number)


def _node(text: str, number: int) -> Node:
    node, _ = parse_json(text, number)
    assert node is not None, "msgspec decoded this text"
    return node


def _once(pairs: list[tuple[str, Any]]) -> None:
    if len({key for key, _ in pairs}) != len(pairs):
        raise _KeyTwiceError


_KEYS_ONCE = json.JSONDecoder(object_pairs_hook=_once)
