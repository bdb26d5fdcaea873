"""What a folder of records says of itself: `datapackage.json`, a Data Package descriptor (Frictionless Data)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec import Struct

from kg.errors import DataError
from kg.records.text import Text, Url, nfc

if TYPE_CHECKING:
    from collections.abc import Iterable

NAME: Final = "datapackage.json"


class Licence(Struct, frozen=True):
    """A licence by its address."""

    path: Url


class Package(Struct, frozen=True):
    """The properties of a Data Package that describe the dataset as a whole; the others are left to other programs."""

    title: Text | None = None
    description: Text | None = None
    version: Text | None = None
    licenses: tuple[Licence, ...] = ()


def package_of(folders: Iterable[str]) -> tuple[Package, Path | None]:
    """The first descriptor that lies in one of the folders, and its file; an empty one if there is none.

    Raises `DataError` for a descriptor that can't be read.
    """
    for folder in folders:
        file = Path(folder) / NAME
        if file.is_file():
            try:
                return msgspec.json.decode(nfc(file.read_text(encoding="utf-8-sig")), type=Package), file
            except (msgspec.MsgspecError, UnicodeDecodeError) as error:
                raise DataError(
                    f"{file}: {error}", "see the Data Package specification, or leave the file out"
                ) from error
    return Package(), None
