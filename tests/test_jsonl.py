"""JSON Lines: what is read, and what is refused, each at its line and column."""

from __future__ import annotations

import io
import json
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.records.agreement import Agreement
from kg.records.organization import Place
from kg.records.text import illegal_character, nfc
from kg.sources.entry import Entry
from kg.sources.json_text import parse_json
from kg.sources.jsonl import JSONL, MAX_LINE
from tests.reading import HOSTILE, jsonl, only, places, read, seed, split
from tests.strategies import STEADY

GOOD = '{"id": "b", "name": {"ko": "나"}}'


def test_each_line_is_a_record() -> None:
    text = f'{{"id": "a", "name": {{"ko": "가"}}, "latitude": 37.5}}\n\n \t \n{GOOD}'
    records, problems = jsonl(text, Place)
    assert problems == []
    assert records == [Place(id="a", name={"ko": "가"}, latitude=37.5), Place(id="b", name={"ko": "나"})]
    assert jsonl("\ufeff" + text.replace("\n", "\r\n"), Place) == (records, problems)


def test_a_record_knows_its_line_and_the_places_of_its_values() -> None:
    text = f'\n{{"id": "a", "name": {{"ko": "가", "en": "Ga"}}}}\n{GOOD}\n'
    first, second = read(JSONL, "f.jsonl", io.BytesIO(text.encode()), Place)
    assert isinstance(first, Entry)
    assert isinstance(second, Entry)
    assert [first.line, second.line] == [2, 3]
    assert str(first.problem("/name/en", "no", "cure")) == "f.jsonl:2:39: no\n    hint: cure"


def test_nothing_is_no_problem() -> None:
    assert jsonl("", Place) == ([], [])
    assert jsonl("\ufeff", Place) == ([], [])


@pytest.mark.parametrize(
    ("rest", "column", "message", "hint"),
    [
        ('"codes": "12"}', 34, "“codes” is no key of a place", "did you mean “code”?"),
        ('"id": "a"}', 34, "the key “id” stands twice in this mapping, first on line 2", "keep one of the two"),
        ('"\\u0069d": "a"}', 34, "the key “id” stands twice in this mapping, first on line 2", "keep one of the two"),
        ('"code": 12}', 42, "the number 12 stands where a text belongs", "put it in quotes"),
        ('"code": true}', 42, "true stands where a text belongs", "put it in quotes"),
        ('"code": ["12"]}', 42, "a list stands where a text belongs", "`kg schema`"),
        ('"latitude": "37"}', 46, "“37” stands where a number belongs", "`kg schema`"),
        ('"latitude": 91}', 46, "91 is not between -90 and 90", "check the number"),
        ('"latitude": 1e999}', 46, "inf is not between -90 and 90", "check the number"),
        (f'"latitude": {"1" * 5000}}}', 46, "the number is too long", "no value needs more than 18 digits"),
        (f'"latitude": -{"1" * 19}}}', 46, "the number is too long", "no value needs more than 18 digits"),
        ('"latitude": NaN}', 46, "this is not JSON: a value is expected, not NaN", "double quotes"),
        ('"latitude": Infinity}', 46, "this is not JSON: a value is expected, not Infinity", "double quotes"),
        ('"latitude": -Infinity}', 46, "this is not JSON: a value is expected, not -Infinity", "double quotes"),
        ('"latitude": NO}', 46, "this is not JSON: a value is expected, not NO", "double quotes"),
        ('"latitude": .5}', 46, "this is not JSON: a value is expected, not .", "double quotes"),
        ('"latitude": +5}', 46, "this is not JSON: a value is expected, not +", "double quotes"),
        ('"latitude": 017}', 47, "this is not JSON: , is expected, not 1", "punctuation"),
        ('"latitude": 0o17}', 47, "this is not JSON: , is expected, not o", "punctuation"),
        ('"latitude": 1_000}', 47, "this is not JSON: , is expected, not _", "punctuation"),
        ('"latitude": 1.}', 47, "this is not JSON: , is expected, not .", "punctuation"),
        ('"code": "12"', 46, "this is not JSON: , is expected, not the end", "punctuation"),
        ('"code": "12",}', 47, 'this is not JSON: " is expected, not }', "punctuation"),
        ('"code" "12"}', 41, 'this is not JSON: : is expected, not "', "punctuation"),
        ("'code': 1}", 34, "this is not JSON: \" is expected, not '", "punctuation"),
        ('"code": "12}', 42, "this is not JSON: Unterminated string starting at", "quotes"),
        ('"code": "1\t2"}', 44, "this is not JSON: Invalid control character at", "quotes"),
        ('"code": "\\q"}', 43, "this is not JSON: Invalid \\escape", "quotes"),
        ('"code": ', 42, "this is not JSON: a value is expected, not the end", "double quotes"),
        ('"code": [1', 44, "this is not JSON: , is expected, not the end", "punctuation"),
        ('"code": "12"} {}', 48, "there is more after the end of the record", "one record a line"),
        ('"code": "\\u0000"}', 42, "the text holds U+0000, a character that no value may have", "delete the character"),
        ('"code": "\\ud800"}', 42, "the text holds U+D800, a character that no value may have", "delete the character"),
        ('"\\udc00": 1}', 34, "the text holds U+DC00, a character that no value may have", "delete the character"),
        ('"code": "\x7f"}', 42, "the text holds U+007F, a character that no value may have", "delete the character"),
    ],
)
def test_a_problem_stands_at_its_place(rest: str, column: int, message: str, hint: str) -> None:
    records, problems = jsonl(f'{GOOD}\n{{"id": "a", "name": {{"ko": "가"}}, {rest}\n', Place)
    assert [record.id for record in records] == ["b"]
    assert places(problems) == [(2, column)]
    assert problems[0].message == message
    assert hint in problems[0].hint


