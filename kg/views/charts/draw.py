"""Vega-Lite specifications to SVG and PNG by vl-convert: its one door. Nothing is fetched: no address is allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.errors import EnvironmentalError

if TYPE_CHECKING:
    from kg.views.charts.look import Spec

_SCALE = 3


def svg_of(spec: Spec) -> str:
    """The drawing as SVG. Raises `EnvironmentalError` where vl-convert isn't installed."""
    drawn: str = _library().vegalite_to_svg(spec, vl_version="5.20", allowed_base_urls=[], format_locale="en-US")
    return drawn


def png_of(svg: str) -> bytes:
    """An SVG drawing as a PNG of three pixels a CSS pixel, for files that take no SVG."""
    drawn: bytes = _library().svg_to_png(svg, scale=_SCALE)
    return drawn


def _library() -> Any:  # noqa: ANN401 — a module
    try:
        import vl_convert
    except ImportError as error:
        hint = "pip install 'smartcity-kg[brief]'; `--format md` needs nothing more"
        raise EnvironmentalError("charts need vl-convert, which isn't installed", hint) from error
    return vl_convert
