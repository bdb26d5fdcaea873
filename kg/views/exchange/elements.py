"""The tables as a graph: agreements and organisations are nodes with attributes, participations are edges."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.views.exchange.model import by_name, interval

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from kg.views.exchange.model import Cell, Kind, Table, Tables

    Time = tuple[dt.date | None, dt.date | None]

SHORT: Final = "short_id"
"""The attribute for what the tables call `id`: in a graph's file that word means the node itself."""


class Element(NamedTuple):
    """A node, or an edge between two `ends`: the values that are known, by attribute, and its time where it has one."""

    id: str
    label: str
    values: dict[str, Cell]
    time: Time
    ends: tuple[str, str] = ("", "")


class Elements(NamedTuple):
    """The nodes and edges of a graph, and the kind of each attribute of either."""

    attributes: dict[str, Kind]
    edge_attributes: dict[str, Kind]
    nodes: list[Element]
    edges: list[Element]


def elements_of(tables: Tables) -> Elements:
    """The two-mode graph: `mode` tells agreements from organisations, `fields` has the ids of an agreement's fields.

    An agreement and its edges have the time from which, and until which, it holds for certain. Organisations have
    their measures. A body that takes part twice in one agreement has two edges.
    """
    known = by_name(tables)
    agreements = list(_agreements(known))
    times = {node.id: node.time for node in agreements}
    attributes: dict[str, Kind] = {"mode": "text", "fields": "text"}
    for name in ("agreements", "organizations", "measures"):
        table = known[name]
        named = {SHORT if column.name == "id" else column.name: column.kind for column in table.columns}
        attributes |= {column: kind for column, kind in named.items() if column not in table.key}
    edge_attributes = {column.name: column.kind for column in known["parties"].columns if not column.refers}
    return Elements(attributes, edge_attributes, [*agreements, *_bodies(known)], list(_edges(known["parties"], times)))


def records(table: Table) -> Iterator[dict[str, Cell]]:
    """The rows of a table by the names of its columns."""
    names = table.names
    return (dict(zip(names, row, strict=True)) for row in table.rows)


def _agreements(known: dict[str, Table]) -> Iterator[Element]:
    fields = _fields(known)
    for iri, values in _things(known["agreements"]):
        time = interval(_text(values["effective_from"] or values["signed"]), _text(values["expires"]))
        told = _said({"mode": "agreement", "fields": fields.get(iri), **values})
        yield Element(iri, _label(told, iri), told, time)


def _bodies(known: dict[str, Table]) -> Iterator[Element]:
    measures = {values.pop("organization"): values for values in records(known["measures"])}
    for iri, values in _things(known["organizations"]):
        told = _said({"mode": "organization", **values, **measures.get(iri, {})})
        yield Element(iri, _label(told, iri), told, (None, None))


def _edges(parties: Table, times: dict[str, Time]) -> Iterator[Element]:
    for values in records(parties):
        agreement, body = str(values.pop("agreement")), str(values.pop("organization"))
        label = _text(values["role_ko"]) or _text(values["role"]) or ""
        yield Element(f"{agreement} {values['position']}", label, _said(values), times[agreement], (agreement, body))


def _things(table: Table) -> Iterator[tuple[str, dict[str, Cell]]]:
    """The IRI and the other values of each row."""
    for values in records(table):
        iri, short = str(values.pop("iri")), values.pop("id")
        yield iri, {SHORT: short, **values}


def _fields(known: dict[str, Table]) -> dict[Cell, str]:
    """The ids of the fields of each agreement, joined by semicolons."""
    ids = {values["iri"]: str(values["id"]) for values in records(known["fields"])}
    found: dict[Cell, list[str]] = defaultdict(list)
    for values in records(known["agreement_fields"]):
        found[values["agreement"]].append(ids[values["field"]])
    return {iri: "; ".join(dict.fromkeys(names)) for iri, names in found.items()}


def _said(values: dict[str, Cell]) -> dict[str, Cell]:
    """The values that are known."""
    return {name: value for name, value in values.items() if value is not None}


def _label(values: dict[str, Cell], iri: str) -> str:
    return str(values.get("label") or values.get(SHORT) or iri)


def _text(cell: Cell) -> str | None:
    return cell if isinstance(cell, str) else None