@pytest.mark.parametrize(("escape", "name"), [("\\b", "U+0008"), ("\\f", "U+000C"), ("\\u001b", "U+001B")])
def test_a_control_character_behind_an_escape_is_found(escape: str, name: str) -> None:
    problem = only(jsonl(f'{{"id": "a", "name": {{"ko": "가{escape}나"}}}}', Place))
    assert (problem.column, problem.message.split(",")[0]) == (28, f"the text holds {name}")


def test_good_escapes_are_read() -> None:
    text = '{"id": "a", "name": {"ko": "\\uc2dc\\ud765 \\ud83c\\udfd9 \\"\\\\\\/\\n\\t\\\\b"}}'
    (record,), problems = jsonl(text, Place)
    assert problems == []
    assert record.name == {"ko": '시흥 🏙 "\\/\n\t\\b'}


def test_a_long_decimal_is_one_with_or_without_escapes() -> None:
    for name in ("가", "\\uac00"):
        (record,), problems = jsonl(
            f'{{"id": "a", "name": {{"ko": "{name}"}}, "latitude": -0.12345678901234568}}', Place
        )
        assert (record.latitude, problems) == (-0.12345678901234568, [])


@pytest.mark.parametrize("line", ["null", "1", '"a"', f"[{GOOD}]", "true"])
def test_a_line_that_is_no_mapping_is_a_problem(line: str) -> None:
    problem = only(jsonl(line, Place))
    assert (problem.line, problem.column) == (1, 1)
    assert problem.message.endswith("stands where a mapping belongs")


def test_all_problems_of_a_line_are_listed_and_good_lines_stay() -> None:
    bad = '{"id": "c", "id": "--", "nam": {}, "code": 1, "latitude": 99, "longitude": "\\u0000"}'
    records, problems = jsonl(f"{bad}\n{GOOD}\n{{\n{bad}\n", Place)
    assert [record.id for record in records] == ["b"]
    columns = [1, 13, 25, 44, 59, 76]
    assert places(problems) == [*((1, column) for column in columns), (3, 2), *((4, column) for column in columns)]


def test_bytes_of_another_encoding_stand_at_their_place() -> None:
    records, problems = jsonl((HOSTILE / "cp949.jsonl").read_bytes(), Place)
    assert [record.id for record in records] == ["a", "c"]
    assert places(problems) == [(2, 29)]
    assert problems[0].message == "the line is not UTF-8"
    assert places(jsonl(b"\xef\xbb\xbf{id\xb0\xa1", Place)[1]) == [(1, 4)]


def test_a_byte_order_mark_counts_only_at_the_beginning() -> None:
    assert jsonl(f"\ufeff{GOOD}", Place)[1] == []
    assert places(jsonl(f"{GOOD}\n\ufeff{GOOD}", Place)[1]) == [(2, 1)]


def test_decomposed_text_is_read_composed() -> None:
    line = '{"id": "시흥", "name": {"ko": "글로벌 스마트시티"}}'
    composed = jsonl(line, Place)
    assert len(composed[0]) == 1
    assert jsonl(unicodedata.normalize("NFD", line), Place) == composed
    assert jsonl(json.dumps(json.loads(unicodedata.normalize("NFD", line))), Place) == composed


