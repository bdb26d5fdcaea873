// A line of the drawing: between two bodies the agreements that they share, else one body's part in one agreement.

addWords({
  ko: {
    tie: "함께한 협약",
    part: "협약 참여",
    tieCount: (n) => `함께한 협약 ${n.toLocaleString("ko")}건`,
    gone: "지금의 필터에서는 함께한 협약이 보이지 않습니다.",
  },
  en: {
    tie: "Shared agreements",
    part: "Part in an agreement",
    tieCount: (n) => `${count(n, "shared agreement", "shared agreements")}`,
    gone: "Under the present filters they share no agreement.",
  },
});

const ends = ({ from, to }) => [from, to];

/** Whether an edge is the chosen one. */
const isTie = (edge) => state.tie !== null && ends(state.tie).every((iri) => ends(edge).includes(iri));

/** The edges between the two ends that are shown: one, or several for several parts in one agreement. */
const tieEdges = () => (state.tie ? shown().edges.filter(isTie) : []);

/** The words that say that a body takes part in an agreement. */
function partWords(agreement, iri) {
  return agreement.parties
    .filter((party) => party.organization === iri)
    .flatMap((party) => [
      el(
        "p",
        { class: "small" },
        words(nameOf(iri)),
        party.role ? " · " : null,
        party.role && words(named(party.role)),
      ),
      written(party.name_as_written, party.quotes, "asWritten"),
      ...evidence(party.quotes, agreement.sources),
    ]);
}

function tieView() {
  const { from, to } = state.tie;
  const bodies = ends(state.tie).filter((iri) => !isAgreement(iri));
  const deals = isAgreement(from) ? [from] : tieEdges().flatMap((edge) => edge.agreements);
  const rows = deals.map((iri) => [
    nodeButton(iri, agreementNote(iri)),
    ...bodies.flatMap((body) => (details(iri) ? partWords(details(iri), body) : [])),
  ]);
  const title = [nameOf(from), nameOf(to)];
  return [
    el("p", { class: "kicker" }, isAgreement(from) ? ui().part : ui().tie),
    el("h2", { id: "heading", tabindex: "-1" }, words(title[0]), " – ", words(title[1])),
    section(ui().organizations, list(bodies.map((iri) => nodeButton(iri, organizationNote(iri))))),
    deals.length
      ? section(isAgreement(from) ? ui().agreement : ui().tieCount(deals.length), list(rows))
      : el("p", { class: "lead" }, ui().gone),
  ];
}

/** Chooses a line, as a click on it does; null lets it go. */
function selectTie(edge) {
  update({ tie: edge && { from: edge.from, to: edge.to }, selected: null });
}

/** What to say of a line under the pointer. */
function tieTip(edge) {
  const note = edge.agreements ? ui().tieCount(edge.weight) : ui().part;
  return [el("strong", {}, words(nameOf(edge.from)), " – ", words(nameOf(edge.to))), small(note)];
}

onEmphasis(() => (state.tie ? ends(state.tie) : null));
addPanel(() => (state.tie && !state.selected ? tieView() : null));
