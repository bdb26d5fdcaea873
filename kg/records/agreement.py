"""An agreement: who takes part, in which fields, since when, and on whose word."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, field

from kg.records.dates import PartialDate
from kg.records.source import Evidence, Record, Source
from kg.records.text import Id, LanguageMap, SomeLanguage, Text

Kind = Literal["mou", "loi", "framework", "contract", "joint-declaration", "sister-city", "agreement"]
State = Literal["announced", "planned", "signed", "in-force", "expired", "renewed", "replaced", "terminated", "failed"]
Part = Literal["signed", "attended", "quoted"]
SourceIndex = Annotated[int, Meta(ge=0, description="The index of a source in `sources`")]
Count = Annotated[int, Meta(ge=1, le=100_000)]
ClockTime = Annotated[
    str,
    Meta(pattern=r"^(?:[01][0-9]|2[0-3]):[0-5][0-9](?![\s\S])", description="A time of day, in quotes: “14:00”"),
]


class Party(Record, frozen=True):
    """One party: an organisation of the register, or a collective party that the text counts but doesn't name.

    `as_written` (`as` in files) is the name as the source writes it. A collective party has it and a `count`, and no
    organisation: “17 newly chosen municipalities” is one party that stands for 17.
    """

    organization: Id | None = None
    as_written: Text | None = field(name="as", default=None)
    role: Id | None = None
    count: Count | None = None


class Field(Record, frozen=True):
    """A field of co-operation: a concept of the scheme of fields, and the phrase that names it in the source."""

    concept: Id
    as_written: Text | None = field(name="as", default=None)


class Person(Record, frozen=True):
    """A person, for whom they act, and their part: a person who is quoted is not a signatory."""

    name: SomeLanguage
    part: Part
    post: LanguageMap = field(default_factory=dict)
    organization: Id | None = None


class Project(Record, frozen=True):
    """A project or programme that the text names."""

    name: SomeLanguage


class Term(Record, frozen=True):
    """How long the agreement runs; either end may be unknown."""

    from_: PartialDate | None = field(name="from", default=None)
    until: PartialDate | None = None


class Stated(Record, frozen=True):
    """Counts that the text gives, to be held against what the record lists.

    `parties_exclude_subject` is for the form “시는 … 등 6개 기관과”, which leaves out the subject of the sentence.
    """

    parties: Count | None = None
    fields: Count | None = None
    parties_exclude_subject: bool = False


class StateClaim(Record, frozen=True):
    """A state that a source claims, with its day (`date` in files) where known; `source` is the index in `sources`.

    The day of `announced` and `planned` is the day that was set for the signing, of any other state its first day.
    """

    state: State
    on: PartialDate | None = field(name="date", default=None)
    source: SourceIndex | None = None


class Claim(Record, frozen=True):
    """What one source says where sources disagree: of the kind, the day of signing, or the parties, one of the three.

    `kg.records.claims` has the rule by which one of the claimed values is shown.
    """

    source: SourceIndex
    kind: Kind | None = None
    signed: PartialDate | None = None
    parties: Annotated[tuple[Id | Party, ...], Meta(min_length=1)] | None = None

    @property
    def party_list(self) -> tuple[Party, ...]:
        """The parties that the source names, each as a `Party`."""
        return _as_parties(self.parties or ())


class Commitment(Record, frozen=True):
    """What the parties, or one of them (`by`), undertake; `until` is the day by which it is due."""

    text: SomeLanguage
    by: Id | None = None
    field: Id | None = None
    until: PartialDate | None = None


class FollowUp(Record, frozen=True):
    """What came of an agreement: `fulfils` is the index of the commitment that it makes good."""

    text: SomeLanguage
    on: PartialDate | None = field(name="date", default=None)
    by: Id | None = None
    fulfils: Annotated[int, Meta(ge=0)] | None = None
    source: SourceIndex | None = None


class Agreement(Record, frozen=True):
    """One agreement, reviewed. Lists keep the order of the text.

    `status` is a state, or the list of states over time. `term` is `not-stated` when the text gives none, and None
    when nobody looked. `venue` is the place of the signing, `signed_at` its time of day. `claims` is there only where
    sources disagree, and `note` is the reviewer's own remark.
    """

    id: Id
    kind: Kind
    title: SomeLanguage
    sources: Annotated[tuple[Source, ...], Meta(min_length=1)]
    parties: tuple[Id | Party, ...] = ()
    status: State | Annotated[tuple[StateClaim, ...], Meta(min_length=1)] | None = None
    signed: PartialDate | None = None
    signed_at: ClockTime | None = None
    term: Literal["not-stated"] | Term | None = None
    venue: LanguageMap = field(default_factory=dict)
    slogan: LanguageMap = field(default_factory=dict)
    fields: tuple[Id | Field, ...] = ()
    people: tuple[Person, ...] = ()
    projects: tuple[Project, ...] = ()
    stated: Stated | None = None
    replaces: tuple[Id, ...] = ()
    renews: tuple[Id, ...] = ()
    implements: tuple[Id, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    claims: tuple[Claim, ...] = ()
    note: LanguageMap = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()

    @property
    def party_list(self) -> tuple[Party, ...]:
        """The parties, each as a `Party`, also those that the record gives as a bare id."""
        return _as_parties(self.parties)

    @property
    def field_list(self) -> tuple[Field, ...]:
        """The fields, each as a `Field`."""
        return tuple(Field(concept=item) if isinstance(item, str) else item for item in self.fields)

    @property
    def state_list(self) -> tuple[StateClaim, ...]:
        """The claimed states, oldest first as the record lists them.

        A bare `signed` is dated by the signing. A bare status names no source: all of them say it.
        """
        if isinstance(self.status, tuple):
            return self.status
        if self.status is None:
            return ()
        day = self.signed if self.status == "signed" else None
        return (StateClaim(state=self.status, on=day),)


def _as_parties(parties: tuple[str | Party, ...]) -> tuple[Party, ...]:
    return tuple(Party(organization=party) if isinstance(party, str) else party for party in parties)
