"""Many files as one: duplicates, references that lead nowhere, and which files there are."""

from __future__ import annotations

import itertools
import os
from pathlib import Path
from typing import Final

import pytest

from kg.concepts import schemes
from kg.errors import DataError, Problem
from kg.sources.dataset import Dataset, read_dataset
from kg.sources.files import record_files
from kg.sources.reading import Reading
from tests.seed import ROOT

AGREEMENT: Final = "kind: mou\ntitle: {ko: 협약}\nsources: [{}]\n"
ORGANIZATIONS: Final = "- {id: kt, name: {ko: 케이티}, type: private-company, place: seoul}\n"
PLACES: Final = "- {id: seoul, name: {ko: 서울}}\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(**files: str) -> list[str]:
    """Write the files; `a__b` is the file `b` in the folder `a`."""
    paths = [f"{name.replace('__', '/')}.yaml" for name in files]
    for path, text in zip(paths, files.values(), strict=True):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(text, "utf-8")
    return paths


def read(*paths: str) -> Dataset:
    return read_dataset(record_files(paths), schemes())


def problems(*paths: str) -> list[Problem]:
    """Every problem of the files."""
    with pytest.raises(DataError) as caught:
        read(*paths)
    found = caught.value.problems
    count = "1 problem" if len(found) == 1 else f"{len(found)} problems"
    assert caught.value.message == f"the records have {count}"
    return list(found)


def agreement(id_: str, **references: str) -> str:
    return f"id: {id_}\n{AGREEMENT}" + "".join(f"{key}: {value}\n" for key, value in references.items())


def test_the_data_of_the_repository_fits_together() -> None:
    data = read(str(ROOT / "data"))
    assert {"siheung-city", "snu", "etri", "kepco", "lh", "kea", "kt"} <= {body.id for body in data.organizations}
    assert "siheung-global-smart-city-2018" in {item.id for item in data.agreements}
    assert len(data.places) >= 7


def test_an_id_that_is_taken_in_another_file() -> None:
    paths = write(a=agreement("x"), b="# comment\n" + agreement("x"))
    (problem,) = problems(*paths)
    assert str(problem).splitlines()[0] == "b.yaml:2:5: the id x is taken by a.yaml:1"
    assert problem.hint == "give this record an id of its own"


def test_an_id_that_is_taken_on_the_same_line() -> None:
    write(places="[{id: a, name: {ko: 가}}, {id: a, name: {ko: 나}}]\n")
    (problem,) = problems("places.yaml")
    assert (problem.line, problem.column) == (1, 31)
    assert problem.message == "the id a is taken by places.yaml:1"


def test_an_id_may_be_taken_by_another_kind_of_record(folder: Path) -> None:
    write(a=agreement("kt"), organizations=ORGANIZATIONS.replace("seoul", "kt"), places="{id: kt, name: {ko: 가}}")
    assert len(read(str(folder)).agreements) == 1


