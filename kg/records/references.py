"""The ids that a record borrows: they must exist in the register, among the records or in a concept scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

from kg.records.agreement import Agreement
from kg.records.organization import Organization
from kg.records.rules import CHAIN

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from kg.records.agreement import Party
    from kg.records.rules import AnyRecord

Scheme = Literal["agreement", "organization", "place", "field", "role", "organization-type"]


_NOTHING: Final[Mapping[Scheme, Container[str]]] = dict.fromkeys(get_args(Scheme), frozenset[str]())


class Reference(NamedTuple):
    """An id in a record that must exist in the register or in a concept scheme."""

    pointer: str
    scheme: Scheme
    id: str


def references(record: AnyRecord) -> list[Reference]:
    """Every id that the record borrows, in the order of its keys."""
    return dangling(record, _NOTHING)


def dangling(record: AnyRecord, known: Mapping[Scheme, Container[str]]) -> list[Reference]:
    """Every id that the record borrows and that is not known, in the order of the record's keys."""
    if isinstance(record, Agreement):
        return [] if _plainly_known(record, known) else [*_dangling_of_agreement(record, known)]
    found: list[Reference] = []
    if isinstance(record, Organization):
        if record.type not in known["organization-type"]:
            found.append(Reference("/type", "organization-type", record.type))
        for key, other in (("part_of", record.part_of), ("unit_of", record.unit_of)):
            if other is not None and other not in known["organization"]:
                found.append(Reference(f"/{key}", "organization", other))
        if record.place is not None and record.place not in known["place"]:
            found.append(Reference("/place", "place", record.place))
    elif record.part_of is not None and record.part_of not in known["place"]:
        found.append(Reference("/part_of", "place", record.part_of))
    return found


def _plainly_known(record: Agreement, known: Mapping[Scheme, Container[str]]) -> bool:
    """Tell at a glance that all is known, of an agreement that borrows ids for parties, roles and fields alone."""
    if record.people or record.claims or record.commitments or record.follow_ups:
        return False
    if record.replaces or record.renews or record.implements:
        return False
    organizations, fields = known["organization"], known["field"]
    for party in record.parties:
        if isinstance(party, str):
            if party not in organizations:
                return False
        elif party.organization not in organizations or (party.role and party.role not in known["role"]):
            return False
    return all((field if isinstance(field, str) else field.concept) in fields for field in record.fields)


def _dangling_of_agreement(record: Agreement, known: Mapping[Scheme, Container[str]]) -> Iterator[Reference]:
    yield from _parties(record.parties, "/parties", known)
    for index, claim in enumerate(record.claims):
        yield from _parties(claim.parties or (), f"/claims/{index}/parties", known)
    yield from _fields(record, known["field"])
    organizations, agreements = known["organization"], known["agreement"]
    bodies = [(f"/people/{index}/organization", person.organization) for index, person in enumerate(record.people)]
    bodies += [(f"/commitments/{index}/by", item.by) for index, item in enumerate(record.commitments)]
    bodies += [(f"/follow_ups/{index}/by", item.by) for index, item in enumerate(record.follow_ups)]
    for pointer, body in bodies:
        if body is not None and body not in organizations:
            yield Reference(pointer, "organization", body)
    for key in CHAIN:
        for index, other in enumerate(getattr(record, key)):
            if other not in agreements:
                yield Reference(f"/{key}/{index}", "agreement", other)


def _fields(record: Agreement, known: Container[str]) -> Iterator[Reference]:
    for index, field in enumerate(record.fields):
        if isinstance(field, str):
            if field not in known:
                yield Reference(f"/fields/{index}", "field", field)
        elif field.concept not in known:
            yield Reference(f"/fields/{index}/concept", "field", field.concept)
    for index, commitment in enumerate(record.commitments):
        if commitment.field is not None and commitment.field not in known:
            yield Reference(f"/commitments/{index}/field", "field", commitment.field)


def _parties(
    parties: tuple[str | Party, ...], place: str, known: Mapping[Scheme, Container[str]]
) -> Iterator[Reference]:
    organizations = known["organization"]
    for index, party in enumerate(parties):
        if isinstance(party, str):
            if party not in organizations:
                yield Reference(f"{place}/{index}", "organization", party)
            continue
        if party.organization is not None and party.organization not in organizations:
            yield Reference(f"{place}/{index}/organization", "organization", party.organization)
        if party.role is not None and party.role not in known["role"]:
            yield Reference(f"{place}/{index}/role", "role", party.role)
