// The colours of the page: the system's, or light or dark by the reader's choice; paper is always light.

addWords({
  ko: { theme: { auto: "화면 색: 자동", light: "화면 색: 밝게", dark: "화면 색: 어둡게" } },
  en: { theme: { auto: "Colours: automatic", light: "Colours: light", dark: "Colours: dark" } },
});

const FONT = '"Noto Sans KR","Noto Sans CJK KR","Malgun Gothic","Apple SD Gothic Neo",NanumGothic,sans-serif';

const PALETTES = {
  light: {
    paper: "#f7f9fb",
    plate: "rgb(247 249 251 / 0.7)",
    ink: "#1b2430",
    line: "#93a1b0",
    faint: "#d9e0e7",
    strong: "#0b4f8a",
    card: "#1f3a5f",
    cardInk: "#ffffff",
    edge: "#000000",
  },
  dark: {
    paper: "#12181f",
    plate: "rgb(18 24 31 / 0.7)",
    ink: "#e8edf2",
    line: "#66788a",
    faint: "#26313c",
    strong: "#8cc4f5",
    card: "#c9dcf0",
    cardInk: "#10202f",
    edge: "#ffffff",
  },
};
const THEMES = ["auto", "light", "dark"];
const THEME_MARKS = {
  auto: "M10 3.5a6.5 6.5 0 0 1 0 13z",
  light: "",
  dark: "M10 3.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13z",
};

const darkMedia = window.matchMedia("(prefers-color-scheme: dark)");
const looks = { printing: false, dark: false };
const isDark = () => looks.dark;
const palette = () => PALETTES[looks.dark ? "dark" : "light"];

/** Works out which colours hold now, for the style sheets and for what is drawn. */
function settleColours() {
  looks.dark = !looks.printing && (state.theme === "auto" ? darkMedia.matches : state.theme === "dark");
  document.documentElement.dataset.theme = state.theme;
  byId("theme").setAttribute("aria-label", ui().theme[state.theme]);
  byId("theme").title = ui().theme[state.theme];
  byId("theme-mark").setAttribute("d", THEME_MARKS[state.theme]);
}

/** Lets everything be drawn again in the colours that hold now. */
const recolour = () => listeners.forEach((run) => run(new Set(["theme"]), state));

function startTheme() {
  const printing = (now) => () => {
    looks.printing = now;
    recolour();
  };
  window.addEventListener("beforeprint", printing(true));
  window.addEventListener("afterprint", printing(false));
  darkMedia.addEventListener("change", recolour);
  byId("theme").addEventListener("click", () => {
    update({ theme: THEMES[(THEMES.indexOf(state.theme) + 1) % THEMES.length] }, "replace");
    announce(ui().theme[state.theme]);
  });
}

onUpdate((changed) => {
  if (changed.has("theme") || changed.has("lang")) settleColours();
});
