"""YAML files: what is read, and what is refused, each at its line and column."""

from __future__ import annotations

import time
import unicodedata

import pytest

from kg.records.agreement import Agreement
from kg.records.dates import PartialDate
from kg.records.organization import Organization, Place
from kg.sources.yaml import MAX_BYTES
from tests.reading import HOSTILE, only, places, yaml
from tests.seed import SEED_FILE

AGREEMENT = "id: a\nkind: mou\ntitle: {ko: 협약}\nsources: [{}]\n"
PLACE = "id: a\nname: {ko: 가}\n"


def test_the_seed_is_read_as_it_stands() -> None:
    (record,), problems = yaml(SEED_FILE.read_bytes(), Agreement)
    assert problems == []
    assert record.signed == PartialDate(2018, 4, 17)
    assert record.signed_at == "14:00"
    assert [party.organization for party in record.party_list][:2] == ["siheung-city", "snu"]
    assert record.party_list[6].as_written == "KT"
    assert record.evidence[0].exact == "다자간 공동 업무협약"


def test_plain_values_mean_what_yaml_12_says() -> None:
    text = PLACE + "code: '0012'\nlatitude: -0.12345678901234568\nlongitude: 127\npart_of: null\n"
    (record,), problems = yaml(text, Place)
    assert problems == []
    assert (record.code, record.latitude, record.longitude, record.part_of) == ("0012", -0.12345678901234568, 127, None)


@pytest.mark.parametrize("date", ["2018", "2018-04", "2018-04-17", '"2018"', "'2018-04-17'"])
def test_a_date_needs_no_quotes(date: str) -> None:
    (record,), problems = yaml(f"{AGREEMENT}signed: {date}\n", Agreement)
    assert problems == []
    assert str(record.signed) == date.strip("'\"")


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        *[(word, "true or false") for word in ("NO", "no", "Yes", "on", "OFF", "True", "FALSE", "y", "N")],
        *[(word, "nothing") for word in ("~", "Null", "NULL")],
        *[
            (word, "a number")
            for word in ("017", "0o17", "0x1F", "0b1", "1_000", "+5", "-0", "08", "019", "14:00", "1:30")
        ],
        *[
            (word, "a number")
            for word in (".inf", "-.Inf", ".NAN", "1e3", "1.5e3", ".5e3", "1E-3", ".5", "5.", "1:30.5")
        ],
        *[(word, "something else") for word in ("2018-04-17 14:00:00", "2018-04-17T14:00:00Z", "<<", "=")],
    ],
)
def test_a_word_that_programs_read_differently_is_refused(word: str, meaning: str) -> None:
    problem = only(yaml(f"id: a\nname: {{ko: {word}}}\n", Place))
    assert (problem.path, problem.line, problem.column) == ("f.yaml", 2, 12)
    assert problem.message == f"{word} is ambiguous: some YAML programs read it as {meaning}"
    assert f'"{word}"' in problem.hint
    (record,), problems = yaml(f'id: a\nname: {{ko: "{word}"}}\n', Place)
    assert (record.name, problems) == ({"ko": word}, [])


@pytest.mark.parametrize("word", ["09:30", "yes sir", "NOTE", "1.2.3", "2018-4", "0xZZ", "e3", "İ", "null_"])
def test_a_word_that_all_programs_take_for_a_text_is_one(word: str) -> None:
    (record,), problems = yaml(f"id: a\nname: {{ko: '{word}', en: {word}}}\n", Place)
    assert problems == []
    assert record.name == {"ko": word, "en": word}


