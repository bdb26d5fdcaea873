"""The mapping file of a table: which column is which value of a record, and what the table doesn't say.

`NAME.mapping.yaml` beside `NAME.csv` is found by its name. Its own problems have their places, as those of a record.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

from kg.errors import Problem
from kg.sources.diagnose import convert
from kg.sources.entry import problems
from kg.sources.table.rows import Unreadable
from kg.sources.tree import Mark, Node
from kg.sources.yaml import MAX_BYTES, parse_yaml

ENDING: Final = ".mapping.yaml"
IGNORE: Final = "ignore"
ENDINGS: Final = (".csv", ".tsv", ".xlsx", ".parquet")
NAMES: Final = ("agreements", "organizations", "places")
"""How the names of tables begin that are read wherever they lie."""

Form = Literal["day-first", "month-first", "serial", "slug"]
Plain = str | int | float | bool


class Column(Struct, frozen=True, forbid_unknown_fields=True):
    """What a column is: the value that it fills, and how its cells are read.

    `split` parts the entries of a list (`""`: a cell is one entry), `form` says how a date is written or makes an id of
    a text, `words` replaces whole entries, `prefix` goes before each, and `names` looks each up among the names of the
    register.
    """

    to: str
    split: Annotated[str, Meta(max_length=8)] = ";"
    form: Form | None = None
    words: dict[str, str] = {}
    prefix: str = ""
    names: bool = False


class Mapping(Struct, frozen=True, forbid_unknown_fields=True):
    """A mapping file. `defaults` are the values of what the table lacks, or leaves empty."""

    columns: dict[str, str | Column | tuple[str | Column, ...]] = {}
    defaults: dict[str, Plain] = {}
    delimiter: Literal[",", ";", "tab"] | None = None
    sheet: str | None = None


class MappingFile(Struct, frozen=True):
    """A mapping with the file that it stands in; without one it is empty."""

    mapping: Mapping = Mapping()
    path: str = ""
    tree: Node | None = None

    def column(self, name: str) -> tuple[Column, ...] | None:
        """The targets of a column of the table; none for one to ignore, None for one that the mapping doesn't name."""
        said = self.mapping.columns.get(name)
        if said is None:
            return None
        several = said if isinstance(said, tuple) else (said,)
        columns = (Column(each) if isinstance(each, str) else each for each in several)
        return tuple(column for column in columns if column.to != IGNORE)

    @property
    def by_name(self) -> bool:
        """Whether any column has names of organisations, to be looked up in the register."""
        return any(column.names for name in self.mapping.columns for column in self.column(name) or ())

    def problem(self, key: str, name: str, message: str, hint: str) -> Problem:
        """Make a problem of a column or a default, at its key in the file."""
        node = self.tree
        for step in (key, name):
            node = node.value.get(step) if node is not None and isinstance(node.value, dict) else None
        mark = (node.key or node.mark) if node is not None else Mark(0, 0)
        return Problem(self.path, mark.line, mark.column, message, hint)


def mapping_beside(location: str | os.PathLike[str]) -> Path | None:
    """The mapping file that lies beside a table, if there is one."""
    file = Path(os.path.splitext(location)[0] + ENDING)
    return file if file.is_file() else None


def said_to_be_records(path: str) -> bool:
    """Whether a file in a folder is meant to be read: any that is no table, and a table whose name or mapping says so.

    Folders hold tables of all sorts; YAML and JSON Lines are there for the records.
    """
    name = os.path.basename(path).lower()
    return not name.endswith(ENDINGS) or name.startswith(NAMES) or mapping_beside(path) is not None


def load_mapping(file: Path, shown: str) -> MappingFile:
    """The mapping in a file. Raises `Unreadable` with everything that is wrong with it."""
    try:
        text = file.read_bytes()[:MAX_BYTES].decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(Problem(shown, 0, 0, "the mapping is not UTF-8", "save it as UTF-8")) from error
    documents, faults = parse_yaml(text)
    if faults:
        raise Unreadable(*problems(shown, faults))
    if len(documents) != 1:
        hint = "`kg import --guess TABLE` proposes one"
        raise Unreadable(Problem(shown, 0, 0, f"a mapping is one YAML document, not {len(documents)}", hint))
    found = convert(documents[0], Mapping)
    if isinstance(found, list):
        raise Unreadable(*problems(shown, found))
    return MappingFile(found, shown, documents[0])
