"""What passes by while a graph is written: counts, the ties of its network, and the days of its sources."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from kg.concepts import tie_properties
from kg.rdf.description import MOST_FORMS
from kg.vocab import dcterms, kgo, org, rdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.rdf.description import Description, Form

    Look = Callable[["Tally", str, list[str], str], None]

_TO_CONCEPTS: Final = frozenset(
    (dcterms.type, dcterms.subject, kgo.status, kgo.claimedState, kgo.role, org.classification)
)
"""The predicates whose objects are concepts of the schemes; a test holds this list to the mapping."""


class Tally(Struct):
    """Counts of what was written, and of the agreements that were `left_out`; terms are encoded.

    `concepts` are those that were used, `entities` counts the things of each class, and `published` holds the first and
    the last day of a source. `ties` are kept where there is a list for them: an agreement, and the organisations that
    take part in it, as bare IRIs.
    """

    statements: int = 0
    left_out: int = 0
    ties: list[tuple[str, list[str]]] | None = None
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

    def watch(self, descriptions: Iterable[Description], nameless: str) -> None:
        """Count what the descriptions say, and keep concepts and ties, but for those to `nameless` parties.

        It looks at the objects of few predicates; all else follows from the forms.
        """
        for description in descriptions:
            form = description.form
            self.statements += form.size
            for class_ in form.types:
                self.entities[class_] += 1
            watched = _watched.get(form.alike) if form.alike else None
            if watched is None:
                watched = _watch(form)
            for look, place in watched:
                look(self, description.subject, description.values[place], nameless)

    def take_back(self, statements: int, classes: Iterable[str]) -> None:
        """Forget a description that was counted and turned out to be a repetition."""
        self.statements -= statements
        for class_ in classes:
            self.entities[class_] -= 1

    def add(self, other: Tally) -> None:
        """Add what another tally counted, but for the ties: there are too many of them to be held as texts."""
        self.statements += other.statements
        self.left_out += other.left_out
        self.concepts |= other.concepts
        for class_, count in other.entities.items():
            self.entities[class_] += count
        if other.published:
            _day(self, "", list(other.published), "")


def _class(tally: Tally, _subject: str, objects: list[str], _nameless: str) -> None:
    for class_ in objects:
        tally.entities[class_] += 1


def _concept(tally: Tally, _subject: str, objects: list[str], _nameless: str) -> None:
    tally.concepts.update(objects)


def _day(tally: Tally, _subject: str, objects: list[str], _nameless: str) -> None:
    first, last = tally.published or (objects[0], objects[0])
    tally.published = min(first, *objects), max(last, *objects)


def _tie(tally: Tally, subject: str, objects: list[str], nameless: str) -> None:
    if tally.ties is not None:
        known = [value[1:-1] for value in objects if not value.startswith(nameless)]
        tally.ties.append((subject[1:-1], known))


_watched: dict[Form, tuple[tuple[Look, int], ...]] = {}
"""What is looked at in the descriptions of a form: how, and in which place of the values."""


def _watch(form: Form) -> tuple[tuple[Look, int], ...]:
    looks = {
        rdf.type: _class,
        dcterms.issued: _day,
        **dict.fromkeys(_TO_CONCEPTS, _concept),
        **dict.fromkeys(tie_properties(), _tie),
    }
    counted = zip(form.predicates, form.lengths, strict=True)
    watched = tuple((looks[said], place) for place, (said, length) in enumerate(counted) if length and said in looks)
    if form.alike and len(_watched) < MOST_FORMS:
        _watched[form.alike] = watched
    return watched
