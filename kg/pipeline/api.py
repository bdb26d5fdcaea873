"""The Python interface behind `import kg`: read, build, graph and open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.concepts import schemes
from kg.pipeline.build import Built, Request
from kg.pipeline.build import build as run_build
from kg.pipeline.graph import Tally, described, minter_for
from kg.pipeline.inputs import inputs
from kg.pipeline.opened import Graph
from kg.rdf.mapping import map_record
from kg.rdf.ntriples import ntriples
from kg.sources.dataset import Dataset, read_dataset
from kg.vocab import BASE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from os import PathLike

    import rdflib

    from kg.pipeline.build import Format
    from kg.records.rules import AnyRecord

    AnyPath = str | PathLike[str]


def read(sources: AnyPath | Iterable[AnyPath] = (), data: AnyPath = "data") -> Dataset:
    """The records of files and folders, checked. Without sources these are all of the folder `data`.

    Raises `kg.DataError` with every problem that was found, `kg.UsageError` for a path that isn't there.
    """
    with inputs(_paths(sources), str(data)) as files:
        return read_dataset(files, schemes())


def build(
    sources: AnyPath | Iterable[AnyPath] = (),
    out: AnyPath = "build",
    *,
    data: AnyPath = "data",
    formats: Sequence[Format] = ("ttl",),
    base_iri: str = BASE,
) -> Built:
    """Build graph, measures and page into a folder, as `kg build` does; tells what was written."""
    request = Request(_paths(sources), str(out), str(data), tuple(formats), base_iri)
    return run_build(request)


def graph(dataset: Dataset, base_iri: str = BASE) -> rdflib.Graph:
    """The records as an rdflib graph: the very statements that `kg.build` writes."""
    from kg.shapes import as_rdflib

    records: tuple[AnyRecord, ...] = (*dataset.places, *dataset.organizations, *dataset.agreements)
    minter = minter_for(base_iri)
    mapped = (map_record(record, minter) for record in records)
    return as_rdflib(ntriples(described(mapped, minter.base_iri, Tally())))


def open_graph(path: AnyPath) -> Graph:
    """Open a graph file: `.query(sparql)`, `.network()`, `.centrality()`, `.rdflib()`, `.page()`."""
    return Graph(str(path))


def _paths(sources: AnyPath | Iterable[AnyPath]) -> tuple[str, ...]:
    return (str(sources),) if isinstance(sources, str | Path) else tuple(str(source) for source in sources)  # type: ignore[union-attr]
