"""Large networks have the same measures as small ones, and say so where they are estimated."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import given, settings

from kg.cli import kg
from kg.errors import DataError
from kg.network import centrality, large, paths, spectral
from kg.network.centrality import COLUMNS, ERROR, Centrality, centralities, estimated
from kg.network.incidence import Ties
from kg.network.project import two_mode
from kg.pipeline.opened import Graph
from kg.vocab import kgo
from tests.seed import seed_store
from tests.strategies import STEADY
from tests.test_centrality import close, column
from tests.test_project import southern_women, ties

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.network.incidence import Incidence
    from kg.network.project import Tie


@pytest.fixture(scope="module", autouse=True)
def every_network_is_large() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(centrality, "SMALL", 0)
        yield


@pytest.fixture
def sampled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large, "EXACT_WORK", 0)
    monkeypatch.setattr(large, "SOURCES", 100)


@pytest.fixture
def vast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large, "REACH_WORK", 0)
    monkeypatch.setattr(large, "FARNESS_SOURCES", 100)


def table(pairs: Iterable[Tie]) -> Incidence:
    gathered = Ties()
    gathered.add_pairs(pairs)
    return gathered.incidence()


def by_networkx(pairs: list[Tie]) -> list[Centrality]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(centrality, "SMALL", 1_000_000)
        return centralities(two_mode(pairs))


def fans(count: int) -> list[Tie]:
    """Organisations in pairs, half of the pairs with a hub: more than a sample's sources take in."""
    return [(f"a{n}", f"o{m}") for n in range(count) for m in ({n, n + 1} if n % 2 else {0, n})]


@settings(STEADY, max_examples=50)
@given(ties().filter(bool))
def test_any_table_has_the_measures_that_networkx_gives(pairs: list[Tie]) -> None:
    expected = {row.organization: row for row in by_networkx(pairs)}
    for rows in (centralities(table(pairs)), centralities(two_mode(pairs))):
        assert {row.organization for row in rows} == set(expected)
        for row in rows:
            other = expected[row.organization]
            assert (row.agreements, row.partners) == (other.agreements, other.partners)
            assert tuple(row.measures) == COLUMNS
        for name in set(COLUMNS) - {"eigenvector"}:
            assert close(column(rows, name), column(list(expected.values()), name)), name


def test_the_southern_women_have_the_eigenvector_that_networkx_gives_them() -> None:
    graph = southern_women()
    pairs = [(event, woman) for event in graph if graph.nodes[event]["mode"] == 0 for woman in graph[event]]
    assert close(column(centralities(table(pairs)), "eigenvector"), column(by_networkx(pairs), "eigenvector"))


