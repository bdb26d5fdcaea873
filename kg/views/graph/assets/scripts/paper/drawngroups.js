// The groups of a large network for files and for paper: the circles of the screen in a box of their own.

function drawnGroup(spot) {
  const look = palette();
  const tally = tallies()[spot.id];
  const number = tally.agreements[0] + tally.organizations[0];
  const text = (line, x, y, type) =>
    svgOf("text", { x: x.toFixed(1), y: y.toFixed(1), "text-anchor": "middle", fill: look.ink, ...type }, line);
  const halo = { stroke: look.paper, "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke" };
  const top = spot.dy - ((spot.lines.length - 1) / 2) * LINE + 4.5;
  const edge = { r: spot.r, fill: "none", stroke: look.line, "stroke-dasharray": groups[spot.id].rest ? "5 4" : null };
  return svgOf(
    "g",
    { transform: `translate(${spot.x.toFixed(1)} ${spot.y.toFixed(1)})` },
    svgOf("circle", { r: spot.r, fill: look.paper }),
    ring(tally, spot.r - RING / 2 - 1),
    svgOf("circle", edge),
    spot.r >= COUNTED ? text(number.toLocaleString(state.lang), 0, 5, { "font-size": 14, "font-weight": 700 }) : null,
    spot.lines.map((line, at) => text(line, spot.dx, top + at * LINE, { "font-size": 12.5, "font-weight": 500, ...halo })),
  );
}

/** The groups side by side, with their names and the ties between them, in a box of pixels. */
function drawnGroups(width, height) {
  const ids = besides();
  const spots = new Map(arranged(ids, width, height).map((spot) => [spot.id, spot]));
  const ties = tiesBetween(ids);
  const most = ties.at(-1)?.weight ?? 1;
  const { faint } = palette();
  return svgOf(
    "svg",
    { width, height, viewBox: `0 0 ${width} ${height}`, overflow: "hidden" },
    ties.map((tie) => svgOf("line", { ...tieShape(tie, most, spots), stroke: faint })),
    [...spots.values()].map(drawnGroup),
  );
}
