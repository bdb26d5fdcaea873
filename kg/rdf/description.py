"""A description: everything that the graph says of one subject. It is what the mapping makes and the writers write."""

from __future__ import annotations

from typing import NamedTuple

Statement = tuple[str, str, str]
"""Subject and object encoded by `kg.rdf.terms`, with the bare IRI of the predicate between them."""


class Description(NamedTuple):
    """A subject with its predicates and objects, in the order to be written.

    Subject and objects are encoded by `kg.rdf.terms`; predicates are bare IRIs of `kg.vocab`. Each statement is there
    once.
    """

    subject: str
    pairs: list[tuple[str, list[str]]]

    @property
    def size(self) -> int:
        """The number of statements."""
        return sum(len(objects) for _, objects in self.pairs)


def describe(subject: str, *pairs: tuple[str, list[str]]) -> Description:
    """The description of a subject; predicates without objects are left out, equal objects are said once."""
    return Description(
        subject,
        [
            (predicate, objects if len(objects) == 1 else list(dict.fromkeys(objects)))
            for predicate, objects in pairs
            if objects
        ],
    )


def merged(descriptions: list[Description]) -> list[Description]:
    """The descriptions with each subject once, at its first place: one person may both sign and be quoted."""
    if len({description.subject for description in descriptions}) == len(descriptions):
        return descriptions
    by_subject: dict[str, dict[str, list[str]]] = {}
    for subject, pairs in descriptions:
        known = by_subject.setdefault(subject, {})
        for predicate, objects in pairs:
            known.setdefault(predicate, []).extend(objects)
    return [describe(subject, *pairs.items()) for subject, pairs in by_subject.items()]
