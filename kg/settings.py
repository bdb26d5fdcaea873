"""Settings: flags before `KG_*` of the environment before `kg.toml` of the working directory.

Only `kg.cli` reads them. Every stage takes what it needs as arguments.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Annotated, Any, Final

import msgspec

from kg.errors import UsageError
from kg.vocab import BASE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE: Final = "kg.toml"
STORE_FROM: Final = 16 * 2**20
"""The size in bytes from which a graph gets a store on the disk: reading less into memory takes about two seconds."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a run of the command line may be told once for all.

    `data` is the folder of the register and the records, `out` the folder of the outputs, `graph` the Turtle file that
    questions are put to, `base_iri` where the IRIs of things begin. A graph of `store_from` bytes or more is answered
    from a store on the disk, which is kept in the folder `stores`, or beside the graph if that is empty.
    """

    data: str = "data"
    out: str = "build"
    graph: str = "build/graph.ttl"
    base_iri: str = BASE
    store_from: Annotated[int, msgspec.Meta(ge=0)] = STORE_FROM
    stores: str = ""


def load(environ: Mapping[str, str], folder: Path, flags: Mapping[str, str | None]) -> Settings:
    """The settings of a run. Raises `UsageError` for a file that is no TOML, or a key that is no setting."""
    values = {**_from_file(folder / FILE), **_from_environment(environ)}
    values |= {key: value for key, value in flags.items() if value is not None}
    try:
        # Not strict: the environment knows texts alone.
        return msgspec.convert(values, Settings, strict=False)
    except msgspec.ValidationError as error:
        known = ", ".join(Settings.__struct_fields__)
        raise UsageError(f"the settings are wrong: {error}", f"the settings are {known}") from error


def _from_file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{FILE} is no TOML: {error}", "see docs/reference/settings.md") from error


def _from_environment(environ: Mapping[str, str]) -> dict[str, str]:
    keys = {f"KG_{name.upper()}": name for name in Settings.__struct_fields__}
    return {keys[key]: value for key, value in sorted(environ.items()) if key in keys}
