// The drawing: vis-network holds nodes, edges and the view; sizes, names and highlights are drawn here.

const vis = window.vis;
delete window.vis;

const SECOND = 0.55;
const stage = byId("stage");
const view = { network: null, edges: null, spots: [], placed: [], edgeWidth: 1.4, waiting: null };
const stillness = window.matchMedia("(prefers-reduced-motion: reduce)");

const SPACE = 130; // pixels between neighbours, as a mean
const NEAREST = 84; // pixels between any two nodes, so that shapes never cover one another

/** Brings Python's positions, of whatever unit, to pixels: about one node in every square of SPACE. */
function scaled(list) {
  const xs = list.map((node) => node.x);
  const ys = list.map((node) => node.y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const scale = (SPACE * Math.sqrt(list.length)) / (Math.max(right - left, bottom - top) || 1);
  const place = (node) => ({
    x: (node.x - (left + right) / 2) * scale,
    y: (node.y - (top + bottom) / 2) * scale,
  });
  return list.map(place);
}

/** Pushes two points apart, each by half of what is missing; returns whether anything was. */
function part(a, b, turn) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const distance = Math.hypot(dx, dy);
  if (distance >= NEAREST) return false;
  const push = (NEAREST - distance) / 2 + 0.01;
  const [ux, uy] = distance > 1e-6 ? [dx / distance, dy / distance] : [Math.cos(turn), Math.sin(turn)];
  [a.x, a.y, b.x, b.y] = [a.x - ux * push, a.y - uy * push, b.x + ux * push, b.y + uy * push];
  return true;
}

/** Moves points that are too close apart, a little at a time, always in the same order. */
function separated(points) {
  const cell = (value) => Math.floor(value / NEAREST);
  for (let round = 0, moved = true; round < 80 && moved; round += 1) {
    moved = false;
    const cells = new Map();
    points.forEach((point, i) => {
      for (let x = cell(point.x) - 1; x <= cell(point.x) + 1; x += 1) {
        for (let y = cell(point.y) - 1; y <= cell(point.y) + 1; y += 1) {
          for (const j of cells.get(`${x} ${y}`) ?? []) moved = part(points[j], point, i) || moved;
        }
      }
      const key = `${cell(point.x)} ${cell(point.y)}`;
      cells.set(key, [...(cells.get(key) ?? []), i]);
    });
  }
  return points;
}

const points = payload.nodes.length ? separated(scaled(payload.nodes)) : [];
const positions = new Map(payload.nodes.map((node, i) => [node.id, points[i]]));

/** The direction from a node's neighbours to the node: where its name is least in the way of its edges. */
const outward = new Map(
  [...nodes.keys()].map((iri) => {
    const at = positions.get(iri);
    const sum = { x: 0, y: 0 };
    for (const near of neighbours.get(iri)) {
      const other = positions.get(near);
      const distance = Math.hypot(at.x - other.x, at.y - other.y) || 1;
      sum.x += (at.x - other.x) / distance;
      sum.y += (at.y - other.y) / distance;
    }
    return [iri, sum];
  }),
);

/** A node's radius on the screen: as large as its surroundings allow, and larger with more agreements. */
function radiusOf(iri, scale) {
  const unit = Math.max(4, Math.min(16, 0.31 * NEAREST * scale));
  return (
    unit *
    (isAgreement(iri) ? 1 : 1 + 0.2 * Math.min(3, Math.sqrt(Math.max(0, neighbours.get(iri).size - 1))))
  );
}

/** How strongly a node shows: the selected one, what it touches, what those touch, the rest. */
function strengths() {
  const strength = new Map();
  if (!state.selected) return strength;
  for (const near of neighbours.get(state.selected)) {
    for (const far of neighbours.get(near)) strength.set(far, isAgreement(state.selected) ? FADED : SECOND);
  }
  for (const near of neighbours.get(state.selected)) strength.set(near, 1);
  return strength.set(state.selected, 1);
}

