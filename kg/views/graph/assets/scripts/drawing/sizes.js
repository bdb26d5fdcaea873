// What a body's size says: a measure of the whole network, chosen by the reader.

/** Organisation IRI -> value, by the name of the measure; agreements are counted here when Python gave none. */
if (!measures.has("agreements")) {
  measures.set("agreements", new Map(organizations.map((iri) => [iri, neighbours.get(iri).size])));
}

const spans = new Map();

/** The least and the greatest value of a measure. */
function spanOf(name) {
  if (!spans.has(name)) {
    const span = [Infinity, -Infinity];
    for (const value of measures.get(name).values()) {
      span[0] = Math.min(span[0], value);
      span[1] = Math.max(span[1], value);
    }
    spans.set(name, span);
  }
  return spans.get(name);
}

/** Where a body stands between the least (0) and the greatest (1) value of the chosen measure. */
function shareOf(iri) {
  const [least, most] = spanOf(state.size);
  const value = measures.get(state.size).get(iri) ?? least;
  return most > least ? (value - least) / (most - least) : 0;
}
