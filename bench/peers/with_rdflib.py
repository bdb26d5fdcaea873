"""rdflib: `Graph.add` for every statement, then `Graph.serialize`.

python -m bench.peers.with_rdflib turtle|nt FOLDER OUT
"""

from __future__ import annotations

import sys
from pathlib import Path

from rdflib import Graph, Literal, URIRef

from bench.peers.statements import Library, Mapping, prefixes

LIBRARY = Library(
    iri=URIRef,
    plain=Literal,
    tagged=lambda text, language: Literal(text, lang=language),
    typed=lambda text, datatype: Literal(text, datatype=datatype, normalize=False),
)


def main(form: str, folder: Path, out: Path) -> None:
    """Build the graph in memory, bind the prefixes, and write it."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in prefixes().items():
        graph.bind(prefix, namespace)
    for triple in Mapping(LIBRARY).folder(folder):
        graph.add(triple)
    graph.serialize(out, format=form, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
