"""The register and the agreements of some files, in memory, with every id checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from msgspec import Struct

from kg.errors import DataError, Problem
from kg.records.agreement import Agreement
from kg.records.organization import Organization, Place
from kg.sources.package import Package
from kg.sources.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from kg.records.rules import AnyRecord
    from kg.sources.files import RecordFile


class Dataset(Struct, frozen=True):
    """Records that fit together, and what their folder says of itself: `kg.read` gives one, `kg.graph` takes one."""

    agreements: tuple[Agreement, ...]
    organizations: tuple[Organization, ...]
    places: tuple[Place, ...]
    package: Package = Package()


def read_dataset(files: Collection[RecordFile], schemes: Mapping[str, Collection[str]]) -> Dataset:
    """All records of the files in memory. Raises `DataError` with every problem found."""
    reading = Reading(files, schemes)
    found: dict[type, list[AnyRecord]] = {Agreement: [], Organization: [], Place: []}
    for entry in reading.entries():
        found[type(entry.record)].append(entry.record)
    raise_problems(reading.problems)
    return Dataset(
        agreements=tuple(cast("list[Agreement]", found[Agreement])),
        organizations=tuple(cast("list[Organization]", found[Organization])),
        places=tuple(cast("list[Place]", found[Place])),
    )


def raise_problems(problems: Collection[Problem]) -> None:
    """Raise `DataError` if there is any problem."""
    if problems:
        count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
        raise DataError(f"the records have {count}", problems=problems)
