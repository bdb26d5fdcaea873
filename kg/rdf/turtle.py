"""Turtle (RDF 1.1 Turtle, W3C 2014) for people: a block a subject, prefixed names, the same bytes every time."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kg.rdf.syntax import Syntax, by_form, verbatim
from kg.vocab import BASE, CONCEPT_PATHS, PREFIXES, THING_PATHS, rdf, xsd

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.rdf.description import Description, Form

# A subset of PN_LOCAL (§6.5) that is legal without backslashes and that every parser tried reads.
_LOCAL: Final = re.compile(r"(?:\w|%[\dA-Fa-f]{2})(?:(?:[\w.:-]|%[\dA-Fa-f]{2})*(?:[\w-]|%[\dA-Fa-f]{2}))?", re.ASCII)
_SEVERAL: Final = ",\n        "
"""Several objects of one predicate stand in lines of their own."""

_BARE: Final = {f"<{xsd.integer}>": re.compile(r"-?[0-9]+"), f"<{xsd.boolean}>": re.compile("true|false")}


def prefixes(base_iri: str) -> dict[str, str]:
    """Every prefix of kg's Turtle with its namespace: vocabularies, concept schemes, and things under the base."""
    concepts = {path: f"{BASE}{path}/" for path in CONCEPT_PATHS}
    return PREFIXES | concepts | {path: f"{base_iri}{path}/" for path in THING_PATHS}


def turtle_syntax(base_iri: str = BASE) -> Syntax:
    """Turtle with the prefixes of a base."""
    bound = prefixes(base_iri)
    short = _shortener({namespace: prefix for prefix, namespace in bound.items()})

    def pattern(form: Form) -> str:
        lines = [f"    a {verbatim(_SEVERAL.join(map(short, form.types)))}"] if form.types else []
        for place, (predicate, length) in enumerate(zip(form.predicates, form.lengths, strict=True)):
            verb = "a" if predicate == rdf.type else verbatim(short(f"<{predicate}>"))
            if length:
                lines.append(f"    {verb} {{{f'several(v[{place}])' if length > 1 else f'short(v[{place}][0])'}}}")
        return "\n{short(s)}\n" + " ;\n".join(lines) + " .\n"

    def several(values: list[str]) -> str:
        return _SEVERAL.join(map(short, values))

    head = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in bound.items())
    return Syntax(by_form(pattern, {"short": short, "several": several}), head=head)


def turtle(descriptions: Iterable[Description], base_iri: str = BASE) -> Iterator[str]:
    """The text of the descriptions, in pieces."""
    return turtle_syntax(base_iri).written(descriptions)


def _shortener(prefix_of: dict[str, str]) -> Callable[[str], str]:
    @lru_cache(maxsize=65536)
    def short(term: str) -> str:
        """Spell a term as Turtle would: a prefixed name, a bare number, a literal with a prefixed datatype."""
        if term.startswith("<"):
            cut = max(term.rfind("/"), term.rfind("#")) + 1
            prefix = prefix_of.get(term[1:cut])
            local = term[cut:-1]
            return f"{prefix}:{local}" if prefix is not None and _LOCAL.fullmatch(local) else term
        if not term.endswith(">"):
            return term
        value, _, datatype = term.rpartition("^^")
        bare = _BARE.get(datatype)
        return value[1:-1] if bare and bare.fullmatch(value[1:-1]) else f"{value}^^{short(datatype)}"

    return short
