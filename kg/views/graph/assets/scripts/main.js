// Brings the parts together: selection, language, pointer and keys.

const EDGE_KEYS = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };

/** Selects a node, or nothing (null). `move` brings it into view, `focus` puts the reader at the details' heading. */
function select(iri, { move = true, focus = false } = {}) {
  const wanted = nodes.has(iri) ? iri : null;
  if (wanted) reveal(wanted);
  update({ selected: wanted });
  if (wanted && move) fitSelection();
  if (focus) byId("heading").focus({ preventScroll: true });
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
  byId("counts").textContent = ui().counts(a, o);
  byId("generator").textContent = [index.generator, ui().counts(a, o)].filter(Boolean).join(" · ");
  stage.setAttribute("aria-label", ui().graphLabel(a, o));
}

function entitle() {
  document.title = state.selected ? `${nameOf(state.selected).text} – ${ui().title}` : ui().title;
}

function pointAt(event) {
  const box = stage.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}

function hover(event) {
  const iri = event ? nodeAt(pointAt(event)) : null;
  const tip = byId("tip");
  update({ hovered: iri }, null);
  stage.classList.toggle("pointing", iri !== null);
  tip.hidden = iri === null;
  if (iri === null) return;
  const group = words(groupName(groupOf(iri)));
  const note = isAgreement(iri)
    ? agreementNote(iri)
    : small(group, ui().agreementCount(neighbours.get(iri).size));
  tip.replaceChildren(words(nameOf(iri), "strong"), note);
  const point = pointAt(event);
  tip.style.left = `${Math.max(8, Math.min(point.x + 14, stage.clientWidth - tip.offsetWidth - 8))}px`;
  const below = point.y + 18 + tip.offsetHeight < stage.clientHeight;
  tip.style.top = `${below ? point.y + 18 : point.y - tip.offsetHeight - 10}px`;
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
  document.addEventListener("keydown", (event) => event.key === "Escape" && state.selected && select(null));
  stage.addEventListener("keydown", stageKey);
  stage.addEventListener("mousemove", hover);
  stage.addEventListener("mouseleave", () => hover(null));
  if (view.network) view.network.on("click", ({ pointer }) => select(nodeAt(pointer.DOM), { move: false }));
  window.addEventListener("popstate", follow);
  window.addEventListener("hashchange", follow);
}

/** What tests and other programs may ask: the state, what is shown, and where each node is drawn in the window. */
function snapshot() {
  const box = stage.getBoundingClientRect();
  const drawn = view.spots.map(({ iri, x, y }) => [iri, { x: x + box.left, y: y + box.top }]);
  const { facets, hidden, ...rest } = state;
  return {
    ...rest,
    hidden: [...hidden],
    facets: Object.fromEntries(FACETS.map((facet) => [facet, [...facets[facet]]])),
    nodes: shown().nodes.size,
    edges: shown().edges.length,
    agreements: [shown().agreements.size, agreements.length],
    organizations: [shown().organizations.size, organizations.length],
    drawn: Object.fromEntries(drawn),
    named: view.placed.map(({ label }) => label.iri),
  };
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
  startNetwork();
  startSearch();
  byId("empty").hidden = nodes.size > 0;
  byId("controls").hidden = !view.network;
  update(viewIn(location.hash), null);
  translate();
  entitle();
  restyle();
  restyleEdges();
  showLegend();
  fitSelection(false);
  listen();
  startStory();
  whenComplete(showPanel);
}

start();
const ready = new Promise((resolve) => {
  whenComplete(() => requestAnimationFrame(() => requestAnimationFrame(() => resolve(true))));
});
window.kgPage = Object.freeze({ select: (iri) => select(iri), state: snapshot, ready });
