// Moving the picture of everything. Where drawing it is dear, the finished picture is moved and drawn anew when it rests.

const REST = 160; // milliseconds without a movement after which the picture is drawn anew
const motion = { scale: 1, x: 0, y: 0, timer: null, pointers: new Map(), start: null };

const identity = () => motion.scale === 1 && motion.x === 0 && motion.y === 0;

/** Moves the finished picture: `scale` about a point of the stage, then by pixels. */
function shift({ scale = 1, about = { x: 0, y: 0 }, x = 0, y = 0 }) {
  const ratio = vista.sigma.getCamera().ratio / (motion.scale * scale);
  const held = ratio > 4 || ratio < 0.0004 ? 1 : scale;
  motion.x = about.x + (motion.x - about.x) * held + x;
  motion.y = about.y + (motion.y - about.y) * held + y;
  motion.scale *= held;
  if (vista.cost <= CHEAP) settle();
  else {
    vista.layer.style.transform = `translate(${motion.x}px, ${motion.y}px) scale(${motion.scale})`;
    clearTimeout(motion.timer);
    if (!motion.pointers.size) motion.timer = setTimeout(settle, REST); // a drag ends when it is let go
  }
}

/** Draws the picture anew where it has been moved to. */
function settle() {
  clearTimeout(motion.timer);
  if (identity()) return;
  const { sigma, layer } = vista;
  const centre = { x: stage.clientWidth / 2, y: stage.clientHeight / 2 };
  const before = { x: (centre.x - motion.x) / motion.scale, y: (centre.y - motion.y) / motion.scale };
  const camera = sigma.getCamera();
  const { x, y } = sigma.viewportToFramedGraph(before);
  const ratio = camera.ratio / motion.scale;
  Object.assign(motion, { scale: 1, x: 0, y: 0 });
  sigma.once("afterRender", () => (layer.style.transform = ""));
  camera.setState({ x, y, ratio });
}

/** Brings nodes into sight, all of the network when there are none. */
function frameWhole(iris, closest = 0.02) {
  const { sigma } = vista;
  if (!vista.columns) return;
  settle();
  const camera = sigma.getCamera();
  if (!iris.length) {
    camera.setState({ x: 0.5, y: 0.5, ratio: 1 });
    return;
  }
  const at = iris.map((iri) => nodes.get(iri));
  const mean = (key) => (Math.min(...at.map((node) => node[key])) + Math.max(...at.map((node) => node[key]))) / 2;
  const spread = (key) => Math.max(...at.map((node) => node[key])) - Math.min(...at.map((node) => node[key]));
  const { scale } = projection();
  const { x: wide, y: high } = room();
  const ratio = camera.ratio * Math.max((spread("x") * scale) / wide, (spread("y") * scale) / high);
  const centre = sigma.graphToViewport({ x: mean("x"), y: -mean("y") });
  const { x, y } = sigma.viewportToFramedGraph(centre);
  camera.setState({ x, y, ratio: Math.min(1, Math.max(closest, ratio)) });
}

const onStage = (event) => pointAt(event);
const middle = (points) => ({
  x: points.reduce((sum, point) => sum + point.x, 0) / points.length,
  y: points.reduce((sum, point) => sum + point.y, 0) / points.length,
});
const breadth = ([a, b]) => (b ? Math.hypot(a.x - b.x, a.y - b.y) : 0);

function pointerDown(event) {
  if (event.button > 0) return;
  motion.pointers.set(event.pointerId, onStage(event));
  motion.start = { ...onStage(event), far: motion.pointers.size > 1 };
  vista.layer.setPointerCapture(event.pointerId);
}

function pointerMove(event) {
  if (!motion.pointers.has(event.pointerId)) return;
  const before = [...motion.pointers.values()];
  motion.pointers.set(event.pointerId, onStage(event));
  const after = [...motion.pointers.values()];
  const [from, to] = [middle(before), middle(after)];
  if (Math.hypot(onStage(event).x - motion.start.x, onStage(event).y - motion.start.y) > 4) motion.start.far = true;
  if (!motion.start.far) return;
  hover(null);
  const scale = before.length > 1 ? breadth(after) / (breadth(before) || 1) : 1;
  shift({ scale, about: from, x: to.x - from.x, y: to.y - from.y });
}

function pointerUp(event) {
  if (!motion.pointers.delete(event.pointerId)) return;
  if (motion.pointers.size) return;
  settle();
  if (event.type === "pointerup" && !motion.start.far) select(wholeNodeAt(onStage(event)), { move: false });
}

function listenWhole() {
  const { layer } = vista;
  layer.addEventListener("pointerdown", pointerDown);
  layer.addEventListener("pointermove", pointerMove);
  layer.addEventListener("pointerup", pointerUp);
  layer.addEventListener("pointercancel", pointerUp);
  layer.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      shift({ scale: Math.exp(-event.deltaY / 400), about: onStage(event) });
    },
    { passive: false },
  );
  new ResizeObserver(() => isWhole() && vista.sigma.scheduleRender()).observe(stage);
}
