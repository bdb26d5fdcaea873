"""Foreign data: CORDIS's two files, and tables of treaties and their members."""

from __future__ import annotations

import csv
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from msgspec.structs import replace

from kg.concepts import schemes
from kg.errors import Problem, UsageError
from kg.pipeline.importing import import_foreign
from kg.records.agreement import Agreement, FollowUp, Party, Term
from kg.records.dates import PartialDate
from kg.records.organization import Organization
from kg.sources.importers.cordis import ROLES, TYPES, read_cordis
from kg.sources.importers.treaty import read_treaty
from tests.tables import csv_bytes
from tests.test_cli import kg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.records.rules import AnyRecord

FILES: Final = Path(__file__).parent / "cordis"
"""Two files with the columns of CORDIS's own, and rows that are made up."""

Row = dict[str, str]


def cordis(
    folder: Path, change: Callable[[str, list[Row]], list[Row]] = lambda _, rows: rows
) -> list[AnyRecord | Problem]:
    """What is read of the two files after a change to the rows of each."""
    for name in ("organization.csv", "project.csv"):
        with (FILES / name).open(encoding="utf-8", newline="") as stream:
            rows = change(name, list(csv.DictReader(stream, delimiter=";")))
        with (folder / name).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(rows[0]), delimiter=";", quoting=csv.QUOTE_ALL)
            writer.writeheader()
            writer.writerows(rows)
    return list(read_cordis(str(folder)))


def without(column: str) -> Callable[[str, list[Row]], list[Row]]:
    return lambda _, rows: [{key: value for key, value in row.items() if key != column} for row in rows]


def lines(items: Iterable[AnyRecord | Problem]) -> list[str]:
    """The first lines of the problems, with the names of their files alone."""
    wrong = [replace(item, path=os.path.basename(item.path)) for item in items if isinstance(item, Problem)]
    return [str(problem).partition("\n")[0] for problem in wrong]


def test_cordis_gives_organisations_and_grant_agreements(tmp_path: Path) -> None:
    university, company, first, second = cordis(tmp_path)
    assert isinstance(university, Organization)
    assert isinstance(company, Organization)
    assert (university.id, university.type, university.name) == (
        "cordis-999",
        "university",
        {"und": "UNIVERSITE; D'EXEMPLE"},
    )
    assert [(name.text, name.kind) for name in university.names] == [("UDE", "abbreviation")]
    assert (company.id, company.names) == ("cordis-998", ())
    assert isinstance(first, Agreement)
    assert isinstance(second, Agreement)
    assert (first.id, first.kind, first.status, str(first.signed)) == ("cordis-101", "contract", "signed", "2022-11-25")
    assert first.title == {"en": "Smart\ncities"}
    assert first.term == Term(from_=PartialDate(2023, 1, 1), until=PartialDate(2026, 12, 31))
    assert first.sources[0].url == "https://cordis.europa.eu/project/id/101"
    assert first.projects[0].name == {"en": "A;B"}
    assert first.parties == (
        Party(organization="cordis-999", as_written="UNIVERSITE; D'EXEMPLE", role="lead"),
        Party(organization="cordis-998", as_written="EXAMPLE GMBH", role="participant"),
    )
    assert second.parties == (Party(organization="cordis-999", as_written="Université d'Exemple"),)


def test_types_and_roles_are_concepts_of_the_schemes() -> None:
    assert set(TYPES.values()) <= schemes()["organization-type"]
    assert set(ROLES.values()) <= schemes()["role"]


@pytest.mark.parametrize("column", ["shortName", "acronym", "ecSignatureDate", "nutsCode", "objective"])
def test_columns_that_older_files_lack_may_be_missing(tmp_path: Path, column: str) -> None:
    assert not lines(cordis(tmp_path, without(column)))


@pytest.mark.parametrize("column", ["organisationID", "projectID", "role", "activityType", "title", "status"])
def test_a_file_without_a_needed_column_is_not_cordis(tmp_path: Path, column: str) -> None:
    (found,) = lines(cordis(tmp_path, without(column)))
    assert column in found


def test_problems_are_placed_in_the_file_that_has_them(tmp_path: Path) -> None:
    def spoil(name: str, rows: list[Row]) -> list[Row]:
        if name == "project.csv":
            return [rows[0] | {"startDate": "01/01/2023"}, *rows[1:]]
        return [*rows, rows[0] | {"projectID": "102", "organisationID": "997", "activityType": "XXX Y"}]

    found = lines(cordis(tmp_path, spoil))
    assert found[0].startswith("organization.csv:6:8: activityType: “XXX Y” ")
    assert found[1].startswith("project.csv:2:5: startDate: “01/01/2023” does not tell which number is the day")
    assert found[2] == "project.csv:5:1: its party 997 has a problem in organization.csv"


def test_a_folder_without_the_files_is_the_callers_mistake(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"organization\.csv isn't there"):
        list(read_cordis(str(tmp_path)))
    with pytest.raises(UsageError, match="isn't there"):
        import_foreign("treaty", str(tmp_path / "nowhere.csv"), str(tmp_path))


