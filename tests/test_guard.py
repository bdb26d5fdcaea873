"""No query leaves the machine, reads a file or kills the process."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest

from kg.errors import QueryError
from kg.store.answers import Rows, answer_rows
from kg.store.embedded import Store
from kg.store.guard import MAX_DEPTH, MAX_LENGTH, MAX_OPERATORS, refuse_dangerous, with_values
from tests.seed import PROLOGUE, ROOT, foreign

if TYPE_CHECKING:
    from pathlib import Path

THERE: Final = "<http://127.0.0.1:9/> { ?a ?b ?c }"

# Oxigraph would ask the other machine in each of these; it needs no space between words, and `<` may compare.
CALLS: Final = [
    f"SELECT * {{ SERVICE {THERE} }}",
    f"SELECT * {{ service {THERE} }}",
    f"SELECT * {{ sErViCe SILENT {THERE} }}",
    f"SELECT * {{SERVICE{THERE}}}",
    f"SELECT * {{ SERVICESILENT {THERE} }}",
    f"SELECT * {{ ?s ?p ?o.SERVICE {THERE} }}",
    f"SELECT * {{ ?s ?p 1.SERVICE {THERE} }}",
    f"SELECT * {{ ?s ?p 1SERVICE {THERE} }}",
    f"SELECT * {{ ?s ?p true.SERVICE {THERE} }}",
    f"SELECT * {{ ?s ?p 'x'@en.SERVICE {THERE} }}",
    f"SELECT * {{ ?s ?p 'it''s'SERVICE {THERE} }}",
    f"SELECT * {{ ?s ?p ?o . # 'a comment\nSERVICE {THERE} # '\n}}",
    f"SELECT * {{ ?s ?p '''a''', \"\"\"b\"\"\" . SERVICE {THERE} }}",
    "PREFIX ex: <http://a.test/> SELECT * { SERVICEex:x { ?a ?b ?c } }",
    "PREFIX : <http://a.test/> SELECT * { SERVICE:x { ?a ?b ?c } }",
    f"PREFIX ex: <http://a.test/> SELECT * {{ ?s ?p ex:.SERVICE {THERE} }}",
    f"PREFIX ex: <http://a.test/> SELECT * {{ FILTER(?s != ex:a\\') SERVICE {THERE} OPTIONAL {{ ?x ?y ex:b\\' }} }}",
    f"PREFIX ex: <http://a.test/> SELECT * {{ FILTER(?s != ex:a\\#)SERVICE {THERE} }}",
    "SELECT * { ?s ?p ?o FILTER(?o<?o)SERVICE?s#>\n{ ?a ?b ?c } }",
    f"SELECT * {{ ?s ?p ?o FILTER(?o<2#>'''\n)SERVICE {THERE} #'''\n}}",
    f"SELECT * {{ ?s ?p ?o FILTER(?o<'x>')SERVICE {THERE} #'\n}}",
    f"SELECT * {{ ?s ?p ?o FILTER EXISTS {{ SERVICE {THERE} }} }}",
    f"SELECT * {{ {{ SELECT * {{ SERVICE {THERE} }} }} }}",
    f"ASK {{ SERVICE {THERE} }}",
    f"CONSTRUCT {{ ?a ?b ?c }} WHERE {{ SERVICE {THERE} }}",
]


@pytest.mark.parametrize("sparql", CALLS)
def test_a_query_that_leaves_the_machine_is_refused(sparql: str) -> None:
    with pytest.raises(QueryError, match=r"SERVICE|two ways|behind an IRI") as caught:
        answer_rows(foreign("<x:s> <x:p> 1 ."), sparql)
    assert caught.value.hint


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?service { ?service ?p $SERVICE }",
        "PREFIX ex: <http://a.test/> SELECT * { ?s ex:service ex:Service.b , ex:a-SERVICE }",
        "SELECT * { ?s <http://a.test/service> <http://a.test/x#service> }",
        "SELECT * { ?s ?p 'SERVICE <http://a.test/> { }' , \"service\" , '''a\n'SERVICE''' , 'it\\'s a SERVICE' }",
        "SELECT * { ?s ?p ?o } # SERVICE <http://a.test/> {}",
        "# a service for all\nSELECT * { ?s ?p 'x'@en-service }",
        "SELECT * { ?s ?p <http://a.test/a_(b)> }",
        f"{PROLOGUE}SELECT * {{ ?s ?p '''a\nb''' }}",
    ],
)
def test_the_word_in_a_name_or_a_text_is_no_call(sparql: str) -> None:
    assert isinstance(answer_rows(Store(), sparql), Rows)


BOMBS: Final = {
    "braces": "SELECT * " + "{" * 2250 + "}" * 2250,
    "brackets": "SELECT * { ?s ?p " + "[<a:b> " * 3000 + "1" + "]" * 3000 + "}",
    "parentheses": "SELECT * { FILTER(" + "(" * 2250 + "1" + ")" * 2250 + ") }",
    "never closed": "SELECT * { FILTER(" + "(" * 9000,
    "groups": "SELECT * " + "{OPTIONAL" * 3000 + "{}" + "}" * 3000,
    "calls": "SELECT (" + "STR(" * 3000 + "1" + ")" * 3000 + " AS ?x) {}",
    "exclamations": "SELECT (" + "!" * 9000 + "1 AS ?x) {}",
    "sums": "SELECT (1" + "+1" * 9000 + " AS ?x) {}",
    "differences": "SELECT (1" + "-1" * 9000 + " AS ?x) {}",
    "ands": "SELECT (1" + "&&1" * 9000 + " AS ?x) {}",
    "paths": "SELECT * { ?s <a:b>" + "/<a:b>" * 9000 + " ?o }",
    "inverse paths": "SELECT * { ?s " + "^" * 9000 + "<a:b> ?o }",
    "length": "SELECT * { ?s ?p ?o } #" + "x" * MAX_LENGTH,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_query_that_would_overflow_the_stack_is_refused(name: str) -> None:
    with pytest.raises(QueryError, match=r"nested|operators|characters") as caught:
        refuse_dangerous(BOMBS[name])
    assert caught.value.hint


SCRIPT: Final = """
import sys
from kg.errors import QueryError
from kg.store.answers import answer_rows
from kg.store.embedded import Store
for query in sys.stdin.read().split(chr(0)):
    try:
        print(bool(answer_rows(Store(), query)))
    except QueryError as error:
        print(error)
