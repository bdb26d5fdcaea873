// The list beside the drawing of a large network: the groups, the nodes of the open group, or all bodies by their measure.

addWords({
  ko: {
    groupsHeading: "묶음",
    groupsIntro:
      "협약으로 서로 가깝게 이어진 기관들을 묶었습니다. 이름은 그 안에서 가장 중심에 있는 기관들입니다.",
    openHeading: "이 묶음의 기관과 협약",
    wholeHeading: "전체에서 지표가 큰 기관",
  },
  en: {
    groupsHeading: "Groups",
    groupsIntro:
      "Bodies that agreements tie closely together form a group. It is named by the bodies at its centre.",
    openHeading: "Organisations and agreements of this group",
    wholeHeading: "The highest-ranking organisations",
  },
});

function groupButton(id) {
  const tally = tallies()[id];
  const note = small(ui().agreementsOf(tally.agreements), ui().organizationsOf(tally.organizations));
  const label = el("span", { class: "text" }, words(groupTitle(id), "span", { class: "name" }), note);
  const on = { click: () => openPart(id, { focus: true }) };
  return el("button", { type: "button", class: "node", on }, label);
}

const listedPart = (name, iris, line) => (iris.length ? section(name, ...longList(iris, line)) : null);

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
