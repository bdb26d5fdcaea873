"""A node of the graph, with a property and its value, leads back to its place in the record."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
import pytest

from kg.errors import Problem
from kg.pipeline.graph import minter_for
from kg.pipeline.places import pointer
from kg.rdf.mapping import map_record
from kg.rdf.terms import address_id
from kg.records.agreement import Agreement
from kg.records.organization import Name, Organization, Place
from kg.sources.entry import Entry, from_tree
from kg.sources.yaml import parse_yaml
from kg.vocab import BASE, dcterms, foaf, kgo, oa, org, prov, rdf, schema, skos
from tests.planted import RECORD


@cache
def entry() -> Entry[Agreement]:
    (node,), faults = parse_yaml(RECORD)
    (found,) = from_tree("check-2018.yaml", node, Agreement, faults)
    assert not isinstance(found, Problem)
    return found


@pytest.mark.parametrize(
    ("focus", "path", "value", "expected"),
    [
        ("agreement/check-2018", "", "", ""),
        ("agreement/check-2018", kgo.signedOn, "2018-04-17", "/signed"),
        ("agreement/check-2018", kgo.expiresOn, "", "/term/until"),
        ("agreement/check-2018", kgo.statedPartyCount, "7", "/stated/parties"),
        ("agreement/check-2018", kgo.party, f"{BASE}organization/snu", "/parties/1"),
        ("agreement/check-2018", kgo.party, f"{BASE}organization/siheung-city", "/parties/0"),
        ("agreement/check-2018", kgo.party, f"{BASE}organization/nobody", "/parties"),
        ("agreement/check-2018", dcterms.subject, f"{BASE}field/training", "/fields/1"),
        ("agreement/check-2018", prov.wasDerivedFrom, f"{BASE}source/check-2018:2", "/sources/1"),
        ("agreement/check-2018", kgo.signatory, f"{BASE}person/check-2018:siheung-city:%EA%B9%80", "/people/0"),
        ("agreement/check-2018", kgo.state, f"{BASE}state-claim/check-2018:2", "/status/1"),
        ("agreement/check-2018", kgo.renews, f"{BASE}agreement/other", "/renews"),
        ("participation/check-2018:2", kgo.role, f"{BASE}role/partner", "/parties/1/role"),
        ("collective-party/check-2018:3", kgo.memberCount, "5", "/parties/2/count"),
        ("collective-party/check-2018:claim:2:3", kgo.memberCount, "5", "/claims/1/parties/2/count"),
        ("claim/check-2018:2", "", "", "/claims/1"),
        ("claim/check-2018:2:3", prov.wasDerivedFrom, "", "/claims/1/parties/2/source"),
        ("field-mention/check-2018:2", kgo.fieldAsWritten, "교육", "/fields/1/as"),
        ("state-claim/check-2018:1", kgo.claimedOn, "", "/status/0/date"),
        ("signing/check-2018", prov.atLocation, "", "/venue"),
        ("signing/check-2018", kgo.signatory, f"{BASE}person/check-2018:siheung-city:%EA%B9%80", "/people/0"),
        ("venue/check-2018", skos.prefLabel, "", "/venue"),
        ("person/check-2018:snu:%EC%9D%B4", foaf.name, "", "/people/1/name"),
        ("post/check-2018:siheung-city:%EA%B9%80:%EC%8B%9C%EC%9E%A5", skos.prefLabel, "", "/people/0/post"),
        ("project/check-2018:1", schema.name, "", "/projects/0/name"),
        ("commitment/check-2018:1", kgo.dueBy, "", "/commitments/0/until"),
        ("follow-up/check-2018:1", kgo.followedUpOn, "", "/follow_ups/0/date"),
        ("source/check-2018:2", dcterms.issued, "", "/sources/1/published"),
        (f"source/{address_id('https://example.org/3')}", schema.url, "", "/sources/2/url"),
        (f"publisher/{address_id('https://example.org/1')}", foaf.name, "", "/sources/0/publisher"),
        ("evidence/check-2018:1", oa.hasBody, "", "/evidence/0/of"),
        ("quote/check-2018:1", oa.exact, "", "/evidence/0/exact"),
        ("source/elsewhere.example-0123", dcterms.issued, "", "/published"),
    ],
)
def test_a_node_of_the_graph_leads_back_to_its_place_in_the_record(
    focus: str, path: str, value: str, expected: str
) -> None:
    assert pointer(entry().record, BASE + focus, path, value) == expected


def test_a_bare_status_has_no_list_of_states() -> None:
    bare = msgspec.structs.replace(entry().record, status="signed")
    assert pointer(bare, f"{BASE}state-claim/check-2018:1") == "/status"


@pytest.mark.parametrize(
    ("focus", "path", "value", "expected"),
    [
        ("organization/a", skos.prefLabel, "", "/name"),
        ("organization/a", org.unitOf, f"{BASE}organization/b", "/unit_of"),
        ("organization/a", schema.sameAs, "https://ror.org/2", "/same_as/1"),
        ("organization/a", kgo.formerName, f"{BASE}former-name/a:1", "/names/1"),
        ("former-name/a:1", kgo.until, "", "/names/1/until"),
    ],
)
def test_a_node_of_an_organisation_leads_back_to_the_register(focus: str, path: str, value: str, expected: str) -> None:
    names = (Name(text="다", lang="ko"), Name(text="라", lang="ko", kind="former"))
    same = ("https://ror.org/1", "https://ror.org/2")
    organization = Organization(id="a", name={"ko": "가"}, type="university", names=names, same_as=same)
    assert pointer(organization, BASE + focus, path, value) == expected


def test_a_node_of_a_place_leads_back_to_the_register() -> None:
    place = Place(id="a", name={"ko": "가"}, code="41")
    assert pointer(place, f"{BASE}place/a", kgo.administrativeCode, "41") == "/code"
    assert pointer(place, f"{BASE}place/a", dcterms.isPartOf) == "/part_of"


@pytest.mark.parametrize("base", [BASE, "https://example.org/other#"])
def test_every_node_of_a_record_leads_to_a_value_that_the_record_has(base: str) -> None:
    plain = entry().tree().plain()
    for description in map_record(entry().record, minter_for(base)):
        value: Any = plain
        for step in pointer(entry().record, description.subject[1:-1]).split("/")[1:]:
            value = value[int(step)] if isinstance(value, list) else value[step]
        assert value


@pytest.mark.parametrize(
    "of",
    [
        *("/kind", "/title/ko", "/status/1", "/signed", "/term/from", "/term/until", "/venue/ko", "/parties/0"),
        *("/parties/1/as", "/parties/1/role", "/parties/2", "/fields/0", "/fields/1/as", "/people/0", "/people/1/name"),
        *("/people/0/post/ko", "/projects/0/name/ko", "/stated/parties", "/stated/fields", "/commitments/0"),
        *("/commitments/0/text/ko", "/follow_ups/0"),
    ],
)
def test_a_statement_that_evidence_can_point_at_leads_back_to_that_value(of: str) -> None:
    evidence = msgspec.structs.replace(entry().record.evidence[0], of=of)
    record = msgspec.structs.replace(entry().record, evidence=(evidence,))
    (statement,) = (
        dict(description.pairs)
        for description in map_record(record, minter_for(BASE))
        if "/statement/" in description.subject
    )
    ((subject,), (predicate,), (value,)) = (statement[key] for key in (rdf.subject, rdf.predicate, rdf.object))
    plain = value[1:-1] if value.startswith("<") else ""
    found = pointer(record, subject[1:-1], predicate[1:-1], plain)
    assert found
    assert f"{of}/".startswith(f"{found}/") or found == f"{of}/state"
    assert found.count("/") >= of.count("/") - 1
