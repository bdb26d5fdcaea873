"""Every sentence of a briefing reads well, whatever the data: particles, plurals, slots, spaces and full stops."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.pipeline.briefing.compose import briefing
from kg.pipeline.opened import Graph
from kg.rdf.profiles import read_profiles
from kg.views.brief import english, korean
from kg.views.brief.briefing import Day, Figure, Name, Names, Reading, Saying
from kg.views.brief.particles import fitting
from kg.views.brief.telling import document_of
from kg.views.brief.wording import day, label, number, ordinal, plain, sentence, text_of, tidy
from tests.briefings import SUBJECTS, data_briefing, data_graph
from tests.seed import nt, store_of
from tests.strategies import RECORDS, STEADY, datasets, texts

if TYPE_CHECKING:
    from kg.records.rules import AnyRecord
    from kg.views.brief.briefing import Briefing, Slot
    from kg.views.brief.wording import Language

LANGUAGES: Final[tuple[Language, ...]] = ("ko", "en")
TEMPLATES: Final = {"ko": korean.SENTENCES, "en": english.SENTENCES}
_TOKEN: Final = re.compile(r"\{(\w+)(?::\w+)?\}|\[([^\[\]]+)\]")


def faults(text: str, around: str) -> list[str]:
    """What is wrong with a sentence; `around` is its template, whose own words alone are judged."""
    found = []
    if not text.endswith("."):
        found.append("no full stop")
    if text.endswith("..") and ".." not in around:
        found.append("two full stops")
    if "  " in text or text != text.strip():
        found.append("double or outer spaces")
    if re.search(r"\bNone\b|\bnan\b", text) and "None" not in around:
        found.append("a value that isn't there")
    if re.search(r"(?<![\d,.])1 (?:agreements|organisations|partners|parties|pairs|bodies|others)\b", text):
        found.append("1 with a plural")
    if re.search(r"(?<!\d)(?:[02-9]|\d{2,}) (?:agreement|organisation|partner|party|pair|body)\b(?!-)", text):
        found.append("several with a singular")
    if re.search(r"\(\s*\)|\{|\}|‘\s*’|“\s*”", text) and not re.search(r"[{}()‘’“”]", around):
        found.append("empty brackets or an open slot")
    return found


def told(saying: Saying, language: Language) -> str:
    return plain(sentence(TEMPLATES[language][saying.key], saying.slots, language))


def harmless(slots: dict[str, Slot]) -> str:
    """The texts of the data that a sentence holds, which may hold anything."""
    names = [slot for slot in slots.values() if isinstance(slot, Name)]
    names += [name for slot in slots.values() if isinstance(slot, Names) for name in slot.first]
    days = [slot.text for slot in slots.values() if isinstance(slot, Day)]
    return " ".join([*(text for name in names for text in (name.iri, *name.label.values())), *days])


def read_all(found: Briefing) -> None:
    for language in LANGUAGES:
        document_of(found, language, drawn=False)
        for saying in (*found.sayings, *found.gaps):
            text = told(saying, language)
            assert not faults(text, harmless(saying.slots)), text


@pytest.mark.parametrize("subject", SUBJECTS, ids=str)
def test_the_sentences_of_the_data_read_well(subject: str | None) -> None:
    read_all(data_briefing(subject))


@pytest.mark.slow
def test_the_sentences_of_every_organisation_field_and_agreement_read_well() -> None:
    profiles = data_graph().profiles()
    names = [body.iri for body in profiles.organizations if body.member_count is None]
    names += [agreement.iri for agreement in profiles.agreements]
    names += sorted({field.concept.iri for agreement in profiles.agreements for field in agreement.fields})
    assert len(names) > 250
    for name in names:
        read_all(briefing(data_graph(), name))


@settings(RECORDS, max_examples=25)
@given(datasets())
def test_the_sentences_of_any_graph_read_well(records: tuple[AnyRecord, ...]) -> None:
    graph = Graph("-", store=store_of(nt(records)))
    read_all(briefing(graph))
    profiles = read_profiles(graph.store.statements())
    named = [body.iri for body in profiles.organizations if body.name and body.member_count is None]
    for iri in (*(agreement.iri for agreement in profiles.agreements[:1]), *named[:1]):
        read_all(briefing(graph, iri))


def test_both_languages_have_the_same_sentences_and_words() -> None:
    assert korean.SENTENCES.keys() == english.SENTENCES.keys()
    assert korean.WORDS.keys() == english.WORDS.keys()
    slots = {key: {found[0] for found in re.findall(r"\{(\w+)", text)} for key, text in english.WORDS.items()}
    assert slots == {key: {found[0] for found in re.findall(r"\{(\w+)", text)} for key, text in korean.WORDS.items()}


FIGURE: Final = st.integers(0, 1200).map(lambda value: Figure(value, 0, Reading("rows")))
NAME: Final = st.builds(
    Name,
    iri=st.just("https://a.test/id/organization/x"),
    label=st.fixed_dictionaries(
        {
            "ko": st.sampled_from(
                ["시흥시", "서울", "KT", "LG CNS", "에너지공단(KEA)", "3M", "㈜한화", "Lab", "데이터 허브"]
            ),
            "en": st.sampled_from(["Siheung City", "KT", "the Lab (Seoul)", "ACME Inc.", "oil and gas"]),
        }
    ),
)
NAMES: Final = st.builds(
    lambda first, more: Names(tuple(first), len(first) + more),
    st.lists(NAME, min_size=1, max_size=3),
    st.integers(0, 4),
)
DAYS: Final = st.sampled_from(["2018-04-17", "2018-04", "2018"]).map(Day)
_KINDS: Final[dict[str, st.SearchStrategy[Any]]] = {
    **dict.fromkeys(("first", "last", "day"), DAYS),
    **dict.fromkeys(("fields", "partners", "parties", "bodies"), NAMES),
    **dict.fromkeys(("holder", "organization", "partner", "subject", "title", "one", "other", "field", "kind"), NAME),
    **dict.fromkeys(("later", "state"), NAME),
}
_COUNTED: Final = {
    ("organization-plain", "partners"),
    ("organization-ranked", "partners"),
    ("network-holder", "partners"),
}
_COUNTED_TOO: Final = {("alone", "bodies"), ("gap-words", "parties")}


def slots_of(key: str) -> dict[str, st.SearchStrategy[Any]]:
    """A strategy for each slot of a sentence in either language."""
    names = {found[1] for language in LANGUAGES for found in _TOKEN.finditer(TEMPLATES[language][key]) if found[1]}
    names |= {found[2].rpartition(" ")[2] for found in _TOKEN.finditer(TEMPLATES["en"][key]) if found[2]}
    counted = _COUNTED | _COUNTED_TOO
    return {name: FIGURE if (key, name) in counted else _KINDS.get(name, FIGURE) for name in sorted(names)}


@STEADY
@given(
    st.sampled_from(sorted(korean.SENTENCES)).flatmap(
        lambda key: st.tuples(st.just(key), st.fixed_dictionaries(slots_of(key)))
    )
)
def test_any_sentence_with_any_slots_reads_well(drawn: tuple[str, dict[str, Slot]]) -> None:
    key, slots = drawn
    for language in LANGUAGES:
        text = told(Saying(key, slots), language)
        assert not [fault for fault in faults(text, harmless(slots)) if "singular" not in fault], text
        assert not re.search(r"[\[\]{}]", text), text


@pytest.mark.parametrize("key", sorted(korean.SENTENCES))
def test_every_particle_after_a_slot_is_chosen_by_its_sound(key: str) -> None:
    """No template writes a particle of two forms right behind a slot without the choice of its form."""
    template = korean.SENTENCES[key]
    assert not re.search(r"\}[’)”]?(?:을|를|은|는|과|와|으로|이며|라는)(?![가-힣])", template), template


@STEADY
@given(
    st.sampled_from(["서울", "시흥시", "KT", "3M", "에너지공단(KEA)", "2018"]), st.sampled_from(["을/를", "으로/로"])
)
def test_a_choice_takes_the_particle_of_the_word_before_it(word: str, particle: str) -> None:
    text = plain(sentence(f"‘{{name}}’[{particle}] 보냅니다.", {"name": Name("", {"ko": word})}, "ko"))
    assert text == f"‘{word}’{fitting(word, particle)} 보냅니다."


@pytest.mark.parametrize(
    ("text", "language", "form", "expected"),
    [
        ("2018-04-17", "ko", "", "2018년 4월 17일"),
        ("2018-04", "ko", "", "2018년 4월"),
        ("2018", "ko", "when", "2018년"),
        ("2018-04-17", "en", "", "17 April 2018"),
        ("2018-04-17", "en", "when", "on 17 April 2018"),
        ("2018-04", "en", "when", "in April 2018"),
        ("2018", "en", "when", "in 2018"),
        ("April", "en", "when", "April"),
        ("", "ko", "", "—"),
    ],
)
def test_a_day_is_told_as_exactly_as_it_is_known(text: str, language: Language, form: str, expected: str) -> None:
    assert day(text, language, form) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (112, "112th"), (121, "121st"), (1001, "1,001st")],
)
def test_a_rank_has_its_ending(value: int, expected: str) -> None:
    assert ordinal(value) == expected


@pytest.mark.parametrize(("value", "expected"), [(1234, "1,234"), (0.147387, "0.147"), (0, "0"), (0.00001, "1e-05")])
def test_a_number_is_as_long_as_it_tells(value: float, expected: str) -> None:
    assert number(value) == expected


@STEADY
@given(st.dictionaries(st.sampled_from(["ko", "en", "und", "zh"]), texts(), max_size=3), st.sampled_from(LANGUAGES))
def test_a_name_is_never_empty_and_on_one_line(labels: dict[str, str], language: Language) -> None:
    text = label(Name("https://a.test/x", labels), language)
    assert text
    assert text == tidy(text)
    assert text_of(labels, language) in {"", text}
