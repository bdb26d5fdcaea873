"""The bench's own arithmetic: ratios pair by pair, growth, verdicts; and runs that fail are told, not hidden."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import msgspec
import pytest

from bench import contestants as who
from bench import report
from bench.environments import PINS, pinned
from bench.goals import GOALS
from bench.measure import FailedError, Run, in_turn, run
from bench.results import START, Results

if TYPE_CHECKING:
    from pathlib import Path

    from bench.measure import Runs


def runs(*seconds: float, peak: float = 50) -> list[Run]:
    return [Run(one, one, peak) for one in seconds]


def some_results() -> Results:
    """Runs whose CPU seconds are 0.5 + 10⁻⁴ · N for kg, three times that for rdflib's Turtle, and no maplib."""
    results = Results()
    for size in (START, 1_000, 10_000, 100_000):
        ours = 0.5 + 1e-4 * size
        results.statements[size] = 40 * size
        results.conversions[size] = {
            who.KG_NT: runs(ours - 0.01, ours, ours + 0.01),
            who.KG_TTL: runs(ours),
            who.THE_FLOOR: runs(ours / 5, ours / 4, ours / 4),
            who.RDFLIB_TTL: runs(3 * ours),
            who.MAPLIB: "it can't be installed",
        }
    return results


def test_a_ratio_is_taken_pair_by_pair() -> None:
    results = Results(conversions={10: {"a": runs(1, 4, 9), "b": runs(1, 2, 3)}})
    assert results.ratio(10, "a", "b") == (1, 2, 3)
    assert results.ratio(10, "a", "nobody") is None


def test_growth_is_the_exponent_of_what_lies_above_the_start() -> None:
    measured: dict[int, dict[str, Runs]] = {START: {"a": runs(0.5)}}
    for size in (1_000, 10_000, 100_000):
        measured[size] = {"a": runs(0.5 + 2e-7 * size**1.5)}
    results = Results(conversions=measured)
    found = results.growth("a")
    assert found is not None
    assert found.exponent == pytest.approx(1.5)
    assert found.factor == pytest.approx(2e-7)
    assert results.growth("nobody") is None


def test_each_goal_is_met_or_missed_by_a_factor_or_not_measured() -> None:
    verdicts = {goal.title: goal.verdict(some_results()) for goal in GOALS}
    assert verdicts["rdflib's Turtle against ours, 10,000 records"] == ("3.00 ×", "**missed**, by a factor of 16.7")
    assert verdicts["Growth of CPU time, exponent of N"][1] == "met"
    assert verdicts["maplib against ours, 100,000 records"] == ("–", "not measured in this run")


def test_the_report_tells_reasons_and_whoever_could_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    why = tmp_path / "why.md"
    why.write_text("# Why\n\n## Against the floor, 100,000 records\n\nBecause of the checks.\n\n## Nothing\n\nNo.\n")
    monkeypatch.setattr(report, "WHY", why)
    text = report.report(some_results(), small=False)
    assert "**Against the floor, 100,000 records.** Because of the checks." in text
    assert "it can't be installed" in text
    assert "up to 10,000 only" in text
    assert "No." not in text.split("## Records")[0].split("Because of the checks.")[1]


def test_reasons_are_given_only_for_goals_that_there_are() -> None:
    assert set(report.reasons()) <= {goal.title for goal in GOALS}


def test_results_can_be_kept_and_read_again() -> None:
    results = some_results()
    assert msgspec.json.decode(msgspec.json.encode(results), type=Results) == results


def test_a_run_counts_the_cpu_of_children_and_says_what_was_printed() -> None:
    busy = "import time\nwhile time.process_time() < 0.3: pass\nprint('done')"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy!r}], check=True)"
    nested = run([sys.executable, "-c", child])
    assert nested.output == "done\n"
    assert nested.cpu >= 0.3
    assert nested.peak > 1


def test_a_run_that_fails_or_lasts_is_told_in_a_sentence() -> None:
    with pytest.raises(FailedError, match="exit code 3: it broke"):
        run(["sh", "-c", "echo it broke >&2; exit 3"])
    with pytest.raises(FailedError, match="more than 0 s"):
        run(["sleep", "60"], limit=0.2)


def test_who_fails_is_left_out_and_the_others_go_on() -> None:
    def fails() -> Run:
        raise FailedError("no such thing")

    once = iter([Run(1, 1, 1)])

    def slows() -> Run:
        for first in once:
            return first
        raise FailedError("more than 300 s")

    found = in_turn({"bad": fails, "good": lambda: Run(1, 1, 1), "slow": slows}, 3)
    assert found["bad"] == "no such thing"
    assert len(found["good"]) == 3
    assert found["slow"] == [Run(1, 1, 1)]


def test_only_a_script_that_broke_is_a_fault_of_the_bench() -> None:
    results = Results(
        conversions={10: {"a": "passed over in a small run: why", "b": runs(1)}},
        networks={10: {"kg": "more than 300 s"}},
    )
    assert results.broken == []
    results.pages[10] = {"pyvis": "exit code 1: it broke"}
    assert results.broken == ["exit code 1: it broke"]


def test_every_peer_has_its_environment_pinned() -> None:
    peers = {one.peer for one in who.CONTESTANTS if one.peer} | {"networkx", "pyvis"}
    assert {path.stem for path in PINS.glob("*.txt")} == peers
    for peer in peers:
        assert pinned(peer)
        lines = (PINS / f"{peer}.txt").read_text("utf-8").splitlines()
        assert all("==" in line and "/" not in line for line in lines)
