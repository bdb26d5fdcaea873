// Where the reader is in a large network: the way back, how much is drawn, and the switch to everything at once.

addWords({
  ko: {
    parts: "보고 있는 부분",
    allGroups: "모든 묶음",
    asGroups: "묶음으로",
    asWhole: "전체 그림",
    drawnHere: (deals, bodies) => `여기 그린 것: ${deals}, ${bodies}.`,
    tooMany: (n) => `노드가 ${n.toLocaleString("ko")}개를 넘어, 지표가 가장 큰 기관과 그 협약을 그렸습니다.`,
    outward: (n) => `다른 곳과 이어진 선 ${n.toLocaleString("ko")}개는 그리지 않았습니다.`,
    inGroups: (n, deals, bodies) => `묶음 ${n}개에 ${deals}, ${bodies}.`,
    wholeDrawn: (deals, bodies, n) => `${deals}, ${bodies}, 선 ${n.toLocaleString("ko")}개.`,
    drawingNow: "전체 그림을 그리는 중입니다…",
    noWebGL: "이 브라우저에서는 WebGL을 쓸 수 없어 전체 그림을 그리지 못합니다. 묶음으로 보십시오.",
  },
  en: {
    parts: "The part that is shown",
    allGroups: "All groups",
    asGroups: "Groups",
    asWhole: "Whole network",
    drawnHere: (deals, bodies) => `Drawn here: ${deals}, ${bodies}.`,
    tooMany: (n) => `More than ${n.toLocaleString("en")} nodes: the bodies that rank highest and their agreements are drawn.`,
    outward: (n) => `${count(n, "line", "lines")} to other places ${n === 1 ? "is" : "are"} not drawn.`,
    inGroups: (n, deals, bodies) => `${count(n, "group", "groups")} with ${deals} and ${bodies}.`,
    wholeDrawn: (deals, bodies, n) => `${deals}, ${bodies}, ${count(n, "line", "lines")}.`,
    drawingNow: "Drawing the whole network …",
    noWebGL: "This browser offers no WebGL, so the whole network can't be drawn at once. The groups show it in parts.",
  },
});

/** Opens a group, null for the top, or "whole". `focus` puts a keyboard's reader where the new drawing is. */
function openPart(part, { focus = false } = {}) {
  const from = state.part;
  if (part === "whole" && !wholeWorks()) {
    byId("no-webgl").hidden = false;
    announce(ui().noWebGL);
    return;
  }
  byId("no-webgl").hidden = true;
  update({ part, ...(part === from ? {} : { selected: null }) });
  if (focus) focusPart(from);
}

function focusPart(from) {
  if (!besides().length) stage.focus();
  else if (typeof from === "number" && besides().includes(from)) focusBubble(from);
  else focusBubble(shape.spots[0]?.id);
}

/** One step outwards; whether there was one. */
function stepOut() {
  if (!isLarge || state.part === null) return false;
  openPart(isWhole() ? null : openGroup().parent, { focus: true });
  return true;
}

/** How much is drawn, in words. */
function partSentence() {
  const sum = (key) => {
    const of = openGroup() ? tallies()[state.part][key] : [shown()[key].size, (key === "agreements" ? agreements : organizations).length]; // prettier-ignore
    return of;
  };
  const told = (deals, bodies) => [ui().agreementsOf(deals), ui().organizationsOf(bodies)];
  if (isWhole()) return ui().wholeDrawn(...told(sum("agreements"), sum("organizations")), shown().edges.length);
  if (besides().length) return ui().inGroups(besides().length, ...told(sum("agreements"), sum("organizations")));
  const kept = [...drawn().nodes];
  const deals = kept.filter(isAgreement).length;
  const [[, allDeals], [, allBodies]] = [sum("agreements"), sum("organizations")];
  return [
    ui().drawnHere(...told([deals, allDeals], [kept.length - deals, allBodies])),
    leafOverflows() ? ui().tooMany(MOST_DRAWN) : "",
    drawn().out ? ui().outward(drawn().out) : "",
  ]
    .filter(Boolean)
    .join(" ");
}

function crumb(id, last) {
  const told = id === null ? plain(ui().allGroups) : groupTitle(id);
  if (last) return words(told, "span", { "aria-current": "page", class: "crumb" });
  const on = { click: () => openPart(id, { focus: true }) };
  const button = el("button", { type: "button", class: "crumb", on }, words(told));
  return button;
}

function showParts() {
  if (!isLarge) return;
  const path = openGroup() ? pathOf(state.part) : [];
  const trail = isWhole() ? [] : [null, ...path];
  const focused = document.activeElement?.id;
  const choice = (part, name) =>
    el("button", { type: "button", id: `as-${name}`, "aria-pressed": String(isWhole() === (part === "whole")), on: { click: () => openPart(part) } }, ui()[name === "whole" ? "asWhole" : "asGroups"]); // prettier-ignore
  byId("parts").replaceChildren(
    el("ol", { class: "crumbs" }, ...trail.map((id, at) => el("li", {}, crumb(id, at === trail.length - 1)))),
    el("p", { class: "drawn" }, partSentence()),
    el("div", { class: "switch", role: "group" }, choice(null, "groups"), choice("whole", "whole")),
  );
  byId("parts").hidden = false;
  byId("parts").setAttribute("aria-label", ui().parts);
  if (focused?.startsWith("as-")) byId(focused).focus();
}

/** Which of the three drawings is to be seen: groups, nodes, or the whole network. */
function showSurface() {
  if (!isLarge) return;
  stage.classList.toggle("away", besides().length > 0);
  stage.classList.toggle("whole", isWhole());
  byId("controls").hidden = besides().length > 0;
  showBubbles();
  showWhole();
}

function startParts() {
  if (!isLarge) return;
  document.body.classList.add("large");
  bubbles.addEventListener("keydown", bubbleKey);
  bubbles.addEventListener("mouseover", (event) => pointBubble(event.target));
  bubbles.addEventListener("focusin", (event) => pointBubble(event.target));
  bubbles.addEventListener("mouseleave", () => pointBubble(null));
  new ResizeObserver(showBubbles).observe(bubbles);
}

onUpdate((changed) => {
  if (!["part", "shown", "lang", "theme", "selected", "size"].some((key) => changed.has(key))) return;
  showSurface();
  showParts();
  if (changed.has("part")) fitSelection(false);
});
