// The filters on fields, kinds, states and types: lists to tick, with how many would be shown of how many.

addWords({
  ko: {
    filters: "필터",
    closeFilters: "필터 닫기",
    facets: { field: "협력 분야", kind: "협약 종류", status: "상태", type: "기관 유형" },
    none: "밝혀지지 않음",
    share: (n, all) => `${n.toLocaleString("ko")}/${all.toLocaleString("ko")}`,
    shareLabel: (n, all) => `전체 ${all.toLocaleString("ko")} 중 ${n.toLocaleString("ko")}`,
    shownOf: (a, ofA, o, ofO) =>
      `협약 ${ofA.toLocaleString("ko")}건 중 ${a.toLocaleString("ko")}건 · 기관 ${ofO.toLocaleString("ko")}곳 중 ${o.toLocaleString("ko")}곳`,
  },
  en: {
    filters: "Filters",
    closeFilters: "Close the filters",
    facets: {
      field: "Field of co-operation",
      kind: "Kind of agreement",
      status: "State",
      type: "Type of organisation",
    },
    none: "Not stated",
    share: (n, all) => `${n.toLocaleString("en")}/${all.toLocaleString("en")}`,
    shareLabel: (n, all) => `${n.toLocaleString("en")} of ${all.toLocaleString("en")}`,
    shownOf: (a, ofA, o, ofO) =>
      `${a.toLocaleString("en")} of ${count(ofA, "agreement", "agreements")} · ` +
      `${o.toLocaleString("en")} of ${count(ofO, "organisation", "organisations")}`,
  },
});

const LONG = 30; // values from which a list scrolls by itself

/** The things that a facet counts: agreements, but bodies for their type. */
const counted = (facet) => (facet === "type" ? organizations : agreements);

/** Value -> how many things have it, of those in `iris`. */
function tally(facet, iris) {
  const counts = new Map();
  for (const iri of iris) {
    for (const value of new Set(valuesOf(nodes.get(iri), facet)))
      counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

/** Facet -> value -> count in the whole page, the most frequent value first and “not stated” last. */
const totals = new Map(
  FACETS.map((facet) => {
    const last = (value) => (value === NONE ? 1 : 0);
    const order = ([a, m], [b, n]) => last(a) - last(b) || n - m || (a < b ? -1 : 1);
    return [facet, new Map([...tally(facet, counted(facet))].sort(order))];
  }),
);

const valueName = (value) =>
  value === NONE ? { text: ui().none, lang: state.lang } : named(conceptOf.get(value) ?? { iri: value });

function toggleValue(facet, value) {
  const chosen = new Set(state.facets[facet]);
  if (!chosen.delete(value)) chosen.add(value);
  update({ facets: { ...state.facets, [facet]: chosen } });
}

const panel = { rows: [], lang: null };

/** Makes the lists anew, as for another language. */
function buildFacets() {
  panel.rows = [];
  panel.lang = state.lang;
  const group = (facet) => {
    const lines = [...totals.get(facet)].map(([value, total]) => {
      const box = el("input", { type: "checkbox", on: { change: () => toggleValue(facet, value) } });
      const share = el("span", { class: "count" });
      panel.rows.push({ facet, value, total, box, share });
      return el("li", {}, el("label", { class: "check" }, box, words(valueName(value)), share));
    });
    return el(
      "details",
      { open: "" },
      el("summary", {}, ui().facets[facet]),
      el("ul", { class: lines.length > LONG ? "values long" : "values" }, ...lines),
    );
  };
  const told = FACETS.filter((facet) => [...totals.get(facet).keys()].some((value) => value !== NONE));
  byId("facets").replaceChildren(...told.map(group));
}

/** Brings ticks and counts up to date; a count says what is shown under all the other filters. */
function showFacets() {
  if (byId("filters").hidden) return;
  if (panel.lang !== state.lang) buildFacets();
  const counts = new Map(
    FACETS.map((facet) => {
      const { deals, bodies } = passing(facet);
      return [facet, tally(facet, facet === "type" ? bodies : deals)];
    }),
  );
  for (const { facet, value, total, box, share } of panel.rows) {
    const number = counts.get(facet).get(value) ?? 0;
    box.checked = state.facets[facet].has(value);
    box.closest("li").classList.toggle("empty", number === 0);
    share.textContent = ui().share(number, total);
    share.title = ui().shareLabel(number, total);
  }
  byId("filter-count").textContent = shownText();
}

/** How much is shown of how much, in words. */
function shownText() {
  const { agreements: deals, organizations: bodies } = shown();
  return ui().shownOf(deals.size, agreements.length, bodies.size, organizations.length);
}

function openFilters(open) {
  byId("filters").hidden = !open;
  byId("filter-open").setAttribute("aria-expanded", String(open));
  showFacets();
  (open ? byId("filter-close") : byId("filter-open")).focus({ preventScroll: true });
}

function startFilters() {
  byId("filter-open").addEventListener("click", () => openFilters(byId("filters").hidden));
  byId("filter-close").addEventListener("click", () => openFilters(false));
  byId("filters").addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    openFilters(false);
  });
}

onUpdate((changed) => {
  if (changed.has("shown") || changed.has("lang")) showFacets();
});
