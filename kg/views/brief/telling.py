"""From a briefing to its document in a language: what it says, in the order in which a reader meets it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.views.brief.briefing import Day, Saying
from kg.views.brief.document import Big, Document, Entry, Line, Listing, Piece, Source
from kg.views.brief.drawings import drawings
from kg.views.brief.rows import folded
from kg.views.brief.scribe import Scribe
from kg.views.brief.tables import tables
from kg.views.brief.wording import day, number, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.views.brief.briefing import Briefing, Change, Headline, Slot
    from kg.views.brief.wording import Language

_WEB: Final = re.compile(r"https?://[^\s/?#<>\"]", re.IGNORECASE)


def document_of(briefing: Briefing, language: Language, *, drawn: bool = True) -> Document:
    """The briefing in a language; drawings that aren't drawn are told in words, which needs no library."""
    scribe = Scribe(briefing, language, drawn=drawn)
    words = scribe.words
    made_by = words["made-by"].format(generator=briefing.generator, graph=briefing.graph, build=briefing.build)
    # In the order in which a reader meets the numbers, so that the annex has the same.
    return Document(
        language=language,
        title=scribe.name(briefing.subject) if briefing.subject else words["network"],
        eyebrow=_eyebrow(scribe),
        meta=_meta(scribe),
        coverage=_coverage(scribe),
        missing=words["missing"],
        sentences=tuple(map(scribe.say, briefing.sayings)),
        numbers=tuple(_big(scribe, headline) for headline in briefing.headlines),
        drawings=drawings(scribe),
        tables=tuple(tables(scribe)),
        changes=_changes(scribe),
        gaps=Listing(words["gaps"], (), _gaps(scribe)),
        sources=tuple(_sources(scribe)),
        sources_note=words["sources-shown"].format(shown=len(briefing.sources), whole=briefing.whole_sources),
        annex=tuple(_annex(scribe)),
        words=words,
        made_by=made_by,
    )


def _eyebrow(scribe: Scribe) -> str:
    kind = scribe.words[f"kind-{scribe.briefing.kind}"]
    type_ = scribe.text(scribe.briefing.type)
    return f"{kind} · {type_}" if type_ else kind


def _meta(scribe: Scribe) -> tuple[tuple[str, str], ...]:
    briefing, words = scribe.briefing, scribe.words
    date = day(briefing.data_date, scribe.language) if briefing.data_date else words["unknown"]
    return (words["data-date"], date), (words["build"], briefing.build)


def _coverage(scribe: Scribe) -> Line:
    """What it all rests on; the parts of the sentence depend on what is dated."""
    known = scribe.briefing.coverage
    slots: dict[str, Slot] = {"announcements": known.announcements}
    if not known.announcements.value:
        return scribe.say(Saying("coverage-none", {}))
    if known.first is None or known.last is None:
        return scribe.say(Saying("coverage-undated", slots))
    slots |= {"first": Day(known.first), "last": Day(known.last)}
    return scribe.say(Saying("coverage" if known.first != known.last else "coverage-day", slots))


def _big(scribe: Scribe, headline: Headline) -> Big:
    return Big(
        scribe.piece(headline.figure),
        scribe.piece(headline.of) if headline.of else None,
        scribe.words[headline.key],
    )


def _gaps(scribe: Scribe) -> tuple[Line, ...]:
    found = tuple(map(scribe.say, scribe.briefing.gaps))
    return found or ((Piece(scribe.sentences["gap-none"]),),)


def _changes(scribe: Scribe) -> Listing | None:
    changes, words = scribe.briefing.changes, scribe.words
    if changes is None:
        return None
    note = (Piece(words[f"by-{changes.by}"].format(build=changes.build)),)
    lines: list[Line] = []
    if changes.by == "manifests":
        lines.append(scribe.say(Saying("changed-files", {})))
    for name, (before, now) in changes.counts.items():
        lines.append((Piece(f"{words[f'count-{name}']}: {number(before)} → {number(now)}"),))
    lines += [_change(scribe, change) for change in changes.changes]
    if not changes.whole:
        lines.append(scribe.say(Saying("changed-nothing" if changes.by == "graphs" else "changed-no-files", {})))
    elif changes.whole > len(changes.changes):
        shown_of = words["changes-shown"].format(shown=len(changes.changes), whole=changes.whole)
        lines.append((Piece(shown_of),))
    return Listing(words["changes"], note, tuple(lines))


def _change(scribe: Scribe, change: Change) -> Line:
    words = scribe.words
    text = f"{words[change.how]}: {scribe.name(change.name)}"
    for key, before, now in change.details:
        text += (
            f" · {words[f'detail-{key}']}: {scribe.text(before) or words['none']} → {scribe.text(now) or words['none']}"
        )
    return (Piece(text),)


def _sources(scribe: Scribe) -> Iterable[Source]:
    for source in scribe.briefing.sources:
        when = day(source.published, scribe.language) if source.published else ""
        address = web_address(source.url)
        title = scribe.text(source.title) or ("" if address else tidy(source.url or "") or scribe.words["no-source"])
        text = ", ".join(part for part in (scribe.text(source.publisher), when, title) if part)
        yield Source(source.number, text, address)


def web_address(url: str | None) -> str | None:
    """The address, if it is one of the web: no script, no file."""
    return url if url and _WEB.match(url) and tidy(url) == url and " " not in url else None


def _annex(scribe: Scribe) -> Iterable[Entry]:
    """The questions that numbers were counted in, in the order in which a reader meets them."""
    for answer, number_of in sorted(scribe.entries.items(), key=lambda pair: pair[1]):
        found = scribe.briefing.answers[answer]
        refs = tuple(ref for ref in scribe.refs if ref.entry == number_of)
        columns, rows = folded(found, scribe.language)
        key = "answer-all" if len(rows) == found.whole else "answer-rows"
        note = scribe.words[key].format(shown=number(len(rows)), whole=number(found.whole))
        yield Entry(number_of, scribe.text(found.title), found.command, refs, note, columns, rows)
