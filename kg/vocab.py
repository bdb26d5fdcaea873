"""The words of the graph: every URI that the package uses is spelled here and nowhere else.

One small class stands for one vocabulary and holds the terms that the graph uses under their own names, so that code
reads like Turtle: ``kgo.party``, ``dcterms.title``. The meaning of our own terms is in ``ontology/ontology.ttl``;
``tests/test_ontology.py`` holds this file to it, and every foreign term to the vocabulary that it comes from.
"""

from typing import Final

BASE: Final = "https://w3id.org/smartcity-kg/id/"
"""Where the IRIs of things begin; the setting ``base_iri`` replaces it in a graph of one's own."""

# fmt: off
THING_PATHS: Final = (
    "agreement", "participation", "signing", "venue", "field-mention", "state-claim", "claim", "commitment",
    "follow-up", "organization", "collective-party", "former-name", "person", "post", "place", "project", "source",
    "publisher", "evidence", "statement", "target", "position", "quote", "dataset", "period", "partition",
)
# fmt: on
"""The path after the base, a kind of thing each: ``…/id/agreement/ID``. They follow the base of the graph."""

CONCEPT_PATHS: Final = ("field", "kind", "role", "part", "state", "organization-type")
"""The same for concepts, a SKOS scheme each. They are shared by all graphs, so they stay under ``BASE``."""

SHAPES: Final = "https://w3id.org/smartcity-kg/shapes#"
"""The namespace of the shapes, and of the hint that each of their constraints has."""

JSON_SCHEMA: Final = "https://json-schema.org/draft/2020-12/schema"
"""The dialect of JSON Schema in which `kg schema` speaks."""

CORDIS_PROJECT: Final = "https://cordis.europa.eu/project/id/"
"""The page of a project of CORDIS, before its number."""


class kgo:
    """Our own ontology of agreements, `ontology/ontology.ttl`."""

    NS: Final = "https://w3id.org/smartcity-kg/ontology#"
    Agreement: Final = NS + "Agreement"
    MemorandumOfUnderstanding: Final = NS + "MemorandumOfUnderstanding"
    LetterOfIntent: Final = NS + "LetterOfIntent"
    FrameworkAgreement: Final = NS + "FrameworkAgreement"
    Contract: Final = NS + "Contract"
    JointDeclaration: Final = NS + "JointDeclaration"
    SisterCityAgreement: Final = NS + "SisterCityAgreement"
    slogan: Final = NS + "slogan"
    project: Final = NS + "project"
    renews: Final = NS + "renews"
    implements: Final = NS + "implements"

    # Who takes part, and how.
    CollectiveParty: Final = NS + "CollectiveParty"
    Participation: Final = NS + "Participation"
    party: Final = NS + "party"
    participation: Final = NS + "participation"
    participant: Final = NS + "participant"
    role: Final = NS + "role"
    nameAsWritten: Final = NS + "nameAsWritten"
    memberCount: Final = NS + "memberCount"
    statedPartyCount: Final = NS + "statedPartyCount"
    statedCountExcludesSubject: Final = NS + "statedCountExcludesSubject"

    # When it was signed, by whom, in which state it is, and what sources claim where they disagree.
    Signing: Final = NS + "Signing"
    StateClaim: Final = NS + "StateClaim"
    signedOn: Final = NS + "signedOn"
    effectiveFrom: Final = NS + "effectiveFrom"
    expiresOn: Final = NS + "expiresOn"
    termNotStated: Final = NS + "termNotStated"
    signing: Final = NS + "signing"
    signedAtTime: Final = NS + "signedAtTime"
    signatory: Final = NS + "signatory"
    attendee: Final = NS + "attendee"
    quotedPerson: Final = NS + "quotedPerson"
    status: Final = NS + "status"
    state: Final = NS + "state"
    claimedState: Final = NS + "claimedState"
    claimedOn: Final = NS + "claimedOn"
    Claim: Final = NS + "Claim"
    claim: Final = NS + "claim"

    # What the parties undertake, and what came of it.
    Commitment: Final = NS + "Commitment"
    commitment: Final = NS + "commitment"
    committedBy: Final = NS + "committedBy"
    dueBy: Final = NS + "dueBy"
    FollowUp: Final = NS + "FollowUp"
    followUp: Final = NS + "followUp"
    followedUpOn: Final = NS + "followedUpOn"
    fulfils: Final = NS + "fulfils"
    FieldMention: Final = NS + "FieldMention"
    fieldMention: Final = NS + "fieldMention"
    fieldAsWritten: Final = NS + "fieldAsWritten"
    statedFieldCount: Final = NS + "statedFieldCount"

    # What else is said of organisations, places and sources, and of which day a graph is.
    FormerName: Final = NS + "FormerName"
    formerName: Final = NS + "formerName"
    nameText: Final = NS + "nameText"
    since: Final = NS + "since"
    until: Final = NS + "until"
    administrativeCode: Final = NS + "administrativeCode"
    textSha256: Final = NS + "textSha256"
    asOf: Final = NS + "asOf"
    knownBy: Final = NS + "knownBy"

    # What the ontology and the concepts say about themselves; no statement of the graph uses these two.
    tiesOrganizations: Final = NS + "tiesOrganizations"
    kindClass: Final = NS + "kindClass"


