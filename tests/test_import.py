"""`kg import`: tables become JSON Lines or nothing does, and a guess is a proposal that can be read."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError, UsageError
from kg.pipeline.importing import import_table, propose
from kg.records.agreement import Agreement, Party
from kg.records.organization import Organization
from kg.records.text import nfc
from kg.sources.diagnose import decode_date
from kg.sources.table.guess import guess
from kg.sources.table.mapping import load_mapping
from kg.sources.table.plan import Plan, plan_of
from kg.sources.table.rows import Row, Table
from tests.strategies import STEADY
from tests.tables import csv_bytes
from tests.test_cli import kg

HEADER = ("연번", "협약명", "체결일", "기관명", "분야", "출처", "담당", "구분")
ROWS = [
    ("1", "스마트시티 협약", "17/04/2018", "시흥시, 서울대학교", "에너지·환경", "http://x.kr/1", "가", "MOU"),
    ("2", "둘째 협약", "03/05/2018", "한전", "교통", "http://x.kr/2", "나", "업무협약"),
]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "협약.csv"
    path.write_bytes(csv_bytes([HEADER, *ROWS], encoding="cp949"))
    return path


def mapped(table: Path) -> str:
    """The path of the table, with the proposal beside it."""
    proposal = propose(str(table)).replace('prefix: ""', "prefix: seoul-")
    table.with_suffix(".mapping.yaml").write_text(proposal, encoding="utf-8")
    return str(table)


def agreements(text: bytes) -> list[Agreement]:
    return [msgspec.json.decode(line, type=Agreement, dec_hook=decode_date) for line in text.splitlines()]


def test_a_proposal_says_what_each_column_is_and_why(table: Path) -> None:
    lines = propose(str(table)).splitlines()
    assert (
        '  "연번": {to: id, prefix: ""}  # “연번” is a name for it; numbers alone are poor ids: put a word before them'
        in lines
    )
    assert '  "협약명": title.ko  # “협약명” is a name for it' in lines
    assert (
        '  "체결일": {to: signed, form: day-first}  # “체결일” is a name for it; its cells are day-first: 17/04/2018'
        in lines
    )
    assert '  "담당": ignore  # neither its name nor its cells say what it is' in lines
    assert any("names: true" in line and 'split: ","' in line for line in lines)
    assert any('"환경": environment' in line for line in lines)


@pytest.mark.parametrize(
    ("name", "cells", "meant"),
    [
        ("Link to text", ["http://a", "https://b"], "sources.url  # its cells are addresses: http://a"),
        ("언제", ["2018.4.1", "2018"], "signed  # its cells are dates; is it the day of signing?"),
        ("서명일", ["43207"], "{to: signed, form: serial}"),
        ("서명일", ["4/17/2018"], "{to: signed, form: month-first}"),
        (
            "서명일",
            ["4/7/2018"],
            "{to: signed, form: day-first}  # “서명일” is a name for it; no cell, such as 4/7/2018",
        ),
        ("서명일", ["봄"], "signed  # “서명일” is a name for it; not all of its cells are dates that kg reads: 봄"),
        ("분야", ["우주"], "fields  # “분야” is a name for it; no concept of the scheme has the label 우주"),
        ("참여기관(상대)", ["snu;kt"], "parties.organization  # "),
        ("title_en", ["x"], "title.en  # it has a record's own name"),
    ],
)
def test_names_and_looks_are_told_in_both_languages(name: str, cells: list[str], meant: str) -> None:
    rows = [Row(number, (cell,)) for number, cell in enumerate(cells, 2)]
    assert f'  "{name}": {meant}' in guess(Table((name,), 1, iter(rows)), rows, Agreement)


def test_two_columns_are_never_guessed_to_be_one_value() -> None:
    table = Table(("체결일", "날짜", "기관", "협약기관", "parties.as"), 1, iter(()))
    text = guess(table, [Row(2, ("2018", "2019", "가", "나", "다"))], Agreement)
    assert "it looks like signed, which the column 체결일 is already" in text
    assert "it looks like parties.organization, which the column 기관 is already" in text
    assert "it looks like parties.as, which the column 기관 is already" in text
    table = Table(("as", "기관"), 1, iter(()))
    assert '"기관": {to: parties.organization, names: true}  #' in guess(table, [Row(2, ("가", "가"))], Agreement)


@given(
    st.lists(
        st.text(max_size=8) | st.sampled_from([*HEADER, "as", "parties", "date"]), min_size=1, max_size=6, unique=True
    ),
    st.data(),
)
@STEADY
def test_a_proposal_is_a_mapping_that_fits_its_table(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], data: st.DataObject
) -> None:
    header = tuple(name for name in dict.fromkeys(nfc(name.strip()) for name in names) if name.isprintable())
    if not header:
        return
    cells = st.lists(st.text(max_size=6) | st.sampled_from(["2018", "1/2/2018", "http://x", "a;b", "43207"]))
    row = Row(2, tuple([*data.draw(cells), ""][0] for _ in header))
    table = Table(header, 1, iter(()))
    file = tmp_path_factory.mktemp("guess") / "t.mapping.yaml"
    file.write_text(guess(table, [row], Agreement), encoding="utf-8")
    plan = plan_of("t.csv", table, Agreement, load_mapping(file, "t.mapping.yaml"), {})
    assert isinstance(plan, Plan) or "" in header


def test_names_are_looked_up_in_the_register(table: Path, tmp_path: Path) -> None:
    done = import_table(mapped(table), None, "data", str(tmp_path / "records.jsonl"))
    first, second = agreements((tmp_path / "records.jsonl").read_bytes())
    assert list(done.counts.values()) == [2]
    assert first.parties == (
        Party(organization="siheung-city", as_written="시흥시"),
        Party(organization="snu", as_written="서울대학교"),
    )
    assert first.fields == ("energy", "environment")
    assert (second.id, str(second.signed), second.kind) == ("seoul-2", "2018-05-03", "mou")
    assert second.parties == (Party(organization="kepco", as_written="한전"),)


def test_a_name_that_is_not_exactly_in_the_register_is_never_matched(table: Path, tmp_path: Path) -> None:
    rows = [(*ROWS[0][:3], "시흥 시, 서울대", *ROWS[0][4:])]
    table.write_bytes(csv_bytes([HEADER, *rows]))
    out = tmp_path / "records.jsonl"
    out.write_text("old")
    with pytest.raises(DataError) as raised:
        import_table(mapped(table), None, "data", str(out))
    assert [problem.message for problem in raised.value.problems][:1] == [
        "기관명: “시흥 시” is no name of the register"
    ]
    assert out.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["records.jsonl", "협약.csv", "협약.mapping.yaml"]


def test_a_name_of_two_organisations_is_a_problem_with_their_ids(table: Path, tmp_path: Path) -> None:
    register = [{"id": id_, "type": "university", "name": {"ko": "시흥시"}} for id_ in ("one", "two")]
    (tmp_path / "organizations.jsonl").write_bytes(b"\n".join(map(msgspec.json.encode, register)))
    with pytest.raises(DataError) as raised:
        import_table(mapped(table), None, str(tmp_path), str(tmp_path / "out.jsonl"))
    problem = raised.value.problems[0]
    assert problem.message == "기관명: “시흥시” is the name of 2 organisations"
    assert problem.hint == "write the id instead: one, two"


def test_organisations_are_told_by_the_name_of_the_table(tmp_path: Path) -> None:
    (tmp_path / "organizations.csv").write_bytes(csv_bytes([("id", "type", "name.ko"), ("a", "university", "가")]))
    out = tmp_path / "out.jsonl"
    import_table(str(tmp_path / "organizations.csv"), None, "nowhere", str(out))
    assert msgspec.json.decode(out.read_bytes(), type=Organization).name == {"ko": "가"}


@pytest.mark.parametrize("path", ["nowhere.csv", "data", "pyproject.toml"])
def test_what_is_no_table_is_the_callers_mistake(path: str) -> None:
    with pytest.raises(UsageError, match="is no table"):
        propose(path)
    with pytest.raises(UsageError, match="is no table"):
        import_table(path, None, "data", "-")


def test_the_command_writes_records_to_standard_output_and_words_beside_it(table: Path) -> None:
    done = kg("import", mapped(table))
    assert done.returncode == 0, done.stderr.decode()
    assert [record.id for record in agreements(done.stdout)] == ["seoul-1", "seoul-2"]
    assert done.stderr.decode() == "standard output: 2 records\n"


def test_a_pipe_or_a_device_gets_the_records_and_is_not_replaced(table: Path, tmp_path: Path) -> None:
    path = mapped(table)
    done = kg("import", path, "-q", "-o", "/dev/stdout")
    assert (done.returncode, len(agreements(done.stdout))) == (0, 2)
    assert kg("import", path, "-q", "-o", "/dev/null").returncode == 0
    assert not Path("/dev/null").is_file()
    assert kg("import", path, "-q", "-o", str(tmp_path)).returncode == 2


def test_the_command_says_each_problem_and_writes_nothing_unless_it_keeps_going(table: Path) -> None:
    table.write_bytes(csv_bytes([HEADER, ROWS[0], (*ROWS[1][:5], "x", *ROWS[1][6:])]))
    path = mapped(table)
    proposal = table.with_suffix(".mapping.yaml")
    proposal.write_text(proposal.read_text(encoding="utf-8").replace("ignore", "sources.url"), encoding="utf-8")
    proposal.write_text(propose(path).replace('"출처": ignore', '"출처": sources.url'), encoding="utf-8")
    done = kg("import", path)
    assert (done.returncode, done.stdout) == (1, b"")
    assert f"{path}:3:6: 출처: “x” doesn't have the form that belongs here" in done.stderr.decode()
    done = kg("import", path, "--keep-going")
    assert done.returncode == 1
    assert len(agreements(done.stdout)) == 1


def test_a_mapping_elsewhere_can_be_named(table: Path, tmp_path: Path) -> None:
    path = mapped(table)
    elsewhere = table.with_suffix(".mapping.yaml").rename(tmp_path / "other.yaml")
    assert kg("import", path).returncode == 1
    assert kg("import", path, "--mapping", str(elsewhere)).returncode == 0
    assert kg("import", path, "--mapping", "nowhere.yaml").returncode == 2
    assert kg("import", "--from", "treaty", path).returncode == 2
    assert kg("import", "--from", "treaty", path, "--guess", "-o", str(tmp_path)).returncode == 2


def test_the_records_of_a_table_build_the_same_graph_as_the_table(tmp_path: Path) -> None:
    header = ("id", "kind", "title.ko", "parties", "fields", "sources.url")
    (tmp_path / "t.csv").write_bytes(csv_bytes([header, ("a", "mou", "협약", "snu;kt", "energy", "http://x.kr")]))
    assert kg("import", str(tmp_path / "t.csv"), "-o", str(tmp_path / "t.jsonl")).returncode == 0
    for name in ("t.csv", "t.jsonl"):
        assert kg("build", str(tmp_path / name), "-o", str(tmp_path / f"{name}.out"), "--no-html").returncode == 0
    one, other = ((tmp_path / f"{name}.out" / "graph.ttl").read_bytes() for name in ("t.csv", "t.jsonl"))
    assert one == other
