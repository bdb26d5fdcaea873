// A box that finds things: a combobox with a list of suggestions (ARIA Authoring Practices, “Editable Combobox With List
// Autocomplete”), which hears Hangul as it is being typed.

addWords({
  ko: {
    suggestions: "검색 결과",
    found: (n) => `${n}개를 찾았습니다. 위아래 화살표로 고르고 Enter를 누르십시오.`,
    notFound: (q) => `‘${q}’에 맞는 것이 없습니다.`,
    fieldNote: (n) => `협력 분야 · 협약 ${n}건만 보기`,
    inPlace: (text) => `소재지 ${text}`,
    inField: (text) => `협력 분야 ${text}`,
  },
  en: {
    suggestions: "Search results",
    found: (n) => `${count(n, "result", "results")}. Choose with the arrow keys and press Enter.`,
    notFound: (q) => `Nothing here is called “${q}”.`,
    fieldNote: (n) => `Field of co-operation · show only its ${count(n, "agreement", "agreements")}`,
    inPlace: (text) => `Place: ${text}`,
    inField: (text) => `Field: ${text}`,
  },
});

const MAX_SUGGESTIONS = 12;
const FIELD_MARK = "M2 3h7l9 9-6 6-9-9z";

/** The drawing of a tag, which stands before a field. */
function fieldMark() {
  const box = { viewBox: "0 0 20 20", width: 18, height: 17, "aria-hidden": "true", class: "swatch" };
  return svgOf("svg", box, svgOf("path", { d: FIELD_MARK, fill: "none", stroke: "currentColor", "stroke-width": 1.6 }));
}

const isInField = (iri) => (node) => node.fields?.some((field) => field.iri === iri);

/** The name of what was found, and a line that says what it is, or by which other text it was found. */
function suggestionText({ iri, field, text, kind }) {
  const told = field ? valueName(iri) : nameOf(iri);
  const line = () => {
    if (field) return ui().fieldNote(nodeList.filter(isInField(iri)).length);
    if (kind === "place") return ui().inPlace(text);
    if (kind === "field") return ui().inField(text);
    return text === told.text ? words(groupName(groupOf(iri))) : words(plain(text));
  };
  return el("span", { class: "text" }, words(told, "span", { class: "name" }), small(line()));
}

/** A finder over a box, a list and a line that says that there is nothing; `choose(found)` hears what was chosen. */
class Finder {
  constructor({ box, list: options, nothing, allowed = null, choose }) {
    Object.assign(this, { box, options, nothing, allowed, choose });
    this.found = [];
    this.active = -1;
    this.open = false;
    this.waiting = false; // the input method is still closing a syllable: its end makes the choice
    box.addEventListener("input", () => this.show());
    box.addEventListener("keydown", (event) => this.press(event));
    box.addEventListener("blur", () => this.close());
    box.addEventListener("focus", () => {
      box.select();
      setTimeout(entries, 0); // names are gathered when somebody is about to look for one
    });
    box.addEventListener("compositionend", () => {
      if (!this.waiting) return;
      this.waiting = false;
      this.show();
      this.take(Math.max(0, this.active));
    });
  }

  activate(at) {
    this.active = at;
    const options = [...this.options.children];
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    if (options[at]) this.box.setAttribute("aria-activedescendant", options[at].id);
    else this.box.removeAttribute("aria-activedescendant");
    options[at]?.scrollIntoView({ block: "nearest" });
  }

  option(found, at) {
    const mark = found.field ? fieldMark() : swatch(groupOf(found.iri), nodes.get(found.iri).collective);
    // The pointer must not take the focus from the box before the click has been heard.
    const on = { mousedown: (event) => event.preventDefault(), click: () => this.take(at) };
    const attributes = { role: "option", id: `${this.options.id}-${at}`, "aria-selected": "false", on };
    return el("li", attributes, mark, suggestionText(found));
  }

  show() {
    const text = this.box.value.trim();
    this.found = find(text, MAX_SUGGESTIONS, this.allowed);
    this.open = text !== "";
    const some = this.found.length > 0;
    this.options.replaceChildren(...this.found.map((found, at) => this.option(found, at)));
    this.options.hidden = !this.open || !some;
    this.nothing.hidden = !this.open || some;
    this.nothing.textContent = this.open && !some ? ui().notFound(text) : "";
    this.box.setAttribute("aria-expanded", String(this.open && some));
    this.activate(-1);
    if (this.open) announce(some ? ui().found(this.found.length) : ui().notFound(text));
  }

  close() {
    this.open = false;
    this.options.hidden = true;
    this.nothing.hidden = true;
    this.box.setAttribute("aria-expanded", "false");
    this.activate(-1);
  }

  take(at) {
    const found = this.found[at];
    if (!found) return;
    this.box.value = found.field ? "" : nameOf(found.iri).text;
    this.close();
    this.choose(found);
  }

  move(down) {
    const size = this.found.length;
    if (!this.open) this.show();
    else if (size) this.activate((this.active + (down ? 1 : this.active < 0 ? 0 : -1) + size) % size);
  }

  press(event) {
    if (event.key === "Enter" && event.isComposing) {
      this.waiting = true;
    } else if (event.key === "ArrowUp" && event.altKey) {
      event.preventDefault();
      this.close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.move(event.key === "ArrowDown");
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (!this.open) this.show();
      this.take(Math.max(0, this.active));
    } else if (event.key === "Escape") {
      // The first Escape closes the list, the next one empties the box and clears the selection.
      if (this.open) event.stopPropagation();
      else this.box.value = "";
      this.close();
    }
  }
}

/** A labelled finder of its own, as an element: {element, box}. */
function finderField({ id, label, value, allowed, choose }) {
  const box = el("input", {
    id,
    type: "text",
    role: "combobox",
    "aria-expanded": "false",
    "aria-controls": `${id}-options`,
    "aria-autocomplete": "list",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    enterkeyhint: "search",
  });
  box.value = value;
  const options = el("ul", {
    id: `${id}-options`,
    class: "options",
    role: "listbox",
    "aria-label": ui().suggestions,
    hidden: "",
  });
  const nothing = el("p", { class: "nothing", hidden: "" });
  new Finder({ box, list: options, nothing, allowed, choose });
  const element = el("div", { class: "ask" }, el("label", { for: id }, label), box, options, nothing);
  return { element, box };
}
