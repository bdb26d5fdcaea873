// What is shown: the agreements that every filter lets pass, the bodies in them, and the lines between.

const FACETS = ["field", "kind", "status", "type"];
const NONE = "-"; // stands for “none stated” among the values of a facet

/** The values of a node in a facet, as IRIs. An agreement has the types of its parties. */
function valuesOf(node, facet) {
  if (facet === "field") return node.fields.length ? node.fields.map(({ iri }) => iri) : [NONE];
  if (facet === "type" && node.agreement)
    return [...neighbours.get(node.iri)].flatMap((iri) => valuesOf(nodes.get(iri), facet));
  return [node[facet]?.iri ?? NONE];
}

/** Which filters stop an agreement: their names. */
function stoppedBy(node) {
  const stops = FACETS.filter((facet) => {
    const wanted = state.facets[facet];
    return wanted.size && !valuesOf(node, facet).some((value) => wanted.has(value));
  });
  if (node.year === null ? !state.undated : !inYears(node.year)) stops.push("years");
  return stops;
}

/** Whether a year is within the years that are asked for; an end that is null is open. */
function inYears(year) {
  const [from, until] = state.years ?? [null, null];
  return (from === null || year >= from) && (until === null || year <= until);
}

/** Whether a filter on agreements is set, other than `except`: then a body is shown for agreements that pass only. */
function narrowed(except) {
  const facets = FACETS.some((facet) => !["type", except].includes(facet) && state.facets[facet].size);
  return facets || (except !== "years" && (state.years !== null || !state.undated));
}

/** The agreements at most `depth` agreements away from the node in focus, and the bodies reached. */
function within(passing, bodies, { iri, depth }) {
  const start = isAgreement(iri) ? [iri] : [...neighbours.get(iri)];
  let near = start.filter((deal) => passing.has(deal));
  const kept = new Set(near);
  const reached = new Set(isAgreement(iri) ? [] : [iri]);
  for (let step = 1; ; step += 1) {
    const met = near.flatMap((deal) => [...neighbours.get(deal)]).filter((body) => bodies.has(body));
    const fresh = met.filter((body) => !reached.has(body));
    fresh.forEach((body) => reached.add(body));
    if (step >= depth || !fresh.length) return { deals: kept, bodies: reached };
    near = [...new Set(fresh.flatMap((body) => [...neighbours.get(body)]))].filter(
      (deal) => passing.has(deal) && !kept.has(deal),
    );
    near.forEach((deal) => kept.add(deal));
  }
}

const MOST_PAIRS = 500000; // pairs of parties that a browser can still hold as lines

/** How many pairs of parties these agreements have: about as many lines as their projection. */
function pairsOf(deals, bodies) {
  let pairs = 0;
  for (const deal of deals) {
    const size = [...neighbours.get(deal)].filter((iri) => bodies.has(iri)).length;
    pairs += (size * (size - 1)) / 2;
  }
  return pairs;
}

/** Two bodies are tied by the agreements that they share: {id, from, to, weight, agreements}. */
function projected(deals, bodies) {
  const edges = new Map();
  for (const deal of deals) {
    const parties = [...neighbours.get(deal)]
      .filter((iri) => bodies.has(iri))
      .sort((a, b) => (a < b ? -1 : 1));
    parties.forEach((from, at) => {
      for (const to of parties.slice(at + 1)) {
        const id = `${from} ${to}`;
        if (!edges.has(id)) edges.set(id, { id, from, to, bow: 0, agreements: [] });
        edges.get(id).agreements.push(deal);
      }
    });
  }
  return [...edges.values()].map((edge) => ({ ...edge, weight: edge.agreements.length }));
}

/** Agreement IRI -> the filters that stop it. */
const stopsOf = () => (known.stops ??= new Map(agreements.map((iri) => [iri, stoppedBy(nodes.get(iri))])));

/** The agreements and bodies that pass all filters, or all but one, as for the counts beside that one's values. */
function passing(except = null) {
  const stops = stopsOf();
  const typed = (iri) =>
    except === "type" ||
    !state.facets.type.size ||
    valuesOf(nodes.get(iri), "type").some((value) => state.facets.type.has(value));
  const deals = new Set(agreements.filter((iri) => stops.get(iri).every((filter) => filter === except)));
  const met = (iri) => !narrowed(except) || [...neighbours.get(iri)].some((deal) => deals.has(deal));
  const bodies = new Set(organizations.filter((iri) => typed(iri) && met(iri)));
  return state.focus ? within(deals, bodies, state.focus) : { deals, bodies };
}

/**
 * What the present state shows: {nodes, edges, agreements, organizations}; `open` is before the legend hides any, and
 * `undrawn` the number of lines that are not drawn because they are too many.
 */
function computeShown() {
  const open = passing();
  const two = state.mode === "two-mode";
  const deals = two && state.hidden.has(AGREEMENT) ? new Set() : open.deals;
  const bodies = new Set([...open.bodies].filter((iri) => !state.hidden.has(groupOf(iri))));
  const pairs = two ? 0 : pairsOf(deals, bodies);
  const undrawn = pairs > MOST_PAIRS ? pairs : 0;
  const edges = two
    ? participations.filter(({ from, to }) => deals.has(from) && bodies.has(to))
    : undrawn
      ? []
      : projected(deals, bodies);
  const nodes = new Set(two ? [...deals, ...bodies] : bodies);
  return { nodes, edges, agreements: deals, organizations: bodies, open, undrawn };
}
