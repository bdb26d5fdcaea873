"""What was measured in one run of the bench, and what follows from it: ratios, rates, growth."""

from __future__ import annotations

import json
import math
from typing import Final, NamedTuple

from msgspec import Struct, field

from bench.measure import PASSED_OVER, TOO_SLOW, Run, Runs, Spread, good, spread

START: Final = 10
"""Records of the workload that tells what a process costs before it has anything to do."""


class Growth(NamedTuple):
    """CPU seconds = `start` + `factor` · N ** `exponent`, fitted by least squares on the logarithms."""

    exponent: float
    factor: float
    start: float
    sizes: tuple[int, ...]


class Results(Struct):
    """All runs of a command, by size of the workload and by name; a sentence stands where there are no runs.

    `own_peak` is the bench's own peak of memory in megabytes: what is measured below it is an upper bound.
    """

    command: str = ""
    own_peak: float = 0.0
    conversions: dict[int, dict[str, Runs]] = field(default_factory=dict)
    statements: dict[int, int] = field(default_factory=dict)
    networks: dict[int, dict[str, Runs]] = field(default_factory=dict)
    pages: dict[int, dict[str, Runs]] = field(default_factory=dict)
    startup: dict[str, Runs] = field(default_factory=dict)

    @property
    def sizes(self) -> list[int]:
        """The sizes of the workloads, but for the one that only tells the start."""
        return sorted(size for size in self.conversions if size != START)

    @property
    def broken(self) -> list[str]:
        """Why contestants have no runs, but for those that were passed over or were too slow."""
        groups = [self.startup]
        for by_size in (self.conversions, self.networks, self.pages):
            groups += by_size.values()
        reasons = [runs for group in groups for runs in group.values() if isinstance(runs, str)]
        return [reason for reason in reasons if not reason.startswith((PASSED_OVER, TOO_SLOW))]

    def runs(self, size: int, name: str) -> list[Run]:
        """The runs of a contestant, none where there are none."""
        return good(self.conversions.get(size, {}).get(name, []))

    def ratio(self, size: int, name: str, other: str) -> Spread | None:
        """The CPU seconds of one against those of another, pair by pair of runs in turn."""
        return ratio(self.runs(size, name), self.runs(size, other))

    def rate(self, size: int, name: str) -> Spread | None:
        """Statements in a CPU second."""
        runs = self.runs(size, name)
        return spread([self.statements[size] / run.cpu for run in runs]) if runs else None

    def growth(self, name: str) -> Growth | None:
        """How CPU seconds grow with the number of records, given at least two sizes."""
        base = self.runs(START, name)
        start = spread([run.cpu for run in base]).middle if base else 0.0
        medians = {
            size: spread([run.cpu for run in runs]).middle - start
            for size in self.sizes
            if (runs := self.runs(size, name))
        }
        points = [(size, seconds) for size, seconds in medians.items() if seconds > 0]
        if len(points) < 2:  # noqa: PLR2004 — a line has two ends
            return None
        exponent, factor = fitted([(math.log(size), math.log(seconds)) for size, seconds in points])
        return Growth(exponent, math.exp(factor), start, tuple(size for size, _ in points))


def ratio(ones: list[Run], others: list[Run]) -> Spread | None:
    """CPU seconds of one run against the other's of the same turn."""
    pairs = list(zip(ones, others, strict=False))
    return spread([one.cpu / max(other.cpu, 1e-9) for one, other in pairs]) if pairs else None


def fitted(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Slope and intercept of the line of least squares."""
    count = len(points)
    mean_x, mean_y = sum(x for x, _ in points) / count, sum(y for _, y in points) / count
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / sum((x - mean_x) ** 2 for x, _ in points)
    return slope, mean_y - slope * mean_x


class Measure(NamedTuple):
    """CPU seconds of a measure of a network, and who computed it."""

    cpu: float
    by: str


def measures(run: Run) -> dict[str, Measure]:
    """The measures that a process of `bench.networks` printed."""
    lines = [json.loads(line) for line in run.output.splitlines()]
    return {line["measure"]: Measure(line["cpu"], line["by"]) for line in lines}


def all_measures(run: Run) -> float:
    """The CPU seconds of all measures together."""
    return sum(measure.cpu for measure in measures(run).values())
