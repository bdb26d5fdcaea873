"""Lines of a briefing in a language, each number with the way to its question."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.views.brief import english, korean
from kg.views.brief.briefing import Figure
from kg.views.brief.document import Line, Piece, Ref
from kg.views.brief.wording import label, number, sentence, shown, text_of
from kg.views.charts.look import width_of

if TYPE_CHECKING:
    from kg.records.text import LanguageMap
    from kg.views.brief.briefing import Briefing, Name, Saying, Slot
    from kg.views.brief.wording import Language

_ABBREVIATION: Final = re.compile(r"[A-Z][A-Z0-9&-]{1,7}")

LANGUAGES: Final = {"ko": korean, "en": english}


class Scribe:
    """Writes lines in a language and keeps where each number stands."""

    def __init__(self, briefing: Briefing, language: Language, *, drawn: bool = True) -> None:
        """Begin with no number written; drawings are drawn, or only told in words."""
        self.drawn = drawn
        self.briefing, self.language = briefing, language
        self.sentences, self.words = LANGUAGES[language].SENTENCES, LANGUAGES[language].WORDS
        self.refs: list[Ref] = []
        self.entries: dict[int, int] = {}

    def say(self, saying: Saying) -> Line:
        """A sentence."""
        parts = sentence(self.sentences[saying.key], saying.slots, self.language)
        return tuple(Piece(part.text, self.ref(part.figure, part.text) if part.figure else None) for part in parts)

    def note(self, key: str, **slots: Slot | int | str) -> Line:
        """A note, whose figures lead to their questions."""
        parts = re.split(r"\{(\w+)\}", self.words[key])
        pieces = (self.piece(slots[part]) if at % 2 else Piece(part) for at, part in enumerate(parts))
        return tuple(piece for piece in pieces if piece.text)

    def piece(self, value: Slot | int | str) -> Piece:
        """A value as it is written."""
        if isinstance(value, str):
            return Piece(value)
        if isinstance(value, int):
            return Piece(number(value))
        text = shown(value, self.language)
        return Piece(text, self.ref(value, text) if isinstance(value, Figure) else None)

    def ref(self, figure: Figure, text: str) -> Ref:
        """A new place of a number."""
        found = Ref(f"n{len(self.refs) + 1}", text, self.entry(figure.answer))
        self.refs.append(found)
        return found

    def entry(self, answer: int) -> int:
        """The number of an answer in the annex, given when it is first used."""
        return self.entries.setdefault(answer, len(self.entries) + 1)

    def text(self, labels: LanguageMap) -> str:
        """A text by language, in this one."""
        return text_of(labels, self.language)

    def name(self, name: Name) -> str:
        """What a thing is called."""
        return label(name, self.language)

    def short(self, name: Name, width: float) -> str:
        """What a thing is called where there is little room: by an abbreviation that it has, if its name is wider."""
        text = self.name(name)
        abbreviations = sorted((other for other in name.others if _ABBREVIATION.fullmatch(other)), key=len)
        return abbreviations[0] if abbreviations and width_of(text) > width else text
