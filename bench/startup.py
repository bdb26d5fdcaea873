"""How long a user waits for nothing: `kg --help` against importing click alone, and `kg build` of the seed agreement.

Run it with `make bench`. Each command is a whole process, warmed up once and then run in turn with its peer, so that a
machine whose speed drifts tells the same ratio. Writes bench/RESULTS.md.
"""

from __future__ import annotations

import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
KG = str(Path(sys.executable).with_name("kg"))
RUNS = 15


class Measured(NamedTuple):
    """Wall-clock and CPU seconds of one run."""

    wall: float
    cpu: float


def measure(command: list[str]) -> Measured:
    """Run a command to its end in the folder of the checkout."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Measured(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def in_turn(one: list[str], other: list[str], runs: int) -> tuple[list[Measured], list[Measured]]:
    """Measure two commands A B A B …, after one run of each that doesn't count."""
    measure(one)
    measure(other)
    pairs = [(measure(one), measure(other)) for _ in range(runs)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def spread(values: list[float], digits: int = 2) -> str:
    """The minimum, median and maximum."""
    return " / ".join(f"{value:.{digits}f}" for value in (min(values), statistics.median(values), max(values)))


def main() -> None:
    """Measure, print, and write the results."""
    helped, clicked = in_turn([KG, "--help"], [sys.executable, "-c", "import click"], RUNS)
    ratio = [ours.wall / theirs.wall for ours, theirs in zip(helped, clicked, strict=True)]
    with tempfile.TemporaryDirectory() as folder:
        builds = [measure([KG, "build", "-q", "-o", f"{folder}/{number}"]) for number in range(6)][1:]
    text = f"""# Results

Written by `make bench` on {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()},
kg {version("smartcity-kg")}. Each figure is minimum / median / maximum; seconds are of whole processes.

| what | runs | seconds | CPU seconds | against its peer |
|---|---|---|---|---|
| `python -c 'import click'` | {RUNS} | {spread([m.wall for m in clicked])} | {spread([m.cpu for m in clicked])} | |
| `kg --help` | {RUNS} | {spread([m.wall for m in helped])} | {spread([m.cpu for m in helped])} | {spread(ratio)} × |
| `kg build` of the seed agreement | 5 | {spread([m.wall for m in builds])} | {spread([m.cpu for m in builds])} | |

The goals: `kg --help` below 3 × `import click`; `kg build` of the seed below 2 s.
"""
    (ROOT / "bench" / "RESULTS.md").write_text(text, encoding="utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
