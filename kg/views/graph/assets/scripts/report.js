// What the page says of itself to tests and other programs: the state, and where and how things are drawn.

/** A box on the stage as one in the window. */
function inWindow({ left, right, top, bottom }, frame) {
  return {
    left: left + frame.left,
    right: right + frame.left,
    top: top + frame.top,
    bottom: bottom + frame.top,
  };
}

function report() {
  if (view.network) view.network.redraw(); // what is told must be what the state asks for, not the frame before
  const frame = stage.getBoundingClientRect();
  const { facets, hidden, ...rest } = state;
  const bySpot = (give) => Object.fromEntries(view.spots.map((spot) => [spot.iri, give(spot)]));
  const byName = (give) => Object.fromEntries(view.placed.map((placed) => [placed.label.iri, give(placed)]));
  return {
    ...rest,
    hidden: [...hidden].sort(),
    facets: Object.fromEntries(FACETS.map((facet) => [facet, [...facets[facet]].sort()])),
    dark: isDark(),
    nodes: shown().nodes.size,
    edges: shown().edges.length,
    lines: drawn().edges.map((edge) => ({ ...edge, ...edgeLook(edge) })),
    agreements: [shown().agreements.size, agreements.length],
    organizations: [shown().organizations.size, organizations.length],
    drawn: bySpot(({ x, y }) => ({ x: x + frame.left, y: y + frame.top })),
    radii: bySpot(({ radius }) => radius),
    parts: { groups: besides(), nodes: drawn().nodes.size, edges: drawn().edges.length, out: drawn().out ?? 0 },
    picture: Boolean(vista.columns) && isWhole() && byId("drawing-now").hidden,
    named: view.placed.map(({ label }) => label.iri),
    labels: byName(({ box }) => inWindow(box, frame)),
    written: byName(({ label }) => label.lines),
  };
}

const ready = new Promise((resolve) => {
  whenComplete(() => requestAnimationFrame(() => requestAnimationFrame(() => resolve(true))));
});
window.kgPage = Object.freeze({ select: (iri) => select(iri), state: report, ready });
