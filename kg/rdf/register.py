"""The register in RDF: organisations, places, and the concepts that the records use."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from kg.concepts import with_broader
from kg.rdf import terms
from kg.rdf.description import Description, Template, describe
from kg.vocab import dcterms, geo, kgo, org, rdf, schema, skos

if TYPE_CHECKING:
    from kg.concepts import Concept
    from kg.rdf.terms import Minter
    from kg.records.organization import Name, Organization, Place


_ORGANIZATION: Final = Template(
    dcterms.identifier,
    skos.prefLabel,
    skos.altLabel,
    kgo.formerName,
    org.classification,
    org.subOrganizationOf,
    org.unitOf,
    schema.location,
    schema.sameAs,
    types=(terms.iri(org.Organization), terms.iri(org.FormalOrganization)),
)


def map_organization(record: Organization, minter: Minter) -> list[Description]:
    """An organisation, then its former names, each with its time."""
    former = [name for name in record.names if name.kind == "former"]
    nodes = [minter.thing("former-name", record.id, str(number)) for number in range(1, len(former) + 1)]
    above = [minter.thing("organization", record.part_of)] if record.part_of else []
    whole = [minter.thing("organization", record.unit_of)] if record.unit_of else []
    described = _ORGANIZATION.describe(
        minter.thing("organization", record.id),
        [terms.text(record.id)],
        terms.texts(record.name),
        sorted(terms.text(name.text, name.lang) for name in record.names),
        nodes,
        _types(record.type),
        above,
        whole,
        [minter.thing("place", record.place)] if record.place else [],
        sorted(terms.iri(same) for same in record.same_as),
    )
    return [described, *(_former_name(node, name) for node, name in zip(nodes, former, strict=True))]


@cache
def _types(type_: str) -> list[str]:
    """The type and every type above it, so that a question may ask for any of them."""
    concept = terms.concept("organization-type", type_)
    return [concept, *(terms.iri(above.iri) for above in with_broader([concept[1:-1]])[1:])]


def _former_name(node: str, name: Name) -> Description:
    return describe(
        node,
        (rdf.type, [terms.iri(kgo.FormerName)]),
        (kgo.nameText, [terms.text(name.text, name.lang)]),
        (kgo.since, [terms.date(name.since)] if name.since else []),
        (kgo.until, [terms.date(name.until)] if name.until else []),
    )


def map_place(record: Place, minter: Minter) -> Description:
    """A place with its names, its administrative code and, where known, its coordinates."""
    return describe(
        minter.thing("place", record.id),
        (rdf.type, [terms.iri(dcterms.Location)]),
        (dcterms.identifier, [terms.text(record.id)]),
        (skos.prefLabel, terms.texts(record.name)),
        (kgo.administrativeCode, [terms.text(record.code)] if record.code else []),
        (dcterms.isPartOf, [minter.thing("place", record.part_of)] if record.part_of else []),
        (geo.lat, [terms.decimal(record.latitude)] if record.latitude is not None else []),
        (geo.long, [terms.decimal(record.longitude)] if record.longitude is not None else []),
    )


def map_concept(concept: Concept) -> Description:
    """A concept of the ontology as a graph repeats it, so that its labels are at hand in a query."""
    return describe(
        terms.iri(concept.iri),
        (rdf.type, [terms.iri(skos.Concept)]),
        (skos.prefLabel, terms.texts(concept.label)),
        (skos.inScheme, [terms.iri(concept.scheme)]),
        (skos.broader, [terms.iri(concept.broader)] if concept.broader else []),
    )
