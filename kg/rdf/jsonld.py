"""JSON-LD 1.1 (W3C 2020) with the context of the ontology, inlined, so that no processor has to fetch anything.

One node object a subject, one line each, so that a file of millions of nodes can be read line by line.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from kg.rdf.syntax import Syntax
from kg.rdf.turtle import prefixes
from kg.vocab import BASE, rdf, xsd

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.rdf.description import Description

_STRING: Final = xsd.NS + "string"


def jsonld_syntax(context: dict[str, Any], base_iri: str = BASE) -> Syntax:
    """JSON-LD with a context, the value of `@context` in `ontology/context.jsonld`, and the prefixes of a base."""
    spelling = _Spelling(context)
    own = {**context, **{path: namespace for path, namespace in prefixes(base_iri).items() if path not in context}}
    return Syntax(
        lambda description: _dump(spelling.node(description)),
        head=f'{{"@context": {_dump(own)},\n"@graph": [\n',
        between=",\n",
        tail="\n]}\n",
    )


def jsonld(descriptions: Iterable[Description], context: dict[str, Any], base_iri: str = BASE) -> Iterator[str]:
    """The text of the descriptions, in pieces."""
    return jsonld_syntax(context, base_iri).written(descriptions)


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


class _Spelling:
    """Spells predicates and objects with the terms of a context."""

    def __init__(self, context: dict[str, Any]) -> None:
        self.terms: dict[str, tuple[str, dict[str, str]]] = {}
        for term, definition in context.items():
            if isinstance(definition, dict) and "@id" in definition:
                self.terms[_expand(definition["@id"], context)] = (term, definition)
            elif isinstance(definition, str) and ":" in definition and not definition.endswith(("#", "/")):
                self.terms[_expand(definition, context)] = (term, {})
        self.id = next((term for term, value in context.items() if value == "@id"), "@id")
        self.type = next((term for term, value in context.items() if value == "@type"), "@type")

    def node(self, description: Description) -> dict[str, Any]:
        node: dict[str, Any] = {self.id: description.subject[1:-1]}
        for predicate, objects in description.pairs:
            if predicate == rdf.type:
                node[self.type] = [self.terms.get(value[1:-1], (value[1:-1], {}))[0] for value in objects]
                continue
            term, definition = self.terms.get(predicate, (predicate, {}))
            if definition.get("@container") == "@language":
                node[term] = self.language_map(objects)
            else:
                values = [_value(value, definition) for value in objects]
                node[term] = values[0] if len(values) == 1 else values
        return node

    def language_map(self, objects: Sequence[str]) -> dict[str, Any]:
        found: dict[str, list[str]] = {}
        for value in objects:
            text, language, _ = _literal(value)
            found.setdefault(language or "@none", []).append(text)
        return {language: texts[0] if len(texts) == 1 else texts for language, texts in found.items()}


def _expand(name: str, context: dict[str, Any]) -> str:
    prefix, colon, local = name.partition(":")
    namespace = context.get(prefix)
    return f"{namespace}{local}" if colon and isinstance(namespace, str) and not local.startswith("//") else name


def _literal(encoded: str) -> tuple[str, str | None, str]:
    """Text, language and datatype of a literal as `kg.rdf.terms` encodes it; its escapes are JSON's as well."""
    end = encoded.rindex('"')
    text, rest = json.loads(encoded[: end + 1]), encoded[end + 1 :]
    return text, rest[1:] if rest.startswith("@") else None, rest[3:-1] if rest.startswith("^^") else _STRING


def _value(encoded: str, definition: dict[str, str]) -> Any:  # noqa: ANN401 — JSON
    """The value as JSON: bare where the context's coercion, or JSON itself, says the rest without loss."""
    if encoded.startswith("<"):
        return encoded[1:-1] if definition.get("@type") == "@id" else {"@id": encoded[1:-1]}
    text, language, datatype = _literal(encoded)
    if language:
        return {"@value": text, "@language": language}
    if datatype == xsd.boolean and "@type" not in definition:
        return text == "true"
    if datatype == xsd.integer and "@type" not in definition:
        return int(text)
    if datatype == _STRING and "@type" not in definition:
        return text
    return {"@value": text, "@type": datatype}
