"""A set of digests is a set."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import digests
from kg.digests import Digests, digest
from tests.strategies import STEADY


@STEADY
@given(st.lists(st.lists(st.integers(0, 60).map(str), max_size=20), max_size=30))
def test_it_knows_what_was_there_before(batches: list[list[str]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        # So small that arrays are made and merged all the time.
        patch.setattr(digests, "_RECENT", 4)
        seen, plain = Digests(), set[str]()
        for batch in batches:
            expected = set()
            for position, text in enumerate(batch):
                if text in plain:
                    expected.add(position)
                plain.add(text)
            assert seen.add([digest(text) for text in batch]) == expected
            assert len(seen) == len(plain)
        assert all((digest(str(number)) in seen) == (str(number) in plain) for number in range(61))


def test_keys_with_equal_halves_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digests, "_RECENT", 2)
    one, other, third = (b"\x01" * 8 + bytes([number]) * 8 for number in (1, 2, 3))
    seen = Digests()
    assert seen.add([one, other]) == set()
    assert seen.add([third, other, one]) == {1, 2}


def test_a_digest_is_of_the_text_in_utf_8() -> None:
    assert digest("시흥") == digest("시흥".encode())
    assert len(digest("")) == digests.SIZE
