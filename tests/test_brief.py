"""What a briefing finds: every number again from its question, the subjects, and what it says of the seed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.errors import UsageError
from kg.pipeline.briefing.compose import briefing
from kg.pipeline.opened import Graph
from kg.views.brief.telling import document_of
from tests.briefings import SEED, SUBJECTS, counted, data_briefing, data_graph, figures, rows_of, seed_graph
from tests.seed import foreign, store_of

if TYPE_CHECKING:
    from kg.views.brief.wording import Language


@pytest.mark.parametrize("subject", SUBJECTS, ids=str)
def test_every_number_is_what_its_command_gives(subject: str | None) -> None:
    found = data_briefing(subject)
    rows = [rows_of(answer.command.replace(" -g -", "")) for answer in found.answers]
    numbers = list(figures(found))
    assert len(numbers) >= 10
    for figure in numbers:
        assert counted(figure.reading, rows, figure.answer) == pytest.approx(figure.value, abs=0), figure


@pytest.mark.parametrize("subject", SUBJECTS, ids=str)
def test_the_matrix_and_what_it_is_part_of_are_those_of_the_question(subject: str | None) -> None:
    matrix = data_briefing(subject).matrix
    assert (matrix is not None) == (subject is None)
    if matrix is not None:
        rows = rows_of("kg query -n bodies-by-field")
        known = {(row["organization"], row["field"]): int(row["agreements"]) for row in rows}
        for body, cells in zip(matrix.bodies, matrix.cells, strict=True):
            assert list(cells) == [known.get((body.iri, field.iri), 0) for field in matrix.fields]


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("subject", SUBJECTS, ids=str)
def test_every_number_leads_to_its_question_and_back(subject: str | None, language: Language) -> None:
    document = document_of(data_briefing(subject), language, drawn=False)
    lines = [document.coverage, *document.sentences, *document.gaps.lines, *(table.note for table in document.tables)]
    pieces = [piece for line in lines for piece in line]
    pieces += [piece for big in document.numbers for piece in (big.number, big.of) if piece]
    refs = [piece.ref for piece in pieces if piece.ref]
    entries = {entry.number: entry for entry in document.annex}
    assert refs
    for ref in refs:
        assert ref in entries[ref.entry].refs
    assert [entry.number for entry in document.annex] == list(range(1, len(entries) + 1))
    assert all(entry.command.startswith("kg ") and entry.rows is not None for entry in document.annex)


def test_of_the_whole_network_it_says_size_and_span_who_holds_it_and_what_stands_out() -> None:
    found = data_briefing()
    assert [saying.key for saying in found.sayings] == ["network-span", "network-holder", "field-ties"]
    assert found.sayings[0].slots["first"].text == "2014-10-30"  # type: ignore[union-attr]  # a day
    assert [headline.key for headline in found.headlines] == ["agreements-signed", "organizations", "once", "fields"]


def test_where_a_body_alone_ties_two_fields_it_says_so() -> None:
    (alone,) = [saying for saying in data_briefing("kepco").sayings if saying.key == "alone"]
    rows = rows_of("kg query -n ties-two-fields --param field=energy-efficiency --param other=overseas-expansion")
    assert [row["organization"].rpartition("/")[2] for row in rows] == ["kepco"]
    assert alone.slots["bodies"].value == 1  # type: ignore[union-attr]  # a figure


def test_the_seed_is_told_with_its_parties_its_fields_and_their_words() -> None:
    found = briefing(seed_graph(), SEED)
    assert [part.words.exact for part in found.parties if part.words][:2] == ["시흥시", "서울대학교"]
    assert len(found.parties) == 7
    assert len(found.fields) == 4
    assert [(headline.key, headline.figure.value) for headline in found.headlines] == [
        ("parties", 7),
        ("party-words", 7),
        ("field-words", 4),
        ("announcements", 4),
    ]
    assert len(found.sources) == 4


def test_undated_agreements_are_counted_beside_the_years() -> None:
    (years,) = [chart for chart in data_briefing().charts if chart.key == "years"]
    assert years.missing is not None
    assert sum(bar.figure.value for bar in years.bars) + years.missing.value == 75
    assert [bar.name for bar in years.bars] == [str(year) for year in range(2014, 2026)]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("kepco", "organization"), ("organization/kepco", "organization"), ("energy", "field"), (SEED, "agreement")],
)
def test_a_subject_is_named_as_elsewhere(name: str, kind: str) -> None:
    found = briefing(data_graph(), name)
    assert found.kind == kind
    assert found.subject is not None


@pytest.mark.parametrize(
    ("name", "message"),
    [("gyeonggi-do", "is no organisation, field or agreement"), ("kepko", "the graph says nothing of “kepko”")],
)
def test_what_is_no_subject_is_told(name: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        briefing(data_graph(), name)


def test_a_graph_without_agreements_has_a_briefing_that_says_so() -> None:
    found = briefing(Graph("-", store=store_of("")))
    assert [saying.key for saying in found.sayings] == ["network-empty"]
    assert not found.picture.nodes
    assert not found.charts
    assert (found.data_date, found.sources, found.timeline) == (None, (), None)


def test_somebody_elses_graph_with_little_in_it_has_a_briefing() -> None:
    store = foreign("<http://a.test/1> a kgo:Agreement ; kgo:party <http://a.test/x> , <http://a.test/y> .")
    found = briefing(Graph("-", store=store))
    document = document_of(found, "en", drawn=False)
    assert "".join(piece.text for piece in document.sentences[0]) == "2 organisations took part in 1 agreement."
    assert "No announcement" in document.coverage[0].text


def test_the_small_graph_says_how_much_of_all_it_shows() -> None:
    for subject in SUBJECTS:
        picture = data_briefing(subject).picture
        assert 2 <= len(picture.nodes) <= 25
        assert 2 <= picture.shown <= picture.whole.value
        assert all(one < len(picture.nodes) and other < len(picture.nodes) for one, other, _ in picture.edges)
