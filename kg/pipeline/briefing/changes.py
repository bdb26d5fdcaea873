"""What changed since an earlier build: agreement by agreement where its graph is still there, else by its manifest."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec import Struct

from kg.errors import DataError, UsageError
from kg.pipeline.briefing.build_id import DIGITS
from kg.pipeline.manifest import sha256
from kg.pipeline.outputs import MANIFEST
from kg.rdf.profiles import read_profiles
from kg.store.embedded import FORMATS, STDIN, Store
from kg.views.brief.briefing import Change, Changes, Name

if TYPE_CHECKING:
    from kg.pipeline.briefing.material import Material
    from kg.records.profiles import AgreementProfile, Named
    from kg.records.text import LanguageMap
    from kg.views.brief.briefing import ChangeKind

SHOWN: Final = 8
"""Changes that a briefing has room for."""

COUNTED: Final = ("agreements", "organizations", "statements")
"""What two manifests are compared by, beside their files."""


class _File(Struct, frozen=True):
    """A file that a build read or wrote."""

    path: str
    sha256: str


class _Manifest(Struct, frozen=True):
    """What this room reads of a manifest."""

    outputs: tuple[_File, ...]
    inputs: tuple[_File, ...] = ()
    counts: dict[str, int] = {}

    @property
    def graph(self) -> _File | None:
        """The first of the graph's files."""
        return next((file for file in self.outputs if Path(file.path).suffix in FORMATS), None)

    @property
    def build(self) -> str:
        """What names the build."""
        return self.graph.sha256[:DIGITS] if self.graph else ""


def changes(material: Material, manifest: str, graph: str) -> Changes:
    """What is otherwise than in the build of this manifest, as far as it concerns the subject.

    Raises `UsageError` for a file that isn't there, `DataError` for one that is no manifest.
    """
    before = _manifest(Path(manifest))
    if (old := _graph_of(before, Path(manifest).parent)) is not None:
        return _by_graphs(material, old, before.build)
    beside = Path(graph).parent / MANIFEST
    now = _manifest(beside) if graph != STDIN and beside.is_file() else _Manifest(())
    return _by_manifests(before, now)


def _manifest(path: Path) -> _Manifest:
    hint = "name the manifest.json that an earlier `kg build` wrote"
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Manifest)
    except FileNotFoundError as error:
        raise UsageError(f"{path} isn't there", hint) from error
    except (msgspec.DecodeError, IsADirectoryError) as error:
        raise DataError(f"{path} is no manifest", hint) from error


def _graph_of(manifest: _Manifest, folder: Path) -> Store | None:
    """The graph that the build wrote, if it is still in the manifest's folder, unchanged."""
    if manifest.graph is None:
        return None
    path = folder / Path(manifest.graph.path).name
    if not path.is_file() or sha256(path) != manifest.graph.sha256:
        return None
    return Store.open(str(path))


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
        elif details := _details(material, then[iri], now[iri]):
            found.append(Change("changed", material.name(iri), details))
    counts = {"agreements": (len(own & then.keys()), len(own & now.keys()))}
    return Changes("graphs", build, tuple(found[:SHOWN]), counts, len(found))


def _concerns(agreement: AgreementProfile, material: Material) -> bool:
    parties = {party.organization for party in agreement.parties}
    fields = {field.concept.iri for field in agreement.fields}
    return material.kind == "network" or material.iri in {agreement.iri, *parties, *fields}


def _details(
    material: Material, then: AgreementProfile, now: AgreementProfile
) -> tuple[tuple[str, LanguageMap, LanguageMap], ...]:
    """What changed: the key, the value before and the value now; of the parties those that went and those that came."""
    values = [("status", _label(then.status), _label(now.status))]
    values += [("signed", _day(then.signed), _day(now.signed)), ("until", _day(then.expires), _day(now.expires))]
    found = [(key, before, after) for key, before, after in values if before != after]
    before, after = ({party.organization for party in agreement.parties} for agreement in (then, now))
    if before != after:
        found.append(("parties", _bodies(material, before - after), _bodies(material, after - before)))
    return tuple(found)


def _label(concept: Named | None) -> LanguageMap:
    return (concept.label or _day(concept.iri.rpartition("/")[2])) if concept else {}


def _day(text: str | None) -> LanguageMap:
    return {"und": text} if text else {}


def _bodies(material: Material, iris: set[str]) -> LanguageMap:
    """The names of bodies in a row, in each language."""
    names = [(iri.rpartition("/")[2], material.name(iri).label) for iri in sorted(iris)]
    languages = ("ko", "en") if names else ()
    return {language: ", ".join(label.get(language, id_) for id_, label in names) for language in languages}


def _by_manifests(before: _Manifest, now: _Manifest) -> Changes:
    """Files of records that are new, gone or otherwise, and how many things each build counted."""
    then, current = ({file.path: file.sha256 for file in manifest.inputs} for manifest in (before, now))
    found = []
    for path in sorted(then | current):
        if then.get(path) != current.get(path):
            how: ChangeKind = "new" if path not in then else "gone" if path not in current else "changed"
            found.append(Change(how, Name(path, {"und": path})))
    counts = {name: (before.counts.get(name, 0), now.counts.get(name, 0)) for name in COUNTED}
    return Changes("manifests", before.build, tuple(found[:SHOWN]), counts, len(found))
