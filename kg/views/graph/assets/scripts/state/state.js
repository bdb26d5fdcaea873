// The state of the view, in one place. A feature changes it with `update` and hears of changes with `onUpdate`.

const state = {
  lang: "ko",
  theme: "auto",
  selected: null,
  hovered: null,
  mode: "two-mode",
  size: "agreements",
  hidden: new Set(), // groups that the legend hides
  facets: { field: new Set(), kind: new Set(), status: new Set(), type: new Set() }, // none chosen is all
  years: null, // [from, until], both within; null for an open end
  undated: true, // whether agreements without a date are shown
  focus: null, // {iri, depth}
  tie: null, // {from, to}: the line that is selected
  path: null, // {from, to}
  step: null, // of the story
  part: null, // of a large network: the group that is open, or "whole"; null for all groups side by side
};

/** What of the state decides which nodes and edges are shown. */
const SHAPING = ["mode", "hidden", "facets", "years", "undated", "focus"];

const listeners = [];
const known = { shown: null, stops: null };

/** What is shown now; the same object until something changes it. */
function shown() {
  known.shown ??= computeShown();
  return known.shown;
}

const isVisible = (iri) => shown().nodes.has(iri);

/** Calls `run(changed, before)` after each change: a Set of the names that changed, with "shown" if the drawing did. */
const onUpdate = (run) => listeners.push(run);

function same(a, b) {
  if (a === b) return true;
  if (!a || !b || typeof a !== "object" || typeof b !== "object") return false;
  if (a instanceof Set) return a.size === b.size && [...a].every((entry) => b.has(entry));
  return Object.keys({ ...a, ...b }).every((key) => same(a[key], b[key]));
}

/**
 * Merges a change into the state; Sets and objects in it are new ones, never changed in place.
 * `remember` is "push" for an entry of its own in the browser's history, "replace" for none, or null to leave the address.
 */
function update(change, remember = "push") {
  const before = { ...state };
  const changed = new Set(Object.keys(change).filter((key) => !same(change[key], state[key])));
  if (!changed.size) return;
  Object.assign(state, change);
  if (SHAPING.some((key) => changed.has(key))) {
    known.shown = null;
    known.stops = null;
    changed.add("shown");
  }
  for (const run of listeners) run(changed, before);
  if (remember) writeAddress(remember);
}

/** Shows a node that a filter hides: takes back as little as is needed. */
function reveal(iri) {
  if (isVisible(iri)) return;
  const without = (group) => new Set([...state.hidden].filter((hidden) => hidden !== group));
  const all = { field: new Set(), kind: new Set(), status: new Set(), type: new Set() };
  const steps = [
    isAgreement(iri) ? { mode: "two-mode" } : {},
    { hidden: without(groupOf(iri)) },
    { focus: null },
    { facets: all, years: null, undated: true },
  ];
  for (const step of steps) {
    if (!isVisible(iri)) update(step, null);
  }
}
