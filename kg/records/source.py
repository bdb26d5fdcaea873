"""Where facts come from: sources, and the exact words in them that support a value."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from kg.records.dates import PartialDate
from kg.records.text import LanguageMap, LanguageTag, Text, Url

Pointer = Annotated[
    str,
    Meta(
        pattern=r"^(?:/[A-Za-z0-9_-]+)+(?![\s\S])",
        max_length=200,
        description="A JSON Pointer (RFC 6901) to a value of this record: /signed, /parties/1, /title/ko",
    ),
]
Sha256 = Annotated[
    str,
    Meta(
        pattern=r"^[0-9a-f]{64}(?![\s\S])",
        description="SHA-256 of the source's text, in NFC and UTF-8: the text that offsets count in",
    ),
]
Offset = Annotated[int, Meta(ge=0, le=2**31 - 1)]


class Record(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """The base of every noun that is read from a file: frozen, strict about its keys."""


class Source(Record, frozen=True):
    """A published text that states the facts of a record.

    A source with a `url` is identified by it: two records that cite one address cite one source. `copy_of` is the index
    of the source whose text this one repeats: a copy is no second witness.
    """

    url: Url | None = None
    published: PartialDate | None = None
    title: LanguageMap = field(default_factory=dict)
    publisher: LanguageMap = field(default_factory=dict)
    type: Literal["news-article", "document"] = "news-article"
    language: LanguageTag | None = None
    copy_of: Offset | None = None
    sha256: Sha256 | None = None


class Evidence(Record, frozen=True):
    """The words of a source behind one value of the record.

    `of` points to the value, `source` is the index in `sources`. `start` and `end` count Unicode code points of the
    source's NFC text (Web Annotation Data Model, §4.2.4), and `exact` is the text between them.
    """

    of: Pointer
    source: Offset
    exact: Text
    start: Offset | None = None
    end: Offset | None = None
