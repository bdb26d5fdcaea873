"""Tables as records, in two steps: cutting a file into batches of rows, and reading a batch.

The cut is cheap and in order; it never parts the rows of one record. The reading is a pure function of a batch and a
plan, both plain data, so that other processes can do it.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from msgspec.structs import replace

from kg.errors import Problem
from kg.records.text import nfc, visible
from kg.sources.block import Cut, Format
from kg.sources.entry import from_tree
from kg.sources.table.csv import open_csv
from kg.sources.table.mapping import ENDING, MappingFile, load_mapping, mapping_beside
from kg.sources.table.plan import plan_of
from kg.sources.table.rows import Refused, Row, Unreadable
from kg.sources.table.tree import Builder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.records.rules import AnyRecord
    from kg.sources.entry import Entry
    from kg.sources.table.plan import Plan
    from kg.sources.table.rows import Table

Batch = list[list[Row]]
"""Rows of some records, the rows of each together. Plain data: it can be sent to another process."""

Register = dict[str, tuple[str, ...]]
"""From each name of the register to the ids of the organisations that have it."""

BATCH: Final = 500
"""Rows of a batch, at least; the last record has as many more as it needs."""

MAX_ROWS_OF_A_RECORD: Final = 10_000
_REMEMBERED: Final = 100_000
"""Ids that are kept to say where rows of one record stand apart; past it the dataset still finds the id twice."""


def cut_table(path: str, stream: BinaryIO, record_type: type[AnyRecord]) -> Iterator[Cut]:
    """The plan of a CSV, XLSX or Parquet file with each batch of its rows; at the end the problems that ended it.

    The file `NAME.mapping.yaml` beside the table says what its columns are; those that it doesn't name have the names
    of the record's own keys.
    """
    before = 0
    try:
        plan, batches = opened(path, stream, record_type)
        for batch in batches:
            yield Cut(batch[0][0].line, (plan, batch), max(0, stream.tell() - before))
            before = max(before, stream.tell())
    except Unreadable as stop:
        yield Cut(0, stop.problems, 0)


def read_table(_path: str, cut: Cut, _record_type: type[AnyRecord]) -> Iterable[Entry[Any] | Problem]:
    """The records of a batch, in order, each problem at its cell.

    The line of a place is that of the file for CSV and the number of the row otherwise; the column is the number of the
    table's column. 0 stands for the row or the file as a whole.
    """
    return read(*cut.content) if cut.line else cut.content


TABLE: Final = Format(cut_table, read_table)


def opened(
    path: str,
    stream: BinaryIO,
    record_type: type[AnyRecord],
    mapping: MappingFile | None = None,
    register: Register | None = None,
) -> tuple[Plan, Iterator[Batch]]:
    """The plan of a table and its batches. Raises `Unreadable`, here or from the batches, where the reading ends.

    Without a mapping the one beside the table is read, if there is one.
    """
    if mapping is None:
        mapping = _beside(path, stream)
    table = open_table(path, stream, mapping)
    plan = plan_of(path, table, record_type, mapping, register)
    if isinstance(plan, list):
        raise Unreadable(*plan)
    return plan, cut(plan, table)


def _beside(path: str, stream: BinaryIO) -> MappingFile:
    """The mapping beside the file that is open, shown beside the path as the user gave it; empty if there is none."""
    location = getattr(stream, "name", None)
    found = mapping_beside(location) if isinstance(location, str | os.PathLike) else None
    return load_mapping(found, os.path.splitext(path)[0] + ENDING) if found else MappingFile()


def open_table(path: str, stream: BinaryIO, mapping: MappingFile) -> Table:
    """The rows of a table, by the ending of its name. Raises `Unreadable` for what is no table."""
    name = path.lower()
    if name.endswith(".parquet"):
        from kg.sources.table.parquet import open_parquet

        table = open_parquet(path, stream)
    elif name.endswith(".xlsx"):
        from kg.sources.table.xlsx import open_xlsx

        table = open_xlsx(path, stream, mapping.mapping.sheet)
    else:
        said = mapping.mapping.delimiter or ("tab" if name.endswith(".tsv") else None)
        table = open_csv(path, stream, "\t" if said == "tab" else said)
    table.header = tuple(nfc(visible(title)) for title in table.header)
    return table


def cut(plan: Plan, table: Table) -> Iterator[Batch]:
    """The rows in batches, those of one record together.

    In a table with one row a party (or a name of an organisation), consecutive rows with one id are a record, and so
    is a row without an id: it goes on with the record above, as below a merged cell. Rows of a record that don't stand
    together get a fault.
    """
    groups = _groups(plan, table.rows)
    while True:
        batch: Batch = []
        size = 0
        try:
            while size < BATCH and (rows := next(groups, None)) is not None:
                batch.append(rows)
                size += len(rows)
        except Unreadable:
            if batch:
                yield batch
            raise
        if not batch:
            return
        yield batch


def _groups(plan: Plan, rows: Iterator[Row]) -> Iterator[list[Row]]:
    """The rows of each record. Where the reading of the table ends, a record that may have more rows is left out."""
    apart = _Apart(plan)
    key = plan.key if plan.rowwise else None
    group: list[Row] = []
    for row in rows:
        if group and key is not None and _continues(row, group[0], key):
            if len(group) < MAX_ROWS_OF_A_RECORD:
                group.append(row)
            else:
                group[-1] = row._replace(fault=_TOO_MANY)
            continue
        if group:
            yield group
        group = [apart.checked(row)]
        if key is None:
            yield group
            group = []
    if group:
        yield group


_TOO_MANY: Final = Refused(
    f"the record has more than {MAX_ROWS_OF_A_RECORD} rows", "give every record an id of its own"
)


def _continues(row: Row, first: Row, key: int) -> bool:
    return not row.cells[key] or row.cells[key] == first.cells[key]


class _Apart:
    """The ids of the last records, to see where one of them comes again."""

    def __init__(self, plan: Plan) -> None:
        self.key = plan.key if plan.rowwise else None
        self.name = plan.header[self.key] if self.key is not None else ""
        self.lines: OrderedDict[Any, int] = OrderedDict()

    def checked(self, row: Row) -> Row:
        """The first row of a record, with a fault if the record has been left before."""
        if self.key is None or not (said := row.cells[self.key]):
            return row
        if (line := self.lines.get(said)) is not None:
            message = f"the rows of this record don't stand together: others begin on line {line}"
            return row._replace(fault=Refused(message, f"sort the table by “{self.name}”"))
        self.lines[said] = row.line
        if len(self.lines) > _REMEMBERED:
            self.lines.popitem(last=False)
        return row


def read(plan: Plan, batch: Batch) -> Iterator[Entry[Any] | Problem]:
    """The records of a batch and their problems, each problem with the name of its column."""
    builder = Builder(plan)
    for rows in batch:
        node, faults = builder.tree(rows)
        for item in from_tree(plan.path, node, plan.record_type, faults):
            yield _named(plan, item) if isinstance(item, Problem) else item


def _named(plan: Plan, problem: Problem) -> Problem:
    if not problem.column:
        return problem
    return replace(problem, message=f"{plan.header[problem.column - 1][:40]}: {problem.message}")
