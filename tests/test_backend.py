"""The backend gives what networkx gives, on a hundred random graphs, and leaves to networkx what it can't do."""

from __future__ import annotations

import math
import random
import subprocess
import sys
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any, Final

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.network.backend import ENGINES, info, interface
from kg.network.backend.measures import SHALLOW
from tests.graphs import random_graph, random_graphs
from tests.strategies import STEADY

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES: Final[list[tuple[str, dict[str, Any]]]] = [
    ("betweenness_centrality", {}),
    ("betweenness_centrality", {"normalized": False}),
    ("betweenness_centrality", {"weight": "weight"}),
    ("closeness_centrality", {}),
    ("closeness_centrality", {"wf_improved": False}),
    ("closeness_centrality", {"distance": "weight"}),
    ("harmonic_centrality", {}),
    ("harmonic_centrality", {"distance": "weight"}),
    ("pagerank", {"tol": 1e-12, "max_iter": 1000}),
    ("pagerank", {"tol": 1e-12, "max_iter": 1000, "weight": None, "alpha": 0.5}),
    ("core_number", {}),
    ("constraint", {}),
    ("constraint", {"weight": "weight"}),
    ("effective_size", {}),
    ("triangles", {}),
    ("clustering", {}),
]
TIGHT: Final[dict[str, Any]] = {"tol": 1e-12, "max_iter": 20_000}
WITHOUT_IGRAPH: Final = sorted(name for name, engine in ENGINES.items() if not engine.startswith("igraph"))


@pytest.fixture(autouse=True)
def no_word_of_the_cache() -> Iterator[None]:
    """Without the warning of networkx at the second use of a graph that it converted once."""
    with nx.config(warnings_to_ignore={"cache"}):
        yield


@pytest.fixture
def without_igraph(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "igraph", None)


def same(own: dict[Any, float], other: dict[Any, float]) -> bool:
    """Whether two measures are of the same nodes, and equal at 1e-9, NaN where NaN is."""
    assert set(own) == set(other)
    return all(
        (math.isnan(value) and math.isnan(own[node])) or math.isclose(own[node], value, rel_tol=1e-9, abs_tol=1e-9)
        for node, value in other.items()
    )


def by_networkx(name: str, graph: nx.Graph[str], arguments: dict[str, Any]) -> dict[str, float]:
    try:
        found: dict[str, float] = getattr(nx, name)(graph, **arguments)
    except (ValueError, nx.NetworkXError):
        # It fails on a graph without nodes where it makes a matrix.
        assert not graph
        return {}
    return found


# ---- equal to networkx -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "arguments"), CASES, ids=str)
def test_a_measure_is_that_of_networkx_on_a_hundred_graphs(name: str, arguments: dict[str, Any]) -> None:
    for graph in random_graphs():
        own = getattr(nx, name)(graph, backend="kg", **arguments)
        assert same(own, by_networkx(name, graph, arguments)), list(graph.edges(data=True))


@pytest.mark.parametrize("weight", [None, "weight"])
def test_eigenvector_centrality_is_that_of_networkx_on_a_hundred_graphs(weight: str | None) -> None:
    for graph in random_graphs()[1:]:
        try:
            expected = nx.eigenvector_centrality(graph, weight=weight, **TIGHT)
        except nx.PowerIterationFailedConvergence:
            with pytest.raises(nx.PowerIterationFailedConvergence):
                nx.eigenvector_centrality(graph, weight=weight, backend="kg", **TIGHT)
        else:
            assert same(nx.eigenvector_centrality(graph, weight=weight, backend="kg", **TIGHT), expected)


def test_components_and_bridges_are_those_of_networkx_on_a_hundred_graphs() -> None:
    for graph in random_graphs():
        assert list(nx.connected_components(graph, backend="kg")) == list(nx.connected_components(graph))
        assert nx.number_connected_components(graph, backend="kg") == nx.number_connected_components(graph)
        assert set(nx.bridges(graph, backend="kg")) == set(nx.bridges(graph))
        if graph:
            assert nx.is_connected(graph, backend="kg") is nx.is_connected(graph)


@pytest.mark.parametrize("name", ["is_connected", "eigenvector_centrality"])
def test_what_networkx_has_no_answer_to_has_none_here(name: str) -> None:
    for backend in ("networkx", "kg"):
        with pytest.raises(nx.NetworkXPointlessConcept):
            getattr(nx, name)(nx.Graph(), backend=backend)


