// The legend: what each shape means and how many there are; pressing an entry hides or shows its kind.

function legendEntries() {
  const counts = new Map();
  for (const node of payload.nodes) counts.set(node.group, (counts.get(node.group) ?? 0) + 1);
  const order = (group) => (group === AGREEMENT ? 0 : group === "" ? 2 : 1);
  return [...counts].sort(([a, m], [b, n]) => order(a) - order(b) || n - m || (a < b ? -1 : 1));
}

function toggleGroup(group) {
  if (!state.hidden.delete(group)) state.hidden.add(group);
  refreshFilter();
}

function refreshFilter() {
  showLegend();
  restyle();
  restyleEdges();
  if (!state.selected) showPanel();
}

function showLegend() {
  const focused = document.activeElement?.dataset?.group;
  const entries = legendEntries().map(([group, size]) => {
    const shown = !state.hidden.has(group);
    const attributes = { type: "button", class: "chip", "aria-pressed": String(shown), "data-group": group };
    const press = { click: () => toggleGroup(group) };
    return el(
      "button",
      { ...attributes, on: press },
      swatch(group),
      words(groupName(group)),
      el("span", { class: "count" }, String(size)),
    );
  });
  const everything = () => {
    state.hidden.clear();
    refreshFilter();
    byId("legend").querySelector("button")?.focus();
  };
  const all = el("button", { type: "button", class: "chip plain", on: { click: everything } }, ui().showAll);
  byId("legend").replaceChildren(...entries, ...(state.hidden.size ? [all] : []));
  byId("legend").setAttribute("aria-label", ui().legend);
  if (focused !== undefined)
    [...byId("legend").children].find((chip) => chip.dataset.group === focused)?.focus();
}