def test_what_was_imported_builds(tmp_path: Path) -> None:
    cordis(tmp_path)
    done = kg("import", "--from", "cordis", str(tmp_path), "-o", str(tmp_path / "records"))
    assert done.returncode == 0, done.stderr.decode()
    assert sorted(path.name for path in (tmp_path / "records").iterdir()) == ["agreements.jsonl", "organizations.jsonl"]
    done = kg("build", str(tmp_path / "records"), "-o", str(tmp_path / "build"), "--no-html")
    assert done.returncode == 0, done.stderr.decode()
    assert b"2 agreements, 2 organisations" in done.stderr


# ---- treaties --------------------------------------------------------------------------------------------------------


def treaty(folder: Path, *rows: tuple[str, ...]) -> list[AnyRecord | Problem]:
    (folder / "t.csv").write_bytes(csv_bytes(rows))
    return list(read_treaty(str(folder / "t.csv")))


def agreement(folder: Path, *rows: tuple[str, ...]) -> Agreement:
    found = treaty(folder, *rows)
    assert lines(found) == []
    (record,) = [item for item in found if isinstance(item, Agreement)]
    return record


@pytest.mark.parametrize(
    ("dates", "start", "end"),
    [
        ("1992", "1992", None),
        ("1992-06", "1992-06", None),
        ("1992-06/1995", "1992-06", "1995"),
        ("1992-06-12/1995-07-01", "1992-06-12", "1995-07-01"),
        ("1992–1995", "1992", "1995"),
        ("1992-1995", "1992", "1995"),
        ("1992 – present", "1992", None),
        ("1992–", "1992", None),
        ("1992/..", "1992", None),
        ("/1995-07", None, "1995-07"),
        ("1992.6 ~ 1995.7", "1992-06", "1995-07"),
        ("1992년 6월", "1992-06", None),
    ],
)
def test_dates_are_partial_days_and_ranges(tmp_path: Path, dates: str, start: str | None, end: str | None) -> None:
    record = agreement(tmp_path, ("Agreement", "Party", "Dates"), ("Example", "Korea", dates))
    assert isinstance(record.term, Term)
    assert record.term.from_ == (start and PartialDate.parse(start))
    assert record.term.until == (end and PartialDate.parse(end))


def test_who_joins_later_or_leaves_is_a_follow_up(tmp_path: Path) -> None:
    record = agreement(
        tmp_path,
        ("treaty", "country", "signed", "from", "until", "source"),
        ("Example", "Korea", "1991", "1992-06", "", "http://x.org/1"),
        ("Example", "Côte d'Ivoire", "1991-12", "1992-06", "1999", "http://x.org/1"),
        ("Example", "대한민국", "", "1995", "", "http://x.org/2"),
    )
    assert record.id == "treaty-example"
    assert record.parties == ("treaty-korea", "treaty-cote-d-ivoire", "treaty-대한민국")
    assert str(record.signed) == "1991"
    assert record.term == Term(from_=PartialDate(1992, 6))
    assert [source.url for source in record.sources] == ["http://x.org/1", "http://x.org/2"]
    assert record.follow_ups == (
        FollowUp(text={"en": "joined"}, on=PartialDate(1995), by="treaty-대한민국"),
        FollowUp(text={"en": "left"}, on=PartialDate(1999), by="treaty-cote-d-ivoire"),
    )


def test_a_party_is_one_organisation_in_all_treaties(tmp_path: Path) -> None:
    rows = [("treaty", "party"), ("A", "Korea"), ("A", "Peru"), ("B", "Peru"), ("B", "Korea"), ("B", "Korea")]
    found = treaty(tmp_path, *rows)
    assert [item.id for item in found if isinstance(item, Organization)] == ["treaty-korea", "treaty-peru"]
    assert [item.parties for item in found if isinstance(item, Agreement)] == [
        ("treaty-korea", "treaty-peru"),
        ("treaty-peru", "treaty-korea"),
    ]


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ("treaty,state\nA,Korea\nA,KOREA!", "t.csv:3:2: “KOREA!” and “Korea” would have one id"),
        ("treaty,state\nA,K\nB,K\nA,L", "t.csv:4:1: the rows of this agreement don't stand together: see line 2"),
        (
            "treaty,state,dates\nA,K,June 1992",
            "t.csv:2:3: “June 1992” is not a date of the form 2018, 2018-04 or 2018-04-17",
        ),
        ("treaty,state,dates,from\nA,K,1992,1992", "t.csv:2:3: the membership has its dates twice"),
        ("treaty,state,dates\nA,K,1995/1992", "t.csv:2:3: the term ends before it begins"),
        ("treaty,state\nA,", "t.csv:2:2: “treaty-” doesn't have the form that belongs here"),
        ("treaty,title,state\nA,A,K", "t.csv:1:2: “title” and “treaty” are both the agreement"),
        ("treaty,who\nA,K", "t.csv:1: there is no column of the party"),
        ("treaty,state\nA,K,x", "t.csv:2: the row has 3 cells, the header has 2"),
    ],
)
def test_what_is_wrong_with_a_treaty_is_placed(tmp_path: Path, table: str, problem: str) -> None:
    (tmp_path / "t.csv").write_text(table, encoding="utf-8")
    assert problem in lines(read_treaty(str(tmp_path / "t.csv")))
