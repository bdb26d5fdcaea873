// How texts are read: in the page's language where they have one, with the language that they are in.

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The last part of an IRI, as a person reads it. */
const localName = (iri) =>
  decoded(
    iri
      .replace(/[/#]+$/, "")
      .split(/[/#]/)
      .pop(),
  ) || iri;

/** The language of a text that carries no tag: Korean when it holds Hangul. */
const languageOf = (text) => (/[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]/.test(text) ? "ko" : "en");

/** Language tags in the order in which the page wants them: its own, the other one, any. */
function preferred(tags) {
  const place = (tag) => {
    const lang = tag.toLowerCase().split("-")[0];
    return lang === state.lang ? 0 : lang === "ko" || lang === "en" ? 1 : 2;
  };
  return [...tags].sort((a, b) => place(a) - place(b));
}

/** The text of a language map in the page's language, or in whichever language there is: {text, lang}, or null. */
function pick(map) {
  const [lang] = preferred(Object.keys(map ?? {}));
  return lang === undefined ? null : { text: map[lang], lang };
}

const plain = (text) => ({ text, lang: languageOf(text) });
const named = (thing) => pick(thing.label) ?? { text: localName(thing.iri), lang: "en" };

/** The name of an agreement, an organisation or a body without a node, in the page's language if it has one there. */
function nameOf(iri) {
  const node = nodes.get(iri);
  const local = { text: localName(iri), lang: "en" };
  if (!node) return pick(index.names[iri]) ?? local;
  const columns = node.agreement ? index.agreements.name : index.organizations.name;
  const lang = preferred(Object.keys(columns)).find((tag) => node.name(tag) !== null);
  return lang === undefined ? local : { text: node.name(lang), lang };
}

/** Concept IRI -> the concept. */
const conceptOf = new Map(concepts.map((concept) => [concept.iri, concept]));

/** The name of a node's group: a type of organisation, or "agreement". */
function groupName(group) {
  if (group === AGREEMENT) return { text: ui().agreements, lang: state.lang };
  const type = conceptOf.get(group);
  return (type && named(type)) ?? { text: ui().noType, lang: state.lang };
}

/** A partial date in words, no more precise than the record is. */
function dateText(text) {
  const found = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(text);
  return found ? ui().date(...found.slice(1).map((part) => (part ? Number(part) : 0))) : text;
}
