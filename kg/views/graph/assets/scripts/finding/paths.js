// The shortest ways between two bodies: from one to an agreement that it takes part in, to another party, and so on.

const MOST_PATHS = 20;

/** Node IRI -> IRIs one participation away, among what the filters let pass. */
function passable() {
  const { agreements: deals, organizations: bodies } = shown();
  const near = new Map([...bodies].map((iri) => [iri, []]));
  for (const deal of deals) {
    const parties = [...neighbours.get(deal)].filter((iri) => bodies.has(iri));
    near.set(deal, parties);
    for (const iri of parties) near.get(iri).push(deal);
  }
  return near;
}

/** How far every node is from the start, up to the end's distance, and by how many shortest ways it is reached. */
function distances(near, from, to) {
  const [far, ways] = [new Map([[from, 0]]), new Map([[from, 1]])];
  for (let front = [from]; front.length && !far.has(to);) {
    const next = [];
    for (const iri of front) {
      for (const other of near.get(iri)) {
        if (!far.has(other)) {
          far.set(other, far.get(iri) + 1);
          ways.set(other, 0);
          next.push(other);
        }
        if (far.get(other) === far.get(iri) + 1) ways.set(other, ways.get(other) + ways.get(iri));
      }
    }
    front = next;
  }
  return [far, ways];
}

/** At most `most` of the shortest ways back from the end, in the order of the IRIs. */
function walks(near, far, to, most) {
  const found = [];
  const back = (iri, rest) => {
    if (found.length >= most) return;
    if (far.get(iri) === 0) {
      found.push([iri, ...rest]);
      return;
    }
    const before = near.get(iri).filter((other) => far.get(other) === far.get(iri) - 1);
    for (const other of before.sort((a, b) => (a < b ? -1 : 1))) back(other, [iri, ...rest]);
  };
  back(to, []);
  return found;
}

/** All shortest ways between two bodies under the filters in force: {count, paths: [[IRI, …]]}, the first of them. */
function shortestPaths(from, to, most = MOST_PATHS) {
  const near = passable();
  if (from === to || !near.has(from) || !near.has(to)) return { count: 0, paths: [] };
  const [far, ways] = distances(near, from, to);
  if (!far.has(to)) return { count: 0, paths: [] };
  return { count: ways.get(to), paths: walks(near, far, to, most) };
}

const walked = { key: null, path: null, found: null, pairs: new Set() };

/** The ways between the two chosen bodies; worked out once for each view. */
function chosenPaths() {
  if (!state.path) return { count: 0, paths: [] };
  if (walked.key !== shown() || walked.path !== state.path) {
    walked.found = shortestPaths(state.path.from, state.path.to);
    walked.pairs = stepsOf(walked.found.paths);
    [walked.key, walked.path] = [shown(), state.path];
  }
  return walked.found;
}

/** Whether an edge lies on one of the ways; in the projection the agreement between two bodies is the edge. */
function isOnPath({ from, to }) {
  if (!state.path) return false;
  chosenPaths();
  return walked.pairs.has(`${from} ${to}`);
}

/** The pairs of nodes beside each other on the ways, either way round. */
function stepsOf(found) {
  const step = state.mode === "projection" ? 2 : 1;
  const pairs = new Set();
  for (const path of found) {
    for (let at = step; at < path.length; at += step) {
      pairs.add(`${path[at - step]} ${path[at]}`);
      pairs.add(`${path[at]} ${path[at - step]}`);
    }
  }
  return pairs;
}

/** The nodes on the ways between the chosen bodies, as far as they are drawn; null without such bodies. */
onEmphasis(() => {
  if (!state.path) return null;
  const { paths } = chosenPaths();
  const ends = [state.path.from, state.path.to];
  return new Set([...ends, ...paths.flat()].filter(isVisible));
});
