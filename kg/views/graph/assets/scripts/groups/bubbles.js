// The groups of a large network side by side: a circle a group, as large as the group, with its name and its ties.

addWords({
  ko: {
    restGroup: "그 밖의 작은 무리",
    groupsLabel: (n) => `서로 함께 일하는 기관들의 묶음 ${n}개. 묶음을 고르면 그 안이 열립니다.`,
    groupLabel: (name, deals, bodies) => `${name} 묶음, ${deals}, ${bodies}. 열기`,
    agreementsOf: ([n, all]) => `협약 ${ofAll(n, all)}건`,
    organizationsOf: ([n, all]) => `기관 ${ofAll(n, all)}곳`,
    tiesOf: (n) => `다른 묶음과 이어진 참여 ${n.toLocaleString("ko")}건`,
  },
  en: {
    restGroup: "Other small groups",
    groupsLabel: (n) => `${n} groups of bodies that work together. Choose a group to open it.`,
    groupLabel: (name, deals, bodies) => `${name}: group of ${deals}, ${bodies}. Open`,
    agreementsOf: ([n, all]) => `${ofAll(n, all)} ${all === 1 ? "agreement" : "agreements"}`,
    organizationsOf: ([n, all]) => `${ofAll(n, all)} ${all === 1 ? "organisation" : "organisations"}`,
    tiesOf: (n) => `${count(n, "participation", "participations")} shared with other groups`,
  },
});

/** “12 / 40”, or “40” when nothing is left out. */
function ofAll(n, all) {
  const [some, whole] = [n, all].map((number) => number.toLocaleString(state.lang));
  return n === all ? whole : `${some} / ${whole}`;
}

const FILLED = 0.15; // the part of the stage that circles take
const GAP = 26; // pixels between two of them
const TALL = 1.25; // how much more room they have above and below than beside
const LINE = 17; // pixels from one line of a name to the next
const ROUNDS = 600; // of pushing apart
const RING = 6; // pixels of the ring that shows the types of organisations
const COUNTED = 22; // the radius from which a circle holds its number

const bubbles = byId("groups");
const shape = { ids: [], spots: [] };

/** Where the nodes of each innermost group stand, as a mean. */
const centres = isLarge
  ? nodeList.reduce(
      (sums, node) => {
        const sum = sums[index.groups.leaf[node.number]];
        sum.x += node.x;
        sum.y += node.y;
        sum.size += 1;
        return sums;
      },
      groups.map(() => ({ x: 0, y: 0, size: 0 })),
    )
  : [];
for (const { id, parent } of [...groups].reverse()) {
  if (parent !== null) for (const key of ["x", "y", "size"]) centres[parent][key] += centres[id][key];
}

/** The circles of some groups on a stage, with their names: {id, x, y, r, lines, dx, dy}. */
function arranged(ids, width, height) {
  const all = ids.reduce((sum, id) => sum + centres[id].size, 0);
  const unit = Math.sqrt((FILLED * width * height) / (Math.PI * all));
  const most = 0.16 * Math.min(width, height);
  const spots = ids.map((id) => ({ id, r: Math.max(14, Math.min(unit * Math.sqrt(centres[id].size), most)) }));
  return withNames(apart(spread(spots, width, height), width, height), width, height);
}

/** Finds a place beside each circle for its name, the largest first: of three bodies, or two, or one. */
function withNames(spots, width, height) {
  const taken = new Taken();
  const box = (x, y, w, h, iri) => ({ iri, left: x - w / 2, right: x + w / 2, top: y - h / 2, bottom: y + h / 2 });
  for (const { id, x, y, r } of spots) taken.add(box(x, y, 2 * r + 4, 2 * r + 4, id));
  const inside = ({ left, right, top, bottom }) => left > 2 && top > 2 && right < width - 2 && bottom < height - 2;
  for (const spot of [...spots].sort((a, b) => b.r - a.r || a.id - b.id)) {
    Object.assign(spot, { lines: [], dx: 0, dy: 0 });
    for (const lines of nameLines(spot.id)) {
      const [w, h] = [Math.max(...lines.map((line) => units(line) * 6.7)), lines.length * LINE];
      const [aside, along] = [spot.r + w / 2 + 5, spot.r + h / 2 + 3];
      const places = [[0, along], [0, -along], [aside, 0], [-aside, 0]]; // prettier-ignore
      const found = places.find(([dx, dy]) => {
        const at = box(spot.x + dx, spot.y + dy, w, h, spot.id);
        return inside(at) && taken.free(at);
      });
      if (!found) continue;
      Object.assign(spot, { lines, dx: found[0], dy: found[1] });
      taken.add(box(spot.x + found[0], spot.y + found[1], w, h, spot.id));
      break;
    }
  }
  return spots;
}

