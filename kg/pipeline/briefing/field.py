"""What matters of a field of co-operation: how much of all it is, who works in it most, and its latest agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.pipeline.briefing.material import best
from kg.pipeline.briefing.network import SIGNED
from kg.views.brief.briefing import Day, Headline, Saying

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.pipeline.briefing.material import Material
    from kg.views.brief.briefing import Slot


def sayings(material: Material) -> Iterator[Saying]:
    """The sentences of a field."""
    everything, partners = material.ask("agreements"), material.ask("field-partners", field=material.iri)
    slots: dict[str, Slot] = {"field": material.name(material.iri), "all": everything.count()}
    if not material.own.rows:
        yield Saying("field-none", slots)
        return
    slots |= {"agreements": material.own.count(), "organizations": partners.count()}
    yield Saying("field-size", slots)
    top = best(partners.rows, "agreements")
    if top:
        number = partners.cell("agreements", {"organization": top[0]["organization"]})
        names = material.names([row["organization"] for row in top])
        several = "field-most-several" if len(top) > 1 else "field-most"
        yield Saying(several if top[0]["agreements"] != "1" else "field-once", {"bodies": names, "number": number})
    dated = material.dated()
    if dated:
        title, day, first = material.name(dated[-1].iri), Day(dated[-1].signed or ""), Day(dated[0].signed or "")
        yield Saying("latest" if first == day else "field-latest", {"first": first, "title": title, "day": day})


def headlines(material: Material) -> Iterator[Headline]:
    """The numbers of a field."""
    ask, own = material.ask, material.own
    partners = ask("field-partners", field=material.iri)
    yield Headline("agreements-in", own.count(), ask("agreements").count())
    yield Headline("organizations-in", partners.count(), ask("organizations").count())
    yield Headline("signed", own.count({"status": SIGNED}), own.count())
    yield Headline("announcements", material.different("announcements", "source"))
