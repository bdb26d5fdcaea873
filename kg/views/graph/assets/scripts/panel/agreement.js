// The details of one agreement, each value beside the exact words of its source.

addWords({
  ko: {
    kind: "종류",
    status: "상태",
    signed: "체결일",
    term: "기간",
    termNotStated: "기간 명시 없음",
    from: (d) => `${d}부터`,
    until: (d) => `${d}까지`,
    venue: "장소",
    slogan: "슬로건",
    parties: "참여 기관",
    statedParties: "출처가 밝힌 기관 수",
    statedFields: "출처가 밝힌 분야 수",
    fields: "협력 분야",
    people: "사람",
    signedBy: "서명한 사람",
    attended: "참석한 사람",
    quoted: "말이 인용된 사람",
    projects: "사업·지구",
    sources: "출처",
    published: (d) => `${d} 보도`,
    otherWords: "그 밖에 출처에 적힌 말",
  },
  en: {
    kind: "Kind",
    status: "State",
    signed: "Signed",
    term: "Term",
    termNotStated: "Term not stated",
    from: (d) => `from ${d}`,
    until: (d) => `until ${d}`,
    venue: "Venue",
    slogan: "Slogan",
    parties: "Parties",
    statedParties: "Parties, as counted by the source",
    statedFields: "Fields, as counted by the source",
    fields: "Fields of co-operation",
    people: "People",
    signedBy: "Signed",
    attended: "Attended",
    quoted: "Quoted",
    projects: "Projects and sites",
    sources: "Sources",
    published: (d) => `published ${d}`,
    otherWords: "Other words of the sources",
  },
});

const TERM_PROPERTIES = ["effectiveFrom", "expiresOn", "termNotStated"];

/** The quotes behind an agreement's property, by the last part of the property's IRI. */
function quotesFor(agreement, ...properties) {
  return Object.entries(agreement.quotes).flatMap(([iri, quotes]) =>
    properties.includes(localName(iri)) ? quotes : [],
  );
}

function termOf(agreement) {
  const parts = [];
  if (agreement.effective_from) parts.push(ui().from(dateText(agreement.effective_from)));
  if (agreement.expires) parts.push(ui().until(dateText(agreement.expires)));
  if (parts.length) return parts.join(" ");
  return agreement.term_not_stated ? ui().termNotStated : null;
}

/** The facts of an agreement with the words behind each; facts without a value are left out. */
function agreementFacts(agreement) {
  const row = (name, value, ...properties) =>
    value ? fact(name, value, ...evidence(quotesFor(agreement, ...properties), agreement.sources)) : [];
  const told = (map) => (pick(map) ? words(pick(map)) : null);
  const signed = agreement.signed && el("time", { datetime: agreement.signed }, dateText(agreement.signed));
  const number = (value) => (value === null ? null : String(value));
  return el(
    "dl",
    {},
    row(ui().kind, agreement.kind && words(named(agreement.kind)), "type"),
    row(ui().status, agreement.status && words(named(agreement.status)), "status"),
    row(ui().signed, signed, "signedOn"),
    row(ui().term, termOf(agreement), ...TERM_PROPERTIES),
    row(ui().venue, told(agreement.venue), "atLocation", "signing", "venue"),
    row(ui().slogan, told(agreement.slogan), "slogan"),
    row(ui().statedParties, number(agreement.stated_parties), "statedPartyCount"),
    row(ui().statedFields, number(agreement.stated_fields), "statedFieldCount"),
  );
}

function partiesOf(agreement) {
  const rows = agreement.parties.map((party) => [
    nodeButton(party.organization, party.role ? small(words(named(party.role))) : null),
    written(party.name_as_written, party.quotes, "asWritten"),
    ...evidence(party.quotes, agreement.sources),
  ]);
  return section(ui().partyCount(agreement.parties.length), list(rows));
}

function peopleOf(agreement) {
  const group = (part, heading) => {
    const people = agreement.people.filter((person) => person.part === part);
    if (!people.length) return null;
    const row = (person) => {
      const post = pick(person.post);
      const body = person.organization ? nameOf(person.organization) : null;
      const notes = [post && words(post), body && words(body)].filter(Boolean);
      const name = words(pick(person.name) ?? { text: localName(person.iri), lang: "en" }, "span", {
        class: "name",
      });
      return [
        el("p", {}, name, notes.length ? small(...notes) : null),
        ...evidence(person.quotes, agreement.sources),
      ];
    };
    return el("div", {}, el("h4", {}, heading), list(people.map(row)));
  };
  const groups = [
    group("signed", ui().signedBy),
    group("attended", ui().attended),
    group("quoted", ui().quoted),
  ];
  return groups.some(Boolean) ? section(ui().people, ...groups) : null;
}

function fieldsOf(agreement) {
  if (!agreement.fields.length) return null;
  return section(
    ui().fields,
    list(
      agreement.fields.map((field) => [
        words(named(field.concept), "p", { class: "name" }),
        written(field.as_written, field.quotes, "phrase"),
        ...evidence(field.quotes, agreement.sources),
      ]),
    ),
  );
}

function sourcesOf(agreement) {
  if (!agreement.sources.length) return null;
  return section(
    ui().sources,
    el(
      "ol",
      { class: "rows sources" },
      ...agreement.sources.map((source) => {
        const title = pick(source.title) ?? { text: source.url ?? localName(source.iri), lang: "en" };
        const publisher = pick(source.publisher);
        const published = source.published && ui().published(dateText(source.published));
        const notes = [publisher && words(publisher), published].filter(Boolean);
        return el("li", {}, el("p", {}, link(source.url, title)), notes.length ? small(...notes) : null);
      }),
    ),
  );
}

// Where each property's words are shown; those of any other property stand by themselves.
const PLACED = [
  ...TERM_PROPERTIES,
  "title",
  "type",
  "status",
  "signedOn",
  "atLocation",
  "signing",
  "venue",
  "slogan",
  "statedPartyCount",
  "statedFieldCount",
  "project",
];

/** Quotes behind properties that have no place of their own above. */
function otherQuotes(agreement) {
  const rest = Object.entries(agreement.quotes).filter(([iri]) => !PLACED.includes(localName(iri)));
  const quotes = rest.flatMap(([, found]) => found);
  if (!quotes.length) return null;
  const all = wordings(quotes, agreement.sources);
  return section(ui().otherWords, ...all.map((one) => wording(one, agreement.sources)));
}

function projectsOf(agreement) {
  if (!agreement.projects.length) return null;
  return section(
    ui().projects,
    list(agreement.projects.map((project) => words(named(project)))),
    ...evidence(quotesFor(agreement, "project"), agreement.sources),
  );
}

function agreementView(agreement) {
  const badges = [agreement.kind, agreement.status]
    .filter(Boolean)
    .map((thing) => words(named(thing), "span", { class: "badge" }));
  return [
    el("p", { class: "kicker" }, swatch(AGREEMENT), ui().agreement, ...badges),
    words(nameOf(agreement.iri), "h2", { id: "heading", tabindex: "-1" }),
    ...evidence(quotesFor(agreement, "title"), agreement.sources),
    agreementFacts(agreement),
    partiesOf(agreement),
    fieldsOf(agreement),
    peopleOf(agreement),
    projectsOf(agreement),
    claimsOf(agreement),
    otherQuotes(agreement),
    sourcesOf(agreement),
  ];
}
