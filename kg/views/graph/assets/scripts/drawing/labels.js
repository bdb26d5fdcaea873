// Names on the drawing, as a map does it: always of readable size, never one over another; zooming in shows more of them.

const LINE_UNITS = 22; // columns of Latin letters; a Hangul syllable takes nearly two
const FADED = 0.14; // how strongly nodes show that have nothing to do with the selected one
const MAX_LINES = 3;
const MAX_TRIES = 500; // names tried for one frame
const FIRST_NAMES = 16; // at most so many names, a tenth of all, may cover lesser shapes: hubs are named in a crowd too
const AWAY = 18; // pixels that these may stand off, before they cover anything
const ROOM = 24000; // square pixels of the stage for each of these
const CELL = 64; // pixels, for finding neighbours quickly

const units = (text) => [...text].reduce((sum, char) => sum + (char.codePointAt(0) > 0x10ff ? 1.83 : 1), 0);

/** Cuts a text into words, and a word that is longer than a line into pieces. */
function pieces(text) {
  return text
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((word) => {
      const parts = [""];
      for (const char of word) {
        if (units(parts.at(-1) + char) > LINE_UNITS) parts.push("");
        parts[parts.length - 1] += char;
      }
      return parts;
    });
}

/** The lines of a name: at most three, the last one with an ellipsis when something is left out. */
function wrap(text) {
  const lines = [];
  for (const piece of pieces(text)) {
    const longer = lines.length ? `${lines.at(-1)} ${piece}` : piece;
    if (lines.length && units(longer) <= LINE_UNITS) lines[lines.length - 1] = longer;
    else lines.push(piece);
  }
  if (lines.length <= MAX_LINES) return lines;
  return [...lines.slice(0, MAX_LINES - 1), `${lines[MAX_LINES - 1]}…`];
}

const measured = new Map();

/** The lines of a node's name and the room they take, remembered by language and size. */
function labelOf(ctx, iri, size) {
  const key = `${state.lang} ${size} ${iri}`;
  if (!measured.has(key)) {
    const card = isAgreement(iri);
    ctx.font = `${card ? 600 : 500} ${size}px ${FONT}`;
    const lines = wrap(nameOf(iri).text);
    const width = Math.max(0, ...lines.map((line) => ctx.measureText(line).width));
    const pad = card ? [14, 10] : [4, 2];
    const height = lines.length * size * 1.35;
    measured.set(key, {
      iri,
      card,
      lines,
      font: ctx.font,
      size,
      width: width + 2 * pad[0],
      height: height + 2 * pad[1],
    });
  }
  return measured.get(key);
}

/** Boxes on the screen that must not be drawn over, found by the cells that they touch. */
class Taken {
  constructor() {
    this.cells = new Map();
  }

  *keys(box) {
    for (let x = Math.floor(box.left / CELL); x <= Math.floor(box.right / CELL); x += 1) {
      for (let y = Math.floor(box.top / CELL); y <= Math.floor(box.bottom / CELL); y += 1)
        yield x * 65537 + y;
    }
  }

