// The details of one organisation: its names, its agreements, and where it stands in the network.

addWords({
  ko: {
    otherNames: "다른 이름",
    type: "유형",
    place: "소재지",
    partOf: "소속",
    members: "기관 수",
    memberCount: (n) => `이름이 밝혀지지 않은 ${n}곳`,
    identifiers: "식별자",
    measures: "네트워크 지표",
    measuresNote: "막대는 이 그림에서 가장 큰 값에 견준 길이입니다.",
    noAgreements: "이 기관이 참여한 협약이 없습니다.",
  },
  en: {
    otherNames: "Other names",
    type: "Type",
    place: "Place",
    partOf: "Part of",
    members: "Members",
    memberCount: (n) => `${n} unnamed ${n === 1 ? "body" : "bodies"}`,
    identifiers: "Identifiers",
    measures: "Network measures",
    measuresNote: "Bars compare with the largest value in this graph.",
    noAgreements: "This organisation takes part in no agreement here.",
  },
});

const MEASURES = Object.keys(UI.en.measureNames);
const rank = (name) => MEASURES.indexOf(name) + 1 || MEASURES.length + 1;
const measureName = (name) => (Object.hasOwn(ui().measureNames, name) ? ui().measureNames[name] : name);
const measureText = (value) => (Number.isInteger(value) ? String(value) : value.toFixed(3));

/** The names of the measures, in the order in which people know them. */
const measureOrder = () => [...measures.keys()].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));

function measuresOf(iri) {
  const own = measureOrder().filter((name) => measures.get(name).has(iri));
  if (!own.length) return null;
  const rows = own.map((name) => {
    const column = measures.get(name);
    const largest = [...column.values()].reduce((most, value) => Math.max(most, value), 0);
    const value = column.get(iri);
    const bar = el("meter", { min: 0, max: largest || 1, value: Math.max(0, value), "aria-hidden": "true" });
    return el(
      "tr",
      {},
      el("th", { scope: "row" }, measureName(name)),
      el("td", {}, bar),
      el("td", {}, measureText(value)),
    );
  });
  return section(
    ui().measures,
    el("table", {}, el("tbody", {}, ...rows)),
    el("p", { class: "small" }, ui().measuresNote),
  );
}

/** The body's parts in its agreements: [{agreement, party}]. */
const partsOf = (iri) =>
  [...neighbours.get(iri)]
    .map(details)
    .flatMap((agreement) =>
      agreement.parties.filter((party) => party.organization === iri).map((party) => ({ agreement, party })),
    );

function participationsOf(iri) {
  const parts = partsOf(iri);
  if (!parts.length) return section(ui().agreements, el("p", {}, ui().noAgreements));
  const rows = parts.map(({ agreement, party }) => [
    nodeButton(agreement.iri, agreementNote(agreement.iri)),
    written(party.name_as_written, party.quotes, "asWritten"),
    ...evidence(party.quotes, agreement.sources),
  ]);
  return section(ui().agreementCount(neighbours.get(iri).size), list(rows));
}

function organizationView(entry) {
  const name = nameOf(entry.iri);
  const names = [
    ...Object.entries(entry.name).map(([lang, text]) => ({ lang, text })),
    ...entry.other_names.map(plain),
  ];
  const others = [...new Map(names.map((told) => [told.text, told])).values()].filter(
    (told) => told.text !== name.text,
  );
  const whole =
    entry.part_of && (nodes.has(entry.part_of) ? nodeButton(entry.part_of) : words(nameOf(entry.part_of)));
  const row = (label, value) => (value ? fact(label, value) : []);
  return [
    el(
      "p",
      { class: "kicker" },
      swatch(groupOf(entry.iri), nodes.get(entry.iri).collective),
      entry.type ? words(named(entry.type)) : ui().organization,
    ),
    words(name, "h2", { id: "heading", tabindex: "-1" }),
    el(
      "dl",
      {},
      row(ui().otherNames, others.length ? list(others.map((told) => words(told))) : null),
      row(ui().members, entry.member_count === null ? null : ui().memberCount(entry.member_count)),
      row(ui().place, entry.place && words(named(entry.place))),
      row(ui().partOf, whole),
      row(
        ui().identifiers,
        entry.same_as.length ? list(entry.same_as.map((iri) => link(iri, identifier(iri)))) : null,
      ),
    ),
    participationsOf(entry.iri),
    partnersOf(entry.iri),
    measuresOf(entry.iri),
  ];
}

/** An outside identifier as people know it: `ROR 00xxxxx`, `Wikidata Q12345`, else the address itself. */
function identifier(iri) {
  const [, ror] = /^https:\/\/ror\.org\/(\w+)$/.exec(iri) ?? [];
  const [, item] = /^https?:\/\/www\.wikidata\.org\/(?:entity|wiki)\/(Q\d+)$/.exec(iri) ?? [];
  return { text: ror ? `ROR ${ror}` : item ? `Wikidata ${item}` : iri, lang: "en" };
}
