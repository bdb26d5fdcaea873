"""What changed since an earlier build: agreement by agreement where its graph is still there, else by its manifest."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.errors import DataError, UsageError
from kg.pipeline.briefing.build_id import DIGITS
from kg.pipeline.manifest import read_manifest, sha256
from kg.rdf.profiles import read_profiles
from kg.store.embedded import STDIN, Store, format_of
from kg.views.brief.briefing import Change, Changes, Name

if TYPE_CHECKING:
    from kg.pipeline.briefing.material import Material
    from kg.records.profiles import AgreementProfile, Named

SHOWN: Final = 8
"""Changes that a briefing has room for."""


def changes(material: Material, manifest: str, graph: str) -> Changes:
    """What is otherwise than in the build of this manifest, as far as it concerns the subject.

    Raises `UsageError` for a file that isn't there, `DataError` for one that is no manifest.
    """
    before = _manifest(Path(manifest))
    if (old := _graph_of(before, Path(manifest).parent)) is not None:
        return _by_graphs(material, old, str(before["build"]))
    return _by_manifests(before, read_manifest(Path(graph).parent) if graph != STDIN else {})


def _manifest(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise UsageError(f"{path} isn't there", "name the manifest.json of an earlier build") from error
    except ValueError as error:
        raise DataError(f"{path} is no manifest", "name the manifest.json that `kg build` wrote") from error
    if not isinstance(found, dict) or not isinstance(found.get("outputs"), list):
        raise DataError(f"{path} is no manifest", "name the manifest.json that `kg build` wrote")
    hashes = [output["sha256"] for output in found["outputs"] if str(output.get("path", "")).startswith("graph.")]
    return found | {"build": (hashes or [""])[0][:DIGITS]}


def _graph_of(manifest: dict[str, Any], folder: Path) -> Store | None:
    """The graph that the build wrote, if it is still in the manifest's folder, unchanged."""
    for output in manifest["outputs"]:
        path = folder / Path(str(output.get("path", ""))).name
        if path.stem != "graph" or path.suffix == ".html" or not path.is_file():
            continue
        if sha256(path) == output.get("sha256"):
            format_of(str(path))
            return Store.open(str(path))
    return None


def _by_graphs(material: Material, old: Store, build: str) -> Changes:
    """Agreements that are new, gone or changed, of those that the subject has or had."""
    then = {agreement.iri: agreement for agreement in read_profiles(old.statements()).agreements}
    now = {agreement.iri: agreement for agreement in material.profiles.agreements}
    own = {agreement.iri for agreement in material.agreements}
    own |= {iri for iri, agreement in then.items() if _concerns(agreement, material)}
    found = []
    for iri in sorted(own):
        if iri not in then:
            found.append(Change("new", material.name(iri)))
        elif iri not in now:
            found.append(Change("gone", Name(iri, then[iri].title)))
        elif details := _details(then[iri], now[iri]):
            found.append(Change("changed", material.name(iri), details))
    counts = {"agreements": (len(own & then.keys()), len(own & now.keys()))}
    return Changes("graphs", build, tuple(found[:SHOWN]), counts, len(found))


def _concerns(agreement: AgreementProfile, material: Material) -> bool:
    parties = {party.organization for party in agreement.parties}
    fields = {field.concept.iri for field in agreement.fields}
    return material.kind == "network" or material.iri in {agreement.iri, *parties, *fields}


def _details(then: AgreementProfile, now: AgreementProfile) -> tuple[tuple[str, str, str], ...]:
    """What changed: the key, the value before and the value now; parties that came or went by their ids."""
    values = [("status", _id(then.status), _id(now.status)), ("signed", then.signed or "", now.signed or "")]
    values.append(("until", then.expires or "", now.expires or ""))
    found = [(key, before, after) for key, before, after in values if before != after]
    before, after = ({party.organization.rpartition("/")[2] for party in a.parties} for a in (then, now))
    if before != after:
        found.append(("parties", ", ".join(sorted(before - after)), ", ".join(sorted(after - before))))
    return tuple(found)


def _id(concept: Named | None) -> str:
    return concept.iri.rpartition("/")[2] if concept else ""


def _by_manifests(before: dict[str, Any], now: dict[str, Any]) -> Changes:
    """Files of records that are new, gone or otherwise, and how many things each build counted."""
    then, current = _inputs(before), _inputs(now)
    found = []
    for path in sorted(then | current):
        if then.get(path) != current.get(path):
            how = "new" if path not in then else "gone" if path not in current else "changed"
            found.append(Change(how, Name(path, {"und": path})))  # type: ignore[arg-type]  # one of the three
    counted: dict[str, Any] = before.get("counts") or {}
    counts = {
        name: (int(counted.get(name, 0)), int((now.get("counts") or {}).get(name, 0)))
        for name in ("agreements", "organizations", "statements")
    }
    return Changes("manifests", str(before["build"]), tuple(found[:SHOWN]), counts, len(found))


def _inputs(manifest: dict[str, Any]) -> dict[str, str]:
    return {
        str(each["path"]): str(each["sha256"])
        for each in manifest.get("inputs") or ()
        if isinstance(each, dict) and {"path", "sha256"} <= each.keys()
    }
