// The groups of a large network, and which of them is open: the page draws one group at a time, or the groups themselves.

const MOST_DRAWN = 1500; // nodes in one drawing, as in Python's groups

/** The groups, each before those in it: {id, parent, inner: ids, named: IRIs, rest}; none in a small network. */
const groups = (index.groups?.parent ?? []).map((parent, id) => ({
  id,
  parent: parent < 0 ? null : parent,
  inner: [],
  named: index.groups.named[id].map((number) => nodeList[number].iri),
  rest: index.groups.rest.includes(id),
}));
for (const group of groups) if (group.parent !== null) groups[group.parent].inner.push(group.id);

const isLarge = groups.length > 0;
const topGroups = groups.filter((group) => group.parent === null).map((group) => group.id);
const isWhole = () => state.part === "whole";

/** The group that is open, or null at the top and in the view of everything. */
const openGroup = () => (typeof state.part === "number" ? groups[state.part] : null);

/** The groups side by side that are drawn now; none where nodes are. */
const besides = () => (!isLarge || isWhole() ? [] : (openGroup()?.inner ?? topGroups));

/** The innermost group of a node. */
const leafOf = (iri) => index.groups.leaf[nodes.get(iri).number];

/** A group and those around it, the outermost first. */
function pathOf(id) {
  const path = [];
  for (let at = id; at !== null; at = groups[at].parent) path.unshift(at);
  return path;
}

/** The names of a group's most central bodies. */
function groupTitle(id) {
  const { named, rest } = groups[id];
  if (rest || !named.length) return { text: ui().restGroup, lang: state.lang };
  const names = named.map(nameOf);
  return { text: names.map(({ text }) => text).join(" · "), lang: names[0].lang };
}

/** Makes something once for each thing that is shown; `make` gets what is shown. */
function perShown(make) {
  const last = { shown: null, made: null };
  return () => {
    if (last.shown !== shown()) Object.assign(last, { shown: shown(), made: make(shown()) });
    return last.made;
  };
}

/** How much of each group is shown: {agreements: [n, N], organizations: [n, N], types: Map of n by group of nodes}. */
const tallies = perShown(({ nodes: visible }) => {
  const made = groups.map(() => ({ agreements: [0, 0], organizations: [0, 0], types: new Map() }));
  for (const node of nodeList) {
    const tally = made[index.groups.leaf[node.number]];
    const pair = node.agreement ? tally.agreements : tally.organizations;
    pair[1] += 1;
    if (!visible.has(node.iri)) continue;
    pair[0] += 1;
    tally.types.set(node.group, (tally.types.get(node.group) ?? 0) + 1);
  }
  for (const { id, parent } of [...groups].reverse()) {
    if (parent === null) continue;
    for (const key of ["agreements", "organizations"])
      made[parent][key] = made[parent][key].map((value, at) => value + made[id][key][at]);
    for (const [type, size] of made[id].types)
      made[parent].types.set(type, (made[parent].types.get(type) ?? 0) + size);
  }
  return made;
});

/** For each innermost group, which of these groups it belongs to, or undefined. */
function sides(ids) {
  const wanted = new Set(ids);
  return groups.map(({ id }) => pathOf(id).find((at) => wanted.has(at)));
}

/** How many of the shown edges run between each two of the innermost groups: by the one's number, then the other's. */
const leafTies = perShown(({ edges }) => {
  const ties = groups.map(() => new Map());
  const { leaf } = index.groups;
  for (const { from, to, weight = 1 } of edges) {
    const [one, other] = [leaf[nodes.get(from).number], leaf[nodes.get(to).number]];
    if (one !== other) ties[one].set(other, (ties[one].get(other) ?? 0) + weight);
  }
  return ties;
});

/** How many of the shown edges run between two of these groups: [{from, to, weight}], the most last. */
function tiesBetween(ids) {
  const side = sides(ids);
  const ties = new Map();
  leafTies().forEach((others, leaf) => {
    for (const [other, weight] of others) {
      const [from, to] = [side[leaf], side[other]].sort((a, b) => a - b);
      if (from === to || to === undefined) continue;
      const key = `${from} ${to}`;
      if (!ties.has(key)) ties.set(key, { from, to, weight: 0 });
      ties.get(key).weight += weight;
    }
  });
  return [...ties.values()].sort((a, b) => a.weight - b.weight);
}

/** The nodes of the open group that find room in one drawing: the most central bodies, with all their agreements. */
function fitting(members) {
  if (members.length <= MOST_DRAWN) return new Set(members);
  const inside = new Set(members);
  const kept = new Set();
  const chosen = state.selected !== null && inside.has(state.selected) ? [state.selected] : [];
  for (const body of [...chosen, ...ranked().filter((iri) => inside.has(iri))]) {
    const near = [...neighbours.get(body)].filter((iri) => inside.has(iri) && !kept.has(iri));
    if (kept.size + near.length + 1 > MOST_DRAWN) {
      if (!kept.size) [body, ...near].slice(0, MOST_DRAWN).forEach((iri) => kept.add(iri));
      break;
    }
    [body, ...near].forEach((iri) => kept.add(iri));
  }
  return kept;
}

const order = { measure: null, made: null };

/** The bodies, those with most of the chosen measure first. */
function ranked() {
  if (order.measure !== state.size) {
    const values = measures.get(state.size);
    const value = (iri) => values.get(iri) ?? -Infinity;
    const made = [...organizations].sort((a, b) => value(b) - value(a) || (a < b ? -1 : 1));
    Object.assign(order, { measure: state.size, made });
  }
  return order.made;
}

const NOTHING = { nodes: new Set(), edges: [], out: 0 };
const drawing = { key: null, made: NOTHING };

/** What the drawing of nodes holds: {nodes, edges, out}: all that is shown, or in a large network the open group. */
function drawn() {
  if (!isLarge) return shown();
  const key = [shown(), state.part, state.size, openGroup() && leafOverflows() ? state.selected : null];
  if (!drawing.key || key.some((part, at) => part !== drawing.key[at])) {
    drawing.key = key;
    drawing.made = openGroup() && !besides().length ? openDrawing() : NOTHING;
  }
  return drawing.made;
}

const leafOverflows = () => {
  const { agreements: [, deals], organizations: [, bodies] } = tallies()[state.part]; // prettier-ignore
  return deals + bodies > MOST_DRAWN;
};

function openDrawing() {
  const side = sides([state.part]);
  const members = [...shown().nodes].filter((iri) => side[leafOf(iri)] === state.part);
  const kept = fitting(members);
  const touching = shown().edges.filter(({ from, to }) => kept.has(from) || kept.has(to));
  const edges = touching.filter(({ from, to }) => kept.has(from) && kept.has(to));
  return { nodes: kept, edges, out: touching.length - edges.length };
}

/** Opens the group that a node is drawn in, where it isn't drawn now. */
function openFor(iri) {
  if (!isLarge || isWhole() || drawn().nodes.has(iri)) return;
  update({ part: leafOf(iri) }, null);
}
