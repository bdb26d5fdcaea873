// Brings the parts together: selection, language, address, pointer and keys.

const EDGE_KEYS = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };

/** Selects a node, or nothing (null). `move` brings it into view, `focus` puts the reader at the details' heading. */
function select(iri, { move = true, focus = false, remember = true } = {}) {
  const wanted = nodes.has(iri) ? iri : null;
  const changed = wanted !== state.selected;
  state.selected = wanted;
  if (wanted && !isVisible(wanted)) {
    state.hidden.delete(groupOf(wanted));
    showLegend();
  }
  showPanel();
  restyle();
  restyleEdges();
  if (wanted && move) fitSelection();
  document.title = wanted ? `${nameOf(wanted).text} – ${ui().title}` : ui().title;
  if (remember && changed) writeAddress(true);
  if (focus) byId("heading").focus({ preventScroll: true });
  if (changed) announce(wanted ? ui().selected(nameOf(wanted).text) : ui().cleared);
}

/** The language and the selection live in the address, so that a link brings the reader to the same place. */
function writeAddress(newEntry) {
  const parts = new URLSearchParams();
  if (state.selected) parts.set("node", state.selected);
  if (state.lang !== "ko") parts.set("lang", state.lang);
  const hash = `#${parts}`;
  if (hash === location.hash || (hash === "#" && !location.hash)) return;
  try {
    history[newEntry ? "pushState" : "replaceState"](null, "", hash);
  } catch {
    // A page shown inside another one may not own its address; it works without.
  }
}

function readAddress() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const lang = parts.get("lang") === "en" ? "en" : "ko";
  if (lang !== state.lang) speak(lang, false);
  if ((parts.get("node") ?? null) !== state.selected) select(parts.get("node"), { remember: false });
}

/** Puts the whole page into a language. */
function speak(lang, remember = true) {
  state.lang = lang;
  document.documentElement.lang = lang;
  const [a, o] = [agreements.size, organizations.size];
  document.querySelectorAll("[data-text]").forEach((element) => {
    element.textContent = ui()[element.dataset.text];
  });
  document.querySelectorAll("[data-label]").forEach((element) => {
    element.setAttribute("aria-label", ui()[element.dataset.label]);
    if (element.matches("button")) element.title = ui()[element.dataset.label];
  });
  document.querySelectorAll("[data-lang]").forEach((button) => {
    button.setAttribute("aria-pressed", String(button.dataset.lang === lang));
  });
  byId("search").placeholder = ui().searchHint;
  byId("counts").textContent = ui().counts(a, o);
  byId("generator").textContent = [payload.generator, ui().counts(a, o)].filter(Boolean).join(" · ");
  stage.setAttribute("aria-label", ui().graphLabel(a, o));
  document.title = state.selected ? `${nameOf(state.selected).text} – ${ui().title}` : ui().title;
  showLegend();
  showPanel();
  restyle();
  if (remember) writeAddress(false);
}

function pointAt(event) {
  const box = stage.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}

function hover(event) {
  const iri = event ? nodeAt(pointAt(event)) : null;
  const tip = byId("tip");
  if (iri !== state.hovered) {
    state.hovered = iri;
    restyle();
  }
  stage.classList.toggle("pointing", iri !== null);
  tip.hidden = iri === null;
  if (iri === null) return;
  const note = isAgreement(iri)
    ? agreementNote(agreements.get(iri))
    : small(words(groupName(groupOf(iri))), ui().agreementCount(neighbours.get(iri).size));
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
    .forEach((button) => button.addEventListener("click", () => speak(button.dataset.lang)));
  document.addEventListener("keydown", (event) => event.key === "Escape" && state.selected && select(null));
  stage.addEventListener("keydown", stageKey);
  stage.addEventListener("mousemove", hover);
  stage.addEventListener("mouseleave", () => hover(null));
  if (view.network) view.network.on("click", ({ pointer }) => select(nodeAt(pointer.DOM), { move: false }));
  window.addEventListener("popstate", readAddress);
  window.addEventListener("hashchange", readAddress);
  const repaint = () => {
    showLegend();
    showPanel();
    restyle();
    restyleEdges();
  };
  darkMedia.addEventListener("change", repaint);
  window.addEventListener("beforeprint", () => {
    looks.printing = true;
    repaint();
  });
  window.addEventListener("afterprint", () => {
    looks.printing = false;
    repaint();
  });
}

/** What tests and other programs may ask: the selection, the language, and where each node is drawn in the window. */
function snapshot() {
  const box = stage.getBoundingClientRect();
  const drawn = view.spots.map(({ iri, x, y }) => [iri, { x: x + box.left, y: y + box.top }]);
  return {
    selected: state.selected,
    lang: state.lang,
    hidden: [...state.hidden],
    nodes: view.network ? view.network.body.data.nodes.length : 0,
    edges: view.edges ? view.edges.length : 0,
    drawn: Object.fromEntries(drawn),
    named: view.placed.map(({ label }) => label.iri),
  };
}

function start() {
  startNetwork();
  startSearch();
  byId("empty").hidden = agreements.size > 0 || nodes.size > 0;
  byId("controls").hidden = !view.network;
  speak("ko", false);
  fitAll(false);
  restyleEdges();
  listen();
  readAddress();
}

start();
const ready = new Promise((resolve) => {
  requestAnimationFrame(() => requestAnimationFrame(() => resolve(true)));
});
window.kgPage = Object.freeze({ select: (iri) => select(iri), state: snapshot, ready });
