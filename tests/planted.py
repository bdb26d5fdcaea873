"""A graph with one of each class, of which there is nothing to say, faults to plant in it, and a record."""

from __future__ import annotations

from typing import Final, NamedTuple

from kg.vocab import BASE, CONCEPT_PATHS, PREFIXES, THING_PATHS

PATHS: Final = {path: f"{BASE}{path}/" for path in (*THING_PATHS, *CONCEPT_PATHS)}
PROLOGUE: Final = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in (PREFIXES | PATHS).items())

GRAPH: Final = """
agreement:a a kgo:Agreement , kgo:MemorandumOfUnderstanding ; dcterms:identifier "a" ; dcterms:type kind:mou ;
    dcterms:title "업무협약"@ko ; kgo:slogan "함께"@ko ; skos:editorialNote "checked"@en ; kgo:status state:signed ;
    kgo:state state-claim:a:1 , state-claim:a:2 ; kgo:signedOn "2018-04-17"^^xsd:date ;
    kgo:effectiveFrom "2018-05"^^xsd:gYearMonth ; kgo:expiresOn "2021"^^xsd:gYear ;
    kgo:party organization:city , organization:office , collective-party:a:3 ;
    kgo:participation participation:a:1 , participation:a:2 , participation:a:3 ;
    kgo:statedPartyCount 7 ; kgo:statedFieldCount 1 ; dcterms:subject field:energy ; kgo:fieldAsWritten "에너지" ;
    kgo:fieldMention field-mention:a:1 ; kgo:signing signing:a ; kgo:quotedPerson person:a:city:Lee ;
    kgo:project project:a:1 ; kgo:claim claim:a:1 , claim:a:2 ; kgo:commitment commitment:a:1 ;
    kgo:followUp follow-up:a:1 ; dcterms:replaces agreement:b ; prov:wasDerivedFrom source:a:1 , source:a:2 .
agreement:b a kgo:Agreement ; dcterms:identifier "b" ; dcterms:type kind:mou ; dcterms:title "이전 협약"@ko ;
    kgo:status state:replaced ; kgo:signedOn "2015"^^xsd:gYear ; kgo:party organization:city , organization:firm ;
    kgo:participation participation:b:1 , participation:b:2 ; dcterms:subject field:energy ;
    kgo:statedPartyCount 1 ; kgo:statedCountExcludesSubject true ; prov:wasDerivedFrom source:a:2 .
state-claim:a:1 a kgo:StateClaim ; kgo:claimedState state:planned ; kgo:claimedOn "2018-04-20"^^xsd:date ;
    prov:wasDerivedFrom source:a:2 .
state-claim:a:2 a kgo:StateClaim ; kgo:claimedState state:signed ; kgo:claimedOn "2018-04-17"^^xsd:date ;
    prov:wasDerivedFrom source:a:1 .
participation:a:1 a kgo:Participation ; kgo:participant organization:city ; kgo:role role:host ; schema:position 1 .
participation:a:2 a kgo:Participation ; kgo:participant organization:office ; kgo:nameAsWritten "사무소" .
participation:a:3 a kgo:Participation ; kgo:participant collective-party:a:3 .
participation:b:1 a kgo:Participation ; kgo:participant organization:city .
participation:b:2 a kgo:Participation ; kgo:participant organization:firm .
field-mention:a:1 a kgo:FieldMention ; dcterms:subject field:energy ; kgo:fieldAsWritten "에너지" ; schema:position 1 .
signing:a a kgo:Signing ; prov:atLocation venue:a ; kgo:signedAtTime "14:00:00"^^xsd:time ;
    kgo:signatory person:a:city:Kim ; kgo:attendee person:a:firm:Park .
venue:a a dcterms:Location ; skos:prefLabel "시청"@ko .
claim:a:1 a kgo:Claim , rdf:Statement ; rdf:subject agreement:a ; rdf:predicate kgo:signedOn ;
    rdf:object "2018-04-17"^^xsd:date ; prov:wasDerivedFrom source:a:1 .
claim:a:2 a kgo:Claim , rdf:Statement ; rdf:subject agreement:a ; rdf:predicate kgo:signedOn ;
    rdf:object "2018-04-18"^^xsd:date ; prov:wasDerivedFrom source:a:2 .
commitment:a:1 a kgo:Commitment ; dcterms:description "망 구축"@ko ; kgo:committedBy organization:city ;
    dcterms:subject field:energy ; kgo:dueBy "2019"^^xsd:gYear .
follow-up:a:1 a kgo:FollowUp ; dcterms:description "망 완공"@ko ; kgo:followedUpOn "2019-05"^^xsd:gYearMonth ;
    prov:wasAssociatedWith organization:city ; kgo:fulfils commitment:a:1 ; dcterms:source source:a:1 .
project:a:1 a schema:Project ; schema:name "시범사업"@ko .
organization:city a org:Organization , org:FormalOrganization ; dcterms:identifier "city" ; skos:prefLabel "시"@ko ;
    org:classification organization-type:public-corporation , organization-type:public-institution ;
    schema:location place:town ; schema:sameAs <https://ror.org/1> ; kgo:formerName former-name:city:1 .
organization:office a org:Organization , org:FormalOrganization ; dcterms:identifier "office" ;
    skos:prefLabel "사무소"@ko ; skos:altLabel "출장소"@ko ; org:classification organization-type:private-company ;
    org:subOrganizationOf organization:firm .
organization:firm a org:Organization , org:FormalOrganization ; dcterms:identifier "firm" ; skos:prefLabel "회사"@ko ;
    org:classification organization-type:private-company ; schema:sameAs <https://ror.org/2> .
former-name:city:1 a kgo:FormerName ; kgo:nameText "군"@ko ; kgo:since "1990"^^xsd:gYear ; kgo:until "1999"^^xsd:gYear .
collective-party:a:3 a org:Organization , kgo:CollectiveParty ; rdfs:label "5개 학교" ; kgo:memberCount 5 .
person:a:city:Lee a foaf:Person ; foaf:name "이"@ko ; prov:actedOnBehalfOf organization:city .
person:a:city:Kim a foaf:Person ; foaf:name "김"@ko ; prov:actedOnBehalfOf organization:city .
person:a:firm:Park a foaf:Person ; foaf:name "박"@ko ; prov:actedOnBehalfOf organization:firm .
post:a:city:Kim:mayor a org:Post ; skos:prefLabel "시장"@ko ; org:heldBy person:a:city:Kim ;
    org:postIn organization:city .
place:town a dcterms:Location ; dcterms:identifier "town" ; skos:prefLabel "읍"@ko ; dcterms:isPartOf place:land ;
    geo:lat 37.5 ; geo:long 127.0 .
place:land a dcterms:Location ; dcterms:identifier "land" ; skos:prefLabel "도"@ko ; kgo:administrativeCode "41" .
source:a:1 a schema:NewsArticle ; schema:url <https://example.org/1> ; dcterms:issued "2018-04-19"^^xsd:date ;
    dcterms:title "체결"@ko ; dcterms:publisher publisher:a:1 ; schema:inLanguage "ko" .
source:a:2 a bibo:Document ; schema:url <https://example.org/2> ; dcterms:issued "2018"^^xsd:gYear ;
    prov:alternateOf source:a:1 .
publisher:a:1 a foaf:Agent ; foaf:name "신문"@ko .
evidence:a:1 a oa:Annotation ; oa:motivatedBy oa:linking ; oa:hasBody statement:a:1 ; oa:hasTarget target:a:1 .
statement:a:1 a rdf:Statement ; rdf:subject agreement:a ; rdf:predicate kgo:party ; rdf:object organization:city .
target:a:1 a oa:SpecificResource ; oa:hasSource source:a:1 ; oa:hasSelector position:a:1 , quote:a:1 .
position:a:1 a oa:TextPositionSelector ; oa:start "3"^^xsd:nonNegativeInteger ; oa:end "4"^^xsd:nonNegativeInteger .
quote:a:1 a oa:TextQuoteSelector ; oa:exact "시" .
evidence:a:2 a oa:Annotation ; oa:motivatedBy oa:linking ; oa:hasBody statement:a:2 ; oa:hasTarget target:a:1 .
statement:a:2 a rdf:Statement ; rdf:subject agreement:a ; rdf:predicate kgo:signedOn ;
    rdf:object "2018-04-18"^^xsd:date .
dataset:agreements a dcat:Dataset , void:Dataset ; dcterms:title "Agreements" ; void:triples 300 ;
    dcterms:license <https://creativecommons.org/licenses/by/4.0/> ; dcat:version "1" ;
    kgo:asOf "2020-01-01"^^xsd:date ; dcterms:temporal period:agreements ;
    void:classPartition partition:kgo:Agreement .
partition:kgo:Agreement a void:Dataset ; void:class kgo:Agreement ; void:entities 2 .
period:agreements a dcterms:PeriodOfTime ; dcat:startDate "2018"^^xsd:gYear ; dcat:endDate "2018-04-19"^^xsd:date .
kind:mou a skos:Concept ; skos:prefLabel "업무협약"@ko ; skos:inScheme <https://w3id.org/smartcity-kg/id/kind> .
state:signed a skos:Concept ; skos:prefLabel "체결"@ko ; skos:inScheme <https://w3id.org/smartcity-kg/id/state> .
state:planned a skos:Concept ; skos:prefLabel "예정"@ko ; skos:inScheme <https://w3id.org/smartcity-kg/id/state> .
state:replaced a skos:Concept ; skos:prefLabel "대체"@ko ; skos:inScheme <https://w3id.org/smartcity-kg/id/state> .
field:energy a skos:Concept ; skos:prefLabel "에너지"@ko ; skos:inScheme <https://w3id.org/smartcity-kg/id/field> .
role:host a skos:Concept ; skos:prefLabel "주관"@ko ; skos:inScheme <https://w3id.org/smartcity-kg/id/role> .
organization-type:private-company a skos:Concept ; skos:prefLabel "기업"@ko ; skos:inScheme organization-type:s .
organization-type:public-institution a skos:Concept ; skos:prefLabel "기관"@ko ; skos:inScheme organization-type:s .
organization-type:public-corporation a skos:Concept ; skos:prefLabel "공사"@ko ; skos:inScheme organization-type:s ;
    skos:broader organization-type:public-institution .
"""

