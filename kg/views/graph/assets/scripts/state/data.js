// What the page knows: the index, which is read at once, and the profiles, which are read when somebody looks at them.

const AGREEMENT = "agreement";
const index = JSON.parse(document.getElementById("kg-index").textContent);
const concepts = index.concepts.iri.map((iri, at) => ({ iri, label: index.concepts.label[at] }));
const conceptAt = (number) => (number === null ? null : concepts[number]);
const yearOf = (date) => (date ? Number(/^-?\d+/.exec(date)?.[0] ?? NaN) || null : null);

function agreementNode(iri, at) {
  const { name, signed, kind, status, fields } = index.agreements;
  return {
    agreement: true,
    group: AGREEMENT,
    name: (lang) => name[lang][at],
    signed: signed[at],
    year: yearOf(signed[at]),
    kind: conceptAt(kind[at]),
    status: conceptAt(status[at]),
    fields: fields[at].map(conceptAt),
    collective: false,
  };
}

function organizationNode(iri, at) {
  const { name, group, type } = index.organizations;
  return {
    agreement: false,
    group: conceptAt(group[at])?.iri ?? "",
    name: (lang) => name[lang][at],
    type: conceptAt(type[at]),
    collective: collectives.has(at),
  };
}

const collectives = new Set(index.organizations.collective);
const agreements = index.agreements.iri;
const organizations = index.organizations.iri;

/** IRI -> {iri, number, agreement, group, name(lang), x, y, …}; agreements first, then organisations. */
const nodes = new Map();
for (const [make, iris] of [
  [agreementNode, agreements],
  [organizationNode, organizations],
]) {
  iris.forEach((iri, at) => {
    const number = nodes.size;
    nodes.set(iri, { ...make(iri, at), iri, number, x: index.x[number], y: index.y[number] });
  });
}
const nodeList = [...nodes.values()];

/** IRI -> where Python put it, in pixels. */
const positions = new Map(nodeList.map(({ iri, x, y }) => [iri, { x, y }]));

/** Node IRI -> IRIs of the nodes one participation away. */
const neighbours = new Map(nodeList.map(({ iri }) => [iri, new Set()]));

/** Every participation: {id, from: agreement, to: organisation, bow}; a body's second part in one agreement is bowed. */
const participations = [];
{
  // The parts of one agreement stand together.
  let [last, part, bows] = [null, 0, new Map()];
  index.from.forEach((number, at) => {
    const [from, to] = [nodeList[number].iri, nodeList[index.to[at]].iri];
    if (number !== last) [last, part, bows] = [number, 0, new Map()];
    part += 1;
    const bow = bows.get(to) ?? 0;
    bows.set(to, bow + 1);
    neighbours.get(from).add(to);
    neighbours.get(to).add(from);
    participations.push({ id: `${from} ${part}`, from, to, bow });
  });
}

/** Measure name -> organisation IRI -> value; what is undefined or not measured has none. */
const measures = new Map(
  Object.entries(index.measures).map(([name, column]) => [
    name,
    new Map(organizations.map((iri, at) => [iri, column[at]]).filter(([, value]) => value !== null)),
  ]),
);

const groupOf = (iri) => nodes.get(iri).group;
const isAgreement = (iri) => nodes.get(iri)?.agreement ?? false;

// What a profile says when it says nothing: Python leaves these out.
const EMPTY = {
  agreement: {
    title: {},
    kind: null,
    status: null,
    signed: null,
    effective_from: null,
    expires: null,
    term_not_stated: false,
    venue: {},
    slogan: {},
    parties: [],
    fields: [],
    people: [],
    projects: [],
    stated_parties: null,
    stated_fields: null,
    sources: [],
    quotes: {},
    claims: [],
  },
  organization: {
    name: {},
    other_names: [],
    type: null,
    group: null,
    place: null,
    part_of: null,
    same_as: [],
    member_count: null,
  },
  parties: { role: null, name_as_written: null, quotes: [] },
  fields: { as_written: null, quotes: [] },
  people: { post: {}, organization: null, quotes: [] },
  sources: { url: null, title: {}, publisher: {}, published: null },
  claims: { label: {}, on: null, quotes: [] },
};

function whole(thing, agreement) {
  const full = { ...(agreement ? EMPTY.agreement : EMPTY.organization), ...thing };
  if (!agreement) return full;
  for (const part of ["parties", "fields", "people", "sources", "claims"]) {
    full[part] = full[part].map((entry) => ({ ...EMPTY[part], ...entry }));
  }
  return full;
}

const blocks = new Map();

/** The addresses of the profiles read so far that may become links. */
const links = new Set();

/** The profile of an agreement or organisation; null for a stranger, and while the page is still arriving. */
function details(iri) {
  const node = nodes.get(iri);
  if (!node || document.readyState === "loading") return null;
  const at = Math.floor(node.number / index.block);
  if (!blocks.has(at)) {
    let block = JSON.parse(document.getElementById(`kg-details-${at}`).textContent);
    if (block.packed) block = JSON.parse(unpacked(block.packed, block.size));
    block.links.forEach((address) => links.add(address));
    const first = at * index.block;
    blocks.set(
      at,
      block.things.map((thing, i) => whole(thing, nodeList[first + i].agreement)),
    );
  }
  return blocks.get(at)[node.number % index.block];
}

/** Runs something when all profiles can be read. */
function whenComplete(run) {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", run, { once: true });
  else run();
}
