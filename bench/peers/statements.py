"""The statements of the workload in the terms of an RDF library: the same code for every library that adds triples.

It is written as a user of such a library would write it, for the keys that `bench/workload.py` writes, without checks.
A test holds it to the statements of kg, but for the closing descriptions of concepts and dataset.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Json = dict[str, Any]
Triple = tuple[Any, Any, Any]

BASE: Final = "https://w3id.org/smartcity-kg/id/"
PREFIXES: Final = {
    "kgo": "https://w3id.org/smartcity-kg/ontology#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
}
THINGS: Final = (
    *("agreement", "organization", "participation", "state-claim", "field-mention", "source", "publisher"),
    *("field", "kind", "role", "state", "organization-type"),
)
CLASSES: Final = {
    "mou": "MemorandumOfUnderstanding",
    "loi": "LetterOfIntent",
    "framework": "FrameworkAgreement",
    "contract": "Contract",
    "joint-declaration": "JointDeclaration",
    "sister-city": "SisterCityAgreement",
}
BROADER: Final = {"local-government": "municipality", "public-corporation": "public-institution"}
DATES: Final = {4: "gYear", 7: "gYearMonth", 10: "date"}


class Library(NamedTuple):
    """How a library makes terms: an IRI; a literal; one with a language; one with a datatype, which is an IRI."""

    iri: Callable[[str], Any]
    plain: Callable[[str], Any]
    tagged: Callable[[str, str], Any]
    typed: Callable[[str, Any], Any]


def prefixes() -> dict[str, str]:
    """The prefixes that a Turtle file may use: vocabularies, and a name for each kind of thing."""
    return PREFIXES | {thing: f"{BASE}{thing}/" for thing in THINGS}


def read_lines(path: Path) -> Iterator[Json]:
    """The records of a file of JSON Lines."""
    with path.open(encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def source_id(url: str) -> str:
    """The name of a source in its IRI."""
    return f"{urlsplit(url).hostname}-{hashlib.sha256(url.encode()).hexdigest()[:20]}"


def types_of(type_: str) -> list[str]:
    """The type of an organisation and the type above it."""
    return [type_, *([BROADER[type_]] if type_ in BROADER else [])]


class Mapping:
    """Records to triples of one library."""

    def __init__(self, library: Library) -> None:
        """Make the terms that all records share, once."""
        self.library = library
        self.seen: set[str] = set()
        words = {
            "rdf": ("type",),
            "dcterms": ("identifier", "title", "type", "subject", "issued", "publisher"),
            "skos": ("prefLabel", "altLabel"),
            "org": ("Organization", "FormalOrganization", "classification"),
            "schema": ("sameAs", "url", "position", "NewsArticle"),
            "foaf": ("Agent", "name"),
            "prov": ("wasDerivedFrom",),
            "xsd": ("date", "gYearMonth", "gYear", "integer", "boolean"),
            "kgo": (
                *("Agreement", "StateClaim", "Participation", "FieldMention", *CLASSES.values()),
                *("signedOn", "effectiveFrom", "expiresOn", "termNotStated", "status", "state", "claimedState"),
                *("claimedOn", "party", "participation", "participant", "role", "nameAsWritten", "fieldMention"),
                *("fieldAsWritten", "statedPartyCount", "statedFieldCount"),
            ),
        }
        self.words = {
            f"{prefix}:{name}": library.iri(PREFIXES[prefix] + name)
            for prefix, names in words.items()
            for name in names
        }

    def folder(self, folder: Path) -> Iterator[Triple]:
        """All statements of a workload."""
        for record in read_lines(folder / "organizations.jsonl"):
            yield from self.organization(record)
        for record in read_lines(folder / "agreements.jsonl"):
            yield from self.agreement(record)

    def organization(self, record: Json) -> Iterator[Triple]:
        """The statements of an organisation."""
        iri, plain, tagged, _ = self.library
        words, subject = self.words, iri(f"{BASE}organization/{record['id']}")
        yield subject, words["rdf:type"], words["org:Organization"]
        yield subject, words["rdf:type"], words["org:FormalOrganization"]
        yield subject, words["dcterms:identifier"], plain(record["id"])
        for language, name in record["name"].items():
            yield subject, words["skos:prefLabel"], tagged(name, language)
        for other in record.get("names", ()):
            yield subject, words["skos:altLabel"], tagged(other["text"], other["lang"])
        for type_ in types_of(record["type"]):
            yield subject, words["org:classification"], iri(f"{BASE}organization-type/{type_}")
        for page in record.get("same_as", ()):
            yield subject, words["schema:sameAs"], iri(page)

    def agreement(self, record: Json) -> Iterator[Triple]:
        """The statements of an agreement and of everything that belongs to it."""
        iri, plain, tagged, typed = self.library
        words, id_ = self.words, record["id"]
        subject = iri(f"{BASE}agreement/{id_}")
        (source,) = record["sources"]
        cited = iri(f"{BASE}source/{source_id(source['url'])}")
        yield subject, words["rdf:type"], words["kgo:Agreement"]
        if record["kind"] in CLASSES:
            yield subject, words["rdf:type"], words[f"kgo:{CLASSES[record['kind']]}"]
        yield subject, words["dcterms:identifier"], plain(id_)
        yield subject, words["dcterms:type"], iri(f"{BASE}kind/{record['kind']}")
        for language, title in record["title"].items():
            yield subject, words["dcterms:title"], tagged(title, language)
        if "signed" in record:
            yield subject, words["kgo:signedOn"], self._date(record["signed"])
        term = record.get("term", {})
        if term == "not-stated":
            yield subject, words["kgo:termNotStated"], typed("true", words["xsd:boolean"])
        elif term:
            yield subject, words["kgo:effectiveFrom"], self._date(term["from"])
            yield subject, words["kgo:expiresOn"], self._date(term["until"])
        yield from self._states(record, subject, cited)
        yield from self._parties(record, subject)
        yield from self._fields(record, subject)
        for key, word in (("parties", "kgo:statedPartyCount"), ("fields", "kgo:statedFieldCount")):
            if "stated" in record:
                yield subject, words[word], self._number(record["stated"][key])
        yield subject, words["prov:wasDerivedFrom"], cited
        yield from self._source(source, cited)

    def _date(self, day: str) -> Any:  # noqa: ANN401 — a term of the library
        return self.library.typed(day, self.words[f"xsd:{DATES[len(day)]}"])

    def _number(self, number: int) -> Any:  # noqa: ANN401 — a term of the library
        return self.library.typed(str(number), self.words["xsd:integer"])

    def _states(self, record: Json, subject: Any, cited: Any) -> Iterator[Triple]:  # noqa: ANN401 — terms of the library
        iri, words = self.library.iri, self.words
        status = record.get("status", [])
        bare = isinstance(status, str)
        day = {"date": record["signed"]} if status == "signed" and "signed" in record else {}
        states: list[Json] = [{"state": status, "source": 0, **day}] if bare else status
        for number, claim in enumerate(states, 1):
            node, state = iri(f"{BASE}state-claim/{record['id']}:{number}"), iri(f"{BASE}state/{claim['state']}")
            if number == len(states):
                yield subject, words["kgo:status"], state
            yield subject, words["kgo:state"], node
            yield node, words["rdf:type"], words["kgo:StateClaim"]
            yield node, words["kgo:claimedState"], state
            if "date" in claim:
                yield node, words["kgo:claimedOn"], self._date(claim["date"])
            if "source" in claim:
                yield node, words["prov:wasDerivedFrom"], cited

    def _parties(self, record: Json, subject: Any) -> Iterator[Triple]:  # noqa: ANN401 — a term of the library
        iri, plain, words = self.library.iri, self.library.plain, self.words
        for number, item in enumerate(record["parties"], 1):
            party = {"organization": item} if isinstance(item, str) else item
            node, member = (
                iri(f"{BASE}participation/{record['id']}:{number}"),
                iri(f"{BASE}organization/{party['organization']}"),
            )
            yield subject, words["kgo:party"], member
            yield subject, words["kgo:participation"], node
            yield node, words["rdf:type"], words["kgo:Participation"]
            yield node, words["kgo:participant"], member
            if "role" in party:
                yield node, words["kgo:role"], iri(f"{BASE}role/{party['role']}")
            if "as" in party:
                yield node, words["kgo:nameAsWritten"], plain(party["as"])
            yield node, words["schema:position"], self._number(number)

    def _fields(self, record: Json, subject: Any) -> Iterator[Triple]:  # noqa: ANN401 — a term of the library
        iri, plain, words = self.library.iri, self.library.plain, self.words
        for number, item in enumerate(record["fields"], 1):
            field = {"concept": item} if isinstance(item, str) else item
            node, concept = (
                iri(f"{BASE}field-mention/{record['id']}:{number}"),
                iri(f"{BASE}field/{field['concept']}"),
            )
            yield subject, words["dcterms:subject"], concept
            yield subject, words["kgo:fieldMention"], node
            yield node, words["rdf:type"], words["kgo:FieldMention"]
            yield node, words["dcterms:subject"], concept
            if "as" in field:
                phrase = plain(field["as"])
                yield subject, words["kgo:fieldAsWritten"], phrase
                yield node, words["kgo:fieldAsWritten"], phrase
            yield node, words["schema:position"], self._number(number)

    def _source(self, source: Json, cited: Any) -> Iterator[Triple]:  # noqa: ANN401 — a term of the library
        if source["url"] in self.seen:
            return
        self.seen.add(source["url"])
        iri, words = self.library.iri, self.words
        yield cited, words["rdf:type"], words["schema:NewsArticle"]
        yield cited, words["schema:url"], iri(source["url"])
        yield cited, words["dcterms:issued"], self._date(source["published"])
        if "publisher" in source:
            agent = iri(f"{BASE}publisher/{source_id(source['url'])}")
            yield cited, words["dcterms:publisher"], agent
            yield agent, words["rdf:type"], words["foaf:Agent"]
            for language, name in source["publisher"].items():
                yield agent, words["foaf:name"], self.library.tagged(name, language)
