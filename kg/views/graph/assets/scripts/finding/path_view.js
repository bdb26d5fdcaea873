// Two bodies and what lies between them: the boxes to choose them, and the ways as sentences with their words.

addWords({
  ko: {
    pathTitle: "두 기관 사이의 경로",
    pathOpen: "두 기관 사이의 경로 찾기",
    pathFrom: "시작 기관",
    pathTo: "끝 기관",
    pathSwap: "시작과 끝 바꾸기",
    pathHelp: "두 기관을 고르면, 협약을 따라 가장 짧게 이어지는 길을 모두 보여 줍니다.",
    pathCount: (n, steps) =>
      steps === 1
        ? `두 기관이 함께한 협약 ${n.toLocaleString("ko")}건`
        : `협약 ${steps}건을 거치는 가장 짧은 경로 ${n.toLocaleString("ko")}개`,
    pathFirst: (few, n) => `${n.toLocaleString("ko")}개 가운데 처음 ${few}개`,
    pathNone: "두 기관을 잇는 경로가 없습니다.",
    pathNoneFiltered: "지금의 필터로는 두 기관을 잇는 경로가 없습니다.",
    pathSame: "서로 다른 두 기관을 고르십시오.",
    pathFiltered: (a, n) => `필터에 맞는 협약 ${n}건 가운데 ${a}건 안에서 찾았습니다.`,
    pathNumber: (n) => `경로 ${n}`,
    partners: "함께한 기관",
    partnerNote: (n) => `함께한 협약 ${n}건`,
    partnerOther: "다른 기관과의 연결 찾기",
    morePartners: (n) => `기관 ${n}곳 더`,
  },
  en: {
    pathTitle: "Paths between two organisations",
    pathOpen: "Find paths between two organisations",
    pathFrom: "From",
    pathTo: "To",
    pathSwap: "Swap the two",
    pathHelp: "Choose two organisations to see every shortest way from one to the other along agreements.",
    pathCount: (n, steps) =>
      steps === 1
        ? `${count(n, "agreement that both take part in", "agreements that both take part in")}`
        : `${count(n, "shortest path", "shortest paths")} of ${steps} agreements`,
    pathFirst: (few, n) => `first ${few} of ${n.toLocaleString("en")}`,
    pathNone: "No path leads from one to the other.",
    pathNoneFiltered: "No path under these filters.",
    pathSame: "Choose two different organisations.",
    pathFiltered: (a, n) =>
      `Searched within the ${a} of ${count(n, "agreement", "agreements")} that pass the filters.`,
    pathNumber: (n) => `Path ${n}`,
    partners: "Partners",
    partnerNote: (n) => count(n, "shared agreement", "shared agreements"),
    partnerOther: "Find what ties it to another organisation",
    morePartners: (n) => count(n, "more organisation", "more organisations"),
  },
});

const MOST_PARTNERS = 8;
const finding = { open: false, from: null, to: null };

/** Opens the boxes, with one end chosen already where it is known. */
function openPaths(from = null, to = null) {
  Object.assign(finding, { open: true, from, to });
  update({ selected: null, path: from && to && from !== to ? { from, to } : null });
  showPanel();
  byId(from ? "path-to" : "path-from").focus();
}

function closePaths() {
  Object.assign(finding, { open: false, from: null, to: null });
  update({ path: null });
  showPanel();
  byId("heading").focus({ preventScroll: true });
}

function chooseEnd(end, iri) {
  finding[end] = iri;
  const { from, to } = finding;
  update({ path: from && to && from !== to ? { from, to } : null });
  showPanel();
  byId(!to ? "path-to" : !from ? "path-from" : "heading").focus({ preventScroll: true });
  if (from && to) announce(pathSummary());
}

/** The words by which a body's part in an agreement is known. */
function tieOf(deal, body) {
  const agreement = details(deal);
  const party = agreement?.parties.find(({ organization }) => organization === body);
  if (!party) return null;
  const quotes = evidence(party.quotes, agreement.sources);
  const as = written(party.name_as_written, party.quotes, "asWritten");
  if (!as && !quotes.length) return null;
  return el("div", { class: "tie" }, words(nameOf(body), "span", { class: "small" }), as, ...quotes);
}

/** A name in a sentence, as a link within the page that selects its node. */
const nodeLink = (iri) => {
  const choose = (event) => {
    event.preventDefault();
    select(iri, { focus: true });
  };
  const href = addressOf({ ...state, selected: iri });
  return el("a", { href, class: "inline", on: { click: choose } }, words(nameOf(iri)));
};

