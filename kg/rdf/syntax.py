"""How a format spells a graph: what stands before, between and behind its descriptions, and how it spells each.

Descriptions are spelled one by one, so that they can be spelled anywhere: in another process, on another machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from kg.rdf.description import MOST_FORMS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kg.rdf.description import Description, Form


class Syntax(NamedTuple):
    """One format."""

    spell: Callable[[Description], str]
    head: str = ""
    between: str = ""
    tail: str = ""

    def written(self, descriptions: Iterable[Description]) -> Iterator[str]:
        """The text of a graph, in pieces; a graph of nothing is a legal text too."""
        yield self.head
        between = ""
        for description in descriptions:
            yield between + self.spell(description)
            between = self.between
        yield self.tail


def verbatim(text: str) -> str:
    """The text as a pattern has it: nothing in it is read as a place for a value."""
    return text.replace("{", "{{").replace("}", "}}")


def by_form(pattern: Callable[[Form], str], names: Mapping[str, Any]) -> Callable[[Description], str]:
    """A spelling that is compiled once for the descriptions of a form, and is then a single formatting of their values.

    `pattern` gives the text of a form as an f-string has it: `{s}` is the subject, `{p[2]}` is the third predicate,
    `{v[2]}` are its objects, `{v[2][0]}` is the only one, and `names` may be called. All other text is `verbatim`.
    Where a form has several objects of a predicate, the pattern is for any number of them.
    """
    spellings: dict[Form, Callable[[str, tuple[list[str], ...]], str]] = {}

    def spell(description: Description) -> str:
        form = description.form.alike
        spelling = spellings.get(form) if form else None
        if spelling is None:
            known = {**names, "p": description.form.predicates}
            spelling = eval(f"lambda s, v: f{pattern(description.form)!r}", known)  # noqa: S307 — verbatim, or our own
            if form and len(spellings) < MOST_FORMS:
                spellings[form] = spelling
        return spelling(description.subject, description.values)

    return spell
