"""A briefing as a Word document, by python-docx: its one door. The same document gives the same bytes."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import TYPE_CHECKING, Any, Final

from kg.errors import EnvironmentalError
from kg.views.brief.wording import tidy
from kg.views.charts.draw import png_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.views.brief.document import Cell, Document, Drawing, Entry, Line, Listing, Table

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_CREATED: Final = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
_FONT: Final = "Malgun Gothic"
_WIDTH: Final = 180
"""Millimetres of a page's width between its margins."""

_WHOLE: Final = 600
_INK, _MUTED = "1B2430", "55606E"
_UNPRINTABLE: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def word_file(document: Document, generator: str) -> bytes:
    """The briefing as the bytes of a .docx. Raises `EnvironmentalError` where python-docx isn't installed."""
    return _Writer(document, generator).written()


class _Writer:
    """A Word document on its way."""

    def __init__(self, document: Document, generator: str) -> None:
        self.docx = _library()
        self.said, self.file = document, self.docx.Document()
        self.marks = 0
        self._dress(generator)

    def written(self) -> bytes:
        """Write all of it, in the order of the page."""
        said = self.said
        self.paragraph(said.eyebrow, size=9, colour="0B4F8A", bold=True)
        self.heading(said.title, 0)
        self.paragraph("   ".join(f"{name} {value}" for name, value in said.meta), size=9, colour=_MUTED)
        self.line(said.coverage, size=9, after=f" {said.missing}")
        for at, sentence in enumerate(said.sentences):
            self.line(sentence, size=12 if at == 0 else 11, bold=at == 0)
        self.numbers()
        for drawing in said.drawings:
            self.drawing(drawing)
        for table in said.tables:
            self.table(table)
        for listing in (said.changes, said.gaps):
            if listing:
                self.listing(listing)
        self.sources()
        self.annex()
        return _settled(self.file)

    def heading(self, text: str, level: int) -> Any:  # noqa: ANN401 — python-docx's paragraph
        return self.file.add_heading(_printable(text), level)

    def paragraph(self, text: str, **look: Any) -> Any:  # noqa: ANN401 — python-docx's paragraph
        made = self.file.add_paragraph()
        self.run(made, text, **look)
        return made

    def run(self, paragraph: Any, text: str, *, size: float = 10, colour: str = _INK, bold: bool = False) -> None:  # noqa: ANN401
        run = paragraph.add_run(_printable(text))
        run.font.size, run.bold = self.docx.shared.Pt(size), bold
        run.font.color.rgb = self.docx.shared.RGBColor.from_string(colour)

    def line(self, line: Line, *, size: float = 10, bold: bool = False, after: str = "", style: str = "Normal") -> None:
        paragraph = self.file.add_paragraph(style=style)
        for piece in line:
            if piece.ref:
                self.link(paragraph, piece.text, {"anchor": f"q{piece.ref.entry}"}, size=size, bold=bold)
            else:
                self.run(paragraph, piece.text, size=size, bold=bold)
        if after:
            self.run(paragraph, after, size=size, colour=_MUTED)

    def link(self, paragraph: Any, text: str, target: dict[str, str], *, size: float = 10, bold: bool = False) -> None:  # noqa: ANN401
        """A text that leads to a bookmark (`anchor`) or to a web address (`address`)."""
        element = self.docx.oxml.OxmlElement("w:hyperlink")
        if "anchor" in target:
            element.set(self.docx.oxml.ns.qn("w:anchor"), target["anchor"])
        else:
            kind = self.docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK
            element.set(
                self.docx.oxml.ns.qn("r:id"), paragraph.part.relate_to(target["address"], kind, is_external=True)
            )
        self.run(paragraph, text, size=size, colour="0B4F8A", bold=bold)
        element.append(paragraph.runs[-1]._r)
        paragraph._p.append(element)

    def bookmark(self, paragraph: Any, name: str) -> None:  # noqa: ANN401
        self.marks += 1
        for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
            element = self.docx.oxml.OxmlElement(tag)
            element.set(self.docx.oxml.ns.qn("w:id"), str(self.marks))
            if tag == "w:bookmarkStart":
                element.set(self.docx.oxml.ns.qn("w:name"), name)
            paragraph._p.append(element)

    def numbers(self) -> None:
        """The large numbers, side by side."""
        if not self.said.numbers:
            return
        table = self.file.add_table(rows=1, cols=len(self.said.numbers))
        for cell, big in zip(table.rows[0].cells, self.said.numbers, strict=True):
            first = cell.paragraphs[0]
            for piece, size in ((big.number, 24), (big.of, 12)):
                if piece is None:
                    continue
                if size < 24:  # noqa: PLR2004
                    self.run(first, " / ", size=size, colour=_MUTED)
                target = {"anchor": f"q{piece.ref.entry}"} if piece.ref else None
                if target:
                    self.link(first, piece.text, target, size=size, bold=size > 12)  # noqa: PLR2004
            self.run(cell.add_paragraph(), big.label, size=9, colour=_MUTED)

    def drawing(self, drawing: Drawing) -> None:
        """A drawing as a picture, with its description for those who can't see it."""
        self.heading(drawing.title, 2)
        if drawing.note:
            self.line(drawing.note, size=8)
        width = float(re.search(r'<svg[^>]*? viewBox="0 0 ([\d.]+)', drawing.svg)[1])  # type: ignore[index]  # it has one
        millimetres = _WIDTH if width >= _WHOLE else _WIDTH / 2
        picture = self.file.add_picture(io.BytesIO(png_of(drawing.svg)), self.docx.shared.Mm(millimetres))
        properties = picture._inline.docPr
        properties.set("descr", _printable(drawing.description))
        properties.set("title", _printable(drawing.title))

    def table(self, table: Table) -> None:
        self.heading(table.title, 2)
        if table.note:
            self.line(table.note, size=8)
        self.rows(table.columns, [[_cell(cell) for cell in row] for row in table.rows], size=8.5)

    def rows(self, columns: Sequence[str], rows: Sequence[Sequence[str]], *, size: float) -> None:
        made = self.file.add_table(rows=1, cols=len(columns), style="Table Grid")
        for cell, text in zip(made.rows[0].cells, columns, strict=True):
            self.run(cell.paragraphs[0], text, size=size, colour=_MUTED, bold=True)
        for row in rows:
            for cell, text in zip(made.add_row().cells, row, strict=True):
                self.run(cell.paragraphs[0], text, size=size)

    def listing(self, listing: Listing) -> None:
        self.heading(listing.title, 2)
        if listing.note:
            self.line(listing.note, size=9)
        for line in listing.lines:
            self.line(line, style="List Bullet")

    def sources(self) -> None:
        if not self.said.sources:
            return
        self.heading(f"{self.said.words['sources']} ({self.said.sources_note})", 2)
        for source in self.said.sources:
            made = self.paragraph(f"{source.number}. {source.text} ", size=9)
            if source.address:
                self.link(made, source.address, {"address": source.address}, size=9)

    def annex(self) -> None:
        self.file.add_page_break()
        self.heading(self.said.words["annex"], 1)
        self.paragraph(self.said.words["annex-note"], size=9, colour=_MUTED)
        for entry in self.said.annex:
            self.entry(entry)
        self.paragraph(self.said.made_by, size=8, colour=_MUTED)

    def entry(self, entry: Entry) -> None:
        self.bookmark(self.heading(f"{entry.number}. {entry.title}", 3), f"q{entry.number}")
        self.paragraph(entry.command, size=9)
        if entry.refs:
            found = ", ".join(ref.text for ref in entry.refs)
            self.paragraph(f"{self.said.words['numbers-from']}: {found}", size=8, colour=_MUTED)
        if entry.columns:
            self.rows(entry.columns, entry.rows, size=7)
        self.paragraph(entry.note, size=8, colour=_MUTED)

    def _dress(self, generator: str) -> None:
        """Set paper, fonts, and the properties that would otherwise tell the clock."""
        mm = self.docx.shared.Mm
        section = self.file.sections[0]
        section.page_width, section.page_height = mm(210), mm(297)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = mm(15)
        for name in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3", "List Bullet"):
            style = self.file.styles[name]
            style.font.name = _FONT
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for script in ("w:eastAsia", "w:ascii", "w:hAnsi", "w:cs"):
                fonts.set(self.docx.oxml.ns.qn(script), _FONT)
            if name != "Normal":
                style.font.color.rgb = self.docx.shared.RGBColor.from_string(_INK)
        self.file.styles["Normal"].paragraph_format.space_after = self.docx.shared.Pt(4)
        core = self.file.core_properties
        core.author, core.title, core.language = generator, _printable(self.said.title)[:255], self.said.language
        core.created = core.modified = _CREATED
        core.last_modified_by, core.comments, core.revision = generator, "", 1


def _cell(cell: Cell) -> str:
    text = f"“{cell.text}”" if cell.quoted else cell.text
    return " ".join((text, *(f"[{number}]" for number in cell.sources)))


def _printable(text: str) -> str:
    """The text without what XML can't hold."""
    return _UNPRINTABLE.sub("", text if text.startswith(" ") or text.endswith(" ") else tidy(text))


def _settled(file: Any) -> bytes:  # noqa: ANN401 — python-docx's document
    """The file's bytes with one date for all of its parts."""
    written, settled = io.BytesIO(), io.BytesIO()
    file.save(written)
    with zipfile.ZipFile(written) as before, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as after:
        for name in sorted(before.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = zipfile.ZipInfo(name, _EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(part, before.read(name))
    return settled.getvalue()


def _library() -> Any:  # noqa: ANN401 — a module
    try:
        import docx
        import docx.opc.constants
        import docx.oxml
        import docx.oxml.ns
        import docx.shared
    except ImportError as error:
        hint = "pip install 'smartcity-kg[brief]'; `--format md` needs nothing more"
        raise EnvironmentalError("a Word document needs python-docx, which isn't installed", hint) from error
    return docx
