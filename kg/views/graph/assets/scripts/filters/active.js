// The filters that are set, each with a way to take it back, and how much is shown of how much.

addWords({
  ko: {
    activeFilters: "적용된 필터",
    resetAll: "모두 지우기",
    remove: (name) => `${name} 필터 지우기`,
    yearSpan: (from, until) => (from === until ? `${from}년` : `${from ?? ""}–${until ?? ""}년`),
    datedOnly: "날짜 미상 제외",
    aroundChip: (name, depth) => `${name} 둘레 ${depth}단계`,
    hiddenChip: (name) => `${name} 숨김`,
    blank: "이 조건에 맞는 것이 없습니다.",
  },
  en: {
    activeFilters: "Filters in force",
    resetAll: "Reset all",
    remove: (name) => `Remove the filter ${name}`,
    yearSpan: (from, until) => (from === until ? String(from) : `${from ?? ""}–${until ?? ""}`),
    datedOnly: "Without undated",
    aroundChip: (name, depth) => `Around ${name}, depth ${depth}`,
    hiddenChip: (name) => `${name} hidden`,
    blank: "Nothing matches these filters.",
  },
});

/** The state in which nothing is filtered. */
const unfiltered = () => ({
  hidden: new Set(),
  facets: Object.fromEntries(FACETS.map((facet) => [facet, new Set()])),
  years: null,
  undated: true,
  focus: null,
});

/** The filters in force: [{name, take}], `take` being the change that takes it back. */
function activeFilters() {
  const told = (text, take) => ({ name: text, take });
  const values = FACETS.flatMap((facet) =>
    [...state.facets[facet]].map((value) =>
      told(`${ui().facets[facet]}: ${valueName(value).text}`, () => toggleValue(facet, value)),
    ),
  );
  const hidden = [...state.hidden].map((group) =>
    told(ui().hiddenChip(groupName(group).text), () => toggleGroup(group)),
  );
  const { years, focus } = state;
  return [
    focus && told(ui().aroundChip(nameOf(focus.iri).text, focus.depth), () => update({ focus: null })),
    ...values,
    years && told(ui().yearSpan(...years), () => update({ years: null })),
    !state.undated && told(ui().datedOnly, () => update({ undated: true })),
    ...hidden,
  ].filter(Boolean);
}

function resetAll() {
  update(unfiltered());
  fitAll();
}

function showActive() {
  const filters = activeFilters();
  const again = (at) => [...byId("active").querySelectorAll("button")].at(at)?.focus();
  const focused = [...byId("active").children].indexOf(document.activeElement);
  const chips = filters.map(({ name, take }) =>
    el(
      "button",
      { type: "button", class: "chip on", "aria-label": ui().remove(name), on: { click: take } },
      el("span", {}, name),
      el("span", { class: "cross", "aria-hidden": "true" }, "×"),
    ),
  );
  const all = el("button", { type: "button", class: "chip plain", on: { click: resetAll } }, ui().resetAll);
  byId("active").replaceChildren(...chips, ...(chips.length ? [all] : []));
  byId("active").hidden = !chips.length;
  byId("filter-active").hidden = !chips.length;
  byId("filter-active").textContent = String(chips.length);
  byId("blank").hidden = !nodes.size || shown().nodes.size > 0;
  if (focused >= 0) chips.length ? again(Math.min(focused, chips.length - 1)) : byId("filter-open").focus();
}

/** Says in the head, and to screen readers, how much is shown. */
function showCounts() {
  const { agreements: deals, organizations: bodies } = shown();
  const all = deals.size === agreements.length && bodies.size === organizations.length;
  byId("counts").textContent = all ? ui().counts(agreements.length, organizations.length) : shownText();
}

function startActive() {
  byId("blank-reset").addEventListener("click", resetAll);
}

onUpdate((changed) => {
  if (!changed.has("shown") && !changed.has("lang")) return;
  showActive();
  showCounts();
  if (changed.has("shown")) announce(shownText());
});
