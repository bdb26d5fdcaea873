"""What a build on a cluster reads: the register, which is small, here; the agreements there."""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import UsageError
from kg.pipeline.inputs import described_by, inputs
from kg.records.agreement import Agreement
from kg.sources.files import STDIN, record_files
from kg.spark.rows import parquet_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.sources.files import RecordFile
    from kg.sources.package import Package


class Inputs(NamedTuple):
    """The files of the register, those of agreements, in Parquet or not, and what their folder says of itself."""

    register: list[RecordFile]
    agreements: list[RecordFile]
    parquet: list[str]
    package: Package
    packages: list[Path]


@contextmanager
def gathered(source: str, data: str) -> Iterator[Inputs]:
    """The inputs at the path `source`. A register that isn't there comes from the folder `data`.

    Raises `UsageError` where there is nothing to read, or two kinds of agreements.
    """
    if source == STDIN:
        raise UsageError("a cluster can't read standard input", "name a file or folder that every machine sees")
    parquet = parquet_files(source)
    with ExitStack() as stack:
        files = _beside(source) or _beside(data) if parquet else stack.enter_context(inputs((source,), data))
        agreements = [file for file in files if file.record_type is Agreement and file.path not in parquet]
        if parquet and agreements and agreements[0].path.startswith(source):
            message = f"{source} holds agreements in Parquet and in {agreements[0].path}"
            raise UsageError(message, "keep the two in folders of their own, and build each")
        register = [file for file in files if file.record_type is not Agreement]
        yield Inputs(register, [] if parquet else agreements, parquet, *described_by((source,), data))


def _beside(path: str) -> list[RecordFile]:
    """The files of records in a folder; none where there is no such folder, or nothing in it."""
    try:
        return record_files([path]) if os.path.isdir(path) else []
    except UsageError:
        return []
