"""JSON texts with the place of every value.

Only texts that have a problem come here: a good line is decoded by msgspec at full speed (`kg.sources.jsonl`). The
strings are read by the standard library's own scanner.
"""

from __future__ import annotations

import json
import re
from typing import Final

from kg.sources.tree import MAX_DEPTH, Mark, Node, Scalar, TreeFault, checked_text, put, whole_number

_SPACE: Final = re.compile(r"[ \t\r\n]*")
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_WORDS: Final = {"null": None, "true": True, "false": False}
_WORD: Final = re.compile(r"[A-Za-z]+|-?(?:NaN|Infinity)")
_STRING: Final = json.JSONDecoder()


class _Stop(Exception):  # noqa: N818 — not an error: it ends the reading at a place, and never leaves this file
    def __init__(self, position: int, message: str, hint: str) -> None:
        self.position = position
        self.message = message
        self.hint = hint


def parse_json(text: str, line: int = 1) -> tuple[Node | None, list[TreeFault]]:
    """The value of a JSON text (RFC 8259) that is one line of a file, and what is wrong with it.

    The node is None where the text is no JSON at all.
    """
    reader = _Reader(text, line)
    try:
        node, position = reader.value(reader.skip(0), 0)
        if (position := reader.skip(position)) < len(text):
            raise _Stop(position, "there is more after the end of the record", "one record a line")  # noqa: TRY301
    except _Stop as stop:
        return None, [*reader.faults, TreeFault(reader.mark(stop.position), stop.message, stop.hint)]
    return node, reader.faults


class _Reader:
    """A recursive descent over one text, after RFC 8259."""

    def __init__(self, text: str, line: int) -> None:
        self.text = text
        self.line = line
        self.faults: list[TreeFault] = []

    def mark(self, position: int) -> Mark:
        return Mark(self.line, position + 1)

    def skip(self, position: int) -> int:
        found = _SPACE.match(self.text, position)
        return found.end() if found else position

    def value(self, position: int, depth: int) -> tuple[Node, int]:
        if depth > MAX_DEPTH:
            raise _Stop(position, f"values are nested more than {MAX_DEPTH} levels deep", "a record needs six")
        start = self.text[position : position + 1]
        if start == '"':
            text, end = self.string(position)
            return Node(self.mark(position), text), end
        if start == "[":
            return self.array(position, depth)
        if start == "{":
            return self.object(position, depth)
        return self.scalar(position)

    def string(self, position: int) -> tuple[str, int]:
        try:
            text, end = _STRING.raw_decode(self.text, position)
        except json.JSONDecodeError as error:
            what = error.msg.rstrip(": ")
            raise _Stop(error.pos, f"this is not JSON: {what}", "check the quotes and backslashes") from error
        return checked_text(text, self.mark(position), self.faults), end

    def scalar(self, position: int) -> tuple[Node, int]:
        mark = self.mark(position)
        if number := _NUMBER.match(self.text, position):
            is_float = number[1] or number[2]
            value: Scalar = float(number[0]) if is_float else whole_number(number[0], mark, self.faults)
            return Node(mark, value), number.end()
        word = _WORD.match(self.text, position)
        if word and word[0] in _WORDS:
            return Node(mark, _WORDS[word[0]]), word.end()
        what = word[0][:20] if word else self.text[position : position + 1] or "the end"
        raise _Stop(position, f"this is not JSON: a value is expected, not {what}", "texts stand in double quotes")

    def array(self, position: int, depth: int) -> tuple[Node, int]:
        items: list[Node] = []
        mark = self.mark(position)
        position = self.skip(position + 1)
        while self.text[position : position + 1] != "]":
            if items:
                position = self.skip(self.expect(",", position))
            node, position = self.value(position, depth + 1)
            items.append(node)
            position = self.skip(position)
        return Node(mark, items), position + 1

    def object(self, position: int, depth: int) -> tuple[Node, int]:
        mapping: dict[str, Node] = {}
        mark = self.mark(position)
        position = self.skip(position + 1)
        first = True
        while self.text[position : position + 1] != "}":
            if not first:
                position = self.skip(self.expect(",", position))
            first = False
            key_mark = self.mark(self.expect('"', position) - 1)
            key, position = self.string(position)
            position = self.expect(":", self.skip(position))
            node, position = self.value(self.skip(position), depth + 1)
            node.key = key_mark
            put(mapping, key, node, self.faults)
            position = self.skip(position)
        return Node(mark, mapping), position + 1

    def expect(self, character: str, position: int) -> int:
        if self.text[position : position + 1] != character:
            found = self.text[position : position + 1] or "the end"
            raise _Stop(position, f"this is not JSON: {character} is expected, not {found}", "check the punctuation")
        return position + 1
