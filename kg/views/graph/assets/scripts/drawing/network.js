// The drawing: vis-network holds nodes, edges and the view; sizes, names and highlights are drawn here.

const vis = window.vis;
delete window.vis;

const SECOND = 0.55;
const CLOSE = 0.85; // the zoom from which agreements are named
const FEW = 8; // so many agreements are named at any zoom
const stage = byId("stage");
const view = {
  network: null,
  nodes: null,
  edges: null,
  spots: [],
  placed: [],
  edgeScale: 1,
  density: 1,
  waiting: null,
  moved: false,
};
const stillness = window.matchMedia("(prefers-reduced-motion: reduce)");

const outward = new Map();

/** The direction from a node's neighbours to the node: where its name is least in the way of its edges. */
function outwardOf(iri) {
  if (outward.has(iri)) return outward.get(iri);
  const at = positions.get(iri);
  const sum = { x: 0, y: 0 };
  for (const near of neighbours.get(iri)) {
    const other = positions.get(near);
    const distance = Math.hypot(at.x - other.x, at.y - other.y) || 1;
    sum.x += (at.x - other.x) / distance;
    sum.y += (at.y - other.y) / distance;
  }
  outward.set(iri, sum);
  return sum;
}

/** A node's radius on the screen: as large as its surroundings allow, and larger the more its measure is. */
function radiusOf(iri, scale) {
  const unit = Math.max(3.6, Math.min(14, 12 * scale));
  return unit * (isAgreement(iri) ? 1 : 1 + 0.8 * Math.sqrt(shareOf(iri)));
}

/** The nodes that something else than the selection puts forward, as a path does; null when nothing does. */
const emphases = [];
const onEmphasis = (give) => emphases.push(give);

/** How strongly a node shows: the selected one, what it touches, what those touch, the rest. */
function strengths() {
  const strength = new Map();
  const { near } = cache;
  const chosen = state.selected;
  for (const one of near.get(chosen) ?? []) {
    if (state.mode === "two-mode" && !isAgreement(chosen))
      for (const far of near.get(one)) strength.set(far, SECOND);
  }
  for (const one of near.get(chosen) ?? []) strength.set(one, 1);
  for (const give of emphases) for (const iri of give() ?? []) strength.set(iri, 1);
  return chosen ? strength.set(chosen, 1) : strength;
}

/** The nodes in the order of their importance for names. */
function ranking(strength, iris = drawn().nodes) {
  const weight = (iri) => {
    if (iri === state.selected) return 1e9;
    if (iri === state.hovered) return 1e8;
    const size = isAgreement(iri) ? 0 : 1e3 * (1 + shareOf(iri));
    return (strength.get(iri) ?? 0) * 1e6 + size + neighbours.get(iri).size;
  };
  const list = [...iris];
  const weights = new Map(list.map((iri) => [iri, weight(iri)]));
  return list.sort((a, b) => weights.get(b) - weights.get(a));
}

const cache = { near: new Map(), strength: new Map(), order: [] };

/** Works out again who stands beside whom, after what is shown has changed. */
function relink() {
  cache.near = new Map([...drawn().nodes].map((iri) => [iri, new Set()]));
  for (const { from, to } of drawn().edges) {
    cache.near.get(from).add(to);
    cache.near.get(to).add(from);
  }
}

/** Works out highlights again after the selection, the filter or the pointer has changed. */
function restyle() {
  cache.strength = strengths();
  cache.order = ranking(cache.strength);
  if (view.network) view.network.redraw();
}

/** How an edge looks: {color, opacity, width}, the width in pixels of the screen. */
function edgeLook(edge) {
  const look = palette();
  const { selected } = state;
  const [from, to] = [cache.strength.get(edge.from), cache.strength.get(edge.to)];
  const chosen = edge.from === selected || edge.to === selected || isTie(edge) || isOnPath(edge);
  const second = from && to && (from === 1 || to === 1) && state.mode === "two-mode";
  const color = chosen ? look.strong : cache.strength.size && !second ? look.faint : look.line;
  const width = edge.weight ? Math.min(9, 1.2 + 1.6 * Math.sqrt(edge.weight - 1)) : 1.4;
  return { color, opacity: chosen ? 1 : 0.8, width };
}

