// Names and highlights over the picture of everything, placed as on the small drawing: none over another.

const NAMED = 260; // spots tried for names in one picture
const MANY = 80; // nodes that stand out, beyond which they are drawn smaller

/** The nodes that stand out: {strong: those with a ring and a name, lines: edges to draw again}. */
function outstanding() {
  const { selected } = state;
  const paths = emphases.flatMap((give) => [...(give() ?? [])]);
  const near = selected ? [...neighbours.get(selected)] : [];
  const strong = new Set([...(selected ? [selected] : []), ...near, ...paths].filter(isVisible));
  const lines = near.filter(isVisible).map((iri) => [selected, iri]);
  return { strong, lines };
}

function spotIn({ scale, x, y }, iri, strong) {
  const node = nodes.get(iri);
  const radius = Math.max(dotNow(node), strong.has(iri) ? 3 : 0);
  const forced = iri === state.selected || iri === state.hovered;
  return {
    iri,
    forced,
    radius,
    x: x + node.x * scale,
    y: y + node.y * scale,
    alpha: 1,
    clear: radius + (forced ? 4 : 0),
    away: { x: 0, y: 1 },
  };
}

/** The spots that may have names, the most important first. */
function wantedSpots(place, { strong }, { width, height }) {
  const inside = (spot) => spot.x > 0 && spot.y > 0 && spot.x < width && spot.y < height;
  const first = [state.selected, state.hovered, ...strong].filter((iri) => iri && isVisible(iri));
  const spots = [];
  for (const iri of new Set(state.selected ? first : [...first, ...ranked()])) {
    if (spots.length === NAMED) break;
    if (!isVisible(iri)) continue;
    const spot = spotIn(place, iri, strong);
    if (inside(spot)) spots.push(spot);
  }
  return spots;
}

function paintNames() {
  if (!vista.columns) return;
  const [width, height] = [stage.clientWidth, stage.clientHeight];
  const density = window.devicePixelRatio || 1;
  const canvas = vista.names;
  if (canvas.width !== width * density || canvas.height !== height * density)
    Object.assign(canvas, { width: width * density, height: height * density });
  const ctx = canvas.getContext("2d");
  ctx.setTransform(density, 0, 0, density, 0, 0);
  ctx.clearRect(0, 0, width, height);
  const found = outstanding();
  vista.layer.classList.toggle("dimmed", found.strong.size > 0);
  const place = projection();
  const spots = wantedSpots(place, found, { width, height });
  const at = (iri) => spotIn(place, iri, found.strong);
  ctx.strokeStyle = palette().strong;
  const many = found.strong.size > MANY;
  ctx.lineWidth = many ? 0.6 : 1.4;
  ctx.beginPath();
  for (const [from, to] of found.lines.map((line) => line.map(at))) {
    ctx.moveTo(from.x, from.y);
    ctx.lineTo(to.x, to.y);
  }
  ctx.stroke();
  for (const spot of [...found.strong].map(at).reverse()) paintNode(ctx, { ...spot, radius: Math.max(many ? 3 : 6, spot.radius) });
  view.spots = spots;
  const titles = found.strong.size > 0;
  view.placed = placeLabels(ctx, spots, { width, height, size: 12.5, titles, keepOut: covered() });
  for (const label of [...view.placed].reverse()) drawLabel(ctx, label);
}
