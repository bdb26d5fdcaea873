// The print sheet: the network with its legend on a page of its own, then the agreements as a table, then the sources.

addWords({
  ko: {
    printTable: (n) => `협약 ${n}건`,
    printSources: "출처",
    printParties: "참여 기관",
    printFields: "협력 분야",
    printTitle: "협약",
    unknownDay: "미상",
  },
  en: {
    printTable: (n) => count(n, "agreement", "agreements"),
    printSources: "Sources",
    printParties: "Parties",
    printFields: "Fields",
    printTitle: "Agreement",
    unknownDay: "unknown",
  },
});

const PAPER = { width: 1180, height: 640 }; // the network on A4 landscape, in the pixels of its sheet
const MOST_PRINTED = 1000; // agreements; who prints more wants the table as a file

/** A text as a string of CSS, every character of it escaped that is no letter or digit. */
const cssString = (text) =>
  `"${[...text].map((char) => (/[\p{L}\p{N}]/u.test(char) ? char : `\\${char.codePointAt(0).toString(16)} `)).join("")}"`;

/** The foot of every page: what it was made of, and its number. */
function footRules() {
  const foot = cssString(origin().join(" · "));
  const type = "font: 8pt sans-serif; color: #555";
  return `@page { @bottom-left { content: ${foot}; ${type} } @bottom-right { content: counter(page) " / " counter(pages); ${type} } }`;
}

const paperSheet = new CSSStyleSheet();
document.adoptedStyleSheets = [...document.adoptedStyleSheets, paperSheet];

function printedTable(deals) {
  const bodies = shown().organizations;
  const parties = (agreement) =>
    agreement.parties
      .filter((party) => bodies.has(party.organization))
      .map((party) => nameOf(party.organization).text);
  const row = (agreement) => {
    const node = nodes.get(agreement.iri);
    const cells = [
      agreement.signed ? dateText(agreement.signed) : ui().unknownDay,
      conceptText(node.status),
      [...new Set(parties(agreement))].join(", "),
      conceptTexts(node.fields).join(", "),
    ];
    return el(
      "tr",
      {},
      el("th", { scope: "row" }, words(nameOf(agreement.iri))),
      ...cells.map((text) => el("td", {}, text)),
    );
  };
  const heads = [ui().printTitle, ui().signed, ui().status, ui().printParties, ui().printFields];
  const head = el("tr", {}, ...heads.map((name) => el("th", { scope: "col" }, name)));
  return el("table", {}, el("thead", {}, head), el("tbody", {}, ...deals.map(row)));
}

/** Every source of these agreements once, in the order of the table. */
function printedSources(deals) {
  const sources = new Map(
    deals.flatMap((agreement) => agreement.sources).map((source) => [source.iri, source]),
  );
  const line = (source) => {
    const title = pick(source.title);
    const about = [title && words(title), sourceLine(source), source.url].filter(Boolean);
    const told = about.length ? about : [localName(source.iri)];
    return el("li", {}, ...told.flatMap((part, at) => (at ? [" · ", part] : [part])));
  };
  return el("ol", {}, ...[...sources.values()].map(line));
}

function fillPaper() {
  const all = shownAgreements();
  const deals = all.slice(0, MOST_PRINTED);
  const sheet = onPaper(() => sheetOf({ ...PAPER, seen: false, foot: false }));
  sheet.removeAttribute("width");
  sheet.removeAttribute("height");
  const left = all.length - deals.length;
  byId("paper").replaceChildren(
    el("div", { class: "sheet" }, sheet),
    el("h2", {}, ui().printTable(all.length)),
    printedTable(deals),
    left ? el("p", {}, ui().more(left)) : "",
    el("h2", {}, ui().printSources),
    printedSources(deals),
    el("p", { class: "origin" }, [...origin(), ui().note].join(" · ")),
  );
  paperSheet.replaceSync(footRules());
}

window.addEventListener("beforeprint", fillPaper);
window.addEventListener("afterprint", () => byId("paper").replaceChildren());
