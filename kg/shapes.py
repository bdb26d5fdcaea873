"""SHACL: a graph against `ontology/shapes.ttl`, and what it finds as sentences with their cures.

pyshacl checks what SHACL Core says. The SPARQL constraints are asked of Oxigraph, each once for all nodes: pyshacl asks
them node by node of rdflib, which takes minutes where this takes less than a second. This and `as_rdflib` are the doors
to rdflib and pyshacl.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

import rdflib
from msgspec import Struct
from rdflib.namespace import RDF, SH

from kg.errors import Severity
from kg.store.answers import Rows, answer_rows
from kg.store.embedded import FORMATS, Store
from kg.store.statements import Iri
from kg.vocab import CONCEPT_PATHS, PREFIXES, SHAPES, THING_PATHS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from kg.store.statements import Term

    Texts = dict[str, str]
    """One text a language."""

HINT: Final = rdflib.URIRef(SHAPES + "hint")
"""The property of `ontology/shapes.ttl` that says the cure."""

_SEVERITIES: Final[dict[str, Severity]] = {"Violation": "violation", "Warning": "warning", "Info": "info"}
_SLOT: Final = re.compile(r"\{[?$](\w+)\}")
_WORDS: Final = {"organization": "organisation"}
_TERMS: Final = sorted(PREFIXES.items())


class Finding(Struct, frozen=True, order=True):
    """What SHACL found: the node it is about, how grave it is, a sentence and its cure in English and in Korean.

    `path` is the property that the finding is about and `value` the value of it, where there are such.
    """

    focus: str
    severity: Severity
    message_en: str
    message_ko: str = ""
    hint_en: str = ""
    hint_ko: str = ""
    path: str = ""
    value: str = ""


def as_rdflib(ntriples: Iterable[str]) -> rdflib.Graph:
    """The statements of N-Triples text as an rdflib graph, with kg's prefixes bound."""
    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    graph.parse(data="".join(ntriples), format="nt")
    return graph


def findings(ntriples: Iterable[str], shapes: Path) -> list[Finding]:
    """What the shapes find in a graph, sorted; empty for a graph that has nothing to say against."""
    text = "".join(ntriples)
    asked = rdflib.Graph().parse(shapes, format="turtle")
    constraints = list(asked.subject_objects(SH.sparql))
    core = rdflib.Graph()
    for statement in asked:
        if statement[1] != SH.sparql:
            core.add(statement)
    store = Store()
    store.load(io.BytesIO(text.encode()), FORMATS[".nt"], "graph")
    found = set(_core(text, core))
    for shape, constraint in constraints:
        found.update(_asked(store, asked, shape, constraint))
    return sorted(found)


def readable(iri: str, language: str = "en", within: str = "") -> str:
    """A name for a thing that a sentence can use: `agreement siheung-2018`, `participation 3 of siheung-2018`.

    What belongs to the thing `within` is named without it. Korean leaves out the kind of thing.
    """
    kind, owner, *parts = name_parts(iri)
    if kind in CONCEPT_PATHS:
        return owner
    if kind not in THING_PATHS:
        return next(
            (iri.replace(namespace, f"{name}:") for name, namespace in _TERMS if iri.startswith(namespace)), iri
        )
    word = _WORDS.get(kind, kind).replace("-", " ") if language == "en" else ""
    if kind in {"source", "publisher"} and not parts:
        owner = owner.rpartition("-")[0]  # the host, without the digest of the address
    if not parts:
        return f"{word} {owner}".strip()
    named = f"{word} {parts[-1] if kind in {'person', 'post'} else '.'.join(parts)}".strip()
    if owner == within:
        return named
    return f"{named} of {owner}" if language == "en" else f"{owner} {named}"


def name_parts(iri: str) -> tuple[str, ...]:
    """The path of a minted IRI, then the parts of its name: of `…/signing/a:3` they are signing, a and 3."""
    before, _, name = iri.rpartition("/")
    return (re.split("[/#]", before)[-1], *(unquote(part) for part in name.split(":")))


def _texts(shapes: rdflib.Graph, node: rdflib.term.Node, predicate: rdflib.URIRef) -> Texts:
    """The texts of a shape or constraint, by language."""
    values = (value for value in shapes.objects(node, predicate) if isinstance(value, rdflib.Literal))
    return {value.language or "en": str(value) for value in values}


# ---- SHACL Core ------------------------------------------------------------------------------------------------------


