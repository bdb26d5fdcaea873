"""Valid time: the agreements that are known to be in force on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.records.agreement import Agreement, Term
from kg.snapshot.trim import trimmed

if TYPE_CHECKING:
    import datetime as dt

_OUT_OF_FORCE: Final = {"announced", "planned", "expired", "replaced", "terminated", "failed"}


def as_of(agreement: Agreement, day: dt.date) -> Agreement | None:
    """The agreement with its states and follow-ups up to the day; None unless it is known to be in force on the day.

    It is in force from the start of its term, else from its signing, else from the day on which a source told of it;
    and until the end of its term, or until a source says that it ended. A term that is not stated has no end. (That
    another agreement replaces it can't be told from its own record: the pipeline sees to it.) A day
    that is given only as a month or a year is read so that the answer is certain: what was signed in 2018-04 is in
    force from the last day of April.
    """
    begun = _begun(agreement)
    states = [number for number, state in enumerate(agreement.state_list) if not state.on or state.on.last_day <= day]
    if begun is None or begun > day or _ended(agreement, day):
        return None
    if agreement.state_list and (not states or agreement.state_list[states[-1]].state in _OUT_OF_FORCE):
        return None
    left = {"follow_ups": [n for n, item in enumerate(agreement.follow_ups) if not item.on or item.on.last_day <= day]}
    if isinstance(agreement.status, tuple):
        left["status"] = states
    return trimmed(agreement, left)


def _begun(agreement: Agreement) -> dt.date | None:
    start = agreement.term.from_ if isinstance(agreement.term, Term) else None
    if start := start or agreement.signed:
        return start.last_day
    return min((source.published.last_day for source in agreement.sources if source.published), default=None)


def _ended(agreement: Agreement, day: dt.date) -> bool:
    term = agreement.term
    return isinstance(term, Term) and term.until is not None and term.until.last_day < day
