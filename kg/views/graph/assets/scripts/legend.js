// The legend: what each shape means and how many there are; pressing an entry hides or shows its kind.

addWords({
  ko: {
    legend: "범례: 눌러서 보이거나 숨기기",
    showAll: "모두 보이기",
  },
  en: {
    legend: "Legend: press to show or hide",
    showAll: "Show all",
  },
});

function legendEntries() {
  const counts = new Map();
  for (const node of nodeList) counts.set(node.group, (counts.get(node.group) ?? 0) + 1);
  const order = (group) => (group === AGREEMENT ? 0 : group === "" ? 2 : 1);
  return [...counts].sort(([a, m], [b, n]) => order(a) - order(b) || n - m || (a < b ? -1 : 1));
}

function toggleGroup(group) {
  const hidden = new Set(state.hidden);
  if (!hidden.delete(group)) hidden.add(group);
  update({ hidden });
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
    update({ hidden: new Set() });
    byId("legend").querySelector("button")?.focus();
  };
  const all = el("button", { type: "button", class: "chip plain", on: { click: everything } }, ui().showAll);
  byId("legend").replaceChildren(...entries, ...(state.hidden.size ? [all] : []));
  byId("legend").setAttribute("aria-label", ui().legend);
  if (focused !== undefined)
    [...byId("legend").children].find((chip) => chip.dataset.group === focused)?.focus();
}

onUpdate((changed) => {
  if (["shown", "lang", "theme"].some((key) => changed.has(key))) showLegend();
});