/** The nodes in the order of their importance for names. */
function ranking(strength) {
  const weight = (iri) => {
    if (iri === state.selected) return 1e9;
    if (iri === state.hovered) return 1e8;
    const closeness = state.selected ? (strength.get(iri) ?? 0) * 1e6 : 0;
    return closeness + neighbours.get(iri).size * (isAgreement(iri) ? 1 : 4);
  };
  const shown = [...nodes.keys()].filter(isVisible);
  const weights = new Map(shown.map((iri) => [iri, weight(iri)]));
  return shown.sort((a, b) => weights.get(b) - weights.get(a));
}

const cache = { strength: new Map(), order: [] };

/** Works out highlights again after the selection, the filter or the pointer has changed. */
function restyle() {
  cache.strength = strengths();
  cache.order = ranking(cache.strength);
  if (view.network) view.network.redraw();
}

/** Gives every edge its colour; called when the selection, the filter or the colour scheme changes. */
function restyleEdges() {
  if (!view.edges) return;
  const look = palette();
  view.edges.update(
    payload.edges.map((edge) => {
      const chosen = edge.from === state.selected || edge.to === state.selected;
      const second = cache.strength.get(edge.from) === 1 && cache.strength.has(edge.to);
      const color = chosen ? look.strong : state.selected && !second ? look.faint : look.line;
      return {
        id: edge.id,
        hidden: !isVisible(edge.from) || !isVisible(edge.to),
        color: { color, opacity: chosen ? 1 : 0.8 },
      };
    }),
  );
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
    alpha: forced || !state.selected ? 1 : (cache.strength.get(iri) ?? FADED),
    clear: iri === state.selected ? radius * 1.25 + 7 : radius,
    away: outward.get(iri),
  };
}

/** Draws all nodes and names, in pixels of the screen. */
function paint(ctx) {
  const transform = ctx.getTransform();
  const scale = view.network.getScale();
  const density = transform.a / scale;
  ctx.save();
  ctx.setTransform(density, 0, 0, density, 0, 0);
  const [width, height] = [ctx.canvas.width / density, ctx.canvas.height / density];
  const size = { width, height, size: nodes.size > 30 ? 12.5 : 14, keepOut: controlsBox() };
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
  if (!view.waiting && Math.abs(1.4 / scale / view.edgeWidth - 1) > 0.15) {
    view.waiting = setTimeout(fitEdgeWidth, 120);
  }
}

/** Draws the selected node's edges again, over the faded shapes that they pass. */
function paintHighlights(ctx) {
  const spots = new Map(view.spots.map((spot) => [spot.iri, spot]));
  const from = spots.get(state.selected);
  ctx.strokeStyle = palette().strong;
  ctx.lineWidth = 1.6;
  for (const near of from ? neighbours.get(from.iri) : []) {
    const to = spots.get(near);
    if (!to) continue;
    ctx.beginPath();
    ctx.moveTo(from.x, from.y);
    ctx.lineTo(to.x, to.y);
    ctx.stroke();
  }
}

/** Where the zoom buttons lie, in pixels of the stage. */
function controlsBox() {
  const [box, frame] = [byId("controls").getBoundingClientRect(), stage.getBoundingClientRect()];
  return {
    iri: null,
    left: box.left - frame.left,
    right: box.right - frame.left,
    top: box.top - frame.top,
    bottom: box.bottom - frame.top,
  };
}

function paintNode(ctx, spot) {
  if (spot.iri === state.selected) {
    ctx.strokeStyle = palette().strong;
    ctx.lineWidth = 3;
    ctx.beginPath();
    ctx.arc(spot.x, spot.y, spot.radius * 1.25 + 5, 0, 2 * Math.PI);
    ctx.stroke();
  }
  drawShape(ctx, groupOf(spot.iri), spot, nodes.get(spot.iri).collective);
}

