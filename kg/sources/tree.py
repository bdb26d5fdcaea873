"""A file's values with their places: what a YAML or JSON text says, before anybody asks what it means."""

from __future__ import annotations

from typing import Final, NamedTuple

from msgspec import Struct

from kg.records.text import illegal_character, nfc, visible

MAX_DEPTH: Final = 64
"""Levels of nesting that a record may have; the deepest real one has six."""

MAX_DIGITS: Final = 18
"""Digits of a whole number that are read; more would cost time and fit no field."""

Scalar = str | int | float | bool | None
Plain = Scalar | list["Plain"] | dict[str, "Plain"]


class Mark(NamedTuple):
    """A place in a file; lines and columns count from 1, in characters."""

    line: int
    column: int


class TreeFault(NamedTuple):
    """What is wrong with the text itself at a place, whatever the record means."""

    mark: Mark
    message: str
    hint: str


class Node(Struct):
    """A value with its place, and the place of its key where it has one."""

    mark: Mark
    value: Scalar | list[Node] | dict[str, Node]
    key: Mark | None = None

    def plain(self) -> Plain:
        """The value without the places."""
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        return self.value

    def at(self, pointer: str) -> Mark:
        """The place of the value that the JSON Pointer names, or of the nearest value around it."""
        node = self
        for step in pointer.split("/")[1:]:
            if isinstance(node.value, dict) and step in node.value:
                node = node.value[step]
            elif isinstance(node.value, list) and step.isdecimal() and int(step) < len(node.value):
                node = node.value[int(step)]
            else:
                break
        return node.mark


def checked_text(text: str, mark: Mark, faults: list[TreeFault]) -> str:
    """The text in NFC; characters that no value may hold are added to the faults."""
    if found := illegal_character(text):
        hint = "delete the character; it can't be seen, and no RDF or XML can carry it"
        faults.append(TreeFault(mark, f"the text holds {found}, a character that no value may have", hint))
        return visible(text)
    return nfc(text)


def whole_number(digits: str, mark: Mark, faults: list[TreeFault]) -> int:
    """The number that the digits say; one of too many digits is added to the faults."""
    if len(digits.lstrip("-")) > MAX_DIGITS:
        faults.append(TreeFault(mark, "the number is too long", f"no value needs more than {MAX_DIGITS} digits"))
        return 0
    return int(digits)


def put(mapping: dict[str, Node], key: str, node: Node, faults: list[TreeFault]) -> None:
    """Add a key and its value to a mapping; a key that is there already becomes a fault."""
    if key in mapping:
        first = mapping[key].key or mapping[key].mark
        message = f"the key “{key}” stands twice in this mapping, first on line {first.line}"
        faults.append(TreeFault(node.key or node.mark, message, "keep one of the two; neither wins silently here"))
    else:
        mapping[key] = node
