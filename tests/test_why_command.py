"""How `kg why` is asked and how it answers: names, properties, sentences, foreign graphs, streams and exit codes."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from kg.errors import DataError, UsageError
from kg.pipeline.why.answer import why
from kg.views.why import COLUMNS
from kg.vocab import dcterms, kgo, prov, rdf, skos
from tests.disagreeing import NARAE, entries, shown, written
from tests.seed import ROOT, foreign, store_of
from tests.test_cli import kg

if TYPE_CHECKING:
    from pathlib import Path

    from kg.store.embedded import Store


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with data, its graph, and the text of one source."""
    folder = tmp_path_factory.mktemp("why")
    written(folder)
    return folder


@pytest.fixture(scope="module")
def store(folder: Path) -> Store:
    return store_of((folder / "graph.nt").read_text(encoding="utf-8"))


# ---- names and properties --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["narae", "organization/narae", "organization:narae", NARAE])
def test_a_thing_is_named_in_many_ways(store: Store, name: str) -> None:
    assert why(store, name).iri == NARAE


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("garam", "“garam” can mean 2 things", "say organization/garam or place/garam"),
        ("nare", "the graph says nothing of “nare”", "did you mean organization/narae?"),
        ("나래대학교", "the graph says nothing of “나래대학교”", "did you mean organization/narae?"),
        ("Narae Universitt", "nothing of", "did you mean organization/narae?"),
        ("organization/garam-data", "nothing of", "did you mean organization/garam?"),
        ("xyzzy", "nothing of", "`kg query -n agreements` lists the agreements"),
        ("https://example.org/nothing", "nothing of", "lists the agreements"),
        ("", "nothing of", "lists the agreements"),
    ],
)
def test_a_name_that_is_not_clear_gets_a_hint(store: Store, name: str, message: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        why(store, name)
    assert message in str(caught.value)
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("name", "predicates"),
    [
        ("signed", {kgo.signedOn}),
        ("kgo:signedOn", {kgo.signedOn}),
        ("signedOn", {kgo.signedOn}),
        (kgo.signedOn, {kgo.signedOn}),
        ("체결일", {kgo.signedOn}),
        ("signed on", {kgo.signedOn}),
        ("parties", {kgo.party}),
        ("kind", {rdf.type, dcterms.type}),
        ("follow_ups", {kgo.followUp}),
        ("nameAsWritten", {kgo.nameAsWritten}),
        ("sources", {prov.wasDerivedFrom}),
        ("note", {skos.editorialNote}),
        ("id", {dcterms.identifier}),
    ],
)
def test_a_property_is_named_in_many_ways(store: Store, name: str, predicates: set[str]) -> None:
    facts = [fact for entry in why(store, "garam-data-2020", name).entries for fact in entry.facts]
    assert {fact.predicate for fact in facts} == predicates
    assert shown(why(store, "garam-data-2020", name)).count("\n") > 3


def test_a_property_that_is_not_there_gets_a_hint(store: Store) -> None:
    with pytest.raises(UsageError, match="nothing under “sgned”") as caught:
        why(store, "garam-data-2020", "sgned")
    assert "did you mean “signed”?" in caught.value.hint
    with pytest.raises(UsageError) as caught:
        why(store, "narae", "kgo:slogan")
    assert "there are " in caught.value.hint


# ---- sentences -------------------------------------------------------------------------------------------------------


def test_the_sentence_around_the_words_is_shown_where_the_text_is_at_hand(store: Store, folder: Path) -> None:
    found = why(store, "garam-data-2020", texts=str(folder / "kept"))
    sentence = "가람시는 지난 17일 나래대학교와 업무협약을 맺었다."
    (signed,) = entries(found, "signed")
    assert signed.reasons[0].sentence == sentence
    (kind,) = entries(found, "kind")
    assert kind.reasons[0].sentence == sentence  # without offsets, but the words stand once in the text
    assert shown(found).count(sentence) < sum(
        reason.sentence == sentence for e in found.entries for reason in e.reasons
    )
    assert [source.number for source in found.textless] == [2]
    assert len(found.faults) == 0


def test_words_that_stand_elsewhere_get_no_sentence_and_a_word_of_warning(folder: Path) -> None:
    moved = (folder / "graph.nt").read_text(encoding="utf-8").replace('"5"^^', '"6"^^')
    found = why(store_of(moved), "garam-data-2020", "signed", texts=str(folder / "kept"))
    assert found.entries[0].reasons[0].sentence is None
    assert "they stand at 5–11" in found.faults[0]


def test_a_hash_that_is_none_never_becomes_a_path(tmp_path: Path) -> None:
    graph = foreign('<x:a> a kgo:Agreement ; prov:wasDerivedFrom <x:s> . <x:s> kgo:textSha256 "../../etc/passwd" .')
    with pytest.raises(DataError, match="is no SHA-256"):
        why(graph, "x:a", texts=str(tmp_path))


