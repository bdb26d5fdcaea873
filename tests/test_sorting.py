"""The external sort, and a graph in the order of its subjects."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.pipeline import sorting
from kg.pipeline.build import Request, build
from kg.pipeline.sorting import Sorter
from kg.pipeline.spelling import FORMATS
from kg.store.embedded import Store
from tests.seed import ROOT
from tests.strategies import STEADY
from tests.test_spelling import many

if TYPE_CHECKING:
    from kg.pipeline.sorting import Item

ITEMS = st.lists(st.tuples(st.text("abc가", max_size=3), st.tuples(st.binary(max_size=3))), max_size=60)


@STEADY
@given(ITEMS, st.integers(1, 40))
def test_it_sorts_whatever_fits_in_memory(items: list[Item], run: int) -> None:
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder, ExitStack() as stack:
        patch.setattr(sorting, "FAN", 3)
        sorter = Sorter(stack, Path(folder), run)
        for subject, texts in items:
            sorter.add(subject, texts)
        assert os.listdir(folder) == []
        assert list(sorter.sorted()) == [texts for _, texts in sorted(items)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_sorted_graph_is_the_same_graph_in_the_order_of_its_subjects(jobs: int, tmp_path: Path) -> None:
    source, data = many(tmp_path, 300), str(ROOT / "data")
    graphs = {}
    for sort in (False, True):
        out = tmp_path / f"{sort}"
        request = Request((source,), str(out), data, FORMATS, network=False, html=False, sort=sort, jobs=jobs)
        build(request)
        graphs[sort] = {form: (out / f"graph.{form}").read_text("utf-8") for form in FORMATS}
    lines = graphs[True]["nt"].splitlines()
    assert sorted(lines) == sorted(graphs[False]["nt"].splitlines())
    subjects = [line.partition(" ")[0] for line in lines]
    assert subjects == sorted(subjects)
    stores = {form: Store.open(str(tmp_path / "True" / f"graph.{form}")) for form in FORMATS}
    said = {form: sorted(store.ntriples().splitlines()) for form, store in stores.items()}
    assert said["ttl"] == said["jsonld"] == said["nt"] == sorted(lines)
