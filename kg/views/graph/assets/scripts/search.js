// The search box: a combobox over all names, in both languages, abbreviations and initial consonants (ㅎㄱㅈㄹ).

addWords({
  ko: {
    search: "기관·협약 찾기",
    searchHint: "이름, 약칭, 초성 (예: 한전, KEPCO, ㅎㄱㅈㄹ)",
    suggestions: "검색 결과",
    found: (n) => `${n}개를 찾았습니다. 위아래 화살표로 고르고 Enter를 누르십시오.`,
    notFound: (q) => `‘${q}’에 맞는 기관이나 협약이 없습니다.`,
  },
  en: {
    search: "Find an organisation or agreement",
    searchHint: "Name or abbreviation (KEPCO, 한전, ㅎㄱㅈㄹ)",
    suggestions: "Search results",
    found: (n) => `${count(n, "result", "results")}. Choose with the arrow keys and press Enter.`,
    notFound: (q) => `No organisation or agreement matches “${q}”.`,
  },
});

const MAX_SUGGESTIONS = 12;
const INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const finder = { found: [], active: -1, open: false, waiting: false };

/** Letters only, in one case and taken apart, so that a half-typed syllable finds the whole one. */
function folded(text) {
  const flat = text.normalize("NFKC").toLowerCase().normalize("NFD");
  const letters = [...flat].filter((char) => /[\p{L}\p{N}\p{M}&]/u.test(char));
  return letters
    .map((char) => {
      const at = INITIALS.indexOf(char);
      return at < 0 ? char : String.fromCodePoint(0x1100 + at);
    })
    .join("");
}

/** The initial consonants of the Hangul syllables; other letters stay. */
function initials(text) {
  const consonant = (char) => {
    const at = char.codePointAt(0) - 0xac00;
    return at >= 0 && at < 11172 ? INITIALS[Math.floor(at / 588)] : char.toLowerCase();
  };
  return [...text.normalize("NFC")]
    .filter((char) => /[\p{L}\p{N}]/u.test(char))
    .map(consonant)
    .join("");
}

function namesOf(iri) {
  const entry = details(iri);
  const labels = Object.values(entry.title ?? entry.name);
  const written = isAgreement(iri)
    ? []
    : partsOf(iri)
        .map(({ party }) => party.name_as_written)
        .filter(Boolean);
  return [...new Set([...labels, ...(entry.other_names ?? []), ...written])];
}

const findable = { entries: null };

/** All names, ready to be searched; made at the first search. */
function searchIndex() {
  findable.entries ??= [...nodes.keys()].map((iri) => {
    const names = namesOf(iri).map((text) => ({ text, folded: folded(text), initials: initials(text) }));
    return {
      iri,
      names: names.length ? names : [{ text: localName(iri), folded: folded(localName(iri)), initials: "" }],
    };
  });
  return findable.entries;
}

/** How well a name answers a query: 0 is best, null is not at all. */
function match(name, query) {
  if (query.initials) {
    const at = name.initials.indexOf(query.initials);
    return at < 0 ? null : (at === 0 ? 1 : 3) + (name.initials.length === query.initials.length ? 0 : 0.5);
  }
  if (name.folded === query.folded) return 0;
  const at = name.folded.indexOf(query.folded);
  return at < 0 ? null : at === 0 ? 1 : 2;
}

function find(text) {
  const letters = text.replace(/\s/g, "");
  const query = {
    folded: folded(text),
    initials: letters && [...letters].every((char) => INITIALS.includes(char)) ? letters : null,
  };
  if (!query.folded || document.readyState === "loading") return [];
  const best = ({ iri, names }) => {
    const scored = names
      .map((name) => ({ iri, name: name.text, score: match(name, query) }))
      .filter(({ score }) => score !== null);
    return scored.sort((a, b) => a.score - b.score)[0];
  };
  const order = (a, b) =>
    a.score - b.score || neighbours.get(b.iri).size - neighbours.get(a.iri).size || (a.iri < b.iri ? -1 : 1);
  return searchIndex().map(best).filter(Boolean).sort(order).slice(0, MAX_SUGGESTIONS);
}

function setActive(at) {
  finder.active = at;
  [...byId("suggestions").children].forEach((option, i) =>
    option.setAttribute("aria-selected", String(i === at)),
  );
  const option = byId(`suggestion-${at}`);
  if (option) byId("search").setAttribute("aria-activedescendant", option.id);
  else byId("search").removeAttribute("aria-activedescendant");
  option?.scrollIntoView({ block: "nearest" });
}

function suggestion({ iri, name }, at) {
  const told = nameOf(iri);
  const kind = groupName(groupOf(iri));
  const also = name === told.text ? null : words(plain(name), "span", { class: "small" });
  const label = el(
    "span",
    { class: "text" },
    words(told, "span", { class: "name" }),
    also ?? small(words(kind)),
  );
  // The pointer must not take the focus from the box before the click has been heard.
  const on = { mousedown: (event) => event.preventDefault(), click: () => choose(at) };
  return el(
    "li",
    { role: "option", id: `suggestion-${at}`, "aria-selected": "false", on },
    swatch(groupOf(iri), nodes.get(iri).collective),
    label,
  );
}

function openSuggestions() {
  const text = byId("search").value.trim();
  finder.found = find(text);
  finder.open = text !== "";
  byId("suggestions").replaceChildren(...finder.found.map(suggestion));
  byId("suggestions").hidden = !finder.open || !finder.found.length;
  byId("nothing").hidden = !finder.open || finder.found.length > 0;
  byId("nothing").textContent = finder.open && !finder.found.length ? ui().notFound(text) : "";
  byId("search").setAttribute("aria-expanded", String(finder.open && finder.found.length > 0));
  setActive(-1);
  if (finder.open) announce(finder.found.length ? ui().found(finder.found.length) : ui().notFound(text));
}

function closeSuggestions() {
  finder.open = false;
  byId("suggestions").hidden = true;
  byId("nothing").hidden = true;
  byId("search").setAttribute("aria-expanded", "false");
  setActive(-1);
}

function choose(at) {
  const chosen = finder.found[at];
  if (!chosen) return;
  byId("search").value = nameOf(chosen.iri).text;
  closeSuggestions();
  select(chosen.iri);
}

function searchKey(event) {
  if (event.key === "Enter" && event.isComposing) {
    finder.waiting = true; // the input method is still closing a syllable: its end makes the choice
    return;
  }
  const size = finder.found.length;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (!finder.open) openSuggestions();
    else if (size)
      setActive((finder.active + (event.key === "ArrowDown" ? 1 : finder.active < 0 ? 0 : -1) + size) % size);
  } else if (event.key === "Enter") {
    event.preventDefault();
    if (!finder.open) openSuggestions();
    choose(Math.max(0, finder.active));
  } else if (event.key === "Escape") {
    if (finder.open)
      event.stopPropagation(); // the first Escape closes the list, the next one clears the selection
    else byId("search").value = "";
    closeSuggestions();
  }
}

function startSearch() {
  const box = byId("search");
  box.addEventListener("input", openSuggestions);
  box.addEventListener("keydown", searchKey);
  box.addEventListener("blur", closeSuggestions);
  box.addEventListener("focus", () => box.select());
  box.addEventListener("compositionend", () => {
    if (!finder.waiting) return;
    finder.waiting = false;
    openSuggestions();
    choose(Math.max(0, finder.active));
  });
}
