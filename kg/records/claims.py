"""Where sources disagree: which of the claimed values is shown, and what the others say.

The rule: the value is shown that most sources claim. Among equals it is the one whose source was published first, a
source without a day coming last; then the one that the record claims first. A copy of another source is no second
witness: it counts as the source that it repeats.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.records.agreement import Agreement, Claim

Key = Literal["kind", "signed", "parties"]
CLAIMED: Final[tuple[Key, ...]] = ("kind", "signed", "parties")
"""The keys of an agreement that sources can disagree on."""


class Claimed(NamedTuple):
    """One of the claimed values: as text, the claims that say it, and the sources behind them without the copies."""

    text: str
    claims: tuple[int, ...]
    sources: tuple[int, ...]


class Conflict(NamedTuple):
    """A key on which sources disagree, with every claimed value; the one that is shown comes first."""

    key: Key
    values: tuple[Claimed, ...]

    @property
    def pointer(self) -> str:
        """The JSON Pointer of the first claim."""
        return f"/claims/{min(index for value in self.values for index in value.claims)}"

    @property
    def shown(self) -> str:
        """The value that is shown, as text."""
        return self.values[0].text


def conflicts(record: Agreement) -> Iterator[Conflict]:
    """Every key on which the sources of the record disagree."""
    for key in CLAIMED:
        if len(values := _claimed(record, key)) > 1:
            yield Conflict(key, values)


def ruling(record: Agreement, key: Key) -> Claim | None:
    """The claim whose value is shown; None where the record has no claims on the key."""
    values = _claimed(record, key)
    return record.claims[values[0].claims[0]] if values else None


def shown(record: Agreement) -> Agreement:
    """The record with the values that the rule picks from its claims."""
    changed = {}
    for key in CLAIMED:
        claim = ruling(record, key)
        if claim is not None and value_text(claim, key) != value_text(record, key):
            changed[key] = getattr(claim, key)
    return replace(record, **changed) if changed else record


def value_text(holder: Agreement | Claim, key: Key) -> str:
    """The value of an agreement or a claim as text, equal for equal values; parties are a set."""
    if key == "parties":
        return ", ".join(sorted(party.organization or party.as_written or "" for party in holder.party_list))
    value = getattr(holder, key)
    return "" if value is None else str(value)


def witness(record: Agreement, source: int) -> int:
    """The source behind a source: the one that it copies, or itself."""
    seen = {source}
    while source < len(record.sources) and (original := record.sources[source].copy_of) is not None:
        if original in seen:
            break
        seen.add(source := original)
    return source


def _claimed(record: Agreement, key: Key) -> tuple[Claimed, ...]:
    by_text: dict[str, list[int]] = {}
    for index, claim in enumerate(record.claims):
        if text := value_text(claim, key):
            by_text.setdefault(text, []).append(index)
    values = [
        Claimed(text, tuple(claims), tuple(sorted({witness(record, record.claims[index].source) for index in claims})))
        for text, claims in by_text.items()
    ]
    return tuple(sorted(values, key=lambda value: (-len(value.sources), _earliest(record, value), value.claims)))


def _earliest(record: Agreement, value: Claimed) -> date:
    """The first day on which a source of the value was published, as far as known."""
    published = (record.sources[index].published for index in value.sources if index < len(record.sources))
    return min((day.first_day for day in published if day), default=date.max)
