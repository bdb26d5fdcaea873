"""What a notebook shows of an opened graph."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

import kg
from kg.views.frame import frame, sentence
from tests.payloads import PAYLOADS
from tests.seed import ROOT, SEED_FILE

if TYPE_CHECKING:
    from pathlib import Path


class Seen(HTMLParser):
    """The elements of a text with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        """Read the text."""
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self.text += data


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("framed")
    kg.build(SEED_FILE, out, data=ROOT / "data")
    return out / "graph.ttl"


def test_a_graph_shows_its_page_in_a_sandboxed_frame(built: Path) -> None:
    graph = kg.open(built)
    ((tag, attributes),) = Seen(graph._repr_html_()).elements
    assert tag == "iframe"
    assert attributes["srcdoc"] == graph.page()
    assert attributes["title"] == f"Partnership network of {built}"
    assert "height: 720px" in (attributes["style"] or "")
    sandbox = (attributes["sandbox"] or "").split()
    assert "allow-scripts" in sandbox
    assert "allow-same-origin" not in sandbox
    assert "allow-top-navigation" not in sandbox


def test_a_graph_tells_how_to_open_it_again(built: Path) -> None:
    assert repr(kg.open(built)) == f"kg.open({str(built)!r})"


@pytest.mark.parametrize("limit", ["kg.pipeline.opened.MOST_SHOWN", "kg.views.frame.LARGEST"])
def test_a_large_graph_shows_a_sentence(limit: str, built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limit, 0)
    seen = Seen(kg.open(built)._repr_html_())
    assert [tag for tag, _ in seen.elements] == ["p"]
    assert f"The agreements of {built}, 1, are too many for a cell" in seen.text
    assert "kg view -o page.html" in seen.text


def test_no_payload_leaves_its_frame() -> None:
    for payload in PAYLOADS:
        ((tag, attributes),) = Seen(frame(payload, payload)).elements
        assert (tag, attributes["srcdoc"], attributes["title"]) == ("iframe", payload, payload)
        assert set(attributes) == {"title", "sandbox", "srcdoc", "style"}
        assert Seen(sentence(payload)).text == payload
