"""The texts of sources: kept by their hash, read back only unchanged, and cut into sentences around a quote."""

from __future__ import annotations

import hashlib
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError, UsageError
from kg.records.agreement import Agreement
from kg.records.source import Evidence, Source
from kg.sources.texts import keep, mismatch, mismatches, read_text, sentence_around

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = "가람시는 17일 나래대학교와 협약을 맺었다. 두 기관은 자료를 나눈다.\n다음 협약은 내년이다.\n"


def around(text: str, words: str) -> str:
    start = text.index(words)
    return sentence_around(text, start, start + len(words))


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        (ARTICLE, "17일", "가람시는 17일 나래대학교와 협약을 맺었다."),
        (ARTICLE, "자료", "두 기관은 자료를 나눈다."),
        (ARTICLE, "내년", "다음 협약은 내년이다."),
        ("제목에는 마침표가 없다\n본문이다.", "제목", "제목에는 마침표가 없다"),
        ("넓이는 5.4 제곱킬로미터다. 둘째 문장.", "넓이", "넓이는 5.4 제곱킬로미터다."),
        ("앞 문장. 시는 2018.04.17. 협약을 맺었다. 뒤 문장.", "협약", "시는 2018.04.17. 협약을 맺었다."),
        ("앞 문장. 시는 2018. 4. 17. 협약을 맺었다. 뒤 문장.", "협약", "시는 2018. 4. 17. 협약을 맺었다."),
        ("앞 문장. 시는 ’18. 4. 17. 협약을 맺었다. 뒤 문장.", "협약", "시는 ’18. 4. 17. 협약을 맺었다."),
        ("It was signed in 2018. The city paid.", "signed", "It was signed in 2018."),
        ("협약을 체결했다.이번 협약에는 둘이 있다.", "이번", "이번 협약에는 둘이 있다."),
        ("전국 시.군.구 가운데 하나다. 끝.", "하나", "전국 시.군.구 가운데 하나다."),
        ("시장은 “도약한다. 전기가 됐다”고 밝혔다. 끝.", "도약", "시장은 “도약한다. 전기가 됐다”고 밝혔다."),
        ("그는 “끝났다.” 시민은 반겼다.", "반겼다", "시민은 반겼다."),
        ("왜 그런가? 모른다! 아마도.", "모른다", "모른다!"),
        ("それは良い。次の文。", "次", "次の文。"),
        ("Mr. Kim of A.B. Smith Co. met Dr. Lee. They signed.", "met", "Mr. Kim of A.B. Smith Co. met Dr. Lee."),
        ("They met (on 3 May. In rain.) and signed. Later.", "signed", "They met (on 3 May. In rain.) and signed."),
        ("1. 연구 개발을 함께 한다. 2. 교육을 한다.", "연구", "1. 연구 개발을 함께 한다."),
        ("Costs rose by approx. five per cent. Then fell.", "Costs", "Costs rose by approx. five per cent."),
        ("그러나… 협약은 남았다. 끝.", "남았다", "그러나… 협약은 남았다."),
    ],
)
def test_the_sentence_around_words(text: str, words: str, sentence: str) -> None:
    assert around(text, words) == sentence


def test_words_across_sentences_bring_them_all() -> None:
    assert around(ARTICLE, "맺었다. 두 기관") == "가람시는 17일 나래대학교와 협약을 맺었다. 두 기관은 자료를 나눈다."
    assert around(ARTICLE, "나눈다.\n다음") == "두 기관은 자료를 나눈다.\n다음 협약은 내년이다."


@given(st.text(alphabet="가다. \n?!“”()1a…", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_the_sentence_holds_the_span_whatever_the_text(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    sentence = sentence_around(text, start, end)
    assert text[start:end].strip() in sentence
    assert sentence in text


def test_a_text_is_kept_in_nfc_under_its_hash(tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_bytes(b"\xef\xbb\xbf" + unicodedata.normalize("NFD", ARTICLE).encode())
    digest = keep(str(file), str(tmp_path / "texts"))
    assert digest == hashlib.sha256(ARTICLE.encode()).hexdigest()
    assert (tmp_path / "texts" / f"{digest}.txt").read_bytes() == ARTICLE.encode()
    assert read_text(str(tmp_path / "texts"), digest) == ARTICLE
    assert read_text(str(tmp_path / "texts"), "0" * 64) is None
    assert read_text(str(tmp_path / "nowhere"), digest) is None


def test_a_line_end_of_another_system_stays(tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_bytes(b"one\r\ntwo\r\n")
    assert read_text(str(tmp_path), keep(str(file), str(tmp_path))) == "one\r\ntwo\r\n"


@pytest.mark.parametrize("name", ["", "../secret", "0" * 63, "G" * 64, "0" * 64 + "\n", "/etc/passwd", "A" * 64])
def test_what_is_no_hash_never_becomes_a_path(name: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="is no SHA-256"):
        read_text(str(tmp_path), name)


def test_a_text_that_is_not_what_its_name_says_is_refused(tmp_path: Path) -> None:
    digest = hashlib.sha256(ARTICLE.encode()).hexdigest()
    kept = tmp_path / f"{digest}.txt"
    for content, hint in (
        (b"another text", "the text was changed"),
        (unicodedata.normalize("NFD", ARTICLE).encode(), "not in NFC"),
    ):
        kept.write_bytes(content)
        with pytest.raises(DataError, match="another text than its name says") as caught:
            read_text(str(tmp_path), digest)
        assert hint in caught.value.hint
    kept.write_bytes(b"\xff\xfe")
    with pytest.raises(DataError, match="not UTF-8"):
        read_text(str(tmp_path), digest)


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="isn't there"):
        keep(str(tmp_path / "nothing.txt"), str(tmp_path))


def test_a_quote_is_held_against_its_place() -> None:
    assert mismatch(ARTICLE, 5, 8, "17일") is None
    assert mismatch(ARTICLE, 5, 8, unicodedata.normalize("NFD", "17일")) is None
    assert mismatch(ARTICLE, 4, 7, "17일") == "the text has “17” at 4–7, not the words “17일”: they stand at 5–8"
    assert "they stand nowhere in it" in (mismatch(ARTICLE, 900, 903, "19일") or "")


def record(*evidence: Evidence, sha256: str | None) -> Agreement:
    source = Source(url="https://example.org/1", sha256=sha256)
    return Agreement(id="x", kind="mou", title={"ko": "협약"}, sources=(source,), evidence=evidence)


def test_every_evidence_of_a_record_is_held_against_the_text(tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_text(ARTICLE, encoding="utf-8")
    digest, folder = keep(str(file), str(tmp_path)), str(tmp_path)
    evidence = (
        Evidence(of="/signed", source=0, exact="17일", start=5, end=8),
        Evidence(of="/signed", source=0, exact="17일", start=6, end=9),
        Evidence(of="/kind", source=0, exact="협약"),
        Evidence(of="/kind", source=0, exact="계약서"),
    )
    found = list(mismatches(record(*evidence, sha256=digest), folder))
    assert [pointer for pointer, _, _ in found] == ["/evidence/1/exact", "/evidence/3/exact"]
    assert all(message and hint for _, message, hint in found)
    assert not list(mismatches(record(*evidence, sha256=None), folder))
    assert not list(mismatches(record(*evidence, sha256="0" * 64), folder))
    (tmp_path / f"{digest}.txt").write_text("changed", encoding="utf-8")
    (fault,) = mismatches(record(*evidence, sha256=digest), folder)
    assert fault[0] == "/sources/0/sha256"
