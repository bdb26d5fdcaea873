"""The results as Markdown: goals first, then the tables behind them."""

from __future__ import annotations

import os
import platform
import re
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench.contestants import CONTESTANTS
from bench.environments import pinned
from bench.goals import GOALS
from bench.measure import ROOT, good, number, spread
from bench.results import START, all_measures, measures, ratio

if TYPE_CHECKING:
    from bench.contestants import Contestant
    from bench.measure import Run, Runs
    from bench.results import Results

WHY: Final = ROOT / "bench" / "why.md"
_SECTION: Final = re.compile(r"^## ([^\n]+)\n+(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def report(results: Results, small: bool) -> str:
    """The whole report."""
    parts = [
        f"# Results\n\n{_made(results, small)}",
        f"## The goals\n\n{_goals(results, small)}",
        *(f"## Records to RDF: {size:,} records\n\n{_conversion(results, size)}" for size in results.sizes),
        f"## Growth\n\n{_growth(results)}",
        *(f"## Networks: {size:,} records\n\n{_network(results, size)}" for size in sorted(results.networks)),
        f"## The page\n\n{_pages(results)}",
        f"## Start-up\n\n{_startup(results)}",
    ]
    return "\n\n".join(parts) + "\n"


def _made(results: Results, small: bool) -> str:
    peers = sorted({one.peer for one in CONTESTANTS if one.peer} | {"networkx", "pyvis"})
    theirs = (version(peer) for peer in peers) if small else ()
    known = dict(zip(peers, theirs, strict=False)) if not small else {}
    shown = ", ".join(f"{peer} {known.get(peer) or pinned(peer)}" for peer in peers)
    return f"""Written by `{results.command}`; [README.md](README.md) says how each is asked and why that is fair.

{machine()}; Python {platform.python_version()}, kg {version("smartcity-kg")}; {shown}.

Figures are minimum / median / maximum of runs in turn (A B C, A B C, …). Seconds are CPU seconds, user and system, of
the whole process and its children; ratios are taken pair by pair. Memory is the largest resident set; below
{results.own_peak:.0f} MB, the bench's own, it is an upper bound."""


def machine() -> str:
    """The processors, the memory and the system that were measured on."""
    model = platform.machine()
    told = Path("/proc/cpuinfo")  # Linux alone has it
    lines = told.read_text(encoding="utf-8").splitlines() if told.is_file() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} × {(names or [model])[0]}, {memory:.0f} GiB, {platform.system()} {model}"


