"""Korean particles that fit the word before them: 시흥시를, 서울을, KT와, 5G로.

Which form a particle takes hangs on how the word before it sounds at its end: after a final consonant 을, else 를;
로 follows ㄹ as it does a vowel. Hangul shows its end; digits and letters are read aloud first (3M is 쓰리엠). What
stands in brackets at the end is passed over, as the National Institute of Korean Language advises: 에너지공단(KEA)을.
Where nobody can tell, both forms are written: 을(를).
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Sound = Literal["vowel", "rieul", "consonant"]

BOTH: Final = {
    "을/를": "을(를)",
    "이/가": "이(가)",
    "은/는": "은(는)",
    "과/와": "과(와)",
    "으로/로": "(으)로",
    "이라/라": "(이)라",
    "이며/며": "(이)며",
    "이고/고": "(이)고",
    "입니다/입니다": "입니다",
}
"""The particles by their two forms, after a consonant and after a vowel, and what is written where nobody can tell."""

_FIRST_SYLLABLE, _LAST_SYLLABLE, _FINALS, _RIEUL = 0xAC00, 0xD7A3, 28, 8
_DIGITS: Final = dict(zip("0123456789", "영일이삼사오육칠팔구", strict=True))
_POWERS: Final = ((16, "경"), (12, "조"), (8, "억"), (4, "만"), (3, "천"), (2, "백"), (1, "십"))
_LETTER_NAMES: Final = (
    "에이 비 씨 디 이 에프 지 에이치 아이 제이 케이 엘 엠 엔 오 피 큐 알 에스 티 유 브이 더블유 엑스 와이 제트"
)
_LETTERS: Final = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", _LETTER_NAMES.split(), strict=True))
_SPELLED: Final = 4
"""Words of capitals up to this length are read letter by letter; longer ones as a word: KEPCO is 켑코."""

_UNITS: Final = {"m": "미터", "cm": "센티미터", "mm": "밀리미터", "km": "킬로미터", "g": "그램", "kg": "킬로그램"}
_UNITS_OF_POWER: Final = {
    "W": "와트",
    "kW": "킬로와트",
    "MW": "메가와트",
    "GW": "기가와트",
    "kWh": "킬로와트시",
    "t": "톤",
}
_SIGNS: Final = {"%": "퍼센트", "+": "플러스", "&": "앤드", "°": "도", "℃": "도"}
# As NFKC leaves single letters of Hangul.
_CONSONANTS: Final = ("\u1100", "\u1112")
_VOWELS: Final = ("\u1161", "\u1175")
_LETTER_RIEUL: Final = "\u1105"

_BRACKETS: Final = re.compile(r"[(\[（［〔<〈][^()\[\]（）［］〔〕<>〈〉]*[)\]）］〕>〉]\s*$")
_SILENT: Final = re.compile(r"[\s\"'`“”‘’«»「」『』《》〈〉.,;:!?…·~\-–—_/\\|*#^=™®©]+$")
_LOOSE: Final = re.compile(r"[\W_]+$")
_NUMBER: Final = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$")
_UNIT: Final = re.compile(r"\d\s*([A-Za-z]{1,3})$")
_LATIN: Final = re.compile(r"[A-Za-z]+$")

_READ: Final = {"postech": "포스텍"}
"""Words that are read otherwise than they are spelled."""

_ENDINGS: Final[tuple[tuple[re.Pattern[str], Sound], ...]] = (
    (re.compile(r"le?$"), "rieul"),
    (re.compile(r"([mn]e?|ng|ic|[aeiou]ck)$"), "consonant"),
    (re.compile(r"([aeiouyrwsxzvfjd]|[cspt]h|[aeiou]h|[^aeiouy][bcgkpt])$"), "vowel"),
)
"""How an English word sounds at its end, by its last letters; the first that fits. Short stops (lab, hub) fit none."""

_INITIALS: Final = ("k", "k", "n", "t", "t", "l", "m", "p", "p", "s", "s", "", "c", "c", "c", "k", "t", "p", "h")
_FINAL_CLASSES: Final = {1: "k", 2: "k", 4: "n", 7: "t", 8: "l", 16: "m", 17: "p", 19: "t", 20: "t", 21: "n", 24: "k"}
_LETTER_CLASSES: Final = str.maketrans("bpfvcgkqxdtjlrmnszhaeiouwy", "ppppkkkkkttcllmnssh       ")
_SYLLABLES_OF_INITIAL: Final = 588
_ALIKE: Final = 0.75


def attached(word: str, particle: str, readings: Iterable[str] = ()) -> str:
    """The word with its particle: `attached("서울", "으로/로")` is 서울로."""
    return word + fitting(word, particle, readings)


def fitting(word: str, particle: str, readings: Iterable[str] = ()) -> str:
    """The form of a particle that fits a word; the particle is named by both forms: `을/를`.

    `readings` are other names of what the word names: one in Hangul that reads the word's letters decides.
    """
    after_consonant, after_vowel = particle.split("/")
    sound = sound_of(word, readings)
    if sound is None:
        return BOTH[particle]
    if particle == "으로/로" and sound == "rieul":
        return after_vowel
    return after_vowel if sound == "vowel" else after_consonant


def sound_of(word: str, readings: Iterable[str] = ()) -> Sound | None:
    """How a word sounds at its end, or None where that can't be told."""
    spoken = _spoken(word)
    last = spoken[-1:]
    if last in _DIGITS:
        return _syllable(_number_ends(spoken))
    if last.isascii() and last.isalpha():
        return _latin(spoken, readings)
    return _letter(_SIGNS.get(last, last)[-1:])