def _core(ntriples: str, shapes: rdflib.Graph) -> Iterator[Finding]:
    from pyshacl import validate

    _, report, _ = validate(as_rdflib([ntriples]), shacl_graph=shapes, inplace=True)
    for result in report.objects(None, SH.result):
        # The report keeps the identifiers of blank nodes, so the shape is found among the shapes again.
        shape = report.value(result, SH.sourceShape)
        assert shape is not None
        path, value = report.value(result, SH.resultPath), report.value(result, SH.value)
        focus = str(report.value(result, SH.focusNode))
        named = value is not None and str(value) != focus
        yield _finding(
            focus,
            str(report.value(result, SH.resultSeverity)),
            {
                language: _sentence(focus, text, value, language)
                for language, text in _texts(shapes, shape, SH.message).items()
            },
            _texts(shapes, shape, HINT),
            _property(shapes, path),
            str(value) if named else "",
        )


def _property(shapes: rdflib.Graph, path: rdflib.term.Node | None) -> str:
    """The property that a path is, or that a sequence of properties begins with; nothing for an inverse path."""
    first = shapes.value(path, RDF.first) if isinstance(path, rdflib.BNode) else path
    return str(first) if isinstance(first, rdflib.URIRef) else ""


def _sentence(focus: str, message: str, value: rdflib.term.Node | None, language: str) -> str:
    """What SHACL Core says of any thing of a kind, said of this one; the value at fault follows where it is a thing."""
    at_fault = isinstance(value, rdflib.URIRef) and str(value) != focus
    about = f" ({readable(str(value), language, name_parts(focus)[1])})" if at_fault else ""
    return f"{readable(focus, language)}: {message[0].lower()}{message[1:].removesuffix('.')}{about}"


def _finding(  # noqa: PLR0913, PLR0917 — one parameter a field
    focus: str, severity: str, messages: Texts, hints: Texts, path: str, value: str
) -> Finding:
    return Finding(
        focus=focus,
        severity=_SEVERITIES.get(severity.rpartition("#")[2], "violation"),
        message_en=messages.get("en", ""),
        message_ko=messages.get("ko", ""),
        hint_en=hints.get("en", ""),
        hint_ko=hints.get("ko", ""),
        path=path,
        value=value,
    )


# ---- SPARQL constraints ----------------------------------------------------------------------------------------------


def _asked(
    store: Store, shapes: rdflib.Graph, shape: rdflib.term.Node, constraint: rdflib.term.Node
) -> Iterator[Finding]:
    """What a SPARQL constraint finds, asked once for all nodes and kept for those that its shape targets."""
    answer = answer_rows(store, _query(shapes, constraint))
    assert isinstance(answer, Rows)
    severity = str(shapes.value(shape, SH.severity) or SH.Violation)
    messages, hints = (_texts(shapes, constraint, predicate) for predicate in (SH.message, HINT))
    targets = _targets(store, shapes, shape) if answer.rows else set()
    for row in answer.rows:
        values = {name: term for name, term in zip(answer.columns, row, strict=True) if term is not None}
        if values["this"] in targets:
            yield _finding(
                values["this"].value,
                severity,
                {language: _filled(text, values, language) for language, text in messages.items()},
                hints,
                values["path"].value if "path" in values else "",
                values["value"].value if "value" in values else "",
            )


def _query(shapes: rdflib.Graph, constraint: rdflib.term.Node) -> str:
    """The query of a constraint, with the prefixes that its ontology declares."""
    declared = [
        f"PREFIX {shapes.value(item, SH.prefix)}: <{shapes.value(item, SH.namespace)}>\n"
        for ontology in shapes.objects(constraint, SH.prefixes)
        for item in shapes.objects(ontology, SH.declare)
    ]
    return "".join([*sorted(declared), str(shapes.value(constraint, SH.select))])


def _targets(store: Store, shapes: rdflib.Graph, shape: rdflib.term.Node) -> set[Term]:
    """The nodes that a shape targets: of a class, or with one of some properties."""
    classes = {Iri(str(class_)) for class_ in shapes.objects(shape, SH.targetClass)}
    typed = store.statements(str(RDF.type)) if classes else ()
    found: set[Term] = {said.subject for said in typed if said.object in classes}
    for predicate in shapes.objects(shape, SH.targetSubjectsOf):
        found.update(said.subject for said in store.statements(str(predicate)))
    return found


def _filled(message: str, values: dict[str, Term], language: str) -> str:
    """The sentence with values for its `{?variables}`, things by their readable names."""
    owner = name_parts(values["this"].value)[1]

    def said(slot: re.Match[str]) -> str:
        term = values.get(slot[1])
        if term is None:
            return slot[0]
        within = "" if slot[1] == "this" else owner
        return readable(term.value, language, within) if isinstance(term, Iri) else term.value

    return _SLOT.sub(said, message).removesuffix(".")
