"""`kg check` puts each finding at the line of the value that it is about, and lists where sources disagree."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from kg.pipeline.check import GraphProblem, check
from kg.shapes import Finding
from kg.sources.texts import keep
from tests.planted import RECORD

if TYPE_CHECKING:
    from kg.errors import Problem

ROOT: Final = Path(__file__).parent.parent


def line_of(text: str, part: str) -> int:
    """The number of the only line with this part."""
    (number,) = (number for number, line in enumerate(text.splitlines(), 1) if part in line)
    return number


def checked(tmp_path: Path, text: str) -> list[Problem]:
    file = tmp_path / "check-2018.yaml"
    file.write_text(text, encoding="utf-8")
    return check([str(file)], str(ROOT / "data"))[0]


def kg(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "kg", *arguments], cwd=ROOT, capture_output=True, check=False)


def test_of_the_record_nothing_is_said_but_what_its_sources_disagree_on(tmp_path: Path) -> None:
    problems = checked(tmp_path, RECORD)
    assert [problem.severity for problem in problems] == ["info", "info"]
    conflict, address = problems
    assert (conflict.line, conflict.column) == (line_of(RECORD, "{source: 0, signed"), 5)
    assert conflict.message == (
        "agreement check-2018: sources disagree on the day of signing: 2018-04-17 (sources 0, 2); "
        "2018-04-18 (source 1); the graph shows 2018-04-17"
    )
    assert conflict.hint.startswith("the value that most sources claim is shown")
    assert isinstance(conflict, GraphProblem)
    assert "출처마다 체결일이 다르다: 2018-04-17 (출처 0, 2); 2018-04-18 (출처 1)" in conflict.message_ko
    assert "가장 많은 출처" in conflict.hint_ko
    assert "at which address" in address.message
    assert address.line == line_of(RECORD, "{published: 2018-04-20}")


@pytest.mark.parametrize(
    ("old", "new", "severity", "at", "sentence", "hint"),
    [
        (
            "parties: 7",
            "parties: 8",
            "warning",
            "8, fields",
            "agreement check-2018 says 8 parties but lists 7",
            "“시는",
        ),
        (
            "parties: 7",
            "parties: 7, parties_exclude_subject: true",
            "warning",
            "7, parties_exclude",
            "agreement check-2018 says 8 parties (7 and the subject of the sentence) but lists 7",
            "take out parties_exclude_subject",
        ),
        ("count: 5", "count: 4", "warning", "7, fields", "says 7 parties but lists 6", "list whom the text names"),
        ("fields: 2}", "fields: 4}", "warning", "4}", "says 4 fields but lists 2", "one field for each"),
        (
            "planned, date",
            "failed, date",
            "warning",
            "{state: signed",
            "is shown as signed, of 2018-04-17, though it was failed on 2018-04-20",
            "oldest first",
        ),
        (
            "organization: siheung-city, part",
            "organization: kt, part",
            "warning",
            "{name: {ko: 김}",
            "kt, which is",
            "add",
        ),
        ("until: 2019}", "until: 2017}", "warning", "{text: {ko: 망", "due by 2017, before the signing", "check both"),
        ("date: 2019-05", "date: 2018-03", "warning", "{text: {ko: 완", "follow-up of 2018-03", "what came before"),
        ("exact: 서울대", f"exact: {'서울대' * 101}", "warning", "서울대서울대", "at most 300 characters", "few words"),
        (
            "organization: snu, part",
            "part",
            "info",
            "{name: {ko: 이}",
            "person 이 of check-2018: it is not",
            "organization:",
        ),
    ],
)
def test_a_finding_stands_at_the_line_and_column_of_its_value(  # noqa: PLR0913, PLR0917 — one parameter a column
    tmp_path: Path, old: str, new: str, severity: str, at: str, sentence: str, hint: str
) -> None:
    assert RECORD.count(old) == 1
    text = RECORD.replace(old, new)
    (problem,) = (item for item in checked(tmp_path, text) if sentence in item.message)
    assert problem.path == str(tmp_path / "check-2018.yaml")
    assert problem.line == line_of(text, at)
    assert problem.column == text.splitlines()[problem.line - 1].index(at) + 1
    assert problem.severity == severity
    assert hint in problem.hint
    assert str(problem).startswith(f"{problem.path}:{problem.line}:{problem.column}: {severity}: ")


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ("parties: 7", ""),  # … 등 7개 기관이: the subject is counted
        ("parties: 6, parties_exclude_subject: true", ""),  # 시흥시는 … 등 6개 기관과: the subject is one more
        ("parties: 6", "says 6 parties but lists 7"),
        ("parties: 3", "says 3 parties but lists 7"),  # a collective party counts as its members
    ],
)
def test_stated_counts_know_whether_the_subject_is_counted(tmp_path: Path, stated: str, said: str) -> None:
    warnings = [item for item in checked(tmp_path, RECORD.replace("parties: 7", stated)) if item.severity == "warning"]
    assert [said in warning.message for warning in warnings] == ([True] if said else [])


def test_a_violation_of_the_graph_stands_in_the_register(tmp_path: Path) -> None:
    (tmp_path / "organizations.yaml").write_text(
        "- {id: a, name: {ko: 가}, type: university, same_as: ['https://ror.org/04h9pn542'], unit_of: b}\n"
        "- {id: b, name: {ko: 나}, type: university, part_of: a}\n"
        "- id: c\n  name: {ko: 다}\n  type: university\n  same_as: ['https://ror.org/1', 'https://ror.org/04h9pn542']\n",
        "utf-8",
    )
    (tmp_path / "places.yaml").write_text(
        "- {id: x, name: {ko: 가}, part_of: z}\n- {id: z, name: {ko: 나}, part_of: x}\n", "utf-8"
    )
    problems, records = check([], str(tmp_path))
    assert records == 5
    assert [(Path(problem.path).name, problem.line, problem.column, problem.message) for problem in problems] == [
        ("organizations.yaml", 1, 93, "organisation a belongs to itself, by way of organisation b"),
        ("organizations.yaml", 2, 53, "organisation b belongs to itself, by way of organisation a"),
        (
            "organizations.yaml",
            6,
            34,
            "organisation c and organisation a are both said to be https://ror.org/04h9pn542",
        ),
        ("places.yaml", 1, 35, "place x lies within itself, by way of place z"),
        ("places.yaml", 2, 35, "place z lies within itself, by way of place x"),
    ]
    assert {problem.severity for problem in problems} == {"violation"}
    assert kg("check", "--data", str(tmp_path)).returncode == 1


def test_disagreement_on_parties_says_what_sets_the_others_apart(tmp_path: Path) -> None:
    claims = """
  - {source: 0, parties: [siheung-city, snu, {as: 5개 학교, count: 5}]}
  - {source: 1, parties: [siheung-city, kt, {as: 5개 학교, count: 5}]}
  - {source: 2, parties: [siheung-city, snu, {as: 5개 학교, count: 5}]}
