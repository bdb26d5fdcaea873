"""A story file held against a graph: every id in it becomes an IRI of the graph, or a problem at its place."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from kg.errors import Problem
from kg.records.story import Scene
from kg.sources.story import read_story, story_error

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.records.profiles import Named, Profiles
    from kg.sources.story import ToldStep

Iris = dict[str, tuple[str, ...]]
"""The IRIs that an id means."""

FACETS = ("field", "kind", "status", "type")


def story_of(path: str, profiles: Profiles, measures: Iterable[str]) -> tuple[Scene, ...]:
    """The scenes of a story file about the agreements and organisations of these profiles.

    Ids are the last parts of IRIs; whole IRIs are taken too. Raises `DataError` with every id that the profiles don't
    know, and every measure that isn't among the measures.
    """
    known = _known(profiles, measures)
    found: list[Problem] = []
    scenes = [_Telling(path, told, known, found).scene() for told in read_story(path)]
    if found:
        raise story_error(found)
    return tuple(scenes)


class _Known(NamedTuple):
    """What ids may stand for: things to look at, the values of each facet, and the measures."""

    things: Iris
    facets: Mapping[str, Iris]
    measures: Iris


def _known(profiles: Profiles, measures: Iterable[str]) -> _Known:
    things = [*(deal.iri for deal in profiles.agreements), *(body.iri for body in profiles.organizations)]
    fields = [field.concept for agreement in profiles.agreements for field in agreement.fields]
    concepts: dict[str, Iterable[Named | None]] = {
        "field": fields,
        "kind": [agreement.kind for agreement in profiles.agreements],
        "status": [agreement.status for agreement in profiles.agreements],
        "type": [],
    }
    facets = {name: _by_id((c.iri, c.iri) for c in found if c) for name, found in concepts.items()}
    # A type above others stands for all of them: organisations carry the narrowest that is known.
    typed = [(body.type.iri, body.group) for body in profiles.organizations if body.type]
    types = [*((iri, iri) for iri, _ in typed), *((iri, group.iri) for iri, group in typed if group)]
    facets["type"] = _by_id(types)
    return _Known(_by_id((iri, iri) for iri in things), facets, {name: (name,) for name in sorted(measures)})


def _by_id(pairs: Iterable[tuple[str, str]]) -> Iris:
    """For the id and the whole IRI of each second part, the first parts that they mean, in order."""
    found: dict[str, set[str]] = {}
    for iri, named in pairs:
        for name in (named, unquote(re.split("[/#]", named.rstrip("/#"))[-1])):
            found.setdefault(name, set()).add(iri)
    return {name: tuple(sorted(iris)) for name, iris in found.items()}


class _Telling:
    """One step on its way to a scene."""

    def __init__(self, path: str, told: ToldStep, known: _Known, found: list[Problem]) -> None:
        self.path, self.told, self.known, self.found = path, told, known, found

    def scene(self) -> Scene:
        step = self.told.step
        asked = step.filter
        focus = self.iris("/focus", "agreement or organisation", step.focus, self.known.things) if step.focus else ()
        size = self.iris("/filter/size", "measure", asked.size, self.known.measures) if asked.size else ()
        if step.depth and not step.focus:
            self.problem("/depth", "a depth needs a focus", "say with `focus` from what to count")
        if asked.since and asked.until and asked.since > asked.until:
            self.problem("/filter/until", f"{asked.until} comes before {asked.since}", "exchange the two years")
        return Scene(
            text=step.text,
            selected=next(iter(focus), None),
            depth=step.depth,
            facets={name: values for name in FACETS if (values := self.facet(name))},
            years=(asked.since, asked.until) if asked.since or asked.until else None,
            mode=asked.mode or "two-mode",
            size=next(iter(size), None),
        )

    def facet(self, name: str) -> tuple[str, ...]:
        """The IRIs of the filter's values in a facet."""
        asked = getattr(self.told.step.filter, name)
        known = self.known.facets[name]
        if isinstance(asked, str):
            return self.iris(f"/filter/{name}", name, asked, known)
        each = [self.iris(f"/filter/{name}/{at}", name, value, known) for at, value in enumerate(asked)]
        return tuple(iri for iris in each for iri in iris)

    def iris(self, pointer: str, noun: str, name: str, known: Iris) -> tuple[str, ...]:
        """What the name stands for; nothing, and a problem, if the graph has no such thing."""
        if name in known:
            return known[name]
        ids = [id_ for id_ in known if "/" not in id_]
        close = difflib.get_close_matches(name[:80], ids, n=1)
        some = ", ".join(sorted(ids)[:8])
        hint = f"did you mean “{close[0]}”?" if close else f"there are {some}{' …' if len(ids) > 8 else ''}"  # noqa: PLR2004 — a line of them
        self.problem(pointer, f"no {noun} of this graph is “{name[:80]}”", hint if ids else "")
        return ()

    def problem(self, pointer: str, message: str, hint: str) -> None:
        mark = self.told.node.at(pointer)
        self.found.append(Problem(self.path, mark.line, mark.column, message, hint))
