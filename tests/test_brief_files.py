"""A briefing as HTML, PDF, Word and Markdown: the same bytes each time, two pages, and nothing that could run."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import docx
import pypdf
import pytest

import kg as package
from kg.errors import EnvironmentalError, UsageError
from kg.pipeline.briefing.compose import briefing
from kg.pipeline.briefing.writing import FORMATS, briefing_file, format_for
from kg.views.brief.html import html_page
from kg.views.brief.markdown import markdown_text
from kg.views.brief.pdf import pdf_of, pdf_page
from kg.views.brief.telling import document_of
from tests.briefings import SEED, SUBJECTS, data_briefing, seed_graph
from tests.seed import ROOT, SEED_FILE
from tests.test_cli import kg

if TYPE_CHECKING:
    from kg.pipeline.briefing.writing import Format
    from kg.views.brief.wording import Language

GOLDEN: Final = Path(__file__).parent / "golden" / "briefing"
LANGUAGES: Final[tuple[Language, ...]] = ("ko", "en")
ANNEX: Final = {"ko": "숫자의 근거", "en": "Behind the numbers"}


@cache
def page_of(subject: str | None, language: Language) -> str:
    found = data_briefing(subject)
    return html_page(document_of(found, language), found.generator)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_seed_is_told_as_it_was(language: Language) -> None:
    """After a change that is meant: KG_RENEW_GOLDEN=1, and read the difference."""
    found = briefing(seed_graph(), SEED)
    text = markdown_text(document_of(found, language, drawn=False)).replace(found.generator, "kg")
    golden = GOLDEN / f"seed.{language}.md"
    if os.environ.get("KG_RENEW_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        golden.write_text(text, "utf-8", newline="\n")
    assert golden.read_text("utf-8") == text


# ---- HTML ------------------------------------------------------------------------------------------------------------


class Reader(HTMLParser):
    """What a page holds: its elements, ids and links."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        super().__init__()
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what the element is and has."""
        self.tags.add(tag)
        known = {key: value or "" for key, value in attrs}
        self.attributes |= known.keys()
        self.ids += [known["id"]] if "id" in known else []
        self.links += [known["href"]] if tag == "a" and "href" in known else []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("subject", SUBJECTS, ids=str)
def test_the_page_runs_nothing_asks_for_nothing_and_every_anchor_leads_on(
    subject: str | None, language: Language
) -> None:
    page = page_of(subject, language)
    reader = Reader()
    reader.feed(page)
    assert not reader.tags & {"script", "img", "iframe", "object", "embed", "form", "foreignobject", "use", "image"}
    assert not {name for name in reader.attributes if name.startswith("on") or name in {"style", "src", "xlink:href"}}
    assert len(reader.ids) == len(set(reader.ids))
    anchors = {link[1:] for link in reader.links if link.startswith("#")}
    assert anchors <= set(reader.ids)
    assert {name for name in reader.ids if name.startswith(("n", "q"))} <= anchors
    assert all(link.startswith(("#", "http://", "https://")) for link in reader.links)
    assert f'<html lang="{language}">' in page
    assert "default-src &#39;none&#39;" in page


@pytest.mark.parametrize("subject", SUBJECTS, ids=str)
def test_every_drawing_is_told_to_those_who_can_t_see_it(subject: str | None) -> None:
    drawings = document_of(data_briefing(subject), "ko").drawings
    assert drawings
    for drawing in drawings:
        assert '<title id="' in drawing.svg
        assert '<desc id="' in drawing.svg
        assert 'role="img"' in drawing.svg
        assert drawing.description.startswith(drawing.title)


# ---- PDF -------------------------------------------------------------------------------------------------------------


def pages_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("subject", SUBJECTS, ids=str)
def test_the_pdf_has_two_pages_at_most_and_an_annex(subject: str | None, language: Language) -> None:
    pages = pages_of(pdf_of(page_of(subject, language)))
    first = next(number for number, text in enumerate(pages) if ANNEX[language] in text)
    assert 1 <= first <= 2
    assert len(pages) > first


def test_the_pdf_is_the_page_tagged_told_in_its_language_and_the_same_each_time() -> None:
    found = briefing(seed_graph(), SEED)
    page = html_page(document_of(found, "ko"), found.generator)
    pdf = pdf_of(page)
    assert pdf == pdf_of(page)
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "ko"
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert reader.metadata.creation_date is None
    text = "".join(pages_of(pdf)).replace("\n", "")
    assert "글로벌 스마트시티 추진을 위한 업무협약" in text
    assert not re.search(rb"/JavaScript|/JS\b|/Launch|/EmbeddedFile", pdf)
    links = [note.get_object()["/A"].get("/URI") for note in _links(reader) if "/A" in note.get_object()]
    assert links
    assert all(str(link).startswith(("http://", "https://")) for link in links if link)


def _links(reader: pypdf.PdfReader) -> list[Any]:
    return [note for page in reader.pages for note in page.get("/Annots", []) or []]


def test_the_pdf_fetches_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("kg.views.brief.pdf._refuse", lambda url, *_, **__: asked.append(url))
    pdf_of(page_of(SEED, "en"))
    assert asked == []


# ---- Word ------------------------------------------------------------------------------------------------------------


def test_the_word_document_opens_says_the_same_and_has_the_same_bytes_each_time() -> None:
    found = briefing(seed_graph(), SEED)
    data = briefing_file(found, "docx", "ko")
    assert data == briefing_file(found, "docx", "ko")
    file = docx.Document(io.BytesIO(data))
    text = "\n".join(paragraph.text for paragraph in file.paragraphs)
    document = document_of(found, "ko", drawn=False)
    for line in document.sentences:
        assert "".join(piece.text for piece in line) in text
    assert file.core_properties.language == "ko"
    cells = {cell.text for table in file.tables for row in table.rows for cell in row.cells}
    assert "“한국에너지공단” [1]" in cells
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        body = archive.read("word/document.xml").decode()
    marks = set(re.findall(r'w:name="(q\d+)"', body))
    assert set(re.findall(r'w:anchor="(q\d+)"', body)) == marks
    assert len(file.inline_shapes) == len(document_of(found, "ko").drawings)


# ---- Markdown --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("subject", SUBJECTS, ids=str)
def test_markdown_has_a_heading_for_every_number(subject: str | None, language: Language) -> None:
    text = markdown_text(document_of(data_briefing(subject), language, drawn=False))
    headings = {heading.lower() for heading in re.findall(r"^### (Q\d+)$", text, re.MULTILINE)}
    assert set(re.findall(r"\]\(#(q\d+)\)", text)) <= headings
    assert "<" not in re.sub(r"^\d+\. .* <https?://[^\s<>]+>$", "", text, flags=re.MULTILINE)
    assert "  \n" in text
    assert "\n\n\n" not in text


# ---- the command -----------------------------------------------------------------------------------------------------


ENDINGS: Final = [
    "a.html",
    "html",
    "b/A.HTM",
    "html",
    "a.md",
    "md",
    "a.markdown",
    "md",
    "a.pdf",
    "pdf",
    "a.docx",
    "docx",
    "-",
    "html",
]


@pytest.mark.parametrize(("path", "form"), list(zip(ENDINGS[::2], ENDINGS[1::2], strict=True)))
def test_the_ending_of_the_file_says_the_format(path: str, form: Format) -> None:
    assert format_for(path) == form


def test_an_ending_that_says_no_format_is_told() -> None:
    with pytest.raises(UsageError, match="no ending that tells a format"):
        format_for("briefing")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("brief")
    package.build(SEED_FILE, made / "build", data=ROOT / "data")
    return made


def test_the_command_writes_a_file_and_says_so(folder: Path) -> None:
    done = kg("brief", "siheung-city", "-o", "시흥 briefing.md", "--lang", "en", cwd=folder)
    assert done.returncode == 0, done.stderr.decode()
    assert re.fullmatch(r"wrote 시흥 briefing\.md: \d sentences from \d+ answers\n", done.stderr.decode())
    text = (folder / "시흥 briefing.md").read_text("utf-8")
    assert "# Siheung City" in text
    assert "kg query -n agreements-of --param org=siheung-city" in text


def test_a_graph_elsewhere_is_named_in_the_commands(folder: Path) -> None:
    (folder / "my graph.ttl").write_bytes((folder / "build" / "graph.ttl").read_bytes())
    done = kg("brief", "-g", "my graph.ttl", "-o", "-", "--format", "md", cwd=folder)
    command = "kg query -g 'my graph.ttl' -n agreements"
    assert command in done.stdout.decode()
    again = kg("query", "-g", "my graph.ttl", "-n", "agreements", cwd=folder)
    assert again.returncode == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nobody",), "the graph says nothing of “nobody”"),
        (("-o", "briefing.txt"), "no ending that tells a format"),
        (("-g", "missing.ttl"), "missing.ttl isn't there"),
        (("--since", "missing.json", "-o", "a.md"), "missing.json isn't there"),
    ],
)
def test_a_wrong_call_is_told_with_its_cure(arguments: tuple[str, ...], message: str, folder: Path) -> None:
    done = kg("brief", *arguments, cwd=folder)
    assert done.returncode == 2
    assert message in done.stderr.decode()
    assert "hint:" in done.stderr.decode()


@pytest.mark.parametrize(("form", "library"), [("html", "vl_convert"), ("docx", "docx"), ("pdf", "weasyprint")])
def test_a_missing_extra_is_told(form: Format, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(EnvironmentalError, match="isn't installed") as caught:
        briefing_file(data_briefing("energy"), form, "ko")
    assert "smartcity-kg[brief]" in caught.value.hint


RUN: Final = """
import hashlib, sys
from kg.pipeline.briefing.compose import briefing
from kg.pipeline.briefing.writing import briefing_file
from kg.pipeline.opened import Graph
found = briefing(Graph(sys.argv[1]))
print([hashlib.sha256(briefing_file(found, form, "ko")).hexdigest() for form in sys.argv[2].split(",")])
"""


@pytest.mark.slow
def test_no_byte_hangs_on_the_hash_seed_the_locale_or_the_time_zone(folder: Path) -> None:
    said = set()
    for seed, zone, locale in (("1", "Asia/Seoul", "C"), ("2", "America/New_York", "C.UTF-8")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONUTF8": "1"}
        command = [sys.executable, "-c", RUN, "build/graph.ttl", ",".join(FORMATS)]
        said.add(subprocess.check_output(command, cwd=folder, env=environment, text=True))
    assert len(said) == 1


def test_the_pdf_keeps_korean_words_of_its_sentences_on_one_line() -> None:
    sentences = f'<p><a href="#q1">14</a>일까지 &amp;가 {"한국" * 200}</p>'
    page = f'<section class="sayings">{sentences}</section><p class="coverage">다.</p>'
    kept = pdf_page(page)
    assert kept.replace("\u2060", "") == page
    assert "\u2060일\u2060까\u2060지 &amp;가" in kept
    assert len(pages_of(pdf_of(page))) == 1
