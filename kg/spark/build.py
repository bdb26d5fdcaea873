"""`kg spark build`: the build of one machine over the partitions of a cluster, with the same statements."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from kg.concepts import schemes
from kg.errors import UsageError
from kg.pipeline.files import plain_errors
from kg.pipeline.graph import about_of, closing, minter_for
from kg.pipeline.manifest import manifest_text, output_names, read_manifest, recipe
from kg.pipeline.outputs import MANIFEST, locked, output_set
from kg.pipeline.spelling import Plan, spell
from kg.rdf.ntriples import ntriples
from kg.records.agreement import Agreement
from kg.sources.reading import KINDS, Reading, read_blocks
from kg.spark.cluster import cluster
from kg.spark.inputs import gathered
from kg.spark.job import job_on
from kg.spark.parts import PartFile, clear
from kg.spark.problems import raise_all
from kg.spark.work import Summary, parted
from kg.vocab import BASE

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from kg.spark.inputs import Inputs
    from kg.spark.work import Item

MEBIBYTE = 2**20


class Request(Struct, frozen=True):
    """What a build is asked for: `source` and `out` are paths that every machine of the cluster sees.

    `partition` is how many bytes of a file one piece of work reads; `conf` are Spark's own settings.
    """

    source: str
    out: str
    master: str
    data: str = "data"
    base_iri: str = BASE
    partition: int = 32 * MEBIBYTE
    conf: dict[str, str] = {}


class Built(Struct, frozen=True):
    """What a build did: counts, and how many files it wrote."""

    counts: dict[str, int]
    files: int


def build(request: Request) -> Built:
    """Build the graph in parts, and the table of ties; nothing is published unless all of it can be.

    Raises `DataError` with the first problems of the records, `EnvironmentalError` if Spark gives up.
    """
    minter_for(request.base_iri)
    out = Path(request.out)
    with ExitStack() as stack:
        inputs = stack.enter_context(gathered(request.source, request.data))
        stack.enter_context(locked(out))
        before = output_names(read_manifest(out))
        if not before and out.is_dir() and any(out.iterdir()):
            raise UsageError(f"{out} holds files that no build wrote", "name a folder that is empty, or isn't there")
        staging = stack.enter_context(output_set(out, previous=before))
        session = stack.enter_context(cluster(request.master, request.conf))
        with plain_errors(out):
            summary = _write(request, inputs, session, staging)
            clear(staging)
            counts = {key: getattr(summary.tally, key) for key in ("agreements", "organizations", "statements")}
            hashes = {part.name: part.sha256 for part in summary.parts}
            paths = [staging / name for name in hashes]
            text = manifest_text(_recipe(request, inputs), counts, paths, hashes)
            (staging / MANIFEST).write_text(text, encoding="utf-8", newline="\n")
    return Built(counts, len(hashes) + 1)


def _write(request: Request, inputs: Inputs, session: SparkSession, staging: Path) -> Summary:
    """Write all parts of the graph: of the register here, of the agreements on the cluster, and what ends it here."""
    folder = str(staging.resolve())
    reading = Reading(inputs.register, schemes())
    plan = Plan(reading.known, base_iri=request.base_iri, ties=True)
    with PartFile(folder, "register.nt", "") as register:
        plan, own, repeatable = _spell_register(reading, plan, register)
    job = job_on(session, inputs, request.partition)
    summary = job.run(plan, repeatable, folder)
    raise_all(reading, summary, job.look_again(plan, summary), job.shifts(summary))
    summary.add(own)
    summary.parts.append(register.part)
    minter = minter_for(request.base_iri)
    with PartFile(folder, "closing.nt", "") as end:
        for text in ntriples(closing(summary.tally, minter, about_of(inputs.package))):
            end.write(text.encode())
    summary.parts.append(end.part)
    return summary


def _spell_register(reading: Reading, plan: Plan, part: PartFile) -> tuple[Plan, Summary, list[Item]]:
    """Write places and organisations; gives the plan that knows them, their counts, and what others may repeat."""
    summary = Summary()
    shared: list[Item] = []
    for kind in (kind for kind in KINDS if kind is not Agreement):
        plan = replace(plan, known=reading.known)
        for batch in reading.batches(kind):
            done = spell(batch, plan)
            reading.note(done.problems, done.links)
            reading.refuse(reading.take(kind, done.ids), read_blocks(batch, plan.known).entries)
            text, repeatable = parted(done)
            part.write(text)
            shared += repeatable
            summary.tally.add(done.tally)
        reading.close(kind)
    return replace(plan, known=reading.known), summary, shared


def _recipe(request: Request, inputs: Inputs) -> dict[str, Any]:
    """What the parts follow from. Agreements are named with their sizes: a hash would read them all once more."""
    settings = {"formats": ("nt",), "base_iri": request.base_iri, "partition": request.partition}
    made_from = recipe(inputs.register, settings, inputs.packages)
    named = [(file.name, str(file.location)) for file in inputs.agreements]
    root = request.source if os.path.isdir(request.source) else os.path.dirname(request.source)
    named += [(Path(os.path.relpath(path, root)).as_posix(), path) for path in inputs.parquet]
    made_from["inputs"] += [{"path": name, "bytes": os.path.getsize(path)} for name, path in named]
    return made_from
