// The whole network at once, by WebGL: sigma draws points and lines, and names and highlights lie over them.

const Sigma = window.Sigma;
delete window.Sigma;

const CHEAP = 24; // milliseconds: a picture that is drawn within them is drawn anew while it moves
const vista = { sigma: null, layer: null, names: null, columns: null, grid: null, cost: Infinity, works: null, of: [] };

/** Whether everything can be drawn at once here; asked of the browser once. */
function wholeWorks() {
  if (vista.works === null) {
    const canvas = document.createElement("canvas");
    const gl = Sigma && (canvas.getContext("webgl2") ?? canvas.getContext("webgl"));
    gl?.getExtension("WEBGL_lose_context")?.loseContext();
    vista.works = Boolean(gl);
  }
  return vista.works;
}

const SETTINGS = {
  renderLabels: false,
  enableEdgeEvents: false,
  zIndex: false,
  stagePadding: 24,
  minEdgeThickness: 0.5,
  defaultEdgeType: "line",
  enableCameraRotation: false,
  allowInvalidContainer: true, // on a small screen the stage may have no height while the details are open
};

function startWhole() {
  vista.layer = el("div", { class: "picture", "aria-hidden": "true" });
  const points = el("div", { class: "points" });
  vista.names = el("canvas", { class: "names" });
  vista.layer.append(points, vista.names);
  stage.append(vista.layer);
  // It starts empty, so that the first picture is drawn once, with all settings known.
  const lines = { edgeProgramClasses: { line: Sigma.rendering.EdgeLineProgram } };
  const empty = sigmaGraph({ list: [], ends: [] });
  vista.sigma = new Sigma(empty, points, { ...SETTINGS, ...lines });
  const spread = (key) => nodeList.map((node) => node[key]).reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [Infinity, -Infinity]); // prettier-ignore
  const [top, bottom] = spread("y");
  vista.sigma.setCustomBBox({ x: spread("x"), y: [-bottom, -top] });
  vista.sigma.on("afterRender", paintNames);
  listenWhole();
}

/** Finds out how long the drawing takes, without waiting for it; until then it counts as dear. */
function timeDrawing() {
  const begun = performance.now();
  const contexts = [...stage.querySelectorAll(".sigma-edges, .sigma-nodes")].map((canvas) => canvas.getContext("webgl2"));
  vista.cost = Infinity;
  if (!contexts.every(Boolean)) return;
  const fences = contexts.map((gl) => {
    const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    gl.flush();
    return () => gl.getSyncParameter(fence, gl.SYNC_STATUS) === gl.SIGNALED;
  });
  const look = () => {
    if (fences.every((signaled) => signaled())) vista.cost = performance.now() - begun;
    else setTimeout(look, 2);
  };
  setTimeout(look, 2);
}

/** Draws what is shown now, after a filter, a measure or the colours have changed. */
function redrawWhole() {
  const first = !vista.columns;
  vista.columns = columns();
  vista.grid = gridOf(vista.columns.list);
  vista.sigma.setGraph(sigmaGraph(vista.columns));
  timeDrawing();
  if (first) fitSelection(false);
}

/** Shows the picture of everything, or puts it away; it is made when it is first wanted. */
function showWhole() {
  if (!isWhole()) {
    if (vista.layer) vista.layer.hidden = true;
    return;
  }
  if (!vista.sigma) startWhole();
  vista.layer.hidden = false;
  const of = [shown(), state.size, isDark()];
  if (of.every((part, at) => part === vista.of[at])) return;
  vista.of = of;
  byId("drawing-now").hidden = false;
  // The sentence is painted first: what follows may take seconds.
  setTimeout(() => {
    if (isWhole()) redrawWhole();
    else vista.of = [];
    byId("drawing-now").hidden = true;
  }, 60);
}

/** From places in the network to pixels of the stage: {scale, x, y}. */
function projection() {
  const at = (x) => vista.sigma.graphToViewport({ x, y: 0 });
  const [origin, unit] = [at(0), at(1000)];
  return { scale: (unit.x - origin.x) / 1000, x: origin.x, y: origin.y };
}

const CELLS = 256; // a side of the grid that finds the node at a point

/** The nodes by the cells of a grid: {cells, first, cell(x, y)}; a cell's nodes stand in `cells` from `first` on. */
function gridOf(list) {
  const span = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const { x, y } of list) {
    [span.left, span.right] = [Math.min(span.left, x), Math.max(span.right, x)];
    [span.top, span.bottom] = [Math.min(span.top, y), Math.max(span.bottom, y)];
  }
  const side = Math.max(span.right - span.left, span.bottom - span.top, 1) / CELLS;
  const clamp = (value) => Math.max(0, Math.min(CELLS - 1, Math.floor(value / side)));
  const column = (x) => clamp(x - span.left);
  const row = (y) => clamp(y - span.top);
  const first = new Uint32Array(CELLS * CELLS + 1);
  const of = list.map(({ x, y }) => row(y) * CELLS + column(x));
  of.forEach((cell) => (first[cell + 1] += 1));
  for (let cell = 0; cell < CELLS * CELLS; cell += 1) first[cell + 1] += first[cell];
  const [next, cells] = [first.slice(), new Uint32Array(list.length)];
  of.forEach((cell, at) => (cells[next[cell]++] = at));
  return { cells, first, column, row };
}

/** A node's radius on the screen at the present zoom. */
const dotNow = (node) => dotOf(node) / Math.sqrt(vista.sigma.getCamera().ratio);

/** The node at a point of the stage in the picture of everything, or null. */
function wholeNodeAt(point) {
  const { scale, x, y } = projection();
  const [at, reach] = [{ x: (point.x - x) / scale, y: (point.y - y) / scale }, 14 / scale];
  const { cells, first, column, row } = vista.grid;
  let best = null;
  let least = Infinity;
  for (let r = row(at.y - reach); r <= row(at.y + reach); r += 1) {
    for (let c = column(at.x - reach); c <= column(at.x + reach); c += 1) {
      const cell = r * CELLS + c;
      for (let i = first[cell]; i < first[cell + 1]; i += 1) {
        const node = vista.columns.list[cells[i]];
        const distance = Math.hypot(node.x - at.x, node.y - at.y) * scale - dotNow(node);
        if (distance < 5 && distance < least) [best, least] = [node.iri, distance];
      }
    }
  }
  return best;
}

onUpdate((changed) => {
  if (!isWhole() || !vista.columns) return;
  if (["selected", "hovered", "lang", "path", "tie"].some((key) => changed.has(key))) paintNames();
});
