"""The manifest: what was built from what. No clock, no absolute path: equal input gives equal bytes."""

from __future__ import annotations

import hashlib
import json
import os
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from kg.concepts import ontology_folder
from kg.pipeline.outputs import MANIFEST
from kg.sources.table.mapping import mapping_beside

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from kg.sources.files import RecordFile

LIBRARIES: Final = ("msgspec", "networkx", "numpy", "pyoxigraph", "pyvis", "scipy")
"""The libraries that an output's bytes may depend on."""


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def recipe(
    files: Sequence[RecordFile], settings: Mapping[str, object], packages: Sequence[Path] = ()
) -> dict[str, Any]:
    """What the outputs follow from: versions, settings, the ontology and the inputs, each with its SHA-256."""
    folder = ontology_folder()
    ontology = sorted(path for path in folder.rglob("*") if path.suffix in {".ttl", ".jsonld"})
    return {
        "kg": version("smartcity-kg"),
        "libraries": {name: version(name) for name in LIBRARIES},
        "settings": dict(settings),
        "ontology": [{"path": path.relative_to(folder).as_posix(), "sha256": sha256(path)} for path in ontology],
        "inputs": [
            *({"path": file.name, "sha256": sha256(file)} for file in packages),
            *(each for file in files for each in _input(file)),
        ],
    }


def _input(file: RecordFile) -> Iterator[dict[str, str]]:
    """The file and, of a table, the mapping beside it, which says what the table means."""
    yield {"path": file.name, "sha256": sha256(file.location)}
    if mapping := mapping_beside(file.location):
        yield {"path": os.path.join(os.path.dirname(file.name), mapping.name), "sha256": sha256(mapping)}


def manifest_text(
    made_from: Mapping[str, Any], counts: Mapping[str, int], outputs: Sequence[Path], hashes: Mapping[str, str]
) -> str:
    """The manifest of a build as JSON text, its outputs sorted by name; `hashes` are those that are known already."""
    listed = [
        {"path": path.name, "bytes": path.stat().st_size, "sha256": hashes.get(path.name) or sha256(path)}
        for path in sorted(outputs, key=lambda path: path.name)
    ]
    return json.dumps({**made_from, "counts": dict(counts), "outputs": listed}, ensure_ascii=False, indent=2) + "\n"


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of the last build in the folder; empty if there is none that can be read."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def output_names(manifest: Mapping[str, Any]) -> list[str]:
    """The files that a build wrote, the manifest among them, as its manifest says."""
    outputs = manifest.get("outputs")
    if not isinstance(outputs, list):
        return []
    names = [output.get("path") for output in outputs if isinstance(output, dict)]
    return sorted([MANIFEST, *(name for name in names if isinstance(name, str))])


def up_to_date(manifest: Mapping[str, Any], made_from: Mapping[str, Any], folder: Path) -> bool:
    """Tell whether the folder holds, unchanged, what a build of this recipe would write."""
    same = all(manifest.get(key) == value for key, value in made_from.items())
    if not same or not output_names(manifest) or not isinstance(manifest.get("counts"), dict):
        return False
    try:
        return all(sha256(folder / output["path"]) == output["sha256"] for output in manifest["outputs"])
    except (OSError, KeyError, TypeError):
        return False
