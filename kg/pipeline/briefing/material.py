"""What every part of a briefing works with: the answers, the profiles, and the agreements that the subject has."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from kg.concepts import concepts
from kg.records.dates import PartialDate
from kg.views.brief.briefing import Name, Names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.pipeline.briefing.asking import Asked, Asking, Where
    from kg.records.profiles import AgreementProfile, OrganizationProfile
    from kg.views.brief.briefing import Figure, Kind

NAMED: Final = 3
"""Things that a sentence names before it counts the rest."""


class Material:
    """A graph with the questions that it was asked, and the subject's part of it."""

    def __init__(self, ask: Asking, kind: Kind, iri: str) -> None:
        """Take the subject, whose IRI is empty for the whole network."""
        self.ask, self.kind, self.iri = ask, kind, iri
        self.profiles = ask.graph.profiles()

    @cached_property
    def organizations(self) -> dict[str, OrganizationProfile]:
        """The organisations by IRI."""
        return {body.iri: body for body in self.profiles.organizations}

    @cached_property
    def labels(self) -> dict[str, dict[str, str]]:
        """The labels of concepts and the titles of agreements."""
        found = {concept.iri: concept.label for concept in concepts().values()}
        found |= {field.concept.iri: field.concept.label for a in self.profiles.agreements for field in a.fields}
        return found | {agreement.iri: agreement.title for agreement in self.profiles.agreements}

    @property
    def own(self) -> Asked:
        """The answer with the agreements that the briefing is about, among others where it is about one."""
        if self.kind == "organization":
            return self.ask("agreements-of", org=self.iri)
        if self.kind == "field":
            return self.ask("in-field", field=self.iri)
        return self.ask("agreements")

    @cached_property
    def agreements(self) -> list[AgreementProfile]:
        """The profiles of those agreements, in the order of their IRIs."""
        kept = {row["agreement"] for row in self.own.kept(self.where())}
        return [agreement for agreement in self.profiles.agreements if agreement.iri in kept]

    def where(self, where: Where | None = None) -> Where:
        """The condition, and of an agreement that a row is about it."""
        return {**(where or {}), **({"agreement": self.iri} if self.kind == "agreement" else {})}

    def inside(self) -> Asked | None:
        """The answer whose agreements the briefing is about, if not all or one."""
        return self.own if self.kind in {"organization", "field"} else None

    def count(self, question: str, where: Where | None = None) -> Figure:
        """How many rows of a question are about these agreements."""
        return self.ask(question).count(self.where(where), self.inside())

    def different(self, question: str, column: str) -> Figure:
        """How many different values a column of those rows has."""
        return self.ask(question).different(column, self.where(), self.inside())

    def total(self, question: str, column: str) -> Figure:
        """The sum of a column of those rows."""
        return self.ask(question).total(column, self.where(), self.inside())

    def name(self, iri: str) -> Name:
        """What a thing is called."""
        if body := self.organizations.get(iri):
            return Name(iri, body.name, body.other_names)
        return Name(iri, self.labels.get(iri, {}))

    def names(self, iris: Sequence[str], shown: int = NAMED) -> Names:
        """The first of several things."""
        return Names(tuple(map(self.name, iris[:shown])), len(iris))

    def dated(self) -> list[AgreementProfile]:
        """The agreements that have a day, by it; one that is known to the month or the year comes at its end."""
        dated = [(when(agreement.signed), agreement) for agreement in self.agreements]
        return [agreement for day, agreement in sorted(dated, key=lambda pair: (pair[0], pair[1].iri)) if day]


def when(day: str | None) -> str:
    """The last day that a partial date can mean, to sort by; empty for none, or what is no date."""
    try:
        return PartialDate.parse(day or "").last_day.isoformat()
    except ValueError:
        return ""


def best(rows: Sequence[dict[str, str]], column: str) -> list[dict[str, str]]:
    """The rows that have the highest number in a column."""
    top = max((float(row[column]) for row in rows), default=0.0)
    return [row for row in rows if float(row[column]) == top]
