"""Korean particles: a table of words as people read them, and laws for any text."""

from __future__ import annotations

import unicodedata
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.views.brief.particles import BOTH, attached, fitting, reads, sound_of
from tests.strategies import STEADY

OBJECT, SUBJECT, TOPIC, WITH, BY = "을/를", "이/가", "은/는", "과/와", "으로/로"

TABLE: Final = """
시흥시 을/를 를 | 시흥시 이/가 가 | 시흥시 은/는 는 | 시흥시 과/와 와 | 시흥시 으로/로 로 | 서울 을/를 을
서울 이/가 이 | 서울 은/는 은 | 서울 과/와 과 | 서울 으로/로 로 | 부산 을/를 을 | 부산 이/가 이
부산 은/는 은 | 부산 과/와 과 | 부산 으로/로 으로 | 한국전력공사 을/를 를 | 한국전력공사 으로/로 로
서울대학교 과/와 와 | 한국에너지공단 을/를 을 | 한국에너지공단 으로/로 으로 | 협약 으로/로 으로 | 디지털 으로/로 로
마을 으로/로 로 | 바다 으로/로 로 | 값 을/를 을 | KT 을/를 를 | KT 과/와 와 | LH 이/가 가
LX 은/는 는 | SK 을/를 를 | LG CNS 을/를 를 | ETRI 이/가 가 | KEA 은/는 는 | KEPCO 을/를 를
KOICA 과/와 와 | IBM 을/를 을 | UN 으로/로 으로 | GM 이/가 이 | HL 으로/로 로 | SQL 을/를 을
VR 을/를 을 | VR 으로/로 로 | R&D 을/를 를 | MOU 을/를 를 | IoT 을/를 를 | AI 으로/로 로
V-City 을/를 를 | KAIST 이/가 가 | POSTECH 이/가 이 | UNIST 을/를 를 | 3M 을/를 을
5G 을/를 를 | 5G 으로/로 로 | 2018 은/는 은 | 2018 으로/로 로 | 10 을/를 을 | 100 으로/로 으로
1,000 이/가 이 | 10000 은/는 은 | 1,000,000,000,000 을/를 를 | 0 을/를 을 | 1 으로/로 로
2 을/를 를 | 3 이/가 이 | 6 으로/로 으로 | 7 으로/로 로 | 8 으로/로 로 | 9 을/를 를
1.50 을/를 을 | 007 으로/로 로 | 2018-04-17 을/를 을 | 2018-10 으로/로 으로 | 30% 을/를 를
20㎞ 을/를 를 | 100kg 을/를 을 | 50MW 을/를 를 | 300t 을/를 을 | 23℃ 을/를 를 | C++ 을/를 를
A 을/를 를 | Google 을/를 을 | Google 으로/로 로 | Oracle 이/가 이 | Amazon 을/를 을
Samsung 이/가 이 | Naver 을/를 를 | Microsoft 을/를 를 | Cisco 과/와 와
Siemens 은/는 는 | Intel 으로/로 로 | Smart City 을/를 를 | Platform 을/를 을
Home 으로/로 으로 | Mobile 으로/로 로 | Cloud 을/를 를 | Bank 을/를 를 | Logic 을/를 을
Truck 이/가 이 | Tech 을/를 를 | Watt 을/를 를 | Hub 을/를 을(를) | Lab 이/가 이(가)
Startup 은/는 은(는) | Robot 과/와 과(와) | Lab 으로/로 (으)로 | 에너지공단(KEA) 을/를 을
한국토지주택공사(LH) 이/가 가 | 삼성전자(주) 은/는 는 | 삼성전자㈜ 과/와 와 | (주)케이티 을/를 를
(주) 이/가 가 | (KEA) 을/를 를 | ‘협약’ 을/를 을 | 「약정」 으로/로 으로 | “서울” 으로/로 로
시흥시. 을/를 를 | 서울 … 이/가 이 | 시흥(경기)(KR) 은/는 은 | ㄱ 을/를 을 | ㅏ 을/를 를 | ㄹ 으로/로 로
大學 을/를 을(를) | ? 이/가 이(가) | ① 으로/로 로 | ＫＴ 을/를 를
"""
CASES: Final = [tuple(cell.rsplit(maxsplit=2)) for line in TABLE.strip().splitlines() for cell in line.split("|")]


def test_the_table_is_large() -> None:
    assert len(CASES) >= 100
    assert {particle for _, particle, _ in CASES} == {OBJECT, SUBJECT, TOPIC, WITH, BY}


@pytest.mark.parametrize(("word", "particle", "expected"), CASES)
def test_a_particle_fits_the_word_before_it(word: str, particle: str, expected: str) -> None:
    assert fitting(word, particle) == expected


def test_a_name_in_hangul_that_reads_the_letters_decides() -> None:
    assert attached("KETEP", OBJECT) == "KETEP을(를)"
    assert attached("KETEP", OBJECT, ["한국에너지기술평가원", "케텝"]) == "KETEP을"
    assert attached("Startup", BY, ["스타트업"]) == "Startup으로"


@pytest.mark.parametrize(("name", "word", "same"), [
    ("켑코", "KEPCO", True), ("포스텍", "POSTECH", True), ("네이버", "Naver", True), ("유니스트", "UNIST", True),
    ("한전", "KEPCO", False), ("한국토지주택공사", "LH", False), ("KEPCO", "KEPCO", False), ("", "KEPCO", False),
])  # fmt: skip
def test_a_reading_is_told_from_another_name(name: str, word: str, same: bool) -> None:
    assert reads(name, word) is same


@STEADY
@given(st.text(max_size=20), st.sampled_from(sorted(BOTH)))
def test_any_text_gets_one_of_the_forms(word: str, particle: str) -> None:
    assert fitting(word, particle) in {*particle.split("/"), BOTH[particle]}


@STEADY
@given(st.text(max_size=6), st.integers(0xAC00, 0xD7A3).map(chr))
def test_after_hangul_the_last_syllable_decides(before: str, last: str) -> None:
    final = len(unicodedata.normalize("NFD", last)) == 3
    assert fitting(before + last, OBJECT) == ("을" if final else "를")
    assert fitting(before + last, BY) == ("으로" if final and unicodedata.normalize("NFD", last)[-1] != "ᆯ" else "로")


@STEADY
@given(st.sampled_from([word for word, _, _ in CASES if sound_of(word)]), st.sampled_from(["”", ".", "’", "(주)", " "]))
def test_marks_and_brackets_behind_a_word_change_nothing(word: str, mark: str) -> None:
    assert sound_of(word + mark) == sound_of(word)


@STEADY
@given(st.integers(0xAC00, 0xD7A3).map(chr), st.sampled_from(sorted(BOTH)))
def test_a_decomposed_syllable_sounds_as_the_composed_one(syllable: str, particle: str) -> None:
    assert fitting(unicodedata.normalize("NFD", syllable), particle) == fitting(syllable, particle)


@STEADY
@given(st.integers(0, 10**17))
def test_a_number_sounds_the_same_with_separators(number: int) -> None:
    assert fitting(f"{number:,}", BY) == fitting(str(number), BY)
