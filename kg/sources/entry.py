"""An entry: a record that was read, with the place where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

from kg.errors import Problem
from kg.records import rules
from kg.records.rules import AnyRecord
from kg.sources.diagnose import convert
from kg.sources.tree import Node, TreeFault

R = TypeVar("R", bound=AnyRecord)


class Entry(Struct, Generic[R], frozen=True):
    """A record, the file that it stands in, and a way to the place of any of its values.

    `tree` builds the places only when somebody asks, so that a good record costs nothing for them.
    """

    record: R
    path: str
    line: int
    tree: Callable[[], Node]

    def problem(self, pointer: str, message: str, hint: str = "") -> Problem:
        """Make a problem of the value that the JSON Pointer names."""
        mark = self.tree().at(pointer)
        return Problem(self.path, mark.line, mark.column, message, hint)


def problems(path: str, faults: Iterable[TreeFault]) -> list[Problem]:
    """The faults of a text, as problems of the file."""
    return [Problem(path, fault.mark.line, fault.mark.column, fault.message, fault.hint) for fault in faults]


def from_tree(
    path: str, node: Node, record_type: type[R], faults: Sequence[TreeFault] = ()
) -> Iterator[Entry[R] | Problem]:
    """The record that a tree says, checked; or every problem that it has.

    `faults` are those of the text itself: with any of them there is no record, and a value inside it that one of them
    is about is not complained of again.
    """
    record = convert(node, record_type)
    if faults or isinstance(record, list):
        named = {fault.mark for fault in faults} - {node.mark}
        more = [fault for fault in record if fault.mark not in named] if isinstance(record, list) else []
        yield from problems(path, sorted([*faults, *more], key=lambda fault: fault.mark))
    else:
        yield from checked(Entry(record, path, node.mark.line, lambda: node))


def checked(entry: Entry[R]) -> Iterator[Entry[R] | Problem]:
    """The entry, or the contradictions inside its record."""
    found = list(rules.faults(entry.record))
    if found:
        yield from (entry.problem(*fault) for fault in found)
    else:
        yield entry
