"""N-Triples (RDF 1.1 N-Triples, W3C 2014): one statement a line, in UTF-8."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.rdf.syntax import Syntax, by_form, verbatim
from kg.vocab import rdf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.rdf.description import Description, Form


def _pattern(form: Form) -> str:
    lines = [f"{{s}} <{rdf.type}> {verbatim(type_)} .\n" for type_ in form.types]
    for place, (predicate, length) in enumerate(zip(form.predicates, form.lengths, strict=True)):
        if length == 1:
            lines.append(f"{{s}} <{verbatim(predicate)}> {{v[{place}][0]}} .\n")
        elif length:
            lines.append(f"{{lines(s, p[{place}], v[{place}])}}")
    return "".join(lines)


def _lines(subject: str, predicate: str, objects: list[str]) -> str:
    start = f"{subject} <{predicate}> "
    return start + f" .\n{start}".join(objects) + " .\n"


NTRIPLES: Final = Syntax(by_form(_pattern, {"lines": _lines}))


def ntriples(descriptions: Iterable[Description]) -> Iterator[str]:
    """The text of the descriptions, in pieces."""
    return NTRIPLES.written(descriptions)
