// The details beside the drawing: the whole list, one agreement, or one organisation.

/** The exact words of the sources, each once, with the number of the source when there are several. */
function quoteList(quotes, sources) {
  const seen = new Map(quotes.map((quote) => [`${quote.source}\n${quote.exact}`, quote]));
  return [...seen.values()].map((quote) => {
    const number = sources.findIndex((source) => source.iri === quote.source) + 1;
    const note = sources.length > 1 && number ? el("cite", {}, ui().source(number)) : null;
    return el(
      "p",
      { class: "quote" },
      el("span", { class: "tag" }, ui().words),
      " ",
      words(plain(quote.exact), "q"),
      note,
    );
  });
}

/** How a name or phrase stands in the source, unless the quotes already say the same. */
function written(text, quotes, key) {
  if (!text || quotes.some((quote) => quote.exact === text)) return null;
  return el("p", { class: "quote" }, el("span", { class: "tag" }, ui()[key]), " ", words(plain(text)));
}

const fact = (name, ...values) => [el("dt", {}, name), el("dd", {}, ...values)];
const section = (name, ...content) => el("section", {}, el("h3", {}, name), ...content);

/** A button that selects a node: its shape, its name, and a line below. */
function nodeButton(iri, note = null) {
  const { collective } = nodes.get(iri);
  const label = el("span", { class: "text" }, words(nameOf(iri), "span", { class: "name" }), note);
  const choose = () => select(iri, { focus: true });
  return el(
    "button",
    { type: "button", class: "node", on: { click: choose } },
    swatch(groupOf(iri), collective),
    label,
  );
}

const small = (...parts) =>
  el("span", { class: "small" }, ...parts.flatMap((part, at) => (at ? [" · ", part] : [part])));
const list = (items) => el("ul", { class: "rows" }, ...items.map((item) => el("li", {}, item)));

function agreementNote(agreement) {
  const size = ui().partyCount(new Set(agreement.parties.map((party) => party.organization)).size);
  const signed = agreement.signed ? dateText(agreement.signed) : null;
  return small(...[signed, size].filter(Boolean));
}

/** The list of everything: the way through the page without the drawing. */
function overview() {
  const byName = (a, b) => nameOf(a.iri).text.localeCompare(nameOf(b.iri).text, state.lang);
  const signed = [...agreements.values()].sort(
    (a, b) => (b.signed ?? "").localeCompare(a.signed ?? "") || byName(a, b),
  );
  const bodies = [...organizations.values()].sort(
    (a, b) => neighbours.get(b.iri).size - neighbours.get(a.iri).size || byName(a, b),
  );
  const note = (entry) => {
    const type = entry.type ? words(named(entry.type)) : null;
    return small(...[type, ui().agreementCount(neighbours.get(entry.iri).size)].filter(Boolean));
  };
  const part = (name, entries, line) => {
    const shown = entries.filter((entry) => isVisible(entry.iri));
    return shown.length
      ? section(name, list(shown.map((entry) => nodeButton(entry.iri, line(entry)))))
      : null;
  };
  const left = [...nodes.keys()].filter((iri) => !isVisible(iri)).length;
  return [
    el("h2", { id: "heading", tabindex: "-1" }, ui().all),
    el("p", { class: "lead" }, agreements.size ? ui().intro : `${ui().empty} ${ui().emptyHint}`),
    left ? el("p", { class: "small" }, ui().hiddenHere(left)) : null,
    part(ui().agreements, signed, agreementNote),
    part(ui().organizations, bodies, note),
  ];
}

function showPanel() {
  const iri = state.selected;
  const clear = () => select(null, { focus: true });
  const back = iri
    ? el("button", { type: "button", class: "back", on: { click: clear } }, "← ", ui().back)
    : null;
  const content = !iri
    ? overview()
    : isAgreement(iri)
      ? agreementView(agreements.get(iri))
      : organizationView(organizations.get(iri));
  byId("details").replaceChildren(...[back, ...content].filter(Boolean));
  byId("details").scrollTop = 0;
}
