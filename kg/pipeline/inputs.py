"""The files that a run reads: the sources that the user names, with the register that they need."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import UsageError
from kg.records.agreement import Agreement
from kg.records.organization import Organization, Place
from kg.sources.files import STDIN, RecordFile, record_files
from kg.sources.package import Package, package_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def described_by(sources: Sequence[str], data: str) -> tuple[Package, list[Path]]:
    """What the folders that are read say of themselves, and the files that say it: none or one."""
    package, file = package_of(path for path in sources or [data] if os.path.isdir(path))
    return package, [file] if file else []


@contextmanager
def inputs(sources: Sequence[str], data: str) -> Iterator[list[RecordFile]]:
    """The files to read. Without sources these are all of the folder `data`.

    Sources that bring their own organisations bring the whole register; otherwise organisations and places come from
    `data`. Standard input is kept in a temporary file for the time of the run.
    """
    with tempfile.TemporaryDirectory(prefix="kg-") as folder:
        stdin = None
        if STDIN in sources:
            stdin = Path(folder) / "stdin.jsonl"
            with stdin.open("wb") as kept:
                shutil.copyfileobj(sys.stdin.buffer, kept)
        files = record_files(sources or [data], stdin)
        own = {file.record_type for file in files}
        if Organization not in own and sources and os.path.isdir(data):
            register = [file for file in record_files([data]) if file.record_type in {Organization, Place} - own]
            files = [*register, *files]
        if Agreement not in own and Organization not in own:
            raise UsageError("there is nothing to build", "name a file or folder of agreements")
        yield files
