"""Texts: ids, language tags, addresses, and the characters that no value may hold."""

from __future__ import annotations

import unicodedata
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.records.source import Pointer, Sha256
from kg.records.text import (
    MAX_TEXT,
    Id,
    LanguageMap,
    LanguageTag,
    SomeLanguage,
    Text,
    Url,
    illegal_character,
    nfc,
    visible,
)
from tests.strategies import STEADY


def is_bad(character: str) -> bool:
    """Tell by Unicode's own categories whether no value may hold the character."""
    unseen = unicodedata.category(character) in {"Cc", "Cs"} and character not in "\t\n\r"
    return unseen or character in "\ufffe\uffff"


def fits(value: object, type_: Any) -> bool:  # noqa: ANN401 - an annotated type
    try:
        msgspec.convert(value, type_)
    except msgspec.ValidationError:
        return False
    return True


@pytest.mark.parametrize("text", ["kt", "siheung-global-smart-city-2018", "시흥시", "A.b_c-d", "0", "x" * 128])
def test_an_id_is(text: str) -> None:
    assert fits(text, Id)


@pytest.mark.parametrize(
    "text",
    ["", "-a", "a-", "a--b", "a b", "a/b", "../x", "a\n", "a\x00", "é", "ㅅ", "市", "a:b", "a%20", ".", "x" * 129],
)
def test_an_id_is_not(text: str) -> None:
    assert not fits(text, Id)


@pytest.mark.parametrize("text", ["ko", "en", "zh-Hant", "en-GB", "zh-yue-HK", "de-1996", "sl-rozaj-biske"])
def test_a_language_tag_is(text: str) -> None:
    assert fits(text, LanguageTag)


@pytest.mark.parametrize("text", ["", "k", "korean", "ko_KR", "ko-", "-ko", "ko\n", "ko-K", "한국", "ko-" + "a" * 9])
def test_a_language_tag_is_not(text: str) -> None:
    assert not fits(text, LanguageTag)


@pytest.mark.parametrize(
    "text",
    ["http://a", "https://ror.org/03ysztz10", "http://gginews.kr/news/view.php?idx=42012", "https://시흥.한국/뉴스#1"],
)
def test_an_address_is(text: str) -> None:
    assert fits(text, Url)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "http://",
        "http:///x",
        "ftp://a",
        "a.kr",
        "javascript:alert(1)",
        "http://a b",
        "http://a\n",
        "http://a/\x00",
        'http://a/"x',
        "http://a/<x>",
        "http://a/{x}",
        "http://a\\b",
        "http://a/`",
        "http://?q",
        "http://#f",
        " http://a",
        "http://" + "a" * 4096,
    ],
)
def test_an_address_is_not(text: str) -> None:
    assert not fits(text, Url)


def test_a_text_has_a_least_and_a_greatest_length() -> None:
    assert fits("가" * MAX_TEXT, Text)
    assert not fits("가" * (MAX_TEXT + 1), Text)
    assert not fits("", Text)


def test_a_language_map_may_be_empty_where_no_language_is_needed() -> None:
    assert fits({}, LanguageMap)
    assert not fits({}, SomeLanguage)
    assert fits({"ko": "시흥시"}, SomeLanguage)
    assert not fits({"ko": ""}, LanguageMap)
    assert not fits({"korean": "시흥시"}, LanguageMap)


@pytest.mark.parametrize("text", ["/signed", "/parties/1", "/title/zh-Hant", "/stated/parties_exclude_subject"])
def test_a_pointer_is(text: str) -> None:
    assert fits(text, Pointer)


@pytest.mark.parametrize("text", ["", "/", "signed", "/a/", "/a//b", "/a~1b", "/a\n", "/" + "a" * 200])
def test_a_pointer_is_not(text: str) -> None:
    assert not fits(text, Pointer)


def test_a_sum_is_64_small_hexadecimal_digits() -> None:
    assert fits("0a" * 32, Sha256)
    assert not fits("0A" * 32, Sha256)
    assert not fits("0a" * 32 + "\n", Sha256)
    assert not fits("0a" * 31, Sha256)


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x00", "U+0000"),
        ("\x0b", "U+000B"),
        ("\x1b", "U+001B"),
        ("\x7f", "U+007F"),
        ("\x85", "U+0085"),
        ("\x9f", "U+009F"),
        ("\ud800", "U+D800"),
        ("\udfff", "U+DFFF"),
        ("\ufffe", "U+FFFE"),
        ("\uffff", "U+FFFF"),
    ],
)
def test_an_illegal_character_is_named_and_made_visible(character: str, name: str) -> None:
    assert illegal_character(f"시흥{character}시\x07") == name
    assert visible(f"시흥{character}시") == "시흥\ufffd시"


@pytest.mark.parametrize(
    "text", ["", "\t\r\n", " \xa0", "시흥시", "\u200b\ufeff", "\ufffd", "\U0001f3d9", "\U0010ffff"]
)
def test_other_characters_are_legal(text: str) -> None:
    assert illegal_character(text) is None
    assert visible(text) == text


@STEADY
@given(st.text(st.characters(exclude_categories=[])))
def test_legal_text_is_what_utf8_carries_without_controls(text: str) -> None:
    bad = [c for c in text if is_bad(c)]
    assert illegal_character(text) == (f"U+{ord(bad[0]):04X}" if bad else None)
    assert illegal_character(visible(text)) is None


@STEADY
@given(st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3)))
def test_decomposed_hangul_becomes_composed(text: str) -> None:
    assert nfc(unicodedata.normalize("NFD", text)) == text
    assert nfc(text) is text
