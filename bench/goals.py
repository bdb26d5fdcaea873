"""The goals of speed and scale, each held against what was measured: met or missed, and by how much."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from bench.contestants import KG_NT, KG_TTL, MAPLIB, MORPH, RDFLIB_TTL, THE_FLOOR
from bench.measure import good, number, spread
from bench.results import all_measures

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.measure import Spread
    from bench.results import Results

LARGE: Final = (100_000, 1_000_000)


class Goal(NamedTuple):
    """A bound on a value; `value` gives None where this run didn't measure it. `why.md` speaks of it by its title."""

    title: str
    sign: Literal["≤", "≥"]
    bound: float
    unit: str
    value: Callable[[Results], float | None]

    def verdict(self, results: Results) -> tuple[str, str]:
        """What was measured, and whether the goal is met."""
        value = self.value(results)
        if value is None:
            return "–", "not measured in this run"
        met = value >= self.bound if self.sign == "≥" else value <= self.bound
        factor = self.bound / value if self.sign == "≥" else value / self.bound
        verdict = "met" if met else f"**missed**, by a factor of {number(factor)}"
        return f"{number(value)}{self.unit}", verdict

    @property
    def text(self) -> str:
        """The bound in words."""
        return f"{self.sign} {number(self.bound)}{self.unit}"


def _middle(found: Spread | None) -> float | None:
    return None if found is None else found.middle


def _rate(size: int) -> Callable[[Results], float | None]:
    def value(results: Results) -> float | None:
        found = results.rate(size, KG_NT)
        return None if found is None else found.middle / 1e6

    return value


def _ratio(size: int, one: str, other: str) -> Callable[[Results], float | None]:
    return lambda results: _middle(results.ratio(size, one, other))


def _peak(results: Results) -> float | None:
    runs = results.runs(1_000_000, KG_NT)
    return max(run.peak for run in runs) if runs else None


def _exponent(results: Results) -> float | None:
    grown = results.growth(KG_NT)
    return None if grown is None else grown.exponent


def _networks_ratio(results: Results) -> float | None:
    found = results.networks.get(10_000, {})
    pairs = list(zip(good(found.get("networkx", [])), good(found.get("kg", [])), strict=False))
    return spread([all_measures(one) / all_measures(other) for one, other in pairs]).middle if pairs else None


def _networks_large(results: Results) -> float | None:
    runs = good(results.networks.get(100_000, {}).get("kg without betweenness", []))
    return spread([all_measures(run) for run in runs]).middle if runs else None


def _startup(name: str, wall: bool) -> Callable[[Results], float | None]:
    def value(results: Results) -> float | None:
        runs = good(results.startup.get(name, []))
        return spread([run.wall if wall else run.cpu for run in runs]).middle if runs else None

    return value


HELP: Final = "`kg --help`"
SEED: Final = "`kg build` of the checkout's own records"

GOALS: Final = (
    *(Goal(f"Million statements a CPU second, {size:,} records", "≥", 1, " M", _rate(size)) for size in LARGE),
    *(Goal(f"Against the floor, {size:,} records", "≤", 2.5, " ×", _ratio(size, KG_NT, THE_FLOOR)) for size in LARGE),
    Goal("rdflib's Turtle against ours, 10,000 records", "≥", 50, " ×", _ratio(10_000, RDFLIB_TTL, KG_TTL)),
    Goal("morph-kgc against ours, 100,000 records", "≥", 10, " ×", _ratio(100_000, MORPH, KG_NT)),
    Goal("maplib against ours, 100,000 records", "≥", 10, " ×", _ratio(100_000, MAPLIB, KG_NT)),
    Goal("Peak of memory, 1,000,000 records", "≤", 120, " MB", _peak),
    Goal("Growth of CPU time, exponent of N", "≤", 1.05, "", _exponent),
    Goal("networkx against kg, all measures, 10,000 records", "≥", 25, " ×", _networks_ratio),
    Goal("All measures but exact betweenness, 100,000 records", "≤", 30, " CPU s", _networks_large),
    Goal("`kg --help`", "≤", 0.08, " CPU s", _startup(HELP, wall=False)),
    Goal("`kg build` of the checkout's own records", "≤", 2, " s", _startup(SEED, wall=True)),
)
"""Every goal, in the order of the report."""
