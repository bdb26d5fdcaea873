"""Text as records hold it: ids, language maps, URLs, and which characters a text may hold at all."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Final

from msgspec import Meta

MAX_TEXT: Final = 100_000
"""Characters that one value may hold; the longest real value seen is a few hundred."""

# `(?![\s\S])` is the end of the text in every dialect of regular expressions; `$` would let a last newline pass.
_END = r"(?![\s\S])"

Id = Annotated[
    str,
    Meta(
        pattern=rf"^[0-9A-Za-z가-힣]+(?:[._-][0-9A-Za-z가-힣]+)*{_END}",
        max_length=128,
        description="A stable name: letters of the Latin alphabet or Hangul, and digits, joined by single - . or _",
    ),
]
LanguageTag = Annotated[
    str,
    Meta(
        # Language, extension, script, region and variants, in this order (RFC 5646, §2.1); RDF parsers check it.
        pattern=(
            r"^[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"
            rf"(?:-(?:[A-Za-z0-9]{{5,8}}|[0-9][A-Za-z0-9]{{3}}))*{_END}"
        ),
        max_length=35,
        description="A language tag of BCP 47: ko, en, zh-Hant",
    ),
]
Text = Annotated[
    str, Meta(min_length=1, max_length=MAX_TEXT, pattern=r"\S", description="A text that is more than white space")
]
LanguageMap = Annotated[
    dict[LanguageTag, Text],
    Meta(description="The same text by language: {ko: 시흥시, en: Siheung}"),
]
SomeLanguage = Annotated[LanguageMap, Meta(min_length=1)]
Url = Annotated[
    str,
    Meta(
        pattern=rf"^https?://[^\s<>\"{{}}\[\]|\\^`\x00-\x20/?#]+[^\s<>\"{{}}\[\]|\\^`\x00-\x20]*{_END}",
        max_length=4096,
        description="An absolute http or https address",
    ),
]

# Text that a reader cannot see or a standard cannot carry: control characters other than tab and line ends, lone
# surrogates (no UTF-8 holds them), and the two code points that Unicode reserves as "never a character".
ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def illegal_character(text: str) -> str | None:
    r"""The first character of the text that no value may hold, as `U+0007`, or None.

    >>> illegal_character("시흥시") is None
    True
    >>> illegal_character("bell\x07")
    'U+0007'
    """
    found = ILLEGAL.search(text)
    return f"U+{ord(found[0]):04X}" if found else None


def visible(text: str) -> str:
    r"""The text, fit to be shown: each character that no value may hold becomes U+FFFD.

    >>> visible("bell\x07")
    'bell�'
    """
    return ILLEGAL.sub("\ufffd", text)


def nfc(text: str) -> str:
    """The text in Unicode Normalisation Form C: the form that all comparisons and offsets of kg mean.

    macOS writes file names and pasted text decomposed (NFD); without this, 시흥시 is not equal to 시흥시.
    """
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def is_plain(text: str) -> bool:
    """Whether the text is in NFC and free of characters that no value may hold, line ends and tabs aside."""
    if text.isascii() and text.isprintable():
        return True
    return unicodedata.is_normalized("NFC", text) and ILLEGAL.search(text) is None
