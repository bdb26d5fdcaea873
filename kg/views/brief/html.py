"""A briefing as one HTML file: no script, nothing from elsewhere, and a policy that would let nothing else in."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

import jinja2

if TYPE_CHECKING:
    from kg.views.brief.document import Document, Drawing

_FIRST: Final = ("picture", "timeline")
"""Drawings before the table, each in a row of its own; then come the years with what stands beside them."""

_BESIDE_YEARS: Final = ("fields", "partners")

_HALVES: Final = ("fields", "bodies")
"""Drawings that may stand beside what isn't known."""

_BEHIND: Final = ("map",)
"""Drawings that need more room than two pages have; where changes are told, the matrix is one of them."""

_SHORT: Final = 48


def html_page(document: Document, generator: str) -> str:
    """The briefing as the text of one HTML file."""
    style = _asset("briefing.css")
    first, beside, rest, behind = _arranged(document.drawings, bool(document.changes))
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, keep_trailing_newline=True)
    environment.filters["shortened"] = _shortened
    return environment.from_string(_asset("briefing.html.jinja")).render(
        document=document,
        words=document.words,
        policy=_policy(style),
        generator=generator,
        style=style,
        first=first,
        beside=beside,
        rest=rest,
        behind=behind,
    )


def _arranged(
    drawings: tuple[Drawing, ...], crowded: bool
) -> tuple[list[list[Drawing]], list[Drawing], list[Drawing], list[Drawing]]:
    """The drawings before the table in rows, those beside what isn't known, the others, and those of the annex."""
    known = {drawing.key: drawing for drawing in drawings}
    first = [[known.pop(key)] for key in _FIRST if key in known]
    if "years" in known:
        first.append([known.pop(key) for key in ("years", *_BESIDE_YEARS) if key in known][:2])
    beside = [known.pop(key) for key in _HALVES if key in known]
    behind = [known.pop(key) for key in (*_BEHIND, *(("matrix",) if crowded else ())) if key in known]
    return first, beside, list(known.values()), behind


def _shortened(address: str) -> str:
    """An address as it is shown: without its scheme, cut where it is long."""
    bare = address.partition("://")[2]
    return bare if len(bare) <= _SHORT else f"{bare[: _SHORT - 1]}…"


def _policy(style: str) -> str:
    """The Content-Security-Policy: this style by its hash, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    rules = ("default-src 'none'", f"style-src 'sha256-{digest}'", "img-src data:")
    return "; ".join((*rules, "base-uri 'none'", "form-action 'none'"))


@cache
def _asset(name: str) -> str:
    return files(__package__).joinpath("assets", name).read_text("utf-8").replace("\r\n", "\n")
