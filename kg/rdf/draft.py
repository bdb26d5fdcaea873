"""An agreement on its way to RDF: its nodes, the descriptions made so far, and what evidence can point at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import DataError
from kg.rdf import terms

if TYPE_CHECKING:
    from kg.rdf.description import Description, Statement
    from kg.rdf.terms import Minter
    from kg.records.agreement import Agreement
    from kg.records.source import Source

Pairs = list[tuple[str, list[str]]]
"""Predicates, each with its encoded objects."""


class Draft:
    """One agreement while it is mapped.

    `others` are the descriptions of all but the agreement itself. `statements` remembers, by JSON Pointer, which
    statement each value became, so that evidence can point at it; without evidence nothing is remembered.
    """

    def __init__(self, record: Agreement, minter: Minter) -> None:
        """Begin with the IRIs of the agreement and of its sources."""
        self.record = record
        self.mint = minter
        self.subject = minter.thing("agreement", record.id)
        # What belongs to the agreement has its encoded id after the path: …/id/participation/ID:1.
        self._before, self._behind = f"<{minter.base_iri}", f"/{self.subject.rpartition('/')[2][:-1]}"
        self.sources = [_citation(source, record.id, number) for number, source in enumerate(record.sources, 1)]
        self.source_nodes = [minter.thing("source", *parts) for parts in self.sources]
        self.others: list[Description] = []
        self.statements: dict[str, Statement] = {}
        self.remembers = bool(record.evidence)

    def own(self, path: str, *parts: str) -> str:
        """The IRI of a thing that belongs to this agreement."""
        return self.mint.thing(path, self.record.id, *parts)

    def numbered(self, path: str, number: int) -> str:
        """The same for a thing that is known by its number."""
        return f"{self._before}{path}{self._behind}:{number}>"

    def nodes(self, path: str, count: int) -> list[str]:
        """The IRIs of as many things that are known by their numbers, from 1."""
        start = f"{self._before}{path}{self._behind}:"
        return [f"{start}{number}>" for number in range(1, count + 1)]

    def say(self, pointer: str, predicate: str, value: str, subject: str | None = None) -> list[str]:
        """Remember which statement the value at the pointer, and the first inside any mapping around it, became."""
        if not self.remembers:
            return [value]
        statement = (subject or self.subject, predicate, value)
        steps = pointer.split("/")
        for length in range(len(steps), 1, -1):
            self.statements.setdefault("/".join(steps[:length]), statement)
        return [value]

    def texts(self, pointer: str, predicate: str, values: dict[str, str], subject: str | None = None) -> list[str]:
        """Remember the statement of each language, and give the literals."""
        for language in sorted(values) if self.remembers else ():
            self.say(f"{pointer}/{language}", predicate, terms.text(values[language], language), subject)
        return terms.texts(values)

    def supported(self, pointer: str) -> Statement:
        """The statement of the value that the pointer names, or of the nearest value around it."""
        steps = pointer.split("/")
        for length in range(len(steps), 1, -1):
            if found := self.statements.get("/".join(steps[:length])):
                return found
        raise DataError(f"{self.record.id}: no statement says {pointer}", "point the evidence at a value of the record")


def _citation(source: Source, agreement: str, number: int) -> tuple[str, ...]:
    """The parts of a source's IRI: its address makes it one source for all records; without, it is the record's own."""
    return (terms.address_id(source.url),) if source.url else (agreement, str(number))