@STEADY
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)).filter(lambda pair: pair[0] != pair[1]), max_size=40))
def test_any_graph_has_the_measures_of_networkx(edges: list[tuple[int, int]]) -> None:
    graph: nx.Graph[int] = nx.Graph(edges)
    graph.add_node(99)
    for name, arguments in CASES:
        assert same(getattr(nx, name)(graph, backend="kg", **arguments), getattr(nx, name)(graph, **arguments)), name


@pytest.mark.parametrize("size", [2 * SHALLOW, 4 * SHALLOW])
def test_a_long_chain_has_the_betweenness_of_networkx(size: int) -> None:
    graph = nx.path_graph(size)
    assert same(nx.betweenness_centrality(graph, backend="kg"), nx.betweenness_centrality(graph))


def test_a_view_of_a_part_is_measured_as_that_part() -> None:
    part = nx.karate_club_graph().subgraph(range(12))
    assert same(nx.betweenness_centrality(part, backend="kg"), nx.betweenness_centrality(part))


# ---- communities: as good as networkx's, not the same ----------------------------------------------------------------


def modularity_of(graph: nx.Graph[Any], parts: list[set[Any]]) -> float:
    found: float = nx.community.modularity(graph, parts)
    return found


@pytest.mark.parametrize("name", ["louvain_communities", "leiden_communities"])
def test_communities_are_as_good_as_networkx_finds(name: str) -> None:
    for graph in (
        nx.karate_club_graph(),
        nx.les_miserables_graph(),
        nx.gaussian_random_partition_graph(90, 9, 9, 0.6, 0.02, seed=1),
    ):
        best = max(modularity_of(graph, nx.community.louvain_communities(graph, seed=seed)) for seed in range(5))
        parts = getattr(nx.community, name)(graph, seed=1, backend="kg")
        assert sorted(node for part in parts for node in part) == sorted(graph)
        assert modularity_of(graph, parts) > 0.97 * best


@pytest.mark.parametrize("name", ["louvain_communities", "leiden_communities"])
def test_communities_are_the_same_for_a_seed_and_leave_the_global_generator_alone(name: str) -> None:
    graph = nx.gnm_random_graph(120, 400, seed=3)
    random.seed(7)
    before = random.getstate()
    found = [getattr(nx.community, name)(graph, seed=seed, backend="kg") for seed in (5, 5, 6, 8)]
    assert random.getstate() == before
    assert found[0] == found[1]
    assert any(found[0] != other for other in found[2:])


@pytest.mark.parametrize("name", ["louvain_communities", "leiden_communities"])
def test_communities_of_graphs_without_edges_are_single_nodes(name: str) -> None:
    assert getattr(nx.community, name)(nx.empty_graph(3), seed=1, backend="kg") == [{0}, {1}, {2}]
    assert getattr(nx.community, name)(nx.Graph(), seed=1, backend="kg") == []


def test_leiden_stops_after_as_many_rounds_as_it_may() -> None:
    graph = nx.karate_club_graph()
    assert nx.community.leiden_communities(graph, seed=1, max_level=1, backend="kg")
    with pytest.raises(ValueError, match="max_level"):
        nx.community.leiden_communities(graph, seed=1, max_level=0, backend="kg")


# ---- what is left to networkx ----------------------------------------------------------------------------------------


def _double(*_: object) -> float:
    return 2


LEFT: Final[list[tuple[str, nx.Graph[Any], dict[str, Any]]]] = [
    ("betweenness_centrality", nx.path_graph(3, create_using=nx.DiGraph), {}),
    ("closeness_centrality", nx.path_graph(3, create_using=nx.MultiGraph), {}),
    ("constraint", nx.Graph([(0, 0), (0, 1)]), {}),
    ("betweenness_centrality", nx.path_graph(5), {"endpoints": True}),
    ("betweenness_centrality", nx.path_graph(5), {"k": 2, "seed": 1}),
    ("betweenness_centrality", nx.path_graph(5), {"weight": _double}),
    ("betweenness_centrality", nx.Graph([(0, 1, {"weight": 0}), (1, 2)]), {"weight": "weight"}),
    ("closeness_centrality", nx.path_graph(5), {"u": 1}),
    ("harmonic_centrality", nx.path_graph(5), {"nbunch": [1]}),
    ("pagerank", nx.path_graph(5), {"personalization": {1: 1}}),
    ("effective_size", nx.Graph([(0, 1, {"weight": 3}), (1, 2)]), {"weight": "weight"}),
    ("clustering", nx.Graph([(0, 1, {"weight": 3}), (1, 2)]), {"weight": "weight"}),
    ("triangles", nx.complete_graph(4), {"nodes": 1}),
]


