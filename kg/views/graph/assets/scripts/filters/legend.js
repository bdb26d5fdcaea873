// The legend: what each shape means and how many there are; pressing an entry hides or shows its kind.

addWords({
  ko: {
    legend: "범례: 눌러서 보이거나 숨기기",
  },
  en: {
    legend: "Legend: press to show or hide",
  },
});

/** Group -> how many of these nodes are in it. */
function byGroup(iris) {
  const counts = new Map();
  for (const iri of iris) counts.set(groupOf(iri), (counts.get(groupOf(iri)) ?? 0) + 1);
  return counts;
}

const groupTotals = byGroup(nodes.keys());

/** Groups with their sizes: agreements first, then the largest; an agreement is no shape of the projection. */
function legendEntries() {
  const order = (group) => (group === AGREEMENT ? 0 : group === "" ? 2 : 1);
  return [...groupTotals]
    .filter(([group]) => state.mode === "two-mode" || group !== AGREEMENT)
    .sort(([a, m], [b, n]) => order(a) - order(b) || n - m || (a < b ? -1 : 1));
}

function toggleGroup(group) {
  const hidden = new Set(state.hidden);
  if (!hidden.delete(group)) hidden.add(group);
  update({ hidden });
}

function showLegend() {
  const focused = document.activeElement?.dataset?.group;
  const { deals, bodies } = shown().open;
  const open = byGroup([...deals, ...bodies]);
  const entries = legendEntries().map(([group, total]) => {
    const size = open.get(group) ?? 0;
    const shown = !state.hidden.has(group);
    const attributes = { type: "button", class: "chip", "aria-pressed": String(shown), "data-group": group };
    const press = { click: () => toggleGroup(group) };
    return el(
      "button",
      { ...attributes, on: press },
      swatch(group),
      words(groupName(group)),
      el("span", { class: "count" }, size === total ? String(total) : ui().share(size, total)),
    );
  });
  byId("legend").replaceChildren(...entries);
  byId("legend").setAttribute("aria-label", ui().legend);
  if (focused !== undefined)
    [...byId("legend").children].find((chip) => chip.dataset.group === focused)?.focus();
}

onUpdate((changed) => {
  if (["shown", "lang", "theme"].some((key) => changed.has(key))) showLegend();
});
