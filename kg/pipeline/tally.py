"""What passes by while a graph is written: counts, the ties of its network, and the days of its sources."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from kg.concepts import tie_properties
from kg.vocab import dcterms, kgo, org, rdf

if TYPE_CHECKING:
    from kg.rdf.description import Description

_TO_CONCEPTS: Final = frozenset(
    (dcterms.type, dcterms.subject, kgo.status, kgo.claimedState, kgo.role, org.classification)
)
"""The predicates whose objects are concepts of the schemes; a test holds this list to the mapping."""


class Tally(Struct):
    """Counts of what was written, and of the agreements that were `left_out`; terms are encoded.

    `concepts` are those that were used, `entities` counts the things of each class, and `published` holds the first and
    the last day of a source. `ties` are bare IRIs.
    """

    statements: int = 0
    left_out: int = 0
    ties: list[tuple[str, str]] = field(default_factory=list)
    entities: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    concepts: set[str] = field(default_factory=set)
    published: tuple[str, str] | None = None

    @property
    def agreements(self) -> int:
        """The number of agreements."""
        return self.entities[f"<{kgo.Agreement}>"]

    @property
    def organizations(self) -> int:
        """The number of organisations of the register."""
        return self.entities[f"<{org.FormalOrganization}>"]

    def watch(self, description: Description, nameless: str) -> None:
        """Count what the description says, and keep its concepts and its ties, but for those to `nameless` parties.

        This runs for every statement of a graph: it looks at predicates, and at objects only where it must.
        """
        tying = tie_properties()
        for predicate, objects in description.pairs:
            self.statements += len(objects)
            if predicate == rdf.type:
                for class_ in objects:
                    self.entities[class_] += 1
            elif predicate in _TO_CONCEPTS:
                self.concepts.update(objects)
            elif predicate in tying:
                known = [value[1:-1] for value in objects if not value.startswith(nameless)]
                self.ties += [(description.subject[1:-1], organization) for organization in known]
            elif predicate == dcterms.issued:
                first, last = self.published or (objects[0], objects[0])
                self.published = min([first, *objects]), max([last, *objects])

    def add(self, other: Tally) -> None:
        """Add what another tally counted."""
        self.statements += other.statements
        self.ties += other.ties
        self.concepts |= other.concepts
        for class_, count in other.entities.items():
            self.entities[class_] += count
        if other.published:
            first, last = self.published or other.published
            self.published = min(first, other.published[0]), max(last, other.published[1])