@pytest.mark.parametrize(
    ("name", "graph", "arguments"),
    LEFT,
    ids=lambda value: getattr(value, "__name__", None) or str(value).partition(" at 0x")[0],
)
def test_what_the_engines_cannot_do_networkx_does(name: str, graph: nx.Graph[Any], arguments: dict[str, Any]) -> None:
    with pytest.raises(NotImplementedError):
        getattr(nx, name)(graph, backend="kg", **arguments)
    expected = getattr(nx, name)(graph, **arguments)
    with nx.config(backend_priority=["kg"]):
        assert getattr(nx, name)(graph, **arguments) == expected


def test_a_weight_that_is_no_number_is_an_error_of_networkx_alone() -> None:
    graph: nx.Graph[int] = nx.Graph([(0, 1, {"weight": "heavy"})])
    with pytest.raises(NotImplementedError):
        nx.betweenness_centrality(graph, weight="weight", backend="kg")


def test_only_what_is_worthwhile_is_converted_where_networkx_may_choose() -> None:
    assert interface.should_run("pagerank", [nx.path_graph(100)], {}) is True
    assert isinstance(interface.should_run("pagerank", [], {"G": nx.path_graph(99)}), str)
    assert isinstance(interface.should_run("is_connected", [nx.path_graph(100)], {}), str)
    assert interface.should_run("is_connected", [interface.convert_from_nx(nx.path_graph(100))], {}) is True


@pytest.mark.usefixtures("without_igraph")
def test_without_igraph_numpy_and_scipy_do_what_they_can() -> None:
    graph = random_graph(31)
    assert WITHOUT_IGRAPH[:3] == ["betweenness_centrality", "closeness_centrality", "connected_components"]
    for name, arguments in CASES:
        if name in WITHOUT_IGRAPH and "weight" not in arguments:
            assert same(getattr(nx, name)(graph, backend="kg", **arguments), by_networkx(name, graph, arguments))


@pytest.mark.usefixtures("without_igraph")
@pytest.mark.parametrize("name", sorted(set(ENGINES) - set(WITHOUT_IGRAPH) - {"leiden_communities"}))
def test_without_igraph_networkx_does_the_rest(name: str) -> None:
    function = getattr(nx, name, None) or getattr(nx.community, name)
    with pytest.raises(NotImplementedError):
        function(nx.path_graph(3), backend="kg")
    with nx.config(backend_priority=["kg"]):
        assert repr(function(nx.path_graph(3)))


@pytest.mark.usefixtures("without_igraph")
@pytest.mark.parametrize("arguments", [{}, {"weight": "weight"}], ids=str)
def test_without_igraph_long_chains_and_weighted_paths_are_left_to_networkx(arguments: dict[str, Any]) -> None:
    graph = nx.path_graph(200)
    with pytest.raises(NotImplementedError):
        nx.betweenness_centrality(graph, backend="kg", **arguments)
    with nx.config(backend_priority=["kg"]):
        assert nx.betweenness_centrality(graph, **arguments) == nx.betweenness_centrality(
            graph, backend="networkx", **arguments
        )


# ---- how networkx finds it -------------------------------------------------------------------------------------------


def test_a_fresh_interpreter_finds_the_backend_and_imports_no_engine_before_it_is_asked() -> None:
    code = (
        "import sys, networkx as nx\n"
        "assert not {'igraph', 'numpy', 'kg.network.backend.interface'} & set(sys.modules)\n"
        "print(nx.betweenness_centrality(nx.path_graph(3), backend='kg'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "{0: 0.0, 1: 1.0, 2: 0.0}\n"


def test_the_entry_points_name_the_functions_that_there_are() -> None:
    (backend,), (told,) = (entry_points(group=f"networkx.{group}", name="kg") for group in ("backends", "backend_info"))
    assert backend.load() is interface
    assert told.load() is info
    functions = info()["functions"]
    assert isinstance(functions, dict)
    assert set(functions) == set(ENGINES) <= set(dir(interface))
    assert all(text["additional_docs"].startswith("Runs on ") for text in functions.values())


def test_a_converted_graph_is_measured_as_it_is() -> None:
    graph = random_graph(31)
    converted = interface.convert_from_nx(graph, edge_attrs={"weight": 1})
    assert interface.convert_from_nx(converted) is converted
    assert same(nx.pagerank(converted, backend="kg"), nx.pagerank(graph))
    assert same(nx.closeness_centrality(converted, backend="kg"), nx.closeness_centrality(graph))
