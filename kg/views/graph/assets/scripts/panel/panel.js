// The details beside the drawing: the whole list, one agreement, or one organisation.

addWords({
  ko: {
    panel: "자세히 보기",
    toggle: "정보 창 펼치거나 접기",
    all: "전체 목록",
    back: "전체 목록",
    intro: "그림이나 목록에서 협약 또는 기관을 고르면, 출처에 적힌 말과 함께 자세한 내용이 나타납니다.",
    more: (n) => `더 보기 (${n.toLocaleString("ko")}개 남음)`,
    hiddenHere: (n) => `필터에 걸려 보이지 않는 ${n.toLocaleString("ko")}개는 목록에 없습니다.`,
  },
  en: {
    panel: "Details",
    toggle: "Expand or collapse the details",
    all: "Everything in this graph",
    back: "All entries",
    intro:
      "Choose an agreement or an organisation, in the drawing or in this list, to read what the sources say of it.",
    more: (n) => `Show more (${n.toLocaleString("en")} left)`,
    hiddenHere: (n) =>
      `${count(n, "entry", "entries")} that the filters hide ${n === 1 ? "is" : "are"} not listed.`,
  },
});

const fact = (name, ...values) => [el("dt", {}, name), el("dd", {}, ...values)];
const section = (name, ...content) => el("section", {}, el("h3", {}, name), ...content);

/** A button with a node's shape, its name, and a line below; it selects the node, or does what is said. */
function nodeButton(iri, note = null, choose = () => select(iri, { focus: true })) {
  const { collective } = nodes.get(iri);
  const label = el("span", { class: "text" }, words(nameOf(iri), "span", { class: "name" }), note);
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

function agreementNote(iri) {
  const { signed } = nodes.get(iri);
  const size = ui().partyCount(neighbours.get(iri).size);
  return small(...[signed ? dateText(signed) : null, size].filter(Boolean));
}

function organizationNote(iri) {
  const { type } = nodes.get(iri);
  const size = ui().agreementCount(neighbours.get(iri).size);
  return small(...[type && words(named(type)), size].filter(Boolean));
}

/** The agreements, the newest first, and the bodies, those with most agreements first. */
function inOrder(deals, bodies) {
  const signed = (iri) => nodes.get(iri).signed ?? "";
  const { compare } = new Intl.Collator(state.lang);
  const text = new Map([...deals, ...bodies].map((iri) => [iri, nameOf(iri).text]));
  const byName = (a, b) => compare(text.get(a), text.get(b));
  const newest = (a, b) => (signed(a) === signed(b) ? byName(a, b) : signed(a) < signed(b) ? 1 : -1);
  const largest = (a, b) => neighbours.get(b).size - neighbours.get(a).size || byName(a, b);
  return [[...deals].sort(newest), [...bodies].sort(largest)];
}

const PAGE = 100; // entries of a long list that are written at once

/** A list whose further entries are written when the reader asks for them; the button says how many are left. */
function longList(iris, line) {
  const rows = el("ul", { class: "rows" });
  const more = el("button", { type: "button", class: "more" });
  const add = () => {
    const next = iris.slice(rows.children.length, rows.children.length + PAGE);
    rows.append(...next.map((iri) => el("li", {}, nodeButton(iri, line(iri)))));
    const left = iris.length - rows.children.length;
    more.hidden = left === 0;
    more.textContent = ui().more(left);
    return rows.children[rows.children.length - next.length];
  };
  more.addEventListener("click", () => add().querySelector("button").focus());
  add();
  return [rows, more];
}

/** The list of everything that is shown: the way through the page without the drawing. */
function overview() {
  if (isLarge) return largeList();
  const [deals, bodies] = inOrder(shown().agreements, shown().organizations);
  const part = (name, iris, line) => (iris.length ? section(name, ...longList(iris, line)) : null);
  const left = nodes.size - deals.length - bodies.length;
  return [
    el("h2", { id: "heading", tabindex: "-1" }, ui().all),
    el("p", { class: "lead" }, nodes.size ? ui().intro : `${ui().empty} ${ui().emptyHint}`),
    left ? el("p", { class: "small" }, ui().hiddenHere(left)) : null,
    bodies.length > 1
      ? el("button", { type: "button", class: "quiet", on: { click: () => openPaths() } }, ui().pathOpen)
      : null,
    part(ui().agreements, deals, agreementNote),
    part(ui().organizations, bodies, organizationNote),
  ];
}

/** The name alone, while the page is still arriving. */
const arriving = (iri) => [words(nameOf(iri), "h2", { id: "heading", tabindex: "-1" })];

/** Views that stand in place of the list when nothing is selected. */
const panelViews = [];

/** Adds one: `give()` returns elements, or null to stand back; `leave()` is what its way back does. */
const addPanel = (give, leave = () => select(null, { focus: true })) => panelViews.push({ give, leave });

/** What stands in the panel when nothing is selected: {content, back}. */
function unselected() {
  for (const { give, leave } of panelViews) {
    const content = give();
    if (content) return { content, back: { text: ui().back, leave } };
  }
  return { content: overview(), back: null };
}

/** What stands in the panel for a thing; the way back leads to whatever stood there before. */
function chosen(iri) {
  const entry = details(iri);
  const view = isAgreement(iri) ? agreementView : organizationView;
  const text = finding.open ? ui().pathTitle : ui().back;
  return {
    content: entry ? view(entry) : arriving(iri),
    back: { text, leave: () => select(null, { focus: true }) },
  };
}

function showPanel() {
  const { content, back } = state.selected ? chosen(state.selected) : unselected();
  const attributes = back && { type: "button", class: "back", on: { click: back.leave } };
  const button = back && el("button", attributes, "← ", back.text);
  byId("details").replaceChildren(...[button, ...content].filter(Boolean));
  byId("details").scrollTop = 0;
}

onUpdate((changed) => {
  if (
    ["selected", "tie", "path", "lang", "theme"].some((key) => changed.has(key)) ||
    ((changed.has("shown") || changed.has("part")) && !state.selected)
  )
    showPanel();
});
