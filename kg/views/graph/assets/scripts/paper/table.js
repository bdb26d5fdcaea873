// What is shown as a table: a row for each part of a body in an agreement, with its words and sources; safe in a spreadsheet.

addWords({
  ko: {
    columns: {
      agreement: "협약",
      title: "협약 이름",
      signed: "체결일",
      kind: "종류",
      status: "상태",
      fields: "협력 분야",
      organization: "기관",
      name: "기관 이름",
      type: "기관 유형",
      role: "역할",
      written: "적힌 이름",
      words: "출처에 적힌 말",
      sources: "출처",
    },
  },
  en: {
    columns: {
      agreement: "agreement",
      title: "title",
      signed: "signed",
      kind: "kind",
      status: "state",
      fields: "fields",
      organization: "organisation",
      name: "name",
      type: "type",
      role: "role",
      written: "written_as",
      words: "words_of_the_source",
      sources: "sources",
    },
  },
});

/** A cell of CSV. What a spreadsheet would take for a formula gets a quote before it (OWASP, CSV Injection). */
function cell(text) {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /["\n\r,;\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The names of concepts, each once. */
const conceptTexts = (found) => [...new Set(found.map(conceptText))];
const conceptText = (concept) => (concept ? named(concept).text : "");

function partRow(agreement, party) {
  const node = nodes.get(agreement.iri);
  return {
    agreement: agreement.iri,
    title: nameOf(agreement.iri).text,
    signed: agreement.signed ?? "",
    kind: conceptText(node.kind),
    status: conceptText(node.status),
    fields: conceptTexts(node.fields).join("; "),
    organization: party.organization,
    name: nameOf(party.organization).text,
    type: conceptText(nodes.get(party.organization).type),
    role: conceptText(party.role),
    written: party.name_as_written ?? "",
    words: [...new Set(party.quotes.map(({ exact }) => exact))].join("; "),
    sources: agreement.sources.map(({ url, iri }) => url ?? iri).join(" "),
  };
}

/** The agreements that are shown, the newest first. */
const shownAgreements = () => inOrder(shown().agreements, [])[0].map(details).filter(Boolean);

/** The table as CSV (RFC 4180) with the mark by which Excel knows UTF-8. */
function tableText() {
  const names = Object.keys(ui().columns);
  const bodies = shown().organizations;
  const rows = shownAgreements().flatMap((agreement) =>
    agreement.parties
      .filter((party) => bodies.has(party.organization))
      .map((party) => partRow(agreement, party)),
  );
  const lines = [
    names.map((name) => ui().columns[name]),
    ...rows.map((row) => names.map((name) => row[name])),
  ];
  return `\ufeff${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}
