"""Briefings for tests: of the records that come with kg, and numbers counted again by other code."""

from __future__ import annotations

import csv
import io
import shlex
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import msgspec

from kg.pipeline.briefing.compose import briefing
from kg.pipeline.opened import Graph, centrality_table
from kg.pipeline.questions import ask
from kg.store.answers import write_answer
from kg.views.brief.briefing import Briefing, Figure, Saying
from kg.views.table import csv_text
from kg.vocab import BASE
from tests.seed import seed_store
from tests.test_questions import data_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.views.brief.briefing import Reading

SEED: Final = "siheung-global-smart-city-2018"
SUBJECTS: Final = (None, "siheung-city", "kepco", "energy", SEED)


@cache
def data_graph() -> Graph:
    """The graph of all of `data/`, as if it stood where `kg build` writes."""
    return Graph("-", store=data_store())


@cache
def seed_graph() -> Graph:
    """The graph of the seed agreement."""
    return Graph("-", store=seed_store())


@cache
def data_briefing(subject: str | None = None) -> Briefing:
    """A briefing of the records that come with kg."""
    return briefing(data_graph(), subject)


def figures(value: Any) -> Iterator[Figure]:  # noqa: ANN401 — any part of a briefing
    """Every number of a briefing, or of a part of it."""
    if isinstance(value, Figure):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from figures(getattr(value, name))
    elif isinstance(value, dict):
        for inner in value.values():
            yield from figures(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from figures(inner)


@cache
def rows_of(command: str) -> list[dict[str, str]]:
    """The rows that a command of the annex prints: its words are parsed as a shell does, and its CSV is read."""
    words = shlex.split(command)
    assert words.pop(0) == "kg"
    if words[0] == "centrality":
        graph = data_graph()
        return _read(csv_text(*centrality_table(graph.centrality(), graph.names(), "projection")))
    assert words[0] == "query"
    params = [words[at + 1] for at, word in enumerate(words) if word == "--param"]
    asked = ask(None, None, words[words.index("-n") + 1], params, BASE)
    out = io.BytesIO()
    write_answer(data_store(), asked.sparql, "csv", out, asked.values)
    return _read(out.getvalue().decode())


def _read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def counted(reading: Reading, rows: list[list[dict[str, str]]], answer: int) -> float:
    """A number read off the printed rows of answers, by its description alone."""
    within = None if reading.inside is None else {row["agreement"] for row in rows[reading.inside]}
    kept = [row for row in rows[answer] if within is None or row["agreement"] in within]
    for column, wanted in reading.where:
        if wanted and wanted.endswith("*"):
            kept = [row for row in kept if row[column][: len(wanted) - 1] == wanted[:-1]]
        else:
            kept = [row for row in kept if row[column] == (wanted or "")]
    values = [row[reading.column] for row in kept if reading.column and row[reading.column]]
    if reading.how == "rank":
        return 1 + len([row for row in rows[answer] if float(row[reading.column]) > float(values[0])])
    if reading.how in {"rows", "different"}:
        return len(kept) if reading.how == "rows" else len(set(values))
    numbers = [float(value) for value in values]
    return sum(numbers) if reading.how == "sum" else next(iter(numbers), 0)


def sayings(found: Briefing) -> tuple[Saying, ...]:
    """All sentences of a briefing but those of its coverage."""
    return (*found.sayings, *found.gaps)