/** One way, as a sentence: body — (agreement) — body …, and below it the words that tie each pair. */
function pathRow(path, at) {
  const sentence = path.flatMap((iri, i) => [
    i ? el("span", { class: "dash", "aria-hidden": "true" }, " — ") : null,
    isAgreement(iri) ? el("span", { class: "deal" }, "(", nodeLink(iri), ")") : nodeLink(iri),
  ]);
  const deals = path.filter(isAgreement);
  const ties = deals.flatMap((deal) => {
    const i = path.indexOf(deal);
    const said = [path[i - 1], path[i + 1]].map((body) => tieOf(deal, body));
    return [deals.length > 1 && said.some(Boolean) ? words(nameOf(deal), "h4") : null, ...said];
  });
  return el(
    "li",
    { "aria-label": ui().pathNumber(at + 1) },
    el("p", { class: "path" }, ...sentence),
    ...ties,
  );
}

function pathSummary() {
  const { from, to } = finding;
  if (from === to) return ui().pathSame;
  const { count: n, paths: found } = chosenPaths();
  const all =
    shown().agreements.size === agreements.length && shown().organizations.size === organizations.length;
  if (!n) return all ? ui().pathNone : ui().pathNoneFiltered;
  const few = found.length < n ? ` (${ui().pathFirst(found.length, n)})` : "";
  return `${ui().pathCount(n, (found[0].length - 1) / 2)}${few}`;
}

/** What the filters leave of the agreements, where they leave not all. */
function pathScope() {
  const [a, n] = [shown().agreements.size, agreements.length];
  return a < n ? el("p", { class: "small" }, ui().pathFiltered(a, n)) : null;
}

function pathBoxes() {
  const end = (key, label) =>
    finderField({
      id: `path-${key}`,
      label,
      value: finding[key] ? nameOf(finding[key]).text : "",
      allowed: (iri) => !isAgreement(iri),
      choose: ({ iri }) => chooseEnd(key, iri),
    }).element;
  const swap = () => {
    Object.assign(finding, { from: finding.to, to: finding.from });
    chooseEnd("to", finding.to);
  };
  const button = el("button", { type: "button", class: "quiet", on: { click: swap } }, "⇅ ", ui().pathSwap);
  return el(
    "div",
    { class: "ends" },
    end("from", ui().pathFrom),
    end("to", ui().pathTo),
    finding.from && finding.to ? button : null,
  );
}

function pathView() {
  const both = finding.from && finding.to;
  const { paths: found } = chosenPaths();
  return [
    el("h2", { id: "heading", tabindex: "-1" }, ui().pathTitle),
    both ? null : el("p", { class: "lead" }, ui().pathHelp),
    pathBoxes(),
    both ? el("p", { class: "answer" }, pathSummary()) : null,
    both ? pathScope() : null,
    found.length ? el("ol", { class: "rows paths" }, ...found.map(pathRow)) : null,
  ];
}

/** The bodies that share agreements with one, those with most first; each opens what ties the two. */
function partnersOf(iri) {
  const shared = new Map();
  for (const deal of neighbours.get(iri))
    for (const other of neighbours.get(deal))
      if (other !== iri) shared.set(other, (shared.get(other) ?? 0) + 1);
  const order = ([a, m], [b, n]) => n - m || nameOf(a).text.localeCompare(nameOf(b).text, state.lang);
  const row = ([other, n]) => nodeButton(other, small(ui().partnerNote(n)), () => openPaths(iri, other));
  const [first, rest] = [
    [...shared].sort(order).slice(0, MOST_PARTNERS),
    [...shared].sort(order).slice(MOST_PARTNERS),
  ];
  const more = rest.length
    ? el(
        "details",
        { class: "wordings" },
        el("summary", {}, ui().morePartners(rest.length)),
        list(rest.map(row)),
      )
    : null;
  const other = el(
    "button",
    { type: "button", class: "quiet", on: { click: () => openPaths(iri) } },
    ui().partnerOther,
  );
  return section(ui().partners, list(first.map(row)), more, other);
}

/** Opens the boxes for the ends that the state names. */
function showPaths() {
  if (!state.path) return;
  Object.assign(finding, { open: true, ...state.path });
  const { paths: found } = chosenPaths();
  if (found.length) frame([...new Set(found.flat())].filter(isVisible));
}

addPanel(() => (finding.open && !state.tie ? pathView() : null), closePaths);
onUpdate((changed) => {
  if (changed.has("path")) showPaths();
  if ((changed.has("path") || (state.path && changed.has("shown"))) && !state.selected) showPanel();
});
