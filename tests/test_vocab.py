"""Every URI of the package is spelled in one file, `kg/vocab.py`."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from tests.seed import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

URI = re.compile(r"https?://[a-z0-9]")


def spelled(source: str) -> Iterator[str]:
    """The texts of a module that hold a URI; docstrings may show one."""
    tree = ast.parse(source)
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield from URI.findall(node.value)


XML = {"kg/views/charts/clean.py", "kg/views/exchange/gexf.py", "kg/views/exchange/graphml.py"}
"""Writers of XML, each of which spells the namespace of its own format: that is no term of a graph."""


def test_no_other_file_spells_a_uri() -> None:
    found = {str(path.relative_to(ROOT)) for path in ROOT.glob("kg/**/*.py") if list(spelled(path.read_text("utf-8")))}
    assert found == {"kg/vocab.py", *XML}
    assert all(len(list(spelled((ROOT / name).read_text("utf-8")))) == 1 for name in XML)


def test_a_uri_that_is_spelled_elsewhere_is_seen() -> None:
    assert list(spelled('"""https://docs.example."""\nTERM = f"https://w3id.org/{1}"')) == ["https://w"]
