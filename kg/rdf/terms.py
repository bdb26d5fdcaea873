"""The gate: the only code that turns text into RDF terms.

Terms are minted already encoded, as N-Triples spells them: `<https://…>`, `"시흥시"@ko`, `"2018-04"^^<…#gYearMonth>`
(RDF 1.1 N-Triples, §2). What leaves this file is a legal term in every RDF format, whatever text came in: texts are in
NFC, language tags in lower case (RDF 1.1 Concepts, §3.3), IRIs are absolute and accepted by Oxigraph.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote, urlsplit

import pyoxigraph

from kg.errors import TermError
from kg.records.text import illegal_character, nfc
from kg.vocab import BASE, CONCEPT_PATHS, PREFIXES, THING_PATHS, xsd

if TYPE_CHECKING:
    from kg.records.dates import PartialDate

_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_NEEDS_ESCAPE: Final = re.compile(r'[\\"\n\r\t]')
_UNRESERVED: Final = re.compile(r"[0-9A-Za-z_~-][0-9A-Za-z._~-]*")
_TAG: Final = re.compile(r"[a-z]{2,8}(?:-[a-z0-9]{1,8})*")
_BAD_ESCAPE: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_PLAIN_HOST: Final = re.compile(r"https?://([a-z0-9.-]+)(?=[/?#]|$)")
_PREFIXES: Final = frozenset((*PREFIXES, *CONCEPT_PATHS, *THING_PATHS))
_DATE_TYPES: Final = {"year": xsd.gYear, "month": xsd.gYearMonth, "day": xsd.date}


def checked(text: str) -> str:
    """The text in NFC. Raises `TermError` for a character that no RDF term may hold."""
    if text.isascii() and text.isprintable():
        return text
    if found := illegal_character(text):
        raise TermError(f"no RDF term can hold {found}", text, "delete the character")
    return nfc(text)


@lru_cache(maxsize=4096)
def iri(text: str) -> str:
    """The IRI, encoded. Raises `TermError` unless it is absolute and legal (RFC 3987)."""
    text = checked(text)
    if "%" in text and _BAD_ESCAPE.search(text):
        raise TermError(f"{text[:80]} has a % that starts no percent-encoding", text, "write a plain % as %25")
    try:
        pyoxigraph.NamedNode(text)
    except ValueError as error:
        raise TermError(f"{text[:80]} is no absolute IRI", text, "start with http:// or https://") from error
    return f"<{text}>"


@lru_cache(maxsize=1024)
def _tag(language: str) -> str:
    tag = language.lower()
    if not (language.isascii() and _TAG.fullmatch(tag) and _well_formed(tag)):
        raise TermError(f"“{language[:40]}” is no language tag", language, "use a tag of BCP 47: ko, en")
    return tag


def _well_formed(tag: str) -> bool:
    """Whether the parts of the tag follow each other as BCP 47 says (RFC 5646, §2.1), which Oxigraph checks."""
    try:
        pyoxigraph.Literal("", language=tag)
    except ValueError:
        return False
    return True


def _quoted(text: str) -> str:
    text = checked(text)
    return f'"{text.translate(_ESCAPES)}"' if _NEEDS_ESCAPE.search(text) else f'"{text}"'


def text(value: str, language: str | None = None) -> str:
    """A text as a literal, with its language where it has one."""
    return _quoted(value) if language is None else f"{_quoted(value)}@{_tag(language)}"


def texts(language_map: dict[str, str]) -> list[str]:
    """The texts of a language map as literals, sorted by language."""
    return [text(value, language) for language, value in sorted(language_map.items())]


def date(value: PartialDate) -> str:
    """A partial date as `xsd:gYear`, `xsd:gYearMonth` or `xsd:date`, never padded to more than is known."""
    return f'"{value}"^^<{_DATE_TYPES[value.precision]}>'


def clock_time(value: str) -> str:
    """A time of day, `14:00`, as `xsd:time`."""
    if not re.fullmatch(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]", value):
        raise TermError(f"{value[:20]} is no time of day", value, "write hours and minutes: 14:00")
    return f'"{value}:00"^^<{xsd.time}>'


@lru_cache(maxsize=4096)
def integer(value: int) -> str:
    """A whole number as `xsd:integer`."""
    return f'"{value}"^^<{xsd.integer}>'


@cache
def position(index: int) -> list[str]:
    """The place of what has an index in a list, counted from 1, as an object by itself."""
    return [integer(index + 1)]


def offset(value: int) -> str:
    """A count of characters as `xsd:nonNegativeInteger`, as the Web Annotation vocabulary wants it."""
    return f'"{value}"^^<{xsd.nonNegativeInteger}>'


def decimal(value: float) -> str:
    """A number as `xsd:decimal`, with seven decimals at most: a centimetre on the ground, for degrees."""
    digits = f"{value:.7f}".rstrip("0")
    return f'"{digits}0"^^<{xsd.decimal}>' if digits.endswith(".") else f'"{digits}"^^<{xsd.decimal}>'


def true() -> str:
    """`true` as `xsd:boolean`."""
    return f'"true"^^<{xsd.boolean}>'


def part(text: str) -> str:
    """One part of a minted IRI: what isn't a letter of ASCII, a digit or one of - . _ ~ is percent-encoded."""
    return text if _UNRESERVED.fullmatch(text) else _percent_encoded(text)


