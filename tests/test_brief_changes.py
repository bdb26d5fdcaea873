"""What changed since an earlier build: by its graph where that is still there, else by its manifest."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kg
from kg.errors import DataError, UsageError
from kg.pipeline.briefing.compose import briefing
from kg.pipeline.manifest import sha256
from kg.pipeline.opened import Graph
from kg.views.brief.telling import document_of
from tests.seed import ROOT, SEED_FILE

if TYPE_CHECKING:
    from kg.views.brief.briefing import Changes

OTHER = "anyang-autonomous-driving-2020"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two agreements, built into `before`, then one changed, one gone and one new, built into `now`."""
    records = tmp_path / "records"
    records.mkdir()
    for name in (SEED_FILE.stem, OTHER):
        shutil.copy(ROOT / "data" / "agreements" / f"{name}.yaml", records)
    kg.build(records, tmp_path / "before", data=ROOT / "data")
    seed = records / SEED_FILE.name
    text = seed.read_text("utf-8").replace("status: signed", "status: terminated", 1)
    text = text.replace("  - {organization: kt, as: KT}\n", "  - {organization: lg-cns, as: KT}\n")
    seed.write_text(text, "utf-8")
    (records / f"{OTHER}.yaml").unlink()
    shutil.copy(ROOT / "data" / "agreements" / "busan-lx-digital-twin.yaml", records)
    kg.build(records, tmp_path / "now", data=ROOT / "data")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def changes(subject: str | None = None, since: str = "before/manifest.json") -> Changes:
    found = briefing(Graph("now/graph.ttl"), subject, since).changes
    assert found is not None
    return found


def told(found: Changes) -> list[tuple[str, str]]:
    return [(change.how, change.name.iri.rpartition("/")[2]) for change in found.changes]


@pytest.mark.usefixtures("folder")
def test_with_both_graphs_agreements_are_compared() -> None:
    found = changes()
    assert found.by == "graphs"
    assert found.build == sha256_of("before/graph.ttl")
    assert told(found) == [("gone", OTHER), ("new", "busan-lx-digital-twin"), ("changed", SEED_FILE.stem)]
    assert found.changes[2].details == (
        ("status", {"ko": "체결", "en": "signed"}, {"ko": "해지", "en": "terminated"}),
        ("parties", {"ko": "주식회사 케이티", "en": "KT Corporation"}, {"ko": "LG CNS", "en": "LG CNS"}),
    )
    assert found.counts == {"agreements": (2, 2)}


def sha256_of(name: str) -> str:
    return sha256(Path(name))[:12]


@pytest.mark.usefixtures("folder")
def test_of_a_subject_only_its_own_changes_are_told() -> None:
    assert told(changes("siheung-city")) == [("changed", SEED_FILE.stem)]
    assert ("new", "busan-lx-digital-twin") in told(changes("digital-twin"))
    assert told(changes(SEED_FILE.stem)) == [("changed", SEED_FILE.stem)]


def test_without_the_old_graph_the_manifests_are_compared(folder: Path) -> None:
    (folder / "before" / "graph.ttl").unlink()
    found = changes()
    assert found.by == "manifests"
    assert [(how, name.rpartition(".")[0]) for how, name in told(found)] == [
        ("gone", OTHER),
        ("new", "busan-lx-digital-twin"),
        ("changed", SEED_FILE.stem),
    ]
    assert found.counts["agreements"] == (2, 2)


def test_a_graph_that_is_no_longer_what_the_manifest_says_is_not_compared(folder: Path) -> None:
    with (folder / "before" / "graph.ttl").open("a", encoding="utf-8") as stream:
        stream.write("# changed\n")
    assert changes().by == "manifests"


@pytest.mark.usefixtures("folder")
def test_nothing_new_is_said_to_be_nothing() -> None:
    found = briefing(Graph("now/graph.ttl"), None, "now/manifest.json")
    assert found.changes is not None
    assert found.changes.whole == 0
    listing = document_of(found, "ko", drawn=False).changes
    assert listing is not None
    assert "".join(piece.text for piece in listing.lines[-1]) == "협약의 상태, 날짜, 당사자에 달라진 것이 없습니다."


@pytest.mark.usefixtures("folder")
def test_the_document_says_which_comparison_it_is() -> None:
    listing = document_of(briefing(Graph("now/graph.ttl"), None, "before/manifest.json"), "en", drawn=False).changes
    assert listing is not None
    assert (
        listing.note[0].text
        == f"Compared agreement by agreement with the graph of build {sha256_of('before/graph.ttl')}."
    )
    lines = ["".join(piece.text for piece in line) for line in listing.lines]
    assert lines[0] == "agreements: 2 → 2"
    assert "state: signed → terminated · parties: KT Corporation → LG CNS" in lines[-1]


@pytest.mark.parametrize(
    "text", ["[]", "{}", "no JSON", '{"outputs": {}}', '{"outputs": [7]}', '{"outputs": [{"path": 7}]}']
)
def test_what_is_no_manifest_is_told(text: str, folder: Path) -> None:
    (folder / "bad.json").write_text(text, "utf-8")
    with pytest.raises(DataError, match=r"bad\.json is no manifest"):
        changes(since="bad.json")


@pytest.mark.usefixtures("folder")
def test_a_manifest_that_isnt_there_is_told() -> None:
    with pytest.raises(UsageError, match=r"nowhere\.json isn't there"):
        changes(since="nowhere.json")


def test_a_manifest_names_no_file_outside_its_folder(folder: Path) -> None:
    """The graph is sought beside the manifest, whatever path stands in it."""
    manifest = json.loads((folder / "before" / "manifest.json").read_text("utf-8"))
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    for output in manifest["outputs"]:
        output["path"] = f"../before/{output['path']}"
    (elsewhere / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    assert changes(since="elsewhere/manifest.json").by == "manifests"
