"""A briefing of a graph: the whole, or one organisation, field or agreement of it."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from kg.pipeline.briefing import agreement, field, network, organization
from kg.pipeline.briefing.asking import Asking
from kg.pipeline.briefing.build_id import build_id
from kg.pipeline.briefing.charts import charts, matrix, timeline
from kg.pipeline.briefing.gaps import gaps
from kg.pipeline.briefing.material import Material
from kg.pipeline.briefing.picture import picture
from kg.pipeline.briefing.sources import Citing
from kg.pipeline.briefing.subject import subject_named
from kg.pipeline.briefing.table import listed
from kg.records.profiles import Profiles
from kg.views.brief.briefing import Briefing, Changes, Coverage
from kg.vocab import BASE

if TYPE_CHECKING:
    from kg.pipeline.opened import Graph
    from kg.records.text import LanguageMap
    from kg.views.brief.briefing import Kind

_SUBJECTS: Final = {"network": network, "organization": organization, "field": field, "agreement": agreement}


def briefing(graph: Graph, name: str | None = None, since: str | None = None, base_iri: str = BASE) -> Briefing:
    """The briefing of a graph, or of the thing of this name; `since` is the manifest of an earlier build.

    Raises `UsageError` for a name that means no organisation, field or agreement, or several.
    """
    kind, iri = subject_named(graph.store, name) if name is not None else ("network", "")
    material = Material(Asking(graph, base_iri), kind, iri)
    citing = Citing(material.profiles.agreements)
    subject = _SUBJECTS[kind]
    parties, fields = agreement.parts(material, citing) if kind == "agreement" else ((), ())
    rows = listed(material, citing)
    return Briefing(
        kind=kind,
        subject=material.name(iri) if iri else None,
        type=_type(material, kind),
        data_date=_published(material)[1],
        build=build_id(graph.path, graph.store),
        generator=f"kg {version('smartcity-kg')}",
        graph=graph.path,
        coverage=_coverage(material),
        sayings=tuple(subject.sayings(material)),
        headlines=tuple(subject.headlines(material)),
        picture=picture(material),
        charts=charts(material),
        matrix=matrix(material),
        places=_places(material),
        timeline=timeline(material),
        listed=rows,
        changes=None if since is None else _changes(material, since),
        gaps=tuple(gaps(material)),
        parties=parties,
        fields=fields,
        sources=citing.cited(),
        whole_sources=int(material.different("announcements", "source").value),
        answers=material.ask.answers(),
    )


def _type(material: Material, kind: Kind) -> LanguageMap:
    """The narrowest type of an organisation, the kind of an agreement."""
    if kind == "organization":
        body = material.organizations.get(material.iri)
        return body.type.label if body and body.type else {}
    if kind == "agreement" and material.agreements[0].kind:
        return material.agreements[0].kind.label
    return {}


def _changes(material: Material, since: str) -> Changes:
    # It reads manifests, which brings the readers of records, and these bring yaml.
    from kg.pipeline.briefing.changes import changes

    return changes(material, since, material.ask.graph.path)


def _places(material: Material) -> Profiles | None:
    """What a map of a network or of an organisation's agreements is drawn from."""
    if material.kind not in {"network", "organization"} or not material.agreements:
        return None
    parties = {party.organization for agreement in material.agreements for party in agreement.parties}
    bodies = tuple(body for body in material.profiles.organizations if body.iri in parties)
    return Profiles(tuple(material.agreements), bodies)


def _coverage(material: Material) -> Coverage:
    rows = material.ask("announcements").kept(material.where(), material.inside())
    days = sorted(row["published"] for row in rows if "published" in row)
    announcements = material.different("announcements", "source")
    return Coverage(announcements, days[0] if days else None, days[-1] if days else None)


def _published(material: Material) -> tuple[str | None, str | None]:
    """The first and the last day on which a source of the whole graph was published."""
    days = sorted(row["published"] for row in material.ask("announcements").rows if "published" in row)
    return (days[0], days[-1]) if days else (None, None)
