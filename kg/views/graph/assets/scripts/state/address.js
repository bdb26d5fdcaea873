// The address holds the view, so that a link brings the reader to the same place: #node=siheung-city&from=2018&lang=en.

/** Short names for IRIs: the last part where only one has it, else the whole. */
class Names {
  constructor(iris) {
    this.iris = new Set(iris);
    this.known = null;
  }

  /** Short name -> IRI, or null where several have it; made when it is first needed. */
  get short() {
    if (this.known) return this.known;
    this.known = new Map();
    for (const iri of this.iris) {
      const short = localName(iri);
      this.known.set(short, this.known.has(short) ? null : iri);
    }
    return this.known;
  }

  of(iri) {
    return this.short.get(localName(iri)) === iri ? localName(iri) : iri;
  }

  /** The IRI that a name stands for, or null. */
  read(name) {
    return this.iris.has(name) ? name : name ? (this.short.get(name) ?? null) : null;
  }
}

const nodeNames = new Names(nodes.keys());
const conceptNames = new Names(concepts.map(({ iri }) => iri));

/** The view as parameters; what is as at the start is left out. */
function addressOf(view) {
  const parts = new URLSearchParams();
  const put = (key, value) => value !== null && parts.append(key, String(value));
  put("node", view.selected && nodeNames.of(view.selected));
  put("mode", view.mode === "projection" ? view.mode : null);
  put("size", view.size === "agreements" ? null : view.size);
  for (const group of [...view.hidden].sort())
    put("hide", group === AGREEMENT || !group ? group || NONE : conceptNames.of(group));
  for (const facet of FACETS) {
    for (const value of [...view.facets[facet]].sort())
      put(facet, value === NONE ? NONE : conceptNames.of(value));
  }
  put("from", view.years && view.years[0]);
  put("until", view.years && view.years[1]);
  put("undated", view.undated ? null : "no");
  put("focus", view.focus && nodeNames.of(view.focus.iri));
  put("depth", view.focus && view.focus.depth);
  put("path", view.path && pairText(view.path));
  put("tie", view.tie && pairText(view.tie));
  put("step", view.step);
  put("part", view.part);
  put("theme", view.theme === "auto" ? null : view.theme);
  put("lang", view.lang === "ko" ? null : view.lang);
  return `#${parts}`;
}

const pairText = ({ from, to }) => `${nodeNames.of(from)}..${nodeNames.of(to)}`;

/** Two nodes, written with two points between them, or null. */
function pairIn(text) {
  const parts = (text ?? "").split("..");
  for (let at = 1; at < parts.length; at += 1) {
    const ends = [parts.slice(0, at), parts.slice(at)].map((part) => nodeNames.read(part.join("..")));
    if (ends[0] && ends[1]) return { from: ends[0], to: ends[1] };
  }
  return null;
}

function yearsIn(parts) {
  const [from, until] = ["from", "until"].map((key) => yearOf(parts.get(key)));
  return from === null && until === null ? null : [from, until];
}

/** A group by its number, or everything at once where the browser can draw it. */
function partIn(text) {
  if (text === "whole" && isLarge && wholeWorks()) return "whole";
  return text && groups[text] ? Number(text) : null;
}

/** The view that an address describes; what it doesn't name, or names wrongly, is as at the start. */
function viewIn(hash) {
  const parts = new URLSearchParams(hash.slice(1));
  const one = (key, allowed) => (allowed.includes(parts.get(key)) ? parts.get(key) : allowed[0]);
  const node = (key) => nodeNames.read(parts.get(key) ?? "");
  const chosen = (key, special) =>
    new Set(
      parts
        .getAll(key)
        .map((name) => special[name] ?? conceptNames.read(name))
        .filter((value) => value !== null),
    );
  const focus = node("focus");
  const step = Number(parts.get("step") ?? NaN);
  return {
    selected: node("node"),
    mode: one("mode", ["two-mode", "projection"]),
    size: one("size", ["agreements", ...measures.keys()]),
    hidden: chosen("hide", { __proto__: null, [AGREEMENT]: AGREEMENT, [NONE]: "" }),
    facets: Object.fromEntries(
      FACETS.map((facet) => [facet, chosen(facet, { __proto__: null, [NONE]: NONE })]),
    ),
    years: yearsIn(parts),
    undated: parts.get("undated") !== "no",
    focus: focus && { iri: focus, depth: Number(one("depth", ["1", "2", "3"])) },
    path: pairIn(parts.get("path")),
    tie: pairIn(parts.get("tie")),
    step: Number.isInteger(step) && step >= 0 ? step : null,
    part: partIn(parts.get("part")),
    theme: one("theme", ["auto", "light", "dark"]),
    lang: one("lang", ["ko", "en"]),
  };
}

function writeAddress(remember) {
  const hash = addressOf(state);
  if (hash === location.hash || (hash === "#" && !location.hash)) return;
  try {
    history[remember === "push" ? "pushState" : "replaceState"](null, "", hash);
  } catch {
    // A page shown inside another one may not own its address; it works without.
  }
}

function readAddress() {
  update(viewIn(location.hash), null);
}
