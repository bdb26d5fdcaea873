"""Who makes RDF of records: kg in its ways, the floors under it, and the peers; each is one command."""

from __future__ import annotations

import hashlib
import shutil
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from bench.environments import CACHE, SHARED, python_of
from bench.measure import PASSED_OVER, FailedError, Run, run
from bench.peers.with_morph_kgc import prepare

if TYPE_CHECKING:
    from collections.abc import Callable

KG: Final = Path(sys.executable).with_name("kg")
FLOOR: Final = CACHE / "floor"


class Work(NamedTuple):
    """A workload on disk: `records` in JSON Lines, `tables` in CSV and Parquet, `out` for what is made of them."""

    size: int
    folder: Path

    @property
    def records(self) -> Path:
        """The folder of the records."""
        return self.folder / "records"

    @property
    def tables(self) -> Path:
        """The folder of the tables."""
        return self.folder / "tables"

    @property
    def out(self) -> Path:
        """A folder for outputs, emptied between runs."""
        return self.folder / "out"

    @property
    def sample(self) -> Path:
        """The floor's N-Triples: what every N-Triples file is held against, and what `cat` copies."""
        return self.folder / "floor.nt"


class Contestant(NamedTuple):
    """A way from records to RDF.

    `command` gets the Python of the peer's environment and the work; `against` is kg's way to the same format; `most`
    is the largest workload that it is asked for: the next one would take more than three minutes.
    """

    name: str
    peer: str
    command: Callable[[Path, Work], list[str | Path]]
    most: int
    against: str
    way: str

    def ready(self, shared: bool) -> Path:
        """The Python of its environment. Raises `OSError` with a sentence where there is none."""
        if not self.peer or (shared and self.peer in SHARED):
            return Path(sys.executable)
        if shared:
            raise OSError(f"{PASSED_OVER}: it needs an environment of its own")
        return python_of(self.peer)

    def once(self, python: Path, work: Work) -> Run:
        """One measured run; what it wrote is checked if it is N-Triples, and deleted."""
        shutil.rmtree(work.out, ignore_errors=True)
        work.out.mkdir(parents=True)
        measured = run(self.command(python, work))
        for made in work.out.rglob("*.nt"):
            _check(made, work)
        shutil.rmtree(work.out)
        return measured


def _check(made: Path, work: Work) -> None:
    """Hold the number of lines to the floor's; kg's closing descriptions, under a thousand lines, come on top."""
    found, expected = count_lines(made), statements_of(work)
    if not expected <= found < expected + 1000:
        raise FailedError(f"wrote {found} statements where the floor wrote {expected}")


@cache
def statements_of(work: Work) -> int:
    """The number of statements of a workload."""
    return count_lines(work.sample)


def count_lines(path: Path) -> int:
    """The number of statements of a file of N-Triples."""
    with path.open("rb") as stream:
        return sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))


def work_of(count: int) -> Work:
    """The workload of so many records, made where it isn't there yet: the records, and the floor's statements.

    Processes of their own make it: the bench must stay small, since no peak below its own can be told.
    """
    work = Work(count, CACHE / "work" / str(count))
    made = work.folder / "made.txt"
    if not made.is_file() or made.read_text() != _recipe():
        shutil.rmtree(work.folder, ignore_errors=True)
        run([sys.executable, "-m", "bench.workload", str(count), work.records])
        run([FLOOR, *_lines(work), work.sample])
        made.write_text(_recipe())
    return work


@cache
def _recipe() -> str:
    """A digest of the programs that make workloads: a workload of older ones is made anew."""
    here = Path(__file__).parent
    programs = [
        here / "workload.py",
        here / "tables.py",
        *sorted(here.glob("peers/*.py")),
        *sorted(here.glob("floor/*")),
    ]
    return hashlib.sha256(b"".join(program.read_bytes() for program in programs)).hexdigest()


