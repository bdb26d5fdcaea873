"""A proposal for the mapping file of a table, from the names of its columns and what their cells look like.

A guess is for a person to check: nothing here is used when records are read. Each line says why it was guessed.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from kg.concepts import concepts
from kg.records.agreement import Agreement
from kg.records.organization import Organization
from kg.records.text import nfc, visible
from kg.sources.table.mapping import IGNORE
from kg.sources.table.target import target
from kg.sources.table.values import date_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.sources.table.rows import Row, Table

SAMPLE: Final = 200
"""Rows whose cells are looked at."""

_HEAD: Final = """\
# Proposed by `kg import --guess`, from names and looks. Check every line, then save it beside the table as
# NAME.mapping.yaml. A column that a record has no place for is passed over: ignore.
"""
_NAMES: Final[dict[type, tuple[tuple[str, str], ...]]] = {
    Agreement: (
        ("id", r"id|no|번호|연번|순번|일련번호|관리번호"),
        ("title.ko", r"(업무)?협약(명|명칭|제목)?|제목|명칭|건명|사업명"),
        ("title.en", r"title|name|agreement|mou|treaty|subject"),
        ("kind", r"종류|유형|구분|형식|kind|type|category"),
        ("signed", r"(협약)?(체결|서명|협약|조인)(일|일자|날짜|년월일|연월)|날짜|일자"),
        ("signed", r"date|signed|signed ?on|date ?signed|signature"),
        ("status", r"상태|진행 ?상황|status|state"),
        ("term.from", r"(협약)?(시작|개시|발효|효력)(일|일자)|start|start ?date|from|valid ?from|effective"),
        ("term.until", r"(협약)?(종료|만료|마감)(일|일자)|end|end ?date|until|expiry|expires|valid ?to"),
        ("parties.organization", r"(참여|협약|체결|상대)?기관(명)?|당사자|협약 ?대상|상대방|업체명"),
        ("parties.organization", r"part(y|ies)|partners?|organi[sz]ations?|members?"),
        ("parties.role", r"역할|role"),
        ("fields", r"(협력|협약)?분야|내용 ?분류|fields?|topics?|areas?|sectors?"),
        ("venue.ko", r"장소|체결 ?장소|venue|place"),
        ("sources.url", r"출처|링크|주소|url|link|source|reference|보도 ?자료|기사"),
        ("sources.published", r"(보도|게시|발행|등록|작성)(일|일자)|published|publication ?date"),
        ("sources.publisher.ko", r"언론사|발행처|매체|publisher"),
        ("note.ko", r"비고|메모|참고|notes?|remarks?"),
    ),
    Organization: (
        ("id", r"id|no|번호|연번|코드"),
        ("name.ko", r"기관(명)?|기관 ?이름|명칭|이름|업체명"),
        ("name.en", r"영문(명|명칭| ?이름)|english( name)?|name|organi[sz]ation"),
        ("type", r"유형|구분|종류|type|category"),
        ("same_as", r"홈페이지|url|ror|wikidata"),
    ),
}  # fmt: skip
_SCHEMES: Final = {
    "kind": "kind",
    "status": "state",
    "fields": "field",
    "parties.role": "role",
    "type": "organization-type",
}
_LISTS: Final = ("parties.organization", "fields")
_SEPARATORS: Final = (";", ",", "·", "/", "\n")
_URL: Final = re.compile(r"https?://\S+")
_SLUG: Final = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")
_DATE: Final = re.compile(r"\d{4}-\d\d(-\d\d)?|[12]\d{3}")
_YEAR_LAST: Final = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./]\d{4}")
_MONTHS: Final = 12


class Guess(Struct):
    """What a column may be: targets with their options, as YAML in one line, and why."""

    to: str
    options: dict[str, str]
    reason: str
    written: bool = False
    """Whether the cells are the names as written too."""

    @property
    def targets(self) -> tuple[str, ...]:
        """The values that the column fills."""
        if self.to == IGNORE:
            return ()
        return (self.to, "parties.as") if self.written else (self.to,)

    def yaml(self) -> str:
        """The value of the column in the mapping."""
        if not self.options:
            return self.to
        inner = ", ".join([f"to: {self.to}", *(f"{key}: {value}" for key, value in self.options.items())])
        if not self.written:
            return f"{{{inner}}}"
        split = f", split: {self.options['split']}" if "split" in self.options else ""
        return f"[{{{inner}}}, {{to: parties.as{split}}}]"


def guess(table: Table, rows: Iterable[Row], record_type: type[Any]) -> str:
    """The text of a mapping file for the table; every line that is guessed says why."""
    sample = list(rows)[:SAMPLE]
    taken: dict[str, str] = {}
    lines = [_HEAD + "columns:"]
    for index, name in enumerate(table.header):
        cells = [cell for row in sample if isinstance(cell := row.cells[index], str) and cell]
        found = _guess(name, cells, record_type)
        if found.to != IGNORE and (other := _taken(found.to, taken)) is not None:
            found = Guess(IGNORE, {}, f"it looks like {found.to}, which the column {other} is already")
        found.written = "names" in found.options and _taken("parties.as", taken) is None
        taken |= dict.fromkeys(found.targets, name)
        lines.append(f"  {_quoted(name)}: {found.yaml()}  # {_comment(found.reason)}")
    lines += _defaults(taken, record_type)
    return "\n".join(lines) + "\n"


def _taken(to: str, taken: dict[str, str]) -> str | None:
    """The column that fills the value, a part of it or what it is part of, if there is one."""
    return next(
        (name for other, name in taken.items() if f"{to}.".startswith(f"{other}.") or f"{other}.".startswith(f"{to}.")),
        None,
    )


def _defaults(taken: dict[str, str], record_type: type[Any]) -> list[str]:
    """What the table doesn't say and a record needs, as lines to be filled in."""
    if record_type is not Agreement:
        return []
    needed = {
        "id": "needed: no column names the agreements; a title may make an id with form: slug",
        "kind": "needed: no column says the kind; agreement is for a text that says no more",
        "title.ko": "needed: no column has the title",
        "sources.url": "needed: no column names a source; write the address where the table is from",
    }
    examples = {"id": "", "kind": "agreement", "title.ko": "", "sources.url": "https://…"}
    lines = [
        f"  # {key}: {examples[key]}  # {why}"
        for key, why in needed.items()
        if key not in taken and not (key == "title.ko" and "title.en" in taken)
    ]
    return ["# defaults:", *lines] if lines else []


