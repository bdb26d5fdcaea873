"""How the columns of one table become records: its header, held against the mapping and the names of a record.

A plan is plain data: made once a table, and sent with every batch of rows to whoever reads it.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from kg.errors import Problem
from kg.sources.table.mapping import IGNORE, Column, MappingFile
from kg.sources.table.rows import MAX_COLUMNS
from kg.sources.table.target import ROWWISE, Target, names, target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.sources.table.rows import Table

_GUESS: Final = "`kg import --guess TABLE` proposes a mapping"


class Fill(Struct, frozen=True):
    """A column of the table, by its index from 0, and the value that it fills."""

    index: int
    target: Target
    column: Column


class Default(Struct, frozen=True):
    """The value of what the table lacks or leaves empty.

    With `makes` it makes an entry of a list that has none; the default of a part of entries only fills those there are.
    """

    target: Target
    text: str
    makes: bool


class Plan(Struct, frozen=True):
    """What is read of a table: the columns, the values of what it lacks, and which column tells the records apart.

    `register` leads from each name of the register to the ids that have it.
    """

    path: str
    record_type: type[Any]
    header: tuple[str, ...]
    fills: tuple[Fill, ...]
    defaults: tuple[Default, ...] = ()
    register: dict[str, tuple[str, ...]] | None = None

    @property
    def key(self) -> int | None:
        """The column of the ids, if there is one."""
        return next((fill.index for fill in self.fills if fill.target.steps == ("id",)), None)

    @property
    def rowwise(self) -> bool:
        """Whether a record may have several rows: one a party, or one a name."""
        growing = ROWWISE.get(self.record_type)
        return any(fill.target.steps[0] == growing for fill in self.fills)


def plan_of(
    path: str,
    table: Table,
    record_type: type[Any],
    file: MappingFile,
    register: dict[str, tuple[str, ...]] | None = None,
) -> Plan | list[Problem]:
    """The plan for a table, or everything that is wrong with its header and its mapping."""
    if len(table.header) > MAX_COLUMNS:
        hint = "keep the columns that a record needs"
        return [Problem(path, table.line, 0, f"the table has more than {MAX_COLUMNS} columns", hint)]
    problems = [*_header_problems(path, table)]
    fills: list[Fill] = []
    for item in _fills(path, table, record_type, file):
        if isinstance(item, Problem):
            problems.append(item)
        else:
            fills.append(item)
    problems += _clashes(path, table, fills)
    if register is None and (unnamed := next((fill for fill in fills if fill.column.names), None)):
        hint = "run `kg import`, which looks them up, or list them in the mapping under words:"
        problems.append(_at(path, table, unnamed.index, "organisations by name need the register", hint))
    defaults: list[Default] = []
    for name, value in file.mapping.defaults.items():
        if found := target(name, record_type):
            text = str(value).lower() if isinstance(value, bool) else str(value)
            defaults.append(Default(found, text, _makes(found, fills)))
        else:
            problems.append(file.problem("defaults", name, *_unknown(name, record_type)))
    defaults.sort(key=lambda default: not default.makes)
    return problems or Plan(path, record_type, table.header, tuple(fills), tuple(defaults), register)


def _makes(found: Target, fills: list[Fill]) -> bool:
    """Whether a default may make an entry: of a list that no column fills, or in the place of its own column."""
    beside = [fill.target for fill in fills if fill.target.steps[0] == found.steps[0]]
    return not beside or found in beside


def _at(path: str, table: Table, index: int, message: str, hint: str) -> Problem:
    """Make a problem of the head of a column."""
    return Problem(path, table.line, index + 1, message, hint)


def _header_problems(path: str, table: Table) -> Iterator[Problem]:
    """Names that stand twice, and columns without one."""
    first: dict[str, int] = {}
    for index, name in enumerate(table.header):
        if not name:
            yield _at(path, table, index, "the column has no name", "name it, or delete it")
        elif name in first:
            message = f"“{name[:40]}” is the name of column {first[name] + 1} too"
            yield _at(path, table, index, message, "a table has each name once; rename one of them")
        first.setdefault(name, index)


def _fills(path: str, table: Table, record_type: type[Any], file: MappingFile) -> Iterator[Fill | Problem]:
    for name in file.mapping.columns:
        if name not in table.header:
            near = difflib.get_close_matches(name[:40], table.header, n=1)
            hint = f"did you mean “{near[0]}”?" if near else f"the columns are {', '.join(table.header)[:200]}"
            yield file.problem("columns", name, f"{path} has no column “{name[:40]}”", hint)
    for index, name in enumerate(table.header):
        columns = file.column(name)
        for column in (Column(name),) if columns is None else columns:
            found = target(column.to, record_type)
            if found is None and columns is None and name:
                yield _at(path, table, index, *_unknown(name, record_type))
            elif found is None and name:
                yield file.problem("columns", name, *_unknown(column.to, record_type))
            elif found is not None and (unfit := table.unfit.get(index)):
                yield _at(path, table, index, unfit.message, unfit.hint)
            elif found is not None:
                yield Fill(index, found, column)


def _unknown(name: str, record_type: type[Any]) -> tuple[str, str]:
    """Say that a name is no value of a record."""
    noun = record_type.__name__.lower()
    if target(f"{name}.ko", record_type):
        return f"“{name[:40]}” needs its language", f"name it {name[:40]}.ko or {name[:40]}.en"
    near = difflib.get_close_matches(name[:40].lower(), names(record_type), n=1)
    hint = f"did you mean “{near[0]}”? " if near else ""
    article = "an" if noun[0] in "aeiou" else "a"
    return f"“{name[:40]}” is no value of {article} {noun}", f"{hint}{_GUESS}; “{IGNORE}” passes a column over"


def _clashes(path: str, table: Table, fills: list[Fill]) -> Iterator[Problem]:
    """Two columns for one value, or for a value and a part of it."""
    for number, fill in enumerate(fills):
        for other in fills[:number]:
            shorter, longer = sorted((fill.target.steps, other.target.steps), key=len)
            if shorter == longer[: len(shorter)] and table.header[fill.index] != table.header[other.index]:
                message = f"“{table.header[fill.index][:40]}” and “{table.header[other.index][:40]}” are one value"
                yield _at(path, table, fill.index, message, f"both are {fill.target.name}; keep one of them")
                break
