"""The compact table of ties is the two-mode graph and its projection, whatever the order in which ties come."""

from __future__ import annotations

import io
import math
import pickle
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError
from kg.network import incidence as module
from kg.network.incidence import Incidence, Ties, read_incidence, write_incidence
from kg.network.project import projection, two_mode
from tests.strategies import STEADY
from tests.test_project import ties

if TYPE_CHECKING:
    import random

    from kg.network.project import Tie


def table(pairs: list[Tie], *, names: bool = True) -> Incidence:
    gathered = Ties(names=names)
    gathered.add_pairs(pairs)
    return gathered.incidence()


def text(incidence: Incidence) -> str:
    stream = io.StringIO()
    write_incidence(incidence, stream)
    return stream.getvalue()


def read(lines: str) -> Ties:
    return read_incidence(io.StringIO(lines), "ties.csv", names=True)


@STEADY
@given(ties())
def test_the_table_has_every_tie_once(pairs: list[Tie]) -> None:
    own = table(pairs)
    assert sorted(own.pairs()) == sorted(set(pairs))
    assert own.organizations == sorted({organization for _, organization in pairs})
    assert own.agreements is not None
    assert sorted(own.agreements) == sorted({agreement for agreement, _ in pairs})


@STEADY
@given(ties())
def test_the_table_is_the_same_with_names_and_without(pairs: list[Tie]) -> None:
    named, nameless = table(pairs), table(pairs, names=False)
    assert nameless.agreements is None
    assert nameless.starts.tolist() == named.starts.tolist()
    assert nameless.parties.tolist() == named.parties.tolist()


@STEADY
@given(ties())
def test_the_table_is_projected_as_the_graph_is(pairs: list[Tie]) -> None:
    own, graph = table(pairs, names=False), two_mode(pairs)
    expected = projection(graph)
    names = own.organizations
    for matrix, weight in [(own.shared, "agreements"), (own.newman, "newman")]:
        found = {(names[one], names[other]): value for (one, other), value in matrix.todok().items()}
        assert {(one, other) for one, other in found if one < other} == {tuple(sorted(edge)) for edge in expected.edges}
        assert all(math.isclose(value, expected.edges[pair][weight]) for pair, value in found.items())
    counted = [(*sorted(edge), expected.edges[edge]["agreements"]) for edge in expected.edges]
    assert list(own.cosigners()) == sorted(counted)
    assert own.partners.tolist() == [len(expected[name]) for name in names]
    assert own.degrees.tolist() == [len(graph[name]) for name in names]


@STEADY
@given(ties(), st.randoms(use_true_random=False), st.booleans())
def test_neither_order_nor_repetition_nor_the_number_of_gatherers_changes_the_table(
    pairs: list[Tie], chance: random.Random, names: bool
) -> None:
    mixed = [*pairs, *pairs]
    chance.shuffle(mixed)
    gatherers = [Ties(names=names) for _ in range(3)]
    for pair in mixed:
        chance.choice(gatherers).add_pairs([pair])
    whole = Ties(names=names)
    for gatherer in gatherers:
        whole.merge(pickle.loads(pickle.dumps(gatherer)))  # noqa: S301 — pickled here
    assert text(whole.incidence()) == text(table(pairs, names=names))
    assert whole.incidence().agreements == table(pairs, names=names).agreements


def test_an_agreement_without_known_parties_is_none() -> None:
    gathered = Ties(names=True)
    gathered.add("lonely", [])
    gathered.add("a", ["o"])
    assert list(gathered.incidence().pairs()) == [("a", "o")]
    assert len(Ties().incidence().sizes) == 0
    assert len(Ties().incidence().organizations) == 0


def test_those_who_keep_names_and_those_who_do_not_are_not_mixed() -> None:
    with pytest.raises(ValueError, match="names"):
        Ties(names=True).merge(Ties())


def test_agreements_that_are_too_large_to_be_projected_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    own = table([("a", f"o{number}") for number in range(5)])
    monkeypatch.setattr(module, "MOST_PAIRS", 24)
    with pytest.raises(DataError, match="25 pairs of parties"):
        _ = own.shared


def test_a_table_of_ties_worked_by_hand() -> None:
    lines = 'agreement,organization\nx,a\nx,"b,c"\n'
    assert text(read(lines).incidence()) == lines
    assert text(table([("x", "b"), ("x", "a")], names=False)) == "agreement,organization\n0,a\n0,b\n"


# An IRI holds no control characters; a carriage return is the one that this would not survive.
NAMES: Final = st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"]), min_size=1)


@STEADY
@given(st.lists(st.tuples(NAMES, NAMES), max_size=5))
def test_a_written_table_is_read_again(pairs: list[Tie]) -> None:
    own = table(pairs)
    assert list(read(text(own)).incidence().pairs()) == list(own.pairs())


@pytest.mark.parametrize(
    ("lines", "line", "words"),
    [
        ("", 1, "begins with the line agreement,organization"),
        ("a,o\n", 1, "begins with the line agreement,organization"),
        ("agreement,organization\nx,a\nx\n", 3, "is an agreement and an organisation"),
        ("agreement,organization\nx,\n", 2, "is an agreement and an organisation"),
        ('agreement,organization\nx,a\n"x', 3, "this is no CSV"),
    ],
)
def test_a_table_that_is_none_is_refused_with_its_line(lines: str, line: int, words: str) -> None:
    with pytest.raises(DataError) as caught:
        read(lines)
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == ("ties.csv", line)
    assert words in problem.message
