"""Settings: flags before the environment before the file, and nothing unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.errors import UsageError
from kg.settings import Settings, load

if TYPE_CHECKING:
    from pathlib import Path


def test_without_anything_the_defaults_hold(tmp_path: Path) -> None:
    assert load({}, tmp_path, {}) == Settings()


def test_flags_win_over_the_environment_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text('data = "file"\nout = "file"\ngraph = "file"\n', "utf-8")
    found = load({"KG_OUT": "environment", "KG_DATA": "environment"}, tmp_path, {"data": "flag", "out": None})
    assert (found.data, found.out, found.graph) == ("flag", "environment", "file")


@pytest.mark.parametrize(
    "text", ["grph = 1", "data = 3", "data = [", "\udcff", "store_from = -1", "store_from = 'much'"]
)
def test_a_file_that_is_wrong_is_refused_with_a_hint(text: str, tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(UsageError) as caught:
        load({}, tmp_path, {})
    assert caught.value.hint


def test_a_number_may_come_from_the_environment_which_knows_texts_alone(tmp_path: Path) -> None:
    assert load({"KG_STORE_FROM": "5"}, tmp_path, {}).store_from == 5
    with pytest.raises(UsageError):
        load({"KG_STORE_FROM": "five"}, tmp_path, {})
