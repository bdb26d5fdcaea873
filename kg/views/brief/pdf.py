"""A briefing as PDF, from the very same HTML, by WeasyPrint: its one door. Nothing is fetched."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any, Final

from kg.errors import EnvironmentalError

if TYPE_CHECKING:
    from typing import NoReturn

_SAYINGS: Final = re.compile(r'<section class="sayings">.*?</section>|<p class="coverage">.*?</p>', re.DOTALL)
_TEXTS: Final = re.compile(r"(?<=>)[^<]+")
_INSIDE: Final = re.compile(r"(?<=[\w)’%.,])(?=[가-힣])|(?<=[가-힣])(?=[\w(])|^(?=[가-힣])")


def pdf_of(page: str) -> bytes:
    """The page as a tagged PDF; the same page gives the same bytes on one machine: its fonts are embedded.

    Raises `EnvironmentalError` where WeasyPrint, or the Pango that it needs, isn't installed.
    """
    weasyprint = _library()
    identifier = hashlib.sha256(page.encode()).hexdigest()[:32].encode()
    document = weasyprint.HTML(string=pdf_page(page), url_fetcher=_refuse)
    drawn: bytes = document.write_pdf(pdf_identifier=identifier, pdf_tags=True, custom_metadata=False)
    return drawn


def pdf_page(page: str) -> str:
    """The page with each Korean word of its sentences kept on one line, as browsers do: WeasyPrint has no keep-all."""
    return _SAYINGS.sub(_kept_whole, page)


def _kept_whole(sayings: re.Match[str]) -> str:
    return _TEXTS.sub(lambda text: _INSIDE.sub("\u2060", text[0]), sayings[0])


def _refuse(url: str, *_: object, **__: object) -> NoReturn:
    """Refuse whatever is asked for: a briefing has all that it shows."""
    raise ValueError(f"a briefing asks for nothing, and {url[:80]} was asked for")


def _library() -> Any:  # noqa: ANN401 — a module
    try:
        import weasyprint
    except ImportError as error:
        message = "a PDF needs WeasyPrint, which isn't installed"
        raise EnvironmentalError(message, "pip install 'smartcity-kg[brief]', or write HTML and print it") from error
    except OSError as error:
        message = "a PDF needs the library Pango, which isn't installed"
        hint = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0, or write HTML and print it"
        raise EnvironmentalError(message, hint) from error
    return weasyprint
