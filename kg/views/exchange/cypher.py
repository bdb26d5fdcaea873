"""Cypher for Neo4j and its kin: a script that makes agreements, organisations, fields and sources, and their ties."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple

from kg.views.exchange.elements import records
from kg.views.exchange.model import Format, by_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.views.exchange.model import Cell, Table, Tables

BATCH: Final = 500
"""Rows of one statement: few enough for a server's memory, enough for its speed."""

LABELS: Final = {"agreements": "Agreement", "organizations": "Organization", "fields": "Field", "sources": "Source"}
"""The tables that become nodes, each with its label."""


class Tie(NamedTuple):
    """A table whose rows become relationships, their type, and the columns that hold the two ends."""

    table: str
    type: str
    one: str
    other: str


TIES: Final = (
    Tie("parties", "PARTY", "agreement", "organization"),
    Tie("agreement_fields", "IN_FIELD", "agreement", "field"),
    Tie("agreement_sources", "STATED_BY", "agreement", "source"),
)

_ENDS: Final = {"iri", *(end for tie in TIES for end in (tie.one, tie.other))}
"""What a row has that is no value of its node or relationship: the clause has used it already."""

# Neo4j reads \uXXXX anywhere in a script before it reads strings, so that no text may bring a backslash before a u.
_ESCAPES: Final = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_TABLE: Final = str.maketrans(_ESCAPES)


def write(tables: Tables, stream: BinaryIO) -> None:
    """Write the script. It can be run again: nodes are merged by `iri`, relationships by their `position`."""
    known = by_name(tables)
    measures = {str(values.pop("organization")): values for values in records(known["measures"])}
    for name, label in LABELS.items():
        unique = f"CREATE CONSTRAINT {name}_iri IF NOT EXISTS FOR (n:{label}) REQUIRE n.iri IS UNIQUE;\n"
        stream.write(unique.encode())
    for name, label in LABELS.items():
        things = ({**values, **measures.get(str(values["iri"]), {})} for values in records(known[name]))
        _write_all(stream, things, f"MERGE (n:{label} {{iri: row.iri}})\nSET {{n}}")
    for tie in TIES:
        _write_all(stream, records(known[tie.table]), _merge(tie, known[tie.table]))


def _merge(tie: Tie, table: Table) -> str:
    labels = {column.name: LABELS[column.refers] for column in table.columns if column.refers}
    return (
        f"MATCH (a:{labels[tie.one]} {{iri: row.{tie.one}}}), (b:{labels[tie.other]} {{iri: row.{tie.other}}})\n"
        f"MERGE (a)-[r:{tie.type} {{position: row.position}}]->(b)\n"
        "ON CREATE SET {r}\nON MATCH SET {r}"
    )


def _write_all(stream: BinaryIO, rows: Iterable[dict[str, Cell]], clause: str) -> None:
    """Write a statement for every batch of rows that know the same of themselves; so there is no null in any.

    `{n}` or `{r}` in the clause is where the values of a node or a relationship are set.
    """
    batches: dict[tuple[str, ...], list[dict[str, Cell]]] = defaultdict(list)
    for row in rows:
        names = tuple(name for name, value in row.items() if value is not None)
        batches[names].append(row)
        if len(batches[names]) == BATCH:
            stream.write(_statement(names, batches.pop(names), clause).encode())
    for names, batch in batches.items():
        stream.write(_statement(names, batch, clause).encode())


def _statement(names: tuple[str, ...], batch: list[dict[str, Cell]], clause: str) -> str:
    maps = ",\n".join("  {" + ", ".join(f"{name}: {literal(row[name])}" for name in names) + "}" for row in batch)
    for thing in "nr":
        sets = ", ".join(f"{thing}.{name} = row.{name}" for name in names if name not in _ENDS)
        clause = clause.replace(f"{{{thing}}}", sets)
    return f"UNWIND [\n{maps}\n] AS row\n{clause};\n"


def literal(cell: Cell) -> str:
    r"""A value as Cypher spells it; a text is in single quotes, and a backslash never stands before a u of the text.

    >>> literal("시흥's")
    "'시흥\\'s'"
    """
    if cell is None:
        return "null"
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str):
        parts = cell.replace("\\u", "\\\0u").replace("\\U", "\\\0U").split("\0")
        return " + ".join(f"'{part.translate(_TABLE)}'" for part in parts)
    return repr(cell)


FORMAT: Final = Format("cypher", "cypher", write)
