"""A picture of a partnership network → one HTML file, drawn by pyvis's network with a template of our own.

The file asks the network for nothing: scripts, styles and data are inside, and its Content-Security-Policy names the
scripts and styles by hash and forbids everything else. Data travels as JSON that no HTML parser can misread, and the
scripts only ever write it as text. The same picture gives the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

import jinja2
from pyvis.network import Network

from kg.errors import DataError
from kg.views.graph.elements import completed, edges_of, iris_of, nodes_of, spots_of
from kg.views.graph.payload import details_of, index_of
from kg.views.graph.picture import Groups, Picture

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["SCRIPTS", "STYLES", "Groups", "PartnershipNetwork", "Picture", "graph_page"]

SCRIPTS: Final = (
    "state/words.js",
    "state/inflate.js",
    "state/data.js",
    "state/texts.js",
    "state/shown.js",
    "state/state.js",
    "groups/groups.js",
    "state/address.js",
    "drawing/dom.js",
    "drawing/theme.js",
    "drawing/shapes.js",
    "drawing/labels.js",
    "drawing/sizes.js",
    "drawing/network.js",
    "drawing/camera.js",
    "whole/columns.js",
    "whole/whole.js",
    "whole/wholenames.js",
    "whole/gestures.js",
    "panel/quotes.js",
    "panel/panel.js",
    "panel/claims.js",
    "panel/agreement.js",
    "panel/organization.js",
    "panel/tie.js",
    "drawing/pointer.js",
    "filters/legend.js",
    "filters/filters.js",
    "filters/active.js",
    "filters/years.js",
    "filters/play.js",
    "filters/around.js",
    "filters/modes.js",
    "finding/finding.js",
    "finding/finder.js",
    "finding/search.js",
    "groups/bubbles.js",
    "groups/parts.js",
    "groups/partlist.js",
    "finding/paths.js",
    "finding/path_view.js",
    "panel/story.js",
    "paper/drawn.js",
    "paper/drawngroups.js",
    "paper/sheet.js",
    "paper/table.js",
    "paper/exporting.js",
    "paper/print.js",
    "main.js",
    "report.js",
)
"""The page's own scripts in the order in which they are joined; each uses only what stands before it when it starts."""

STYLES: Final = (
    "base.css",
    "drawing.css",
    "tools.css",
    "years.css",
    "filters.css",
    "details.css",
    "reading.css",
    "story.css",
    "large.css",
    "media.css",
    "paper.css",
)
"""The page's style sheets in the order in which they are joined."""


class PartnershipNetwork(Network):  # type: ignore[misc]  # pyvis has no types
    """pyvis's network with a page of our own: offline, safe against scripts in the data, and the same each time.

    Nodes and edges are put into pyvis's lists directly: its `add_edge` is quadratic and drops parallel edges.
    """

    def __init__(self, picture: Picture) -> None:
        """Fill the network with the picture's nodes and edges."""
        super().__init__(height="100%", width="100%", directed=False, cdn_resources="in_line")
        self.picture = picture
        self.profiles = completed(picture.profiles)
        self.node_ids: list[str] = iris_of(self.profiles)
        self.spots = spots_of(self.node_ids, picture.positions)
        self.nodes: list[dict[str, Any]] = nodes_of(self.profiles, self.spots)
        self.edges: list[dict[str, Any]] = edges_of(self.profiles)
        self.node_map: dict[str, dict[str, Any]] = {node["id"]: node for node in self.nodes}
        self.path = "page.html.jinja"
        self.templateEnv = jinja2.Environment(
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            loader=jinja2.FunctionLoader(_asset),
            keep_trailing_newline=True,
        )
        self._check_edges()

    def generate_html(
        self,
        name: str = "index.html",  # noqa: ARG002
        local: bool = True,  # noqa: ARG002, FBT002
        notebook: bool = False,  # noqa: ARG002, FBT002
    ) -> str:
        """The page as text; the arguments are pyvis's and change nothing."""
        sigma = [_asset("sigma/sigma.min.js")] if self.picture.groups else []
        scripts = [_asset("vis-network/vis-network.min.js"), *sigma, _own_script()]
        style = _own_style()
        page: str = self.templateEnv.get_template(self.path).render(
            policy=_policy(scripts, [style]),
            generator=self.picture.generator,
            icon=f"data:image/svg+xml,{quote(_asset('icon.svg'))}",
            style=style,
            scripts=scripts,
            index=index_of(self.picture, self.profiles, self.spots),
            details=details_of(self.profiles, packed=self.picture.groups is not None),
        )
        self.html = page
        return page

    def _check_edges(self) -> None:
        pairs = sum(len(agreement.parties) for agreement in self.profiles.agreements)
        ids = {edge["id"] for edge in self.edges}
        if not len(self.edges) == len(ids) == pairs:
            raise DataError(
                f"{pairs} participations became {len(ids)} edges", "Report this: a partnership would be lost."
            )


def graph_page(picture: Picture) -> str:
    """The page of a picture, as the text of one HTML file."""
    return str(PartnershipNetwork(picture).generate_html())


@cache
def _asset(name: str) -> str:
    """The text of a file that ships with the page, with the line ends that browsers hash."""
    return files(__package__).joinpath("assets", *name.split("/")).read_text("utf-8").replace("\r\n", "\n")


@cache
def _own_script() -> str:
    """The page's own scripts as one, in a scope of its own: only `window.kgPage` is seen from outside."""
    body = "\n".join(_asset(f"scripts/{name}") for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{body}}})();\n'


@cache
def _own_style() -> str:
    return "\n".join(_asset(f"styles/{name}") for name in STYLES)


@cache
def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """The Content-Security-Policy: these scripts and styles by hash, drawings inside the file, and nothing else."""
    injected = tomllib.loads(_asset("vis-network/vendor.toml"))["injected_styles"]
    script_hashes = " ".join(f"'{_hash(script)}'" for script in scripts)
    style_hashes = " ".join(f"'{value}'" for value in [*map(_hash, styles), *injected])
    rules = [
        "default-src 'none'",
        f"script-src {script_hashes}",
        f"style-src {style_hashes}",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ]
    return "; ".join(rules)