"""


def test_the_deepest_queries_that_are_let_through_don_t_crash() -> None:
    """What the guard allows, and what it can't see since it seems to stand in an IRI, fits the stack of the thread."""
    deep = MAX_DEPTH - 2
    queries = [
        "SELECT * " + "{" * deep + "}" * deep,
        "SELECT (" + "(" * deep + "1" + ")" * deep + " AS ?x) {}",
        "SELECT (1" + "+1" * (MAX_OPERATORS - 10) + " AS ?x) {}",
        "SELECT (" + "!" * (MAX_OPERATORS - 10) + "1 AS ?x) {}",
        "SELECT * { ?s ?p ?o FILTER(1<" + "(" * 4_000 + "1" + ")" * 4_000 + "&&1>0) }",
        "SELECT * { ?s ?p ?o FILTER(1<" + "(" * 90_000 + "#>\n) }",
        "SELECT * {{}" + "UNION{}" * 2_000 + "}",
        "SELECT * {" + "MINUS{?s ?p ?o}" * 500 + "}",
        "SELECT * {" + "FILTER(1)" * 2_000 + "}",
    ]
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=ROOT, input="\0".join(queries), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == len(queries)


@pytest.mark.parametrize("clause", ["FROM", "FROM NAMED"])
def test_from_reads_no_file(clause: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.ttl"
    secret.write_text("<x:s> <x:p> <x:secret> .")
    for address in (secret.as_uri(), f"file:{secret}"):
        found = answer_rows(foreign("<x:a> <x:b> <x:c> ."), f"SELECT * {clause} <{address}> {{ ?s ?p ?o }}")
        assert isinstance(found, Rows)
        assert "secret" not in str(found.rows)
    with pytest.raises(QueryError):
        answer_rows(Store(), f"LOAD <{secret.as_uri()}>")


def test_values_stand_in_for_variables_only() -> None:
    query = "SELECT * { ?a ?p ?ab . $a ?p '?a' . <x:?a> ?p ?a. } # ?a"
    assert with_values(query, {"a": "<x:1>"}) == "SELECT * { <x:1> ?p ?ab . <x:1> ?p '?a' . <x:?a> ?p <x:1>. } # ?a"
    assert with_values(query, {}) == query