def tables_of(work: Work) -> None:
    """The tables of a workload, for the peers that need them."""
    made = work.tables / "made.txt"
    if not made.is_file():
        work.tables.mkdir(parents=True, exist_ok=True)
        run([sys.executable, "-m", "bench.tables", work.records, work.tables])
        prepare(work.tables, work.out / "morph-kgc.nt")
        made.touch()


def parquet_of(work: Work, python: Path) -> None:
    """The same as Parquet, written by the polars of maplib's environment."""
    tables_of(work)
    run([python, "-m", "bench.peers.with_maplib", "--prepare", work.tables])


def _lines(work: Work) -> tuple[Path, Path]:
    return work.records / "organizations.jsonl", work.records / "agreements.jsonl"


def _kg(form: str, *more: str) -> Callable[[Path, Work], list[str | Path]]:
    flags = ("--format", form, "--no-network", "--no-html", "--quiet", *more)
    return lambda _, work: [KG, "build", work.records, "--data", work.records, "-o", work.out / "kg", *flags]


def _script(name: str, suffix: str, *more: str) -> Callable[[Path, Work], list[str | Path]]:
    module = f"bench.peers.with_{name}"
    return lambda python, work: [python, "-m", module, *more, work.records, work.out / f"{name}.{suffix}"]


KG_NT: Final = "kg, N-Triples"
KG_TTL: Final = "kg, Turtle"
THE_FLOOR: Final = "the floor, N-Triples"
RDFLIB_TTL: Final = "rdflib, Turtle"
MORPH: Final = "morph-kgc, N-Triples"
MAPLIB: Final = "maplib, N-Triples"
ANY: Final = 10**9

CONTESTANTS: Final = (
    Contestant(KG_NT, "", _kg("nt"), ANY, KG_NT, "`kg build --format nt --no-network --no-html`, all checks on"),
    Contestant(
        "cat",
        "",
        lambda _, work: ["sh", "-c", f"cat '{work.sample}' > '{work.out}/cat.nt'"],
        ANY,
        KG_NT,
        "copies the N-Triples: what the disk costs",
    ),
    Contestant(
        THE_FLOOR,
        "",
        lambda _, work: [FLOOR, *_lines(work), work.out / "floor.nt"],
        ANY,
        KG_NT,
        "C++, -O2: parses and writes, checks nothing",
    ),
    Contestant("kg, N-Triples, --jobs 2", "", _kg("nt", "--jobs", "2"), ANY, KG_NT, "the same in two processes"),
    Contestant(KG_TTL, "", _kg("ttl"), ANY, KG_TTL, "`kg build --format ttl --no-network --no-html`"),
    Contestant(
        "pyoxigraph, N-Triples",
        "pyoxigraph",
        _script("pyoxigraph", "nt"),
        100_000,
        KG_NT,
        "a stream of triples into `serialize`, no store",
    ),
    Contestant(
        MAPLIB,
        "maplib",
        lambda python, work: [python, "-m", "bench.peers.with_maplib", work.tables, work.out / "maplib.nt"],
        100_000,
        KG_NT,
        "stOTTR templates over polars frames from Parquet, `Model.write`",
    ),
    Contestant(
        MORPH,
        "morph-kgc",
        lambda python, work: [python, "-m", "morph_kgc", work.tables / "morph-kgc.ini"],
        100_000,
        KG_NT,
        "its command line, RML over CSV, one process",
    ),
    Contestant(
        "rdflib, N-Triples",
        "rdflib",
        lambda python, work: [python, "-m", "bench.peers.with_rdflib", "nt", work.records, work.out / "rdflib.nt"],
        10_000,
        KG_NT,
        "`Graph.add`, `Graph.serialize`",
    ),
    Contestant(
        RDFLIB_TTL, "rdflib", _script("rdflib", "ttl", "turtle"), 10_000, KG_TTL, "`Graph.add`, `Graph.serialize`"
    ),
    Contestant("kglab, Turtle", "kglab", _script("kglab", "ttl"), 10_000, KG_TTL, "`KnowledgeGraph.add`, `save_rdf`"),
)
"""Everyone, kg first."""
