"""What the named questions mean where that is subtle, each on a small graph of its own."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

import pytest

from kg.vocab import BASE
from tests.asking import asked, column
from tests.seed import foreign

if TYPE_CHECKING:
    from kg.store.embedded import Store

PATHS: Final = ("agreement", "organization", "state", "state-claim", "source", "field", "claim", "organization-type")
PREFIXES: Final = "".join(f"PREFIX {path}: <{BASE}{path}/>\n" for path in (*PATHS, "kind", "part", "participation"))


def graph(turtle: str) -> Store:
    """A graph of some lines of Turtle, where `agreement:a` is the agreement with the id `a`."""
    return foreign(PREFIXES + turtle)


def stated(states: str, more: str = "") -> Store:
    """A graph with one agreement of the body `b`: states as `state day` words, and what else is said of it."""
    pairs = [pair.split() for pair in states.split(",")]
    claims = "".join(
        f"agreement:a kgo:state state-claim:a{n} . state-claim:a{n} kgo:claimedState state:{state} . "
        + "".join(f"state-claim:a{n} kgo:claimedOn '{day}' . " for day in days)
        for n, (state, *days) in enumerate(pairs)
    )
    status = pairs[-1][0]
    return graph(
        f"agreement:a a kgo:Agreement ; kgo:party organization:b ; kgo:status state:{status} . {claims} {more}"
    )


@pytest.mark.parametrize(
    ("states", "more", "days", "not_days"),
    [
        ("signed", "agreement:a kgo:signedOn '2018-04-17'", ["2018-04-17", "2030-01-01"], ["2018-04-16"]),
        ("signed", "agreement:a kgo:signedOn '2018-04'", ["2018-05-01"], ["2018-04-17", "2018-03-31"]),
        ("signed", "agreement:a kgo:signedOn '2018'", ["2018-12-31"], ["2018-12-30"]),
        (
            "signed",
            "agreement:a kgo:signedOn '2018-04-17' ; kgo:effectiveFrom '2018-06-01' ; kgo:expiresOn '2020'",
            ["2018-06-01", "2020-12-31"],
            ["2018-05-31", "2021-01-01"],
        ),
        (
            "signed",
            "agreement:a prov:wasDerivedFrom source:s . source:s dcterms:issued '2019-02-03'",
            ["2019-02-03"],
            ["2019-02-02"],
        ),
        ("signed", "", [], ["2020-01-01"]),
        (
            "planned 2018-01-01",
            "agreement:a prov:wasDerivedFrom source:s . source:s dcterms:issued '2017'",
            [],
            ["2020-01-01"],
        ),
        ("signed 2018-01-01,failed 2018-02-01", "agreement:a kgo:signedOn '2018-01-01'", [], ["2018-01-15"]),
        (
            "planned 2018-01-01,signed 2018-01-01",
            "agreement:a kgo:signedOn '2018-01-01'",
            ["2018-01-01"],
            ["2017-12-31"],
        ),
        (
            "signed 2018-01-01,terminated 2019-05-05",
            "agreement:a kgo:signedOn '2018-01-01'",
            ["2019-05-04"],
            ["2019-05-05", "2020-01-01"],
        ),
        (
            "signed 2018-01-01,expired 2019,renewed 2020-03-01",
            "agreement:a kgo:signedOn '2018-01-01'",
            ["2019-12-30", "2020-03-01"],
            ["2019-12-31", "2020-02-29"],
        ),
        ("signed 2018-01-01,terminated", "agreement:a kgo:signedOn '2018-01-01'", [], ["2018-06-01", "2020-01-01"]),
        (
            "signed",
            "agreement:a kgo:signedOn '2018-01-01' . agreement:z kgo:signedOn '2019-01-01' ; "
            "dcterms:replaces agreement:a",
            ["2018-12-31"],
            ["2019-01-01"],
        ),
        (
            "signed",
            "agreement:a kgo:signedOn '2018-01-01' . agreement:z kgo:renews agreement:a ; kgo:signedOn '2019-01-01'",
            ["2019-01-01"],
            [],
        ),
    ],
)
def test_in_force_is_what_has_begun_and_not_ended(states: str, more: str, days: list[str], not_days: list[str]) -> None:
    store = stated(states, f"{more} ." if more else "")
    assert [day for day in days if asked(store, "in-force", org="b", day=day)] == days
    assert [day for day in not_days if asked(store, "in-force", org="b", day=day)] == []


def test_what_was_known_is_what_sources_of_the_time_claim() -> None:
    store = graph("""
        agreement:a a kgo:Agreement ; prov:wasDerivedFrom source:early, source:late ;
            kgo:state state-claim:1, state-claim:2 .
        state-claim:1 kgo:claimedState state:planned ; prov:wasDerivedFrom source:early .
        state-claim:2 kgo:claimedState state:signed ; prov:wasDerivedFrom source:late .
        source:early dcterms:issued "2017-12-06" . source:late dcterms:issued "2018-01" .
        agreement:b a kgo:Agreement ; prov:wasDerivedFrom source:silent .
        state:planned skos:prefLabel "planned"@en . state:signed skos:prefLabel "signed"@en .
    """)
    assert asked(store, "known-on", day="2017-12-05") == []
    row = {"agreement": "a", "firstPublished": "2017-12-06", "sources": "1", "stateEn": "planned"}
    assert asked(store, "known-on", day="2017-12-06") == [row]
    assert asked(store, "known-on", day="2018-01-30") == [row]
    assert asked(store, "known-on", day="2018-01-31") == [{**row, "sources": "2", "stateEn": "signed"}]


def test_a_chain_is_the_shortest_and_has_four_agreements_at_most() -> None:
    bodies = "bcdefg"
    links = pairwise(bodies)
    store = graph("".join(f"agreement:{x}{y} kgo:party organization:{x}, organization:{y} . " for x, y in links))
    for length, other in enumerate(bodies[1:5], 1):
        (row,) = asked(store, "chain", org="b", other=other)
        assert row["length"] == str(length)
        assert [row[f"agreement{n}"] for n in range(1, length + 1)] == [
            f"{x}{chr(ord(x) + 1)}" for x in bodies[:length]
        ]
        assert [row[f"via{n}"] for n in range(1, length)] == list(bodies[1:length])
        assert len(asked(store, "chain", org=other, other="b")) == 1
    assert asked(store, "chain", org="b", other="g") == []
    assert asked(store, "chain", org="b", other="b") == []


def test_every_chain_of_the_shortest_length_is_there() -> None:
    store = graph("""
        agreement:1 kgo:party organization:b, organization:x, organization:y .
        agreement:2 kgo:party organization:c, organization:x . agreement:3 kgo:party organization:c, organization:y .
        agreement:4 kgo:party organization:b, organization:z . agreement:5 kgo:party organization:z, organization:w .
        agreement:6 kgo:party organization:w, organization:c .
    """)
    rows = asked(store, "chain", org="b", other="c")
    assert [(row["agreement1"], row["via1"], row["agreement2"]) for row in rows] == [("1", "x", "2"), ("1", "y", "3")]


def test_a_copy_is_no_second_source() -> None:
    store = graph("""
        agreement:one a kgo:Agreement ; prov:wasDerivedFrom source:s .
        agreement:copied a kgo:Agreement ; prov:wasDerivedFrom source:s, source:copy .
        agreement:two a kgo:Agreement ; prov:wasDerivedFrom source:s, source:other .
        agreement:other a kgo:Agreement ; prov:wasDerivedFrom source:copy .
        source:copy prov:alternateOf source:s . source:s schema:url <http://x.test/s> .
    """)
    rows = asked(store, "one-source")
    assert [(row["agreement"], row.get("url")) for row in rows] == [
        ("copied", "http://x.test/s"),
        ("one", "http://x.test/s"),
        ("other", None),
    ]


def test_a_disagreement_has_the_values_that_not_all_who_speak_of_them_claim() -> None:
    def claim(name: str, about: str, value: str, source: str) -> str:
        said = f"rdf:predicate {about} ; rdf:object {value} ; prov:wasDerivedFrom source:{source}"
        return f"agreement:a kgo:claim claim:{name} . claim:{name} {said} . "

    store = graph(
        "agreement:a a kgo:Agreement ; dcterms:type kind:mou ; a kgo:MemorandumOfUnderstanding ; "
        "kgo:signedOn '2020-01-01' ; kgo:party organization:b, organization:c . "
        + claim("1", "kgo:signedOn", "'2020-01-01'", "s")
        + claim("2", "kgo:signedOn", "'2020-01-02'", "t")
        + claim("3:1", "kgo:party", "organization:b", "s")
        + claim("3:2", "kgo:party", "organization:c", "s")
        + claim("4:1", "kgo:party", "organization:b", "t")
        + claim("5", "rdf:type", "kgo:MemorandumOfUnderstanding", "s")
        + claim("6", "rdf:type", "kgo:Agreement", "t")
    )
    rows = asked(store, "disagreements")
    assert [(row["about"].rpartition("#")[2], row["value"].rpartition("#")[2], row["shown"]) for row in rows] == [
        ("type", "MemorandumOfUnderstanding", "true"),
        ("type", "Agreement", "false"),
        ("party", "c", "true"),
        ("signedOn", "2020-01-01", "true"),
        ("signedOn", "2020-01-02", "false"),
    ]


def test_a_peer_is_of_the_narrowest_type_and_a_plan_is_no_signature() -> None:
    kinds = "organization-type:local-government, organization-type:municipality"
    store = graph(f"""
        organization-type:local-government skos:broader organization-type:municipality .
        organization:b org:classification {kinds} . organization:c org:classification {kinds} .
        organization:d org:classification {kinds} .
        organization:province org:classification organization-type:municipality .
        agreement:1 kgo:party organization:c, organization:x, organization:y, organization:z .
        agreement:2 kgo:party organization:d, organization:x, organization:y .
        agreement:3 kgo:party organization:d, organization:z ; kgo:status state:planned .
        agreement:4 kgo:party organization:province, organization:z .
        agreement:5 kgo:party organization:b, organization:x .
        agreement:6 kgo:party organization:b, organization:y ; kgo:status state:planned .
    """)
    assert column(store, "missing-partners", "partner", org="b") == ["y"]
    assert column(store, "missing-partners", "partner", org="b", minimum="1") == ["y", "z"]


def test_a_field_takes_in_what_is_narrower_and_a_missing_day_spoils_none() -> None:
    store = graph("""
        field:smart-grid skos:broader field:energy . field:parking skos:broader field:mobility .
        agreement:1 kgo:party organization:b, organization:c ; dcterms:subject field:smart-grid, field:energy .
        agreement:2 kgo:party organization:b, organization:c ; dcterms:subject field:energy ; kgo:signedOn "2019-03" .
        agreement:3 kgo:party organization:b ; dcterms:subject field:parking .
        agreement:4 kgo:party organization:nameless ; dcterms:subject field:parking, field:energy .
        organization:nameless a kgo:CollectiveParty .
    """)
    rows = asked(store, "field-partners", field="energy")
    assert rows == [{"organization": body, "agreements": "2", "firstSigned": "2019-03"} for body in ("b", "c")]
    (partner,) = asked(store, "co-signers", org="b")
    assert partner == {"partner": "c", "agreements": "2", "firstSigned": "2019-03", "lastSigned": "2019-03"}
    (tie,) = asked(store, "ties-two-fields", field="energy", other="mobility")
    assert tie == {"organization": "b", "inField": "2", "inOther": "1", "inBoth": "0"}


def test_a_renewal_is_found_from_both_ends() -> None:
    store = graph("""
        agreement:new kgo:renews agreement:old ; kgo:signedOn "2020-01-01" .
        agreement:other dcterms:replaces agreement:gone .
        agreement:old kgo:state state-claim:1 . state-claim:1 kgo:claimedState state:renewed .
        agreement:lone kgo:state state-claim:2 . state-claim:2 kgo:claimedState state:replaced ; kgo:claimedOn "2021" .
    """)
    assert asked(store, "renewals") == [
        {"agreement": "gone", "how": "replaced", "later": "other"},
        {"agreement": "lone", "how": "replaced", "on": "2021"},
        {"agreement": "old", "how": "renewed", "later": "new", "on": "2020-01-01"},
    ]


def test_a_collective_party_counts_as_many_as_it_stands_for() -> None:
    def told(name: str, count: int, more: str = "") -> str:
        return f"""
            agreement:{name} kgo:participation participation:{name}1, participation:{name}2 .
            agreement:{name} kgo:statedPartyCount {count} .
            participation:{name}1 kgo:participant organization:b .
            participation:{name}2 kgo:participant organization:all .
            {more}"""

    store = graph(
        told("right", 18)
        + told("wrong", 2)
        + told("without", 17, "agreement:without kgo:statedCountExcludesSubject true .")
        + "organization:all a kgo:CollectiveParty ; kgo:memberCount 17 ."
    )
    (row,) = asked(store, "stated-counts")
    assert row == {"agreement": "wrong", "statedParties": "2", "listedParties": "18", "listedFields": "0"}


def test_units_and_parents_go_over_any_number_of_steps() -> None:
    store = graph("""
        organization:lab org:unitOf organization:college . organization:college org:unitOf organization:university .
        organization:firm org:subOrganizationOf organization:college . agreement:1 kgo:party organization:lab .
    """)
    assert asked(store, "units-and-parents", org="college") == [
        {"body": "university", "where": "above", "agreements": "0"},
        {"body": "firm", "where": "below", "agreements": "0"},
        {"body": "lab", "where": "below", "agreements": "1"},
    ]
    assert column(store, "units-and-parents", "body", org="university") == ["college", "firm", "lab"]


def test_a_follow_up_stands_beside_its_commitment_or_alone() -> None:
    store = graph("""
        agreement:a kgo:commitment claim:c1, claim:c2 ; kgo:followUp claim:f1, claim:f2 .
        claim:c1 dcterms:description "build"@en ; kgo:committedBy organization:b ; kgo:dueBy "2020" .
        claim:c2 dcterms:description "teach"@en .
        claim:f1 kgo:fulfils claim:c1 ; dcterms:description "built"@en ; kgo:followedUpOn "2019-05" .
        claim:f2 dcterms:description "met"@en ; prov:wasAssociatedWith organization:b .
        organization:b skos:prefLabel "Body"@en . organization:c skos:prefLabel "Other"@en .
    """)
    body = {"agreement": "a", "by": "b", "byEn": "Body"}
    assert asked(store, "commitments") == [
        {**body, "followUpEn": "met"},
        {**body, "commitmentEn": "build", "due": "2020", "followUpEn": "built", "on": "2019-05"},
        {"agreement": "a", "commitmentEn": "teach"},
    ]