class rdf:
    """RDF itself, with the reification that names the statement behind an evidence."""

    NS: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    type: Final = NS + "type"
    Statement: Final = NS + "Statement"
    subject: Final = NS + "subject"
    predicate: Final = NS + "predicate"
    object: Final = NS + "object"


class rdfs:
    """RDF Schema."""

    NS: Final = "http://www.w3.org/2000/01/rdf-schema#"
    label: Final = NS + "label"


class owl:
    """The Web Ontology Language: the prefix alone, since only the ontology itself uses its terms."""

    NS: Final = "http://www.w3.org/2002/07/owl#"


class xsd:
    """XML Schema's datatypes."""

    NS: Final = "http://www.w3.org/2001/XMLSchema#"
    date: Final = NS + "date"
    gYearMonth: Final = NS + "gYearMonth"
    gYear: Final = NS + "gYear"
    time: Final = NS + "time"
    boolean: Final = NS + "boolean"
    integer: Final = NS + "integer"
    nonNegativeInteger: Final = NS + "nonNegativeInteger"
    decimal: Final = NS + "decimal"


class skos:
    """SKOS: concepts, and names with a language."""

    NS: Final = "http://www.w3.org/2004/02/skos/core#"
    Concept: Final = NS + "Concept"
    prefLabel: Final = NS + "prefLabel"
    altLabel: Final = NS + "altLabel"
    inScheme: Final = NS + "inScheme"
    broader: Final = NS + "broader"
    editorialNote: Final = NS + "editorialNote"


class dcterms:
    """Dublin Core terms."""

    NS: Final = "http://purl.org/dc/terms/"
    Location: Final = NS + "Location"
    identifier: Final = NS + "identifier"
    type: Final = NS + "type"
    title: Final = NS + "title"
    subject: Final = NS + "subject"
    replaces: Final = NS + "replaces"
    issued: Final = NS + "issued"
    publisher: Final = NS + "publisher"
    source: Final = NS + "source"
    isPartOf: Final = NS + "isPartOf"
    PeriodOfTime: Final = NS + "PeriodOfTime"
    description: Final = NS + "description"
    license: Final = NS + "license"
    temporal: Final = NS + "temporal"


class foaf:
    """Friend of a Friend: people, and the agents that publish."""

    NS: Final = "http://xmlns.com/foaf/0.1/"
    Person: Final = NS + "Person"
    Agent: Final = NS + "Agent"
    name: Final = NS + "name"


