"""Two hundred scripts in every text of a record, and in every format of a briefing: text, and nothing more."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET

import docx
import msgspec
import pypdf
import pytest

from kg.pipeline.briefing.compose import briefing
from kg.pipeline.opened import Graph
from kg.views.brief.briefing import Briefing
from kg.views.brief.html import html_page
from kg.views.brief.markdown import escaped, markdown_text
from kg.views.brief.pdf import pdf_of
from kg.views.brief.telling import document_of, web_address
from kg.views.brief.word import word_file
from tests.briefings import SEED, data_briefing
from tests.payloads import PAYLOADS
from tests.seed import nt, seed_records, store_of

if TYPE_CHECKING:
    from kg.views.brief.document import Document

pytestmark = pytest.mark.slow

_KEPT: Final = frozenset(
    ("iri", "kind", "key", "how", "by", "group", "column", "first", "last", "data_date", "command", "type", "part")
)
"""Fields whose text is none of a record: links between things, and keys and days of our own."""

_LINKS: Final = frozenset(("organization", "source", "part_of"))
_DAYS: Final = frozenset(("day", "until", "text", "signed", "published", "effective_from", "expires"))


def replaced(value: Any, payload: str, key: str = "") -> Any:  # noqa: ANN401 — any JSON
    """The value with each text replaced; days stay what they are, or charts couldn't be drawn."""
    if isinstance(value, dict):
        return {name: inner if name == "where" else replaced(inner, payload, name) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [replaced(inner, payload) for inner in value]
    if not isinstance(value, str) or key in _KEPT | _LINKS or (key in _DAYS and value[:2].isdigit()):
        return value
    return payload


def hostile(subject: str | None, payload: str) -> Briefing:
    """A briefing of the data whose every text is the payload."""
    plain = msgspec.to_builtins(data_briefing(subject))
    return msgspec.convert(replaced(plain, payload), Briefing)


def document(payload: str, subject: str | None = SEED, *, drawn: bool = False) -> Document:
    return document_of(hostile(subject, payload), "ko", drawn=drawn)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markdown_has_no_element_and_no_link_but_of_the_web(payload: str) -> None:
    text = markdown_text(document(payload))
    outside = re.sub(r"^(`{3,})sh\n.*?^\1$", "", text, flags=re.DOTALL | re.MULTILINE)
    assert "<" not in re.sub(r"^\d+\. .* <https?://[^\s<>]+>$", "", outside, flags=re.MULTILINE)
    for target in re.findall(r"(?<!\\)\]\(([^)]*)\)", outside):
        assert target.startswith("#q")
    assert not re.search(r"(?<!\\)[*_`]{1,2}alert", outside)
    assert escaped(payload).count("\n") == 0


@pytest.mark.parametrize("payload", PAYLOADS[::20])
def test_a_drawing_holds_nothing_but_what_draws(payload: str) -> None:
    for subject in (None, "siheung-city"):
        for drawing in document(payload, subject, drawn=True).drawings:
            root = ET.fromstring(drawing.svg)  # noqa: S314 — our own
            for element in root.iter():
                tag = element.tag.rpartition("}")[2]
                assert tag in {"svg", "g", "path", "text", "tspan", "rect", "circle", "line", "title", "desc"}
                assert not [key for key in element.attrib if key.startswith("on") or key in {"href", "style"}]


@pytest.mark.parametrize("payload", PAYLOADS[::50])
def test_the_word_document_has_it_as_text_and_links_to_the_web_alone(payload: str) -> None:
    data = word_file(document(payload, drawn=True), "kg")
    docx.Document(io.BytesIO(data))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        links = archive.read("word/_rels/document.xml.rels").decode()
        assert not [name for name in archive.namelist() if "vba" in name.lower() or "embeddings" in name]
    targets = re.findall(r'Target="([^"]*)" TargetMode="External"', links)
    assert all(target.startswith(("http://", "https://")) for target in targets)


@pytest.mark.slow
@pytest.mark.parametrize("payload", PAYLOADS[::50])
def test_the_pdf_has_it_as_text_and_links_to_the_web_alone(payload: str) -> None:
    pdf = pdf_of(html_page(document(payload, drawn=True), payload))
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    notes = [note.get_object() for page in reader.pages for note in page.get("/Annots", []) or []]
    targets = [str(note["/A"]["/URI"]) for note in notes if "/A" in note and "/URI" in note["/A"]]
    assert all(target.startswith(("http://", "https://")) for target in targets)
    assert not re.search(rb"/JavaScript|/JS\b|/Launch", pdf)


@pytest.mark.parametrize(
    ("url", "fine"),
    [
        ("https://a.test/1?x=(y)", True),
        ("HTTP://a.test", True),
        ("javascript:alert(1)", False),
        (" https://a.test", False),
        ("https://a.test/\u202e", False),
        ("data:text/html,x", False),
        ("//a.test", False),
        ("https://", False),
        (None, False),
    ],
)
def test_only_an_address_of_the_web_becomes_a_link(url: str | None, fine: bool) -> None:
    assert (web_address(url) == url) is fine or url is None


@pytest.mark.parametrize("payload", PAYLOADS[::40])
def test_a_payload_in_the_record_itself_goes_the_whole_way_to_the_page(payload: str) -> None:
    *register, agreement = seed_records()
    texts = {"title": {"ko": payload}, "slogan": {"ko": payload}, "venue": {"ko": payload}}
    changed = msgspec.structs.replace(agreement, **texts, evidence=())
    found = briefing(Graph("-", store=store_of(nt((*register, changed)))), SEED)
    page = html_page(document_of(found, "ko"), found.generator)
    assert "<script" not in page.lower()
    assert not re.search(r"<img|<iframe|<svg[^>]*onload", page, re.IGNORECASE)
