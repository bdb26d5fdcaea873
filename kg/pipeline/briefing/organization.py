"""What matters of an organisation: agreements and rank, closest partners, and where it alone ties two fields."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING, Final

from kg.concepts import with_broader
from kg.pipeline.briefing.material import best
from kg.views.brief.briefing import Day, Headline, Saying

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.pipeline.briefing.material import Material
    from kg.records.profiles import AgreementProfile
    from kg.views.brief.briefing import Slot

_FEWEST: Final = 2
"""Agreements that a field needs for a tie of it to be worth a sentence."""


def sayings(material: Material) -> Iterator[Saying]:
    """The sentences of an organisation."""
    subject = material.name(material.iri)
    if not material.own.rows:
        yield Saying("organization-none", {"subject": subject, "agreements": material.ask("agreements").count()})
        return
    yield _size(material)
    close, latest = _closest(material), _latest(material)
    if close and latest:
        yield Saying("closest-latest", close | latest)
    elif close or latest:
        yield Saying("closest" if close else "latest", close or latest)
    yield from _alone(material)


def headlines(material: Material) -> Iterator[Headline]:
    """The numbers of an organisation."""
    ask, where = material.ask, {"organization": material.iri}
    own, everything = material.own.count(), ask("agreements").count()
    yield Headline("agreements-of", own, everything)
    yield Headline("partners", ask("co-signers", org=material.iri).count())
    measures = ask.measures()
    if measures.kept(dict(where)):
        yield Headline("rank", measures.rank("betweenness", dict(where)), measures.count())
    yield Headline("worded", ask("words", org=material.iri).different("agreement"), own)


def _size(material: Material) -> Saying:
    """Its agreements, its partners, and its rank where it stands between others at all."""
    where: dict[str, str | None] = {"organization": material.iri}
    partners, measures = material.ask("co-signers", org=material.iri), material.ask.measures()
    slots: dict[str, Slot] = {"subject": material.name(material.iri), "agreements": material.own.count()}
    if not partners.rows:
        return Saying("organization-solo", slots)
    slots["partners"] = partners.count()
    if not measures.cell("betweenness", where).value > 0:
        return Saying("organization-plain", slots)
    slots |= {"rank": measures.rank("betweenness", where), "organizations": measures.count()}
    return Saying("organization-ranked", slots)


def _closest(material: Material) -> dict[str, Slot]:
    answer = material.ask("co-signers", org=material.iri)
    top = best(answer.rows, "agreements")
    if not top or top[0]["agreements"] == "1":
        return {}
    names = material.names([row["partner"] for row in top])
    return {"partners": names, "number": answer.cell("agreements", {"partner": top[0]["partner"]})}


def _latest(material: Material) -> dict[str, Slot]:
    dated = material.dated()
    if not dated:
        return {}
    return {"title": material.name(dated[-1].iri), "day": Day(dated[-1].signed or "")}


def _alone(material: Material) -> Iterator[Saying]:
    """The two fields, the largest such pair, in which no other organisation has agreements of both."""
    bodies = _bodies_by_field(material)
    mine = sorted(field for field, known in bodies.items() if material.iri in known)
    pairs = [pair for pair in combinations(mine, 2) if bodies[pair[0]] & bodies[pair[1]] == {material.iri}]
    sized = [(min(len(bodies[one]), len(bodies[other])), one, other) for one, other in pairs]
    found = [(size, one, other) for size, one, other in sized if size >= _FEWEST]
    if found:
        _, one, other = min(found, key=lambda each: (-each[0], each[1:]))
        answer = material.ask("ties-two-fields", field=one, other=other)
        slots: dict[str, Slot] = {"one": material.name(one), "other": material.name(other)}
        yield Saying("alone", {"subject": material.name(material.iri), "bodies": answer.count(), **slots})
        return
    yield from _field(material)


def _field(material: Material) -> Iterator[Saying]:
    """The field of most of its agreements."""
    counts = Counter(field for agreement in material.agreements for field in fields_of(agreement))
    if not counts:
        return
    top = [field for field, count in sorted(counts.items()) if count == max(counts.values())]
    number = material.ask("in-field", field=top[0]).count(inside=material.own)
    key = "organization-field" if len(top) == 1 else "organization-fields"
    yield Saying(key, {"fields": material.names(top), "number": number})


def _bodies_by_field(material: Material) -> dict[str, set[str]]:
    """The organisations of each field that an agreement names, those of narrower fields among them."""
    named = {body.iri for body in material.profiles.organizations if body.member_count is None}
    found: dict[str, set[str]] = {}
    above: dict[str, set[str]] = {}
    for agreement in material.profiles.agreements:
        parties = {party.organization for party in agreement.parties} & named
        for field in fields_of(agreement):
            if field not in above:
                above[field] = {field, *(concept.iri for concept in with_broader([field]))}
            for each in above[field]:
                found.setdefault(each, set()).update(parties)
    return found


def fields_of(agreement: AgreementProfile) -> list[str]:
    """The fields of an agreement, each once."""
    return list(dict.fromkeys(field.concept.iri for field in agreement.fields))