class org:
    """The W3C organization ontology."""

    NS: Final = "http://www.w3.org/ns/org#"
    Organization: Final = NS + "Organization"
    FormalOrganization: Final = NS + "FormalOrganization"
    Post: Final = NS + "Post"
    classification: Final = NS + "classification"
    subOrganizationOf: Final = NS + "subOrganizationOf"
    unitOf: Final = NS + "unitOf"
    postIn: Final = NS + "postIn"
    heldBy: Final = NS + "heldBy"


class prov:
    """PROV-O: what came from what, where, and on whose behalf."""

    NS: Final = "http://www.w3.org/ns/prov#"
    wasDerivedFrom: Final = NS + "wasDerivedFrom"
    atLocation: Final = NS + "atLocation"
    actedOnBehalfOf: Final = NS + "actedOnBehalfOf"
    wasAssociatedWith: Final = NS + "wasAssociatedWith"
    alternateOf: Final = NS + "alternateOf"


class oa:
    """Web Annotation: a statement and the words of the text that bear it out."""

    NS: Final = "http://www.w3.org/ns/oa#"
    Annotation: Final = NS + "Annotation"
    SpecificResource: Final = NS + "SpecificResource"
    TextPositionSelector: Final = NS + "TextPositionSelector"
    TextQuoteSelector: Final = NS + "TextQuoteSelector"
    motivatedBy: Final = NS + "motivatedBy"
    linking: Final = NS + "linking"
    hasBody: Final = NS + "hasBody"
    hasTarget: Final = NS + "hasTarget"
    hasSource: Final = NS + "hasSource"
    hasSelector: Final = NS + "hasSelector"
    start: Final = NS + "start"
    end: Final = NS + "end"
    exact: Final = NS + "exact"


class schema:
    """schema.org."""

    NS: Final = "https://schema.org/"
    NewsArticle: Final = NS + "NewsArticle"
    Project: Final = NS + "Project"
    name: Final = NS + "name"
    url: Final = NS + "url"
    location: Final = NS + "location"
    sameAs: Final = NS + "sameAs"
    position: Final = NS + "position"
    inLanguage: Final = NS + "inLanguage"


class dcat:
    """DCAT: a graph as a dataset that a catalogue can list."""

    NS: Final = "http://www.w3.org/ns/dcat#"
    Dataset: Final = NS + "Dataset"
    version: Final = NS + "version"
    startDate: Final = NS + "startDate"
    endDate: Final = NS + "endDate"


class void:
    """VoID: how much of what a dataset holds."""

    NS: Final = "http://rdfs.org/ns/void#"
    Dataset: Final = NS + "Dataset"
    triples: Final = NS + "triples"
    classPartition: Final = NS + "classPartition"
    class_: Final = NS + "class"
    entities: Final = NS + "entities"


class bibo:
    """The bibliographic ontology."""

    NS: Final = "http://purl.org/ontology/bibo/"
    Document: Final = NS + "Document"


class geo:
    """W3C's basic geography, WGS 84."""

    NS: Final = "http://www.w3.org/2003/01/geo/wgs84_pos#"
    lat: Final = NS + "lat"
    long: Final = NS + "long"


PREFIXES: Final[dict[str, str]] = {
    vocabulary.__name__: vocabulary.NS
    for vocabulary in (kgo, rdf, rdfs, owl, xsd, skos, dcterms, foaf, org, prov, oa, schema, dcat, void, bibo, geo)
}
"""Prefix and namespace of each vocabulary, in the order in which Turtle declares them."""

KIND_CLASSES: Final[dict[str, str]] = {
    "mou": kgo.MemorandumOfUnderstanding,
    "loi": kgo.LetterOfIntent,
    "framework": kgo.FrameworkAgreement,
    "contract": kgo.Contract,
    "joint-declaration": kgo.JointDeclaration,
    "sister-city": kgo.SisterCityAgreement,
    "agreement": kgo.Agreement,
}
"""The class of an agreement of a kind; beside it, every agreement has ``kgo.Agreement``."""