@pytest.mark.parametrize(
    ("line", "column", "message", "hint"),
    [
        ("codes: '12'", 1, "“codes” is no key of a place", "did you mean “code”?"),
        ("zzz: 1", 1, "“zzz” is no key of a place", "the keys are id, name, code, part_of, latitude, longitude"),
        ("code: 1234", 7, "the number 1234 stands where a text belongs", "put it in quotes"),
        ("code: [x]", 7, "a list stands where a text belongs", "`kg schema` prints the format of a record"),
        ("code: {a: b}", 7, "a mapping stands where a text belongs", "`kg schema` prints the format of a record"),
        ("code: true", 7, "true stands where a text belongs", "put it in quotes"),
        ("code: 12가", 7, "“12가” doesn't have the form that belongs here", ""),
        ("code: ''", 7, "“” doesn't have the form that belongs here", ""),
        ("latitude: north", 11, "“north” stands where a number belongs", "`kg schema` prints the format of a record"),
        ("latitude: 90.5", 11, "90.5 is not between -90 and 90", "check the number"),
        ("latitude: 1234567890123456789", 11, "the number is too long", "no value needs more than 18 digits"),
        ("id: b", 1, "the key “id” stands twice in this mapping, first on line 1", "keep one of the two"),
        ("1: x", 1, "a key must be a text", "put the key in quotes"),
        ("null: x", 1, "a key must be a text", "put the key in quotes"),
        ("? [a]\n: x", 3, "a key must be a text", "put the key in quotes"),
        ("NO: x", 1, "NO is ambiguous: some YAML programs read it as true or false", "put it in quotes"),
        ("code: &x '12'", 7, "&x is an anchor", "delete it; aliases are not read"),
        ("code: *x", 7, "*x is an alias", "write the value out"),
        ("code: !!str 12", 7, "tag:yaml.org,2002:str is a tag", "delete it"),
        ("code: !own '12'", 7, "!own is a tag", "delete it"),
        ("code: !!python/object:os.system '12'", 7, "tag:yaml.org,2002:python/object:os.system is a tag", "delete it"),
        ("code: !%1B '12'", 7, "!\ufffd is a tag", "delete it"),
        ('code: "\\0"', 7, "the text holds U+0000, a character that no value may have", "delete the character"),
        ('code: "\\e"', 7, "the text holds U+001B, a character that no value may have", "delete the character"),
        ('"\\a": x', 1, "the text holds U+0007, a character that no value may have", "delete the character"),
        ("가나: \x00", 5, "the text holds U+0000, a character that no value may have", "delete the character"),
        ("가나: x\x1b[2J", 6, "the text holds U+001B, a character that no value may have", "delete the character"),
        ("code: x\x85", 8, "the text holds U+0085, a character that no value may have", "delete the character"),
        ("code: x\u2028", 8, "the text holds U+2028, which ends a line for some YAML programs only", "write a space"),
        ("code: \uffff", 7, "the text holds U+FFFF, a character that no value may have", "delete the character"),
    ],
)
def test_a_problem_stands_at_its_place(line: str, column: int, message: str, hint: str) -> None:
    records, problems = yaml(f"{PLACE}{line}\n", Place)
    assert records == []
    assert places(problems) == [(3, column)]
    assert problems[0].message.startswith(message)
    assert hint in problems[0].hint


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("code: '12", 4, 1, "found unexpected end of stream"),
        ("code: [x", 4, 1, "did not find expected ',' or ']'"),
        ("code: {x: z", 4, 1, "did not find expected ',' or '}'"),
        ("code: [x]]", 3, 10, "did not find expected key"),
        (" code: x", 3, 2, "did not find expected key"),
        ("code: x: y", 3, 8, "mapping values are not allowed in this context"),
        ("\tcode: x", 3, 1, "found character that cannot start any token"),
        ("code: @x", 3, 7, "found character that cannot start any token"),
        ('code: "\\ud800"', 3, 10, "found invalid Unicode character escape code"),
        ('code: "\\q"', 3, 8, "found unknown escape character"),
        ("%YAML 3.0", 3, 1, "found incompatible YAML document"),
    ],
)
def test_a_text_that_is_no_yaml_has_one_problem(text: str, line: int, column: int, message: str) -> None:
    problem = only(yaml(f"{PLACE}{text}\n", Place))
    assert (problem.line, problem.column, problem.message) == (line, column, f"this is not YAML: {message}")
    assert problem.hint.startswith("check quotes, brackets and indents")


def test_an_unclosed_bracket_is_told_by_the_line_where_it_opens() -> None:
    problem = only(yaml("id: a\nname: {ko: 가\npart_of: b\ncode: c\n", Place))
    assert problem.hint.endswith("while parsing a flow mapping that begins on line 2")


@pytest.mark.parametrize(
    ("date", "message"),
    [
        ("2018-02-30", "2018-02-30 is not in the calendar"),
        ("2018-13", "2018-13 is not in the calendar"),
        ("18-4-1", "“18-4-1” is not a date of the form 2018, 2018-04 or 2018-04-17"),
        ("999", "“999” is not a date of the form 2018, 2018-04 or 2018-04-17"),
        ("17. April", "“17. April” is not a date of the form 2018, 2018-04 or 2018-04-17"),
        ("true", "true stands where a date belongs"),
        ("2018.5", "the number 2018.5 stands where a date belongs"),
    ],
)
def test_a_bad_date_stands_at_its_place(date: str, message: str) -> None:
    problem = only(yaml(f"{AGREEMENT}signed:   {date}\n", Agreement))
    assert (problem.line, problem.column, problem.message) == (5, 11, message)


