// The switch between the system's colours, light and dark.

addWords({
  ko: { theme: { auto: "화면 색: 자동", light: "화면 색: 밝게", dark: "화면 색: 어둡게" } },
  en: { theme: { auto: "Colours: automatic", light: "Colours: light", dark: "Colours: dark" } },
});

const THEMES = ["auto", "light", "dark"];
const THEME_MARKS = {
  auto: "M10 3.5a6.5 6.5 0 0 1 0 13z",
  light: "",
  dark: "M10 3.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13z",
};

function showTheme() {
  byId("theme").setAttribute("aria-label", ui().theme[state.theme]);
  byId("theme").title = ui().theme[state.theme];
  byId("theme-mark").setAttribute("d", THEME_MARKS[state.theme]);
}

function startTheme() {
  byId("theme").addEventListener("click", () => {
    update({ theme: THEMES[(THEMES.indexOf(state.theme) + 1) % THEMES.length] }, "replace");
    announce(ui().theme[state.theme]);
  });
}

onUpdate((changed) => {
  if (changed.has("theme") || changed.has("lang")) showTheme();
});
