"""GEXF 1.3 for Gephi and Gephi Lite: the two-mode graph with attributes and dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, Final

from kg.views.exchange.elements import elements_of
from kg.views.exchange.model import Format
from kg.views.exchange.xml import HEAD, escaped, spelled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.views.exchange.elements import Element
    from kg.views.exchange.model import Kind, Tables

_TYPES: Final[dict[Kind, str]] = {"text": "string", "integer": "integer", "number": "double", "boolean": "boolean"}


def write(tables: Tables, stream: BinaryIO) -> None:
    """Write the graph. An agreement and its edges last from `start` to `end`, both days included.

    Gephi knows whole days, so these lean to what is certain (`kg.views.exchange.model.interval`); the dates as the
    sources have them are among the attributes. What has no date is always there.
    """
    graph = elements_of(tables)
    lines = [
        f'{HEAD}<gexf xmlns="http://gexf.net/1.3" version="1.3">\n<meta><creator>kg</creator></meta>\n'
        '<graph defaultedgetype="undirected" mode="dynamic" timeformat="date" timerepresentation="interval">\n',
        *_declared("node", graph.attributes),
        *_declared("edge", graph.edge_attributes),
        f'<nodes count="{len(graph.nodes)}">\n',
    ]
    stream.write("".join(lines).encode())
    ids, edge_ids = (
        {name: str(n) for n, name in enumerate(kinds)} for kinds in (graph.attributes, graph.edge_attributes)
    )
    stream.writelines(_element("node", node, "", ids).encode() for node in graph.nodes)
    stream.write(f'</nodes>\n<edges count="{len(graph.edges)}">\n'.encode())
    for edge in graph.edges:
        ends = f' source="{escaped(edge.ends[0])}" target="{escaped(edge.ends[1])}"'
        stream.write(_element("edge", edge, ends, edge_ids).encode())
    stream.write(b"</edges>\n</graph>\n</gexf>\n")


def _declared(class_: str, kinds: dict[str, Kind]) -> Iterator[str]:
    yield f'<attributes class="{class_}" mode="static">\n'
    for number, (name, kind) in enumerate(kinds.items()):
        yield f'<attribute id="{number}" title="{name}" type="{_TYPES[kind]}"/>\n'
    yield "</attributes>\n"


def _element(tag: str, element: Element, ends: str, ids: dict[str, str]) -> str:
    days = zip(("start", "end"), element.time, strict=True)
    time = "".join(f' {name}="{day.isoformat()}"' for name, day in days if day)
    label = f' label="{escaped(element.label)}"' if element.label else ""
    values = "".join(
        f'<attvalue for="{ids[name]}" value="{spelled(value)}"/>' for name, value in element.values.items()
    )
    return f'<{tag} id="{escaped(element.id)}"{ends}{label}{time}><attvalues>{values}</attvalues></{tag}>\n'


FORMAT: Final = Format("gexf", "gexf", write)
