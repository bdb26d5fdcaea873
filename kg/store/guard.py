"""What a query may look like before Oxigraph sees it.

Oxigraph's parser and planner descend recursively: a query of a few kilobytes of braces or operators overflows the
stack, which kills the process and can't be caught. `SERVICE` would send the query out of the machine.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_LENGTH: Final = 100_000
MAX_DEPTH: Final = 64
MAX_OPERATORS: Final = 2_000

# In the order in which SPARQL's own tokeniser would take them (SPARQL 1.1, §19.8): what may hold a brace or a word as
# mere text comes first.
_TOKEN: Final = re.compile(
    r"""(?P<text>'''(?:[^'\\]|\\.|'(?!''))*'''|\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"
        |'(?:[^'\\\n\r]|\\.)*'|"(?:[^"\\\n\r]|\\.)*")
      |(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
      |(?P<comment>\#[^\n\r]*)
      |(?P<name>[?$:\w%-][\w:.%-]*)
      |(?P<open>[\[({])|(?P<close>[\])}])
      |(?P<operator>[-+*/!|&^=<>])
    """,
    re.VERBOSE | re.DOTALL,
)


def refuse_dangerous(sparql: str) -> None:
    """Raise `QueryError` for a query that would leave the machine or overflow the engine's stack."""
    if len(sparql) > MAX_LENGTH:
        raise QueryError(f"the query has {len(sparql)} characters", f"at most {MAX_LENGTH} are answered")
    depth = operators = 0
    for token in _TOKEN.finditer(sparql):
        kind = token.lastgroup
        if kind == "name" and token[0].upper() == "SERVICE":
            raise QueryError("SERVICE would ask another machine", "load that data into a graph file and query it here")
        depth += (kind == "open") - (kind == "close")
        operators += kind == "operator"
        if depth > MAX_DEPTH:
            raise QueryError(f"brackets are nested more than {MAX_DEPTH} deep", "write a flatter query")
        if operators > MAX_OPERATORS:
            raise QueryError(f"the query has more than {MAX_OPERATORS} operators", "use VALUES or IN for long lists")


def with_values(sparql: str, values: Mapping[str, str]) -> str:
    """The query with IRIs in the place of variables; the same letters inside a text or a comment stay as they are.

    Oxigraph's own substitution takes only variables that the query projects.
    """

    def spelled(token: re.Match[str]) -> str:
        is_variable = token.lastgroup == "name" and token[0][0] in "?$"
        return f"<{values[token[0][1:]]}>" if is_variable and token[0][1:] in values else token[0]

    return _TOKEN.sub(spelled, sparql) if values else sparql
