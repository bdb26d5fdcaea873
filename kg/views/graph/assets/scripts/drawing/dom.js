// Builds elements. Text goes in as text nodes and addresses through a parser, so that no data is ever read as markup.

const SVG = "http://www.w3.org/2000/svg";
const byId = (id) => document.getElementById(id);

/** An element with attributes (`on` holds listeners), then its children; null children are left out. */
function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") Object.entries(value).forEach(([event, run]) => element.addEventListener(event, run));
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

/** A text in its own language: {text, lang} -> <span lang>, without the attribute when it is the page's language. */
function words(told, tag = "span", attributes = {}) {
  const lang = told.lang && told.lang.split("-")[0] !== state.lang ? told.lang : null;
  return el(tag, { lang, ...attributes }, told.text);
}

/** The address when both Python and the browser take it for a web address, else null. */
function webAddress(text) {
  if (!links.has(text)) return null;
  try {
    const url = new URL(text);
    return ["http:", "https:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** A link that opens elsewhere; the bare text when the address is not one of the web. */
function link(address, told) {
  const href = address ? webAddress(address) : null;
  if (!href) return words(told);
  const note = el("span", { class: "unseen" }, ` (${ui().openLink})`);
  return el("a", { href, target: "_blank", rel: "noopener noreferrer" }, words(told), note);
}

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g; // what no XML may hold

/** An element of a drawing; texts go in as text, without the characters that no XML may hold. */
function svgOf(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== null && value !== undefined) element.setAttribute(name, String(value));
  const kept = children.flat().filter((child) => child !== null && child !== undefined);
  element.append(
    ...kept.map((child) =>
      typeof child === "string" ? child.toWellFormed().replace(CONTROL, "\ufffd") : child,
    ),
  );
  return element;
}

/** The shape of a group as a small drawing beside its name. */
function swatch(group, dashed = false) {
  const { shape, fill, stroke } = styleOf(group);
  const look = {
    fill: dashed ? "none" : fill,
    stroke,
    "stroke-width": 0.16,
    "stroke-dasharray": dashed ? "0.4 0.25" : "none",
  };
  const lines = { d: CARD_LINES, fill: "none", stroke: palette().cardInk, "stroke-width": 0.18 };
  return svgOf(
    "svg",
    { viewBox: "-1.35 -1.25 2.7 2.5", width: 18, height: 17, "aria-hidden": "true", class: "swatch" },
    svgOf("path", { d: SHAPES[shape], ...look }),
    shape === "card" ? svgOf("path", lines) : null,
  );
}

/** Says a sentence to screen readers. */
function announce(sentence) {
  byId("status").textContent = sentence;
}
