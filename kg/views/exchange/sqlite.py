"""SQLite for Datasette and anything else that speaks SQL: tables with keys, indices, views and a search."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, BinaryIO, Final

from kg.views.exchange.model import Format, by_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.views.exchange.model import Kind, Table, Tables

_TYPES: Final[dict[Kind, str]] = {"text": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}

LONGEST_WORD: Final = 20
"""Characters of a word up to which the search finds all its parts; of a longer word those of its beginning."""

SEARCHED: Final = {"agreements": "label", "organization_names": "name"}
"""The tables with a search, and the column that is searched."""

_VIEWS: Final = """
CREATE VIEW partnerships AS
  SELECT a.label AS agreement, a.signed, a.status, o.label AS organization, p.role, p.name_as_written,
         a.iri AS agreement_iri, o.iri AS organization_iri
  FROM parties p JOIN agreements a ON a.iri = p.agreement JOIN organizations o ON o.iri = p.organization;
CREATE VIEW evidence AS
  SELECT a.label AS agreement, q.property, q.exact, s.url, s.published, a.iri AS agreement_iri
  FROM quotes q JOIN agreements a ON a.iri = q.agreement LEFT JOIN sources s ON s.iri = q.source;
"""


def write(tables: Tables, stream: BinaryIO) -> None:
    """Write the database: the same tables give the same bytes with the same version of SQLite."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("PRAGMA page_size = 4096")
        for table in tables:
            database.execute(_created(table, tables))
            places = ", ".join("?" * len(table.columns))
            database.executemany(f"INSERT INTO {table.name} VALUES ({places})", table.rows)  # noqa: S608 — our own name
            for column in table.columns:
                if column.refers and column.name != table.key[0]:
                    database.execute(f"CREATE INDEX {table.name}_{column.name} ON {table.name} ({column.name})")
        for name, searched in SEARCHED.items():
            _make_searched(database, by_name(tables)[name], searched)
        database.executescript(_VIEWS)
        database.commit()
        database.execute("VACUUM")
        stream.write(database.serialize())


def _created(table: Table, tables: Tables) -> str:
    """The statement that creates the table."""
    keys = {known.name: known.key[0] for known in tables}
    lines = []
    for column in table.columns:
        needed = " NOT NULL" if column.name in table.key else ""
        refers = f" REFERENCES {column.refers} ({keys[column.refers]})" if column.refers else ""
        lines.append(f"  {column.name} {_TYPES[column.kind]}{needed}{refers}")
    lines.append(f"  PRIMARY KEY ({', '.join(table.key)})")
    return f"CREATE TABLE {table.name} (\n" + ",\n".join(lines) + "\n)"


def _make_searched(database: sqlite3.Connection, table: Table, column: str) -> None:
    """An index of every part of every word of a column: Korean words join what people look for, 시흥 in 시흥시.

    It is SQLite's FTS5 beside the table: the index holds the parts, the table what is shown.
    """
    database.execute(
        f"CREATE VIRTUAL TABLE {table.name}_fts USING fts5({column}, content=[{table.name}], detail=none, columnsize=0)"
    )
    at = table.names.index(column)
    key = " AND ".join(f"{name} = ?" for name in table.key)
    places = [table.names.index(name) for name in table.key]
    for row in table.rows:
        ((number,),) = database.execute(f"SELECT rowid FROM {table.name} WHERE {key}", [row[n] for n in places])  # noqa: S608 — our own names
        words = " ".join(_parts(str(row[at] or "")))
        database.execute(f"INSERT INTO {table.name}_fts (rowid, {column}) VALUES (?, ?)", (number, words))  # noqa: S608 — the same


def _parts(text: str) -> Iterator[str]:
    """Each word of the text and every part of it of two characters or more, once."""
    words = "".join(char if char.isalnum() else " " for char in text).split()
    seen = dict.fromkeys(words)
    for word in words:
        short = word[:LONGEST_WORD]
        for start in range(len(short) - 1):
            seen |= dict.fromkeys(short[start:end] for end in range(start + 2, len(short) + 1))
    return iter(seen)


FORMAT: Final = Format("sqlite", "db", write)