@pytest.mark.parametrize(
    ("deep", "column"),
    [
        ("[" * 100_000, 66),
        ('{"a":' * 100_000, 5 * 65 + 1),
        ('{"id": ' + "[" * 100_000 + "]" * 100_000 + "}", 7 + 65),
    ],
)
def test_deep_nesting_ends_at_once(deep: str, column: int) -> None:
    begin = time.process_time()
    problem = only(jsonl(deep, Place))
    assert time.process_time() - begin < 2
    assert (problem.line, problem.column) == (1, column)
    assert problem.message == "values are nested more than 64 levels deep"


def test_a_line_that_is_too_long_ends_the_reading() -> None:
    stream = io.BytesIO(GOOD.encode() + b"\n" + b"x" * (17 * 2**20) + b"\n" + GOOD.encode())
    records, problems = split(read(JSONL, "f.jsonl", stream, Place))
    assert [record.id for record in records] == ["b"]
    assert places(problems) == [(2, 1)]
    assert problems[0].message == "the line is longer than 16 MiB"
    assert stream.tell() <= len(GOOD) + 10 + MAX_LINE


def test_a_contradiction_stands_at_its_place() -> None:
    line = json.dumps({**seed(), "parties": ["kt", "kt"], "evidence": []}, ensure_ascii=False)
    problem = only(jsonl(line, Agreement))
    assert problem.message == "kt is already party 1"
    assert line[problem.column - 1 :].startswith('"kt"], "fields"')


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**17), 10**17)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8"), max_size=6),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4).map(nfc), inner, max_size=4),
    max_leaves=12,
)


@STEADY
@given(JSON, st.booleans(), st.sampled_from([None, 1]))
def test_the_slow_reading_reads_what_the_standard_library_writes(
    value: object, ascii_: bool, indent: int | None
) -> None:
    text = json.dumps(value, ensure_ascii=ascii_, indent=indent).replace("\n", " ")
    node, faults = parse_json(text)
    assert node is not None
    if not any(illegal_character(part) for part in _texts(value)):
        assert faults == []
        assert node.plain() == json.loads(nfc(json.dumps(value, ensure_ascii=False)))


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for key, item in value.items() for text in [key, *_texts(item)]]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return [value] if isinstance(value, str) else []


@STEADY
@given(st.text(st.sampled_from('{}[]",:01-+.eE \\untrfalsb가'), max_size=30))
def test_the_slow_reading_takes_exactly_what_the_standard_library_takes(text: str) -> None:
    node, faults = parse_json(text)
    try:
        json.loads(text)
    except ValueError:
        assert node is None
        assert faults
    else:
        assert node is not None


def _with_each_key_twice(value: object, space: str) -> list[str]:
    """The JSON text of a value as often as it has keys, each time with another of them there twice."""
    if isinstance(value, list):
        whole = [json.dumps(item, ensure_ascii=False) for item in value]
        return [
            "[" + ", ".join([*whole[:place], twice, *whole[place + 1 :]]) + "]"
            for place, item in enumerate(value)
            for twice in _with_each_key_twice(item, space)
        ]
    if not isinstance(value, dict):
        return []
    pairs = {key: f'"{key}"{space}:{json.dumps(item, ensure_ascii=False)}' for key, item in value.items()}
    found = ["{" + ",".join([*pairs.values(), pair]) + "}" for pair in pairs.values()]
    for key, item in value.items():
        twice = [{**pairs, key: f'"{key}": {inner}'} for inner in _with_each_key_twice(item, space)]
        found += ["{" + ",".join(these.values()) + "}" for these in twice]
    return found


@pytest.mark.parametrize("space", ["", " ", "\t", "  "])
def test_a_key_that_stands_twice_is_found_wherever_it_is(space: str) -> None:
    value = {**seed(), "note": {"en": 'a "quoted": word : and more'}}
    texts = _with_each_key_twice(value, space)
    assert len(texts) > 100
    for text in texts:
        records, problems = jsonl(text, Agreement)
        assert records == []
        assert any("stands twice" in problem.message for problem in problems)


def test_a_line_that_says_a_default_is_read_like_one_that_does_not() -> None:
    plain = {"id": "a", "name": {"ko": "가"}}
    for more in ({"code": None}, {"part_of": None, "latitude": None}):
        assert jsonl(json.dumps(plain | more), Place) == jsonl(json.dumps(plain), Place)


@STEADY
@given(
    st.lists(st.sampled_from([GOOD, "", "{", '{"id": "c", "name": {"ko": "다"}}', "\r"]), max_size=12),
    st.integers(1, 60),
)
def test_where_a_file_is_cut_changes_nothing(lines: list[str], size: int) -> None:
    data = "\n".join(lines)
    whole = jsonl(data, Place)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.sources.jsonl.BLOCK", size)
        assert jsonl(data, Place) == whole
