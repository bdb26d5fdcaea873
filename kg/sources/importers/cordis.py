"""CORDIS, the European Commission's open data of research projects: each grant agreement and who takes part in it.

The columns are those of `organization.csv` and `project.csv` as the Commission publishes them for Horizon 2020 and
Horizon Europe. Names are exact and keep the case that they have there; columns that are not read may be missing.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from kg.errors import Problem, UsageError
from kg.records.agreement import Agreement, Party
from kg.records.organization import Organization
from kg.sources.table.csv import open_csv
from kg.sources.table.mapping import IGNORE, Column, Mapping, MappingFile
from kg.sources.table.plan import plan_of
from kg.sources.table.reading import cut, read
from kg.sources.table.rows import Unreadable
from kg.vocab import CORDIS_PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.records.rules import AnyRecord
    from kg.sources.table.plan import Plan
    from kg.sources.table.rows import Table

PREFIX: Final = "cordis-"
TYPES: Final = {
    "HES": "university",
    "REC": "research-institute",
    "PRC": "private-company",
    "PUB": "public-institution",
    "OTH": "other-organisation",
}
"""CORDIS's activity types: higher or secondary education, research, private for profit, public body, other."""

ROLES: Final = {"coordinator": "lead", "participant": "participant", "partner": "partner"}
"""Roles of the scheme; other roles of CORDIS (third party, associated partner) have none there and are left out."""

_STATES: Final = {"SIGNED": "signed", "CLOSED": "expired", "TERMINATED": "terminated"}
_ORGANIZATION: Final = Mapping(
    columns={
        "organisationID": Column("id", prefix=PREFIX),
        "name": Column("name.und"),
        "shortName": Column("names.text", split=""),
        "activityType": Column("type", words=TYPES),
    },
    defaults={"names.lang": "und", "names.kind": "abbreviation"},
)
_PROJECT: Final = Mapping(
    columns={
        "id": (Column("id", prefix=PREFIX), Column("sources.url", prefix=CORDIS_PROJECT)),
        "title": Column("title.en"),
        "acronym": Column("projects.name.en", split=""),
        "status": Column("status", words=_STATES),
        "ecSignatureDate": Column("signed"),
        "startDate": Column("term.from"),
        "endDate": Column("term.until"),
    },
    defaults={"kind": "contract", "sources.type": "document", "sources.publisher.en": "CORDIS, European Commission"},
)
_OPTIONAL: Final = frozenset({"shortName", "acronym", "ecSignatureDate"})
_PART: Final = ("projectID", "organisationID", "name", "role")

Parties = dict[str, dict[str, Party | None]]
"""By project, the parties by organisation in the order of the file; None for one that can't be read."""


def read_cordis(folder: str) -> Iterator[AnyRecord | Problem]:
    """The organisations, then the grant agreements, of the two files in the folder.

    Organisations have the ids that CORDIS gives them; nothing is matched by name. One that stands in many projects is
    read where it stands first. The participations are held in memory, the projects are not.
    """
    parties: Parties = {}
    try:
        yield from _organizations(os.path.join(folder, "organization.csv"), parties)
        yield from _agreements(os.path.join(folder, "project.csv"), parties)
    except Unreadable as stop:
        yield from stop.problems


def _organizations(path: str, parties: Parties) -> Iterator[Organization | Problem]:
    with _opened(path) as stream:
        table = open_csv(path, stream)
        plan = _plan(path, table, Organization, _ORGANIZATION)
        if missing := [name for name in _PART if name not in table.header]:
            raise Unreadable(
                Problem(path, table.line, 0, f"there is no column {missing[0]}", "is it CORDIS's own file?")
            )
        places = [table.header.index(name) for name in _PART]
        good: dict[str, bool] = {}
        for row in table.rows:
            project, organization, name, role = (str(row.cells[place]) for place in places)
            if organization not in good:
                found = [*read(plan, [[row]])]
                good[organization] = not any(isinstance(item, Problem) for item in found)
                yield from (item if isinstance(item, Problem) else item.record for item in found)
            party = Party(organization=PREFIX + organization, as_written=name or None, role=ROLES.get(role))
            parties.setdefault(project, {}).setdefault(organization, party if good[organization] else None)


def _agreements(path: str, parties: Parties) -> Iterator[Agreement | Problem]:
    with _opened(path) as stream:
        table = open_csv(path, stream)
        plan = _plan(path, table, Agreement, _PROJECT)
        for batch in cut(plan, table):
            for item in read(plan, batch):
                if isinstance(item, Problem):
                    yield item
                    continue
                own = parties.get(item.record.id.removeprefix(PREFIX), {})
                if bad := next((key for key, party in own.items() if party is None), None):
                    yield item.problem("/id", f"its party {bad} has a problem in organization.csv", "mend that row")
                else:
                    yield replace(item.record, parties=tuple(own.values()))


def _opened(path: str) -> Any:  # noqa: ANN401 — a context of a binary stream
    if not os.path.isfile(path):
        hint = "name the folder that holds organization.csv and project.csv, unpacked"
        raise UsageError(f"{path} isn't there", hint)
    return Path(path).open("rb")


def _plan(path: str, table: Table, record_type: type[AnyRecord], wanted: Mapping) -> Plan:
    """The plan for one of the files: what is wanted of it, all other columns passed over."""
    columns = {name: column for name, column in wanted.columns.items() if name in table.header or name not in _OPTIONAL}
    ignored = {name: IGNORE for name in table.header if name and name not in columns}
    # What is said of each short name is not to make one where there is none.
    defaults = {name: text for name, text in wanted.defaults.items() if "shortName" in columns or "names." not in name}
    mapping = Mapping(columns={**columns, **ignored}, defaults=defaults)
    plan = plan_of(path, table, record_type, MappingFile(mapping, path))
    if isinstance(plan, list):
        raise Unreadable(*plan)
    return plan
