"""What isn't known of the agreements of a briefing, each with how many of how many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.views.brief.briefing import Saying

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.pipeline.briefing.material import Material
    from kg.views.brief.briefing import Figure


def gaps(material: Material) -> Iterator[Saying]:
    """A sentence for each thing that isn't known; none for what is known of all."""
    own, inside = material.own, material.inside()
    agreements = own.count(material.where())
    counted: list[tuple[str, Figure]] = [
        ("gap-term", material.count("no-term")),
        ("gap-day", own.count(material.where({"signedOn": None}))),
        ("gap-source", material.count("one-source")),
        ("gap-counts", material.count("stated-counts")),
        ("gap-disagreement", material.different("disagreements", "agreement")),
    ]
    for key, figure in counted:
        if figure.value and material.kind == "agreement":
            yield Saying(f"{key}-one", {})
        elif figure.value:
            yield Saying(key, {"number": figure, "agreements": agreements})
    coverage = material.ask("evidence-coverage")
    named, worded = (coverage.total(column, material.where(), inside) for column in ("parties", "partiesWithWords"))
    if worded.value < named.value:
        yield Saying("gap-words", {"number": worded, "parties": named})
