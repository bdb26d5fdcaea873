// What the page knows: the records as written by Python, the state of the view, and how to read a text in a language.

const payload = JSON.parse(document.getElementById("kg-data").textContent);
const agreements = new Map(payload.agreements.map((entry) => [entry.iri, entry]));
const organizations = new Map(payload.organizations.map((entry) => [entry.iri, entry]));
const nodes = new Map(payload.nodes.map((node) => [node.id, node]));
const links = new Set(payload.links);
const measures = new Map(Object.entries(payload.measures));

/** Organisation IRI -> its parts: [{agreement, party}], in the order of the agreements. */
const partsOf = new Map(payload.organizations.map((entry) => [entry.iri, []]));
/** Node IRI -> IRIs of the nodes one edge away. */
const neighbours = new Map(payload.nodes.map((node) => [node.id, new Set()]));
for (const agreement of agreements.values()) {
  for (const party of agreement.parties) {
    partsOf.get(party.organization).push({ agreement, party });
    neighbours.get(agreement.iri).add(party.organization);
    neighbours.get(party.organization).add(agreement.iri);
  }
}

const AGREEMENT = "agreement";
const state = { lang: "ko", selected: null, hovered: null, hidden: new Set() };

const ui = () => UI[state.lang];
const groupOf = (iri) => nodes.get(iri).group;
const isAgreement = (iri) => agreements.has(iri);
const isVisible = (iri) => !state.hidden.has(groupOf(iri));
const record = (iri) => agreements.get(iri) ?? organizations.get(iri);

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

/** The text of a language map in the page's language, or in whichever language there is: {text, lang}, or null. */
function pick(map) {
  const entries = Object.entries(map ?? {});
  const speaks = (lang) => entries.find(([tag]) => tag.toLowerCase().split("-")[0] === lang);
  const found = speaks(state.lang) ?? speaks(state.lang === "ko" ? "en" : "ko") ?? entries[0];
  return found ? { text: found[1], lang: found[0] } : null;
}

const plain = (text) => ({ text, lang: languageOf(text) });
const named = (thing) => pick(thing.label) ?? { text: localName(thing.iri), lang: "en" };

/** The name of an agreement or organisation, in the page's language if it has one there. */
function nameOf(iri) {
  const entry = record(iri);
  return pick(entry ? (entry.title ?? entry.name) : payload.names[iri]) ?? { text: localName(iri), lang: "en" };
}

/** The name of a node's group: a type of organisation, or "agreement". */
function groupName(group) {
  if (group === AGREEMENT) return { text: ui().agreements, lang: state.lang };
  const type = groupLabels.get(group);
  return (type && named(type)) ?? { text: ui().noType, lang: state.lang };
}

const groupLabels = new Map();
for (const entry of organizations.values()) {
  if (entry.group) groupLabels.set(entry.group.iri, entry.group);
}

/** A partial date in words, no more precise than the record is. */
function dateText(text) {
  const found = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(text);
  return found ? ui().date(...found.slice(1).map((part) => (part ? Number(part) : 0))) : text;
}