/** An edge as vis-network draws it; `scale` is the zoom at which its width must be right. */
function edgeShape(edge) {
  const { color, opacity, width } = edgeLook(edge);
  const smooth = edge.bow && {
    smooth: { enabled: true, type: "curvedCW", roundness: Math.min(0.15 * edge.bow, 1) },
  };
  const { id, from, to } = edge;
  return { id, from, to, color: { color, opacity }, width: width / view.edgeScale, ...smooth };
}

/** Gives every edge its look; `anew` when other edges are shown than before. */
function restyleEdges(anew = false) {
  if (!view.edges) return;
  const shapes = drawn().edges.map(edgeShape);
  if (anew) view.edges.clear();
  view.edges.update(shapes);
}

/** Where and how a node is drawn, in pixels of the stage. */
function spotOf(iri, transform, density, scale) {
  const at = positions.get(iri);
  const forced = iri === state.selected || iri === state.hovered;
  const radius = radiusOf(iri, scale);
  return {
    iri,
    forced,
    radius,
    x: (transform.a * at.x + transform.e) / density,
    y: (transform.d * at.y + transform.f) / density,
    alpha: forced || !cache.strength.size ? 1 : (cache.strength.get(iri) ?? FADED),
    clear: iri === state.selected ? radius * 1.25 + 7 : radius,
    away: outwardOf(iri),
  };
}

/** Draws all nodes and names, in pixels of the screen. */
function paint(ctx) {
  if (isWhole()) return; // the picture of everything lies over this drawing
  const transform = ctx.getTransform();
  const scale = view.network.getScale();
  const density = transform.a / scale;
  view.density = density;
  ctx.save();
  ctx.setTransform(density, 0, 0, density, 0, 0);
  const [width, height] = [ctx.canvas.width / density, ctx.canvas.height / density];
  // Titles are long: they are written where few are drawn, where the reader looks closely, or at what is selected.
  const titles = scale >= CLOSE || shown().agreements.size <= FEW || cache.strength.size > 0;
  const size = {
    width,
    height,
    size: Math.max(12, Math.min(14, Math.round(28 * scale) / 2)),
    titles,
    keepOut: covered(),
  };
  const seen = (spot) => spot.x > -60 && spot.y > -60 && spot.x < width + 60 && spot.y < height + 60;
  view.spots = cache.order.map((iri) => spotOf(iri, transform, density, scale)).filter(seen);
  const behind = (spot) => spot.alpha <= FADED;
  const backwards = [...view.spots].reverse();
  backwards.filter(behind).forEach((spot) => paintNode(ctx, spot));
  paintHighlights(ctx);
  backwards.filter((spot) => !behind(spot)).forEach((spot) => paintNode(ctx, spot));
  view.placed = placeLabels(ctx, view.spots, size);
  for (const label of [...view.placed].reverse()) drawLabel(ctx, label);
  ctx.restore();
  if (!view.waiting && Math.abs(view.edgeScale / scale - 1) > 0.15) {
    view.waiting = setTimeout(fitEdgeWidth, 120);
  }
}

/** Draws the edges of what is selected again, over the faded shapes that they pass. */
function paintHighlights(ctx) {
  if (!state.selected && !state.tie) return;
  const spots = new Map(view.spots.map((spot) => [spot.iri, spot]));
  for (const edge of drawn().edges) {
    if (edge.from !== state.selected && edge.to !== state.selected && !isTie(edge)) continue;
    const [from, to] = [spots.get(edge.from), spots.get(edge.to)];
    if (!from || !to || edge.bow) continue;
    const { color, width } = edgeLook(edge);
    ctx.strokeStyle = color;
    ctx.lineWidth = Math.max(1.6, width);
    ctx.beginPath();
    ctx.moveTo(from.x, from.y);
    ctx.lineTo(to.x, to.y);
    ctx.stroke();
  }
}

