"""The names of some things of a graph, without reading the rest of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.rdf.profiles import LABELS
from kg.store.statements import Literal

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from kg.store.embedded import Store


def labels(store: Store, iris: Collection[str], properties: Sequence[str] = LABELS) -> dict[str, dict[str, str]]:
    """The texts of each thing by language, as its profile names it: those of the first property that it has.

    A text without a language is kept under `und` (BCP 47: undetermined); of several in one language the first in the
    order of the alphabet. What has none of the properties is left out.
    """
    found: dict[str, dict[str, str]] = {}
    missing = set(iris)
    for property_ in properties:
        if not missing:
            break
        for subject, _, text in store.statements(property_):
            if isinstance(text, Literal) and subject.value in missing:
                texts = found.setdefault(subject.value, {})
                language = text.language or "und"
                texts[language] = min(text.value, texts.get(language, text.value))
        missing -= found.keys()
    return found