@lru_cache(maxsize=2**14)
def _percent_encoded(text: str) -> str:
    text = checked(text)
    if not text:
        raise TermError("an IRI can't be made of an empty name", text, "give the thing a name or an id")
    encoded = quote(text, safe="")
    return encoded if encoded.strip(".") else encoded.replace(".", "%2E")


@lru_cache(maxsize=4096)
def concept(scheme: str, id_: str) -> str:
    """A concept of the ontology's schemes. They are shared words: their IRIs are the same in every graph."""
    return f"<{BASE}{scheme}/{part(id_)}>"


def address_id(url: str) -> str:
    """A name for an address: its host, for people, and 80 bits of SHA-256 of the whole, so that no two are alike."""
    address = iri(url)[1:-1]
    digest = hashlib.sha256(address.encode()).hexdigest()[:20]
    if plain := _PLAIN_HOST.match(address):
        return f"{plain[1]}-{digest}"
    try:
        host = urlsplit(address).hostname
    except ValueError:  # a host with letters that browsers would read as separators: a legal IRI, but no host
        host = None
    return f"{host or 'web'}-{digest}"


class Minter:
    """Mints the IRIs of things under one base.

    >>> Minter().thing("organization", "kepco")
    '<https://w3id.org/smartcity-kg/id/organization/kepco>'
    """

    def __init__(self, base_iri: str = BASE) -> None:
        """Raise `TermError` unless the base is an absolute IRI that ends with `/` or `#`, and no prefix begins it."""
        self.base_iri = iri(base_iri)[1:-1]
        if not base_iri.endswith(("/", "#")):
            raise TermError(f"{base_iri} ends with neither / nor #", base_iri, f"write {base_iri}/")
        scheme, _, rest = base_iri.partition(":")
        if scheme in _PREFIXES and not rest.startswith("//"):  # JSON-LD would read `org:x/` as a prefixed name
            raise TermError(f"{base_iri} begins with a prefix of the graph", base_iri, "start with http:// or https://")

    def thing(self, path: str, *parts: str) -> str:
        """The IRI of a thing: base, path, and its parts joined with `:`, which no encoded part can hold."""
        return f"<{self.base_iri}{path}/{':'.join([part(text) for text in parts])}>"

    @lru_cache(maxsize=2**14)  # noqa: B019 — a run has one minter, or few
    def organization(self, id_: str) -> str:
        """The IRI of an organisation; the few that stand in many agreements are remembered."""
        return self.thing("organization", id_)

    def named(self, path: str, id_: str) -> str:
        """The bare IRI of a thing or concept by its id as a person writes it: encoded or not, parts joined with `:`."""
        parts = [unquote(encoded) for encoded in id_.split(":")]
        minted = concept(path, parts[0]) if path in CONCEPT_PATHS else self.thing(path, *parts)
        return minted[1:-1]
