"""A description: everything that the graph says of one subject. It is what the mapping makes and the writers write.

Most descriptions of a graph are alike but for their values. So what they have in common is worked out once: a
`Template` names the predicates of a kind of thing, and a `Form` is a template with the number of objects of each.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from kg.vocab import rdf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Statement = tuple[str, str, str]
"""Subject and object encoded by `kg.rdf.terms`, with the bare IRI of the predicate between them."""

MOST_FORMS: Final = 4096
"""Forms that are kept, of a template or by a writer: memory is bounded, however oddly records are made."""


class Form:
    """The form of a description: constant types, then predicates, each with how many objects it has.

    A template keeps one of each, so forms are equal if they are one. `alike` is the first form that differs at most in
    how many objects several are: what a writer works out for one of these serves all. It is None for the forms that the
    template doesn't keep.
    """

    __slots__ = ("alike", "lengths", "plural", "predicates", "shared", "size", "types")

    def __init__(self, template: Template, lengths: tuple[int, ...]) -> None:
        """Count the statements, and note which predicates have several objects."""
        self.types = template.types
        self.shared = template.shared
        self.predicates = template.predicates
        self.lengths = lengths
        self.plural = [place for place, length in enumerate(lengths) if length > 1]
        self.size = len(self.types) + sum(lengths)
        self.alike: Form | None = None


class Description(Struct, frozen=True, gc=False):
    """A subject with its objects by predicate, in the order to be written.

    Subject and objects are encoded by `kg.rdf.terms`; each statement is there once. `values` has a list for each
    predicate of the form, which may be empty.
    """

    form: Form
    subject: str
    values: tuple[list[str], ...]

    @property
    def pairs(self) -> Iterator[tuple[str, Sequence[str]]]:
        """The predicates, as bare IRIs of `kg.vocab`, each with its objects; none without."""
        if self.form.types:
            yield rdf.type, self.form.types
        yield from (pair for pair in zip(self.form.predicates, self.values, strict=True) if pair[1])

    @property
    def classes(self) -> tuple[str, ...]:
        """The types of the subject, encoded."""
        return next((tuple(objects) for predicate, objects in self.pairs if predicate == rdf.type), ())

    @property
    def said(self) -> tuple[object, ...]:
        """All of it as a value: equal for descriptions that say the same in the same order."""
        return self.subject, tuple((predicate, tuple(objects)) for predicate, objects in self.pairs)


class Template:
    """What the descriptions of one kind of thing have in common: their types, and their predicates in order.

    A thing that is `shared` is not the record's own: others may describe it too, in the same words.
    """

    __slots__ = ("_alike", "forms", "predicates", "shared", "types")

    def __init__(self, *predicates: str, types: tuple[str, ...] = (), shared: bool = False) -> None:
        """Predicates are bare IRIs; types, which come first, are encoded."""
        self.predicates = predicates
        self.types = types
        self.shared = shared
        self.forms: dict[tuple[int, ...], Form] = {}
        self._alike: dict[tuple[int, ...], Form] = {}

    def describe(self, subject: str, *values: list[str]) -> Description:
        """The description of a subject, with the objects of each predicate in order; equal ones are said once."""
        lengths = tuple(map(len, values))
        form = self.forms.get(lengths) or self._form(lengths)
        for place in form.plural:
            if len(set(values[place])) < lengths[place]:
                return self.describe(subject, *(list(dict.fromkeys(objects)) for objects in values))
        return Description(form, subject, values)

    def _form(self, lengths: tuple[int, ...]) -> Form:
        form = Form(self, lengths)
        if len(self.forms) < MOST_FORMS:
            self.forms[lengths] = form
            form.alike = self._alike.setdefault(tuple(min(length, 2) for length in lengths), form)
        return form


@lru_cache(maxsize=MOST_FORMS)
def _template(predicates: tuple[str, ...], shared: bool) -> Template:
    return Template(*predicates, shared=shared)


def describe(subject: str, *pairs: tuple[str, list[str]], shared: bool = False) -> Description:
    """The description of a subject that has no template of its own; predicates without objects are left out."""
    said = [pair for pair in pairs if pair[1]]
    template = _template(tuple([predicate for predicate, _ in said]), shared)
    return template.describe(subject, *[objects for _, objects in said])


def merged(descriptions: list[Description]) -> list[Description]:
    """The descriptions with each subject once, at its first place: one person may both sign and be quoted."""
    if len({description.subject for description in descriptions}) == len(descriptions):
        return descriptions
    by_subject: dict[str, dict[str, list[str]]] = {}
    shared = {description.subject for description in descriptions if description.form.shared}
    for description in descriptions:
        known = by_subject.setdefault(description.subject, {})
        for predicate, objects in description.pairs:
            known.setdefault(predicate, []).extend(objects)
    return [describe(subject, *pairs.items(), shared=subject in shared) for subject, pairs in by_subject.items()]
