"""The numbers that a briefing draws: agreements by year and field, bodies by measure, bodies × fields, a time line."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from kg.pipeline.briefing.material import when
from kg.views.brief.briefing import Bar, Chart, Matrix, Moment, Timeline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.pipeline.briefing.material import Material

BARS: Final = 8
"""Bars that a small chart has room for."""

SIDE: Final = 8
"""Bodies and fields of the matrix."""

MOMENTS: Final = 12
"""Agreements of the time line."""

_YEAR: Final = 4
_FEWEST: Final = 2


def charts(material: Material) -> tuple[Chart, ...]:
    """The bar charts of a briefing, without those that would have nothing to show."""
    found = {
        "network": (_years, _fields, _measured),
        "organization": (_own_fields,),
        "field": (_years, _partners),
        "agreement": (),
    }[material.kind]
    return tuple(chart for make in found for chart in make(material))


def _years(material: Material) -> Iterator[Chart]:
    """Agreements by the year of their signing; every year between the first and the last has its bar."""
    own = material.own
    years = sorted(day[:_YEAR] for a in material.agreements if (day := when(a.signed)))
    if years:
        span = [f"{year:04}" for year in range(int(years[0]), int(years[-1]) + 1)]
        bars = tuple(Bar(year, own.count({"signedOn": f"{year}*"})) for year in span)
        yield Chart("years", bars, len(material.agreements), own.count({"signedOn": None}))


def _fields(material: Material) -> Iterator[Chart]:
    """The fields that most agreements name."""
    answer = material.ask("fields-by-year")
    counts: Counter[str] = Counter()
    for row in answer.rows:
        counts[row["field"]] += int(row["agreements"])
    top = sorted(counts, key=lambda field: (-counts[field], field))[:BARS]
    if top:
        bars = (Bar(material.name(field), answer.total("agreements", {"field": field})) for field in top)
        yield Chart("fields", tuple(bars), len(counts))


def _own_fields(material: Material) -> Iterator[Chart]:
    """The fields of an organisation's agreements."""
    answer = material.ask("bodies-by-field")
    rows = answer.kept({"organization": material.iri})
    if rows:
        wheres = [{"organization": material.iri, "field": row["field"]} for row in rows[:BARS]]
        bars = (Bar(material.name(where["field"]), answer.cell("agreements", dict(where))) for where in wheres)
        yield Chart("fields", tuple(bars), len(rows))


def _measured(material: Material) -> Iterator[Chart]:
    """The organisations of highest betweenness."""
    answer = material.ask.measures()
    rows = [row for row in answer.rows[:BARS] if float(row["betweenness"]) > 0]
    if rows:
        iris = [row["organization"] for row in rows]
        bars = (Bar(material.name(iri), answer.cell("betweenness", {"organization": iri})) for iri in iris)
        yield Chart("bodies", tuple(bars), len(answer.rows))


def _partners(material: Material) -> Iterator[Chart]:
    """The organisations of a field."""
    answer = material.ask("field-partners", field=material.iri)
    if answer.rows:
        iris = [row["organization"] for row in answer.rows[:BARS]]
        bars = (Bar(material.name(iri), answer.cell("agreements", {"organization": iri})) for iri in iris)
        yield Chart("partners", tuple(bars), len(answer.rows))


def matrix(material: Material) -> Matrix | None:
    """The bodies with most agreements and the fields that most of these name, of a whole network."""
    if material.kind != "network":
        return None
    answer = material.ask("bodies-by-field")
    bodies = [row["organization"] for row in material.ask("organizations").rows[:SIDE]]
    counts: Counter[str] = Counter()
    for row in answer.rows:
        counts[row["field"]] += int(row["agreements"]) * (row["organization"] in bodies)
    fields = sorted(counts, key=lambda field: (-counts[field], field))[:SIDE]
    if len(bodies) < _FEWEST or len(fields) < _FEWEST:
        return None
    known = {(row["organization"], row["field"]): int(row["agreements"]) for row in answer.rows}
    cells = tuple(tuple(known.get((body, field), 0) for field in fields) for body in bodies)
    named = tuple(map(material.name, bodies)), tuple(map(material.name, fields))
    return Matrix(*named, cells, answer.number, len(material.ask("organizations").rows), len(counts))


def timeline(material: Material) -> Timeline | None:
    """An organisation's agreements by their day."""
    if material.kind != "organization":
        return None
    dated = material.dated()
    if not dated:
        return None
    moments = []
    for agreement in dated[-MOMENTS:]:
        state = agreement.status.label if agreement.status else {}
        until = agreement.expires if when(agreement.expires) else None
        moments.append(Moment(material.name(agreement.iri), agreement.signed or "", until, state))
    return Timeline(tuple(moments), len(material.agreements) - len(dated), len(material.agreements))
