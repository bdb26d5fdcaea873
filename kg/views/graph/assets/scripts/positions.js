// Where nodes stand: Python's positions, brought to a scale in which shapes don't touch.

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

/** IRI -> where a node of the drawing stands. */
const positions = new Map();

/** Gives the nodes of the drawing their places. */
function place(list) {
  const points = list.length ? separated(scaled(list)) : [];
  positions.clear();
  list.forEach(({ iri }, i) => positions.set(iri, points[i]));
}
