"""Stories: what a file says becomes scenes in the IRIs of a graph, or problems at their places."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.errors import DataError, UsageError
from kg.pipeline.story import story_of
from kg.rdf.profiles import read_profiles
from kg.records.story import Scene
from tests.pictures import BASE, MOU, organization, siheung_picture
from tests.seed import nt, store_of
from tests.strategies import STEADY

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "docs" / "examples" / "siheung-story.yaml"
PROFILES = siheung_picture().profiles
MEASURES = ("agreements", "betweenness")
KEPCO = organization("kepco")


def told(folder: Path, text: str) -> tuple[Scene, ...]:
    """The scenes of a story with this text."""
    file = folder / "story.yaml"
    file.write_text(text, encoding="utf-8")
    return story_of(str(file), PROFILES, MEASURES)


def complaints(folder: Path, text: str) -> list[str]:
    """The problems of a story with this text, from the line on, with their hints."""
    with pytest.raises(DataError) as caught:
        told(folder, text)
    return [str(problem).partition("story.yaml:")[2] for problem in caught.value.problems]


def test_a_step_with_nothing_but_a_text_shows_everything(tmp_path: Path) -> None:
    assert told(tmp_path, "- text: {ko: 처음}\n") == (Scene(text={"ko": "처음"}),)


def test_ids_become_iris(tmp_path: Path) -> None:
    text = """
- text: {ko: 한전, en: KEPCO}
  focus: kepco
  depth: 2
  filter: {field: [training, business-scaling], kind: mou, status: signed, from: 2018, until: 2019,
           mode: projection, size: betweenness}
"""
    (scene,) = told(tmp_path, text)
    assert (scene.selected, scene.depth, scene.mode, scene.size) == (KEPCO, 2, "projection", "betweenness")
    assert scene.years == (2018, 2019)
    assert scene.facets == {
        "field": (f"{BASE}field/training", f"{BASE}field/business-scaling"),
        "kind": (f"{BASE}kind/mou",),
        "status": (f"{BASE}state/signed",),
    }


def test_a_focus_may_be_an_agreement_and_a_whole_iri(tmp_path: Path) -> None:
    assert told(tmp_path, f"- {{text: {{ko: 하나}}, focus: '{MOU}'}}")[0].selected == MOU
    assert told(tmp_path, "- {text: {ko: 하나}, focus: siheung-global-smart-city-2018}")[0].selected == MOU


def test_a_type_above_others_stands_for_all_of_them(tmp_path: Path) -> None:
    (scene,) = told(tmp_path, "- {text: {ko: 하나}, filter: {type: public-corporation}}")
    assert scene.facets["type"] == (f"{BASE}organization-type/public-corporation",)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("- text: {ko: 하나}\n  focus: kepko\n", "2:10: no agreement or organisation of this graph is “kepko”"),
        ("- text: {ko: 하나}\n  focus: kepko\n", "hint: did you mean “kepco”?"),
        ("- text: {ko: 하나}\n  filter: {field: [training, trading]}\n", "2:30: no field of this graph is “trading”"),
        ("- text: {ko: 하나}\n  filter: {size: between}\n", "did you mean “betweenness”?"),
        ("- text: {ko: 하나}\n  filter: {mode: two}\n", "the words are projection, two-mode"),
        ("- text: {ko: 하나}\n  filter: {colour: red}\n", "2:12: “colour” is no key of a filter"),
        ("- text: {ko: 하나}\n  filter: {from: 2019, until: 2018}\n", "2:31: 2018 comes before 2019"),
        ("- text: {ko: 하나}\n  focus: kepco\n  depth: 9\n", "3:10: 9 is not between 1 and 3"),
        ("- text: {ko: 하나}\n  depth: 2\n", "2:10: a depth needs a focus"),
        ("- text: 하나\n", "hint: say the language: {ko: 하나}"),
        ("- focus: kepco\n", "1:3: a step needs the key “text”"),
        ("- focus: kepco\n", "hint: docs/how-to/tell-a-story.md has an example"),
        ("text: {ko: 하나}\n", "1:1: a story is a list of steps"),
        ("", "1:1: a story is a list of steps"),
        ("[]", "1:1: a story is a list of steps"),
        ("- text: {ko: *a}\n", "1:14: *a is an alias"),
        ("- text: {ko: 하나}\n  text: {ko: 둘}\n", "2:3: the key “text” stands twice"),
    ],
)
def test_what_is_wrong_is_told_at_its_place_with_a_cure(tmp_path: Path, text: str, complaint: str) -> None:
    assert complaint in "\n".join(complaints(tmp_path, text))


def test_all_problems_of_a_story_are_told_at_once(tmp_path: Path) -> None:
    assert len(complaints(tmp_path, "- {text: {ko: 하나}, focus: a}\n- {text: {ko: 둘}, focus: b}\n")) == 2


def test_a_story_that_is_not_there_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="isn't a file"):
        story_of(str(tmp_path / "none.yaml"), PROFILES, MEASURES)


def test_a_story_in_another_encoding_is_bad_data(tmp_path: Path) -> None:
    (tmp_path / "story.yaml").write_bytes("- text: {ko: 하나}".encode("cp949"))
    with pytest.raises(DataError, match="not UTF-8"):
        story_of(str(tmp_path / "story.yaml"), PROFILES, MEASURES)


def test_the_example_of_the_docs_is_a_story_about_our_own_data() -> None:
    found = kg.read(data=ROOT / "data")
    graph = store_of(nt((*found.places, *found.organizations, *found.agreements)))
    scenes = story_of(str(EXAMPLE), read_profiles(graph.statements()), MEASURES)
    assert len(scenes) == 6
    assert all(set(scene.text) == {"ko", "en"} for scene in scenes)
    assert scenes[0].selected == MOU


@STEADY
@given(st.lists(st.sampled_from(["- text: {ko: x}", "  focus: kepco", "- ", "{", "]", "text:", "\t", "  depth: 0"])))
def test_no_text_ends_in_anything_but_scenes_or_problems(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    try:
        assert told(tmp_path_factory.mktemp("story"), "\n".join(lines))
    except DataError as error:
        problems = error.problems
        assert problems
