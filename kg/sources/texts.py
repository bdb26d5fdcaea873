"""The texts of sources, kept outside the graph: each a file `<sha256>.txt`, in NFC and UTF-8.

The graph holds short exact quotes and the hash of the text that they stand in. Whoever has the text puts it into a
folder with `keep`, and can then read the sentence around a quote, and check that the quote stands where it is said to.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import DataError, EnvironmentalError, UsageError
from kg.records.text import nfc

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.records.agreement import Agreement

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_SHOWN: Final = 60

# Korean prose may set a sentence right behind the last: “…체결했다.이번 협약에는…”. There, only the ending of a verb
# counts: “시.군.구” has full stops too.
_END: Final = re.compile(r"[.?!…]+[\"'”’」』]*(?=\s|$)|[。！？]+[\"'”’」』]*|(?<=[다요죠까])\.(?=[가-힣“‘「『▶※])")
_WHOLE: Final = re.compile(r"“[^“”]*”|‘[^‘’]*’|「[^「」]*」|『[^『』]*』|\"[^\"]*\"|\([^()]*\)|\[[^\[\]]*\]")
_DAY: Final = re.compile(r"(?:['’‘]?\d{2,4})\s?\.\s?\d{1,2}\s?\.\s?\d{1,2}\.$")
_PART_OF_DAY: Final = re.compile(r"\d{1,4}\.$")
_NEXT_PART: Final = re.compile(r"\s+\d{1,2}(?:\.|월|일)")
_NUMBERED: Final = re.compile(r"^\W*(?:\d{1,2}|[가-하A-Za-z])\.$")
_SHORT: Final = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|Gov|Gen|Co|Ltd|Inc|Corp|Dept|Univ|No|Nos|Vol|Art|vs|cf|ca|approx|etc|e\.g|i\.e"
    r"|Ph\.D|a\.m|p\.m|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z](?:\.[A-Z])*)\.$"
)


def keep(file: str, folder: str) -> str:
    """The SHA-256 of the text of a file, which then stands in the folder under that name, in NFC and UTF-8.

    A byte order mark is dropped; line ends stay as they are. Raises `UsageError` for a file that is not there, and
    `DataError` for one that is not UTF-8.
    """
    data = nfc(_decoded(file, _bytes(file))).encode()
    digest = hashlib.sha256(data).hexdigest()
    try:
        os.makedirs(folder, exist_ok=True)
        Path(folder, f"{digest}.txt").write_bytes(data)
    except OSError as error:
        reason = error.strerror or str(error)
        raise EnvironmentalError(f"{folder} cannot be written: {reason}", "name another folder") from error
    return digest


def read_text(folder: str, sha256: str) -> str | None:
    """The text of this SHA-256 in the folder, or None where it isn't kept.

    Raises `DataError` for what is no SHA-256, and for a file that holds another text than its name says.
    """
    if not _DIGEST.fullmatch(sha256):
        raise DataError(f"“{sha256[:_SHOWN]}” is no SHA-256", "it has 64 digits of 0-9 and a-f")
    path = os.path.join(folder, f"{sha256}.txt")
    if not os.path.exists(path):
        return None
    text = _decoded(path, _bytes(path))
    if hashlib.sha256(text.encode()).hexdigest() != sha256:
        cure = (
            "it is not in NFC" if hashlib.sha256(nfc(text).encode()).hexdigest() == sha256 else "the text was changed"
        )
        raise DataError(f"{path} holds another text than its name says", f"{cure}: keep the text of the source again")
    return text


def _bytes(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except FileNotFoundError as error:
        raise UsageError(f"{path} isn't there", "name a file with the text of a source") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise EnvironmentalError(f"{path} can't be read: {reason}", "check the file and its rights") from error


def _decoded(path: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(f"{path} is not UTF-8", "save the text as UTF-8") from error


def mismatch(text: str, start: int, end: int, exact: str) -> str | None:
    """What is wrong with a quote, as a sentence, or None where the text has these very words between the offsets."""
    exact = nfc(exact)
    found = text[start:end]
    if found == exact:
        return None
    place = text.find(exact)
    where = f"they stand at {place}–{place + len(exact)}" if place >= 0 else "they stand nowhere in it"
    return f"the text has “{_shown(found)}” at {start}–{end}, not the words “{_shown(exact)}”: {where}"


def _shown(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else f"{flat[:_SHOWN]}…"


def mismatches(record: Agreement, folder: str) -> Iterator[tuple[str, str, str]]:
    """Every evidence of a record that the text of its source doesn't bear out: JSON Pointer, sentence, hint.

    Evidence of a source without a hash, or whose text is not in the folder, is passed over. Evidence without offsets
    must stand somewhere in the text.
    """
    texts: dict[int, str | None] = {}
    for number, source in enumerate(record.sources):
        try:
            texts[number] = read_text(folder, source.sha256) if source.sha256 else None
        except DataError as error:
            yield f"/sources/{number}/sha256", error.message, error.hint
    for number, evidence in enumerate(record.evidence):
        text = texts.get(evidence.source)
        if text is None:
            continue
        if evidence.start is not None and evidence.end is not None:
            if fault := mismatch(text, evidence.start, evidence.end, evidence.exact):
                yield f"/evidence/{number}/exact", fault, "copy the words from the text, and count in its NFC form"
        elif nfc(evidence.exact) not in text:
            fault = f"the words “{_shown(evidence.exact)}” stand nowhere in the text of the source"
            yield f"/evidence/{number}/exact", fault, "copy the words from the text"


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence that the span stands in, or all sentences that it touches; without the white space around.

    A line end always ends a sentence. A full stop doesn't inside a number, a date, a quotation or brackets, nor behind
    an abbreviation. In doubt the sentence is longer.
    """
    first = max(text.rfind(mark, 0, start) for mark in "\n\r\u2028\u2029") + 1
    last = min((at for mark in "\n\r\u2028\u2029" if (at := text.find(mark, end)) >= 0), default=len(text))
    ends = [first, *(first + at for at in _ends(text[first:last])), last]
    begin = max((at for at in ends if at <= start), default=first)
    stop = min((at for at in ends if at >= end), default=last)
    return text[begin:stop].strip()


def _ends(line: str) -> Iterator[int]:
    """Where sentences end inside a line of text, behind their last mark."""
    whole = [found.span() for found in _WHOLE.finditer(line)]
    for found in _END.finditer(line):
        at = found.end()
        if any(begin < at < stop for begin, stop in whole) or _goes_on(line, found):
            continue
        yield at


def _goes_on(line: str, found: re.Match[str]) -> bool:
    """Whether the sentence goes on behind the mark."""
    before, after = line[: found.end()], line[found.end() :]
    following = after.lstrip()[:1]
    if following.isascii() and following.islower():
        return True
    if found[0] != ".":
        return found[0] == "…" and bool(following)
    if _DAY.search(before) or _NUMBERED.search(before) or _SHORT.search(before):
        return bool(following)
    return bool(_PART_OF_DAY.search(before) and _NEXT_PART.match(after))
