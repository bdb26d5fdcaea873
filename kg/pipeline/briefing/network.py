"""What matters of a whole network: its size and span, who holds it together, the field and the tie that stand out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.pipeline.briefing.material import best
from kg.views.brief.briefing import Day, Headline, Saying
from kg.vocab import BASE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.pipeline.briefing.material import Material
    from kg.views.brief.briefing import Slot

PAIRS: Final = 20
"""Rows that the question after the closest pairs gives; as many alike may be more than that."""

SIGNED: Final = f"{BASE}state/signed"
"""The state of an agreement that is concluded, as far as is known."""


def sayings(material: Material) -> Iterator[Saying]:
    """The sentences of the network."""
    ask, agreements = material.ask, material.ask("agreements")
    if not agreements.rows:
        yield Saying("network-empty", {})
        return
    dated = material.dated()
    size: dict[str, Slot] = {"agreements": agreements.count(), "organizations": ask("organizations").count()}
    if dated:
        span: dict[str, Slot] = {"first": Day(dated[0].signed or ""), "last": Day(dated[-1].signed or "")}
        yield Saying("network-span" if span["first"] != span["last"] else "network-day", size | span)
    else:
        yield Saying("network-size", size)
    yield from _holder(material)
    field, tie = _field(material), _tie(material)
    if field and tie:
        yield Saying(f"{field.key}-{tie.key}", field.slots | tie.slots)
    elif field:
        yield field


def headlines(material: Material) -> Iterator[Headline]:
    """The numbers of the network."""
    ask = material.ask
    organizations, agreements = ask("organizations"), ask("agreements")
    signed: dict[str, str | None] = {"status": SIGNED}
    yield Headline("agreements-signed", agreements.count(signed), agreements.count())
    yield Headline("organizations", organizations.count())
    yield Headline("once", organizations.count({"agreements": "1"}), organizations.count())
    yield Headline("fields", ask("fields-by-year").different("field"))


def _holder(material: Material) -> Iterator[Saying]:
    measures = material.ask.measures()
    top = measures.rows[0] if measures.rows else None
    if top is None or not float(top["betweenness"]) > 0:
        return
    where: dict[str, str | None] = {"organization": top["organization"]}
    slots: dict[str, Slot] = {name: measures.cell(name, where) for name in ("betweenness", "agreements", "partners")}
    yield Saying("network-holder", {"holder": material.name(top["organization"]), **slots})


def _field(material: Material) -> Saying | None:
    """The fields that most agreements name."""
    answer = material.ask("fields-by-year")
    fields = sorted({row["field"] for row in answer.rows})
    totals = [{"field": field, "n": str(answer.total("agreements", {"field": field}).value)} for field in fields]
    top = [row["field"] for row in best(totals, "n")]
    if not top:
        return None
    number = answer.total("agreements", {"field": top[0]})
    return Saying("field" if len(top) == 1 else "fields", {"fields": material.names(top), "number": number})


def _tie(material: Material) -> Saying | None:
    """The two bodies that share most agreements, if they share several."""
    answer = material.ask("closest-pairs")
    top = best(answer.rows, "agreements")
    if not top or len(top) == PAIRS or top[0]["agreements"] == "1":
        return None
    slots: dict[str, Slot] = {key: material.name(top[0][key]) for key in ("organization", "partner")}
    slots["shared"] = answer.cell("agreements", {key: top[0][key] for key in ("organization", "partner")})
    if len(top) > 1:
        slots["pairs"] = answer.count({"agreements": top[0]["agreements"]})
    return Saying("tie" if len(top) == 1 else "ties", slots)
