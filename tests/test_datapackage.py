"""The dataset's description of itself: `data/datapackage.json`, and what the graph says of it in DCAT and VoID."""

from __future__ import annotations

import datetime as dt
import json
import os
import tomllib
from collections import Counter
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

import kg
from kg.errors import DataError
from kg.sources.package import NAME, Package, package_of
from kg.vocab import BASE, dcat, dcterms, kgo, rdf, void
from tests.seed import ROOT, SEED_FILE

if TYPE_CHECKING:
    from pathlib import Path

DATA = ROOT / "data"
DATASET = ox.NamedNode(f"{BASE}dataset/agreements")


def resources() -> list[dict[str, Any]]:
    """What the folder holds, as a Data Package lists it: the agreements are one resource in many files."""
    agreements = [f"agreements/{path.name}" for path in sorted((DATA / "agreements").glob("*.yaml"))]
    single = {"organizations": "organizations.yaml", "places": "places.yaml"}
    paths: dict[str, str | list[str]] = {"agreements": agreements, **single}
    about = {"format": "yaml", "mediatype": "application/yaml", "encoding": "utf-8"}
    return [{"name": name, "path": path, **about} for name, path in paths.items()]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> list[ox.Quad]:
    out = tmp_path_factory.mktemp("described")
    kg.build([DATA], out, formats=("nt",))
    return list(ox.parse((out / "graph.nt").read_bytes(), format=ox.RdfFormat.N_TRIPLES))


def said(quads: list[ox.Quad], subject: object, predicate: str) -> list[str]:
    return [quad.object.value for quad in quads if quad.subject == subject and quad.predicate.value == predicate]  # type: ignore[union-attr]


def test_the_descriptor_lists_every_file_of_the_records() -> None:
    file = DATA / NAME
    descriptor = json.loads(file.read_text("utf-8"))
    if os.environ.get("KG_RENEW_DOCS"):
        text = json.dumps({**descriptor, "resources": resources()}, ensure_ascii=False, indent=2)
        file.write_text(text + "\n", "utf-8")
        return
    assert descriptor["resources"] == resources()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert descriptor["version"] == project["version"]


def test_the_graph_tells_title_licence_and_version_of_its_data(built: list[ox.Quad]) -> None:
    descriptor = json.loads((DATA / NAME).read_text("utf-8"))
    assert said(built, DATASET, dcterms.title) == [descriptor["title"]]
    assert said(built, DATASET, dcterms.license) == [descriptor["licenses"][0]["path"]]
    assert said(built, DATASET, dcat.version) == [descriptor["version"]]
    assert set(said(built, DATASET, rdf.type)) == {dcat.Dataset, void.Dataset}


def test_the_counts_are_those_of_the_graph(built: list[ox.Quad]) -> None:
    assert said(built, DATASET, void.triples) == [str(len(built))] == [str(len(set(built)))]
    classes = Counter(quad.object.value for quad in built if quad.predicate.value == rdf.type)  # type: ignore[union-attr]
    partitions = [quad.object for quad in built if quad.predicate.value == void.classPartition]
    counted = {said(built, part, void.class_)[0]: int(said(built, part, void.entities)[0]) for part in partitions}
    own = {dcat.Dataset, void.Dataset, dcterms.PeriodOfTime}
    assert counted == {class_: number for class_, number in classes.items() if class_ not in own}
    assert counted[kgo.Agreement] == len(list((DATA / "agreements").glob("*.yaml")))


def test_the_period_is_that_of_the_publication_of_the_sources(built: list[ox.Quad]) -> None:
    issued = sorted(quad.object.value for quad in built if quad.predicate.value == dcterms.issued)  # type: ignore[union-attr]
    (period,) = [quad.object for quad in built if quad.predicate.value == dcterms.temporal]
    assert said(built, period, dcat.startDate) == issued[:1]
    assert said(built, period, dcat.endDate) == issued[-1:]


def test_a_snapshot_says_of_which_days_it_is(tmp_path: Path) -> None:
    kg.build(
        [SEED_FILE], tmp_path, data=DATA, formats=("nt",), as_of=dt.date(2019, 1, 2), known_by=dt.date(2018, 4, 19)
    )
    quads = list(ox.parse((tmp_path / "graph.nt").read_bytes(), format=ox.RdfFormat.N_TRIPLES))
    assert said(quads, DATASET, kgo.asOf) == ["2019-01-02"]
    assert said(quads, DATASET, kgo.knownBy) == ["2018-04-19"]
    manifest = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    assert manifest["settings"]["as_of"] == "2019-01-02"
    assert manifest["counts"]["left_out"] == 0


def test_a_folder_without_a_descriptor_says_nothing_of_itself(tmp_path: Path) -> None:
    assert package_of([str(tmp_path)]) == (Package(), None)
    assert kg.read(SEED_FILE, data=DATA).package == Package()


@pytest.mark.parametrize("text", ["", "[]", '{"title": 1}', '{"licenses": [{"path": "not an address"}]}'])
def test_a_descriptor_that_cannot_be_read_is_an_error_with_its_name(text: str, tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(text, "utf-8")
    with pytest.raises(DataError, match=NAME):
        package_of([str(tmp_path)])
