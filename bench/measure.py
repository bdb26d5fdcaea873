"""How a process is measured: CPU seconds of it and of all its children, wall-clock seconds, and its peak of memory."""

from __future__ import annotations

import os
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

ROOT: Final = Path(__file__).resolve().parent.parent

# No peer reports home, and a hash seed makes each run do the same work.
_ENVIRONMENT: Final = {
    **os.environ,
    "DO_NOT_TRACK": "1",
    "OTEL_SDK_DISABLED": "true",
    "PYTHONHASHSEED": "0",
    "PYTHONPATH": str(ROOT),
    "PYTHONWARNINGS": "ignore",
}


PASSED_OVER: Final = "passed over in a small run"
TOO_SLOW: Final = "more than"
"""How sentences begin that tell of no fault."""


class Run(NamedTuple):
    """One process from its start to its end: seconds, megabytes (10⁶ bytes), and what it wrote on standard output.

    Linux counts a child's peak from its parent's memory at the fork, so that a peak below the bench's own can't be
    told: `peak` is then an upper bound.
    """

    wall: float
    cpu: float
    peak: float
    output: str = ""


class FailedError(Exception):
    """A process that ended badly or took too long; its text is a sentence for the report."""


def run(command: Sequence[str | Path], limit: float = 1800) -> Run:
    """Run a command in the folder of the checkout. Raises `FailedError` for a bad end and past `limit` wall seconds."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output, tempfile.TemporaryFile("w+") as errors:
        started = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=ROOT,
            env=_ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors,
            start_new_session=True,
        )
        late = threading.Event()
        timer = threading.Timer(limit, _end, (process.pid, late))
        timer.start()
        try:
            _, status, used = os.wait4(process.pid, 0)
        except BaseException:
            _end(process.pid, late)
            raise
        finally:
            timer.cancel()
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if late.is_set():
            raise FailedError(f"{TOO_SLOW} {limit:.0f} s")
        output.seek(0)
        errors.seek(0)
        if process.returncode:
            lines = errors.read().strip().splitlines() or ["no word of why"]
            raise FailedError(f"exit code {process.returncode}: {lines[-1][:200]}")
        return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 / 1e6, output.read())


def _end(pid: int, late: threading.Event) -> None:
    late.set()
    os.killpg(pid, signal.SIGKILL)


def own_peak() -> float:
    """The bench's own peak of memory in megabytes: what is measured below it is an upper bound."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


Runs = list[Run] | str
"""The runs of one contestant, or the sentence that says why there are none."""


def in_turn(contestants: Mapping[str, Callable[[], Run]], repeats: int) -> dict[str, Runs]:
    """Run all of them A B C, A B C, …, so that a machine whose speed drifts gives the same ratios.

    Whoever fails is left out from then on, with the reason; who is only too slow once keeps the runs before.
    """
    results: dict[str, Runs] = {name: [] for name in contestants}
    left = dict(contestants)
    for number in range(repeats):
        for name, once in list(left.items()):
            try:
                done = once()
            except FailedError as error:
                del left[name]
                say(f"  {name} {number + 1}/{repeats}: {error}")
                if not (results[name] and str(error).startswith(TOO_SLOW)):
                    results[name] = str(error)
            else:
                results[name] = [*good(results[name]), done]
                say(f"  {name} {number + 1}/{repeats}: {done.cpu:.2f} CPU s, {done.peak:.0f} MB")
    return results


def good(runs: Runs) -> list[Run]:
    """The runs, or none."""
    return [] if isinstance(runs, str) else runs


def say(text: str) -> None:
    """Tell whoever watches."""
    print(text, file=sys.stderr, flush=True)


class Spread(NamedTuple):
    """The minimum, the median and the maximum of some values."""

    low: float
    middle: float
    high: float

    def text(self, digits: int = 2) -> str:
        """The three with so many digits, or fewer where they would say nothing."""
        return " / ".join(number(value, digits) for value in self)


def number(value: float, digits: int = 2) -> str:
    """A number for a table: three significant digits at most."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.{1 if value >= 10 else digits}f}"  # noqa: PLR2004 — digits


def spread(values: Sequence[float]) -> Spread:
    """The spread of some values, of which there is at least one."""
    return Spread(min(values), statistics.median(values), max(values))
