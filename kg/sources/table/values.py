"""From the text of a cell to the value that a record has there."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from kg.sources.tree import MAX_DIGITS, Mark, Node, Scalar, TreeFault, checked_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.sources.table.mapping import Column, Form
    from kg.sources.table.plan import Fill
    from kg.sources.table.target import Target

_YEAR_FIRST: Final = re.compile(r"(\d{4})(?:년|(?:\s*[-./]|년)\s*(\d{1,2})(?:월|(?:\s*[-./]|월)\s*(\d{1,2})일?)?)?\.?")
_SOLID: Final = re.compile(r"([12]\d{3})(\d{2})(\d{2})")
_YEAR_LAST: Final = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})")
_MIDNIGHT: Final = re.compile(r"[T ]00:00(?::00(?:\.0+)?)?$")
_SERIAL: Final = re.compile(r"([1-9]\d{4})(?:\.\d+)?")
_EPOCH: Final = dt.date(1899, 12, 30)
"""Day 0 of a spreadsheet's serial numbers, from March 1900 on: before, they count a day that there never was."""

_ADDRESSES: Final = re.compile(r";\s*(?=https?://)")
_INTEGER: Final = re.compile(rf"-?\d{{1,{MAX_DIGITS}}}", re.ASCII)
_DECIMAL: Final = re.compile(r"-?\d{1,18}(?:\.\d{1,30})?(?:[eE][-+]?\d{1,3})?", re.ASCII)
_NO_SLUG: Final = re.compile(r"[^0-9A-Za-z가-힣]+")


def entries(text: str, target: Target, column: Column) -> list[str]:
    """The entries that a cell lists; an entry may be empty, to keep its place beside those of another column."""
    if not target.listed or not column.split or not text:
        return [text] if text else []
    if target.kind == "url" and column.split == ";":
        # An address may hold a semicolon; only one that another address follows parts two of them.
        return [entry.strip() for entry in _ADDRESSES.split(text)]
    return [entry.strip() for entry in text.split(column.split)]


def value(
    text: str, fill: Fill, register: dict[str, tuple[str, ...]] | None, mark: Mark, faults: list[TreeFault]
) -> Node:
    """The node of one entry; what is wrong with it is added to the faults."""
    target, column = fill.target, fill.column
    if not (text.isascii() and text.isprintable()):
        text = checked_text(text, mark, faults)
    text = column.words.get(text, text)
    if column.names:
        text = _looked_up(text, register or {}, mark, faults)
    if column.form == "slug":
        text = _NO_SLUG.sub("-", text).strip("-")
    text = column.prefix + text
    scalar: Scalar = text
    if target.kind == "date":
        scalar = date_text(text, column.form)
        faults += _date_faults(scalar, mark)
    elif target.kind == "int" and _INTEGER.fullmatch(text):
        scalar = int(text)
    elif target.kind == "float" and _DECIMAL.fullmatch(text):
        scalar = float(text)
    elif target.kind == "bool":
        scalar = {"true": True, "false": False}.get(text.lower(), text)
    return Node(mark, scalar)


def _date_faults(text: str, mark: Mark) -> Iterator[TreeFault]:
    """What a mapping can mend of a text that is no date."""
    if _SERIAL.fullmatch(text):
        message = f"“{text}” is no date, but may be the number of one in a spreadsheet"
        yield TreeFault(mark, message, "format the column as a date, or say form: serial in the mapping")
    elif _YEAR_LAST.fullmatch(text):
        hint = "write the year first, or say form: day-first or month-first in the mapping"
        yield TreeFault(mark, f"“{text}” does not tell which number is the day", hint)


def date_text(text: str, form: Form | None = None) -> str:
    """The date as a record writes it where its reading is certain, the text itself where it is none.

    Year first is read in every spelling: 2018-4-7, 2018.04.17., 2018/4, 2018년 4월 17일, 20180417. Which of two
    numbers is the day when the year comes last, and that a number counts days, only the mapping can say.

    >>> date_text("2018년 4월"), date_text("17/04/2018"), date_text("17/04/2018", "day-first")
    ('2018-04', '17/04/2018', '2018-04-17')
    """
    text = _MIDNIGHT.sub("", text)
    if form == "serial" and (found := _SERIAL.fullmatch(text)):
        return (_EPOCH + dt.timedelta(days=int(found[1]))).isoformat()
    if form in {"day-first", "month-first"} and (found := _YEAR_LAST.fullmatch(text)):
        day, month = (found[1], found[2]) if form == "day-first" else (found[2], found[1])
        return f"{found[3]}-{int(month):02}-{int(day):02}"
    if found := _YEAR_FIRST.fullmatch(text) or _SOLID.fullmatch(text):
        return "-".join([found[1], *(f"{int(part):02}" for part in found.groups()[1:] if part)])
    return text


def _looked_up(text: str, register: dict[str, tuple[str, ...]], mark: Mark, faults: list[TreeFault]) -> str:
    """The id of the one organisation that the register knows by the name; nothing is matched by likeness."""
    ids = register.get(text, ())
    if len(ids) == 1:
        return ids[0]
    if ids:
        hint = f"write the id instead: {', '.join(ids)}"
        faults.append(TreeFault(mark, f"“{text[:40]}” is the name of {len(ids)} organisations", hint))
    else:
        hint = (
            "add it to the names of its organisation in the register, or write the id; nothing is matched by likeness"
        )
        faults.append(TreeFault(mark, f"“{text[:40]}” is no name of the register", hint))
    return text
