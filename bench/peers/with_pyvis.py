"""pyvis: `Network.from_nx` and `write_html`, of agreements and organisations; positions are left to the browser.

python -m bench.peers.with_pyvis RECORDS OUT.html
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import networkx as nx
from pyvis.network import Network


def main(records: Path, out: Path) -> None:
    """Draw the ties of the records into one page."""
    graph: nx.Graph[str] = nx.Graph()
    with (records / "agreements.jsonl").open(encoding="utf-8") as stream:
        for record in map(json.loads, stream):
            graph.add_node(record["id"], label=record["title"]["ko"], color="#2b6cb0")
            for party in record["parties"]:
                graph.add_edge(record["id"], party if isinstance(party, str) else party["organization"])
    network = Network(cdn_resources="remote")
    network.from_nx(graph)
    out.write_text(network.generate_html(), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
