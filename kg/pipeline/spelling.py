"""Records to the text of a graph, batch by batch: here, or in processes of their own; the bytes are the same."""

from __future__ import annotations

import json
import signal
import threading
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing import get_context, parent_process
from os import _exit
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

import msgspec

from kg.concepts import ontology_folder
from kg.errors import EnvironmentalError, TermError
from kg.pipeline.graph import minter_for, nameless, repeatable
from kg.pipeline.tally import Tally
from kg.rdf.jsonld import jsonld_syntax
from kg.rdf.mapping import map_record
from kg.rdf.ntriples import NTRIPLES
from kg.rdf.turtle import turtle_syntax
from kg.sources.diagnose import decode_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future
    from multiprocessing.process import BaseProcess

    from kg.rdf.description import Description
    from kg.rdf.syntax import Syntax
    from kg.records.rules import AnyRecord
    from kg.sources.entry import Entry

Format = Literal["ttl", "nt", "jsonld"]
FORMATS: Final[tuple[Format, ...]] = ("ttl", "nt", "jsonld")
BATCH: Final = 256
"""Records that are spelled together; enough that sending them costs little, few enough to keep all processes busy."""


class Piece(NamedTuple):
    """Text in each format. What other records may repeat stands alone: it has a key, and a tally of its own."""

    texts: tuple[str, ...]
    key: bytes | None = None
    tally: Tally | None = None


class Refused(NamedTuple):
    """A record that no RDF term can hold: its number in the batch, what is wrong, and the cure."""

    number: int
    message: str
    hint: str


class Spelled(NamedTuple):
    """A batch as text: its pieces in order, the tally of those without a key, and the records that were refused."""

    pieces: list[Piece]
    tally: Tally
    refused: list[Refused]


def context() -> dict[str, Any]:
    """The JSON-LD context of the ontology."""
    found: dict[str, Any] = json.loads((ontology_folder() / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    return found


@cache
def syntaxes(formats: tuple[Format, ...], base_iri: str) -> tuple[Syntax, ...]:
    """The syntax of each format."""
    known: dict[Format, Syntax] = {"ttl": turtle_syntax(base_iri), "nt": NTRIPLES}
    return tuple(known.get(form) or jsonld_syntax(context(), base_iri) for form in formats)


def spell(records: Iterable[AnyRecord], formats: tuple[Format, ...], base_iri: str) -> Spelled:
    """The text of records. It depends on nothing but its arguments."""
    minter, spellings = minter_for(base_iri), syntaxes(formats, base_iri)
    tally, pieces, refused = Tally(), list[Piece](), list[Refused]()
    plain: list[Description] = []
    collective = nameless(minter)

    def flush() -> None:
        if plain:
            pieces.append(Piece(tuple(syntax.between.join(map(syntax.spell, plain)) for syntax in spellings)))
            plain.clear()

    for number, record in enumerate(records):
        try:
            descriptions = map_record(record, minter)
        except TermError as error:
            refused.append(Refused(number, error.message, error.hint))
            continue
        for description in descriptions:
            if (key := repeatable(description, minter)) is None:
                tally.watch(description, collective)
                plain.append(description)
                continue
            flush()
            own = Tally()
            own.watch(description, collective)
            pieces.append(Piece(tuple(syntax.spell(description) for syntax in spellings), key, own))
    flush()
    return Spelled(pieces, tally, refused)


def spelled(
    entries: Iterable[Entry[AnyRecord]], formats: tuple[Format, ...], base_iri: str, jobs: int
) -> Iterator[tuple[list[Entry[AnyRecord]], Spelled]]:
    """Each batch of entries with its text, in the order of the entries; `jobs` above 1 is a number of processes."""
    if jobs == 1:
        for batch in _batches(entries):
            yield batch, spell([entry.record for entry in batch], formats, base_iri)
        return
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_follow_the_parent)
    waiting: deque[tuple[list[Entry[AnyRecord]], Future[Spelled]]] = deque()
    try:
        for batch in _batches(entries):
            kind, packed = type(batch[0].record), _ENCODER.encode([entry.record for entry in batch])
            waiting.append((batch, pool.submit(_spell_packed, kind, packed, formats, base_iri)))
            if len(waiting) > 2 * jobs:
                done, future = waiting.popleft()
                yield done, future.result()
        while waiting:
            done, future = waiting.popleft()
            yield done, future.result()
    except BrokenProcessPool as error:
        raise EnvironmentalError("a process of the build was killed", "try fewer --jobs: each takes memory") from error
    finally:
        pool.shutdown(cancel_futures=True)


def _batches(entries: Iterable[Entry[AnyRecord]]) -> Iterator[list[Entry[AnyRecord]]]:
    """Entries of one kind of record at a time."""
    batch: list[Entry[AnyRecord]] = []
    for entry in entries:
        if batch and (len(batch) == BATCH or type(batch[0].record) is not type(entry.record)):
            yield batch
            batch = []
        batch.append(entry)
    if batch:
        yield batch


_ENCODER: Final = msgspec.msgpack.Encoder(enc_hook=str)


@cache
def _decoder(kind: type[AnyRecord]) -> msgspec.msgpack.Decoder[list[AnyRecord]]:
    return msgspec.msgpack.Decoder(list[kind], dec_hook=decode_date)  # type: ignore[valid-type]


def _spell_packed(kind: type[AnyRecord], packed: bytes, formats: tuple[Format, ...], base_iri: str) -> Spelled:
    return spell(_decoder(kind).decode(packed), formats, base_iri)


def _follow_the_parent() -> None:
    """Leave Ctrl-C to the parent, and end where it ends, however it does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    _exit(1)
