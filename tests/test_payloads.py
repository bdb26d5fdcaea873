"""The payloads are what they say: two hundred, each once, and fit to stand in a record."""

from __future__ import annotations

from kg.records.text import illegal_character, nfc
from tests.payloads import FIRE, FORMULAS, PAYLOADS


def test_there_are_two_hundred_payloads_and_each_is_there_once() -> None:
    assert len(PAYLOADS) == len(set(PAYLOADS)) == 200


def test_every_payload_may_stand_in_a_record_as_it_is() -> None:
    for payload in PAYLOADS:
        assert illegal_character(payload) is None, payload
        assert nfc(payload) == payload


def test_a_formula_begins_as_a_spreadsheet_wants_it() -> None:
    assert {formula[0] for formula in FORMULAS} == set("=+-@\t\r")


def test_what_a_payload_runs_fits_an_attribute_without_quotes() -> None:
    assert not set(FIRE) & set(" \t\n\r\f\"'`<>")
