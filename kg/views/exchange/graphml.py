"""GraphML for yEd, Cytoscape, igraph and networkx: the two-mode graph with attributes; dates are text."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, Final

from kg.views.exchange.elements import elements_of
from kg.views.exchange.model import Format
from kg.views.exchange.xml import HEAD, escaped, spelled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.views.exchange.elements import Element
    from kg.views.exchange.model import Kind, Tables

_TYPES: Final[dict[Kind, str]] = {"text": "string", "integer": "int", "number": "double", "boolean": "boolean"}


def write(tables: Tables, stream: BinaryIO) -> None:
    """Write the graph; the key of an attribute has its name, with `edge_` before it for one of edges."""
    graph = elements_of(tables)
    edge_attributes = {f"edge_{name}": kind for name, kind in graph.edge_attributes.items()}
    lines = [
        f'{HEAD}<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n',
        *_declared("node", graph.attributes, ""),
        *_declared("edge", edge_attributes, "edge_"),
        '<graph edgedefault="undirected">\n',
    ]
    stream.write("".join(lines).encode())
    stream.writelines(f'<node id="{escaped(node.id)}">{_values(node, "")}</node>\n'.encode() for node in graph.nodes)
    for edge in graph.edges:
        one, other = map(escaped, edge.ends)
        head = f'<edge id="{escaped(edge.id)}" source="{one}" target="{other}">'
        stream.write(f"{head}{_values(edge, 'edge_')}</edge>\n".encode())
    stream.write(b"</graph>\n</graphml>\n")


def _declared(class_: str, kinds: dict[str, Kind], prefix: str) -> Iterator[str]:
    for key, kind in kinds.items():
        name = key.removeprefix(prefix)
        yield f'<key id="{key}" for="{class_}" attr.name="{name}" attr.type="{_TYPES[kind]}"/>\n'


def _values(element: Element, prefix: str) -> str:
    return "".join(f'<data key="{prefix}{name}">{spelled(value)}</data>' for name, value in element.values.items())


FORMAT: Final = Format("graphml", "graphml", write)
