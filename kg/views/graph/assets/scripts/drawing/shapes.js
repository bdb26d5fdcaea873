// One shape and one colour a type, from the Okabe–Ito palette that colour-blind readers can tell apart.

/** Outlines in a box from -1 to 1, drawn by the canvas and by the legend alike. */
const SHAPES = {
  circle: "M-.9 0a.9.9 0 1 0 1.8 0a.9.9 0 1 0-1.8 0z",
  square: "M-.8-.6q0-.2 .2-.2h1.2q.2 0 .2 .2v1.2q0 .2-.2 .2h-1.2q-.2 0-.2-.2z",
  triangle: "M0-1L1 .75H-1z",
  triangleDown: "M0 1L1-.75H-1z",
  diamond: "M0-1.05L1.05 0L0 1.05L-1.05 0z",
  hexagon: "M-.5-.87H.5L1 0L.5 .87H-.5L-1 0z",
  pentagon: "M0-1L.95-.31L.59 .81H-.59L-.95-.31z",
  star: "M0-1.1L.3-.38L1.05-.34L.47 .15L.66 .89L0 .48L-.66 .89L-.47 .15L-1.05-.34L-.3-.38z",
  plus: "M-.35-.95H.35V-.35H.95V.35H.35V.95H-.35V.35H-.95V-.35H-.35z",
  octagon: "M-.38-.92H.38L.92-.38V.38L.38 .92H-.38L-.92 .38V-.38z",
  card: "M-1.1-.6q0-.2 .2-.2h1.8q.2 0 .2 .2v1.2q0 .2-.2 .2h-1.8q-.2 0-.2-.2z",
};
const CARD_LINES = "M-.65-.25H.65M-.65 .2H.25";

const BLUE = "#0072b2";
const SKY = "#56b4e9";
const GREEN = "#009e73";
const ORANGE = "#e69f00";
const VERMILLION = "#d55e00";
const PURPLE = "#cc79a7";
const YELLOW = "#f0e442";
const GREY = "#8d96a3";

const TYPES = new Map([
  ["municipality", ["circle", BLUE]],
  ["public-institution", ["square", ORANGE]],
  ["university", ["triangle", GREEN]],
  ["research-institute", ["hexagon", PURPLE]],
  ["private-company", ["diamond", VERMILLION]],
  ["central-government", ["star", SKY]],
  ["association", ["triangleDown", YELLOW]],
  ["foundation", ["pentagon", SKY]],
  ["international-organisation", ["octagon", PURPLE]],
  ["foreign-government", ["plus", BLUE]],
]);
const SPARE = [
  ["pentagon", GREEN],
  ["octagon", ORANGE],
  ["star", VERMILLION],
  ["plus", PURPLE],
  ["hexagon", YELLOW],
  ["triangleDown", BLUE],
  ["diamond", SKY],
  ["square", GREEN],
];

/** Mixes two #rrggbb colours; `share` is the part of the second. */
function mix(first, second, share) {
  const channel = (colour, at) => parseInt(colour.slice(at, at + 2), 16);
  const channels = [1, 3, 5].map((at) =>
    Math.round(channel(first, at) * (1 - share) + channel(second, at) * share),
  );
  return `#${channels.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

const styles = new Map();
let spare = 0;
for (const group of [...new Set(nodeList.map(({ group }) => group))].sort()) {
  if (group === AGREEMENT) styles.set(group, ["card", null]);
  else if (group === "") styles.set(group, ["circle", GREY]);
  else styles.set(group, TYPES.get(localName(group)) ?? SPARE[spare++ % SPARE.length]);
}

const mixed = new Map();

/** The shape, fill and outline of a group in the present colours. */
function styleOf(group) {
  const key = `${isDark()} ${group}`;
  if (!mixed.has(key)) {
    const [shape, colour] = styles.get(group);
    const fill = colour ?? palette().card;
    mixed.set(key, { shape, fill, stroke: mix(fill, palette().edge, colour ? 0.35 : 0.15) });
  }
  return mixed.get(key);
}

const paths = new Map(Object.entries(SHAPES).map(([name, outline]) => [name, new Path2D(outline)]));
const cardLines = new Path2D(CARD_LINES);

/** Draws a group's shape at a spot {x, y, radius, alpha}, in pixels. */
function drawShape(ctx, group, spot, dashed) {
  const { shape, fill, stroke } = styleOf(group);
  const pixel = 1 / spot.radius;
  ctx.save();
  ctx.translate(spot.x, spot.y);
  ctx.scale(spot.radius, spot.radius);
  ctx.fillStyle = palette().paper; // a plate, so that edges end at the shape also where it is drawn faintly
  ctx.fill(paths.get(shape));
  ctx.globalAlpha = spot.alpha;
  ctx.lineJoin = "round";
  ctx.lineWidth = (dashed ? 2 : 1.5) * pixel;
  ctx.setLineDash(dashed ? [5 * pixel, 4 * pixel] : []);
  ctx.fillStyle = dashed ? mix(fill, palette().paper, 0.75) : fill;
  ctx.strokeStyle = stroke;
  ctx.fill(paths.get(shape));
  ctx.stroke(paths.get(shape));
  if (shape === "card") {
    ctx.strokeStyle = palette().cardInk;
    ctx.lineWidth = 0.18;
    ctx.stroke(cardLines);
  }
  ctx.restore();
}

const STAMPS = 600; // so many drawn shapes are kept
const stamps = new Map();

/** A shape drawn once, to be stamped: a canvas with the shape in its middle. Radii are whole half pixels. */
function stampOf(group, { radius, alpha }, dashed, density) {
  const size = Math.round(radius * 2) / 2;
  const key = `${isDark()} ${dashed} ${size} ${alpha} ${density} ${group}`;
  if (!stamps.has(key)) {
    if (stamps.size >= STAMPS) stamps.clear();
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 2 * Math.ceil((size * 1.2 + 2) * density);
    const ctx = canvas.getContext("2d");
    ctx.scale(density, density);
    const middle = canvas.width / 2 / density;
    drawShape(ctx, group, { x: middle, y: middle, radius: size, alpha }, dashed);
    stamps.set(key, canvas);
  }
  return stamps.get(key);
}

/** Draws a group's shape at a spot on the screen, fast: whole pixels, from a stamp. */
function stampShape(ctx, group, spot, dashed, density) {
  const stamp = stampOf(group, spot, dashed, density);
  const half = stamp.width / 2;
  const place = (value) => (Math.round(value * density) - half) / density;
  ctx.drawImage(stamp, place(spot.x), place(spot.y), stamp.width / density, stamp.height / density);
}
