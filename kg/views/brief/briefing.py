"""A briefing as plain values, in no language yet: what `kg.pipeline.briefing` finds and the views say and draw.

Every number is a `Figure`, which names the answer that it was read from and how, so that a reader can ask again.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from kg.records.profiles import Profiles
from kg.records.text import LanguageMap

Kind = Literal["network", "organization", "field", "agreement"]
ChangeKind = Literal["new", "gone", "changed"]
How = Literal["rows", "different", "sum", "cell", "rank"]


class Reading(msgspec.Struct, frozen=True):
    """How a number is read off the rows of an answer.

    The `rows` are counted, the `different` values of a column, its values are summed, or the value of its `cell` is
    taken; `rank` is one more than the number of rows with a higher value than the one that `where` names. `where`
    keeps rows that have these values, None for none, and `2018*` for all that begin so; `inside` keeps those whose
    agreement is in that other answer.
    """

    how: How
    column: str = ""
    where: tuple[tuple[str, str | None], ...] = ()
    inside: int | None = None


class Figure(msgspec.Struct, frozen=True, tag=True):
    """A number with the answer that it was read from, by its place among the briefing's answers, and how."""

    value: float
    answer: int
    reading: Reading


class Answer(msgspec.Struct, frozen=True):
    """What the graph answered to a question: the command that asks it again, and of the rows the first ones."""

    name: str
    title: LanguageMap
    command: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    whole: int


class Name(msgspec.Struct, frozen=True, tag=True):
    """What a thing is called; `others` are names that may tell how it is read aloud."""

    iri: str
    label: LanguageMap
    others: tuple[str, ...] = ()


class Names(msgspec.Struct, frozen=True, tag=True):
    """Some of several things, and how many there are."""

    first: tuple[Name, ...]
    whole: int


class Day(msgspec.Struct, frozen=True, tag=True):
    """A day, month or year as text: `2018-04-17`, `2018-04`, `2018`."""

    text: str


Slot = Figure | Name | Names | Day


class Saying(msgspec.Struct, frozen=True):
    """A sentence: the name of its template, and what goes into it."""

    key: str
    slots: dict[str, Slot]


class Headline(msgspec.Struct, frozen=True):
    """A large number, with the number that it is a part of, if any."""

    key: str
    figure: Figure
    of: Figure | None = None


class Words(msgspec.Struct, frozen=True):
    """Exact words of a source, by its number in the briefing."""

    exact: str
    source: int


class Row(msgspec.Struct, frozen=True):
    """An agreement in the table."""

    name: Name
    day: str | None
    state: LanguageMap
    parties: Names
    words: Words | None
    sources: tuple[int, ...]


class Part(msgspec.Struct, frozen=True):
    """A party or a field of the one agreement that a briefing is about: its type, and how the text writes it."""

    name: Name
    type: LanguageMap
    written: str | None
    words: Words | None


class Listed(msgspec.Struct, frozen=True):
    """The agreements that are shown, of so many."""

    rows: tuple[Row, ...]
    whole: Figure


class Cited(msgspec.Struct, frozen=True):
    """A source with its number."""

    number: int
    iri: str
    title: LanguageMap
    publisher: LanguageMap
    published: str | None
    url: str | None


class Node(msgspec.Struct, frozen=True):
    """A node of the small graph: its `group` is `agreement` or the id of a top type, its `weight` from 0 to 1."""

    name: Name
    group: str
    x: float
    y: float
    weight: float
    subject: bool = False


class Picture(msgspec.Struct, frozen=True):
    """The small graph: edges by the places of their nodes with a weight from 0 to 1, and how much of it all is shown.

    `groups` name the types of organisations that occur.
    """

    nodes: tuple[Node, ...]
    edges: tuple[tuple[int, int, float], ...]
    shown: int
    whole: Figure
    groups: dict[str, LanguageMap]


class Bar(msgspec.Struct, frozen=True):
    """A number with its name: a thing, or a year as text."""

    name: Name | str
    figure: Figure


class Chart(msgspec.Struct, frozen=True):
    """Numbers to be drawn as bars: `missing` can't be drawn, and of `whole` things these are the first."""

    key: Literal["years", "fields", "bodies", "partners"]
    bars: tuple[Bar, ...]
    whole: int
    missing: Figure | None = None


class Matrix(msgspec.Struct, frozen=True):
    """How many agreements each of these bodies has in each of these fields, a row a body; and of how many both are."""

    bodies: tuple[Name, ...]
    fields: tuple[Name, ...]
    cells: tuple[tuple[int, ...], ...]
    answer: int
    whole_bodies: int
    whole_fields: int


class Moment(msgspec.Struct, frozen=True):
    """An agreement, or something that became of it, on a time line; `until` is the end of a stated term."""

    name: Name
    day: str
    until: str | None
    state: LanguageMap


class Timeline(msgspec.Struct, frozen=True):
    """Moments by their day; `undated` have none and are counted only."""

    moments: tuple[Moment, ...]
    undated: int
    whole: int


class Change(msgspec.Struct, frozen=True):
    """One agreement that is new, gone or otherwise than before; `details` are key, value before and value now."""

    how: ChangeKind
    name: Name
    details: tuple[tuple[str, LanguageMap, LanguageMap], ...] = ()


class Changes(msgspec.Struct, frozen=True):
    """What changed since another build: agreement by agreement from both `graphs`, or files by the two `manifests`.

    `counts` are numbers of both builds by name, before and now.
    """

    by: Literal["graphs", "manifests"]
    build: str
    changes: tuple[Change, ...]
    counts: dict[str, tuple[int, int]]
    whole: int


class Coverage(msgspec.Struct, frozen=True):
    """What a briefing rests on: how many announcements, and the first and last day of those that are dated."""

    announcements: Figure
    first: str | None
    last: str | None


class Briefing(msgspec.Struct, frozen=True):
    """Everything that a briefing says and draws."""

    kind: Kind
    subject: Name | None
    type: LanguageMap
    data_date: str | None
    build: str
    generator: str
    graph: str
    coverage: Coverage
    sayings: tuple[Saying, ...]
    headlines: tuple[Headline, ...]
    picture: Picture
    charts: tuple[Chart, ...]
    matrix: Matrix | None
    places: Profiles | None
    timeline: Timeline | None
    listed: Listed
    changes: Changes | None
    gaps: tuple[Saying, ...]
    parties: tuple[Part, ...]
    fields: tuple[Part, ...]
    whole_sources: int
    sources: tuple[Cited, ...]
    answers: tuple[Answer, ...]
