"""The workload as tables, for peers that map tables: `python -m bench.tables RECORDS TABLES` writes CSV.

A row is an organisation, an agreement, a party, a field, a state or a source; an empty cell is a value that isn't
there. What a mapping language can't compute is a column: the name of a source's address, the class of a kind, the type
above a type, and a date under the name of its precision. A source that many cite has one row. All of that is work that
kg does while it is timed, and that these peers are spared.
"""

from __future__ import annotations

import csv
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bench.peers.statements import CLASSES, read_lines, source_id, types_of

if TYPE_CHECKING:
    from collections.abc import Iterator

Json = dict[str, Any]
Row = dict[str, object]

SIGNED: Final = ("signed_date", "signed_month", "signed_year")
ON: Final = ("on_date", "on_month", "on_year")
TABLES: Final[dict[str, tuple[str, ...]]] = {
    "organizations": ("id", "name_ko", "name_en"),
    "organization_names": ("organization", "text"),
    "organization_types": ("organization", "type"),
    "organization_pages": ("organization", "page"),
    "agreements": (
        *("id", "kind", "class", "title_ko", "title_en", *SIGNED, "not_stated", "from", "until"),
        *("status", "stated_parties", "stated_fields", "source"),
    ),
    "states": ("agreement", "number", "state", *ON, "source"),
    "parties": ("agreement", "number", "organization", "role", "name"),
    "fields": ("agreement", "number", "concept", "phrase"),
    "sources": ("id", "url", "published"),
    "publishers": ("id", "name"),
}
"""Every table with its columns."""


def _dated(prefix: str, day: str | None) -> Row:
    return {} if day is None else {f"{prefix}_{ {4: 'year', 7: 'month', 10: 'date'}[len(day)] }": day}


def organization_rows(record: Json) -> Iterator[tuple[str, Row]]:
    """The rows of an organisation, each with its table."""
    own = record["id"]
    yield "organizations", {"id": own, "name_ko": record["name"]["ko"], "name_en": record["name"]["en"]}
    for name in record.get("names", ()):
        yield "organization_names", {"organization": own, "text": name["text"]}
    for type_ in types_of(record["type"]):
        yield "organization_types", {"organization": own, "type": type_}
    for page in record.get("same_as", ()):
        yield "organization_pages", {"organization": own, "page": page}


def agreement_rows(record: Json) -> Iterator[tuple[str, Row]]:
    """The rows of an agreement, each with its table; its source is among them."""
    own, (source,) = record["id"], record["sources"]
    cited = source_id(source["url"])
    term = record.get("term", {})
    stated = record.get("stated", {})
    states = _states(record)
    row = {"id": own, "kind": record["kind"], "class": CLASSES.get(record["kind"], ""), "source": cited}
    row |= {f"title_{language}": title for language, title in record["title"].items()}
    row |= {f"stated_{key}": count for key, count in stated.items()}
    row |= {"not_stated": "true"} if term == "not-stated" else term
    row |= {"status": states[-1]["state"]} if states else {}
    yield "agreements", row | _dated("signed", record.get("signed"))
    for number, state in enumerate(states, 1):
        row = {"agreement": own, "number": number, "state": state["state"], **_dated("on", state.get("date"))}
        yield "states", row | ({"source": cited} if "source" in state else {})
    for number, item in enumerate(record["parties"], 1):
        party = {"organization": item} if isinstance(item, str) else item
        row = {"organization": party["organization"], "role": party.get("role"), "name": party.get("as")}
        yield "parties", {"agreement": own, "number": number, **row}
    for number, item in enumerate(record["fields"], 1):
        field = {"concept": item} if isinstance(item, str) else item
        row = {"concept": field["concept"], "phrase": field.get("as")}
        yield "fields", {"agreement": own, "number": number, **row}
    yield "sources", {"id": cited, "url": source["url"], "published": source["published"]}
    if "publisher" in source:
        yield "publishers", {"id": cited, "name": source["publisher"]["ko"]}


def _states(record: Json) -> list[Json]:
    status = record.get("status", [])
    if not isinstance(status, str):
        states: list[Json] = status
        return states
    day = {"date": record["signed"]} if status == "signed" and "signed" in record else {}
    return [{"state": status, "source": 0, **day}]


def write_tables(records: Path, tables: Path) -> None:
    """Write a CSV file a table into one folder from the JSON Lines of another."""
    seen: set[tuple[str, object]] = set()
    with ExitStack() as stack:
        writers = {}
        for name, columns in TABLES.items():
            stream = stack.enter_context((tables / f"{name}.csv").open("w", encoding="utf-8", newline=""))
            writers[name] = csv.DictWriter(stream, columns, lineterminator="\n")
            writers[name].writeheader()
        for record in read_lines(records / "organizations.jsonl"):
            for table, row in organization_rows(record):
                writers[table].writerow(row)
        for record in read_lines(records / "agreements.jsonl"):
            for table, row in agreement_rows(record):
                if table in {"sources", "publishers"}:
                    if (table, row["id"]) in seen:
                        continue
                    seen.add((table, row["id"]))
                writers[table].writerow(row)


if __name__ == "__main__":
    write_tables(Path(sys.argv[1]), Path(sys.argv[2]))
