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

/** Whether a filter on agreements is set: then a body is shown only for the agreements that pass. */
const narrowed = () =>
  FACETS.some((facet) => facet !== "type" && state.facets[facet].size) || state.years !== null || !state.undated;

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
    if (step >= depth || !fresh.length) return [kept, reached];
    near = [...new Set(fresh.flatMap((body) => [...neighbours.get(body)]))].filter(
      (deal) => passing.has(deal) && !kept.has(deal),
    );
    near.forEach((deal) => kept.add(deal));
  }
}

/** Two bodies are tied by the agreements that they share: {id, from, to, weight, agreements}. */
function projected(deals, bodies) {
  const edges = new Map();
  for (const deal of deals) {
    const parties = [...neighbours.get(deal)].filter((iri) => bodies.has(iri)).sort((a, b) => (a < b ? -1 : 1));
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

/** What the present state shows: {nodes, edges, agreements, organizations, stops}; `stops` is by agreement IRI. */
function computeShown() {
  const stops = new Map(agreements.map((iri) => [iri, stoppedBy(nodes.get(iri))]));
  const typed = (iri) =>
    !state.facets.type.size || valuesOf(nodes.get(iri), "type").some((value) => state.facets.type.has(value));
  let deals = new Set(agreements.filter((iri) => !stops.get(iri).length));
  const met = (iri) => !narrowed() || [...neighbours.get(iri)].some((deal) => deals.has(deal));
  let bodies = new Set(organizations.filter((iri) => typed(iri) && met(iri)));
  if (state.focus) [deals, bodies] = within(deals, bodies, state.focus);
  const two = state.mode === "two-mode";
  if (two && state.hidden.has(AGREEMENT)) deals = new Set();
  bodies = new Set([...bodies].filter((iri) => !state.hidden.has(groupOf(iri))));
  const edges = two
    ? participations.filter(({ from, to }) => deals.has(from) && bodies.has(to))
    : projected(deals, bodies);
  const drawn = new Set(two ? [...deals, ...bodies] : bodies);
  return { nodes: drawn, edges, agreements: deals, organizations: bodies, stops };
}
