"""A briefing as a file of the format that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, get_args

from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.views.brief.briefing import Briefing
    from kg.views.brief.wording import Language

Format = Literal["html", "md", "pdf", "docx"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)
_ENDINGS: Final[dict[str, Format]] = {
    ".html": "html",
    ".htm": "html",
    ".md": "md",
    ".markdown": "md",
    ".pdf": "pdf",
    ".docx": "docx",
}


def format_for(path: str) -> Format:
    """The format that a file's ending asks for; of standard output it is HTML. Raises `UsageError` for another."""
    if path == "-":
        return "html"
    ending = next((ending for ending in _ENDINGS if path.lower().endswith(ending)), None)
    if ending is None:
        raise UsageError(f"{path} has no ending that tells a format", f"give --format {'|'.join(FORMATS)}")
    return _ENDINGS[ending]


def briefing_file(briefing: Briefing, form: Format, language: Language) -> bytes:
    """The bytes of the file. Raises `EnvironmentalError` where what the format needs isn't installed."""
    from kg.views.brief.telling import document_of

    document = document_of(briefing, language, drawn=form != "md")
    if form == "md":
        from kg.views.brief.markdown import markdown_text

        return markdown_text(document).encode()
    if form == "docx":
        from kg.views.brief.word import word_file

        return word_file(document, briefing.generator)
    from kg.views.brief.html import html_page

    page = html_page(document, briefing.generator)
    if form == "html":
        return page.encode()
    from kg.views.brief.pdf import pdf_of

    return pdf_of(page)
