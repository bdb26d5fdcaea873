// The drawing as a sheet of its own: title, what is shown, the network, the legend, and where it comes from.

addWords({
  ko: {
    sizeIs: (name) => `도형의 크기: ${name}`,
    groupsAre: (n) => `묶음 ${n}개, 원의 크기: 협약과 기관의 수`,
    pathIs: (a, b) => `${a} – ${b} 경로`,
    drawnOf: (n, all) => `그림에는 ${all.toLocaleString("ko")}개 중 ${n.toLocaleString("ko")}개`,
  },
  en: {
    sizeIs: (name) => `Size of shapes: ${name}`,
    groupsAre: (n) => `${count(n, "group", "groups")}, size of circles: agreements and organisations`,
    pathIs: (a, b) => `Paths from ${a} to ${b}`,
    drawnOf: (n, all) => `drawn are ${n.toLocaleString("en")} of ${all.toLocaleString("en")}`,
  },
});

const EDGE = 32; // pixels of white around a sheet
const LEGEND_FONT = `400 13px ${FONT}`;
const LEGEND_STEP = 26;

/** Lines of a text that are at most so wide. */
function textLines(text, font, width) {
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (lines.at(-1) && textWidth(longer, font) > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

/** What the drawing is about, as sentences: counts, filters, path and selection. */
function aboutView() {
  const all =
    shown().agreements.size === agreements.length && shown().organizations.size === organizations.length;
  const parts = [
    all ? ui().counts(agreements.length, organizations.length) : shownText(),
    ...activeFilters().map(({ name }) => name),
  ];
  if (besides().length) return [...parts, ui().groupsAre(besides().length)].join(" · ");
  const [few, many] = [drawnNodes().length, shown().nodes.size];
  if (few < many) parts.push(ui().drawnOf(few, many));
  if (state.selected) parts.push(nameOf(state.selected).text);
  if (state.path) parts.push(ui().pathIs(nameOf(state.path.from).text, nameOf(state.path.to).text));
  return [...parts, ui().sizeIs(measureName(state.size))].join(" · ");
}

/** The legend of what is shown, wrapped to a width: {element, height}. */
function sheetLegend(width) {
  const counts = byGroup(shown().nodes);
  let [x, y] = [0, 0];
  const entries = legendEntries()
    .filter(([group]) => counts.has(group))
    .map(([group]) => {
      const text = `${groupName(group).text} ${counts.get(group)}`;
      const wide = 24 + textWidth(text, LEGEND_FONT) + 22;
      if (x && x + wide > width) [x, y] = [0, y + LEGEND_STEP];
      const spot = { x: x + 8, y: y + 9, radius: 7.5, alpha: 1 };
      const entry = [
        shapeOf(group, spot, false),
        svgOf("text", { x: x + 24, y: y + 14, "font-size": 13, fill: palette().ink }, text),
      ];
      x += wide;
      return entry;
    });
  return { element: svgOf("g", {}, ...entries.flat()), height: y + LEGEND_STEP };
}

/** Lines of text below one another: {elements, height}. */
function textBlock(lines, top, size, color, weight = 400) {
  const step = size * 1.45;
  const line = (text, at) =>
    svgOf(
      "text",
      { x: EDGE, y: number(top + (at + 0.8) * step), "font-size": size, "font-weight": weight, fill: color },
      text,
    );
  return { elements: lines.map(line), height: lines.length * step };
}

/** Moves an element down and to the right. */
function moved(element, x, y) {
  if (element.tagName === "svg")
    Object.entries({ x, y }).forEach(([name, value]) => element.setAttribute(name, value));
  else element.setAttribute("transform", `translate(${x} ${y})`);
  return element;
}

/** The sheet as an SVG element; `box` is {width, height, seen} of the network in it, and `foot` whether it says its origin. */
function sheetOf({ width, height, seen, foot: footed = true }) {
  const look = palette();
  const muted = mix(look.ink, look.paper, 0.3);
  const wide = width + 2 * EDGE;
  const title = textBlock(textLines(ui().title, `700 22px ${FONT}`, width), EDGE - 6, 22, look.ink, 700);
  let y = EDGE - 6 + title.height + 4;
  const about = textBlock(textLines(aboutView(), `400 13px ${FONT}`, width), y, 13, muted);
  y += about.height + 12;
  const legend = sheetLegend(width);
  moved(legend.element, EDGE, y);
  y += legend.height + 8;
  const drawing = besides().length ? drawnGroups(width, height) : drawnNetwork(width, height, seen);
  const network = moved(drawing, EDGE, y);
  y += height + 12;
  const from = footed ? textLines([...origin(), ui().note].join(" · "), `400 12px ${FONT}`, width) : [];
  const foot = textBlock(from, y, 12, muted);
  y += foot.height + EDGE - 10;
  const box = { xmlns: SVG, width: wide, height: number(y), viewBox: `0 0 ${wide} ${number(y)}` };
  return svgOf(
    "svg",
    { ...box, role: "img", lang: state.lang, "font-family": FONT },
    svgOf("title", {}, `${ui().title}: ${aboutView()}`),
    svgOf("rect", { width: wide, height: number(y), fill: look.paper }),
    ...title.elements,
    ...about.elements,
    legend.element,
    network,
    ...foot.elements,
  );
}

/** What the screen shows, as a sheet; all of it where the stage is a telephone's, or doesn't show nodes one by one. */
function sheetNow() {
  const [width, height] = [stage.clientWidth, stage.clientHeight];
  const tight = !view.network || isWhole() || besides().length > 0 || width < 700 || height < 400;
  return onPaper(() =>
    sheetOf(tight ? { width: 1200, height: 760, seen: false } : { width, height, seen: true }),
  );
}