def test_the_ranks_of_a_large_network_stand_still_one_by_one() -> None:
    count = 20_000
    incidence = table(
        (f"a{number}", f"o{body}") for number in range(count) for body in (number, number // 3, number // 7)
    )
    ones = incidence.shared.copy()
    ones.data[:] = 1.0
    ranks = spectral.pagerank(ones, alpha=0.85, max_iter=1000, tol=large.tolerance(count))
    settled = spectral.pagerank(ones, alpha=0.85, max_iter=1000, tol=1e-22)
    assert abs(ranks / settled - 1).max() < 1e-8


def test_nothing_has_no_rows_and_nothing_is_estimated() -> None:
    assert centralities(table([])) == []
    assert estimated([]) == {}
    assert estimated(centralities(table([("a", "o"), ("a", "p")]))) == {}


def test_a_small_table_is_measured_by_networkx_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = [("x", "a"), ("x", "b"), ("y", "b"), ("y", "c")]
    monkeypatch.setattr(centrality, "SMALL", 5)
    monkeypatch.delattr(large, "large_measures")
    assert centralities(table(pairs)) == by_networkx(pairs)


@pytest.mark.usefixtures("sampled")
def test_estimates_keep_their_bounds_and_say_that_they_are_estimates() -> None:
    pairs = fans(250)
    rows, exact = centralities(table(pairs)), {row.organization: row for row in by_networkx(pairs)}
    estimates = [name for name in rows[0].measures if name not in COLUMNS]
    assert estimates == ["betweenness" + ERROR, "two_mode_betweenness" + ERROR]
    for name in ("betweenness", "two_mode_betweenness"):
        off = {row.organization: abs(row.measures[name] - exact[row.organization].measures[name]) for row in rows}
        assert all(off[row.organization] <= row.measures[name + ERROR] for row in rows)
        assert max(off.values()) > 0
        assert max(row.measures[name + ERROR] for row in rows) < 0.5
    others = set(COLUMNS) - {"betweenness", "two_mode_betweenness", "eigenvector"}
    assert all(close(column(rows, name), column(list(exact.values()), name)) for name in others)
    said = estimated(rows)
    assert list(said) == estimates
    assert said["betweenness_error"].startswith("betweenness is estimated: 95 % sure, every value is within 0.")


@pytest.mark.usefixtures("vast")
def test_estimated_closeness_keeps_its_bounds() -> None:
    pairs = [*fans(250), ("apart", "p1"), ("apart", "p2"), ("alone", "p3")]
    rows, exact = centralities(table(pairs)), {row.organization: row for row in by_networkx(pairs)}
    assert [name for name in rows[0].measures if name not in COLUMNS] == ["closeness_error", "two_mode_closeness_error"]
    for name in ("closeness", "two_mode_closeness"):
        off = {row.organization: abs(row.measures[name] - exact[row.organization].measures[name]) for row in rows}
        bounds = column(rows, name + ERROR)
        assert all(off[body] <= bounds[body] + 1e-12 for body in off)
        assert max(off.values()) > 0
        assert {bounds["p1"], bounds["p2"], bounds["p3"]} == {0.0}
        assert close({body: off[body] for body in ("p1", "p2", "p3")}, dict.fromkeys(("p1", "p2", "p3"), 0.0))


@pytest.mark.usefixtures("sampled")
def test_estimates_are_the_same_whatever_the_order_of_ties() -> None:
    pairs = fans(250)
    assert centralities(table(pairs)) == centralities(table(reversed(pairs))) == centralities(two_mode(pairs))


def test_the_bytes_hang_on_no_hash_seed_and_no_number_of_threads() -> None:
    code = (
        "from kg.network import centrality, large\n"
        "from tests.test_large import fans, table\n"
        "centrality.SMALL = large.EXACT_WORK = large.REACH_WORK = 0\n"
        "large.SOURCES = large.FARNESS_SOURCES = 100\n"
        "print(centrality.centralities(table(fans(250))))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "OMP_NUM_THREADS": threads, "OPENBLAS_NUM_THREADS": threads},
            capture_output=True,
            check=True,
            cwd=Path(__file__).parent.parent,
        ).stdout
        for seed, threads in [("1", "1"), ("2", "2")]
    }
    assert len(said) == 1
    assert b"two_mode_closeness_error" in said.pop()


def test_more_paths_than_can_be_counted_are_a_problem_of_the_data(monkeypatch: pytest.MonkeyPatch) -> None:
    def overflowing(*_: object) -> None:
        raise OverflowError

    monkeypatch.setattr(paths, "betweenness", overflowing)
    with pytest.raises(DataError, match="more shortest paths"):
        centralities(table(fans(3)))


@pytest.mark.usefixtures("sampled")
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--format", "csv"], ["betweenness", "two_mode_betweenness"]),
        (["--format", "csv", "--mode", "two-mode"], ["two_mode_betweenness"]),
        (["--format", "table"], ["betweenness"]),
    ],
    ids=str,
)
def test_the_command_says_which_of_its_columns_are_estimated(
    options: list[str], said: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "graph.nt"
    file.write_text("".join(f"<x:{one}> <{kgo.party}> <x:{other}> .\n" for one, other in fans(250)), encoding="utf-8")
    done = CliRunner().invoke(kg, ["centrality", "-g", str(file), *options])
    assert done.exit_code == 0
    assert [line.split()[0] for line in done.stderr.splitlines()] == said
    if "csv" in options:
        head = done.stdout.partition("\n")[0].split(",")
        assert head[-len(said) :] == [name + ERROR for name in said]


def test_what_takes_long_is_left_out_by_whoever_only_wants_to_look(monkeypatch: pytest.MonkeyPatch) -> None:
    incidence = table(southern_women().edges)
    assert large.costly(incidence) == ()
    whole = centralities(incidence)
    monkeypatch.setattr(large, "SHORT_WORK", 1_000)
    quick = centralities(incidence, quick=True)
    assert set(whole[0].measures) - set(quick[0].measures) == {"two_mode_betweenness"}
    for one, other in zip(quick, whole, strict=True):
        assert one.organization == other.organization
        assert one.measures == {name: other.measures[name] for name in one.measures}
        assert list(one.measures) == [name for name in COLUMNS if name != "two_mode_betweenness"]


def test_a_page_is_the_same_whether_its_network_was_measured_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large, "SHORT_WORK", 1)
    store = seed_store()
    fresh = Graph("-", store=store)
    measured = Graph("-", store=store, measured=centralities(fresh.incidence()))
    assert fresh.page() == measured.page()
    assert "two_mode_degree" in fresh.page()
    assert '"two_mode_betweenness":0' not in fresh.page()
