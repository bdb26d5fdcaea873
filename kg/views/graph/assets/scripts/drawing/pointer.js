// The pointer over the drawing: what lies under it is named beside it, and a click selects it.

function pointAt(event) {
  const box = stage.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}

/** The edge drawn at a point of the stage, as `shown` gives it, or null. */
function edgeAt(point) {
  const id = isWhole() ? undefined : view.network?.getEdgeAt(point);
  return id === undefined ? null : (drawn().edges.find((edge) => edge.id === id) ?? null);
}

function nodeTip(iri) {
  const group = words(groupName(groupOf(iri)));
  const note = isAgreement(iri)
    ? agreementNote(iri)
    : small(group, ui().agreementCount(neighbours.get(iri).size));
  return [words(nameOf(iri), "strong"), note];
}

/** Puts the tip beside a point, on the side where there is room. */
function placeTip(point) {
  const tip = byId("tip");
  tip.style.left = `${Math.max(8, Math.min(point.x + 14, stage.clientWidth - tip.offsetWidth - 8))}px`;
  const below = point.y + 18 + tip.offsetHeight < stage.clientHeight;
  tip.style.top = `${below ? point.y + 18 : point.y - tip.offsetHeight - 10}px`;
}

/** Names what the pointer is over; nothing while it drags the drawing. */
function hover(event) {
  const point = event && !event.buttons ? pointAt(event) : null;
  const iri = point ? nodeAt(point) : null;
  const edge = point && !iri ? edgeAt(point) : null;
  update({ hovered: iri }, null);
  stage.classList.toggle("pointing", Boolean(iri || edge));
  byId("tip").hidden = !iri && !edge;
  if (!iri && !edge) return;
  byId("tip").replaceChildren(...(iri ? nodeTip(iri) : tieTip(edge)));
  placeTip(point);
}

function press({ pointer }) {
  const iri = nodeAt(pointer.DOM);
  const edge = iri ? null : edgeAt(pointer.DOM);
  if (edge) selectTie(edge);
  else select(iri, { move: false });
}

function startPointer() {
  stage.addEventListener("mousemove", hover);
  stage.addEventListener("mouseleave", () => hover(null));
  if (view.network) view.network.on("click", press);
}
