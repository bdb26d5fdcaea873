"""Oxigraph in the process, in memory or on the disk: RDF files in, SPARQL 1.1 answers out.

Parsing here is some fifty times faster than rdflib's. No query leaves the machine: `SERVICE` is refused before it runs.
"""

from __future__ import annotations

import sys
import threading
import traceback
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, Protocol, TypeVar, cast

import pyoxigraph as ox

from kg.errors import DataError, EnvironmentalError, Problem, QueryError, UsageError
from kg.store.guard import refuse_dangerous, with_values
from kg.store.statements import Blank, Iri, Literal, Statement, Term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
Value = str | Literal
"""What can stand for a variable of a query: an IRI as plain text, or a literal."""

R = TypeVar("R")

STDIN: Final = "-"

ENGINE: Final = f"pyoxigraph {ox.__version__}"
"""Who makes a store on the disk: another version may not read it."""

STACK_BYTES: Final = 256 * 2**20
"""Stack of the thread that plans a query: address space, not memory. See `kg.store.guard`."""

FORMATS: Final = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
}


_NODES: Final = (ox.NamedNode, ox.BlankNode)


class Readable(Protocol):
    """What can be read from."""

    def read(self, size: int = -1, /) -> bytes:
        """At most so many bytes; none at the end."""
        ...


class Store:
    """A graph that answers questions."""

    def __init__(self) -> None:
        """Begin empty, in memory."""
        self._store = ox.Store()
        self._folder: str | None = None

    @classmethod
    def open(cls, path: str) -> Store:
        """A store in memory with the graph of a file, by the ending of its name; `-` is Turtle on standard input.

        Raises `UsageError` for a file that isn't there or has another ending, `DataError` with the place of what is
        no RDF.
        """
        store = cls()
        rdf_format = format_of(path)
        try:
            if path == STDIN:
                store.load(sys.stdin.buffer, rdf_format, path)
            else:
                with open(path, "rb") as stream:
                    store.load(stream, rdf_format, path)
        except FileNotFoundError as error:
            raise UsageError(f"{path} isn't there", "make it with `kg build`, or name another file with -g") from error
        except OSError as error:
            reason = error.strerror or str(error)
            raise EnvironmentalError(f"{path} can't be read: {reason}", "check the file and its rights") from error
        return store

    @classmethod
    def make(cls, folder: str, stream: Readable, name: str) -> None:
        """Make a store in an empty folder from the stream of the file `name`, and close it.

        Raises `DataError` for what is no RDF, `OSError` where the disk refuses.
        """
        store = cls()
        try:
            store._store = ox.Store(folder)
            store.load(stream, format_of(name), name)
            store._store.flush()
        except RuntimeError as error:
            raise OSError(str(error)) from error

    @classmethod
    def made(cls, folder: str, shown: str) -> Store:
        """The store that `make` made, to be read; `shown` is the folder that a user may remove if it is damaged.

        Raises `EnvironmentalError` for one that isn't whole.
        """
        store = cls()
        store._folder = shown
        with store._readable():
            store._store = ox.Store.read_only(folder)
        return store

    @contextmanager
    def _readable(self) -> Iterator[None]:
        """Turn what the engine says of a damaged store on the disk, at once or when it comes to it, into a sentence."""
        try:
            yield
        except RuntimeError as error:
            if self._folder is None:
                raise
            reason = str(error).strip().partition("\n")[0]
            message = f"the store in {self._folder} is damaged: {reason}"
            raise EnvironmentalError(message, "remove that folder; the store is made again") from error

    def load(self, stream: Readable, rdf_format: ox.RdfFormat, name: str) -> None:
        """Add the statements of a stream. Raises `DataError` for what is not RDF, with line and column."""
        if rdf_format == ox.RdfFormat.RDF_XML:
            # An entity that expands to gigabytes needs a document type; RDF/XML itself never does.
            data = stream.read()
            if b"<!DOCTYPE" in data.upper():
                raise DataError(
                    f"{name} has a document type", "RDF/XML with <!DOCTYPE is refused: convert it to Turtle"
                )
            self._parse(data, rdf_format, name)
        else:
            self._parse(stream, rdf_format, name)

    def _parse(self, data: Readable | bytes, rdf_format: ox.RdfFormat, name: str) -> None:
        try:
            self._store.bulk_load(cast("IO[bytes] | bytes", data), format=rdf_format)
        except SyntaxError as error:
            problem = Problem(name, error.lineno or 0, error.offset or 0, f"this is no RDF: {error.msg}")
            raise DataError(f"{name} can't be read as a graph", problems=[problem]) from error
        except ValueError as error:
            raise DataError(f"{name} can't be read as a graph: {error}") from error

    def __len__(self) -> int:
        """The number of statements."""
        return len(self._store)

    def ntriples(self) -> str:
        """Every statement as N-Triples text, in no order that means anything."""
        return (self._store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()) or b"").decode()

    def statements(self, predicate: str | None = None, subject: str | None = None) -> Iterator[Statement]:
        """Every statement, or those with one predicate or one subject, one after the other; in no order."""
        for quad in self._quads(subject, predicate, None):
            node = quad.subject
            if isinstance(node, _NODES):
                yield Statement(_node(node), quad.predicate.value, plain_term(quad.object))

    def pairs(self, predicate: str) -> Iterator[tuple[str, str]]:
        """The subject and the object of each statement with a predicate, one after the other; in no order.

        Nodes alone, as text: an IRI, or the label of a blank node.
        """
        for quad in self._quads(None, predicate, None):
            subject, value = quad.subject, quad.object
            if isinstance(subject, _NODES) and isinstance(value, _NODES):
                yield subject.value, value.value

    def subjects(self, predicate: str, value: Iri | str) -> Iterator[str]:
        """The subject of each statement with a predicate and an object, an IRI or a plain text; in no order."""
        term = ox.NamedNode(value.value) if isinstance(value, Iri) else ox.Literal(value)
        for quad in self._quads(None, predicate, term):
            if isinstance(quad.subject, _NODES):
                yield quad.subject.value

    def _quads(
        self, subject: str | None, predicate: str | None, value: ox.NamedNode | ox.Literal | None
    ) -> Iterator[ox.Quad]:
        one, other = (ox.NamedNode(iri) if iri else None for iri in (subject, predicate))
        with self._readable():
            yield from self._store.quads_for_pattern(one, other, value, ox.DefaultGraph())

    def query(self, sparql: str, consume: Callable[[Answer], R], values: Mapping[str, Value] | None = None) -> R:
        """What `consume` makes of the answer to a SPARQL 1.1 query; `values` puts terms in the place of variables.

        Raises `QueryError` for a query that is wrong, or that kg refuses to run. Query and consumption run in a thread
        beside the main one, so that Ctrl-C ends the waiting; an answer can't leave that thread.
        """
        refuse_dangerous(sparql)
        text = with_values(sparql, {name: _spelled(value) for name, value in (values or {}).items()})

        def work() -> R:
            try:
                with self._readable():
                    answer = self._store.query(text)
            except SyntaxError as error:
                reason = " ".join(str(error.msg).split())
                raise QueryError(f"this is no SPARQL query: {reason}", "check it against SPARQL 1.1") from error
            except (ValueError, OSError, RuntimeError) as error:
                raise QueryError(f"the query can't be answered: {error}", "check it against SPARQL 1.1") from error
            with self._readable():
                return consume(answer)

        return _beside(work)