  add(box) {
    for (const key of this.keys(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }

  /** The boxes of other nodes that a box would lie over. */
  under(box) {
    const found = new Set();
    for (const key of this.keys(box)) {
      for (const other of this.cells.get(key) ?? []) {
        const apart =
          other.left >= box.right ||
          other.right <= box.left ||
          other.top >= box.bottom ||
          other.bottom <= box.top;
        if (!apart && other.iri !== box.iri) found.add(other);
      }
    }
    return [...found];
  }

  free(box) {
    return !this.under(box).length;
  }

  /** Of these boxes the one over the fewest shapes; none of those that would lie over anything but shapes of lesser nodes. */
  leastOver(boxes) {
    const over = boxes.map((box) => ({ box, under: this.under(box) }));
    const may = over.filter(({ under }) => under.every((other) => other.lesser));
    return may.sort((a, b) => a.under.length - b.under.length)[0]?.box ?? null;
  }
}

function boxAt(label, x, y) {
  const { iri, width, height } = label;
  return {
    iri,
    left: x - width / 2,
    right: x + width / 2,
    top: y - height / 2,
    bottom: y + height / 2,
    x,
    y,
  };
}

/** The places for a name, best first: an agreement's card lies over its node, other names stand beside theirs. */
function places(label, spot) {
  if (label.card) {
    const [w, h] = [label.width * 0.3, label.height * 0.25];
    return [
      [0, 0],
      [0, h],
      [0, -h],
      [w, 0],
      [-w, 0],
    ].map(([dx, dy]) => boxAt(label, spot.x + dx, spot.y + dy));
  }
  const [w, h] = [label.width / 2, label.height / 2];
  const corner = spot.clear * 0.6;
  const beyond = spot.clear + h + 1;
  // How far from the node, how well liked: rather below or above than beside, rather beside than askew.
  const sides = [
    [0, beyond, 0.5],
    [0, -beyond, 0.5],
    [spot.clear + w + 2, 0, 0.3],
    [-spot.clear - w - 2, 0, 0.3],
    ...[1, -1].flatMap((x) =>
      [1, -1].flatMap((y) => [
        [x * w * 0.55, y * beyond, 0.1],
        [x * (corner + w), y * (corner + h), 0],
      ]),
    ),
  ];
  const fit = ([x, y, liking]) => {
    const distance = Math.hypot(x, y) || 1;
    return (x * spot.away.x + y * spot.away.y) / distance + liking;
  };
  return sides.sort((a, b) => fit(b) - fit(a)).map(([x, y]) => boxAt(label, spot.x + x, spot.y + y));
}

/**
 * Chooses which names to draw where.
 * `spots`: {iri, x, y, radius, clear, alpha, forced, away} in pixels, the most important first;
 * `view`: {width, height, size, titles, keepOut}: `titles` says whether agreements are named, `keepOut` are the boxes
 * of what lies over the drawing.
 * The names of highlighted nodes may lie over faded shapes; other names may not, and faded nodes have none.
 */
function placeLabels(ctx, spots, view) {
  const taken = new Taken();
  const bodies = spots.filter(({ iri }) => !isAgreement(iri));
  const many = Math.min(FIRST_NAMES, Math.max(6, bodies.length / 10), (view.width * view.height) / ROOM);
  const first = new Set(bodies.slice(0, many));
  const cover = (spot) => {
    const { iri, x, y, radius } = spot;
    const lesser = !first.has(spot);
    taken.add({ iri, lesser, left: x - radius, right: x + radius, top: y - radius, bottom: y + radius });
  };
  const inside = (box) =>
    box.left >= 0 && box.top >= 0 && box.right <= view.width && box.bottom <= view.height;
  const placed = [];
  const place = (spot) => {
    if (isAgreement(spot.iri) && !spot.forced && !view.titles) return;
    const label = labelOf(ctx, spot.iri, view.size);
    const far = first.has(spot) && !label.card ? places(label, { ...spot, clear: spot.clear + AWAY }) : [];
    const options = [...places(label, spot), ...far];
    const inView = options.filter(inside);
    const free = inView.find((option) => taken.free(option));
    const least = free || !first.has(spot) ? null : taken.leastOver(inView);
    const box = free ?? least ?? (spot.forced && !label.card ? options[0] : null);
    if (!box) return;
    taken.add(box);
    placed.push({ label, box, spot, over: !free && !label.card });
  };
  const faded = spots.filter((spot) => spot.alpha <= FADED);
  const named = spots.filter((spot) => spot.alpha > FADED).slice(0, MAX_TRIES);
  view.keepOut.forEach((box) => taken.add(box));
  named.forEach(cover);
  named.filter((spot) => spot.alpha === 1).forEach(place);
  faded.forEach(cover);
  named.filter((spot) => spot.alpha < 1).forEach(place);
  return placed;
}

/** Draws one name: a card with the title for an agreement, text with a halo for an organisation. */
function drawLabel(ctx, { label, box, spot, over }) {
  const look = palette();
  ctx.save();
  ctx.globalAlpha = spot.alpha;
  ctx.font = label.font;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  if (label.card) {
    const { fill, stroke } = styleOf(AGREEMENT);
    ctx.fillStyle = fill;
    ctx.strokeStyle = spot.forced ? look.strong : stroke;
    ctx.lineWidth = spot.forced ? 2.5 : 1.5;
    ctx.beginPath();
    ctx.roundRect(box.left, box.top, label.width, label.height, 8);
    ctx.fill();
    if (spot.forced) ctx.roundRect(box.left - 5, box.top - 5, label.width + 10, label.height + 10, 12);
    ctx.stroke();
  }
  if (over) {
    ctx.fillStyle = look.plate;
    ctx.beginPath();
    ctx.roundRect(box.left, box.top, label.width, label.height, 4);
    ctx.fill();
  }
  const step = label.size * 1.35;
  label.lines.forEach((line, index) => {
    const y = box.y + (index - (label.lines.length - 1) / 2) * step + 0.5;
    if (!label.card) {
      ctx.strokeStyle = look.paper;
      ctx.lineWidth = 4;
      ctx.strokeText(line, box.x, y);
    }
    ctx.fillStyle = label.card ? look.cardInk : look.ink;
    ctx.fillText(line, box.x, y);
  });
  ctx.restore();
}
