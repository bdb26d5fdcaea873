"""The Python interface behind `import kg`: read, build and graph. `open` is in `kg.pipeline.opened`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kg.concepts import schemes
from kg.pipeline.build import Built, Request
from kg.pipeline.build import build as run_build
from kg.pipeline.graph import about_of, described, minter_for
from kg.pipeline.inputs import described_by, inputs
from kg.pipeline.tally import Tally
from kg.rdf.mapping import map_record
from kg.rdf.ntriples import ntriples
from kg.sources.dataset import Dataset, read_dataset
from kg.vocab import BASE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from os import PathLike

    import rdflib

    from kg.pipeline.spelling import Format
    from kg.records.rules import AnyRecord

    AnyPath = str | PathLike[str]


def read(sources: AnyPath | Iterable[AnyPath] = (), data: AnyPath = "data") -> Dataset:
    """The records of files and folders, checked. Without sources these are all of the folder `data`.

    Raises `kg.DataError` with every problem that was found, `kg.UsageError` for a path that isn't there.
    """
    with inputs(_paths(sources), str(data)) as files:
        package, _ = described_by(_paths(sources), str(data))
        return replace(read_dataset(files, schemes()), package=package)


def build(  # noqa: PLR0913 — keywords of one call
    sources: AnyPath | Iterable[AnyPath] = (),
    out: AnyPath = "build",
    *,
    data: AnyPath = "data",
    formats: Sequence[Format] = ("ttl",),
    base_iri: str = BASE,
    as_of: date | None = None,
    known_by: date | None = None,
    jobs: int = 1,
) -> Built:
    """Build graph, measures and page into a folder, as `kg build` does, in `jobs` processes; tells what was written.

    With `as_of` or `known_by` the graph is of what was in force, or had been published, on that day.
    """
    request = Request(
        _paths(sources), str(out), str(data), tuple(formats), base_iri, as_of=as_of, known_by=known_by, jobs=jobs
    )
    return run_build(request)


def graph(dataset: Dataset, base_iri: str = BASE) -> rdflib.Graph:
    """The records as an rdflib graph: the very statements that `kg.build` writes."""
    from kg.shapes import as_rdflib

    records: tuple[AnyRecord, ...] = (*dataset.places, *dataset.organizations, *dataset.agreements)
    minter = minter_for(base_iri)
    mapped = (map_record(record, minter) for record in records)
    return as_rdflib(ntriples(described(mapped, minter, Tally(), about_of(dataset.package))))


def _paths(sources: AnyPath | Iterable[AnyPath]) -> tuple[str, ...]:
    return (str(sources),) if isinstance(sources, str | Path) else tuple(str(source) for source in sources)  # type: ignore[union-attr]
