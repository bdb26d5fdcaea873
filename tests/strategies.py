"""Arbitrary records, as wild as the types and rules of `kg.records` let them be."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

import msgspec
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from kg.concepts import schemes
from kg.records.agreement import (
    Agreement,
    Claim,
    Commitment,
    Field,
    FollowUp,
    Party,
    Person,
    Project,
    StateClaim,
    Stated,
    Term,
)
from kg.records.claims import shown, value_text
from kg.records.dates import PartialDate
from kg.records.organization import Name, Organization, Place
from kg.records.rules import EVIDENCED, faults
from kg.records.source import Evidence, Source
from kg.vocab import KIND_CLASSES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.records.claims import Key
    from kg.records.rules import AnyRecord

STEADY: Final = settings(deadline=None, suppress_health_check=list(HealthCheck))
"""For a machine with other work to do: no time limits."""

# Without shrinking: a record is so wide that it takes minutes, and the report shows the record as it is.
RECORDS: Final = settings(STEADY, max_examples=15, phases=(Phase.explicit, Phase.reuse, Phase.generate))

STATES: Final = sorted(schemes()["state"])
IRI_CHARACTERS: Final = "abcXYZ019-._~!$&'()*+,;=:@/가힣é"


def optional(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def tuples_of(strategy: st.SearchStrategy[Any], most: int = 3, least: int = 0) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, min_size=least, max_size=most).map(tuple)


def texts(most: int = 12) -> st.SearchStrategy[str]:
    """Any text that a record may hold."""
    legal = st.characters(
        exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff", include_characters="\t\n\r"
    )
    awkward = st.sampled_from(
        ['"', "\\", "\\n", '"""', "..", ".", "%2E", "a:b", "<>", "^^", "@ko", "\u1112\u1161", " a"]
    )
    return st.text(legal, min_size=1, max_size=most).filter(lambda text: not text.isspace()) | awkward


def ids() -> st.SearchStrategy[str]:
    return st.from_regex(r"[0-9A-Za-z가-힣]{1,3}([._-][0-9A-Za-z가-힣]{1,3}){0,2}", fullmatch=True)


def tags() -> st.SearchStrategy[str]:
    return st.sampled_from(["ko", "en", "zh-Hant", "KO"]) | st.from_regex(
        "[A-Za-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?", fullmatch=True
    )


def maps(least: int = 0) -> st.SearchStrategy[dict[str, str]]:
    return st.dictionaries(tags(), texts(), min_size=least, max_size=3)


def dates() -> st.SearchStrategy[PartialDate]:
    days = st.dates(min_value=dt.date(1000, 1, 1))
    return st.builds(lambda day, length: PartialDate(*(day.year, day.month, day.day)[:length]), days, st.integers(1, 3))


def urls() -> st.SearchStrategy[str]:
    """Legal addresses: RFC 3987 lets them hold letters of any script."""
    part = st.text(IRI_CHARACTERS, max_size=8)
    hosts = st.sampled_from(["example.org", "한국.kr", "a.test:8080", "user@b.test", "[2001:db8::1]", "192.0.2.7"])
    ends = st.sampled_from(["", "?q=", "#x", "?idx=42012&b=%EA%B0%80#", "/%20"])
    return st.builds(
        lambda scheme, host, path, end: f"{scheme}://{host}/{path}{end}",
        st.sampled_from(["http", "https"]),
        hosts,
        part,
        ends,
    )


def sources() -> st.SearchStrategy[Source]:
    return st.builds(
        Source,
        url=optional(urls()),
        published=optional(dates()),
        title=maps(),
        publisher=maps(),
        type=st.sampled_from(["news-article", "document"]),
        language=optional(tags()),
        sha256=optional(st.from_regex("[0-9a-f]{64}", fullmatch=True)),
    )


@st.composite
def cited_sources(draw: st.DrawFn) -> tuple[Source, ...]:
    """One to three sources, the last of which may be a copy of the first."""
    cited = draw(tuples_of(sources(), 3, 1))
    if len(cited) > 1 and draw(st.booleans()):
        cited = (*cited[:-1], msgspec.structs.replace(cited[-1], copy_of=0))
    return cited


def parties() -> st.SearchStrategy[tuple[str | Party, ...]]:
    """Parties, each organisation once, some of them nameless but counted."""
    role = optional(st.sampled_from(sorted(schemes()["role"])))
    known = st.builds(Party, organization=ids(), as_written=optional(texts()), role=role)
    nameless = st.builds(Party, as_written=texts(), role=role, count=st.integers(1, 100_000))

    def key(party: str | Party) -> object:
        return party if isinstance(party, str) else party.organization or object()

    return st.lists(ids() | known | nameless, max_size=4, unique_by=key).map(tuple)


def terms() -> st.SearchStrategy[Term]:
    def ordered(first: PartialDate | None, last: PartialDate | None) -> Term:
        if first and last and last.last_day < first.first_day:
            first, last = last, first
        return Term(from_=first or (None if last else PartialDate(2018)), until=last)

    return st.builds(ordered, optional(dates()), optional(dates()))


def people() -> st.SearchStrategy[Person]:
    part = st.sampled_from(["signed", "attended", "quoted"])
    return st.builds(Person, name=maps(1), part=part, post=maps(), organization=optional(ids()))


