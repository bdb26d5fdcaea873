// Where sources disagree: what each of them says, beside what the page shows.

addWords({
  ko: {
    claims: "출처마다 다른 내용",
    claimsNote: "가장 많은 출처가 말하는 값을 위에 보여 줍니다. 같으면 먼저 보도된 출처를 따릅니다.",
    claimNames: { signedOn: "체결일", type: "종류", party: "참여 기관", claimedState: "상태" },
  },
  en: {
    claims: "Where sources disagree",
    claimsNote:
      "The value that most sources state is shown above; among equals, that of the earliest source.",
    claimNames: { signedOn: "Signed", type: "Kind", party: "Party", claimedState: "State" },
  },
});

/** The value of a claim, as a reader knows it: a name, a date, or the text itself. */
function claimValue({ property, value, label, on }) {
  const name = localName(property);
  const thing = name === "party" && nodes.has(value) ? nameOf(value) : (pick(label) ?? null);
  const told =
    thing ??
    (name === "signedOn"
      ? { text: dateText(value), lang: state.lang }
      : plain(/^https?:/.test(value) ? localName(value) : value));
  return [words(told, "span", { class: "name" }), on ? ` (${dateText(on)})` : ""];
}

/** Claims of one property and value stand together: the value, and the words and sources that say so. */
function claimsOf(agreement) {
  const groups = new Map();
  for (const claim of agreement.claims) {
    const key = `${claim.property}\n${claim.value}\n${claim.on ?? ""}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(claim);
  }
  if (!groups.size) return null;
  const row = ([first, ...rest]) => {
    const all = [first, ...rest];
    const said = all.flatMap(({ quotes }) => quotes);
    const numbers = all.map(({ source }) => agreement.sources.findIndex(({ iri }) => iri === source) + 1);
    const known = [...new Set(numbers)].filter(Boolean).sort((a, b) => a - b);
    const links = commas(known.map((number) => sourceLink(agreement.sources, number)));
    const name = localName(first.property);
    const label = Object.hasOwn(ui().claimNames, name) ? ui().claimNames[name] : name;
    return [
      el("p", {}, el("span", { class: "tag" }, label), " ", ...claimValue(first), " "),
      links.length && !said.length ? el("p", { class: "small" }, `${ui().sourcesOfWords} `, ...links) : null,
      ...evidence(said, agreement.sources),
    ];
  };
  return section(
    ui().claims,
    list([...groups.values()].map(row)),
    el("p", { class: "small" }, ui().claimsNote),
  );
}
