# ruff: noqa: INP001 — no package: it lies beside the data that it is about
"""How the records were made: the facts of 121 announcements and the decision tables of this folder give 74 files.

    python data/making/records_from_announcements.py announcements.jsonl data/agreements

The records are the source from then on: correct them, not the tables. The record of the first event,
`siheung-global-smart-city-2018`, is written by hand, with the offsets of its evidence, and isn't made here.

What a program can do is done here: sources, the words of evidence, parties, people, projects, states and claims. What
took a reader is in the tables: `events.toml` (ids, titles, notes), `phrases.tsv` (a phrase to its concepts, and a
variant to the phrase that it says in other words), `projects.tsv` (a project's other names), `names.tsv` (a written
name to the register), `publishers.tsv` (a host to its publisher). A phrase that no row lists stops the making.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from typing import Any, Final

from decisions import Facts, Tables, essence, read_facts
from record_yaml import record_text

BY_HAND: Final = "E01"
PARTS: Final = {"signatories": "signed", "attendees": "attended", "quoted": "quoted"}
Item = dict[str, Any]


class Draft:
    """The record of one event while it is made."""

    def __init__(self, event: str, announcements: list[Facts], tables: Tables) -> None:
        """Put the announcements in the order of the record."""
        self.event = event
        self.tables = tables
        self.decided: dict[str, Any] = tables.events[event]
        by_id = {announcement["id"]: announcement for announcement in announcements}
        self.ids: list[str] = self.decided.get("order", list(by_id))
        self.facts = [by_id[number] for number in self.ids]
        self.evidence: list[Item] = []

    def made(self) -> Item:
        """The whole record, in the order of its keys."""
        record: Item = {"id": self.decided["id"], "kind": self.kind(), "title": self.title()}
        record |= self.states()
        if "term" in self.decided:
            record["term"] = self.decided["term"]
        record |= self.venue()
        record |= {"parties": self.parties(), "fields": self.fields(), "people": self.people()}
        record |= {"projects": self.projects(), "stated": self.stated(), "commitments": self.commitments()}
        record |= {"claims": self.claims(), "note": self.note(), "sources": self.sources()}
        keys = list(record)
        record["evidence"] = sorted(self.evidence, key=lambda item: _position(item, keys))
        return {key: value for key, value in record.items() if value}

    def support(self, pointer: str, source: int, exact: str) -> None:
        """Keep the words of a source behind a value."""
        self.evidence.append({"of": pointer, "source": source, "exact": self.tables.literal(exact)})

    def witnesses(self) -> list[tuple[int, Facts]]:
        """The sources that are no copies."""
        copies = self.decided.get("copies", {})
        return [(index, fact) for index, fact in enumerate(self.facts) if fact["id"] not in copies]

    def picked(self, values: dict[int, Any]) -> Any:  # noqa: ANN401 — of whatever is disputed
        """The value that most sources say; among equals that of the source published first, then the first."""
        voters = [index for index, _ in self.witnesses() if index in values]

        def rank(index: int) -> tuple[int, str, int]:
            same = [other for other in voters if values[other] == values[index]]
            return -len(same), min(self.facts[other].get("published", "9999") for other in same), index

        return values[min(voters, key=rank)]

    def kind(self) -> str:
        """The kind, with the words for it of every source that says the same."""
        kinds = {index: self.tables.kinds[fact["kind"]] for index, fact in enumerate(self.facts)}
        kind: str = self.picked(kinds)
        assert "kind" in self.decided.get("dispute", []) or set(kinds.values()) == {kind}, self.event
        for index, fact in enumerate(self.facts):
            if kinds[index] == kind:
                self.support("/kind", index, fact["kind"])
        return kind

    def title(self) -> dict[str, str]:
        """The title in both languages, with the titles of the sources that are the same or were judged to be."""
        titles: dict[str, str] = self.decided["title"]
        for index, fact in enumerate(self.facts):
            theirs, ours = fact.get("agreement_title", ""), titles[fact["language"]]
            if theirs and (essence(theirs) == essence(ours) or fact["id"] in self.decided.get("titled", [])):
                self.support(f"/title/{fact['language']}", index, theirs)
        return titles

    def states(self) -> Item:
        """The status, and the day of signing where a source that reports it as signed gives one."""
        days = {fact["signed_date"] for fact in self.facts if fact["status"] == "signed" and "signed_date" in fact}
        assert len(days) <= 1, f"{self.event}: a dispute about the day needs claims"
        dated = {"signed": dt.date.fromisoformat(days.pop())} if days else {}
        for index, fact in enumerate(self.facts):
            if fact["status"] == "signed" and "signed_date" in fact:
                self.support("/signed", index, fact["date_phrase"])
        if all(fact["status"] == "signed" for fact in self.facts):
            return {"status": "signed", **dated}

        def age(index: int) -> tuple[bool, bool, str]:
            fact = self.facts[index]
            return fact["status"] == "signed", "signed_date" in fact, fact.get("published", "")

        states: list[Item] = []
        for index in sorted(range(len(self.facts)), key=age):
            fact = self.facts[index]
            day = fact.get("signed_date")
            if day and fact["status"] == "planned":
                self.support(f"/status/{len(states)}", index, fact["date_phrase"])
            on = {"date": dt.date.fromisoformat(day)} if day else {}
            states.append({"state": fact["status"], **on, "source": index})
        return {"status": states, **dated}

    def venue(self) -> Item:
        """The place that the first source names, with the words of all that name it or a part of it."""
        named = [fact for fact in self.facts if "place" in fact]
        if not named:
            return {}
        language: str = named[0]["language"]
        place: str = self.decided.get("venue") or named[0]["place"]
        for index, fact in enumerate(self.facts):
            ours, theirs = essence(place), essence(fact.get("place", ""))
            if theirs and (ours in theirs or theirs in ours):
                self.support(f"/venue/{language}", index, fact["place"])
        return {"venue": {language: place}}

    def parties_of(self, fact: Facts) -> list[Item]:
        """The parties that an announcement names."""
        return [
            {"organization": organization, "as": self.tables.literal(party["name_as_written"])}
            for party in fact["parties"]
            for organization in self.tables.organizations(party["name_as_written"])
        ]

    def parties(self) -> list[Item]:
        """All parties; where the sources disagree those of the set that is picked."""
        shown: dict[str, Item] = {}
        sets = {index: frozenset(party["organization"] for party in ps) for index, ps in self.claimed_parties().items()}
        wanted = self.picked(sets) if sets else None
        for fact in self.facts:
            for party in self.parties_of(fact):
                if wanted is None or party["organization"] in wanted:
                    shown.setdefault(party["organization"], party)
        for number, organization in enumerate(shown):
            for index, fact in enumerate(self.facts):
                for party in self.parties_of(fact):
                    if party["organization"] == organization:
                        self.support(f"/parties/{number}", index, party["as"])
        return list(shown.values())

    def claimed_parties(self) -> dict[int, list[Item]]:
        """The parties by source, where they are disputed and the source names all of them."""
        if "parties" not in self.decided.get("dispute", []):
            return {}
        silent = self.decided.get("silent", {}).get("parties", [])
        return {index: self.parties_of(fact) for index, fact in enumerate(self.facts) if fact["id"] not in silent}

    def claims(self) -> list[Item]:
        """What each source says of what they disagree on."""
        claims: list[Item] = []
        if "kind" in self.decided.get("dispute", []):
            for index, fact in enumerate(self.facts):
                self.support(f"/claims/{len(claims)}", index, fact["kind"])
                claims.append({"source": index, "kind": self.tables.kinds[fact["kind"]]})
        for index, parties in self.claimed_parties().items():
            for number, party in enumerate(parties):
                self.support(f"/claims/{len(claims)}/parties/{number}", index, party["as"])
            claims.append({"source": index, "parties": parties})
        return claims

    def fields(self) -> list[Item]:
        """The fields, each with the phrase that names it, and the words of every source that says so."""
        fields: list[Item] = []
        for phrase in self.tables.phrases(self.event):
            for concept in phrase.concepts:
                wordings = self.tables.wordings(self.event, phrase, concept)
                for index, fact in enumerate(self.facts):
                    for words in fact.get("cooperation_fields", []):
                        if words in wordings:
                            self.support(f"/fields/{len(fields)}", index, words)
                fields.append({"concept": concept, "as": phrase.text})
        return fields

    def people(self) -> list[Item]:
        """The people by part; one with several parts stands there for each, always with the fullest post given."""
        people: dict[tuple[str, str], Item] = {}
        posts: dict[str, str] = {}
        for key in PARTS:
            for fact in self.facts:
                for person in fact.get(key, []):
                    known, post = posts.get(person["name"], ""), self.tables.literal(person["post"] or "")
                    posts[person["name"]] = post if len(post) > len(known) else known
        for key, part in PARTS.items():
            for index, fact in enumerate(self.facts):
                for person in fact.get(key, []):
                    language, name = fact["language"], person["name"]
                    held = {"post": {language: posts[name]}} if posts[name] else {}
                    (organization,) = self.tables.organizations(person["organisation"])
                    item = {"name": {language: name}, **held, "organization": organization, "part": part}
                    people.setdefault((part, name), item)
                    self.support(f"/people/{list(people).index((part, name))}", index, name)
        return list(people.values())

    def projects(self) -> list[Item]:
        """The projects that any source names, each once, by the name of the table or as it is spelt first."""
        projects: dict[str, Item] = {}
        for index, fact in enumerate(self.facts):
            for name in fact.get("projects_mentioned", []):
                kept = self.tables.project(self.event, name)
                projects.setdefault(essence(kept), {"name": {fact["language"]: kept}})
                self.support(f"/projects/{list(projects).index(essence(kept))}", index, name)
        return list(projects.values())

    def stated(self) -> Item:
        """The count of parties that the sources give, with the words for it where they are known."""
        counts = {fact["party_count_stated"] for fact in self.facts if "party_count_stated" in fact}
        assert len(counts) <= 1, f"{self.event}: two counts"
        for number, words in self.decided.get("counted", {}).items():
            self.support("/stated/parties", self.ids.index(number), words)
        return self.decided.get("stated") or ({"parties": counts.pop()} if counts else {})

    def commitments(self) -> list[Item]:
        """What single parties undertake, where the phrase leaves no doubt who."""
        commitments: list[Item] = []
        for decided in self.decided.get("commitments", []):
            (body,) = self.tables.organizations(decided["by"])
            for index, fact in enumerate(self.facts):
                if decided["text"] in fact["cooperation_fields"]:
                    self.support(f"/commitments/{len(commitments)}", index, decided["text"])
            commitments.append({"text": {"ko": decided["text"]}, "by": body, "field": decided["field"]})
        return commitments

    def note(self) -> dict[str, str]:
        """The remark of the table, and why there is no day where the sources have only a part of a date."""
        note: dict[str, str] = dict(self.decided.get("note", {}))
        phrases = [fact["date_phrase"].removeprefix("지난 ") for fact in self.facts if "date_phrase" in fact]
        if not phrases or self.decided.get("day_told") or any("signed_date" in fact for fact in self.facts):
            return note
        words = list(dict.fromkeys(phrases))
        has = "the sources have" if len(self.facts) > 1 else "the source has"
        english = f"The day of signing is not known: {has} only {' and '.join(f'“{word}”' for word in words)}."
        korean = f"체결일은 알 수 없다. 출처에는 {', '.join(f'‘{word}’' for word in words)}이라고만 적혀 있다."
        return {"en": f"{note.get('en', '')} {english}".strip(), "ko": f"{note.get('ko', '')} {korean}".strip()}

    def sources(self) -> list[Item]:
        """The announcements as sources."""
        return [self.source(fact) for fact in self.facts]

    def source(self, fact: Facts) -> Item:
        """One announcement as a source."""
        source: Item = {"url": fact["url"]} if fact["url"].startswith("http") else {}
        if "published" in fact:
            source["published"] = dt.date.fromisoformat(fact["published"])
        source["language"] = fact["language"]
        if publisher := self.tables.publisher(fact["url"]):
            source["publisher"] = publisher
        if fact["id"] in self.tables.documents:
            source["type"] = "document"
        if original := self.decided.get("copies", {}).get(fact["id"]):
            source["copy_of"] = self.ids.index(original)
        return source


def _position(evidence: Item, keys: list[str]) -> tuple[list[int], int]:
    """Where evidence stands: in the order of the values, then of the sources."""
    _, key, *steps = evidence["of"].split("/")
    return [
        keys.index("status" if key == "signed" else key),
        *(int(step) for step in steps if step.isdigit()),
    ], evidence["source"]


def main(facts: str, folder: str) -> None:
    """Write the record of every event but the one that is written by hand."""
    tables = Tables()
    events = {event: announcements for event, announcements in read_facts(facts).items() if event != BY_HAND}
    if gaps := [gap for event, announcements in events.items() for gap in tables.gaps(event, announcements)]:
        sys.exit("\n".join(gaps))
    for event, announcements in events.items():
        record = Draft(event, announcements, tables).made()
        with open(os.path.join(folder, f"{record['id']}.yaml"), "w", encoding="utf-8") as stream:
            stream.write(record_text(record, tables.events[event]["about"]))


if __name__ == "__main__":
    main(*sys.argv[1:])
