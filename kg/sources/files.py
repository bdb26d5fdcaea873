"""From paths to records: which files there are, what kind of record each holds, and which reader it needs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, NoReturn

from kg.errors import EnvironmentalError, UsageError
from kg.records.agreement import Agreement
from kg.records.organization import Organization, Place
from kg.sources.block import Block, Format
from kg.sources.jsonl import JSONL
from kg.sources.table.mapping import ENDING as MAPPING
from kg.sources.table.mapping import said_to_be_records
from kg.sources.table.reading import TABLE
from kg.sources.yaml import YAML

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.records.rules import AnyRecord

SOURCES: Final[tuple[tuple[str, Format], ...]] = (
    (".yaml", YAML),
    (".yml", YAML),
    (".jsonl", JSONL),
    (".ndjson", JSONL),
    (".csv", TABLE),
    (".tsv", TABLE),
    (".xlsx", TABLE),
    (".parquet", TABLE),
)
"""The formats, by the ending of a file's name. A new one is one file in this folder, and one line here."""

STDIN: Final = "-"


class RecordFile(NamedTuple):
    """A file of records, and what it holds.

    `path` is as the user gave it, for messages; `name` is the path inside the source that the user named, for the
    manifest, equal from whatever folder kg is run; `location` is where the bytes are.
    """

    path: str
    name: str
    location: Path
    record_type: type[AnyRecord]
    format: Format


def record_files(paths: Iterable[str], stdin: Path | None = None) -> list[RecordFile]:
    """Every file of records under the paths, in the order of the paths; inside a folder sorted by name.

    `-` is standard input, as JSON Lines of agreements, which the caller has kept in the file `stdin`. Folders are
    walked; hidden files and links to folders are passed over, and tables that nobody says to be records. Raises
    `UsageError` for a path that isn't there, or that holds nothing to read.
    """
    found: dict[str, RecordFile] = {}
    for path in paths:
        if path == STDIN:
            if stdin is None:
                raise UsageError("standard input can't be read here", "name a file")
            found[path] = RecordFile(path, path, stdin, Agreement, JSONL)
        elif os.path.isdir(path):
            inside = _walk(path)
            if not inside:
                raise UsageError(f"{path} holds no records", "records are .yaml, .jsonl, .csv, .xlsx or .parquet files")
            for inner in inside:
                _add(found, os.path.join(path, inner), f"{Path(path).resolve().name}/{inner}")
        elif os.path.exists(path):
            if not _add(found, path, os.path.basename(path)):
                endings = ", ".join(ending for ending, _ in SOURCES)
                raise UsageError(f"{path} has no ending that kg reads", f"the endings are {endings}")
        else:
            raise UsageError(f"{path} isn't there", "name a file or folder of records; --help shows examples")
    return list(found.values())


def _walk(folder: str) -> list[str]:
    """The files below the folder as relative paths with `/`, sorted by code points whatever the locale."""
    inside: list[str] = []
    for base, folders, files in os.walk(folder, onerror=_unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inside += [os.path.join(base, name) for name in files if not name.startswith(".")]
    relative = [Path(os.path.relpath(path, folder)).as_posix() for path in inside]
    return sorted(name for name in relative if _format(name) and said_to_be_records(os.path.join(folder, name)))


def _unreadable(error: OSError) -> NoReturn:
    raise EnvironmentalError(
        f"{error.filename} can't be read: {error.strerror}", "check the folder's rights"
    ) from error


def _format(path: str) -> Format | None:
    if path.lower().endswith(MAPPING):
        return None
    return next((form for ending, form in SOURCES if path.lower().endswith(ending)), None)


def _add(found: dict[str, RecordFile], path: str, name: str) -> bool:
    """Add the file unless it is there already by another spelling of its path; tell whether it can be read."""
    form = _format(path)
    if form is not None:
        key = os.path.realpath(path)
        found.setdefault(key, RecordFile(path, name, Path(path), _record_type(path), form))
    return form is not None


def _record_type(path: str) -> type[AnyRecord]:
    """Tell by the name what a file holds: `organizations.yaml` and `places.yaml` are the register."""
    stem = os.path.basename(path).lower()
    if stem.startswith("organizations"):
        return Organization
    return Place if stem.startswith("places") else Agreement


def blocks(file: RecordFile) -> Iterator[Block]:
    """The file in pieces that can be read anywhere, as a stream."""
    try:
        with file.location.open("rb") as stream:
            for cut in file.format.cut(file.path, stream, file.record_type):
                yield Block(file.path, file.record_type, file.format, cut)
    except OSError as error:
        reason = error.strerror or str(error)
        raise EnvironmentalError(f"{file.path} can't be read: {reason}", "check the file and its rights") from error
