"""`kg build`: records to graph, measures, page and manifest, as one set of files that changes as one."""

from __future__ import annotations

import json
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from msgspec import Struct

from kg.concepts import schemes
from kg.errors import Problem
from kg.pipeline.files import plain_errors
from kg.pipeline.graph import about_of, closing, minter_for, of_the_day
from kg.pipeline.inputs import described_by, inputs
from kg.pipeline.manifest import manifest_text, output_names, read_manifest, recipe, up_to_date
from kg.pipeline.opened import Graph, centrality_table
from kg.pipeline.outputs import MANIFEST, locked, output_set
from kg.pipeline.spelling import Format, spelled, syntaxes
from kg.pipeline.tally import Tally
from kg.sources.dataset import Reading, raise_problems
from kg.views.table import csv_text
from kg.vocab import BASE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kg.rdf.dataset import About
    from kg.rdf.syntax import Syntax
    from kg.rdf.terms import Minter
    from kg.records.rules import AnyRecord
    from kg.sources.entry import Entry

_BATCH: Final = 256


class Request(Struct, frozen=True):
    """What a build is asked for. `sources` may be empty: then all of the folder `data` is built.

    `as_of` and `known_by` are days: the graph is then of what was in force, or had been published, on that day. `jobs`
    is the number of processes that map and spell; the bytes are the same for any.
    """

    sources: tuple[str, ...] = ()
    out: str = "build"
    data: str = "data"
    formats: tuple[Format, ...] = ("ttl",)
    base_iri: str = BASE
    network: bool = True
    html: bool = True
    keep_going: bool = False
    as_of: date | None = None
    known_by: date | None = None
    jobs: int = 1


class Built(Struct, frozen=True):
    """What a build did: whether anything changed, counts, the outputs' names, and the problems passed over."""

    changed: bool
    counts: dict[str, int]
    outputs: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


def build(request: Request, progress: Callable[[int], None] = lambda _: None) -> Built:
    """Build what the request asks for; nothing is written unless all of it can be.

    `progress` is called with the number of records read so far. Raises `DataError` with every problem of the records,
    unless `keep_going`: then a bad record is left out, its problems come back, and a later build will try again.
    """
    minter = minter_for(request.base_iri)
    out = Path(request.out)
    with ExitStack() as stack:
        files = stack.enter_context(inputs(request.sources, request.data))
        package, packages = described_by(request.sources, request.data)
        made_from = json.loads(json.dumps(recipe(files, _settings(request), packages), default=str))
        stack.enter_context(locked(out))
        before = read_manifest(out)
        if up_to_date(before, made_from, out) and not before["counts"].get("problems"):
            return Built(changed=False, counts=before["counts"], outputs=tuple(output_names(before)))
        reading = Reading(files, schemes())
        staging = stack.enter_context(output_set(out, previous=output_names(before)))
        with plain_errors(out):
            about = about_of(package, request.as_of, request.known_by)
            tally = _write_graph(request, reading, minter, about, staging, progress)
            if not request.keep_going:
                raise_problems(reading.problems)
            written = _write_views(request, tally, staging)
            counts = {key: getattr(tally, key) for key in ("agreements", "organizations", "statements")}
            counts |= {"left_out": tally.left_out, "problems": len(reading.problems)}
            (staging / MANIFEST).write_text(manifest_text(made_from, counts, written), encoding="utf-8", newline="\n")
        outputs = sorted([MANIFEST, *(path.name for path in written)])
    return Built(changed=True, counts=counts, outputs=tuple(outputs), problems=tuple(reading.problems))


def _settings(request: Request) -> dict[str, object]:
    """The settings that the outputs follow from."""
    keys = ("formats", "base_iri", "network", "html", "keep_going", "as_of", "known_by")
    return {key: getattr(request, key) for key in keys}


def _write_graph(  # noqa: PLR0913, PLR0917 — the request, what is read, what is said of it, and where it goes
    request: Request, reading: Reading, minter: Minter, about: About, staging: Path, progress: Callable[[int], None]
) -> Tally:
    """Stream the records through the mapping into every format that is asked for."""
    tally, seen = Tally(), set[bytes]()
    entries = of_the_day(_counted(reading.entries(), progress), request.as_of, request.known_by, tally)
    with ExitStack() as stack:
        streams = [stack.enter_context(text_file(staging / f"graph.{form}")) for form in request.formats]
        graph = _Graph(streams, syntaxes(request.formats, request.base_iri))
        for batch, done in spelled(entries, request.formats, request.base_iri, request.jobs):
            for piece in done.pieces:
                if piece.key is None or piece.key not in seen:
                    graph.write(piece.texts)
                    if piece.key is not None and piece.tally is not None:
                        seen.add(piece.key)
                        tally.add(piece.tally)
            tally.add(done.tally)
            reading.problems += [batch[bad.number].problem("", bad.message, bad.hint) for bad in done.refused]
        for description in closing(tally, minter, about):
            graph.write([syntax.spell(description) for syntax in graph.syntaxes])
        graph.end()
    return tally


class _Graph:
    """A graph that is being written, in several formats at once."""

    def __init__(self, streams: Sequence[TextIO], formats: Sequence[Syntax]) -> None:
        self.streams = streams
        self.syntaxes = formats
        self.between = [""] * len(streams)
        for stream, syntax in zip(streams, formats, strict=True):
            stream.write(syntax.head)

    def write(self, texts: Sequence[str]) -> None:
        for stream, between, text in zip(self.streams, self.between, texts, strict=True):
            stream.write(between + text)
        self.between = [syntax.between for syntax in self.syntaxes]

    def end(self) -> None:
        for stream, syntax in zip(self.streams, self.syntaxes, strict=True):
            stream.write(syntax.tail)


def _counted(entries: Iterable[Entry[AnyRecord]], progress: Callable[[int], None]) -> Iterator[Entry[AnyRecord]]:
    for number, entry in enumerate(entries, 1):
        yield entry
        if number % _BATCH == 0:
            progress(number)


def text_file(path: Path) -> TextIO:
    """A new text file, in UTF-8 and with line feeds on every system."""
    return path.open("w", encoding="utf-8", newline="\n")


def _write_views(request: Request, tally: Tally, staging: Path) -> list[Path]:
    """Write what is made from the graph: the measures and the page."""
    written = [staging / f"graph.{form}" for form in request.formats]
    if request.network or request.html:
        graph = Graph(str(written[0]), tally.ties)
        if request.network:
            with text_file(staging / "centrality.csv") as stream:
                stream.write(csv_text(*centrality_table(graph, "projection")))
            written.append(staging / "centrality.csv")
        if request.html:
            with text_file(staging / "graph.html") as stream:
                stream.write(graph.page())
            written.append(staging / "graph.html")
    return written