/** The node drawn at a point of the stage: by its card, its shape or its name. */
function nodeAt(point) {
  const within = ({ box }) =>
    point.x >= box.left && point.x <= box.right && point.y >= box.top && point.y <= box.bottom;
  const touches = (spot) =>
    Math.hypot(spot.x - point.x, spot.y - point.y) <= Math.max(spot.radius * 1.15, 12);
  const card = view.placed.find((placed) => placed.label.card && within(placed));
  const found = card?.spot ?? view.spots.find(touches) ?? view.placed.find(within)?.spot;
  return found ? found.iri : null;
}

/** The part of the stage that nodes may fill: names and buttons keep the rest. */
function room() {
  const [width, height] = [stage.clientWidth, stage.clientHeight];
  const aside = Math.max(64, Math.min(110, width * 0.17));
  return { x: Math.max(80, width - 2 * aside), y: Math.max(80, height - (width < 600 ? 120 : 130)) };
}

/** Moves the view so that the given nodes fill it, leaving room for names. */
function frame(iris, { closest = 2, animate = true } = {}) {
  if (!view.network || !iris.length || !stage.clientHeight) return;
  const at = iris.map((iri) => positions.get(iri));
  const [left, right] = [Math.min(...at.map((p) => p.x)), Math.max(...at.map((p) => p.x))];
  const [top, bottom] = [Math.min(...at.map((p) => p.y)), Math.max(...at.map((p) => p.y))];
  const scale = Math.min(room().x / (right - left || 1), room().y / (bottom - top || 1), closest);
  const animation =
    animate && !stillness.matches ? { duration: 350, easingFunction: "easeInOutQuad" } : false;
  view.network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation });
}

/** Shows everything. */
function fitAll(animate = true) {
  frame([...nodes.keys()].filter(isVisible), { animate });
}

/** Shows the selected node with all that it touches, and the partners that it meets there; else everything. */
function fitSelection(animate = true) {
  if (!state.selected) return fitAll(animate);
  const near = [...neighbours.get(state.selected)];
  const far = isAgreement(state.selected) ? [] : near.flatMap((iri) => [...neighbours.get(iri)]);
  return frame([...new Set([state.selected, ...near, ...far])].filter(isVisible), { animate });
}

function zoomBy(factor) {
  if (view.network) view.network.moveTo({ scale: view.network.getScale() * factor, animation: false });
}

function panBy(dx, dy) {
  if (view.network)
    view.network.moveTo({
      offset: { x: dx, y: dy },
      position: view.network.getViewPosition(),
      animation: false,
    });
}

/** Keeps edges equally thin at every zoom. */
function fitEdgeWidth() {
  view.waiting = null;
  view.edgeWidth = 1.4 / view.network.getScale();
  view.network.setOptions({ edges: { width: view.edgeWidth } });
}

function startNetwork() {
  if (!payload.nodes.length) return;
  const shapes = new vis.DataSet(payload.nodes.map(({ id }) => ({ id, ...positions.get(id) })));
  view.edges = new vis.DataSet(payload.edges);
  const options = {
    physics: false,
    autoResize: true,
    layout: { randomSeed: 1, improvedLayout: false },
    interaction: { hover: false, dragNodes: false, selectable: false, keyboard: false, zoomSpeed: 0.6 },
    nodes: { shape: "custom", ctxRenderer: () => ({ nodeDimensions: { width: 1, height: 1 } }) },
    edges: { width: 1.4, smooth: false, chosen: false },
  };
  view.network = new vis.Network(stage, { nodes: shapes, edges: view.edges }, options);
  const canvas = stage.querySelector("canvas");
  canvas.setAttribute("aria-hidden", "true");
  stage.querySelectorAll("[tabindex]").forEach((inner) => inner.setAttribute("tabindex", "-1"));
  view.network.on("afterDrawing", paint);
  view.network.on("resize", () => requestAnimationFrame(() => fitSelection(false)));
}
