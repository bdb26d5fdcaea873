// The menu that takes what is shown away: as a picture, a drawing or a table, or on paper.

addWords({
  ko: {
    export: "내보내기",
    exportPng: "그림 (PNG)",
    exportSvg: "벡터 그림 (SVG)",
    exportCsv: "표 (CSV)",
    exportPrint: "인쇄·PDF",
    exported: (name) => `${name} 파일을 내려받았습니다.`,
    exportFailed: "이 브라우저에서는 그림 파일을 만들 수 없습니다.",
  },
  en: {
    export: "Export",
    exportPng: "Picture (PNG)",
    exportSvg: "Vector drawing (SVG)",
    exportCsv: "Table (CSV)",
    exportPrint: "Print or PDF",
    exported: (name) => `Downloaded ${name}.`,
    exportFailed: "This browser can't make a picture file.",
  },
});

const DENSITY = 2; // pixels of the file for one of the screen
const MOST_PIXELS = 16000; // a side of a canvas that every browser can do

/** A file name that says what is in it, and that every system takes. */
function fileName(ending) {
  const about = state.selected ?? state.focus?.iri;
  const parts = ["smartcity-network", about && localName(about), index.date].filter(Boolean);
  const safe = parts
    .join("-")
    .replace(/[^0-9A-Za-z가-힣-]+/g, "-")
    .replace(/-{2,}/g, "-");
  return `${safe.slice(0, 60).replace(/^-+|-+$/g, "")}.${ending}`;
}

function download(blob, name) {
  const address = URL.createObjectURL(blob);
  const anchor = el("a", { href: address, download: name });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  announce(ui().exported(name));
}

const svgText = () =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(sheetNow())}\n`;

/** The sheet as a PNG, drawn by the browser from the SVG at twice its size. */
async function pngBlob() {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText())}`;
  await image.decode();
  const density = Math.min(DENSITY, MOST_PIXELS / Math.max(image.naturalWidth, image.naturalHeight));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.naturalWidth * density);
  canvas.height = Math.round(image.naturalHeight * density);
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png");
  });
}

const EXPORTS = {
  exportPng: () =>
    pngBlob().then(
      (blob) => download(blob, fileName("png")),
      () => announce(ui().exportFailed),
    ),
  exportSvg: () => download(new Blob([svgText()], { type: "image/svg+xml" }), fileName("svg")),
  exportCsv: () => download(new Blob([tableText()], { type: "text/csv;charset=utf-8" }), fileName("csv")),
  exportPrint: () => window.print(),
};

const menu = { button: null, list: null };

function openMenu(at) {
  menu.list.hidden = false;
  menu.button.setAttribute("aria-expanded", "true");
  menu.list.querySelectorAll("button")[at]?.focus();
}

function closeMenu(back) {
  menu.list.hidden = true;
  menu.button.setAttribute("aria-expanded", "false");
  if (back) menu.button.focus();
}

/** The keys of a menu (ARIA Authoring Practices, “Menu Button”). */
function menuKey(event) {
  const items = [...menu.list.querySelectorAll("button")];
  const at = items.indexOf(document.activeElement);
  const to = {
    ArrowDown: (at + 1) % items.length,
    ArrowUp: (at - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  }[event.key];
  if (event.key === "Escape") {
    event.stopPropagation();
    closeMenu(true);
  } else if (event.key === "Tab") closeMenu(false);
  if (to === undefined) return;
  event.preventDefault();
  items[to].focus();
}

function showMenu() {
  const take = (name) => () => {
    closeMenu(true);
    EXPORTS[name]();
  };
  const item = (name) =>
    el("button", { type: "button", role: "menuitem", tabindex: "-1", on: { click: take(name) } }, ui()[name]);
  menu.button.lastChild.textContent = ui().export;
  menu.list.setAttribute("aria-label", ui().export);
  menu.list.replaceChildren(...Object.keys(EXPORTS).map((name) => el("li", { role: "none" }, item(name))));
}

function startMenu() {
  menu.button = byId("export");
  menu.list = byId("exports");
  menu.button.addEventListener("click", () => (menu.list.hidden ? openMenu(0) : closeMenu(false)));
  menu.button.addEventListener("keydown", (event) => {
    const at = { ArrowDown: 0, ArrowUp: Object.keys(EXPORTS).length - 1 }[event.key];
    if (at === undefined) return;
    event.preventDefault();
    openMenu(at);
  });
  menu.list.addEventListener("keydown", menuKey);
  document.addEventListener("pointerdown", (event) => {
    if (!menu.list.hidden && !byId("tools").contains(event.target)) closeMenu(false);
  });
  showMenu();
}

onUpdate((changed) => {
  if (changed.has("lang")) showMenu();
});
