// What is drawn, as an SVG of elements: the same shapes, lines and names as on the screen, for files and for paper.

const MARGIN = 70; // pixels around the nodes for their names, where everything is to be seen
const MOST_ON_PAPER = 5000; // nodes of one drawing; more would stop the browser, and nobody could tell them apart
const measuring = document.createElement("canvas").getContext("2d");

/** How wide a text is, in pixels. */
function textWidth(text, font) {
  measuring.font = font;
  return measuring.measureText(text).width;
}

/** Runs something in the colours of paper. */
function onPaper(run) {
  const { dark } = looks;
  looks.dark = false;
  try {
    return run();
  } finally {
    looks.dark = dark;
  }
}

const number = (value) => Math.round(value * 100) / 100;

/** The way from positions to pixels in which all that is drawn fills a box. */
function filling(width, height) {
  const at = drawnNodes().map((iri) => positions.get(iri));
  if (!at.length) return { scale: 1, x: width / 2, y: height / 2 };
  const span = (key) =>
    at.reduce(([a, b], spot) => [Math.min(a, spot[key]), Math.max(b, spot[key])], [Infinity, -Infinity]);
  const [[left, right], [top, bottom]] = [span("x"), span("y")];
  const free = [width - 2 * MARGIN, height - 2 * MARGIN];
  const scale = Math.min(free[0] / (right - left || 1), free[1] / (bottom - top || 1), 2);
  return { scale, x: width / 2 - (scale * (left + right)) / 2, y: height / 2 - (scale * (top + bottom)) / 2 };
}

/** The way from positions to pixels that the screen has now. */
function asSeen(width, height) {
  const scale = view.network.getScale();
  const { x, y } = view.network.getViewPosition();
  return { scale, x: width / 2 - scale * x, y: height / 2 - scale * y };
}

/** A line between two nodes; a second one between the same two is bowed. */
function lineOf(edge, place) {
  const [a, b] = [place(edge.from), place(edge.to)];
  const { color, opacity, width } = edgeLook(edge);
  const away = 0.3 * (edge.bow ?? 0);
  const [cx, cy] = [(a.x + b.x) / 2 + away * (b.y - a.y), (a.y + b.y) / 2 - away * (b.x - a.x)];
  const way = edge.bow ? `Q${number(cx)} ${number(cy)} ` : "L";
  const d = `M${number(a.x)} ${number(a.y)}${way}${number(b.x)} ${number(b.y)}`;
  const look = { fill: "none", stroke: color, "stroke-opacity": opacity, "stroke-width": number(width) };
  return svgOf("path", { d, ...look });
}

/** A group's shape as elements, at a spot {x, y, radius, alpha}. */
function shapeOf(group, spot, dashed) {
  const { shape, fill, stroke } = styleOf(group);
  const pixel = 1 / spot.radius;
  const at = `translate(${number(spot.x)} ${number(spot.y)}) scale(${number(spot.radius)})`;
  const look = {
    fill: dashed ? mix(fill, palette().paper, 0.75) : fill,
    stroke,
    "stroke-width": (dashed ? 2 : 1.5) * pixel,
    "stroke-linejoin": "round",
    "stroke-dasharray": dashed ? `${5 * pixel} ${4 * pixel}` : null,
  };
  const lines = { d: CARD_LINES, fill: "none", stroke: palette().cardInk, "stroke-width": 0.18 };
  return svgOf(
    "g",
    { transform: at },
    svgOf("path", { d: SHAPES[shape], fill: palette().paper }),
    svgOf(
      "g",
      { opacity: spot.alpha < 1 ? spot.alpha : null },
      svgOf("path", { d: SHAPES[shape], ...look }),
      shape === "card" ? svgOf("path", lines) : null,
    ),
  );
}

function ringOf(spot) {
  const look = { fill: "none", stroke: palette().strong, "stroke-width": 3 };
  return svgOf("circle", {
    cx: number(spot.x),
    cy: number(spot.y),
    r: number(spot.radius * 1.25 + 5),
    ...look,
  });
}

/** A name as text: on a card for an agreement, with a halo for a body. */
function nameText({ label, box, spot }) {
  const step = label.size * 1.35;
  const halo = label.card
    ? {}
    : { stroke: palette().paper, "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke" };
  const card = () => {
    const { fill, stroke } = styleOf(AGREEMENT);
    const place = {
      x: number(box.left),
      y: number(box.top),
      width: number(label.width),
      height: number(label.height),
      rx: 8,
    };
    return svgOf("rect", {
      ...place,
      fill,
      stroke: spot.forced ? palette().strong : stroke,
      "stroke-width": spot.forced ? 2.5 : 1.5,
    });
  };
  const lines = label.lines.map((line, at) => {
    const y = box.y + (at - (label.lines.length - 1) / 2) * step + label.size * 0.36;
    const place = { x: number(box.x), y: number(y), "text-anchor": "middle" };
    const type = { "font-size": label.size, "font-weight": label.card ? 600 : 500 };
    return svgOf(
      "text",
      { ...place, ...type, ...halo, fill: label.card ? palette().cardInk : palette().ink },
      line,
    );
  });
  return svgOf("g", { opacity: spot.alpha < 1 ? spot.alpha : null }, label.card ? card() : null, ...lines);
}

/** The nodes of a drawing: those of the screen's, or of the whole network's the first by importance. */
function drawnNodes() {
  const order = isWhole() ? ranking(cache.strength, shown().nodes) : cache.order;
  return order.slice(0, MOST_ON_PAPER);
}

/** Whether any part of the line between two points may lie in a box. */
const crosses = (a, b, width, height) =>
  Math.max(a.x, b.x) >= 0 &&
  Math.min(a.x, b.x) <= width &&
  Math.max(a.y, b.y) >= 0 &&
  Math.min(a.y, b.y) <= height;

/** The network in a box of pixels: lines, shapes and names; `seen` as on the screen, else all that is shown. */
function drawnNetwork(width, height, seen) {
  const { scale, x, y } = seen ? asSeen(width, height) : filling(width, height);
  const transform = { a: scale, d: scale, e: x, f: y };
  const place = (iri) => {
    const at = positions.get(iri);
    return { x: at.x * scale + x, y: at.y * scale + y };
  };
  const inside = (spot) => spot.x > -60 && spot.y > -60 && spot.x < width + 60 && spot.y < height + 60;
  const drawn = new Set(drawnNodes());
  const spots = [...drawn].map((iri) => spotOf(iri, transform, 1, scale)).filter(inside);
  const nowhere = [{ iri: null, left: -2, right: -1, top: -2, bottom: -1 }];
  const size = nodes.size > 30 ? 12.5 : 14;
  const placed = placeLabels(measuring, spots, { width, height, size, keepOut: nowhere });
  const strong = (edge) => edgeLook(edge).opacity === 1;
  const inBox = ({ from, to }) =>
    drawn.has(from) && drawn.has(to) && crosses(place(from), place(to), width, height);
  const edges = shown()
    .edges.filter(inBox)
    .sort((a, b) => strong(a) - strong(b));
  const box = { width, height, viewBox: `0 0 ${width} ${height}`, overflow: "hidden" };
  return svgOf(
    "svg",
    box,
    ...edges.map((edge) => lineOf(edge, place)),
    ...[...spots]
      .reverse()
      .flatMap((spot) => [
        spot.iri === state.selected ? ringOf(spot) : null,
        shapeOf(groupOf(spot.iri), spot, nodes.get(spot.iri).collective),
      ]),
    ...[...placed].reverse().map(nameText),
  );
}
