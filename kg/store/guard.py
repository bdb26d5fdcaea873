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

# Oxigraph's parser has no tokeniser: whether `<` begins an IRI or compares depends on what stands before it, and words
# need no space between them: `1SERVICE<…>` is legal. So what may hold a word as mere text is set aside here, each name
# exactly as far as the parser reads it, and the word is refused in all that is left.
_TOKEN: Final = re.compile(
    r"""(?P<text>'''(?:[^'\\]|\\.|'(?!''))*'''|\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"
        |'(?:[^'\\\n\r]|\\.)*'|"(?:[^"\\\n\r]|\\.)*")
      |(?P<iri><[^<>"{}|^`\x00-\x20]*>)
      |(?P<comment>\#[^\n\r]*)
      |(?P<name>[?$]\w+|@[A-Za-z]+(?:-[A-Za-z0-9]+)*
        |:(?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\.)(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\.)*)?)
      |(?P<word>\w+)
      |(?P<escape>\\.)
      |(?P<open>[\[({])|(?P<close>[\])}])
      |(?P<operator>[-+*/!|&^=<>])
    """,
    re.VERBOSE | re.DOTALL,
)
_SERVICE: Final = re.compile("service", re.IGNORECASE)
# What is another thing where `<` compares: half a text, or a word behind the end of the expression.
_TWO_FACED_IRI: Final = re.compile(r"'|\).*service", re.IGNORECASE)
_LINE_END: Final = re.compile(r"[\n\r]")


def refuse_dangerous(sparql: str) -> None:
    """Raise `QueryError` for a query that would leave the machine or overflow the engine's stack."""
    if len(sparql) > MAX_LENGTH:
        raise QueryError(f"the query has {len(sparql)} characters", f"at most {MAX_LENGTH} are answered")
    _refuse_two_faced(sparql)
    depth = operators = 0
    for token in _TOKEN.finditer(sparql):
        kind = token.lastgroup
        if kind == "word" and _SERVICE.search(token[0]):
            hint = "load that data into a graph file and query it here; give a prefix of this name another"
            raise QueryError("SERVICE would ask another machine", hint)
        depth += (kind == "open") - (kind == "close")
        operators += kind == "operator"
        if depth > MAX_DEPTH:
            raise QueryError(f"brackets are nested more than {MAX_DEPTH} deep", "write a flatter query")
        if operators > MAX_OPERATORS:
            raise QueryError(f"the query has more than {MAX_OPERATORS} operators", "use VALUES or IN for long lists")


def _refuse_two_faced(sparql: str) -> None:
    """Refuse what would hide a SERVICE if a `<` that seems to begin an IRI compares instead."""
    end = -1
    for token in _TOKEN.finditer(sparql):
        if token.lastgroup == "iri":
            if _TWO_FACED_IRI.search(token[0]):
                hint = "write %27, %28 and %29 for ' ( and ) in an IRI"
                raise QueryError(f"{token[0][:80]} can be read in two ways", hint)
            end = token.end() if "#" in token[0] else end
        # The `#` of an IRI before it on the line would begin a comment, which swallows the quotes that open this text.
        elif token.lastgroup == "text" and _LINE_END.search(token[0]) and _same_line(sparql, end, token.start()):
            raise QueryError("a text of several lines stands behind an IRI with #", "begin it on a line of its own")


def _same_line(sparql: str, end: int, start: int) -> bool:
    return end >= 0 and not _LINE_END.search(sparql, end, start)


def with_values(sparql: str, values: Mapping[str, str]) -> str:
    """The query with terms, as N-Triples spells them, in the place of variables; texts and comments stay as they are.

    Oxigraph's own substitution takes only variables that the query projects.
    """

    def spelled(token: re.Match[str]) -> str:
        is_variable = token.lastgroup == "name" and token[0][0] in "?$"
        return values.get(token[0][1:], token[0]) if is_variable else token[0]

    return _TOKEN.sub(spelled, sparql) if values else sparql
