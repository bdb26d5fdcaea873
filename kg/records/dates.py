"""Partial dates: what a text really says of a day, a month or a year, never padded to more."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache, total_ordering
from typing import Final, Literal

_FORM: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
FIRST_YEAR: Final = 1000
PATTERN: Final = r"^[1-9][0-9]{3}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?(?![\s\S])"
"""The form of a partial date, for the JSON Schema; the calendar is checked by `PartialDate.parse`."""


@total_ordering
class PartialDate:
    """A year, a month of a year, or a day, of the Gregorian calendar. Immutable; sorts by its earliest day.

    A plain class: msgspec would read a dataclass as an object with three keys, and files hold one text.

    >>> PartialDate.parse("2018-04")
    PartialDate('2018-04')
    >>> str(PartialDate(2018, 4, 17))
    '2018-04-17'
    """

    __slots__ = ("_parts", "_text")

    def __init__(self, year: int, month: int | None = None, day: int | None = None) -> None:
        """Raise ValueError for a date that no calendar has."""
        self._parts = (year, month, day)
        self._text = "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part is not None)])
        if not FIRST_YEAR <= year <= dt.MAXYEAR:
            message = f"the year {year} is not between {FIRST_YEAR} and {dt.MAXYEAR}"
            raise ValueError(message)
        if month is None and day is not None:
            message = "a day needs its month"
            raise ValueError(message)
        if month is not None:
            try:
                dt.date(year, month, 1 if day is None else day)
            except ValueError as error:
                message = f"{self} is not in the calendar"
                raise ValueError(message) from error

    @classmethod
    @lru_cache(maxsize=2**14)
    def parse(cls, text: str) -> PartialDate:
        """The partial date that the text spells; ValueError says in one sentence what is wrong.

        There are fewer days than agreements: a date that was read before is the same object.
        """
        found = _FORM.fullmatch(text) if text.isascii() else None
        if not found:
            message = f"“{text[:40]}” is not a date of the form 2018, 2018-04 or 2018-04-17"
            raise ValueError(message)
        year, month, day = (int(part) if part else None for part in found.groups())
        return cls(year or 0, month, day)

    @property
    def precision(self) -> Literal["year", "month", "day"]:
        """How much is known."""
        _, month, day = self._parts
        return "day" if day else "month" if month else "year"

    @property
    def first_day(self) -> dt.date:
        """The earliest day that it can mean."""
        year, month, day = self._parts
        return dt.date(year, month or 1, day or 1)

    @property
    def last_day(self) -> dt.date:
        """The latest day that it can mean."""
        year, month, day = self._parts
        month = month or 12
        return dt.date(year, month, day or calendar.monthrange(year, month)[1])

    def __str__(self) -> str:
        """Spell the date as it is read: `2018`, `2018-04` or `2018-04-17`."""
        return self._text

    def __repr__(self) -> str:
        """Show the class and the date."""
        return f"PartialDate({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        """Equal in what is known: `2018-04` is not `2018-04-01`."""
        return isinstance(other, PartialDate) and self._parts == other._parts

    def __hash__(self) -> int:
        """Hash what is known."""
        return hash(self._parts)

    def __lt__(self, other: PartialDate) -> bool:
        """Sort by the earliest day, the less precise first."""
        return (self.first_day, str(self)) < (other.first_day, str(other))
