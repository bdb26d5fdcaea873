// Finding by name: in any language, by abbreviations and former names, by initial consonants (ㅎㄱㅈㄹ), by place or field.

const CONSONANTS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const MANY_HITS = 2000; // past these nobody reads on, and words needn't be looked at one by one

/** How far behind a thing's own name the other texts come by which it is found. */
const BEHIND = { name: 0, other: 0.2, written: 0.3, place: 6, field: 6 };

/** Letters only, in one case and taken apart, so that a half-typed syllable finds the whole one. */
const folded = (text) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFD")
    .replace(/[^\p{L}\p{N}\p{M}&]+|[\u0300-\u036f]+/gu, "");

/** The initial consonants of the Hangul syllables; other letters stay. */
function initials(text) {
  let found = "";
  for (const char of text.normalize("NFC").toLowerCase()) {
    const at = char.codePointAt(0) - 0xac00;
    if (at >= 0 && at < 11172) found += CONSONANTS[Math.floor(at / 588)];
    else if (/[\p{L}\p{N}]/u.test(char)) found += char;
  }
  return found;
}

/** What can be found: {iri, field, kind, text, folded, initials}; made when somebody first looks for something. */
const lookup = { entries: null, complete: false };

function enter(entries, seen, thing, kind, text) {
  const key = `${thing.iri}\n${text}`;
  if (!text || seen.has(key)) return;
  seen.add(key);
  const entry = { ...thing, kind, text, folded: folded(text), initials: initials(text) };
  if (entry.folded) entries.push(entry);
}

function enterAll() {
  const [entries, seen] = [[], new Set()];
  const add = (iri, kind, text, field = false) => enter(entries, seen, { iri, field }, kind, text);
  const texts = (thing) => Object.values(thing?.label ?? {});
  for (const node of nodeList) {
    const columns = node.agreement ? index.agreements.name : index.organizations.name;
    const own = Object.keys(columns)
      .map((lang) => node.name(lang))
      .filter(Boolean);
    for (const text of own.length ? own : [localName(node.iri)]) add(node.iri, "name", text);
    const profile = details(node.iri);
    if (!profile) continue;
    for (const text of profile.other_names ?? []) add(node.iri, "other", text);
    for (const party of profile.parties ?? []) add(party.organization, "written", party.name_as_written);
    for (const text of texts(profile.place)) add(node.iri, "place", text);
    for (const field of node.fields ?? []) for (const text of texts(field)) add(node.iri, "field", text);
  }
  const fields = new Map(nodeList.flatMap((node) => node.fields ?? []).map((field) => [field.iri, field]));
  for (const field of fields.values()) for (const text of texts(field)) add(field.iri, "name", text, true);
  return entries;
}

/** The entries; made again once when the page has arrived in the meantime. */
function entries() {
  const complete = document.readyState !== "loading";
  if (!lookup.entries || (complete && !lookup.complete)) {
    lookup.entries = enterAll();
    lookup.complete = complete;
  }
  return lookup.entries;
}

function asked(text) {
  const letters = text.replace(/\s/g, "").toLowerCase();
  const tokens = text.split(/\s+/).map(folded).filter(Boolean);
  const consonants = /[ㄱ-ㅎ]/.test(letters) && /^[ㄱ-ㅎa-z0-9]+$/.test(letters); // ㅎㄱㅈㄹ, 5ㅅㄷ
  return { folded: folded(text), initials: consonants ? letters : null, tokens };
}

/** How well an entry answers: 0 is best, null is not at all. */
function match(entry, query) {
  if (query.initials) {
    const at = entry.initials.indexOf(query.initials);
    return at < 0 ? null : at > 0 ? 3.5 : entry.initials.length === query.initials.length ? 0.5 : 1.5;
  }
  const at = entry.folded.indexOf(query.folded);
  if (at === 0) return entry.folded.length === query.folded.length ? 0 : 1;
  if (at > 0) return 3;
  return query.tokens.length > 1 && query.tokens.every((token) => entry.folded.includes(token)) ? 4 : null;
}

const beginsAWord = (entry, query) =>
  entry.text.split(/[\s·,()\-–/]+/).some((word) => folded(word).startsWith(query.folded));

/**
 * The entries that answer a text best, each thing once, at most `most`.
 * `allowed` says which nodes are wanted; null is all of them, and fields too.
 */
function find(text, most, allowed = null) {
  const query = asked(text);
  if (!query.folded) return [];
  const best = new Map();
  for (const entry of entries()) {
    const fit = match(entry, query);
    if (fit === null || (allowed !== null && (entry.field || !allowed(entry.iri)))) continue;
    const score = fit + BEHIND[entry.kind];
    const known = best.get(entry.iri);
    if (!known || score < known.score) best.set(entry.iri, { entry, score });
  }
  if (best.size < MANY_HITS && !query.initials) {
    for (const hit of best.values())
      if (hit.score >= 3 && hit.score < 4 && beginsAWord(hit.entry, query)) hit.score -= 1;
  }
  const degree = (iri) => neighbours.get(iri)?.size ?? 0;
  const order = (a, b) =>
    a.score - b.score || degree(b.entry.iri) - degree(a.entry.iri) || (a.entry.iri < b.entry.iri ? -1 : 1);
  return [...best.values()]
    .sort(order)
    .slice(0, most)
    .map(({ entry }) => entry);
}
