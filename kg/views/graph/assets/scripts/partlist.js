// The list beside the drawing of a large network: the groups, the nodes of the open group, or the first of all.

const LISTED = 300; // entries under one heading; more would be slow, and nobody reads them

addWords({
  ko: {
    groupsHeading: "묶음",
    groupsIntro:
      "협약으로 서로 가깝게 이어진 기관들을 묶었습니다. 이름은 그 안에서 가장 중심에 있는 기관들입니다.",
    openHeading: "이 묶음의 기관과 협약",
    wholeHeading: "전체에서 지표가 큰 기관",
    listed: (n, all) => `${all.toLocaleString("ko")}개 가운데 ${n.toLocaleString("ko")}개입니다. 나머지는 찾기로 볼 수 있습니다.`,
  },
  en: {
    groupsHeading: "Groups",
    groupsIntro:
      "Bodies that agreements tie closely together form a group. It is named by the bodies at its centre.",
    openHeading: "Organisations and agreements of this group",
    wholeHeading: "The highest-ranking organisations",
    listed: (n, all) => `${n.toLocaleString("en")} of ${all.toLocaleString("en")}; the search finds the others.`,
  },
});

function groupButton(id) {
  const tally = tallies()[id];
  const note = small(ui().agreementsOf(tally.agreements), ui().organizationsOf(tally.organizations));
  const label = el("span", { class: "text" }, words(groupTitle(id), "span", { class: "name" }), note);
  const on = { click: () => openPart(id, { focus: true }) };
  return el("button", { type: "button", class: "node", on }, label);
}

/** A heading with entries, as many as are listed, and how many there are. */
function listedPart(name, iris, line) {
  if (!iris.length) return null;
  const first = iris.slice(0, LISTED);
  const left = first.length < iris.length ? el("p", { class: "small" }, ui().listed(first.length, iris.length)) : null;
  return section(name, left, list(first.map((iri) => nodeButton(iri, line(iri)))));
}

function largeList() {
  const heading = (text) => el("h2", { id: "heading", tabindex: "-1" }, text);
  const ids = besides();
  if (ids.length) {
    const lead = el("p", { class: "lead" }, ui().groupsIntro);
    return [heading(ui().groupsHeading), lead, list(ids.map(groupButton))];
  }
  if (isWhole()) {
    const bodies = ranked().filter(isVisible);
    return [heading(ui().wholeHeading), listedPart(ui().organizations, bodies, organizationNote)];
  }
  const kept = [...drawn().nodes];
  const [deals, bodies] = inOrder(kept.filter(isAgreement), kept.filter((iri) => !isAgreement(iri)));
  return [
    heading(ui().openHeading),
    listedPart(ui().organizations, bodies, organizationNote),
    listedPart(ui().agreements, deals, agreementNote),
  ];
}
