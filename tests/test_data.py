"""The data that the project comes with: whole, clean, and the same graph for every reader."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

import kg
from kg.records.claims import conflicts
from tests.seed import ROOT, descriptions
from tests.test_laws import all_formats_agree

if TYPE_CHECKING:
    from kg.sources.dataset import Dataset

MOST_QUOTED = 150
"""The graph holds short exact quotes; a sentence of an article would be longer."""


@cache
def data() -> Dataset:
    return kg.read(data=ROOT / "data")


def test_there_are_75_agreements_from_121_announcements() -> None:
    assert len(data().agreements) == 75
    assert sum(len(agreement.sources) for agreement in data().agreements) == 121
    assert len({source.url for agreement in data().agreements for source in agreement.sources}) == 121


def test_every_file_is_named_after_its_record() -> None:
    files = {path.stem for path in (ROOT / "data" / "agreements").iterdir()}
    assert files == {agreement.id for agreement in data().agreements}


def test_the_register_is_sorted_and_holds_only_what_is_used() -> None:
    for register in (data().organizations, data().places):
        ids = [record.id for record in register]
        assert ids == sorted(ids)
    places = {record.place for record in data().organizations} | {place.part_of for place in data().places}
    assert {place.id for place in data().places} <= places


def test_every_name_leads_to_one_body() -> None:
    owners: dict[str, set[str]] = {}
    for record in data().organizations:
        for text in {*record.name.values(), *(name.text for name in record.names)}:
            owners.setdefault(text, set()).add(record.id)
    assert {text: ids for text, ids in owners.items() if len(ids) > 1} == {}


def test_bodies_that_string_matching_confuses_are_apart() -> None:
    by_id = {record.id: record for record in data().organizations}
    assert by_id["lh"].same_as == ()
    assert by_id["kea"].same_as == ()
    assert by_id["kepco"].same_as == ("https://ror.org/04fperw70",)
    assert by_id["kt-daegu-gyeongbuk"].unit_of == "kt"
    shared = [iri for record in by_id.values() for iri in record.same_as]
    assert len(shared) == len(set(shared))


def test_every_organisation_and_agreement_has_a_korean_and_an_english_name() -> None:
    nameless = [record.id for record in data().organizations if not {"ko", "en"} <= record.name.keys()]
    nameless += [record.id for record in data().agreements if not {"ko", "en"} <= record.title.keys()]
    assert nameless == []


def test_quotes_are_short() -> None:
    quoted = {item.exact for agreement in data().agreements for item in agreement.evidence}
    assert {exact for exact in quoted if len(exact) > MOST_QUOTED} == set()


def test_only_the_text_that_is_known_has_offsets() -> None:
    for agreement in data().agreements:
        hashed = {number for number, source in enumerate(agreement.sources) if source.sha256}
        assert {item.source for item in agreement.evidence if item.start is not None} == hashed


def test_every_party_and_field_has_the_words_of_a_source() -> None:
    for agreement in data().agreements:
        supported = {item.of for item in agreement.evidence}
        values = [f"/parties/{n}" for n in range(len(agreement.parties))]
        values += [f"/fields/{n}" for n in range(len(agreement.fields))]
        assert [(agreement.id, value) for value in values if value not in supported] == []


def test_sources_that_disagree_are_kept() -> None:
    disputed = {agreement.id: [conflict.key for conflict in conflicts(agreement)] for agreement in data().agreements}
    assert disputed["sejong-ulsan-autonomous-driving-2019"] == ["parties"]


@pytest.mark.slow
def test_every_reader_of_every_format_sees_the_same_graph() -> None:
    dataset = data()
    all_formats_agree(descriptions((*dataset.places, *dataset.organizations, *dataset.agreements)))
