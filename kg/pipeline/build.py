"""`kg build`: records to graph, measures, page and manifest, as one set of files that changes as one."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from msgspec import Struct
from msgspec.structs import replace

from kg.concepts import schemes
from kg.errors import Problem
from kg.pipeline.files import plain_errors
from kg.pipeline.graph import about_of, closing, minter_for
from kg.pipeline.inputs import described_by, inputs
from kg.pipeline.manifest import manifest_text, output_names, read_manifest, recipe, up_to_date
from kg.pipeline.opened import Graph, centrality_table
from kg.pipeline.outputs import MANIFEST, locked, output_set
from kg.pipeline.spelling import Format, Plan, replaced, spell
from kg.pipeline.workers import in_order
from kg.pipeline.writing import Writing
from kg.records.agreement import Agreement
from kg.records.organization import Organization
from kg.sources.dataset import raise_problems
from kg.sources.reading import KINDS, Reading, read_blocks
from kg.views.table import csv_text
from kg.vocab import BASE

if TYPE_CHECKING:
    from kg.network.incidence import Ties
    from kg.pipeline.spelling import Spelled
    from kg.pipeline.tally import Tally
    from kg.rdf.dataset import About
    from kg.records.rules import AnyRecord
    from kg.sources.block import Block

Progress = Callable[[int, int, int], None]
"""Is told how many bytes of the input were read so far, of how many, and how many records they held."""


class Request(Struct, frozen=True):
    """What a build is asked for. `sources` may be empty: then all of the folder `data` is built.

    `as_of` and `known_by` are days: the graph is then of what was in force, or had been published, on that day. `jobs`
    is the number of processes that read, map and spell; the bytes are the same for any. `sort` puts the descriptions in
    the order of their subjects.
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
    sort: bool = False


class Built(Struct, frozen=True):
    """What a build did: whether anything changed, counts, the outputs' names, the problems passed over, and `notes`.

    The notes say which measures are estimated.
    """

    changed: bool
    counts: dict[str, int]
    outputs: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


def build(request: Request, progress: Progress = lambda _done, _whole, _records: None) -> Built:
    """Build what the request asks for; nothing is written unless all of it can be.

    `progress` is told how far the reading is. Raises `DataError` with every problem of the records, unless
    `keep_going`: then a bad record is left out, its problems come back, and a later build will try again.
    """
    minter_for(request.base_iri)
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
            tally, ties, hashes = _write_graph(request, reading, about, staging, progress)
            if not request.keep_going:
                raise_problems(reading.problems)
            written, notes = _write_views(request, reading, ties, staging)
            counts = {key: getattr(tally, key) for key in ("agreements", "organizations", "statements")}
            counts |= {"left_out": tally.left_out, "problems": len(reading.problems)}
            with text_file(staging / MANIFEST) as stream:
                stream.write(manifest_text(made_from, counts, written, hashes))
        outputs = sorted([MANIFEST, *(path.name for path in written)])
    return Built(changed=True, counts=counts, outputs=tuple(outputs), problems=tuple(reading.problems), notes=notes)


def _settings(request: Request) -> dict[str, object]:
    """The settings that the outputs follow from."""
    keys = ("formats", "base_iri", "network", "html", "keep_going", "as_of", "known_by", "sort")
    return {key: getattr(request, key) for key in keys}


def _write_graph(
    request: Request, reading: Reading, about: About, staging: Path, progress: Progress
) -> tuple[Tally, Ties | None, dict[str, str]]:
    """Stream the records through the mapping into every format that is asked for; gives the hashes of the files too."""
    minter = minter_for(request.base_iri)
    plan = _plan(request, reading)
    records, size, whole = 0, 0, reading.size
    with ExitStack() as stack:
        graph = Writing(stack, staging, plan)
        for kind in KINDS:
            plan = replace(plan, known=reading.known)
            jobs = request.jobs if kind is Agreement else 1
            if kind is Agreement and request.as_of:
                found = in_order(replaced, reading.batches(kind), plan, jobs)
                plan = replace(plan, replaced=frozenset().union(*(earlier for _, earlier in found)))
            for batch, done in in_order(spell, reading.batches(kind), plan, jobs):
                graph.add(_accepted(reading, kind, batch, done, plan))
                records += len(done.ids)
                size += sum(block.cut.size for block in batch)
                progress(size, whole, records)
            reading.close(kind)
        hashes = graph.end(closing(graph.tally, minter, about))
    return graph.tally, graph.ties, hashes


def _plan(request: Request, reading: Reading) -> Plan:
    return Plan(
        reading.known,
        request.formats,
        request.base_iri,
        as_of=request.as_of,
        known_by=request.known_by,
        ties=request.network or request.html,
        sorting=request.sort,
    )


def _accepted(reading: Reading, kind: type[AnyRecord], batch: list[Block], done: Spelled, plan: Plan) -> Spelled:
    """What was spelled, without the records whose ids are taken; the reading notes what is wrong."""
    reading.note(done.problems, done.links)
    taken = reading.take(kind, done.ids)
    if not taken:
        return done
    reading.refuse(taken, read_blocks(batch, plan.known).entries)
    return spell(batch, plan, taken)


def text_file(path: Path) -> TextIO:
    """A new text file, in UTF-8 and with line feeds on every system."""
    return path.open("w", encoding="utf-8", newline="\n")


def _write_views(
    request: Request, reading: Reading, ties: Ties | None, staging: Path
) -> tuple[list[Path], tuple[str, ...]]:
    """Write what is made from the graph, the measures and the page; gives the files, and notes on the measures."""
    written, notes = [staging / f"graph.{form}" for form in request.formats], tuple[str, ...]()
    if ties is None:
        return written, notes
    from kg.network.centrality import centralities, estimated

    graph = str(written[0])
    incidence = ties.incidence()
    rows = centralities(incidence)
    if request.network:
        notes = tuple(estimated(rows).values())
        with text_file(staging / "centrality.csv") as stream:
            stream.write(csv_text(*centrality_table(rows, _names(reading, request.base_iri), "projection")))
        written.append(staging / "centrality.csv")
    if request.html:
        with text_file(staging / "graph.html") as stream:
            stream.write(Graph(graph, incidence, measured=rows).page())
        written.append(staging / "graph.html")
    return written, notes


def _names(reading: Reading, base_iri: str) -> dict[str, dict[str, str]]:
    """The names of the organisations of the register, by IRI."""
    minter = minter_for(base_iri)
    found = (read_blocks(batch, reading.known).entries for batch in reading.batches(Organization))
    records = (entry.record for entries in found for entry in entries)
    bodies = (record for record in records if isinstance(record, Organization))
    return {minter.organization(body.id)[1:-1]: body.name for body in bodies}
