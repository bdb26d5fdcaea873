"""kglab: `KnowledgeGraph.add` for every statement, then `save_rdf`.

python -m bench.peers.with_kglab FOLDER OUT.ttl
"""

from __future__ import annotations

import sys
from pathlib import Path

import kglab

from bench.peers.statements import Mapping, prefixes
from bench.peers.with_rdflib import LIBRARY


def main(folder: Path, out: Path) -> None:
    """Build the graph in memory with kglab's prefixes, and write it as Turtle."""
    graph = kglab.KnowledgeGraph(name="agreements", namespaces=prefixes())
    for subject, predicate, value in Mapping(LIBRARY).folder(folder):
        graph.add(subject, predicate, value)
    graph.save_rdf(str(out), format="ttl")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