def claims(count: int) -> st.SearchStrategy[tuple[Claim, ...]]:
    """No claims, or those of two of so many sources that disagree on one thing or two."""
    if count == 1:
        return st.just(())
    said: dict[Key, st.SearchStrategy[Claim]] = {
        "kind": st.builds(Claim, source=st.just(0), kind=st.sampled_from(sorted(KIND_CLASSES))),
        "signed": st.builds(Claim, source=st.just(0), signed=dates()),
        "parties": st.builds(Claim, source=st.just(0), parties=parties().filter(bool)),
    }

    def disputed(key: Key) -> st.SearchStrategy[tuple[Claim, ...]]:
        pairs = st.tuples(said[key], said[key].map(lambda claim: msgspec.structs.replace(claim, source=count - 1)))
        return pairs.filter(lambda pair: value_text(pair[0], key) != value_text(pair[1], key))

    keys = st.lists(st.sampled_from(sorted(said)), unique=True, max_size=2)
    return keys.flatmap(lambda chosen: st.tuples(*map(disputed, chosen)).map(lambda pairs: sum(pairs, ())))


def commitments() -> st.SearchStrategy[Commitment]:
    fields = optional(st.sampled_from(sorted(schemes()["field"])))
    return st.builds(Commitment, text=maps(1), by=optional(ids()), field=fields, until=optional(dates()))


def pointers(record: Agreement) -> list[str]:
    """A pointer to each value of the record that becomes a statement."""

    def walk(value: object, pointer: str) -> Iterator[str]:
        if value in ({}, (), None, False):
            return
        if pointer:
            yield pointer
        items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, tuple) else ()
        for key, inner in items:
            yield from walk(inner, f"{pointer}/{key}")

    found = walk(msgspec.to_builtins(record, enc_hook=str), "")
    return [pointer for pointer in found if pointer.split("/")[1] in EVIDENCED]


@st.composite
def agreements(draw: st.DrawFn) -> Agreement:
    """An agreement that the rules find nothing wrong with, with evidence for some of its values."""
    cited = draw(cited_sources())
    index = st.integers(0, len(cited) - 1)
    promised = draw(tuples_of(commitments(), 2))
    fulfilled = optional(st.integers(0, len(promised) - 1)) if promised else st.none()
    follow_ups = st.builds(
        FollowUp, text=maps(1), on=optional(dates()), by=optional(ids()), fulfils=fulfilled, source=optional(index)
    )
    states = st.builds(StateClaim, state=st.sampled_from(STATES), on=optional(dates()), source=optional(index))
    fields = st.sampled_from(sorted(schemes()["field"]))
    counts = optional(st.integers(1, 100_000))
    chain = tuples_of(ids(), 2)
    record = draw(
        st.builds(
            Agreement,
            id=ids(),
            kind=st.sampled_from(sorted(KIND_CLASSES)),
            title=maps(1),
            sources=st.just(cited),
            parties=parties(),
            status=optional(st.sampled_from(STATES) | tuples_of(states, 3, 1)),
            signed=optional(dates()),
            signed_at=optional(st.times().map(lambda time: f"{time:%H:%M}")),
            term=st.sampled_from([None, "not-stated"]) | terms(),
            venue=maps(),
            slogan=maps(),
            fields=tuples_of(fields | st.builds(Field, concept=fields, as_written=optional(texts()))),
            people=tuples_of(people()),
            projects=tuples_of(st.builds(Project, name=maps(1))),
            stated=optional(st.builds(Stated, parties=counts, fields=counts, parties_exclude_subject=st.booleans())),
            replaces=chain,
            renews=chain,
            implements=chain,
            commitments=st.just(promised),
            follow_ups=tuples_of(follow_ups, 2),
            claims=claims(len(cited)),
            note=maps(),
        )
    )
    record = shown(record)
    supported = st.builds(
        lambda of, source, exact, start: Evidence(
            of=of,
            source=source,
            exact=exact,
            start=start,
            end=None if start is None else start + len(exact),
        ),
        st.sampled_from(pointers(record)),
        index,
        texts(),
        optional(st.integers(0, 10_000)),
    )
    record = msgspec.structs.replace(record, evidence=draw(tuples_of(supported)))
    assert not list(faults(record))
    return record


def organizations() -> st.SearchStrategy[Organization]:
    names = st.builds(Name, text=texts(), lang=tags(), kind=st.sampled_from(["alias", "abbreviation"]))
    former = st.builds(Name, text=texts(), lang=tags(), kind=st.just("former"), since=optional(dates()))
    return st.builds(
        Organization,
        id=ids(),
        name=maps(1),
        type=st.sampled_from(sorted(schemes()["organization-type"])),
        names=tuples_of(names | former),
        place=optional(ids()),
        part_of=optional(ids()),
        unit_of=optional(ids()),
        same_as=tuples_of(urls(), 2),
    ).filter(lambda record: not list(faults(record)))


def places() -> st.SearchStrategy[Place]:
    return st.builds(
        Place,
        id=ids(),
        name=maps(1),
        code=optional(st.from_regex("[0-9]{2,10}", fullmatch=True)),
        part_of=optional(ids()),
        latitude=optional(st.floats(-90, 90)),
        longitude=optional(st.floats(-180, 180)),
    )


def datasets() -> st.SearchStrategy[tuple[AnyRecord, ...]]:
    """Places, organisations and agreements, each kind with ids of its own."""

    def some(records: st.SearchStrategy[Any], most: int) -> st.SearchStrategy[list[Any]]:
        return st.lists(records, max_size=most, unique_by=lambda record: record.id)

    return st.builds(
        lambda *kinds: sum(map(tuple, kinds), ()), some(places(), 1), some(organizations(), 1), some(agreements(), 2)
    )