/** The name of a group in lines, the fullest first. */
function nameLines(id) {
  const { named, rest } = groups[id];
  if (rest || !named.length) return [wrap(groupTitle(id).text)];
  const short = (text) => (units(text) > LINE_UNITS ? `${wrap(text)[0]}…` : text);
  const names = named.map((iri) => short(nameOf(iri).text));
  return [3, 2, 1].map((size) => names.slice(0, size));
}

/** Puts circles where their groups stand in the network, evenly: by their order from left to right and from top to bottom. */
function spread(spots, width, height) {
  for (const [key, length] of [
    ["x", width],
    ["y", height],
  ]) {
    const mean = ({ id }) => centres[id][key] / centres[id].size;
    const order = [...spots].sort((a, b) => mean(a) - mean(b) || a.id - b.id);
    order.forEach((spot, at) => (spot[key] = length * (0.08 + (0.84 * (at + 0.5)) / order.length)));
  }
  return spots;
}

/** Pushes circles off each other, and back onto the stage, a little at a time. */
function apart(spots, width, height) {
  for (let round = 0, moved = true; round < ROUNDS && moved; round += 1) {
    moved = false;
    spots.forEach((a, at) => {
      for (const b of spots.slice(at + 1)) {
        // An oval of room: names stand below or above more often than beside.
        const [dx, dy] = [b.x - a.x, (b.y - a.y) / TALL];
        const distance = Math.hypot(dx, dy);
        const missing = a.r + b.r + GAP - distance;
        if (missing <= 0) continue;
        moved = true;
        const [ux, uy] = distance > 1e-6 ? [dx / distance, dy / distance] : [1, 0];
        [a.x, b.x] = [a.x - (ux * missing) / 2, b.x + (ux * missing) / 2];
        [a.y, b.y] = [a.y - (uy * missing * TALL) / 2, b.y + (uy * missing * TALL) / 2];
      }
    });
    for (const spot of spots) {
      spot.x = Math.max(spot.r + 6, Math.min(width - spot.r - 6, spot.x));
      spot.y = Math.max(spot.r + 6, Math.min(height - spot.r - LINE, spot.y));
    }
  }
  return spots;
}

/** The part of a ring from one share of the turn to another. */
function arc(r, from, to) {
  const point = (share) => {
    const turn = 2 * Math.PI * (share - 0.25);
    return `${(r * Math.cos(turn)).toFixed(2)} ${(r * Math.sin(turn)).toFixed(2)}`;
  };
  if (to - from > 0.9999) return `M${point(0)}A${r} ${r} 0 1 1 ${point(0.5)}A${r} ${r} 0 1 1 ${point(1)}`;
  return `M${point(from)}A${r} ${r} 0 ${to - from > 0.5 ? 1 : 0} 1 ${point(to)}`;
}

/** A ring that shows of which types the shown organisations of a group are, in the colours of the legend. */
function ring(tally, r) {
  const types = [...tally.types].filter(([type]) => type !== AGREEMENT).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)); // prettier-ignore
  const all = types.reduce((sum, [, size]) => sum + size, 0);
  let from = 0;
  return types.map(([type, size]) => {
    const to = from + size / all;
    const path = svgOf("path", { d: arc(r, from, to), fill: "none", stroke: styleOf(type).fill, "stroke-width": RING });
    from = to;
    return path;
  });
}

/** What a circle is called: what is written on it, as it is written, and then the rest. */
function spokenName({ id, r, lines }, number) {
  const written = [r >= COUNTED ? number.toLocaleString(state.lang) : null, ...lines].filter(Boolean).join(" ");
  const { named, rest } = groups[id];
  const names = rest || !named.length ? [groupTitle(id).text] : named.map((iri) => nameOf(iri).text);
  const whole = [number.toLocaleString(state.lang), ...names].join(" ");
  return whole.includes(written) ? whole : `${written}, ${names.join(" ")}`;
}

