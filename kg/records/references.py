"""The ids that a record borrows: they must exist in the register, among the records or in a concept scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from kg.records.agreement import Agreement
from kg.records.organization import Organization
from kg.records.rules import CHAIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.records.agreement import Party
    from kg.records.rules import AnyRecord

Scheme = Literal["agreement", "organization", "place", "field", "role", "organization-type"]


class Reference(NamedTuple):
    """An id in a record that must exist in the register or in a concept scheme."""

    pointer: str
    scheme: Scheme
    id: str


def references(record: AnyRecord) -> Iterator[Reference]:
    """Every id that the record borrows, in the order of its keys."""
    if isinstance(record, Agreement):
        yield from _agreement_references(record)
    elif isinstance(record, Organization):
        yield Reference("/type", "organization-type", record.type)
        for key in ("part_of", "unit_of"):
            if (other := getattr(record, key)) is not None:
                yield Reference(f"/{key}", "organization", other)
        if record.place is not None:
            yield Reference("/place", "place", record.place)
    elif record.part_of is not None:
        yield Reference("/part_of", "place", record.part_of)


def _agreement_references(record: Agreement) -> Iterator[Reference]:
    yield from _party_references(record.parties, "/parties")
    for index, claim in enumerate(record.claims):
        yield from _party_references(claim.parties or (), f"/claims/{index}/parties")
    yield from _field_references(record)
    for key, attribute in (("people", "organization"), ("commitments", "by"), ("follow_ups", "by")):
        for index, item in enumerate(getattr(record, key)):
            if (body := getattr(item, attribute)) is not None:
                yield Reference(f"/{key}/{index}/{attribute}", "organization", body)
    for key in CHAIN:
        for index, other in enumerate(getattr(record, key)):
            yield Reference(f"/{key}/{index}", "agreement", other)


def _field_references(record: Agreement) -> Iterator[Reference]:
    for index, field in enumerate(record.fields):
        if isinstance(field, str):
            yield Reference(f"/fields/{index}", "field", field)
        else:
            yield Reference(f"/fields/{index}/concept", "field", field.concept)
    for index, commitment in enumerate(record.commitments):
        if commitment.field is not None:
            yield Reference(f"/commitments/{index}/field", "field", commitment.field)


def _party_references(parties: tuple[str | Party, ...], place: str) -> Iterator[Reference]:
    for index, party in enumerate(parties):
        if isinstance(party, str):
            yield Reference(f"{place}/{index}", "organization", party)
            continue
        if party.organization is not None:
            yield Reference(f"{place}/{index}/organization", "organization", party.organization)
        if party.role is not None:
            yield Reference(f"{place}/{index}/role", "role", party.role)
