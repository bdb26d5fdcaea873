"""pyoxigraph: a stream of triples into `serialize`, without a store.

python -m bench.peers.with_pyoxigraph FOLDER OUT.nt
"""

from __future__ import annotations

import sys
from itertools import starmap
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from bench.peers.statements import Library, Mapping

LIBRARY = Library(
    iri=NamedNode,
    plain=Literal,
    tagged=lambda text, language: Literal(text, language=language),
    typed=lambda text, datatype: Literal(text, datatype=datatype),
)


def main(folder: Path, out: Path) -> None:
    """Write the statements as they are made."""
    with out.open("wb") as stream:
        serialize(starmap(Triple, Mapping(LIBRARY).folder(folder)), stream, format=RdfFormat.N_TRIPLES)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