VIOLATION, WARNING, INFO = "violation", "warning", "info"


class Case(NamedTuple):
    """What is changed into what; what the finding is about, how grave it is, parts of its sentence and of its cure."""

    old: str
    new: str
    focus: str
    severity: str
    sentence: str
    cure: str


_CASES: Final = [
    ('dcterms:identifier "a" ;', "", "agreement/a", VIOLATION, "agreement a: an agreement must have exactly", "one id"),
    ("dcterms:type kind:mou ;\n", "", "agreement/a", VIOLATION, "exactly one kind", "“agreement” is for a text"),
    ('"업무협약"@ko ; kgo:slogan', '"업무협약" ; kgo:slogan', "agreement/a", VIOLATION, "must have a title", "{ko: …"),
    (
        'kgo:slogan "함께"@ko',
        'kgo:slogan "함께"',
        "agreement/a",
        VIOLATION,
        "slogan must have a language",
        "slogan: {ko",
    ),
    ('"checked"@en', '"checked"', "agreement/a", VIOLATION, "note must have a language tag", "note: {en"),
    ("kgo:status state:signed ;", "", "agreement/a", INFO, "in which state the agreement is", "give status:"),
    ("kgo:state state-claim:a:1 ,", "kgo:state field:energy ,", "agreement/a", VIOLATION, "(energy)", "StateClaim"),
    (
        "kgo:party organization:city , organization:office",
        "kgo:party organization:city , organization:x , organization:office",
        "agreement/a",
        VIOLATION,
        "each party must be an organisation (organisation x)",
        "only counts",
    ),
    (
        "kgo:participation participation:a:1 ,",
        "kgo:participation ",
        "agreement/a",
        VIOLATION,
        "every party must have a participation, and every participant must be a party (organisation city)",
        "same org",
    ),
    (
        "organization:city , organization:firm ;\n    kgo:participation participation:b:1 , participation:b:2",
        "organization:city ; kgo:participation participation:b:1",
        "agreement/b",
        WARNING,
        "agreement b: an agreement should have at least two parties",
        "add the other side",
    ),
    (
        'kgo:signedOn "2018-04-17"^^xsd:date ;',
        'kgo:signedOn "2018-04" ;',
        "agreement/a",
        VIOLATION,
        "the signing must have at most one day",
        "what other sources say goes under claims",
    ),
    (
        'kgo:signedOn "2015"^^xsd:gYear ;',
        "",
        "agreement/b",
        INFO,
        "agreement b: it is not known when the agreement was signed",
        "give signed: if a source tells",
    ),
    (
        "kgo:statedFieldCount 1 ; dcterms:subject field:energy ;",
        "",
        "agreement/a",
        INFO,
        "in which field",
        "list under",
    ),
    (
        "kgo:signing signing:a",
        "kgo:termNotStated true ; kgo:signing signing:a",
        "agreement/a",
        VIOLATION,
        "whose term is not stated cannot have an end of its term",
        "leave out kgo:termNotStated",
    ),
    (
        "kgo:project project:a:1",
        "kgo:project field:energy",
        "agreement/a",
        VIOLATION,
        "as a project (energy)",
        "Project",
    ),
    (
        "prov:wasDerivedFrom source:a:1 , source:a:2 .",
        "prov:wasDerivedFrom person:a:city:Kim .",
        "agreement/a",
        VIOLATION,
        "must be a news article or a document (person Kim)",
        "under sources",
    ),
    (
        'dcterms:issued "2018"^^xsd:gYear',
        "rdfs:label 'x'",
        "agreement/b",
        INFO,
        "when any of its sources",
        "published:",
    ),
    # Counts: a collective party counts as its members, and the subject of the sentence counts or not.
    (
        "kgo:statedPartyCount 7",
        "kgo:statedPartyCount 8",
        "agreement/a",
        WARNING,
        "agreement a says 8 parties but lists 7",
        "“시는 … 등 8개 기관과”), write parties_exclude_subject: true",
    ),
    (
        "kgo:statedPartyCount 1",
        "kgo:statedPartyCount 2",
        "agreement/b",
        WARNING,
        "agreement b says 3 parties (2 and the subject of the sentence) but lists 2",
        "take out parties_exclude_subject",
    ),
    (
        "kgo:statedCountExcludesSubject true ;",
        "",
        "agreement/b",
        WARNING,
        "agreement b says 1 party but lists 2",
        "list",
    ),
    (
        "kgo:statedFieldCount 1",
        "kgo:statedFieldCount 2",
        "agreement/a",
        WARNING,
        "agreement a says 2 fields but lists 1",
        "one field for each that the text names",
    ),
    # What an agreement says, held against itself and against the others.
    (
        'kgo:expiresOn "2021"^^xsd:gYear',
        'kgo:expiresOn "2018-04"^^xsd:gYearMonth',
        "agreement/a",
        VIOLATION,
        "agreement a expires on 2018-04, before it takes effect on 2018-05",
        "swap from and until",
    ),
    (
        'kgo:signedOn "2018-04-17"^^xsd:date ;',
        'kgo:signedOn "2019-04-17"^^xsd:date ;',
        "agreement/a",
        WARNING,
        "agreement a was signed on 2019-04-17, after the last of its sources was published on 2018-04-19",
        "the state is pl",
    ),
    (
        "state:planned ; kgo:claimedOn",
        "state:terminated ; kgo:claimedOn",
        "agreement/a",
        WARNING,
        "agreement a is shown as signed, of 2018-04-17, though it was terminated on 2018-04-20",
        "oldest first",
    ),
    (
        'state:planned ; kgo:claimedOn "2018-04-20"^^xsd:date',
        "state:planned",
        "agreement/a",
        INFO,
        "not known on which day it was planned",
        "give the state its date",
    ),
    (
        '"2018-04-20"^^xsd:date ;\n    prov:wasDerivedFrom source:a:2',
        '"2018-04-20"^^xsd:date',
        "agreement/a",
        INFO,
        "not known which source says that it was planned",
        "index in sources",
    ),
    (
        "kgo:signatory person:a:city:Kim",
        "kgo:signatory person:a:stranger:Choi . person:a:stranger:Choi a foaf:Person ; "
        'foaf:name "최"@ko ; prov:actedOnBehalfOf organization:stranger . signing:a a kgo:Signing',
        "agreement/a",
        WARNING,
        "agreement a was signed by person Choi for organisation stranger, which is no party",
        "part: attended",
    ),
    (
        "org:subOrganizationOf organization:firm",
        "org:unitOf organization:city",
        "agreement/a",
        INFO,
        "has both organisation office and organisation city, of which it is a unit",
        "keep both if the text",
    ),
    (
        '"2015"^^xsd:gYear ; kgo:party organization:city , organization:firm',
        '"2018-04-17"^^xsd:date ; kgo:party organization:city , organization:office , collective-party:a:3',
        "agreement/b",
        INFO,
        "agreement b has the same parties as agreement a, and the same day, 2018-04-17",
        "the sources of both",
    ),
    (
        "kgo:status state:replaced ;",
        "kgo:status state:replaced ; kgo:implements agreement:a ;",
        "agreement/a",
        VIOLATION,
        "agreement a cannot replace, renew or implement itself",
        "take out the other direction",
    ),
    (
        "kgo:status state:replaced ;",
        "kgo:status state:signed ;",
        "agreement/a",
        INFO,
        "agreement a replaces agreement b, which does not say that it was replaced",
        "add {state: replaced",
    ),
    (
        "dcterms:replaces agreement:b",
        "kgo:renews agreement:b",
        "agreement/a",
        INFO,
        "agreement a renews agreement b, which does not say that it was renewed",
        "add {state: renewed",
    ),
    (
        "kgo:committedBy organization:city",
        "kgo:committedBy organization:stranger",
        "agreement/a",
        WARNING,
        "agreement a has a commitment of organisation stranger, which is no party",
        "leave out by:",
    ),
    (
        'kgo:dueBy "2019"',
        'kgo:dueBy "2017"',
        "agreement/a",
        WARNING,
        "was due by 2017, before the signing",
        "both days",
    ),
    (
        'kgo:followedUpOn "2019-05"',
        'kgo:followedUpOn "2018-03"',
        "agreement/a",
        WARNING,
        "agreement a has a follow-up of 2018-03, before the signing on 2018-04-17",
        "is no follow-up",
    ),
    (
        "kgo:fulfils commitment:a:1",
        "kgo:fulfils commitment:b:1",
        "agreement/a",
        VIOLATION,
        "fulfils a commitment of another agreement, commitment 1 of b",
        "its own agreement",
    ),
    # What hangs on an agreement.
    (
        "kgo:role role:host",
        'kgo:role "host"',
        "participation/a:1",
        VIOLATION,
        "participation 1 of a: a participant can",
        "scheme of roles",
    ),
    (
        'kgo:nameAsWritten "사무소"',
        'kgo:nameAsWritten "사무소"@ko',
        "participation/a:2",
        VIOLATION,
        "name as written",
        "as:",
    ),
    ('"14:00:00"^^xsd:time', '"14:00"', "signing/a", VIOLATION, "signing a: the time of a signing must be", "“14:00”"),
    (
        "kgo:claimedState state:planned ;",
        "",
        "state-claim/a:1",
        VIOLATION,
        "must claim exactly one state",
        "choose one",
    ),
    (
        "kgo:FieldMention ; dcterms:subject field:energy ;",
        "kgo:FieldMention ;",
        "field-mention/a:1",
        VIOLATION,
        "field mention 1 of a: a field mention must stand for exactly one concept",
        "split a phrase",
    ),
    (
        "kgo:claim claim:a:1 ,",
        "kgo:claim ",
        "claim/a:1",
        VIOLATION,
        "claim 1 of a: a claim must belong to exactly one agreement, the one that it speaks of (agreement a)",
        "with kgo:claim",
    ),
    (
        "a:2 a kgo:Claim , rdf:Statement ; rdf:subject agreement:a ; rdf:predicate kgo:signedOn",
        "a:2 a kgo:Claim , rdf:Statement ; rdf:subject agreement:a ; rdf:predicate kgo:slogan",
        "claim/a:2",
        VIOLATION,
        "must be about the kind, the day of signing or a party",
        "as its predicate",
    ),
    (
        'dcterms:description "망 구축"@ko ;',
        "",
        "commitment/a:1",
        VIOLATION,
        "a commitment must have a text",
        "text: {ko",
    ),
    ('dcterms:description "망 완공"@ko ;', "", "follow-up/a:1", VIOLATION, "a follow-up must have a text", "text: {ko"),
    (
        'schema:name "시범사업"@ko',
        'schema:name "시범사업"',
        "project/a:1",
        VIOLATION,
        "a project must have a name",
        "{ko",
    ),
    # Organisations and people.
    (
        'rdfs:label "5개 학교" ; ',
        "",
        "collective-party/a:3",
        VIOLATION,
        "must have an IRI and a name",
        "as a group as:",
    ),
    ("; kgo:memberCount 5", "", "collective-party/a:3", WARNING, "for how many organisations it stands", "the count"),
    (
        'dcterms:identifier "firm" ;',
        "",
        "organization/firm",
        VIOLATION,
        "organisation firm: an organisation of the register must have exactly one identifier",
        "give one id",
    ),
    (
        "org:classification organization-type:private-company ; schema:sameAs",
        "schema:sameAs",
        "organization/firm",
        WARNING,
        "should have a type",
        "other-organisation is for what fits none",
    ),
    (
        "organization-type:public-corporation , ",
        "organization-type:private-company , ",
        "organization/city",
        VIOLATION,
        "two types, private-company and public-institution, and neither is above the other",
        "fits best",
    ),
    (
        "<https://ror.org/2>",
        "<https://ror.org/1>",
        "organization/firm",
        VIOLATION,
        "organisation firm and organisation city are both said to be https://ror.org/1",
        "keep one entry",
    ),
    (
        "schema:sameAs <https://ror.org/2>",
        "org:unitOf organization:office",
        "organization/firm",
        VIOLATION,
        "organisation firm belongs to itself, by way of organisation office",
        "lead upwards only",
    ),
    (
        'kgo:nameText "군"@ko ;',
        "",
        "former-name/city:1",
        VIOLATION,
        "former name 1 of city: a former name must",
        "its lang",
    ),
    (
        'foaf:name "이"@ko ; prov:actedOnBehalfOf organization:city',
        'foaf:name "이"@ko',
        "person/a:city:Lee",
        INFO,
        "person Lee of a: it is not known for which organisation the person speaks",
        "give organization:",
    ),
    ('foaf:name "박"@ko ;', "", "person/a:firm:Park", VIOLATION, "a person must have a name", "two of one name"),
    (
        'skos:prefLabel "시장"@ko ; ',
        "",
        "post/a:city:Kim:mayor",
        VIOLATION,
        "post mayor of a: a post must have",
        "post: {ko",
    ),
    # Places, concepts, sources, evidence, the dataset.
    ('"41"', '"4A"', "place/land", VIOLATION, "place land: an administrative code must be one string", "법정동코드"),
    ("geo:lat 37.5", "geo:lat 375.0", "place/town", VIOLATION, "a latitude must be", "near latitude 36"),
    (
        'kgo:administrativeCode "41"',
        "dcterms:isPartOf place:town",
        "place/land",
        VIOLATION,
        "place land lies within itself, by way of place town",
        "from the smaller place",
    ),
    ('skos:prefLabel "주관"@ko ; ', "", "role/host", VIOLATION, "host: a concept must have a label", "skos:prefLabel"),
    (
        "schema:url <https://example.org/2> ;",
        "",
        "source/a:2",
        INFO,
        "source 2 of a: it is not known at which",
        "give url:",
    ),
    (
        'schema:inLanguage "ko"',
        'schema:inLanguage "Korean!"',
        "source/a:1",
        VIOLATION,
        "one tag of BCP 47",
        "language: ko",
    ),
    (
        'foaf:name "신문"@ko',
        'foaf:name "신문"',
        "publisher/a:1",
        VIOLATION,
        "a publisher must have a name",
        "alike in every",
    ),
    (
        "a:1 a oa:Annotation ; oa:motivatedBy oa:linking ;",
        "a:1 a oa:Annotation ;",
        "evidence/a:1",
        VIOLATION,
        "must be linking",
        "oa:linking",
    ),
    (
        "rdf:predicate kgo:party ; rdf:object organization:city",
        "rdf:predicate kgo:party ; rdf:object organization:firm",
        "evidence/a:1",
        VIOLATION,
        "evidence 1 of a supports a statement that neither the graph nor a source makes: "
        "agreement a, kgo:party, organisation firm",
        "that the graph makes",
    ),
    ("rdf:predicate kgo:party ;", "", "statement/a:1", VIOLATION, "exactly one predicate", "one rdf:predicate"),
    ("oa:hasSource source:a:1 ;", "", "target/a:1", VIOLATION, "must lie in exactly one source", "one source"),
    ('oa:start "3"', 'oa:start "5"', "position/a:1", VIOLATION, "it must lie before the end", "code points"),
    ('oa:exact "시"', 'oa:exact ""', "quote/a:1", VIOLATION, "one text that is not empty", "exact words"),
    ('oa:exact "시"', f'oa:exact "{"시" * 301}"', "quote/a:1", WARNING, "at most 300 characters", "keep the few words"),
    ('dcat:version "1"', "dcat:version 1", "dataset/agreements", VIOLATION, "at most one string", "dcat:version"),
    ("void:triples 300", "void:triples -1", "dataset/agreements", VIOLATION, "must be one whole number", "statements"),
    (
        "void:entities 2",
        "rdfs:label 'x'",
        "partition/kgo:Agreement",
        VIOLATION,
        "how many things it has",
        "void:entities",
    ),
    (
        'dcat:endDate "2018-04-19"',
        'dcat:endDate "2017-04-19"',
        "period/agreements",
        VIOLATION,
        "period agreements ends on 2017-04-19, before it begins on 2018",
        "swap dcat:startDate",
    ),
]