/** What lies over the drawing, in pixels of the stage: no name may stand there. */
function covered() {
  const frame = stage.getBoundingClientRect();
  const over = [byId("controls"), byId("around")].filter((element) => !element.hidden);
  return over.map((element) => {
    const box = element.getBoundingClientRect();
    return {
      iri: null,
      left: box.left - frame.left,
      right: box.right - frame.left,
      top: box.top - frame.top,
      bottom: box.bottom - frame.top,
    };
  });
}

function paintNode(ctx, spot) {
  if (spot.iri === state.selected) {
    ctx.strokeStyle = palette().strong;
    ctx.lineWidth = 3;
    ctx.beginPath();
    ctx.arc(spot.x, spot.y, spot.radius * 1.25 + 5, 0, 2 * Math.PI);
    ctx.stroke();
  }
  stampShape(ctx, groupOf(spot.iri), spot, nodes.get(spot.iri).collective, view.density);
}

/** The node drawn at a point of the stage: by its card, its shape or its name. */
function nodeAt(point) {
  if (isWhole()) return wholeNodeAt(point);
  const within = ({ box }) =>
    point.x >= box.left && point.x <= box.right && point.y >= box.top && point.y <= box.bottom;
  const touches = (spot) =>
    Math.hypot(spot.x - point.x, spot.y - point.y) <= Math.max(spot.radius * 1.15, 12);
  const card = view.placed.find((placed) => placed.label.card && within(placed));
  const found = card?.spot ?? view.spots.find(touches) ?? view.placed.find(within)?.spot;
  return found ? found.iri : null;
}

/** Keeps edges equally thin at every zoom. */
function fitEdgeWidth() {
  view.waiting = null;
  view.edgeScale = view.network.getScale();
  restyleEdges();
}

/** Puts the nodes of the drawing into it: all of a small network, the open group of a large one. */
function populate() {
  const list = isLarge ? nodeList.filter(({ iri }) => drawn().nodes.has(iri)) : nodeList;
  view.edges.clear();
  view.nodes.clear();
  view.nodes.add(list.map(({ iri }) => ({ id: iri, ...positions.get(iri) })));
}

function startNetwork() {
  relink();
  restyle();
  if (!nodes.size) return;
  view.nodes = new vis.DataSet();
  view.edges = new vis.DataSet();
  populate();
  if (drawn().nodes.size) view.edgeScale = sight([...drawn().nodes]).scale;
  view.edges.add(drawn().edges.map(edgeShape));
  const options = {
    physics: false,
    autoResize: true,
    layout: { randomSeed: 1, improvedLayout: false },
    interaction: { hover: false, dragNodes: false, selectable: false, keyboard: false, zoomSpeed: 0.6 },
    nodes: { shape: "custom", ctxRenderer: () => ({ nodeDimensions: { width: 1, height: 1 } }) },
    edges: { width: 1.4, smooth: false, chosen: false },
  };
  view.network = new vis.Network(stage, { nodes: view.nodes, edges: view.edges }, options);
  const canvas = stage.querySelector("canvas");
  canvas.setAttribute("aria-hidden", "true");
  stage.querySelectorAll("[tabindex]").forEach((inner) => inner.setAttribute("tabindex", "-1"));
  view.network.on("afterDrawing", paint);
  for (const event of ["zoom", "dragEnd"]) {
    view.network.on(event, () => {
      view.moved = true;
    });
  }
  // A view that the reader has moved stays as it is; any other fills the new size.
  view.network.on("resize", () => requestAnimationFrame(() => view.moved || fitSelection(false)));
}

onUpdate((changed) => {
  const anew = changed.has("shown") || changed.has("part");
  if (anew) relink();
  if (anew && isLarge && view.network) populate();
  if (
    !["shown", "part", "selected", "hovered", "size", "lang", "theme", "path", "tie"].some((key) => changed.has(key))
  )
    return;
  restyle();
  if (["shown", "part", "selected", "theme", "path", "tie"].some((key) => changed.has(key)))
    restyleEdges(anew);
});
