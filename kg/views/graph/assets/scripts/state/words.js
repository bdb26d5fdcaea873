// The words of the page, in Korean and English. Each script adds its own; labels of the data come from the data itself.

const UI = { ko: {}, en: {} };

/** Adds words: {ko: {key: text or function}, en: {…}}. They are read as `ui().key`. */
function addWords(words) {
  for (const [lang, entries] of Object.entries(words)) Object.assign(UI[lang], entries);
}

const ui = () => UI[state.lang];

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

const count = (number, one, many) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

addWords({
  ko: {
    title: "스마트시티 협약 네트워크",
    counts: (a, o) => `협약 ${a.toLocaleString("ko")}건 · 기관 ${o.toLocaleString("ko")}곳`,
    agreementCount: (n) => `협약 ${n.toLocaleString("ko")}건`,
    partyCount: (n) => `참여 기관 ${n.toLocaleString("ko")}곳`,
    note: "이 그림은 출처에 적힌 내용만 보여 줍니다.",
    skip: "전체 목록으로 건너뛰기",
    language: "언어",
    graph: "협약 네트워크 그림",
    agreement: "협약",
    agreements: "협약",
    organization: "기관",
    organizations: "기관",
    noType: "유형 미상",
    empty: "보여 줄 협약이 없습니다.",
    emptyHint: "협약 기록을 넣고 다시 만들면 이 자리에 네트워크가 그려집니다.",
    openLink: "새 창에서 열림",
    selected: (name) => `${name} 선택됨`,
    cleared: "선택 해제됨",
    date: (y, m, d) => `${y}년${m ? ` ${m}월` : ""}${d ? ` ${d}일` : ""}`,
    measureNames: {
      agreements: "협약 수",
      partners: "협력 기관 수",
      degree: "연결 중심성",
      betweenness: "매개 중심성",
      closeness: "근접 중심성",
      eigenvector: "고유벡터 중심성",
      pagerank: "페이지랭크",
      two_mode_degree: "연결 중심성 (협약–기관)",
      two_mode_betweenness: "매개 중심성 (협약–기관)",
      two_mode_closeness: "근접 중심성 (협약–기관)",
    },
  },
  en: {
    title: "Smart-city partnership network",
    counts: (a, o) => `${count(a, "agreement", "agreements")} · ${count(o, "organisation", "organisations")}`,
    agreementCount: (n) => count(n, "agreement", "agreements"),
    partyCount: (n) => count(n, "party", "parties"),
    note: "This graph shows only what the sources state.",
    skip: "Skip to the list of everything",
    language: "Language",
    graph: "Network drawing",
    agreement: "Agreement",
    agreements: "Agreements",
    organization: "Organisation",
    organizations: "Organisations",
    noType: "Type unknown",
    empty: "There are no agreements to show.",
    emptyHint: "Add agreement records and build again: the network will be drawn here.",
    openLink: "opens in a new window",
    selected: (name) => `${name} selected`,
    cleared: "Selection cleared",
    date: (y, m, d) => [d, MONTHS[m - 1], y].filter(Boolean).join(" "),
    measureNames: {
      agreements: "Agreements",
      partners: "Partners",
      degree: "Degree",
      betweenness: "Betweenness",
      closeness: "Closeness",
      eigenvector: "Eigenvector",
      pagerank: "PageRank",
      two_mode_degree: "Degree (two-mode)",
      two_mode_betweenness: "Betweenness (two-mode)",
      two_mode_closeness: "Closeness (two-mode)",
    },
  },
});
