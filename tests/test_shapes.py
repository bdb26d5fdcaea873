"""SHACL findings are sentences, in both languages, with their severity."""

from __future__ import annotations

from typing import Final

import pytest

from kg.concepts import ontology_folder
from kg.shapes import Finding, as_rdflib, findings
from kg.vocab import BASE, PREFIXES, kgo, prov, xsd
from tests.seed import nt, seed_records

SHAPES: Final = ontology_folder() / "shapes.ttl"
SEED: Final = nt(seed_records())
AGREEMENT: Final = f"{BASE}agreement/siheung-global-smart-city-2018"


def found(text: str) -> list[Finding]:
    return findings([text], SHAPES)


def test_the_seed_conforms() -> None:
    assert [finding for finding in found(SEED) if finding.severity != "info"] == []


def test_an_empty_graph_has_nothing_to_say_against() -> None:
    assert findings([], SHAPES) == []


@pytest.mark.parametrize(
    ("gone", "added", "severity", "english", "korean"),
    [
        (f"<{prov.wasDerivedFrom}>", "", "violation", "must name a source", "출처가 있어야 한다"),
        ("", f"<{kgo.party}> <x:stranger>", "violation", "Every party must have a participation", "모든 당사자에게는"),
        ("", f"<{kgo.renews}> <{AGREEMENT}>", "violation", "cannot replace, renew or implement itself", "자기 자신을"),
        (
            f"<{kgo.statedPartyCount}>",
            f'<{kgo.statedPartyCount}> "9"^^<{xsd.integer}>',
            "warning",
            "speaks of 9 parties, but 7",
            "9곳인데",
        ),
        (f"<{kgo.signedOn}>", "", "info", "not known when the agreement was signed", "언제 체결했는지"),
    ],
)
def test_a_planted_fault_is_a_sentence(gone: str, added: str, severity: str, english: str, korean: str) -> None:
    kept = [line for line in SEED.splitlines() if not (gone and line.startswith(f"<{AGREEMENT}> {gone} "))]
    assert len(kept) < len(SEED.splitlines()) or not gone
    text = "\n".join([*kept, f"<{AGREEMENT}> {added} ." if added else ""])
    (finding,) = (finding for finding in found(text) if english in finding.message_en)
    assert (finding.focus, finding.severity) == (AGREEMENT, severity)
    assert korean in finding.message_ko
    assert not any("가" <= letter <= "힣" for letter in finding.message_en)


def test_findings_are_sorted_and_name_the_value() -> None:
    several = found(SEED + f"<{AGREEMENT}> <{kgo.party}> <x:b> .\n<{AGREEMENT}> <{kgo.signing}> <x:s> .\n")
    assert several == sorted(several)
    assert len(several) >= 3
    assert any("(x:b)" in finding.message_en for finding in several)


def test_an_rdflib_graph_has_the_statements_and_the_prefixes() -> None:
    graph = as_rdflib(SEED.splitlines(keepends=True))
    assert len(graph) == len(SEED.splitlines())
    assert {prefix: str(namespace) for prefix, namespace in graph.namespaces()}.items() >= PREFIXES.items()
