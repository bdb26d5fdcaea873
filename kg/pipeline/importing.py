"""`kg import`: tables and foreign data as JSON Lines, or a proposal for the mapping of a table."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

import msgspec

from kg.errors import DataError, Problem, UsageError
from kg.pipeline.files import writing
from kg.records.organization import Organization
from kg.sources.dataset import raise_problems
from kg.sources.files import blocks, record_files
from kg.sources.importers.cordis import read_cordis
from kg.sources.importers.treaty import read_treaty
from kg.sources.table.guess import SAMPLE, guess
from kg.sources.table.mapping import ENDINGS, MappingFile, load_mapping, mapping_beside
from kg.sources.table.reading import open_table, opened, read
from kg.sources.table.rows import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kg.records.rules import AnyRecord
    from kg.sources.files import RecordFile
    from kg.sources.table.reading import Register

SHAPES: Final[dict[str, Callable[[str], Iterator[AnyRecord | Problem]]]] = {
    "cordis": read_cordis,
    "treaty": read_treaty,
}
"""The importers of foreign data, by the name of its shape."""

_ENCODER: Final = msgspec.json.Encoder(enc_hook=str)


class Imported(msgspec.Struct, frozen=True):
    """What an import wrote: the number of records by file, and the problems that were passed over."""

    counts: dict[str, int]
    problems: tuple[Problem, ...]


def propose(path: str, mapping: str | None = None) -> str:
    """A proposal for the mapping of a table, as the text of a mapping file. Raises `DataError` for a broken table.

    Of a mapping that is named already only the sheet and the delimiter are used.
    """
    file = _table(path)
    with file.location.open("rb") as stream:
        try:
            table = open_table(file.path, stream, _mapping(path, mapping) if mapping else MappingFile())
            return guess(table, islice(table.rows, SAMPLE), file.record_type)
        except Unreadable as stop:
            raise DataError(f"{path} can't be read", problems=stop.problems) from stop


def import_table(path: str, mapping: str | None, data: str, out: str, *, keep_going: bool = False) -> Imported:
    """Write the records of a table as JSON Lines, to the file `out` or, for `-`, to standard output.

    Names of organisations are looked up in the register of `data`. Raises `DataError` with every problem, and writes
    nothing; with `keep_going` a bad record is left out, and its problems come back.
    """
    return _write(_records(_table(path), mapping, data), {None: out}, keep_going=keep_going)


def import_foreign(shape: str, path: str, out: str, *, keep_going: bool = False) -> Imported:
    """Write `agreements.jsonl` and `organizations.jsonl` of foreign data into the folder `out`; see `import_table`."""
    if not os.path.exists(path):
        raise UsageError(f"{path} isn't there", "name the folder or table to import")
    places: dict[type | None, str] = {
        Organization: os.path.join(out, "organizations.jsonl"),
        None: os.path.join(out, "agreements.jsonl"),
    }
    return _write(SHAPES[shape](path), places, keep_going=keep_going)


def _table(path: str) -> RecordFile:
    if not (os.path.isfile(path) and path.lower().endswith(ENDINGS)):
        raise UsageError(f"{path} is no table", f"name a file that ends in {', '.join(ENDINGS)}")
    (file,) = record_files([path])
    return file


def _mapping(path: str, said: str | None) -> MappingFile:
    """The mapping that is named, or the one beside the table, or an empty one."""
    if said is not None:
        if not os.path.isfile(said):
            raise UsageError(f"{said} isn't there", "`kg import --guess TABLE` proposes a mapping")
        return load_mapping(Path(said), said)
    beside = mapping_beside(path)
    return load_mapping(beside, str(beside)) if beside else MappingFile()


def _records(file: RecordFile, said: str | None, data: str) -> Iterator[AnyRecord | Problem]:
    try:
        mapping = _mapping(file.path, said)
        register = _register(data) if mapping.by_name else None
        with file.location.open("rb") as stream:
            plan, batches = opened(file.path, stream, file.record_type, mapping, register)
            for batch in batches:
                yield from (item if isinstance(item, Problem) else item.record for item in read(plan, batch))
    except Unreadable as stop:
        yield from stop.problems


def _register(data: str) -> Register:
    """Every id and name of the register, with the ids of the organisations that have it."""
    if not os.path.isdir(data):
        raise UsageError(
            f"{data} is no folder with a register", "name the folder of organizations.yaml with --data DIR"
        )
    found: dict[str, list[str]] = {}
    problems: list[Problem] = []
    for file in record_files([data]):
        cuts = blocks(file) if file.record_type is Organization else ()
        for item in (item for block in cuts for item in block.read()):
            if isinstance(item, Problem):
                problems.append(item)
            elif isinstance(item.record, Organization):
                body = item.record
                for name in dict.fromkeys([body.id, *body.name.values(), *(form.text for form in body.names)]):
                    found.setdefault(name, []).append(body.id)
    raise_problems(problems)
    return {name: tuple(ids) for name, ids in found.items()}


def _write(items: Iterable[AnyRecord | Problem], places: Mapping[type | None, str], *, keep_going: bool) -> Imported:
    """Write each record to the place of its type, or to that of None; all of it or nothing."""
    counts = dict.fromkeys(places.values(), 0)
    problems: list[Problem] = []
    with ExitStack() as stack:
        streams = {key: stack.enter_context(_stream(place)) for key, place in places.items()}
        for item in items:
            if isinstance(item, Problem):
                problems.append(item)
                continue
            key = type(item) if type(item) in streams else None
            streams[key].write(_ENCODER.encode(item) + b"\n")
            counts[places[key]] += 1
        if not keep_going:
            raise_problems(problems)
    return Imported(counts, tuple(problems))


@contextmanager
def _stream(place: str) -> Iterator[BinaryIO]:
    """A stream to a file, which is replaced at the end, or for `-` to standard output, which gets all at the end."""
    if place != "-":
        with writing(Path(place)) as stream:
            yield stream
        return
    with tempfile.TemporaryFile() as kept:
        yield kept
        kept.seek(0)
        sys.stdout.flush()
        shutil.copyfileobj(kept, sys.stdout.buffer)
        sys.stdout.buffer.flush()
