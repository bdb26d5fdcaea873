// The view on the drawing: zooming, moving, and bringing nodes into sight.

addWords({
  ko: {
    graphLabel: (a, o) => `협약 ${a}건과 기관 ${o}곳을 잇는 그림. 같은 내용이 목록에 있습니다.`,
    graphKeys: "화살표로 옮기고 + 와 - 로 확대·축소, 0으로 전체 보기, Esc로 선택 해제",
    zoomIn: "확대",
    zoomOut: "축소",
    fit: "전체 보기",
  },
  en: {
    graphLabel: (a, o) =>
      `A drawing of ${count(a, "agreement", "agreements")} and ${count(o, "organisation", "organisations")}. ` +
      "The list holds the same content.",
    graphKeys: "Arrow keys move, + and - zoom, 0 shows everything, Escape clears the selection",
    zoomIn: "Zoom in",
    zoomOut: "Zoom out",
    fit: "Show everything",
  },
});

/** The part of the stage that nodes may fill: names, buttons and the bar at the bottom keep the rest. */
function room() {
  const [width, height] = [stage.clientWidth, stage.clientHeight];
  const aside = Math.max(56, Math.min(88, width * 0.15));
  const below = byId("around").hidden ? 0 : byId("around").offsetHeight;
  return {
    x: Math.max(80, width - 2 * aside),
    y: Math.max(80, height - below - (width < 600 ? 84 : 96)),
    below,
  };
}

/** The view in which the given nodes fill the stage, leaving room for names: {position, scale}. */
function sight(iris, closest = 2) {
  const span = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const { x, y } of iris.map((iri) => positions.get(iri))) {
    [span.left, span.right] = [Math.min(span.left, x), Math.max(span.right, x)];
    [span.top, span.bottom] = [Math.min(span.top, y), Math.max(span.bottom, y)];
  }
  const { x, y, below } = room();
  const scale = Math.min(x / (span.right - span.left || 1), y / (span.bottom - span.top || 1), closest);
  const position = { x: (span.left + span.right) / 2, y: (span.top + span.bottom + below / scale) / 2 };
  return { position, scale };
}

/** Moves the view so that the given nodes fill it. */
function frame(iris, animate = true) {
  if (!view.network || !iris.length || !stage.clientHeight) return;
  const animation =
    animate && !stillness.matches ? { duration: 350, easingFunction: "easeInOutQuad" } : false;
  view.moved = false;
  view.network.moveTo({ ...sight(iris), animation });
}

/** Shows everything. */
function fitAll(animate = true) {
  if (isWhole()) frameWhole([]);
  else frame([...drawn().nodes], animate);
}

/** Shows the selected node with all that it touches, and the partners that it meets there; else everything. */
function fitSelection(animate = true) {
  if (!state.selected || state.focus) return fitAll(animate);
  if (isWhole()) return frameWhole([state.selected, ...neighbours.get(state.selected)].filter(isVisible));
  const near = [...(cache.near.get(state.selected) ?? [])];
  const wide = state.mode === "two-mode" && !isAgreement(state.selected);
  const far = wide ? near.flatMap((iri) => [...cache.near.get(iri)]) : [];
  return frame([...new Set([state.selected, ...near, ...far])].filter((iri) => drawn().nodes.has(iri)), animate);
}

function zoomBy(factor) {
  const about = { x: stage.clientWidth / 2, y: stage.clientHeight / 2 };
  if (isWhole()) return shift({ scale: factor, about });
  view.moved = true;
  if (view.network) view.network.moveTo({ scale: view.network.getScale() * factor, animation: false });
}

function panBy(dx, dy) {
  if (isWhole()) return shift({ x: dx, y: dy });
  view.moved = true;
  if (view.network)
    view.network.moveTo({
      offset: { x: dx, y: dy },
      position: view.network.getViewPosition(),
      animation: false,
    });
}
