"""`python -m bench [--small | --large]`: measure kg against its peers, and write the report.

Without a flag: 1,000, 10,000 and 100,000 records, to bench/RESULTS.md. `--large` adds 1,000,000. `--small` is for CI:
1,000 and 5,000 records and only the peers of kg's own environment, to build/bench/RESULTS-small.md, which is printed.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from bench import contestants as who
from bench.environments import CACHE, python_of
from bench.goals import HELP, SEED
from bench.measure import ROOT, FailedError, in_turn, own_peak, run, say
from bench.report import report
from bench.results import START, Results

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.measure import Run, Runs

KEPT: Final = CACHE / "measured.json"
"""The figures of the last run."""

NETWORKS: Final = (1_000, 10_000, 100_000)
"""Records whose networks are measured."""

LIMIT: Final = 600
"""Wall seconds after which a measure of a network or a page is given up."""

TABLE: Final = "centrality.csv by kg"
ALONE: Final = 10_000
"""Records past which networkx would take hours: kg is measured alone."""

PAGES: Final = (800, 1_600)
"""Agreements of the pages; with the organisations they are a fifth more nodes."""


class Plan(NamedTuple):
    """What one call measures: sizes with their repeats."""

    conversions: dict[int, int]
    networks: dict[int, int]
    pages: dict[int, int]
    startups: int
    out: Path
    small: bool = False


def plan(arguments: argparse.Namespace) -> Plan:
    """The plan of the flags."""
    if arguments.small:
        out = CACHE / "RESULTS-small.md"
        return Plan({START: 2, 1_000: 3, 5_000: 2}, {1_000: 3}, {400: 1}, 5, out, small=True)
    conversions = {START: 3, 1_000: 5, 10_000: 5, 100_000: 3} | ({1_000_000: 1} if arguments.large else {})
    if arguments.sizes:
        conversions = {START: 3} | {size: conversions.get(size, 1) for size in arguments.sizes}
    if arguments.repeats:
        conversions = dict.fromkeys(conversions, arguments.repeats)
    networks = {size: 1 if size > ALONE else min(3, conversions[size]) for size in conversions if size in NETWORKS}
    out = arguments.out or ROOT / "bench" / "RESULTS.md"
    return Plan(conversions, networks, dict.fromkeys(PAGES, 1), 15, Path(out))


def conversions(size: int, repeats: int, small: bool) -> dict[str, Runs]:
    """Everyone who makes RDF of so many records, in turn."""
    work = who.work_of(size)
    runners: dict[str, Callable[[], Run]] = {}
    reasons: dict[str, Runs] = {}
    for one in who.CONTESTANTS:
        if size > one.most:
            continue
        try:
            python = one.ready(small)
            if one.name == who.MORPH:
                who.tables_of(work)
            if one.name == who.MAPLIB:
                who.parquet_of(work, python)
        except (OSError, FailedError) as error:
            reasons[one.name] = str(error)
        else:
            runners[one.name] = partial(one.once, python, work)
    return in_turn(runners, repeats) | reasons


def once(peer: str, small: bool, *command: str | Path) -> Callable[[], Run]:
    """A measured run of a script by the Python of a peer's environment; kg's own is that of the peer named ""."""

    def measured_once() -> Run:
        try:
            python = python_of(peer) if peer and not small else Path(sys.executable)
        except OSError as error:
            raise FailedError(str(error)) from error
        return run([python, "-m", *command], LIMIT)

    return measured_once


def networks(size: int, repeats: int, small: bool) -> dict[str, Runs]:
    """The measures by networkx and by kg, in turn; past `ALONE` records by kg only, without exact betweenness."""
    script, records = "bench.networks", who.work_of(size).records
    table = {TABLE: once("", small, script, "table", records)}
    if size > ALONE:
        ours = once("", small, script, "kg", records, "--no-betweenness")
        return in_turn({"kg without betweenness": ours, **table}, repeats)
    sides = {
        "networkx": once("networkx", small, script, "networkx", records),
        "kg": once("", small, script, "kg", records),
    }
    return in_turn(sides, repeats) | in_turn(table, 1)


def pages(size: int, repeats: int, small: bool) -> dict[str, Runs]:
    """The page of kg and that of pyvis, in turn."""
    work = who.work_of(size)
    graph = work.folder / "graph"
    run([who.KG, "build", work.records, "--data", work.records, "-o", graph, "--no-network", "--no-html", "--quiet"])
    ours = once("", small, "kg", "view", "-g", graph / "graph.ttl", "-o", work.folder / "kg.html")
    theirs = once("pyvis", small, "bench.peers.with_pyvis", work.records, work.folder / "pyvis.html")
    return in_turn({"kg view": ours, "pyvis": theirs}, repeats)


def startup(repeats: int) -> dict[str, Runs]:
    """`kg --help` against importing click alone, and the build of the checkout's own records."""
    quick: dict[str, list[str | Path]] = {
        HELP: [who.KG, "--help"],
        "`python -c 'import click'`": [sys.executable, "-c", "import click"],
    }
    runners: dict[str, Callable[[], Run]] = {name: partial(run, command) for name, command in quick.items()}
    in_turn(runners, 1)
    found = in_turn(runners, repeats)
    seed = CACHE / "work" / "seed"

    def build() -> Run:
        shutil.rmtree(seed, ignore_errors=True)
        return run([who.KG, "build", "--quiet", "-o", seed])

    return found | in_turn({SEED: build}, min(repeats, 5))


def main() -> int:
    """Measure as the flags say, keep the raw figures, write the report; 1 if a script of the small run is broken."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--small", action="store_true", help="for CI: few records, no environments of peers")
    parser.add_argument("--large", action="store_true", help="add 1,000,000 records")
    parser.add_argument("--sizes", type=lambda text: [int(size) for size in text.split(",")], help="1000,10000 …")
    parser.add_argument("--repeats", type=int, help="runs of each, whatever the size")
    parser.add_argument("--again", action="store_true", help="write the report of the last run again, from its figures")
    parser.add_argument("--out", help="the report  [default: bench/RESULTS.md]")
    todo = plan(asked := parser.parse_args())
    results = msgspec.json.decode(KEPT.read_bytes(), type=Results) if asked.again else measured(todo)
    KEPT.write_bytes(msgspec.json.encode(results))
    text = report(results, todo.small)
    todo.out.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 1 if todo.small and results.broken else 0


def measured(todo: Plan) -> Results:
    """All measurements of a plan."""
    results = Results(command=" ".join(["python -m bench", *sys.argv[1:]]))
    results.startup = startup(todo.startups)
    for size, repeats in todo.conversions.items():
        say(f"records to RDF: {size:,} records")
        results.conversions[size] = conversions(size, repeats, todo.small)
        results.statements[size] = who.statements_of(who.work_of(size))
    for size, repeats in todo.networks.items():
        say(f"networks: {size:,} records")
        results.networks[size] = networks(size, repeats, todo.small)
    for size, repeats in todo.pages.items():
        say(f"pages: {size:,} agreements")
        results.pages[size * 6 // 5] = pages(size, repeats, todo.small)
    results.own_peak = own_peak()
    return results


if __name__ == "__main__":
    sys.exit(main())
