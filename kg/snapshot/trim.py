"""Items taken out of an agreement, with the pointers of its evidence led to where the others have moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kg.records.agreement import Agreement
    from kg.records.source import Evidence

Steps = list[str]
"""A JSON Pointer, step by step."""


def trimmed(agreement: Agreement, left: Mapping[str, Sequence[int]]) -> Agreement:
    """The agreement with only these items, by index, of each list that is named."""
    moved = {key: {str(old): str(new) for new, old in enumerate(numbers)} for key, numbers in left.items()}
    changes: dict[str, Any] = {
        key: tuple(getattr(agreement, key)[number] for number in numbers) for key, numbers in left.items()
    }
    follow_ups = changes.get("follow_ups", agreement.follow_ups)
    if "commitments" in left:
        kept = {old: new for new, old in enumerate(left["commitments"])}
        changes["follow_ups"] = tuple(replace(item, fulfils=kept.get(_number(item.fulfils))) for item in follow_ups)

    def move(_item: Evidence, steps: Steps) -> Steps | None:
        if len(steps) == 1 or steps[0] not in moved:
            return steps
        number = moved[steps[0]].get(steps[1])
        return None if number is None else [steps[0], number, *steps[2:]]

    return repointed(replace(agreement, **changes), move)


def repointed(agreement: Agreement, move: Callable[[Evidence, Steps], Steps | None]) -> Agreement:
    """The agreement with the pointer of each evidence moved; evidence that loses its value goes."""
    found = ((item, move(item, item.of.split("/")[1:])) for item in agreement.evidence)
    return replace(agreement, evidence=tuple(replace(item, of="/" + "/".join(to)) for item, to in found if to))


def _number(index: int | None) -> int:
    return -1 if index is None else index
