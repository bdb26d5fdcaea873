# ruff: noqa: INP001 — no package: it lies beside the data that it is about
"""The facts and the decision tables of this folder, read: what is the same for every record."""

from __future__ import annotations

import json
import os
import re
import tomllib
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE: Final = os.path.dirname(os.path.abspath(__file__))

Facts = dict[str, Any]
"""One announcement, as a line of the facts gives it."""


class Phrase(NamedTuple):
    """A phrase that names fields of co-operation, and the concepts that it was read as.

    `variant_of` is the phrase of the record that it says again in other words; of a phrase of the record it is empty.
    """

    text: str
    variant_of: str
    concepts: list[str]


class Tables:
    """The decision tables."""

    def __init__(self) -> None:
        """Read `events.toml`, `names.tsv`, `phrases.tsv`, `projects.tsv` and `publishers.tsv`."""
        with open(os.path.join(HERE, "events.toml"), "rb") as stream:
            tables = tomllib.load(stream)
        self.documents: list[str] = tables.pop("documents")["ids"]
        self.kinds: dict[str, str] = tables.pop("kinds")
        self._literal: dict[str, str] = tables.pop("literal")
        self.events: dict[str, dict[str, Any]] = tables
        self._names: dict[str, list[str]] = {}
        for name, organization in _rows("names.tsv"):
            self._names.setdefault(name, []).append(organization)
        self._phrases: dict[str, list[Phrase]] = {}
        for event, phrase, variant_of, concepts in _rows("phrases.tsv"):
            self._phrases.setdefault(event, []).append(Phrase(phrase, variant_of, concepts.split()))
        self._projects = {(event, project): kept for event, project, kept in _rows("projects.tsv")}
        self._publishers = {host: {"ko": ko, "en": en} for host, ko, en in _rows("publishers.tsv")}

    def literal(self, words: str) -> str:
        """The words as they stand in the source, where the facts join or explain some."""
        return self._literal.get(words, words)

    def organizations(self, name: str) -> list[str]:
        """The ids behind a written name: two where a source fuses the names of two."""
        return self._names[name]

    def phrases(self, event: str) -> list[Phrase]:
        """The phrases of an event that became fields."""
        return [phrase for phrase in self._phrases.get(event, []) if not phrase.variant_of]

    def wordings(self, event: str, kept: Phrase, concept: str) -> set[str]:
        """The phrase of a field and its variants: all that bears the concept out."""
        rows = self._phrases[event]
        return {row.text for row in rows if kept.text in {row.text, row.variant_of} and concept in row.concepts}

    def project(self, event: str, name: str) -> str:
        """The name of a project in the record, where an announcement has it in other words."""
        return self._projects.get((event, name), name)

    def gaps(self, event: str, announcements: list[Facts]) -> Iterator[str]:
        """What `phrases.tsv` and `projects.tsv` lack of an event, and what they have that no announcement says."""
        written = {phrase for fact in announcements for phrase in fact.get("cooperation_fields", [])}
        listed = {row.text for row in self._phrases.get(event, [])}
        yield from (f"{event}: no row for the phrase {phrase!r}" for phrase in sorted(written - listed))
        yield from (f"{event}: no announcement has the phrase {phrase!r}" for phrase in sorted(listed - written))
        kept = {phrase.text: set(phrase.concepts) for phrase in self.phrases(event)}
        for row in self._phrases.get(event, []):
            if row.variant_of and not set(row.concepts) <= kept.get(row.variant_of, set()):
                yield f"{event}: {row.text!r} is a variant of no phrase with its concepts"
        named = {name for fact in announcements for name in fact.get("projects_mentioned", [])}
        for (of, project), name in self._projects.items():
            if of == event and not {project, name} <= named:
                yield f"{event}: the announcements don't have both {project!r} and {name!r}"

    def publisher(self, url: str) -> dict[str, str]:
        """The publisher behind an address, where the host leaves no doubt."""
        host = urlsplit(url).hostname or ""
        for known, names in self._publishers.items():
            if host == known or host.endswith(f".{known}"):
                return {language: name for language, name in names.items() if name}
        return {}


def read_facts(path: str) -> dict[str, list[Facts]]:
    """The announcements by event."""
    events: dict[str, list[Facts]] = {}
    with open(path, encoding="utf-8") as stream:
        for line in stream:
            announcement = json.loads(line)
            events.setdefault(announcement["event"], []).append(announcement)
    return events


def essence(words: str) -> str:
    """What two spellings of one title or place have in common: no spaces, quotation marks and “(MOU)”, no case."""
    return re.sub(r"\(MOU\)|[\s'\"‘’“”]", "", words).casefold()


def _rows(name: str) -> list[list[str]]:
    """The rows of a table, without its head."""
    with open(os.path.join(HERE, name), encoding="utf-8") as stream:
        return [line.rstrip("\n").split("\t") for line in stream][1:]
