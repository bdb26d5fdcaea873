// The years: how many agreements each has, two handles for the span that is shown, and the ones without a date.

addWords({
  ko: {
    years: "연도",
    fromYear: "시작 연도",
    untilYear: "끝 연도",
    allYears: (from, until) => `${from}–${until}년 전체`,
    undated: (n, all) => `날짜 미상 ${n === all ? all : `${n}/${all}`}건`,
    yearBar: (year, n, all) => `${year}년: 협약 ${all}건 중 ${n}건`,
  },
  en: {
    years: "Years",
    fromYear: "First year",
    untilYear: "Last year",
    allYears: (from, until) => `All, ${from}–${until}`,
    undated: (n, all) => `Undated: ${n === all ? all : `${n} of ${all}`}`,
    yearBar: (year, n, all) => `${year}: ${n} of ${count(all, "agreement", "agreements")}`,
  },
});

/** Year -> how many of these agreements were signed in it; `null` for those without a date. */
function byYear(iris) {
  const counts = new Map();
  for (const iri of iris) counts.set(nodes.get(iri).year, (counts.get(nodes.get(iri).year) ?? 0) + 1);
  return counts;
}

const yearTotals = byYear(agreements);
const datedYears = [...yearTotals.keys()].filter((year) => year !== null).sort((a, b) => a - b);
const [FIRST, LAST] = [datedYears.at(0), datedYears.at(-1)];
const MOST_BARS = 120; // a span of more years than this has bars only for the years that there are
const barYears =
  LAST - FIRST < MOST_BARS ? Array.from({ length: LAST - FIRST + 1 }, (_, at) => FIRST + at) : datedYears;

/** The span on show, its open ends filled. */
const spanShown = () => [state.years?.[0] ?? FIRST, state.years?.[1] ?? LAST];

/** Shows the agreements of a span of years; the whole span is no filter. */
function setYears(from, until, remember = "push") {
  const [low, high] = [Math.min(from, until), Math.max(from, until)];
  update({ years: low <= FIRST && high >= LAST ? null : [low, high] }, remember);
}

/** A handle was moved: it may push the other one along, never past it. */
function moveHandle(moved) {
  const [from, until] = ["from", "until"].map((id) => Number(byId(id).value));
  if (moved === "from") setYears(from, Math.max(from, until), null);
  else setYears(Math.min(from, until), until, null);
}

function buildBars() {
  const most = Math.max(...barYears.map((year) => yearTotals.get(year) ?? 0));
  const every = Math.ceil(barYears.length / 12);
  const bars = barYears.map((year, at) => {
    const [all, part] = [el("span", { class: "all" }), el("span", { class: "part" })];
    all.style.height = `${(100 * (yearTotals.get(year) ?? 0)) / most}%`;
    const label = el("span", { class: "year" }, at % every ? "" : String(year));
    const alone = () => {
      const only = state.years && state.years[0] === year && state.years[1] === year;
      stopPlaying();
      if (only) update({ years: null });
      else setYears(year, year);
    };
    return el(
      "div",
      { class: "bar", "data-year": year, on: { click: alone } },
      el("span", { class: "column" }, all, part),
      label,
    );
  });
  byId("bars").replaceChildren(...bars);
  byId("years").style.setProperty("--bars", String(barYears.length));
  byId("years").dataset.most = String(most);
}

/** Brings bars, handles and the tick for undated agreements up to date. */
function showYears() {
  if (byId("years").hidden) return;
  const open = byYear(passing("years").deals);
  const most = Number(byId("years").dataset.most);
  const [from, until] = spanShown();
  for (const bar of byId("bars").children) {
    const year = Number(bar.dataset.year);
    const number = open.get(year) ?? 0;
    bar.querySelector(".part").style.height = `${(100 * number) / most}%`;
    bar.classList.toggle("out", year < from || year > until);
    bar.title = ui().yearBar(year, number, yearTotals.get(year) ?? 0);
  }
  byId("from").value = from;
  byId("until").value = until;
  byId("span").textContent = state.years ? ui().yearSpan(from, until) : ui().allYears(FIRST, LAST);
  const place = (year) => (100 * (barYears.findIndex((bar) => bar >= year) + 0.5)) / barYears.length;
  byId("track").style.left = `${place(from)}%`;
  byId("track").style.right = `${100 - place(until)}%`;
  byId("undated").checked = state.undated;
  byId("undated-label").lastElementChild.textContent = ui().undated(
    open.get(null) ?? 0,
    yearTotals.get(null) ?? 0,
  );
}

function startYears() {
  byId("undated-label").hidden = !yearTotals.has(null);
  byId("undated").addEventListener("change", () => update({ undated: byId("undated").checked }));
  byId("years").hidden = !datedYears.length;
  if (!datedYears.length) return;
  for (const id of ["from", "until"]) {
    Object.entries({ min: FIRST, max: LAST, step: 1 }).forEach(([name, value]) =>
      byId(id).setAttribute(name, value),
    );
    byId(id).addEventListener("input", () => {
      stopPlaying();
      moveHandle(id);
    });
    byId(id).addEventListener("change", () => writeAddress("push"));
  }
  buildBars();
  startPlay();
  const narrow = window.matchMedia("(max-width: 860px)");
  const settle = () => byId(narrow.matches ? "years-narrow" : "years-wide").append(byId("years"));
  narrow.addEventListener("change", settle);
  settle();
}

onUpdate((changed) => {
  if (changed.has("shown") || changed.has("lang")) showYears();
});
