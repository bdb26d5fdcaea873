"""A guided story through the page: what its author writes, and what the page is told.

A story is a list of steps. Each has a text, and may say which thing to look at and which part of the network to show.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from kg.records.text import LanguageMap, SomeLanguage, Text

MAX_DEPTH = 3
"""How many agreements away from its focus a step may look, as the page itself."""

# Not `Text`: msgspec 0.22 may end the interpreter with a fault of memory after it has met a text with a pattern in one
# union with a tuple.
Names = str | tuple[str, ...]
"""One id, or a list of them: any of these."""
Year = Annotated[int, Meta(ge=1000, le=9999)]
Mode = Literal["two-mode", "projection"]


class Filter(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"since": "from"}):
    """Which part of the network a step shows, in ids; what isn't named is not filtered by."""

    field: Names = ()
    kind: Names = ()
    type: Names = ()
    status: Names = ()
    since: Year | None = None
    until: Year | None = None
    mode: Mode | None = None
    size: Text | None = None


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One step as it is written: the text, the agreement or organisation to look at, and the filter."""

    text: SomeLanguage
    focus: Text | None = None
    depth: Annotated[int, Meta(ge=1, le=MAX_DEPTH)] | None = None
    filter: Filter = Filter()


class Scene(msgspec.Struct, frozen=True):
    """One step as the page shows it: ids have become the IRIs of a graph.

    `selected` is the thing to look at; `depth` is set where nothing further away than that is to be seen.
    """

    text: LanguageMap
    selected: str | None = None
    depth: int | None = None
    facets: dict[str, tuple[str, ...]] = {}
    years: tuple[int | None, int | None] | None = None
    mode: Mode = "two-mode"
    size: str | None = None
