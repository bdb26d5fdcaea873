"""What a page shows, as the pipeline hands it over."""

from __future__ import annotations

import msgspec

from kg.records.profiles import Profiles  # msgspec reads the field types at run time
from kg.records.story import Scene  # the same
from kg.records.text import LanguageMap  # the same


class Groups(msgspec.Struct, frozen=True):
    """A large network as a tree of groups, numbered so that a group stands before those in it.

    `parents` has the group around each group, -1 at the top; `leaves` the innermost group of each node, by IRI; `named`
    the most central bodies of each group, by IRI; `rest` the groups that hold only what belongs nowhere else.
    """

    parents: tuple[int, ...]
    leaves: dict[str, int]
    named: tuple[tuple[str, ...], ...]
    rest: tuple[int, ...] = ()


class Picture(msgspec.Struct, frozen=True):
    """All that the page shows: what the graph says, where each node is drawn, and the measures of organisations.

    `positions` are in pixels. `measures` are by organisation and measure name. `names` are of bodies that are spoken of
    and have no node: those above a body, and those whose people were there. `build` names the graph that the page was
    made of, `date` is the newest day that its sources tell of, and `whole` says how many agreements and organisations
    that graph has, where the page shows a part of it. A picture with `groups` opens on them, not on all nodes at once.
    `story` leads through the page, step by step.
    """

    profiles: Profiles
    positions: dict[str, tuple[float, float]]
    measures: dict[str, dict[str, float]]
    generator: str
    names: dict[str, LanguageMap] = {}
    build: str = ""
    date: str = ""
    whole: tuple[int, int] | None = None
    groups: Groups | None = None
    story: tuple[Scene, ...] = ()
