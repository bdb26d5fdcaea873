"""Knowledge time: what could be known of an agreement on a day, from the sources that had been published by then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from kg.records.claims import CLAIMED, conflicts, ruling, value_text
from kg.snapshot.trim import Steps, repointed, trimmed

if TYPE_CHECKING:
    import datetime as dt

    from kg.records.agreement import Agreement, Claim, Party
    from kg.records.claims import Key
    from kg.records.source import Evidence

_SINGLE: Final[dict[str, Any]] = {
    "status": None,
    "signed": None,
    "signed_at": None,
    "term": None,
    "stated": None,
    "venue": {},
    "slogan": {},
}
"""What a value is when nothing is known of it; kind and title are never lost."""

_STEPS_TO_A_PARTY: Final = 4
"""A claimed party is at /claims/0/parties/1."""

_LISTS: Final = ("parties", "fields", "people", "projects", "commitments", "follow_ups", "claims", "status")


def known_by(agreement: Agreement, day: dt.date) -> Agreement | None:
    """The agreement as it could be known on the day; None if no source of it is known to have been published by then.

    A value is kept if words of such a source bear it out, or if the record keeps no words for it. Where sources
    disagree, those that had been published decide what is shown (`kg.records.claims`). The reviewer's note, who knew
    all sources, goes where one of them is not there.
    """
    published = [
        number
        for number, source in enumerate(agreement.sources)
        if source.published and source.published.last_day <= day
    ]
    if not published:
        return None
    disputed = {key for key in CLAIMED if _claims(agreement, key)}
    if len(published) == len(agreement.sources):
        return agreement
    left = _renumbered(_without_others(agreement, published), published)
    for key in sorted(disputed):
        left = _ruled(left, key)
    return left


def _claims(agreement: Agreement, key: Key) -> list[int]:
    return [number for number, claim in enumerate(agreement.claims) if getattr(claim, key) is not None]


def _without_others(agreement: Agreement, published: list[int]) -> Agreement:
    """The agreement without what only other sources say; a value that claims decide stays for now."""

    def others(pointer: str) -> bool:
        words = [item for item in agreement.evidence if f"{item.of}/".startswith(f"{pointer}/")]
        return bool(words) and not any(item.source in published for item in words)

    gone = {key: empty for key, empty in _SINGLE.items() if others(f"/{key}")}
    left: dict[str, list[int]] = {}
    for key in _LISTS:
        items = getattr(agreement, key)
        if isinstance(items, tuple) and key not in gone and not (key == "parties" and _claims(agreement, "parties")):
            sources = [getattr(item, "source", None) for item in items]
            said = [number for number, source in enumerate(sources) if source is None or source in published]
            left[key] = [number for number in said if not others(f"/{key}/{number}")]
    evidence = tuple(item for item in agreement.evidence if item.source in published)
    kept = trimmed(replace(agreement, evidence=evidence), left)
    return replace(kept, note={}, **gone, **({"status": None} if kept.status == () else {}))


def _renumbered(agreement: Agreement, published: list[int]) -> Agreement:
    """The agreement with these of its sources alone."""
    new = {number: place for place, number in enumerate(published)}

    def cited(items: Any) -> Any:  # noqa: ANN401 — a tuple of whatever names a source, or a single state
        if not isinstance(items, tuple):
            return items
        return tuple(item if item.source is None else replace(item, source=new[item.source]) for item in items)

    sources = [agreement.sources[number] for number in published]
    originals = [None if source.copy_of is None else new.get(source.copy_of) for source in sources]
    return replace(
        agreement,
        sources=tuple(replace(source, copy_of=copied) for source, copied in zip(sources, originals, strict=True)),
        **{key: cited(getattr(agreement, key)) for key in ("status", "follow_ups", "claims", "evidence")},
    )


def _ruled(agreement: Agreement, key: Key) -> Agreement:
    """The agreement with the value that the claims left decide, and without claims on which all agree."""
    picked = ruling(agreement, key)
    shown = _showing(agreement, key, picked)
    if key in {conflict.key for conflict in conflicts(agreement)}:
        return shown
    agreed = _claims(agreement, key)

    def to_the_value(_item: Evidence, steps: Steps) -> Steps | None:
        if steps[0] != "claims" or int(steps[1]) not in agreed:
            return steps
        if picked is None or len(steps) < _STEPS_TO_A_PARTY:
            return [key]
        party = agreement.claims[int(steps[1])].party_list[int(steps[3])]
        return [key, _place_of(party, picked), *steps[4:]]

    kept = [number for number in range(len(agreement.claims)) if number not in agreed]
    return trimmed(repointed(shown, to_the_value), {"claims": kept})


def _showing(agreement: Agreement, key: Key, picked: Claim | None) -> Agreement:
    """The agreement with the picked value, or without any; words for the old value go to the claim of their source."""
    old = agreement.party_list
    claims = {agreement.claims[number].source: number for number in _claims(agreement, key)}

    def to_its_claim(item: Evidence, steps: Steps) -> Steps | None:
        if steps[0] != key:
            return steps
        party = old[int(steps[1])] if key == "parties" and len(steps) > 1 else None
        if party and picked and _place_of(party, picked):
            return [key, _place_of(party, picked), *steps[2:]]
        if picked and value_text(picked, key) == value_text(agreement, key):
            return steps
        return ["claims", str(claims[item.source])] if item.source in claims else None

    moved = repointed(agreement, to_its_claim)
    if key == "parties":
        described = {_name(party): party for party in old}
        named = picked.party_list if picked else ()
        parties = (party if party.as_written else described.get(_name(party), party) for party in named)
        return replace(moved, parties=tuple(parties))
    empty = agreement.kind if key == "kind" else None
    return replace(moved, **{key: getattr(picked, key) if picked else empty})


def _place_of(party: Party, claim: Claim) -> str:
    """The index of the party in the claim; empty if the claim doesn't name it."""
    return next((str(n) for n, named in enumerate(claim.party_list) if _name(named) == _name(party)), "")


def _name(party: Party) -> str:
    return party.organization or party.as_written or ""