def _guess(name: str, cells: Sequence[str], record_type: type[Any]) -> Guess:
    own = target(name, record_type)
    if own is not None:
        return Guess(own.name, {}, "it has a record's own name")
    plain = re.sub(r"\s+", " ", re.sub(r"[(\[].*?[)\]]|[_\n]", " ", nfc(name))).strip().lower()
    for to, pattern in _NAMES.get(record_type, ()):
        if re.fullmatch(pattern, plain):
            return _by_look(to, f"“{name}” is a name for it", cells)
    if cells and all(_URL.fullmatch(cell) for cell in cells):
        return Guess(
            "sources.url" if record_type is Agreement else "same_as", {}, f"its cells are addresses: {cells[0]}"
        )
    if cells and record_type is Agreement and _date_form(cells) is not None:
        return _by_look("signed", "its cells are dates; is it the day of signing?", cells)
    return Guess(IGNORE, {}, "neither its name nor its cells say what it is")


def _by_look(to: str, reason: str, cells: Sequence[str]) -> Guess:
    """The guess with the options that its cells ask for, and the reasons for them."""
    options: dict[str, str] = {}
    reasons = [reason]
    entries = sorted({*cells})
    found = target(to, Agreement) or target(to, Organization)
    if to in _LISTS:
        separator = next((mark for mark in _SEPARATORS if any(mark in cell for cell in cells)), ";")
        entries = sorted({part.strip() for cell in cells for part in cell.split(separator)} - {""})
        if separator != ";":
            options["split"] = _quoted(separator)
            reasons.append(f"its cells are lists: {cells[0]}")
    if found is not None and found.kind == "date" and cells:
        form = _date_form(cells)
        options |= form or {}
        reasons += [_date_reason(form, cells)] if form != {} else []
    elif to in _SCHEMES:
        words, unknown = _words(_SCHEMES[to], entries)
        if words:
            options["words"] = "{" + ", ".join(f"{_quoted(word)}: {id_}" for word, id_ in words.items()) + "}"
        if unknown:
            reasons.append(f"no concept of the scheme has the label {', '.join(unknown[:5])}: add it to words")
    elif to == "parties.organization" and not all(_SLUG.fullmatch(entry) for entry in entries):
        options["names"] = "true"
        reasons.append("its cells are names, which `kg import` looks up in the register")
    elif to == "id" and any(cell.isdecimal() for cell in cells):
        options["prefix"] = '""'
        reasons.append("numbers alone are poor ids: put a word before them")
    return Guess(to, options, "; ".join(reasons))


def _date_form(cells: Sequence[str]) -> dict[str, str] | None:
    """The option that a mapping needs to read the cells as dates; None if they are none."""
    if all(_DATE.fullmatch(date_text(cell)) for cell in cells):
        return {}
    if all(re.fullmatch(r"[1-9]\d{4}", cell) for cell in cells):
        return {"form": "serial"}
    parts = [(int(found[1]), int(found[2])) for cell in cells if (found := _YEAR_LAST.fullmatch(cell))]
    if len(parts) == len(cells):
        return {"form": "month-first" if any(second > _MONTHS for _, second in parts) else "day-first"}
    return None


def _date_reason(form: dict[str, str] | None, cells: Sequence[str]) -> str:
    if form is None:
        return f"not all of its cells are dates that kg reads: {cells[0]}"
    if form["form"] == "day-first" and all(int(cell[:2].rstrip("-./")) <= _MONTHS for cell in cells):
        return f"no cell, such as {cells[0]}, tells the day from the month: is it month-first?"
    return f"its cells are {form['form']}: {cells[0]}"


def _words(scheme: str, entries: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """The ids of the concepts whose labels the entries are, and the entries that are no concept's."""
    labels: dict[str, str] = {}
    ids: set[str] = set()
    for iri, concept in concepts().items():
        kind, id_ = iri.split("/")[-2:]
        if kind == scheme:
            ids.add(id_)
            for label in concept.label.values():
                for part in re.split(r"[()·]", label):
                    labels.setdefault(nfc(part).strip().lower(), id_)
            labels[id_] = id_
    words = {entry: labels[entry.lower()] for entry in entries if entry not in ids and entry.lower() in labels}
    return words, [entry for entry in entries if entry and entry not in words and entry not in ids]


def _quoted(text: str) -> str:
    """The text as YAML in double quotes, which JSON's are."""
    return json.dumps(text, ensure_ascii=False)


def _comment(text: str) -> str:
    return visible(" ".join(text.split()))[:200]