"""
    text = RECORD.replace("\n  - {source: 0, signed: 2018-04-17}", claims.rstrip())
    text = text.replace("\n  - {source: 1, signed: 2018-04-18}\n  - {source: 2, signed: 2018-04-17}", "")
    (problem,) = (item for item in checked(tmp_path, text) if "disagree" in item.message)
    assert problem.line == line_of(text, "{source: 0, parties")
    assert problem.message == (
        "agreement check-2018: sources disagree on the parties: 5개 학교, siheung-city, snu (sources 0, 2); "
        "with kt, without snu (source 1); the graph shows the first"
    )
    assert isinstance(problem, GraphProblem)
    assert "추가 kt, 제외 snu (출처 1)" in problem.message_ko


def test_disagreement_on_the_kind_is_listed(tmp_path: Path) -> None:
    text = RECORD.replace("{source: 0, signed: 2018-04-17}", "{source: 0, kind: mou}")
    text = text.replace("{source: 1, signed: 2018-04-18}", "{source: 1, kind: contract}")
    text = text.replace("{source: 2, signed: 2018-04-17}", "{source: 2, kind: mou}")
    (problem,) = (item for item in checked(tmp_path, text) if "disagree" in item.message)
    assert "on the kind: mou (sources 0, 2); contract (source 1); the graph shows mou" in problem.message


# ---- the command -----------------------------------------------------------------------------------------------------


def test_the_hint_is_below_and_warnings_end_well(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(RECORD.replace("parties: 7", "parties: 8"), "utf-8")
    done = kg("check", str(file))
    line = line_of(RECORD, "stated:")
    said = done.stderr.decode()
    assert f"{file}:{line}:19: warning: agreement check-2018 says 8 parties but lists 7\n    hint: list whom" in said
    assert done.returncode == 0
    assert done.stdout == b""
    assert "1 warning, 2 notes" in said


def test_it_speaks_korean_where_it_is_asked_to(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(RECORD.replace("parties: 7", "parties: 8"), "utf-8")
    said = kg("check", str(file), "--lang", "ko").stderr.decode()
    assert "warning: check-2018: 원문이 밝힌 당사자는 8곳인데 기재된 당사자는 7곳이다\n    hint: 원문이 밝힌" in said
    assert "says 8 parties" not in said


def test_rows_have_both_languages(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(RECORD.replace("parties: 7", "parties: 8").replace("kind: mou", "kind: mou\nnonsense: 1"), "utf-8")
    done = kg("check", str(file), "--format", "json")
    (row,) = json.loads(done.stdout)
    assert done.returncode == 1
    assert row["message_ko"] == ""
    file.write_text(RECORD.replace("parties: 7", "parties: 8"), "utf-8")
    rows = json.loads(kg("check", str(file), "--format", "json").stdout)
    (row,) = (row for row in rows if row["severity"] == "warning")
    assert row["message"] == "agreement check-2018 says 8 parties but lists 7"
    assert row["message_ko"] == "check-2018: 원문이 밝힌 당사자는 8곳인데 기재된 당사자는 7곳이다"
    assert row["hint"]
    assert row["hint_ko"]
    assert (row["path"], row["line"], row["column"]) == (str(file), line_of(RECORD, "stated:"), 19)


def test_what_no_record_describes_has_the_graph_for_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    finding = Finding(focus="x:nobody", severity="warning", message_en="x:nobody is odd", hint_en="look again")
    monkeypatch.setattr("kg.pipeline.check.findings", lambda *_: [finding])
    problem = next(item for item in checked(tmp_path, RECORD) if item.severity == "warning")
    assert str(problem) == "graph: warning: x:nobody is odd\n    hint: look again"


def test_words_are_held_against_the_texts_of_their_sources_where_these_are(tmp_path: Path) -> None:
    article = _written(tmp_path / "article.txt", "시흥시는 협약을 맺었다.")
    hash_ = keep(str(article), str(tmp_path / "data" / "texts"))
    words = "\n  ".join(f"- {{of: /kind, source: 0, start: 5, end: 7, exact: {exact}}}" for exact in ("계약", "협약"))
    text = (
        "id: a\nkind: agreement\ntitle: {ko: 협약}\nsigned: 2018\nstatus: signed\nparties: [kt, lh]\nfields: [energy]\n"
        f"sources: [{{published: 2018, sha256: {hash_}}}]\nevidence:\n  {words}\n"
    )
    for name in ("organizations.yaml", "places.yaml"):
        (tmp_path / "data" / name).write_bytes((ROOT / "data" / name).read_bytes())
    file = _written(tmp_path / "a.yaml", text)
    problems, _ = check([str(file)], str(tmp_path / "data"))
    (problem,) = [problem for problem in problems if problem.severity == "violation"]
    assert (problem.line, "계약" in problem.message) == (10, True)


def _written(file: Path, text: str) -> Path:
    file.write_text(text, "utf-8")
    return file
