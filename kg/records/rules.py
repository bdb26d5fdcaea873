"""What types can't say of a record: values that contradict each other, and ids that must exist elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from msgspec import Struct

from kg.records.agreement import Agreement, Stated, Term
from kg.records.organization import Organization, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.records.source import Evidence

AnyRecord = Agreement | Organization | Place
Scheme = Literal["agreement", "organization", "place", "field", "role", "organization-type"]

_CHAIN: Final = ("replaces", "renews", "implements")
EVIDENCED: Final = frozenset(
    {"kind", "title", "slogan", "status", "signed", "signed_at", "term", "venue"}
    | {"parties", "fields", "people", "projects", "stated", *_CHAIN}
)
"""The keys of an agreement whose values become statements, so that words can support them."""

_INDEX: Final = re.compile(r"0|[1-9][0-9]{0,8}")


class Fault(NamedTuple):
    """What is wrong with the value that the JSON Pointer names; `/parties/1/as` is inside `/parties/1`."""

    pointer: str
    message: str
    hint: str


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
    yield from _party_references(record)
    for index, field in enumerate(record.fields):
        if isinstance(field, str):
            yield Reference(f"/fields/{index}", "field", field)
        else:
            yield Reference(f"/fields/{index}/concept", "field", field.concept)
    for index, person in enumerate(record.people):
        if person.organization is not None:
            yield Reference(f"/people/{index}/organization", "organization", person.organization)
    for key in _CHAIN:
        for index, other in enumerate(getattr(record, key)):
            yield Reference(f"/{key}/{index}", "agreement", other)


def _party_references(record: Agreement) -> Iterator[Reference]:
    for index, party in enumerate(record.parties):
        if isinstance(party, str):
            yield Reference(f"/parties/{index}", "organization", party)
            continue
        if party.organization is not None:
            yield Reference(f"/parties/{index}/organization", "organization", party.organization)
        if party.role is not None:
            yield Reference(f"/parties/{index}/role", "role", party.role)


def faults(record: AnyRecord) -> Iterator[Fault]:
    """Every contradiction inside the record."""
    if isinstance(record, Agreement):
        yield from _party_faults(record)
        yield from _time_faults(record)
        for index, item in enumerate(record.evidence):
            yield from _evidence_faults(record, item, f"/evidence/{index}")
        return
    for key in ("part_of", "unit_of"):
        if getattr(record, key, None) == record.id:
            yield Fault(f"/{key}", f"{record.id} can't belong to itself", "name what is above it")
    if isinstance(record, Organization):
        for index, name in enumerate(record.names):
            if name.since and name.until and name.until.last_day < name.since.first_day:
                yield Fault(f"/names/{index}/until", "the name ends before it begins", "swap since and until")
            if name.kind != "former" and (name.since or name.until):
                hint = "say kind: former, or leave out since and until"
                yield Fault(f"/names/{index}", "only a former name has a time", hint)


def _party_faults(record: Agreement) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for index, party in enumerate(record.party_list):
        place = f"/parties/{index}"
        if party.organization is None:
            if party.as_written is None or party.count is None:
                hint = "give organization: ID, or for a party without names both as: and count:"
                yield Fault(place, "a party needs an organisation", hint)
        elif party.count is not None:
            yield Fault(f"{place}/count", "only a collective party has a count", "leave out organization or count")
        elif party.organization in seen:
            first = seen[party.organization] + 1
            yield Fault(place, f"{party.organization} is already party {first}", "list each party once")
        else:
            seen[party.organization] = index


def _time_faults(record: Agreement) -> Iterator[Fault]:
    term = record.term
    if isinstance(term, Term):
        if term.from_ is None and term.until is None:
            yield Fault("/term", "the term has neither from nor until", "write term: not-stated")
        elif term.from_ and term.until and term.until.last_day < term.from_.first_day:
            yield Fault("/term/until", "the term ends before it begins", "swap from and until")
    for index, claim in enumerate(record.state_list):
        if claim.source is not None and claim.source >= len(record.sources):
            yield _no_source(f"/status/{index}/source", claim.source, len(record.sources))


def _evidence_faults(record: Agreement, item: Evidence, place: str) -> Iterator[Fault]:
    if item.source >= len(record.sources):
        yield _no_source(f"{place}/source", item.source, len(record.sources))
    if (item.start is None) != (item.end is None):
        yield Fault(place, "start and end belong together", "give both or neither")
    elif item.start is not None and item.end is not None and item.end - item.start != len(item.exact):
        message = f"start and end are {item.end - item.start} characters apart, but exact has {len(item.exact)}"
        yield Fault(f"{place}/exact", message, "offsets count Unicode code points of the source's NFC text")
    if item.of.split("/")[1] not in EVIDENCED or not _points_at_a_value(record, item.of):
        hint = "use a JSON Pointer such as /signed, /parties/1 or /title/ko"
        yield Fault(f"{place}/of", f"{item.of} is no value of this record that words can support", hint)


def _no_source(pointer: str, index: int, count: int) -> Fault:
    return Fault(pointer, f"there is no source {index}", f"sources count from 0; this record has {count}")


def _points_at_a_value(record: Agreement, pointer: str) -> bool:
    """Tell whether following the pointer, as RFC 6901 §4 says, ends at a value that the record has."""
    value: object = record
    for step in pointer.split("/")[1:]:
        if isinstance(value, tuple):
            value = value[int(step)] if _INDEX.fullmatch(step) and int(step) < len(value) else None
        elif isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, Struct):
            names = dict(zip(value.__struct_encode_fields__, value.__struct_fields__, strict=True))
            value = getattr(value, names[step]) if step in names else None
        else:
            return False
        if value is None:
            return False
    return value not in ((), {}, False) and value != Stated()
