"""The rows of an answer as a reader wants them: names in one language, ids for IRIs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.views.brief.wording import number, tidy

if TYPE_CHECKING:
    from kg.views.brief.briefing import Answer
    from kg.views.brief.wording import Language

_LANGUAGES: Final = {"Ko": "ko", "En": "en", "_ko": "ko", "_en": "en"}
_HIDDEN: Final = frozenset(
    ("eigenvector", "pagerank", "closeness", "two_mode_closeness", "two_mode_degree", "two_mode_betweenness", "source")
)
"""Measures that no briefing speaks of, and the IRIs of sources, which have addresses."""

_IRI: Final = re.compile(r"https?://\S+/([^/\s#]+)[/#]([^/\s#]+)")
_FLOAT: Final = re.compile(r"-?\d+\.\d{4,}(e-?\d+)?")


def folded(answer: Answer, language: Language) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Columns and rows: of a text in two languages the one that is asked for, else the other; measures rounded."""
    columns: dict[str, list[tuple[int, str]]] = {}
    for at, column in enumerate(answer.columns):
        if column.removesuffix("_error") in _HIDDEN:
            continue
        ending = next((ending for ending in _LANGUAGES if column.endswith(ending)), "")
        stem = column.removesuffix(ending) if ending else column
        columns.setdefault(stem, []).append((at, _LANGUAGES.get(ending, "")))
    order = {name: sorted(places, key=lambda place: place[1] != language) for name, places in columns.items()}
    rows = tuple(
        tuple(next((cell(row[at]) for at, _ in places if row[at]), "") for places in order.values())
        for row in answer.rows
    )
    return tuple(order), rows


def cell(text: str) -> str:
    """A value as it is read: `agreement/ID` for an IRI of a thing, three digits of a measure, the rest as it is."""
    if _FLOAT.fullmatch(text):
        return number(float(text))
    found = _IRI.fullmatch(text)
    return tidy(f"{found[1]}/{found[2]}" if found and "/id/" in text else text)
