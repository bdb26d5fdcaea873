"""`kg spark measure`: the network of a graph in parts, measured on the cluster that built it."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from kg.errors import DataError, UsageError
from kg.pipeline.files import plain_errors
from kg.pipeline.manifest import output_names, read_manifest
from kg.pipeline.outputs import MANIFEST, locked, output_set
from kg.spark.cluster import cluster
from kg.spark.network import COLUMNS, Network

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyspark.sql import DataFrame, SparkSession

MEASURES: Final = "measures.csv"
MOST_PARTIES: Final = 1_000
"""An agreement of n parties ties n (n − 1) / 2 pairs: one of a thousand makes half a million rows."""

_SCRATCH: Final = ".scratch"


class Request(Struct, frozen=True):
    """What to measure: `folder` is what `kg spark build` wrote, and every machine of the cluster sees it.

    Agreements of more than `most_parties` parties are refused.
    """

    folder: str
    master: str
    most_parties: int = MOST_PARTIES
    conf: dict[str, str] = {}


class Measured(Struct, frozen=True):
    """How many organisations and ties there are, and how many agreements tie them."""

    organizations: int
    ties: int


def measure(request: Request) -> Measured:
    """Measure the network, and put `measures.csv` and `projection-N.csv` beside the graph, both or neither.

    Raises `DataError` for an agreement of too many parties, `EnvironmentalError` if Spark gives up.
    """
    folder = Path(request.folder)
    with ExitStack() as stack:
        if not folder.is_dir():
            raise UsageError(f"{folder} isn't there", "build it first: kg spark build INPUT OUTPUT")
        stack.enter_context(locked(folder))
        manifest = read_manifest(folder)
        tables = [folder.resolve() / name for name in output_names(manifest) if name.startswith("ties-")]
        if not tables:
            raise UsageError(f"{folder} holds no table of ties", "build it first: kg spark build INPUT OUTPUT")
        before = [MANIFEST, *(name for name in output_names(manifest) if _is_measure(name))]
        staging = stack.enter_context(output_set(folder, previous=before))
        session = stack.enter_context(cluster(request.master, request.conf))
        with plain_errors(folder):
            scratch = staging.resolve() / _SCRATCH
            network = Network(session, [table.as_uri() for table in tables], scratch)
            _refuse_large(network, request.most_parties)
            organizations = _write_measures(network.measures(), staging / MEASURES)
            _write_projection(network.projection(), scratch, staging)
            ties = network.ties()
            shutil.rmtree(scratch)
            written = sorted(path.name for path in staging.iterdir())
            manifest["outputs"] = _listed(session, manifest, staging, written)
            text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
            (staging / MANIFEST).write_text(text, encoding="utf-8", newline="\n")
    return Measured(organizations, ties)


def _is_measure(name: str) -> bool:
    return name == MEASURES or name.startswith("projection-")


def _refuse_large(network: Network, most: int) -> None:
    large = network.larger_than(most)
    if large:
        agreement, parties = large[0]
        pairs = parties * (parties - 1) // 2
        message = f"{agreement} has {parties:,} parties, more than {most:,}: it would tie {pairs:,} pairs"
        raise DataError(message, f"if that is meant, allow it: --most-parties {parties}")


def _write_measures(rows: DataFrame, path: Path) -> int:
    """Write the rows as they come, so that the table need not fit in memory; gives how many there are."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream, lineterminator="\n")
        out.writerow(COLUMNS)
        for row in rows.toLocalIterator():
            out.writerow(row)
            count += 1
    return count


def _write_projection(rows: DataFrame, scratch: Path, staging: Path) -> None:
    """Write the ties in parts, each with a header."""
    folder = scratch / "projection"
    rows.write.csv(folder.as_uri(), header=True)
    parts = sorted(folder.glob("part-*.csv"))
    for number, part in enumerate(parts):
        part.rename(staging / f"projection-{number:06}.csv")


def _listed(
    session: SparkSession, manifest: Mapping[str, Any], staging: Path, written: list[str]
) -> list[dict[str, Any]]:
    """The outputs of the build and those of this run, for the manifest. Hashes are taken on the cluster."""
    kept = [output for output in manifest["outputs"] if not _is_measure(output["path"])]
    work = partial(_described, str(staging.resolve()))
    described = session.sparkContext.parallelize(written, len(written)).map(work).collect()
    return sorted([*kept, *described], key=lambda output: str(output["path"]))


def _described(folder: str, name: str) -> dict[str, Any]:
    with (Path(folder) / name).open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        return {"path": name, "bytes": stream.tell(), "sha256": sha256}
