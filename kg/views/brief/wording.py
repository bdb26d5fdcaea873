"""Names, numbers and days in a language, and sentences from templates.

A template is a sentence with slots in braces: `{agreements}건의 협약`. After a slot may stand how to show it:
`{agreements:agreement}` is a number with its noun, `{rank:ordinal}` a rank, `{day:when}` a day with its preposition,
`{parties:bare}` names without a word for the rest. Square brackets hold a choice: of the forms of a particle by the
sound before it, `[을/를]`, or of singular and plural by a slot, `[was/were agreements]`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from kg.records.dates import PartialDate
from kg.views.brief.briefing import Day, Figure, Name, Names
from kg.views.brief.particles import fitting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.views.brief.briefing import Slot

Language = Literal["ko", "en"]

_TOKEN: Final = re.compile(r"\{(?P<slot>\w+)(?::(?P<form>\w+))?\}|\[(?P<choice>[^\[\]]+)\]")
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_TEENS: Final = range(11, 14)
_NOTHING: Final = "—"
_DIGITS: Final = 3


class Part(NamedTuple):
    """A piece of a sentence, and the number that it spells, if any."""

    text: str
    figure: Figure | None = None


def sentence(template: str, slots: Mapping[str, Slot], language: Language) -> list[Part]:
    """The sentence that a template makes of its slots, in pieces. Raises `KeyError` for a slot that isn't filled."""
    parts: list[Part] = []
    readings: Sequence[str] = ()
    end = 0
    for token in _TOKEN.finditer(template):
        parts.append(Part(template[end : token.start()]))
        end = token.end()
        if token["choice"] and language == "ko":
            parts.append(Part(fitting("".join(part.text for part in parts), token["choice"], readings)))
        elif token["choice"]:
            forms, _, slot = token["choice"].rpartition(" ")
            parts.append(Part(forms.split("/")[not _is_one(slots[slot])]))
        else:
            slot = slots[token["slot"]]
            readings = _others(slot)
            parts.append(Part(shown(slot, language, token["form"] or ""), slot if isinstance(slot, Figure) else None))
    rest = template[end:]
    if rest == "." and parts and parts[-1].text.endswith("."):
        rest = ""
    return [part for part in (*parts, Part(rest)) if part.text]


def plain(parts: Sequence[Part]) -> str:
    """The sentence as one text."""
    return "".join(part.text for part in parts)


def shown(slot: Slot, language: Language, form: str = "") -> str:
    """What fills a slot, as it is written."""
    if isinstance(slot, Figure):
        return _figure(slot.value, language, form)
    if isinstance(slot, Day):
        return day(slot.text, language, form)
    if isinstance(slot, Name):
        return label(slot, language)
    return _names(slot, language, form)


def number(value: float) -> str:
    """A number: whole ones with separators, others to three significant digits."""
    return f"{int(value):,}" if value == int(value) else f"{value:.{_DIGITS}g}"


def label(name: Name, language: Language) -> str:
    """What a thing is called in a language, else in another, else by the end of its IRI."""
    return text_of(name.label, language) or tidy(re.split(r"[/#]", name.iri)[-1]) or _NOTHING


def text_of(labels: Mapping[str, str], language: Language) -> str:
    """The text in a language, else in the other one, else in any; empty if there is none."""
    order = (language, "ko" if language == "en" else "en", *sorted(labels))
    return next((text for key in order if (text := tidy(labels.get(key, "")))), "")


def tidy(text: str) -> str:
    """The text on one line, without control characters and directions of writing that would reach beyond it."""
    kept = "".join(" " if char.isspace() else char for char in text if char.isspace() or _is_seen(char))
    return " ".join(kept.split())


def _is_seen(char: str) -> bool:
    return unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"}


def day(text: str, language: Language, form: str = "") -> str:
    """A partial date in words: 2018년 4월 17일, 17 April 2018; what is no date stays as it is."""
    try:
        date = PartialDate.parse(text)
    except ValueError:
        return tidy(text) or _NOTHING
    numbers = [int(part) for part in str(date).split("-")]
    if language == "ko":
        return " ".join(f"{value}{unit}" for value, unit in zip(numbers, "년월일", strict=False))
    words = [str(value) for value in reversed(numbers)]
    if date.precision != "year":
        words[-2] = _MONTHS[numbers[1] - 1]
    return f"{'on' if date.precision == 'day' else 'in'} {' '.join(words)}" if form == "when" else " ".join(words)


def counted(value: float, noun: str) -> str:
    """A number with its English noun: 1 agreement, 75 agreements, 2 bodies."""
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number(value)} {noun if value == 1 else plural}"


def ordinal(value: int) -> str:
    """An English rank: 1st, 2nd, 11th."""
    ending = "th" if value % 100 in _TEENS else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value:,}{ending}"


def _figure(value: float, language: Language, form: str) -> str:
    if form == "ordinal":
        return ordinal(int(value))
    return counted(value, form) if form and language == "en" else number(value)


def _names(names: Names, language: Language, form: str) -> str:
    first = [label(name, language) for name in names.first]
    more = 0 if form == "bare" else names.whole - len(first)
    if language == "ko":
        return f"{', '.join(first)} 등" if more else ", ".join(first)
    if more:
        return f"{', '.join(first)} and {counted(more, 'other')}"
    # “pilot and demonstration, and research and development”
    last = ", and " if any(" and " in name for name in first) else " and "
    return first[0] if len(first) == 1 else f"{', '.join(first[:-1])}{last}{first[-1]}"


def _others(slot: Slot) -> Sequence[str]:
    if isinstance(slot, Name):
        return slot.others
    return slot.first[-1].others if isinstance(slot, Names) and slot.first else ()


def _is_one(slot: Slot) -> bool:
    return slot.value == 1 if isinstance(slot, Figure) else isinstance(slot, Names) and slot.whole == 1