def column_of(line: str, message: str) -> int:
    """The column of the word that the message shows, in a line that ends with it but for brackets."""
    word = message.partition("”")[0].removeprefix("“")
    assert line.rstrip("\n]}").endswith(word)
    return line.rindex(word) + 1


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ("parties: [kt, ktt]", "“ktt” is not an organisation of the register", "did you mean “kt”?"),
        ("parties: [zzz]", "“zzz” is not an organisation of the register", "is the register read? (--data DIR names"),
        ("parties: [{organization: zzz}]", "“zzz” is not an organisation of the register", "organizations.yaml"),
        ("parties: [{organization: kt, role: leader}]", "“leader” is not a role", "did you mean “lead”?"),
        ("fields: [enregy]", "“enregy” is not a field of co-operation", "did you mean “energy”?"),
        ("fields: [{concept: zzz}]", "“zzz” is not a field of co-operation", "the ids are "),
        (
            "people: [{name: {ko: 김}, part: quoted, organization: zzz}]",
            "“zzz” is not an organisation of the",
            "add it",
        ),
        (
            "replaces: [zzz]",
            "“zzz” is not an agreement of these records",
            "add the agreement, or leave the reference out",
        ),
        ("renews: [aa]", "“aa” is not an agreement of these records", "did you mean “a”?"),
        ("implements: [a, zzz]", "“zzz” is not an agreement of these records", "add the agreement"),
    ],
)
def test_an_agreement_that_refers_to_nothing(folder: Path, line: str, message: str, hint: str) -> None:
    write(a=f"{agreement('a')}{line}\n", organizations=ORGANIZATIONS, places=PLACES)
    (problem,) = problems(str(folder))
    assert (problem.path, problem.line) == (str(folder / "a.yaml"), 5)
    assert problem.column == column_of(line, message)
    assert problem.message.startswith(message)
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("rest", "message", "hint"),
    [
        ("type: city", "“city” is not a type of organisation", "the ids are association, "),
        ("type: universty", "“universty” is not a type of organisation", "did you mean “university”?"),
        ("type: university, place: seol", "“seol” is not a place of the register", "did you mean “seoul”?"),
        ("type: university, place: zzz", "“zzz” is not a place of the register", "add it to places.yaml"),
        ("type: university, part_of: zzz", "“zzz” is not an organisation of the register", "add it to organizations"),
        ("type: university, unit_of: zzz", "“zzz” is not an organisation of the register", "add it to organizations"),
    ],
)
def test_an_organisation_that_refers_to_nothing(folder: Path, rest: str, message: str, hint: str) -> None:
    line = f"- {{id: snu, name: {{ko: 서울대}}, {rest}}}"
    write(a=agreement("a"), organizations=f"{line}\n", places=PLACES)
    (problem,) = problems(str(folder))
    assert (os.path.basename(problem.path), problem.line) == ("organizations.yaml", 1)
    assert (problem.column, problem.message) == (column_of(line, message), message)
    assert hint in problem.hint


def test_references_inside_one_kind_need_no_order() -> None:
    chain = [agreement("a", replaces="[b]"), agreement("b", renews="[c]"), agreement("c")]
    for first, second, third in itertools.permutations(chain):
        assert len(read(*write(x=first, y=second, z=third)).agreements) == 3
    units = ["{id: a, name: {ko: 가}, part_of: b}", "{id: b, name: {ko: 나}, part_of: c}", "{id: c, name: {ko: 다}}"]
    for order in itertools.permutations(units):
        assert len(read(*write(places="\n".join(f"- {unit}" for unit in order))).places) == 3


def test_a_register_is_read_before_what_refers_to_it() -> None:
    paths = write(a=agreement("a", parties="[kt]"), organizations=ORGANIZATIONS, places=PLACES)
    data = read(*paths)
    assert [len(data.agreements), len(data.organizations), len(data.places)] == [1, 1, 1]


def test_all_problems_of_a_run_are_listed(folder: Path) -> None:
    write(
        a=agreement("a", parties="[kt, zzz]", fields="[zzz]"),
        b=agreement("b", parties="[zzz]", replaces="[zzz]", fields="[zzz]"),
        c="id: [\n",
        d=agreement("b"),
        e=agreement("e", parties="[kt, kt]", term="{}"),
        organizations=ORGANIZATIONS + "- {id: lh, name: 엘에이치}\n",
        places="",
    )
    found = [(os.path.basename(problem.path), problem.line) for problem in problems(str(folder))]
    register = [("places.yaml", 0), *[("organizations.yaml", line) for line in (1, 2, 2)]]
    own = [("a.yaml", 5), ("a.yaml", 6), ("b.yaml", 5), ("b.yaml", 6), ("b.yaml", 7), ("c.yaml", 2), ("d.yaml", 1)]
    assert found == [*register, *own, ("e.yaml", 5), ("e.yaml", 6)]


def test_a_run_guesses_only_for_the_first_problems(folder: Path) -> None:
    ids = ", ".join(f"kt{number}" for number in range(30))
    write(a=agreement("a", parties=f"[{ids}]"), organizations=ORGANIZATIONS, places=PLACES)
    hints = [problem.hint for problem in problems(str(folder))]
    assert len(hints) == 30
    assert hints[:20] == ["did you mean “kt”?"] * 20
    assert all("--data DIR" in hint for hint in hints[20:])


def test_a_stream_gives_the_good_records_in_the_order_of_the_kinds(folder: Path) -> None:
    write(a=agreement("a", fields="[x]"), b=agreement("b"), organizations=ORGANIZATIONS, places=PLACES)
    reading = Reading(record_files([str(folder)]), schemes())
    assert [entry.record.id for entry in reading.entries()] == ["seoul", "kt", "b"]
    assert len(reading.problems) == 1
