// What sigma reads of a graph, answered from numbers: a node's or an edge's key is its place in the columns.

const SMALLEST = 1.6; // pixels of an agreement's radius when everything is in sight
const LARGEST = 11; // pixels of the first body's

/** A colour that is mixed with what lies under it, as WebGL wants it: with its share multiplied in. */
function translucent(colour, share) {
  const [r, g, b] = [1, 3, 5].map((at) => Math.round(parseInt(colour.slice(at, at + 2), 16) * share));
  return `rgba(${r},${g},${b},${share})`;
}

/** The shown nodes and edges: {nodes: those of nodeList, ends: pairs of places in it, at: number of a node -> place}. */
function columns() {
  const { nodes: visible, edges } = shown();
  const list = nodeList.filter(({ iri }) => visible.has(iri));
  // Bodies last, the greatest at the very end: they are drawn over what is small.
  const size = (node) => (node.agreement ? -1 : shareOf(node.iri));
  list.sort((a, b) => size(a) - size(b) || a.number - b.number);
  const at = new Int32Array(nodeList.length).fill(-1);
  list.forEach(({ number }, place) => (at[number] = place));
  const ends = new Uint32Array(2 * edges.length);
  edges.forEach(({ from, to }, i) => {
    ends[2 * i] = at[nodes.get(from).number];
    ends[2 * i + 1] = at[nodes.get(to).number];
  });
  return { list, ends, at };
}

/** A node's radius in pixels when everything is in sight; on a small screen all are smaller. */
function dotOf(node) {
  const share = Math.min(1, Math.max(0.45, Math.min(stage.clientWidth, 1.6 * stage.clientHeight) / 900));
  return share * (node.agreement ? SMALLEST : 2 + (LARGEST - 2) * Math.sqrt(shareOf(node.iri)));
}

/** The functions of a graphology graph that sigma calls, on the shown nodes and edges. */
function sigmaGraph({ list, ends }) {
  const nothing = () => graph;
  const range = (size) => Array.from({ length: size }, (_, at) => at);
  const share = Math.max(0.08, Math.min(0.5, 12 / Math.sqrt(ends.length / 2))); // many lines are thinner ones
  const edge = { color: translucent(palette().line, share), size: 1 };
  const colours = new Map(list.map(({ group }) => [group, null]));
  for (const group of colours.keys()) colours.set(group, styleOf(group).fill);
  const node = (at) => {
    const { x, y, group } = list[at];
    return { x, y: -y, size: dotOf(list[at]), color: colours.get(group) };
  };
  const graph = {
    multi: true,
    order: list.length,
    size: ends.length / 2,
    addUndirectedEdgeWithKey: nothing,
    dropNode: nothing,
    on: nothing,
    removeListener: nothing,
    nodes: () => range(graph.order),
    edges: () => range(graph.size),
    hasNode: (at) => at < graph.order,
    hasEdge: (at) => at < graph.size,
    forEachNode: (run) => range(graph.order).forEach((at) => run(at, node(at))),
    forEachEdge: (run) => range(graph.size).forEach((at) => run(at, edge)),
    getNodeAttributes: node,
    getEdgeAttributes: () => edge,
    extremities: (at) => [ends[2 * at], ends[2 * at + 1]],
  };
  return graph;
}
