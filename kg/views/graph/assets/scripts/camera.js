// The view on the drawing: zooming, moving, and bringing nodes into sight.

addWords({
  ko: {
    sizeNote: "도형이 클수록 협약이 많은 기관입니다. 점선 테두리는 이름이 밝혀지지 않은 여러 기관입니다.",
    graphLabel: (a, o) => `협약 ${a}건과 기관 ${o}곳을 잇는 그림. 같은 내용이 목록에 있습니다.`,
    graphKeys: "화살표로 옮기고 + 와 - 로 확대·축소, 0으로 전체 보기, Esc로 선택 해제",
    zoomIn: "확대",
    zoomOut: "축소",
    fit: "전체 보기",
  },
  en: {
    sizeNote: "A larger shape means more agreements. A dashed outline stands for several unnamed bodies.",
    graphLabel: (a, o) =>
      `A drawing of ${count(a, "agreement", "agreements")} and ${count(o, "organisation", "organisations")}. ` +
      "The list holds the same content.",
    graphKeys: "Arrow keys move, + and - zoom, 0 shows everything, Escape clears the selection",
    zoomIn: "Zoom in",
    zoomOut: "Zoom out",
    fit: "Show everything",
  },
});

/** The part of the stage that nodes may fill: names and buttons keep the rest. */
function room() {
  const [width, height] = [stage.clientWidth, stage.clientHeight];
  const aside = Math.max(64, Math.min(110, width * 0.17));
  return { x: Math.max(80, width - 2 * aside), y: Math.max(80, height - (width < 600 ? 120 : 130)) };
}

/** Moves the view so that the given nodes fill it, leaving room for names. */
function frame(iris, { closest = 2, animate = true } = {}) {
  if (!view.network || !iris.length || !stage.clientHeight) return;
  const at = iris.map((iri) => positions.get(iri));
  const [left, right] = [Math.min(...at.map((p) => p.x)), Math.max(...at.map((p) => p.x))];
  const [top, bottom] = [Math.min(...at.map((p) => p.y)), Math.max(...at.map((p) => p.y))];
  const scale = Math.min(room().x / (right - left || 1), room().y / (bottom - top || 1), closest);
  const animation =
    animate && !stillness.matches ? { duration: 350, easingFunction: "easeInOutQuad" } : false;
  view.network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation });
}

/** Shows everything. */
function fitAll(animate = true) {
  frame([...shown().nodes], { animate });
}

/** Shows the selected node with all that it touches, and the partners that it meets there; else everything. */
function fitSelection(animate = true) {
  if (!state.selected) return fitAll(animate);
  const near = [...(cache.near.get(state.selected) ?? [])];
  const wide = state.mode === "two-mode" && !isAgreement(state.selected);
  const far = wide ? near.flatMap((iri) => [...cache.near.get(iri)]) : [];
  return frame([...new Set([state.selected, ...near, ...far])].filter(isVisible), { animate });
}

function zoomBy(factor) {
  if (view.network) view.network.moveTo({ scale: view.network.getScale() * factor, animation: false });
}

function panBy(dx, dy) {
  if (view.network)
    view.network.moveTo({
      offset: { x: dx, y: dy },
      position: view.network.getViewPosition(),
      animation: false,
    });
}