def _letter(last: str) -> Sound | None:
    """How a letter of Hangul sounds at its end: a syllable, or a consonant or vowel by its name."""
    if _CONSONANTS[0] <= last <= _CONSONANTS[1]:
        return "rieul" if last == _LETTER_RIEUL else "consonant"
    if _VOWELS[0] <= last <= _VOWELS[1]:
        return "vowel"
    return _syllable(last) if last and _FIRST_SYLLABLE <= ord(last) <= _LAST_SYLLABLE else None


def _spoken(word: str) -> str:
    """The word up to what is heard last: without brackets and marks at its end."""
    text = unicodedata.normalize("NFKC", word).strip()
    while True:
        shorter = _BRACKETS.sub("", _SILENT.sub("", text)).rstrip()
        if shorter == text:
            break
        if not _LOOSE.sub("", shorter):
            # All of it is in brackets: then that is what is read.
            return _LOOSE.sub("", text)
        text = shorter
    return text if text and (text[-1].isalnum() or text[-1] in _SIGNS) else _LOOSE.sub("", text)


def _syllable(syllable: str) -> Sound:
    final = (ord(syllable) - _FIRST_SYLLABLE) % _FINALS
    return "vowel" if final == 0 else "rieul" if final == _RIEUL else "consonant"


def _number_ends(text: str) -> str:
    """The last syllable of a number as it is read: 10 십, 2018 팔, 1,000 천; digit by digit after a point."""
    found = _NUMBER.search(text)
    digits = found[0].replace(",", "") if found else text[-1]
    zeros = len(digits) - len(digits.rstrip("0"))
    if not zeros or "." in digits or digits.startswith("0"):
        return _DIGITS[digits[-1]]
    return next(name for power, name in _POWERS if zeros >= power)


def _latin(text: str, readings: Iterable[str]) -> Sound | None:
    unit = _UNIT.search(text)
    if unit and (name := {**_UNITS, **_UNITS_OF_POWER}.get(unit[1])):
        return _syllable(name[-1])
    found = _LATIN.search(text)
    word = found[0] if found else ""
    if is_spelled(word):
        return _syllable(_LETTERS[word[-1].upper()][-1])
    known = [_READ[word.lower()]] if word.lower() in _READ else [name for name in readings if reads(name, word)]
    if known:
        return _syllable(unicodedata.normalize("NFC", known[0])[-1])
    return next((sound for pattern, sound in _ENDINGS if pattern.search(word.lower())), None)


def is_spelled(word: str) -> bool:
    """Whether a word of letters is read letter by letter: KT, LH, IoT; a single letter too."""
    capitals = sum(letter.isupper() for letter in word)
    return len(word) == 1 or (len(word) <= _SPELLED and word[-1].isupper() and capitals * 2 > len(word))


def reads(name: str, word: str) -> bool:
    """Whether a name in Hangul is how a word of letters is read: 켑코 for KEPCO, by the order of their consonants."""
    syllables = [ord(letter) - _FIRST_SYLLABLE for letter in unicodedata.normalize("NFC", name)]
    if not syllables or not all(0 <= syllable <= _LAST_SYLLABLE - _FIRST_SYLLABLE for syllable in syllables):
        return False
    heard = "".join(
        _INITIALS[syllable // _SYLLABLES_OF_INITIAL] + _FINAL_CLASSES.get(syllable % _FINALS, "")
        for syllable in syllables
    )
    written = word.lower().replace("ch", "k").replace("ng", "n").translate(_LETTER_CLASSES).replace(" ", "")
    return bool(written) and difflib.SequenceMatcher(None, heard, written).ratio() >= _ALIKE