def table(head: str, rows: list[list[str]]) -> str:
    """A table of Markdown; `head` holds the names of its columns between bars."""
    lines = [f"| {head} |", "|" + "---|" * (head.count("|") + 1)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


def reasons() -> dict[str, str]:
    """What people wrote in `why.md` of goals, by the title of the goal."""
    return {title.strip(): text.strip() for title, text in _SECTION.findall(WHY.read_text(encoding="utf-8"))}


def _goals(results: Results, small: bool) -> str:
    shown = [goal for goal in GOALS if not small or goal.value(results) is not None]
    rows = [[goal.title, goal.text, *goal.verdict(results)] for goal in shown]
    told = reasons()
    why = [f"**{goal.title}.** {told[goal.title]}" for goal in shown if goal.title in told]
    return "\n\n".join([table("goal | bound | measured | verdict", rows), *why])


def _conversion(results: Results, size: int) -> str:
    rows = []
    for one in CONTESTANTS:
        runs = results.conversions[size].get(one.name, [])
        if isinstance(runs, str):
            rows.append([one.name, "–", "–", "–", "–", "–", runs])
        elif runs:
            rows.append(_contestant(results, size, one))
        elif size > one.most:
            rows.append([one.name, "–", "–", "–", "–", "–", f"more than three minutes: up to {one.most:,} only"])
    count = results.statements[size]
    head = "what | runs | CPU seconds | wall seconds | million statements a CPU second | MB | CPU against kg"
    return f"{count:,} statements, {count / size:.1f} a record.\n\n" + table(head, rows)


def _contestant(results: Results, size: int, one: Contestant) -> list[str]:
    runs = results.runs(size, one.name)
    against, rate = results.ratio(size, one.name, one.against), results.rate(size, one.name)
    cpu, wall = spread([run.cpu for run in runs]), spread([run.wall for run in runs])
    return [
        one.name,
        str(len(runs)),
        cpu.text(),
        number(wall.middle),
        "–" if rate is None else number(rate.middle / 1e6),
        _peak(results, runs),
        "–" if against is None or one.name == one.against else f"{against.text()} ×",
    ]


def _growth(results: Results) -> str:
    rows = []
    for one in CONTESTANTS:
        if found := results.growth(one.name):
            sizes = ", ".join(f"{size:,}" for size in found.sizes)
            fit = f"{found.start:.2f} + {found.factor * 1e6:.2f} · 10⁻⁶ · N^{found.exponent:.3f}"
            peaks = " / ".join(_peak(results, results.runs(size, one.name)) for size in found.sizes)
            rows.append([one.name, f"{found.exponent:.3f}", fit, sizes, peaks])
    explained = f"""CPU seconds = start + factor · N^exponent, N being records. The start is the median over
{START} records; exponent and factor are the least squares on logarithms of what the medians have above it."""
    return f"{explained}\n\n" + table("what | exponent | CPU seconds | fitted over N | MB at each N", rows)


def _network(results: Results, size: int) -> str:
    found = results.networks[size]
    texts = []
    theirs, ours = good(found.get("networkx", [])), good(found.get("kg", found.get("kg without betweenness", [])))
    if ours:
        names = measures(ours[0])
        rows = [
            [name, *_sides(*([measures(run)[name].cpu for run in runs] for runs in (theirs, ours))), of.by]
            for name, of in names.items()
        ]
        rows.append(["**all**", *_sides(*([all_measures(run) for run in runs] for runs in (theirs, ours))), ""])
        texts.append(table("measure | networkx, CPU seconds | kg, CPU seconds | ratio | computed by", rows))
    rows = []
    for name, runs in found.items():
        if isinstance(runs, str):
            rows.append([name, "–", "–", "–", runs])
        elif runs:
            inside = spread([all_measures(run) for run in runs])
            whole = spread([run.cpu for run in runs])
            shown = "–" if name.startswith("centrality") else inside.text()
            rows.append([name, str(len(runs)), shown, whole.text(), _peak(results, runs) + " MB"])
    texts.append(table("whole processes | runs | CPU seconds of the measures | of the process | memory", rows))
    return "\n\n".join(texts)


def _sides(theirs: list[float], ours: list[float]) -> list[str]:
    """CPU seconds of both sides, and the ratio of the pairs; dashes where there is one side alone."""
    pairs = [one / max(other, 1e-9) for one, other in zip(theirs, ours, strict=False)]
    texts = [spread(side).text(3) if side else "–" for side in (theirs, ours)]
    return [*texts, f"{spread(pairs).text()} ×" if pairs else "–"]


def _pages(results: Results) -> str:
    rows = []
    for size, found in sorted(results.pages.items()):
        ours = good(found["kg view"])
        for name, runs in found.items():
            rows.append([f"{size:,}", name, *_short(results, runs), _against(runs, ours) if name != "kg view" else "–"])
    explained = """`kg view` reads the graph, computes positions and writes a page that opens offline. pyvis reads the
records and leaves positions to the browser, which then takes minutes past about 1,500 nodes."""
    return f"{explained}\n\n" + table("nodes | what | runs | CPU seconds | MB | CPU against kg", rows)


def _startup(results: Results) -> str:
    rows = []
    for name, runs in results.startup.items():
        walls = [run.wall for run in good(runs)]
        rows.append([name, *_short(results, runs), spread(walls).text() if walls else "–"])
    return table("what | runs | CPU seconds | MB | wall seconds", rows)


def _peak(results: Results, runs: list[Run]) -> str:
    largest = max(run.peak for run in runs)
    return f"{'≤ ' if largest <= results.own_peak else ''}{number(largest)}"


def _short(results: Results, runs: Runs) -> list[str]:
    if isinstance(runs, str):
        return ["–", runs, "–"]
    return [str(len(runs)), spread([run.cpu for run in runs]).text(3), _peak(results, runs)]


def _against(runs: Runs, ours: list[Run]) -> str:
    found = ratio(good(runs), ours)
    return "–" if found is None else f"{found.text()} ×"
