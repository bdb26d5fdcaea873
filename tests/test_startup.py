"""What a command costs before it works: it imports what it uses, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Final

import click
import pytest

import kg
from kg.cli.commands import COMMANDS, Commands
from tests.seed import ROOT, SEED_FILE

if TYPE_CHECKING:
    from pathlib import Path

HEAVY: Final = frozenset(
    {
        *("IPython", "click", "docx", "igraph", "jinja2", "matplotlib", "msgspec", "networkx", "numpy", "openpyxl"),
        *("pandas", "polars", "pyarrow", "pyoxigraph", "pyshacl", "pyspark", "pyvis", "rdflib", "rich", "scipy"),
        *("vl_convert", "weasyprint", "xlsxwriter", "yaml"),
    }
)
"""The libraries that take time or memory to import; those that kg doesn't have yet are here to be noticed."""

# Runs the code, then tells on standard error what it loaded, however it ended.
SPY: Final = """
import atexit, sys
atexit.register(lambda: print("loaded", *sorted(name for name in sys.modules if "." not in name), file=sys.stderr))
"""


def loaded(code: str, folder: Path, *arguments: str) -> set[str]:
    """The heavy libraries that the code loads in a fresh interpreter."""
    command = [sys.executable, "-c", SPY + code, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stderr.splitlines()[-1].split()) & HEAVY


RUN: Final = "from kg.cli import main; main()"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the register, the seed's graph and a record in JSON Lines."""
    made = tmp_path_factory.mktemp("startup")
    (made / "data").symlink_to(ROOT / "data")
    (made / "names.csv").write_text("id,kind,title.ko,source.url\na,mou,협약,https://a.test/1\n", "utf-8")
    kg.build(SEED_FILE, made / "build", data=ROOT / "data")
    return made


@pytest.mark.parametrize("arguments", [[], *([name] for name in COMMANDS)], ids=str)
def test_help_needs_click_and_nothing_else(arguments: list[str], folder: Path) -> None:
    assert loaded(RUN, folder, *arguments, "-h") == {"click"}


def test_a_command_that_is_not_there_is_told_with_the_nearest() -> None:
    done = subprocess.run([sys.executable, "-m", "kg", "vieww"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Did you mean 'view'?" in done.stderr


def test_help_imports_no_command(folder: Path) -> None:
    spy = "import atexit, sys; atexit.register(lambda: print(*sys.modules)); "
    said = subprocess.check_output([sys.executable, "-c", spy + RUN, "-h"], cwd=folder, text=True).splitlines()[-1]
    assert {name for name in said.split() if name.startswith("kg")} == {"kg", "kg.cli", "kg.cli.commands"}


READ: Final = {"click", "msgspec", "pyoxigraph"}
MEASURED: Final = {"networkx", "numpy", "scipy"}
# pyvis brings IPython, jinja2 and yaml.
DRAWN: Final = {"IPython", "jinja2", "pyvis", "yaml"}


RUNS: Final = [
    ("schema", {"click", "msgspec"}),
    ("spark build -h", {"click"}),
    ("build -q -o plain --no-network --no-html", READ | {"yaml"}),
    ("build -q -o measured --no-html", READ | {"yaml"} | MEASURED),
    ("build -q -o whole", READ | MEASURED | DRAWN),
    ("check -q", READ | {"pyshacl", "rdflib", "yaml"}),
    ("import names.csv", READ | {"yaml"}),
    ("query --list", READ),
    ("query -n agreements", READ),
    ("query -n agreements --format json", READ),
    ("query -n agreements --format table", READ | {"rich"}),
    ("why kt --format csv", READ),
    ("why kt --format table", READ | {"rich"}),
    ("centrality", READ | MEASURED),
    ("export -q --format gexf", READ | MEASURED),
    ("export -q --format csv", READ | MEASURED),
    ("export -q --format sqlite", READ | MEASURED),
    ("export -q --format xlsx", READ | MEASURED | {"xlsxwriter"}),
    ("export -q --format parquet", READ | MEASURED | {"pyarrow"}),
    ("view -q", READ | MEASURED | DRAWN),
    ("brief -q -o b.md", READ | MEASURED | {"jinja2"}),
    ("brief -q -o b.html", READ | MEASURED | {"jinja2", "vl_convert"}),
    ("brief -q -o b.docx", READ | MEASURED | {"docx", "jinja2", "vl_convert"}),
    ("brief -q -o b.pdf", READ | MEASURED | {"jinja2", "vl_convert", "weasyprint"}),
]


@pytest.mark.parametrize(("line", "expected"), RUNS)
def test_a_command_imports_what_it_uses_and_nothing_else(line: str, expected: set[str], folder: Path) -> None:
    assert loaded(RUN, folder, *line.split()) == expected


def test_every_command_is_among_those_that_were_run() -> None:
    assert {line.split()[0] for line, _ in RUNS} == set(COMMANDS)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import kg", set()),
        ("import kg; kg.KgError, kg.Problem", {"msgspec"}),
        ("import kg; kg.open('build/graph.ttl').query('ASK {}')", {"msgspec", "pyoxigraph"}),
        ("import kg; kg.open('build/graph.ttl').ties()", {"msgspec", "pyoxigraph"}),
        ("import kg.pipeline.build", {"msgspec", "pyoxigraph", "yaml"}),
    ],
)
def test_the_package_imports_what_is_used_of_it(code: str, expected: set[str], folder: Path) -> None:
    assert loaded(code, folder) == expected


def test_each_line_of_help_is_shown_before_its_command_is_imported() -> None:
    group = Commands(name="kg")
    context = click.Context(group, terminal_width=200)
    shown = group.get_help(context)
    for name, (_, line) in COMMANDS.items():
        assert f"{name} " in shown
        assert line in shown
        command = group.get_command(context, name)
        assert command is not None
        assert (command.name, command.short_help) == (name, line)
