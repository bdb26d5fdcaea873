// The search box at the head of the page.

addWords({
  ko: {
    search: "기관·협약·분야 찾기",
    searchHint: "이름, 약칭, 초성 (예: 한전, KEPCO, ㅎㄱㅈㄹ)",
  },
  en: {
    search: "Find an organisation, agreement or field",
    searchHint: "Name or abbreviation (KEPCO, 한전, ㅎㄱㅈㄹ)",
  },
});

function startSearch() {
  const chosen = ({ iri, field }) => {
    if (field) update({ facets: { ...state.facets, field: new Set([iri]) }, selected: null });
    else select(iri, { move: true });
  };
  new Finder({ box: byId("search"), list: byId("suggestions"), nothing: byId("nothing"), choose: chosen });
}