# ---- foreign graphs --------------------------------------------------------------------------------------------------


def test_a_foreign_graph_is_told_as_far_as_it_goes() -> None:
    graph = foreign(
        """<http://o.example/A> a kgo:Agreement ; dcterms:title "T\\u001b[31m\\nx" ; <http://o.example/p> "v" ;
             kgo:participation [ kgo:participant <http://o.example/B> ] ; kgo:party <http://o.example/B> .
           <http://o.example/B> a org:Organization ; rdfs:label "B" .
           <http://o.example/s> rdf:subject <http://o.example/A> ; rdf:predicate kgo:party .
           <http://o.example/it's> a org:Organization ; skos:prefLabel "odd" ."""
    )
    text = shown(why(graph, "http://o.example/A"))
    assert "http://o.example/p" in text
    assert "\x1b" not in text
    assert "B" in [entry.text for entry in why(graph, "A").entries]
    assert entries(why(graph, "B"), "party of")


def test_a_circle_of_links_ends() -> None:
    graph = foreign("<x:a> a kgo:Agreement ; kgo:signing <x:b> . <x:b> a kgo:Signing ; kgo:signatory <x:a> .")
    assert why(graph, "x:a").entries


# ---- the command -----------------------------------------------------------------------------------------------------


def test_rows_go_out_in_every_format_with_the_same_columns(folder: Path) -> None:
    graph = str(folder / "graph.nt")
    done = kg("why", "garam-data-2020", "-g", graph)
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode())))
    assert tuple(rows[0]) == COLUMNS
    assert COLUMNS[:11] == (
        *("subject", "predicate", "object", "label", "words", "sentence", "start", "end"),
        *("source", "publisher", "published"),
    )
    as_json = json.loads(kg("why", "garam-data-2020", "-g", graph, "--format", "json").stdout)
    assert len(as_json) == len(rows)
    signed = next(row for row in as_json if row["predicate"] == kgo.signedOn)
    assert (signed["object"], signed["words"], signed["start"], signed["end"]) == ("2020-03-17", "지난 17일", 5, 11)
    assert kg("why", "garam-data-2020", "-g", graph, "--format", "tsv").stdout.startswith(b"subject\tpredicate\t")
    assert kg("why", "garam-data-2020", "-g", graph).stdout == done.stdout


def test_the_texts_of_the_data_folder_are_found_and_their_absence_is_said_once(folder: Path) -> None:
    call = ("why", "garam-data-2020", "signed", "-g", str(folder / "graph.nt"))
    done = kg(*call)
    assert done.stderr.decode().count("\n") == 1
    assert b"without their texts" in done.stderr
    assert kg(*call, "-q").stderr == b""
    there = kg(*call, "--texts", str(folder / "kept"))
    assert "나래대학교와 업무협약을 맺었다." in there.stdout.decode()
    data = folder / "with-texts"
    data.mkdir()
    (data / "texts").symlink_to(folder / "kept")
    assert kg(*call, environment={"KG_DATA": str(data)}).stdout == there.stdout
    assert kg(*call, "--texts", "nowhere").returncode == 2


@pytest.mark.parametrize("arguments", [(), ("nobody",), ("garam",), ("narae", "nothing"), ("narae", "--format", "xml")])
def test_what_is_wrong_is_a_sentence_and_exit_code_two(folder: Path, arguments: tuple[str, ...]) -> None:
    done = kg("why", *arguments, "-g", str(folder / "graph.nt"))
    assert done.returncode == 2
    assert done.stdout == b""
    assert b"Traceback" not in done.stderr
    assert done.stderr.strip()


def test_a_text_that_was_changed_is_a_problem_of_the_data(folder: Path, tmp_path: Path) -> None:
    for kept in (folder / "kept").iterdir():
        (tmp_path / kept.name).write_text("changed", encoding="utf-8")
    done = kg("why", "garam-data-2020", "-g", str(folder / "graph.nt"), "--texts", str(tmp_path))
    assert done.returncode == 1
    assert b"another text than its name says" in done.stderr


def test_a_reader_that_goes_away_is_no_error(folder: Path) -> None:
    command = f"{sys.executable} -m kg why garam-data-2020 -q -g {folder}/graph.nt --format table | true"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_no_line_is_wider_than_the_terminal_and_none_ends_in_space(store: Store) -> None:
    for width in (60, 100):
        lines = shown(why(store, "garam-data-2020"), width).splitlines()
        assert all(cell_len(line) <= width for line in lines if "https://" not in line)
        assert not [line for line in lines if line != line.rstrip()]


def test_the_answer_does_not_load_rdflib(folder: Path) -> None:
    code = (
        "import sys; from kg.pipeline.why.answer import why; from kg.store.embedded import Store; "
        f"why(Store.open({str(folder / 'graph.nt')!r}), 'narae'); "
        "sys.exit(bool({'rdflib', 'networkx', 'pyvis'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
