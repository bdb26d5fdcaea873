"""Profiles say what the record says, and what little somebody else's graph says, in whatever order it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from kg.rdf.profiles import read_profiles
from kg.records.agreement import Agreement, Party, Person, Project
from kg.records.profiles import Named, PlaceProfile, Profiles, Quote
from kg.records.source import Evidence, Source
from kg.vocab import BASE, dcterms, kgo, prov, rdf, schema, skos
from tests.disagreeing import written
from tests.seed import foreign, nt, seed_agreement, seed_store, store_of

if TYPE_CHECKING:
    from pathlib import Path

SEED: Final = read_profiles(seed_store().statements())
SOURCE: Final = "http://gginews.kr/news/view.php?idx=42012"


def profiles(turtle: str) -> Profiles:
    return read_profiles(foreign(turtle).statements())


def test_the_seed_says_what_its_record_says() -> None:
    record, (profile,) = seed_agreement(), SEED.agreements
    assert profile.iri == f"{BASE}agreement/{record.id}"
    assert (profile.title, profile.slogan, profile.venue) == (record.title, record.slogan, record.venue)
    assert profile.kind == Named(f"{BASE}kind/mou", {"ko": "업무협약(양해각서)", "en": "memorandum of understanding"})
    assert profile.status
    assert (profile.status.iri, profile.status.label["ko"]) == (f"{BASE}state/signed", "체결")
    assert (profile.signed, profile.effective_from, profile.expires) == ("2018-04-17", None, None)
    assert profile.term_not_stated
    assert (profile.stated_parties, profile.stated_fields) == (7, 4)
    assert [project.label["ko"] for project in profile.projects] == [each.name["ko"] for each in record.projects]
    urls = {source.url: source.published for source in profile.sources}
    assert urls == {source.url: str(source.published) if source.published else None for source in record.sources}
    source = profile.sources[0]
    assert (source.url, source.published) == (SOURCE, "2018-04-19")
    assert (source.title, source.publisher) == (record.sources[0].title, record.sources[0].publisher)


def words(pointer: str) -> list[str]:
    return [evidence.exact for evidence in seed_agreement().evidence if evidence.of == pointer]


def test_the_parties_of_the_seed_come_in_order_with_their_words() -> None:
    (profile,) = SEED.agreements
    for index, (found, stated) in enumerate(zip(profile.parties, seed_agreement().party_list, strict=True)):
        assert found.organization == f"{BASE}organization/{stated.organization}"
        assert (found.name_as_written, found.role) == (stated.as_written, None)
        assert [quote.exact for quote in found.quotes] == words(f"/parties/{index}")
    assert profile.parties[1].quotes[0] == Quote("서울대학교", profile.sources[0].iri, 261, 266)


def test_the_fields_and_people_of_the_seed_come_with_their_words() -> None:
    (profile,) = SEED.agreements
    for index, (field, stated) in enumerate(zip(profile.fields, seed_agreement().field_list, strict=True)):
        assert (field.concept.iri, field.as_written) == (f"{BASE}field/{stated.concept}", stated.as_written)
        assert set(field.concept.label) == {"ko", "en"}
        assert [quote.exact for quote in field.quotes] == words(f"/fields/{index}")
    people = {person.name["ko"]: person for person in profile.people}
    for index, person in enumerate(seed_agreement().people):
        found = people[person.name["ko"]]
        assert (found.part, found.post, found.organization) == (
            "quoted",
            person.post,
            f"{BASE}organization/{person.organization}",
        )
        assert [quote.exact for quote in found.quotes] == words(f"/people/{index}")


def test_the_words_behind_the_agreement_s_own_values_are_by_property() -> None:
    quotes = SEED.agreements[0].quotes
    expected = {
        rdf.type: "/kind",
        dcterms.title: "/title/ko",
        kgo.slogan: "/slogan/ko",
        kgo.status: "/status",
        kgo.signedOn: "/signed",
        kgo.signedAtTime: "/signed_at",
        kgo.statedPartyCount: "/stated/parties",
        kgo.statedFieldCount: "/stated/fields",
    }
    assert {name: [quote.exact for quote in quotes[name]] for name in expected} == {
        name: words(pointer) for name, pointer in expected.items()
    }
    assert len(quotes[kgo.project]) == sum(len(words(f"/projects/{number}")) for number in range(8)) >= 8


def test_the_words_behind_the_name_of_the_venue_are_kept() -> None:
    assert [quote.exact for quote in SEED.agreements[0].quotes[prov.atLocation]] == words("/venue/ko")


def test_the_organisations_of_the_seed_say_what_the_register_says() -> None:
    by_id = {found.iri.removeprefix(f"{BASE}organization/"): found for found in SEED.organizations}
    assert sorted(by_id) == ["etri", "kea", "kepco", "kt", "lh", "siheung-city", "snu"]
    kepco = by_id["kepco"]
    assert kepco.name == {"ko": "한국전력공사", "en": "Korea Electric Power Corporation"}
    assert set(kepco.other_names) == {"KEPCO", "한국전력", "한전"}
    public = {
        "public-corporation": ("공기업", "public corporation"),
        "public-institution": ("공공기관", "public institution"),
    }
    types = [Named(f"{BASE}organization-type/{id_}", {"ko": ko, "en": en}) for id_, (ko, en) in public.items()]
    assert [kepco.type, kepco.group] == types
    assert kepco.place == PlaceProfile(f"{BASE}place/naju-si", {"ko": "나주시", "en": "Naju"}, 34.941, 126.808)
    assert kepco.same_as == ("https://ror.org/04fperw70",)
    assert by_id["lh"].member_count is None


def test_each_part_of_a_person_and_a_nameless_party_are_told_apart() -> None:
    people = tuple(
        Person(name={"en": part}, part=part, post={"en": "Mayor"}) for part in ("signed", "attended", "quoted")
    )
    parties = ("kt", Party(as_written="17개 지자체", count=17, role="lead"))
    projects = tuple(Project(name={"en": f"P{number}"}) for number in range(1, 13))
    record = Agreement(
        id="a", kind="loi", title={"en": "A"}, sources=(Source(),), parties=parties, people=people, projects=projects
    )
    found = read_profiles(store_of(nt([record])).statements())
    (agreement,) = found.agreements
    assert [(person.name["en"], person.part, person.post) for person in agreement.people] == [
        (part, part, {"en": "Mayor"}) for part in ("signed", "attended", "quoted")
    ]
    assert [project.label["en"] for project in agreement.projects] == [f"P{number}" for number in range(1, 13)]
    assert [party.role and party.role.iri for party in agreement.parties] == [None, f"{BASE}role/lead"]
    (nameless,) = (each for each in found.organizations if each.member_count)
    assert (nameless.member_count, nameless.name) == (17, {"und": "17개 지자체"})


def test_nothing_has_no_profiles() -> None:
    assert read_profiles([]) == Profiles((), ())


def test_a_bare_tie_is_enough() -> None:
    found = profiles("<x:a> a kgo:Agreement ; kgo:party <x:c> , <x:b> .")
    (agreement,) = found.agreements
    assert [party.organization for party in agreement.parties] == ["x:b", "x:c"]
    assert (agreement.title, agreement.kind, agreement.signed, agreement.sources) == ({}, None, None, ())
    assert [organization.name for organization in found.organizations] == [{}, {}]


def test_blank_nodes_and_missing_labels_are_read_as_far_as_they_go() -> None:
    found = profiles("""
        [] a kgo:Agreement ; dcterms:title "무제" , "Untitled"@en ; kgo:statedPartyCount "many" ;
            kgo:termNotStated false ;
            kgo:participation [ kgo:participant _:city ; schema:position 2 ] , [ schema:position 1 ] ,
                [ kgo:participant <x:b> ; schema:position "first" ; kgo:role [] ] ;
            kgo:fieldMention [] ; dcterms:subject <x:f> ; kgo:signing [ kgo:signatory [ foaf:name "Kim" ] ] ;
            prov:wasDerivedFrom [ dcterms:issued "2018" ] .
        _:city a org:Organization ; rdfs:label "시" ; kgo:memberCount -3 .
        [] a oa:Annotation ; oa:hasBody [] . [] a oa:Annotation ; oa:hasTarget [ oa:hasSelector [ oa:exact "x" ] ] .
    """)
    (agreement,) = found.agreements
    assert agreement.title == {"und": "무제", "en": "Untitled"}
    assert (agreement.stated_parties, agreement.term_not_stated) == (None, False)
    assert len(agreement.parties) == 2
    assert agreement.parties[0].organization == "x:b"
    assert [field.concept.iri for field in agreement.fields] == ["x:f"]
    assert [(person.name, person.part) for person in agreement.people] == [({"und": "Kim"}, "signed")]
    assert agreement.sources[0].published == "2018"
    assert {"und": "시"} in [organization.name for organization in found.organizations]
    assert all(organization.member_count is None for organization in found.organizations)


def test_a_number_beyond_all_counting_is_no_number() -> None:
    found = profiles(f'<x:a> a kgo:Agreement ; kgo:statedPartyCount "{"9" * 5000}" .')
    assert found.agreements[0].stated_parties is None


def test_the_order_of_the_statements_changes_nothing() -> None:
    statements = sorted(seed_store().statements(), key=str)
    for mixed in (
        statements,
        statements[::-1],
        statements[1::2] + statements[::2],
        statements[500:] + statements[:500],
    ):
        assert read_profiles(mixed) == SEED


def test_words_for_a_label_are_found_by_nobody_else() -> None:
    evidence = (Evidence(of="/title", source=0, exact="one"), Evidence(of="/title", source=0, exact="two"))
    record = Agreement(id="a", kind="mou", title={"en": "A"}, sources=(Source(),), evidence=evidence)
    (agreement,) = read_profiles(store_of(nt([record])).statements()).agreements
    assert {name: [quote.exact for quote in found] for name, found in agreement.quotes.items()} == {
        dcterms.title: ["one", "two"]
    }
    assert msgspec.json.decode(msgspec.json.encode(agreement))["quotes"]
    assert skos.prefLabel not in agreement.quotes
    assert schema.name not in agreement.quotes


def test_claims_say_what_each_source_says_and_with_which_words(tmp_path: Path) -> None:
    (agreement,) = read_profiles(store_of(written(tmp_path)).statements()).agreements
    days = [(claim.value, claim.source) for claim in agreement.claims if claim.property == kgo.signedOn]
    assert [day for day, _ in days] == ["2020-03-17", "2020-03-16", "2020-03-17"]
    assert len({source for _, source in days}) == 3
    second = next(claim for claim in agreement.claims if claim.value == "2020-03-16")
    assert [quote.exact for quote in second.quotes] == ["16일"]


def test_states_over_time_are_claims_with_their_days(tmp_path: Path) -> None:
    (agreement,) = read_profiles(store_of(written(tmp_path)).statements()).agreements
    states = [claim for claim in agreement.claims if claim.property == kgo.claimedState]
    assert [(claim.value.rpartition("/")[2], claim.on) for claim in states] == [
        ("planned", "2020-03-10"),
        ("signed", "2020-03-17"),
    ]
