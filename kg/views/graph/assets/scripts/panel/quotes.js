// The exact words of the sources behind a value: each wording once, with the sources that have it.

addWords({
  ko: {
    source: (n) => `출처 ${n}`,
    sourcesOfWords: "출처",
    moreSources: (n) => `출처 ${n}곳 더`,
    moreWords: (n) => `다른 표현 ${n}개`,
    asWritten: "적힌 이름",
    phrase: "적힌 표현",
  },
  en: {
    source: (n) => `Source ${n}`,
    sourcesOfWords: "source",
    moreSources: (n) => `${count(n, "more source", "more sources")}`,
    moreWords: (n) => `${count(n, "other wording", "other wordings")}`,
    asWritten: "Written as",
    phrase: "Written as",
  },
});

/** Quotes by their words: [{exact, numbers}], the wording of most sources first; numbers count the sources from 1. */
function wordings(quotes, sources) {
  const found = new Map();
  for (const { exact, source } of quotes) {
    const number = sources.findIndex((known) => known.iri === source) + 1;
    if (!found.has(exact)) found.set(exact, new Set());
    if (number) found.get(exact).add(number);
  }
  const all = [...found].map(([exact, numbers]) => ({ exact, numbers: [...numbers].sort((a, b) => a - b) }));
  return all.sort((a, b) => b.numbers.length - a.numbers.length || (a.numbers[0] ?? 0) - (b.numbers[0] ?? 0));
}

/** Who published a source, and when: “가나일보, 2018년 4월 19일”. */
function sourceLine(source) {
  const publisher = pick(source.publisher)?.text;
  return [publisher, source.published && dateText(source.published)].filter(Boolean).join(", ");
}

/** The number of a source, as a link to it where it has an address of the web. */
function sourceLink(sources, number) {
  const source = sources[number - 1];
  const href = source.url ? webAddress(source.url) : null;
  const title = [ui().source(number), sourceLine(source)].filter(Boolean).join(": ");
  if (!href) return el("span", { title }, String(number));
  const attributes = { href, target: "_blank", rel: "noopener noreferrer", title };
  return el("a", { ...attributes, "aria-label": `${title} (${ui().openLink})` }, String(number));
}

const commas = (parts) => parts.flatMap((part, at) => (at ? [", ", part] : [part]));

function wording({ exact, numbers }, sources) {
  const links = commas(numbers.map((number) => sourceLink(sources, number)));
  const cite = links.length ? el("cite", {}, `${ui().sourcesOfWords} `, ...links) : null;
  return el("p", { class: "quote" }, words(plain(exact), "q"), " ", cite);
}

/** The words behind a value: the first wording is shown, the others are a press away. */
function evidence(quotes, sources) {
  const [first, ...rest] = wordings(quotes, sources);
  if (!first) return [];
  if (!rest.length) return [wording(first, sources)];
  const more = new Set(rest.flatMap(({ numbers }) => numbers).filter((n) => !first.numbers.includes(n)));
  const summary = more.size ? ui().moreSources(more.size) : ui().moreWords(rest.length);
  return [
    wording(first, sources),
    el(
      "details",
      { class: "wordings" },
      el("summary", {}, summary),
      ...rest.map((one) => wording(one, sources)),
    ),
  ];
}

/** How a name or phrase stands in the source, unless the quotes already say the same. */
function written(text, quotes, key) {
  if (!text || quotes.some((quote) => quote.exact === text)) return null;
  return el("p", { class: "quote" }, el("span", { class: "tag" }, ui()[key]), " ", words(plain(text)));
}
