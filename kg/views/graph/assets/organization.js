// The details of one organisation: its names, its agreements, and where it stands in the network.

const MEASURES = Object.keys(UI.en.measureNames);
const rank = (name) => MEASURES.indexOf(name) + 1 || MEASURES.length + 1;

function measuresOf(iri) {
  const own = Object.entries(measures.get(iri) ?? {}).sort(
    ([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1),
  );
  if (!own.length) return null;
  const rows = own.map(([name, value]) => {
    const largest = Math.max(...[...measures.values()].map((other) => other[name] ?? 0));
    const text = value === null ? "–" : Number.isInteger(value) ? String(value) : value.toFixed(3);
    const bar = el("meter", {
      min: 0,
      max: largest || 1,
      value: Math.max(0, value ?? 0),
      "aria-hidden": "true",
    });
    const known = Object.hasOwn(ui().measureNames, name);
    return el(
      "tr",
      {},
      el("th", { scope: "row" }, known ? ui().measureNames[name] : name),
      el("td", {}, bar),
      el("td", {}, text),
    );
  });
  return section(
    ui().measures,
    el("table", {}, el("tbody", {}, ...rows)),
    el("p", { class: "small" }, ui().measuresNote),
  );
}

function participationsOf(iri) {
  const parts = partsOf.get(iri);
  if (!parts.length) return section(ui().agreements, el("p", {}, ui().noAgreements));
  const rows = parts.map(({ agreement, party }) => [
    nodeButton(agreement.iri, agreementNote(agreement)),
    written(party.name_as_written, party.quotes, "asWritten"),
    ...quoteList(party.quotes, agreement.sources),
  ]);
  return section(ui().agreementCount(new Set(parts.map(({ agreement }) => agreement.iri)).size), list(rows));
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
    measuresOf(entry.iri),
  ];
}

/** An outside identifier as people know it: `ROR 00xxxxx`, `Wikidata Q12345`, else the address itself. */
function identifier(iri) {
  const [, ror] = /^https:\/\/ror\.org\/(\w+)$/.exec(iri) ?? [];
  const [, item] = /^https?:\/\/www\.wikidata\.org\/(?:entity|wiki)\/(Q\d+)$/.exec(iri) ?? [];
  return { text: ror ? `ROR ${ror}` : item ? `Wikidata ${item}` : iri, lang: "en" };
}
