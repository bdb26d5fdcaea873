"""What types can't say of a record: values that contradict each other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import Struct

from kg.records.agreement import Agreement, Stated, Term
from kg.records.claims import CLAIMED, conflicts, ruling, value_text
from kg.records.organization import Organization, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.records.agreement import Party
    from kg.records.source import Evidence

AnyRecord = Agreement | Organization | Place

CHAIN: Final = ("replaces", "renews", "implements")
"""The keys of an agreement that name another one."""

EVIDENCED: Final = frozenset(
    {"kind", "title", "slogan", "status", "signed", "signed_at", "term", "venue"}
    | {"parties", "fields", "people", "projects", "stated", "claims", "commitments", "follow_ups", *CHAIN}
)
"""The keys of an agreement whose values become statements, so that words can support them."""

_INDEX: Final = re.compile(r"0|[1-9][0-9]{0,8}")


class Fault(NamedTuple):
    """What is wrong with the value that the JSON Pointer names; `/parties/1/as` is inside `/parties/1`."""

    pointer: str
    message: str
    hint: str


def faults(record: AnyRecord) -> Iterator[Fault]:
    """Every contradiction inside the record."""
    if isinstance(record, Agreement):
        yield from _agreement_faults(record)
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


def _agreement_faults(record: Agreement) -> Iterator[Fault]:
    yield from _party_faults(record.parties, "/parties")
    if isinstance(record.term, Term):
        yield from _term_faults(record.term)
    yield from _source_faults(record)
    if record.claims:
        yield from _claim_faults(record)
    for index, item in enumerate(record.evidence):
        yield from _evidence_faults(record, item, f"/evidence/{index}")


def _party_faults(parties: tuple[str | Party, ...], where: str) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for index, party in enumerate(parties):
        id_, count = (party, None) if isinstance(party, str) else (party.organization, party.count)
        if id_ is None:
            if isinstance(party, str) or party.as_written is None or count is None:
                hint = "give organization: ID, or for a party without names both as: and count:"
                yield Fault(f"{where}/{index}", "a party needs an organisation", hint)
        elif count is not None:
            hint = "leave out organization or count"
            yield Fault(f"{where}/{index}/count", "only a collective party has a count", hint)
        elif (first := seen.setdefault(id_, index)) != index:
            yield Fault(f"{where}/{index}", f"{id_} is already party {first + 1}", "list each party once")


def _term_faults(term: Term) -> Iterator[Fault]:
    if term.from_ is None and term.until is None:
        yield Fault("/term", "the term has neither from nor until", "write term: not-stated")
    elif term.from_ and term.until and term.until.last_day < term.from_.first_day:
        yield Fault("/term/until", "the term ends before it begins", "swap from and until")


def _source_faults(record: Agreement) -> Iterator[Fault]:
    """Indices that lead nowhere: of sources, and of the commitment that a follow-up fulfils."""
    count = len(record.sources)
    states = record.status if isinstance(record.status, tuple) else ()
    cited = [(f"/status/{index}", state.source) for index, state in enumerate(states)]
    cited += [(f"/follow_ups/{index}", follow_up.source) for index, follow_up in enumerate(record.follow_ups)]
    cited += [(f"/claims/{index}", claim.source) for index, claim in enumerate(record.claims)]
    for place, cited_source in cited:
        if cited_source is not None and cited_source >= count:
            yield _no_source(f"{place}/source", cited_source, count)
    for index, source in enumerate(record.sources):
        original = source.copy_of
        if original is not None and (original >= count or record.sources[original].copy_of is not None):
            yield Fault(
                f"/sources/{index}/copy_of",
                f"source {original} is not an original",
                "name the source of this record that the others repeat; it can't be a copy itself",
            )
    for index, follow_up in enumerate(record.follow_ups):
        if follow_up.fulfils is not None and follow_up.fulfils >= len(record.commitments):
            message = f"there is no commitment {follow_up.fulfils}"
            hint = f"commitments count from 0; this record has {len(record.commitments)}"
            yield Fault(f"/follow_ups/{index}/fulfils", message, hint)


def _claim_faults(record: Agreement) -> Iterator[Fault]:
    """Claims that say nothing or twice, and a shown value that the rule of `kg.records.claims` doesn't pick."""
    made: set[tuple[str, int]] = set()
    for index, claim in enumerate(record.claims):
        keys = [key for key in CLAIMED if getattr(claim, key) is not None]
        if len(keys) != 1:
            yield Fault(f"/claims/{index}", "a claim is of one thing", f"give one of {', '.join(CLAIMED)}")
        for key in keys:
            if (key, claim.source) in made:
                message = f"source {claim.source} already claims {key}"
                yield Fault(f"/claims/{index}", message, "a source makes one claim of a kind")
            made.add((key, claim.source))
        yield from _party_faults(claim.parties or (), f"/claims/{index}/parties")
    disputed = {conflict.key for conflict in conflicts(record)}
    for key in CLAIMED:
        picked = ruling(record, key)
        if picked is not None and key not in disputed:
            hint = "claims are for what sources disagree on; leave these out"
            yield Fault(f"/claims/{record.claims.index(picked)}", f"all claims agree on {key}", hint)
        elif picked is not None and value_text(picked, key) != value_text(record, key):
            hint = "most sources claim it, or the one that was published first; a copy doesn't count"
            yield Fault(f"/{key}", f"the value to show for {key} is {value_text(picked, key)}", hint)


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
