// Brings the parts together: selection, language, pointer and keys.

addWords({
  ko: {
    newest: (day) => `가장 새로운 출처 ${day}`,
    build: (id) => `빌드 ${id}`,
    wholeGraph: (a, o, allA, allO) =>
      `그래프의 협약 ${allA.toLocaleString("ko")}건 중 ${a.toLocaleString("ko")}건 · ` +
      `기관 ${allO.toLocaleString("ko")}곳 중 ${o.toLocaleString("ko")}곳`,
  },
  en: {
    newest: (day) => `newest source ${day}`,
    build: (id) => `build ${id}`,
    wholeGraph: (a, o, allA, allO) =>
      `${a.toLocaleString("en")} of the graph's ${count(allA, "agreement", "agreements")} · ` +
      `${o.toLocaleString("en")} of ${count(allO, "organisation", "organisations")}`,
  },
});

const EDGE_KEYS = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };

/** Selects a node, or nothing (null). `move` brings it into view, `focus` puts the reader at the details' heading. */
function select(iri, { move = true, focus = false } = {}) {
  const wanted = nodes.has(iri) ? iri : null;
  if (wanted) {
    reveal(wanted);
    openFor(wanted);
  }
  update({ selected: wanted, tie: null });
  if (wanted && move) fitSelection();
  if (focus) byId("heading").focus({ preventScroll: true });
}

/** What the page was made of and by: the program, the graph and its newest source, and how much of it is here. */
function origin() {
  const [a, o] = [agreements.length, organizations.length];
  const part = index.whole && (index.whole[0] !== a || index.whole[1] !== o);
  return [
    index.generator,
    part ? ui().wholeGraph(a, o, ...index.whole) : ui().counts(a, o),
    index.date && ui().newest(dateText(index.date)),
    index.build && ui().build(index.build),
  ].filter(Boolean);
}

/** Puts the whole page into its language. */
function translate() {
  document.documentElement.lang = state.lang;
  const [a, o] = [agreements.length, organizations.length];
  document.querySelectorAll("[data-text]").forEach((element) => {
    element.textContent = ui()[element.dataset.text];
  });
  document.querySelectorAll("[data-label]").forEach((element) => {
    element.setAttribute("aria-label", ui()[element.dataset.label]);
    if (element.matches("button")) element.title = ui()[element.dataset.label];
  });
  document.querySelectorAll("[data-lang]").forEach((button) => {
    button.setAttribute("aria-pressed", String(button.dataset.lang === state.lang));
  });
  byId("search").placeholder = ui().searchHint;
  byId("generator").textContent = origin().join(" · ");
  stage.setAttribute("aria-label", ui().graphLabel(a, o));
}

function entitle() {
  document.title = state.selected ? `${nameOf(state.selected).text} – ${ui().title}` : ui().title;
}

function stageKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const run =
    {
      "+": () => zoomBy(1.25),
      "=": () => zoomBy(1.25),
      "-": () => zoomBy(0.8),
      0: () => fitAll(),
    }[event.key] ??
    (EDGE_KEYS[event.key] && (() => panBy(...EDGE_KEYS[event.key])));
  if (!run) return;
  event.preventDefault();
  run();
}

function listen() {
  const press = (id, run) => byId(id).addEventListener("click", run);
  press("zoom-in", () => zoomBy(1.25));
  press("zoom-out", () => zoomBy(0.8));
  press("fit", () => fitAll());
  press("toggle", () => {
    const open = byId("sheet").classList.toggle("open");
    byId("toggle").setAttribute("aria-expanded", String(open));
  });
  press("skip", (event) => {
    event.preventDefault();
    select(null, { focus: true });
  });
  document
    .querySelectorAll("[data-lang]")
    .forEach((button) =>
      button.addEventListener("click", () => update({ lang: button.dataset.lang }, "replace")),
    );
  document.addEventListener(
    "keydown",
    (event) => event.key === "Escape" && (state.selected || state.tie ? select(null) : stepOut()),
  );
  stage.addEventListener("keydown", stageKey);
  window.addEventListener("popstate", follow);
  window.addEventListener("hashchange", follow);
}

onUpdate((changed) => {
  if (changed.has("lang")) translate();
  if (changed.has("lang") || changed.has("selected")) entitle();
  if (changed.has("selected"))
    announce(state.selected ? ui().selected(nameOf(state.selected).text) : ui().cleared);
});

/** Shows what the address names, and brings it into view. */
function follow() {
  const { selected } = state;
  readAddress();
  if (state.selected !== selected) fitSelection();
}

function start() {
  Object.assign(state, viewIn(location.hash));
  settleColours();
  startNetwork();
  for (const begin of [
    startSearch,
    startMenu,
    startModes,
    startFilters,
    startActive,
    startYears,
    startTheme,
    startPointer,
    startParts,
  ])
    begin();
  byId("empty").hidden = nodes.size > 0;
  byId("controls").hidden = !view.network;
  if (state.selected) openFor(state.selected);
  for (const show of [translate, entitle, showModes, showActive, showCounts, showLegend]) show();
  for (const show of [showYears, showAround, showSurface, showParts]) show();
  fitSelection(false);
  listen();
  showPaths();
  startStory();
  whenComplete(showPanel);
}

start();
