// The two ways to draw the network, and the measure that sizes say.

addWords({
  ko: {
    mode: "그림의 종류",
    twoMode: "협약과 기관",
    projection: "기관끼리",
    size: "크기",
    sizeNote: (measure) =>
      `도형이 클수록 ${measure} 값이 큰 기관입니다. 점선 테두리는 이름이 밝혀지지 않은 여러 기관입니다.`,
    widthNote: "선이 굵을수록 함께한 협약이 많습니다.",
    undrawn: (n) =>
      `선이 ${n.toLocaleString("ko")}개로 너무 많아 그리지 않았습니다. 필터로 좁히면 그려집니다.`,
  },
  en: {
    mode: "Kind of drawing",
    twoMode: "Agreements and parties",
    projection: "Parties only",
    size: "Size",
    sizeNote: (measure) =>
      `The larger a shape, the higher its value of: ${measure}. A dashed outline stands for several unnamed bodies.`,
    widthNote: "The wider a line, the more agreements are shared.",
    undrawn: (n) =>
      `${n.toLocaleString("en")} lines are too many and are not drawn; filters that leave fewer bring them.`,
  },
});

function showModes() {
  document.querySelectorAll("[data-mode]").forEach((button) => {
    button.setAttribute("aria-pressed", String(button.dataset.mode === state.mode));
  });
  byId("size").replaceChildren(
    ...measureOrder().map((name) =>
      el("option", { value: name, selected: name === state.size }, measureName(name)),
    ),
  );
  byId("size").value = state.size;
  const { undrawn } = shown();
  const width = state.mode === "projection" ? (undrawn ? ui().undrawn(undrawn) : ui().widthNote) : "";
  byId("hint").textContent = [width, ui().sizeNote(measureName(state.size))].filter(Boolean).join(" ");
  if (undrawn) announce(ui().undrawn(undrawn));
}

/** Changes the drawing; an agreement has no place in the projection, so it is let go. */
function setMode(mode) {
  const gone = mode === "projection" && isAgreement(state.selected);
  update({ mode, tie: null, ...(gone ? { selected: null } : {}) });
}

function startModes() {
  document
    .querySelectorAll("[data-mode]")
    .forEach((button) => button.addEventListener("click", () => setMode(button.dataset.mode)));
  byId("size").addEventListener("change", () => update({ size: byId("size").value }, "replace"));
}

onUpdate((changed) => {
  if (["shown", "size", "lang"].some((key) => changed.has(key))) showModes();
});
