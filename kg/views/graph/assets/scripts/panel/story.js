// A guided story: steps that each say something and show the part of the network that it is about.

addWords({
  ko: {
    story: "이야기",
    storyAt: (n, all) => `${all}단계 가운데 ${n}`,
    storyNext: "다음",
    storyBack: "이전",
    storyEnd: "이야기 끝내기",
    storyBegin: (all) => `이야기 따라가기 (${all}단계)`,
  },
  en: {
    story: "Story",
    storyAt: (n, all) => `Step ${n} of ${all}`,
    storyNext: "Next",
    storyBack: "Previous",
    storyEnd: "End the story",
    storyBegin: (all) => `Follow the story (${count(all, "step", "steps")})`,
  },
});

const story = index.story ?? [];
const FRESH = viewIn("");

/** The view of a step, counted from 1; what the step doesn't name is as at the start. */
function sceneView(step) {
  const scene = story[step - 1];
  const chosen = scene.selected && nodes.has(scene.selected) ? scene.selected : null;
  return {
    step,
    selected: chosen,
    focus: chosen && scene.depth ? { iri: chosen, depth: scene.depth } : null,
    facets: Object.fromEntries(FACETS.map((facet) => [facet, new Set(scene.facets[facet] ?? [])])),
    years: scene.years,
    undated: !scene.years,
    mode: scene.mode,
    size: measures.has(scene.size) ? scene.size : FRESH.size,
    hidden: new Set(),
    path: null,
  };
}

function tell(step) {
  finding.open = false;
  update(sceneView(step));
  fitSelection();
  announce(`${ui().storyAt(step, story.length)}. ${pick(story[step - 1].text).text}`);
}

/** Whether the address names a step and nothing else of the view: then the step's own view is meant. */
function isBareStep() {
  const own = new Set(["step", "lang", "theme"]);
  return Object.keys(FRESH).every((key) => own.has(key) || same(state[key], FRESH[key]));
}

function endStory() {
  update({ step: null });
  byId("story").querySelector("button")?.focus();
}

function storyBar() {
  const { step } = state;
  const button = (name, label, run, off = false) =>
    el("button", { type: "button", class: name, disabled: off ? "" : null, on: { click: run } }, label);
  if (step === null) return [button("quiet begin", ui().storyBegin(story.length), () => tell(1))];
  const at = el("span", { class: "at" }, ui().storyAt(step, story.length));
  const end = button("close", "×", endStory);
  end.setAttribute("aria-label", ui().storyEnd);
  end.title = ui().storyEnd;
  return [
    el("div", { class: "storyhead" }, at, end),
    words(pick(story[step - 1].text), "p", { class: "told" }),
    el(
      "div",
      { class: "turn" },
      button("quiet previous", `← ${ui().storyBack}`, () => tell(step - 1), step === 1),
      button("quiet next", `${ui().storyNext} →`, () => tell(step + 1), step === story.length),
    ),
  ];
}

/** Draws the bar anew, and keeps the keyboard where it was. */
function showStory() {
  const bar = byId("story");
  if (!story.length) return;
  const held = bar.contains(document.activeElement) ? document.activeElement.className : null;
  bar.hidden = false;
  bar.setAttribute("aria-label", ui().story);
  bar.replaceChildren(...storyBar());
  if (held === null) return;
  const [again] = [...bar.getElementsByClassName(held)];
  const open = again && !again.disabled ? again : bar.querySelector("button.quiet:not([disabled])");
  (open ?? bar.querySelector("button"))?.focus();
}

byId("story").addEventListener("keydown", (event) => {
  const turn = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!turn || state.step === null || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const step = state.step + turn;
  if (step >= 1 && step <= story.length) tell(step);
});

onUpdate((changed) => {
  if (changed.has("step") && state.step !== null) {
    if (!story[state.step - 1]) update({ step: null }, "replace");
    else if (isBareStep()) update(sceneView(state.step), "replace"); // whole, so that it can be read again
  }
  if (["step", "lang"].some((key) => changed.has(key))) showStory();
});

/** Shows the step that the address names; a page with a story begins to tell it when it names nothing at all. */
function startStory() {
  if (state.step !== null && !story[state.step - 1]) update({ step: null }, "replace");
  else if (story.length && (state.step !== null ? isBareStep() : !location.hash)) {
    update(sceneView(state.step ?? 1), "replace");
    fitSelection(false);
  }
  showStory();
}
