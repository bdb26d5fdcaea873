"""What passes by while a graph is written: counts, the ties of its network, and the days of its sources."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from kg.concepts import tie_properties
from kg.vocab import BASE, CONCEPT_PATHS, dcterms, kgo, org, rdf

if TYPE_CHECKING:
    from kg.rdf.description import Description

_SCHEMES: Final = tuple(f"<{BASE}{path}/" for path in CONCEPT_PATHS)


class Tally(Struct):
    """Counts of what was written, and of the agreements that were `left_out`; `concepts` are those that were used.

    `entities` counts the things of each class. `published` holds the first and the last day of a source, encoded.
    """

    statements: int = 0
    left_out: int = 0
    ties: list[tuple[str, str]] = field(default_factory=list)
    entities: Counter[str] = field(default_factory=Counter)
    concepts: set[str] = field(default_factory=set)
    published: tuple[str, str] | None = None

    @property
    def agreements(self) -> int:
        """The number of agreements."""
        return self.entities[kgo.Agreement]

    @property
    def organizations(self) -> int:
        """The number of organisations of the register."""
        return self.entities[org.FormalOrganization]

    def watch(self, description: Description, nameless: str) -> None:
        """Count what the description says, and keep its concepts and its ties, but for those to `nameless` parties."""
        self.statements += description.size
        for predicate, objects in description.pairs:
            if predicate in tie_properties():
                known = [value[1:-1] for value in objects if not value.startswith(nameless)]
                self.ties += [(description.subject[1:-1], organization) for organization in known]
            elif predicate == rdf.type:
                self.entities.update(value[1:-1] for value in objects)
            elif predicate == dcterms.issued:
                first, last = self.published or (objects[0], objects[0])
                self.published = min([first, *objects]), max([last, *objects])
            self.concepts.update(value[1:-1] for value in objects if value.startswith(_SCHEMES))
