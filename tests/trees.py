"""JSON-like values for hypothesis: arbitrary ones, and a good record with some of its values changed."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, Final

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Iterator

TELLING: Final = st.sampled_from(
    [
        "",
        "mou",
        "MOU",
        "signed",
        "not-stated",
        "kt",
        "a--b",
        "2018",
        "2018-04-17",
        "2018-13",
        "14:00",
        "/parties/1",
        "ko",
        "http://a.kr/",
        "0a" * 32,
        "가",
        "Ko\n",
        "energy",
        "x" * 129,
        "quoted",
    ]
)
SCALARS: Final = st.one_of(
    st.none(),
    st.booleans(),
    st.sampled_from([0, 1, 17, 999, 2018, 10_000, 100_001, -1, 2**31, 90, 10**17]),
    st.integers(-(10**18), 10**18),
    st.sampled_from([0.5, -1.0, 90.0, 180.5, 2018.0]),
    st.floats(allow_nan=False, allow_infinity=False),
    TELLING,
    st.text(st.characters(codec="utf-8"), max_size=8),
)
KEYS: Final = st.one_of(
    st.sampled_from(
        ["ko", "en", "id", "as", "organization", "concept", "name", "part", "from", "until", "state", "date"]
    ),
    st.sampled_from(["source", "of", "exact", "start", "end", "url", "parties", "fields", "from_", "as_written"]),
    st.text(st.characters(codec="utf-8"), max_size=6),
)
ANYTHING: Final[st.SearchStrategy[Any]] = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=8
)


def _places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:  # noqa: ANN401
    """The path of every value inside."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inner:
        yield (*path, key)
        yield from _places(item, (*path, key))


@st.composite
def mutated(draw: st.DrawFn, record: dict[str, Any]) -> dict[str, Any]:
    """The record with up to three changes: a value replaced or deleted, or a key added beside it."""
    changed = copy.deepcopy(record)
    for _ in range(draw(st.integers(0, 3))):
        places = list(_places(changed))
        if not places:
            break
        *path, last = draw(st.sampled_from(places))
        around: Any = changed
        for step in path:
            around = around[step]
        change = draw(st.sampled_from(["replace", "delete", "add"]))
        if change == "delete":
            del around[last]
        elif change == "add" and isinstance(around, dict):
            around[draw(KEYS)] = draw(ANYTHING)
        else:
            around[last] = draw(ANYTHING)
    return changed
