"""A picture as the JSON that travels inside the page, in blocks that no HTML parser can misread.

The index is small and parsed at once: what is needed to draw, to filter and to list, by column. The profiles with
their words and sources come in blocks of a few hundred things, which the page parses when somebody looks at them.
"""

from __future__ import annotations

import base64
import json
import math
import re
import zlib
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.records.profiles import AgreementProfile, Named, OrganizationProfile, Profiles
    from kg.records.text import LanguageMap
    from kg.views.graph.elements import Spot
    from kg.views.graph.picture import Groups, Picture

BLOCK: Final = 400
"""How many things one block of details holds."""

_WEB: Final = re.compile(r"https?://[^\s/?#]", re.IGNORECASE)
_ESCAPES: Final = {char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
_ENCODER: Final = msgspec.json.Encoder(order="deterministic")

Column = list[Any]
"""A value for each thing of a kind, in the order of the nodes."""


def index_of(picture: Picture, profiles: Profiles, spots: Sequence[Spot]) -> str:
    """The index of a page as JSON that may stand inside a script element."""
    concepts = _Concepts()
    number = {organization.iri: at for at, organization in enumerate(profiles.organizations, len(profiles.agreements))}
    return _json(
        {
            "generator": picture.generator,
            "build": picture.build,
            "date": picture.date,
            "whole": picture.whole,
            "block": BLOCK,
            "agreements": _agreement_columns(profiles.agreements, concepts),
            "organizations": _organization_columns(profiles.organizations, concepts),
            "x": [x for x, _ in spots],
            "y": [y for _, y in spots],
            "from": [at for at, deal in enumerate(profiles.agreements) for _ in deal.parties],
            "to": [number[party.organization] for deal in profiles.agreements for party in deal.parties],
            "measures": _measure_columns(picture, profiles.organizations),
            "concepts": concepts.columns(),
            "names": picture.names,
            "groups": _group_columns(picture.groups, profiles) if picture.groups else None,
            "story": picture.story,
        }
    )


def details_of(profiles: Profiles, *, packed: bool) -> Iterator[str]:
    """The blocks of profiles, in the order of the nodes, each with the addresses in it that may become links.

    `packed` blocks are a tenth as large: {"packed": zlib's bytes as base64, "size": of the block's text in bytes}.
    """
    things: list[AgreementProfile | OrganizationProfile] = [*profiles.agreements, *profiles.organizations]
    for start in range(0, len(things), BLOCK):
        block = things[start : start + BLOCK]
        text = _json({"things": block, "links": sorted(set(chain.from_iterable(map(_links, block))))})
        yield _packed(text) if packed else text


class _Concepts:
    """Fields, kinds, states and types, each with the number by which the columns name it."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.labels: list[LanguageMap] = []

    def number(self, concept: Named | None) -> int | None:
        if concept is None:
            return None
        if concept.iri not in self.numbers:
            self.numbers[concept.iri] = len(self.numbers)
            self.labels.append(concept.label)
        return self.numbers[concept.iri]

    def columns(self) -> dict[str, Column]:
        return {"iri": list(self.numbers), "label": self.labels}


def _agreement_columns(agreements: Sequence[AgreementProfile], concepts: _Concepts) -> dict[str, object]:
    number = concepts.number
    return {
        "iri": [deal.iri for deal in agreements],
        "name": _by_language([deal.title for deal in agreements]),
        "signed": [deal.signed for deal in agreements],
        "kind": [number(deal.kind) for deal in agreements],
        "status": [number(deal.status) for deal in agreements],
        "fields": [[number(field.concept) for field in deal.fields] for deal in agreements],
    }


def _organization_columns(organizations: Sequence[OrganizationProfile], concepts: _Concepts) -> dict[str, object]:
    number = concepts.number
    return {
        "iri": [body.iri for body in organizations],
        "name": _by_language([body.name for body in organizations]),
        "group": [number(body.group) for body in organizations],
        "type": [number(body.type) for body in organizations],
        "collective": [at for at, body in enumerate(organizations) if body.member_count is not None],
    }


def _group_columns(groups: Groups, profiles: Profiles) -> dict[str, object]:
    """The tree of groups, with nodes by their numbers."""
    iris = [deal.iri for deal in profiles.agreements] + [body.iri for body in profiles.organizations]
    number = {iri: at for at, iri in enumerate(iris)}
    return {
        "parent": groups.parents,
        "leaf": [groups.leaves[iri] for iri in iris],
        "named": [[number[iri] for iri in named] for named in groups.named],
        "rest": groups.rest,
    }


def _packed(text: str) -> str:
    data = text.encode()
    return _json({"packed": base64.b64encode(zlib.compress(data, 6)).decode(), "size": len(data)})


def _measure_columns(picture: Picture, organizations: Sequence[OrganizationProfile]) -> dict[str, Column]:
    """A column for each measure; a body without a value, or with one that is undefined, has none."""
    rows = [picture.measures.get(body.iri, {}) for body in organizations]
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: [_finite(row.get(name)) for row in rows] for name in names}


def _by_language(texts: list[LanguageMap]) -> dict[str, Column]:
    languages = sorted({language for text in texts for language in text})
    return {language: [text.get(language) for text in texts] for language in languages}


def _finite(value: float | None) -> float | None:
    """The value, or None for a measure that is undefined: JSON has no word for NaN."""
    return value if value is not None and math.isfinite(value) else None


def _links(thing: AgreementProfile | OrganizationProfile) -> Iterable[str]:
    """The addresses that may become links: http or https, with a host. All others are shown as text."""
    found = getattr(thing, "same_as", None)
    if found is None:
        found = (source.url for source in thing.sources if source.url)  # type: ignore[union-attr]
    return [address for address in found if _WEB.match(address)]


def _json(value: object) -> str:
    try:
        text = _ENCODER.encode(value).decode()
    except UnicodeEncodeError:
        # A lone surrogate cannot be written as UTF-8; as an escape it can.
        text = json.dumps(msgspec.to_builtins(value), sort_keys=True, separators=(",", ":"))
    for char, escape in _ESCAPES.items():
        text = text.replace(char, escape)
    return text