def test_all_problems_of_a_file_are_listed_and_good_records_stay() -> None:
    good, other = "- {id: a, name: {ko: 가}}\n", "- {id: e, name: {ko: 마}}\n"
    text = f"{good}- {{id: b, nam: {{ko: 나}}, code: NO}}\n- {{id: c--d, name: 다}}\n{other}"
    records, problems = yaml(text, Place)
    assert [record.id for record in records] == ["a", "e"]
    assert places(problems) == [(2, 3), (2, 11), (2, 31), (3, 8), (3, 20)]
    assert problems[-1].hint == "say the language: {ko: 다}"


def test_an_ambiguous_first_key_does_not_hide_what_is_missing() -> None:
    messages = [problem.message for problem in yaml("NO: x\n", Place)[1]]
    assert len([message for message in messages if "needs the key" in message]) == 2
    assert any("NO is ambiguous" in message for message in messages)


@pytest.mark.parametrize("text", ["", "\n\n", "# only\n# comments\n", "\ufeff"])
def test_a_file_without_a_record_is_a_problem(text: str) -> None:
    problem = only(yaml(text, Place))
    assert (problem.line, problem.column, problem.message) == (0, 0, "the file is empty")


@pytest.mark.parametrize(
    ("text", "shown"), [("---\n", "nothing"), ("null\n", "nothing"), ("시흥\n", "“시흥”"), ("- - a\n", "a list")]
)
def test_a_document_that_is_no_mapping_is_a_problem(text: str, shown: str) -> None:
    problem = only(yaml(text, Organization))
    assert problem.message == f"{shown} stands where a mapping belongs"


def test_several_documents_and_lists_are_one_stream_of_records() -> None:
    two = "- {id: b, name: {ko: 나}}\n- {id: c, name: {ko: 다}}\n"
    text = f"---\n{PLACE}---\n{two}...\n---\n{{id: d, name: {{ko: 라}}}}\n"
    records, problems = yaml(text, Place)
    assert problems == []
    assert [record.id for record in records] == ["a", "b", "c", "d"]


def test_bytes_of_another_encoding_stand_at_their_place() -> None:
    problem = only(yaml((HOSTILE / "cp949.yaml").read_bytes(), Place))
    assert (problem.line, problem.column, problem.message) == (3, 12, "the file is not UTF-8")
    problem = only(yaml(b"\xef\xbb\xbf# \xea\xb0\x80 \xb0\xa1\n", Place))
    assert (problem.line, problem.column) == (1, 5)
    problem = only(yaml(b"id: \xed\xa0\x80\n", Place))
    assert (problem.line, problem.column) == (1, 5)


def test_a_byte_order_mark_and_crlf_change_nothing() -> None:
    plain = yaml(PLACE, Place)
    assert yaml("\ufeff" + PLACE.replace("\n", "\r\n"), Place) == plain
    problem = only(yaml("\ufeff" + f"{PLACE}code: NO\n".replace("\n", "\r\n"), Place))
    assert (problem.line, problem.column) == (3, 7)


def test_a_tag_that_is_no_text_is_a_problem() -> None:
    assert "tag" in only(yaml(f"{PLACE}code: !%ED%A0%80 x\n", Place)).message


def test_decomposed_text_is_read_composed() -> None:
    composed = yaml("id: 시흥\nname: {ko: 글로벌 스마트시티}\n", Place)
    decomposed = unicodedata.normalize("NFD", "id: 시흥\nname: {ko: 글로벌 스마트시티}\n")
    assert len(composed[0]) == 1
    assert yaml(decomposed, Place) == composed
    twice = f"id: a\nname: {{ko: 가}}\n시: 1\n{unicodedata.normalize('NFD', '시')}: 2\n"
    assert "stands twice" in yaml(twice, Place)[1][-1].message


@pytest.mark.parametrize("name", ["alias-bomb.yaml", "merge-bomb.yaml"])
def test_an_alias_bomb_ends_at_once(name: str) -> None:
    begin = time.process_time()
    records, problems = yaml((HOSTILE / name).read_bytes(), Place)
    assert time.process_time() - begin < 1
    assert records == []
    assert problems[-1].message.endswith("is an alias")


@pytest.mark.parametrize(("deep", "column"), [("[" * 200_000, 66), ("- " * 100_000, 131), ("{a: " * 100_000, 258)])
def test_deep_nesting_ends_at_once(deep: str, column: int) -> None:
    begin = time.process_time()
    problem = only(yaml(deep, Place))
    assert time.process_time() - begin < 2
    assert (problem.line, problem.column) == (1, column)
    assert problem.message == "values are nested more than 64 levels deep"


def test_a_file_that_is_too_large_is_not_read() -> None:
    problem = only(yaml(PLACE.encode() + b"#" * MAX_BYTES, Place))
    assert (problem.line, problem.column, problem.message) == (0, 0, "the file is larger than 32 MiB")
