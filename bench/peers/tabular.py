"""What the tables of the workload mean: one list, of which the mappings of morph-kgc and of maplib are made."""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

from bench.peers.statements import BASE, PREFIXES
from bench.tables import ON, SIGNED

COLUMN: Final = re.compile(r"\{(\w+)\}")


class Term(NamedTuple):
    """A term: a constant IRI, an IRI with columns in braces, an IRI that a column holds, or the text of a column."""

    kind: Literal["constant", "template", "reference", "text"]
    value: str
    language: str = ""
    datatype: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it is made of."""
        if self.kind in {"constant", "template"}:
            return tuple(COLUMN.findall(self.value))
        return (self.value,)


class Said(NamedTuple):
    """A statement that each row of a table makes, unless a cell of it is empty."""

    table: str
    subject: Term
    predicate: str
    object: Term


def word(name: str) -> str:
    """The IRI of a prefixed name."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def a(name: str) -> Term:
    """A constant."""
    return Term("constant", word(name))


def thing(path: str) -> Term:
    """A thing under the base, columns in braces."""
    return Term("template", BASE + path)


def text(column: str, language: str = "", datatype: str = "") -> Term:
    """The text of a column."""
    return Term("text", column, language, word(datatype) if datatype else "")


def dates(table: str, subject: Term, predicate: str, columns: tuple[str, ...]) -> list[Said]:
    """The same date in the column of its precision."""
    types = ("xsd:date", "xsd:gYearMonth", "xsd:gYear")
    return [
        Said(table, subject, word(predicate), text(column, datatype=type_))
        for column, type_ in zip(columns, types, strict=True)
    ]


def about(table: str, subject: Term, **said: Term) -> list[Said]:
    """Statements of one subject: `prefix_name=object`, a number behind the name where it is there twice."""
    return [Said(table, subject, word(re.sub(r"_(\w+?)_?\d*$", r":\1", name)), value) for name, value in said.items()]


_AGREEMENT: Final = thing("agreement/{id}")
_OWNER: Final = thing("agreement/{agreement}")
_BODY: Final = thing("organization/{organization}")
_STATE: Final = thing("state-claim/{agreement}:{number}")
_PARTY: Final = thing("participation/{agreement}:{number}")
_FIELD: Final = thing("field-mention/{agreement}:{number}")
_SOURCE: Final = thing("source/{id}")
_AGENT: Final = thing("publisher/{id}")
_NUMBER: Final = text("number", datatype="xsd:integer")

STATEMENTS: Final[list[Said]] = [
    *about(
        "organizations",
        thing("organization/{id}"),
        rdf_type1=a("org:Organization"),
        rdf_type2=a("org:FormalOrganization"),
        dcterms_identifier=text("id"),
        skos_prefLabel1=text("name_ko", "ko"),
        skos_prefLabel2=text("name_en", "en"),
    ),
    *about("organization_names", _BODY, skos_altLabel=text("text", "en")),
    *about("organization_types", _BODY, org_classification=thing("organization-type/{type}")),
    *about("organization_pages", _BODY, schema_sameAs=Term("reference", "page")),
    *about(
        "agreements",
        _AGREEMENT,
        rdf_type1=a("kgo:Agreement"),
        rdf_type2=Term("template", PREFIXES["kgo"] + "{class}"),
        dcterms_identifier=text("id"),
        dcterms_type=thing("kind/{kind}"),
        dcterms_title1=text("title_ko", "ko"),
        dcterms_title2=text("title_en", "en"),
        kgo_termNotStated=text("not_stated", datatype="xsd:boolean"),
        kgo_effectiveFrom=text("from", datatype="xsd:date"),
        kgo_expiresOn=text("until", datatype="xsd:date"),
        kgo_status=thing("state/{status}"),
        kgo_statedPartyCount=text("stated_parties", datatype="xsd:integer"),
        kgo_statedFieldCount=text("stated_fields", datatype="xsd:integer"),
        prov_wasDerivedFrom=thing("source/{source}"),
    ),
    *dates("agreements", _AGREEMENT, "kgo:signedOn", SIGNED),
    *about("states", _OWNER, kgo_state=_STATE),
    *about(
        "states",
        _STATE,
        rdf_type=a("kgo:StateClaim"),
        kgo_claimedState=thing("state/{state}"),
        prov_wasDerivedFrom=thing("source/{source}"),
    ),
    *dates("states", _STATE, "kgo:claimedOn", ON),
    *about("parties", _OWNER, kgo_party=_BODY, kgo_participation=_PARTY),
    *about(
        "parties",
        _PARTY,
        rdf_type=a("kgo:Participation"),
        kgo_participant=_BODY,
        kgo_role=thing("role/{role}"),
        kgo_nameAsWritten=text("name"),
        schema_position=_NUMBER,
    ),
    *about(
        "fields",
        _OWNER,
        dcterms_subject=thing("field/{concept}"),
        kgo_fieldMention=_FIELD,
        kgo_fieldAsWritten=text("phrase"),
    ),
    *about(
        "fields",
        _FIELD,
        rdf_type=a("kgo:FieldMention"),
        dcterms_subject=thing("field/{concept}"),
        kgo_fieldAsWritten=text("phrase"),
        schema_position=_NUMBER,
    ),
    *about(
        "sources",
        _SOURCE,
        rdf_type=a("schema:NewsArticle"),
        schema_url=Term("reference", "url"),
        dcterms_issued=text("published", datatype="xsd:date"),
    ),
    *about("publishers", _SOURCE, dcterms_publisher=_AGENT),
    *about("publishers", _AGENT, rdf_type=a("foaf:Agent"), foaf_name=text("name", "ko")),
]
"""Every statement of the workload."""
