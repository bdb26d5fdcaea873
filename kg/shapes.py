"""SHACL: a graph against `ontology/shapes.ttl`, and each violation as a sentence.

This and `as_rdflib` are the doors to rdflib and pyshacl.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal

import rdflib
from msgspec import Struct
from rdflib.namespace import SH
from rdflib.plugins.sparql import prepareQuery

from kg.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kg.errors import Severity

_SEVERITIES: Final[dict[str, Severity]] = {"Violation": "violation", "Warning": "warning", "Info": "info"}


class Finding(Struct, frozen=True, order=True):
    """What SHACL found: the node it is about, how grave it is, and a sentence in English and in Korean."""

    focus: str
    severity: Literal["violation", "warning", "info"]
    message_en: str
    message_ko: str = ""


class _Graph(rdflib.Graph):
    """A graph that prepares each query once: pyshacl puts one constraint to every node, and parsing is the cost."""

    def query(self, query_object: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 — rdflib's own signature
        if isinstance(query_object, str):
            namespaces = kwargs.get("initNs") or {}
            query_object = _prepared(query_object, tuple(sorted((k, str(v)) for k, v in namespaces.items())))
        return super().query(query_object, *args, **kwargs)


@cache
def _prepared(text: str, namespaces: tuple[tuple[str, str], ...]) -> Any:  # noqa: ANN401 — rdflib's own type
    return prepareQuery(text, initNs=dict(namespaces))


def as_rdflib(ntriples: Iterable[str]) -> rdflib.Graph:
    """The statements of N-Triples text as an rdflib graph, with kg's prefixes bound."""
    return _filled(rdflib.Graph(bind_namespaces="none"), ntriples)


def _filled(graph: rdflib.Graph, ntriples: Iterable[str]) -> rdflib.Graph:
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    graph.parse(data="".join(ntriples), format="nt")
    return graph


def findings(ntriples: Iterable[str], shapes: Path) -> list[Finding]:
    """What the shapes find in a graph, sorted; empty for a graph that has nothing to say against."""
    from pyshacl import validate

    graph = _filled(_Graph(bind_namespaces="none"), ntriples)
    _, report, _ = validate(graph, shacl_graph=rdflib.Graph().parse(shapes, format="turtle"), inplace=True)
    return sorted({_finding(report, result) for result in report.objects(None, SH.result)})


def _finding(report: rdflib.Graph, result: rdflib.term.Node) -> Finding:
    severity = str(report.value(result, SH.resultSeverity) or SH.Violation).rpartition("#")[2]
    messages = sorted(str(message) for message in report.objects(result, SH.resultMessage))
    # pyshacl drops the language tag where it fills in a value, so Korean is told by its letters.
    korean = [message for message in messages if any("가" <= letter <= "힣" for letter in message)]
    english = [message for message in messages if message not in korean]
    value = report.value(result, SH.value)
    focus = report.value(result, SH.focusNode)
    about = f" ({value})" if isinstance(value, rdflib.URIRef) and value != focus else ""
    return Finding(
        focus=str(focus),
        severity=_SEVERITIES.get(severity, "violation"),
        message_en=" ".join(english) + about,
        message_ko=" ".join(korean),
    )
