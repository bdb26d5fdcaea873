// Only what is near one node: its agreements and their parties, by depth, with the way back beside it.

addWords({
  ko: {
    around: (name) => `${name} 둘레`,
    aroundAll: "전체",
    aroundDepth: (depth) => `${depth}단계`,
    aroundMove: (name) => `${name}로 옮기기`,
  },
  en: {
    around: (name) => `Around ${name}`,
    aroundAll: "All",
    aroundDepth: (depth) => `Depth ${depth}`,
    aroundMove: (name) => `Move to ${name}`,
  },
});

const DEPTHS = [1, 2, 3];

function setFocus(focus) {
  update({ focus });
  fitSelection();
}

function showAround() {
  const { focus, selected } = state;
  const center = focus?.iri ?? selected;
  byId("around").hidden = !center;
  if (!center) return;
  const name = nameOf(center);
  const at = [...byId("around").querySelectorAll("button")].indexOf(document.activeElement);
  const button = (text, pressed, run) =>
    el("button", { type: "button", "aria-pressed": String(pressed), on: { click: run } }, text);
  const buttons = [
    button(ui().aroundAll, !focus, () => setFocus(null)),
    ...DEPTHS.map((depth) =>
      button(ui().aroundDepth(depth), focus?.depth === depth, () => setFocus({ iri: center, depth })),
    ),
  ];
  const elsewhere = focus && selected && selected !== focus.iri;
  const move = el(
    "button",
    {
      type: "button",
      class: "move",
      on: { click: () => setFocus({ iri: selected, depth: focus?.depth ?? 1 }) },
    },
    elsewhere ? ui().aroundMove(nameOf(selected).text) : "",
  );
  const label = el("span", { class: "around-name" }, ui().around(name.text));
  byId("around").setAttribute("aria-label", ui().around(name.text));
  byId("around").replaceChildren(
    label,
    el("span", { class: "segments" }, ...buttons),
    ...(elsewhere ? [move] : []),
  );
  if (at >= 0) byId("around").querySelectorAll("button")[at]?.focus();
}

onUpdate((changed) => {
  if (["selected", "focus", "lang"].some((key) => changed.has(key))) showAround();
});
