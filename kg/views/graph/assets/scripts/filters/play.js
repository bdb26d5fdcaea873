// Plays the years: the span grows by a year at a time. Nothing moves but the span, so it is the same without motion.

addWords({
  ko: { play: "연도순으로 보기", pause: "멈추기" },
  en: { play: "Play the years", pause: "Pause" },
});

const PLAY_MARKS = { play: "M6 4l10 6l-10 6z", pause: "M6 4v12M14 4v12" };
const YEAR_LASTS = 1000; // milliseconds
const playing = { timer: null };

function showPlay() {
  const what = playing.timer ? "pause" : "play";
  byId("play").setAttribute("aria-label", ui()[what]);
  byId("play").title = ui()[what];
  byId("play").classList.toggle("solid", what === "play");
  byId("play-mark").setAttribute("d", PLAY_MARKS[what]);
}

function stopPlaying() {
  clearInterval(playing.timer);
  playing.timer = null;
  showPlay();
}

/** The next year comes in; after the last one the play ends. */
function nextYear() {
  const [from, until] = spanShown();
  const next = barYears.find((year) => year > until);
  if (next !== undefined) setYears(from, next, "replace");
  if (next === undefined || next === LAST) stopPlaying();
}

/** Starts with the first year of the span, or goes on where it was paused. */
function play() {
  const [from, until] = spanShown();
  if (until === LAST) setYears(from, from, "replace");
  playing.timer = setInterval(nextYear, YEAR_LASTS);
  showPlay();
}

function startPlay() {
  byId("play").hidden = FIRST === LAST;
  byId("play").addEventListener("click", () => (playing.timer ? stopPlaying() : play()));
  showPlay();
}

onUpdate((changed) => {
  if (changed.has("lang")) showPlay();
});