def format_of(path: str) -> ox.RdfFormat:
    """The format of a graph's file. Raises `UsageError` for one that kg doesn't read."""
    suffix = ".ttl" if path == STDIN else Path(path).suffix.lower()
    if suffix not in FORMATS:
        raise UsageError(f"{path} is no graph that kg reads", f"the endings are {', '.join(FORMATS)}")
    return FORMATS[suffix]


def ntriples_of(path: str) -> str:
    """The statements of a file that `Store.open` has read, as N-Triples with every literal spelled as in the file.

    The store itself keeps values, not spellings: it gives back an `xsd:nonNegativeInteger` as `xsd:integer`.
    """
    quads = ox.parse(path=path, format=FORMATS[Path(path).suffix.lower()])
    written = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    return written.decode() if written else ""


def _spelled(value: Value) -> str:
    """The value as N-Triples spells it, which SPARQL reads as one term whatever it holds."""
    if isinstance(value, Literal):
        datatype = None if value.language else ox.NamedNode(value.datatype)
        return str(ox.Literal(value.value, language=value.language, datatype=datatype))
    try:
        return str(ox.NamedNode(value))
    except ValueError as error:
        raise QueryError(f"{value[:80]} is no IRI", "write an id, or an absolute IRI") from error


def _beside(work: Callable[[], R]) -> R:
    """What the work returns or raises, done in a thread: Oxigraph frees the interpreter, and Ctrl-C gets through."""
    results: list[R] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:  # noqa: BLE001 — it is raised again by the thread that waits
            # The frames hold the answer, and it must be let go of in this thread.
            behind: BaseException | None = error
            while behind:
                traceback.clear_frames(behind.__traceback__)
                behind = behind.__context__
            errors.append(error)

    before = threading.stack_size(STACK_BYTES)
    try:
        thread = threading.Thread(target=run, daemon=True)
        thread.start()
    finally:
        threading.stack_size(before)
    while thread.is_alive():
        thread.join(0.1)
    if errors:
        raise errors[0]
    return results[0]


def _node(node: ox.NamedNode | ox.BlankNode) -> Iri | Blank:
    return Iri(node.value) if isinstance(node, ox.NamedNode) else Blank(node.value)


def plain_term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Term:
    """The term of Oxigraph as a plain value; a triple inside a triple (RDF 1.2) becomes a node with its text."""
    if isinstance(term, ox.Literal):
        return Literal(term.value, term.language, term.datatype.value)
    if isinstance(term, ox.Triple):
        return Blank(str(term))
    return _node(term)