function bubble(spot) {
  const tally = tallies()[spot.id];
  const told = groupTitle(spot.id);
  const deals = ui().agreementsOf(tally.agreements);
  const bodies = ui().organizationsOf(tally.organizations);
  const inside = state.selected !== null && pathOf(leafOf(state.selected)).includes(spot.id);
  const number = tally.agreements[0] + tally.organizations[0];
  const name = spot.lines.map((line, at) =>
    svgOf(
      "text",
      {
        class: "bubble-name",
        x: spot.dx.toFixed(1),
        y: (spot.dy + (at - (spot.lines.length - 1) / 2) * LINE + 4.5).toFixed(1),
        lang: told.lang,
      },
      line,
    ),
  );
  const drawing = svgOf(
    "g",
    {
      class: `bubble${groups[spot.id].rest ? " rest" : ""}${inside ? " inside" : ""}${number ? "" : " none"}`,
      role: "button",
      tabindex: "0",
      "aria-label": ui().groupLabel(spokenName(spot, number), deals, bodies),
      "data-group": spot.id,
      transform: `translate(${spot.x.toFixed(1)} ${spot.y.toFixed(1)})`,
    },
    svgOf("circle", { class: "bubble-back", r: spot.r }),
    ring(tally, spot.r - RING / 2 - 1),
    svgOf("circle", { class: "bubble-edge", r: spot.r }),
    spot.r >= COUNTED ? svgOf("text", { class: "bubble-count", y: 5 }, number.toLocaleString(state.lang)) : null,
    name.flatMap((line) => [" ", line]), // apart for those who read it without seeing it
  );
  drawing.addEventListener("click", () => openPart(spot.id));
  return drawing;
}

/** Where a tie between two groups runs and how wide it is, as attributes of a line. */
function tieShape(tie, most, spots) {
  const [a, b] = [spots.get(tie.from), spots.get(tie.to)];
  return { x1: a.x, y1: a.y, x2: b.x, y2: b.y, "stroke-width": (0.4 + 5.6 * (tie.weight / most)).toFixed(1) };
}

const tieLine = (tie, most, spots) =>
  svgOf("line", { class: "tie", ...tieShape(tie, most, spots), "data-ends": `${tie.from} ${tie.to}` });

/** Draws the groups that stand side by side now; nothing where nodes are drawn. */
function showBubbles() {
  const ids = besides();
  bubbles.hidden = !ids.length;
  const [width, height] = [bubbles.clientWidth, bubbles.clientHeight];
  if (!ids.length || !width || !height) {
    shape.spots = [];
    bubbles.replaceChildren();
    return;
  }
  const focused = bubbles.contains(document.activeElement) ? document.activeElement.dataset.group : null;
  shape.spots = arranged(ids, width, height);
  const spots = new Map(shape.spots.map((spot) => [spot.id, spot]));
  const ties = tiesBetween(ids);
  const most = ties.at(-1)?.weight ?? 1;
  const lines = ties.map((tie) => tieLine(tie, most, spots));
  bubbles.replaceChildren(
    svgOf("svg", { width, height, viewBox: `0 0 ${width} ${height}` }, lines, shape.spots.map(bubble)),
  );
  bubbles.setAttribute("aria-label", ui().groupsLabel(ids.length));
  if (focused !== null) focusBubble(focused);
}

const focusBubble = (id) => bubbles.querySelector(`[data-group="${id}"]`)?.focus();

/** Marks the ties of the group that is pointed at. */
function pointBubble(target) {
  const id = target?.closest?.(".bubble")?.dataset.group ?? null;
  for (const line of bubbles.querySelectorAll(".tie"))
    line.classList.toggle("strong", id !== null && line.dataset.ends.split(" ").includes(id));
  return id;
}

/** The group next to another one in the direction of an arrow key. */
function neighbourOf(id, [dx, dy]) {
  const from = shape.spots.find((spot) => spot.id === id);
  const cost = (spot) => {
    const [x, y] = [spot.x - from.x, spot.y - from.y];
    const ahead = -(x * dx + y * dy);
    return ahead > 0 ? ahead + 2 * Math.abs(x * dy - y * dx) : Infinity;
  };
  const [best] = shape.spots.filter((spot) => cost(spot) < Infinity).sort((a, b) => cost(a) - cost(b));
  return best?.id ?? id;
}

function bubbleKey(event) {
  const id = event.target.closest?.(".bubble")?.dataset.group;
  if (id === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  const arrow = EDGE_KEYS[event.key]?.map(Math.sign);
  if (!arrow && event.key !== "Enter" && event.key !== " ") return;
  event.preventDefault();
  if (arrow) focusBubble(neighbourOf(Number(id), arrow));
  else openPart(Number(id), { focus: true });
}