CASES: Final = [Case(*case) for case in _CASES]

RECORD: Final = """\
id: check-2018
kind: mou
title: {ko: 업무협약}
status:
  - {state: planned, date: 2018-04-20, source: 1}
  - {state: signed, date: 2018-04-17, source: 0}
signed: 2018-04-17
term: {from: 2018-05, until: 2021}
venue: {ko: 시청}
parties:
  - siheung-city
  - {organization: snu, as: 서울대, role: partner}
  - {as: 5개 학교, count: 5}
fields:
  - energy
  - {concept: training, as: 교육}
people:
  - {name: {ko: 김}, post: {ko: 시장}, organization: siheung-city, part: signed}
  - {name: {ko: 이}, organization: snu, part: quoted}
projects:
  - {name: {ko: 시범사업}}
stated: {parties: 7, fields: 2}
commitments:
  - {text: {ko: 망 구축}, by: siheung-city, field: energy, until: 2019}
follow_ups:
  - {text: {ko: 완공}, date: 2019-05, by: snu, fulfils: 0, source: 0}
claims:
  - {source: 0, signed: 2018-04-17}
  - {source: 1, signed: 2018-04-18}
  - {source: 2, signed: 2018-04-17}
sources:
  - {url: "https://example.org/1", published: 2018-04-19, publisher: {ko: 신문}}
  - {published: 2018-04-20}
  - {url: "https://example.org/3", published: 2018-04-20}
evidence:
  - {of: /parties/1, source: 0, exact: 서울대}
"""
"""A record with one of everything, of which only its sources' disagreement and a missing address are to be noted."""
