"""The docs are true: what they paste is what the program says, what they list is complete, and every link leads on.

A page is run from top to bottom in a folder of its own that holds a copy of `data/`: a fence ```` ```console ```` has
commands after `$ ` with their output below, ```` ```pycon ```` is a doctest, and a fence whose head says `title=PATH`
is written to that file. A line `…` stands for any lines. `KG_RENEW_DOCS=1` writes the real output into the page.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
import pytest

from kg.cli import kg
from kg.network.centrality import COLUMNS
from kg.records.schema import RECORDS, json_schema
from kg.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parent.parent
DOCS: Final = ROOT / "docs"
PAGES: Final = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), ROOT / "data" / "README.md"])
GUIDES: Final = [ROOT / "README.md", *sorted((DOCS / "tutorial").glob("*.md")), *sorted((DOCS / "how-to").glob("*.md"))]
LONG: Final = {"tell-a-story.md", "use-the-graph-elsewhere.md", "write-a-briefing.md"}
"""Guides whose sessions take more than a few seconds."""
FENCE: Final = re.compile(r"^```(?P<head>[^\n`]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
COMMANDS: Final = {"": kg, **kg.commands}


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def environment() -> dict[str, str]:
    """A shell whose `kg` and `python` are those under test, without settings of its own."""
    known = {key: value for key, value in os.environ.items() if not key.startswith("KG_")}
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return {**known, "PATH": path, "COLUMNS": "100", "NO_COLOR": "1"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path


def shell(command: str, folder: Path, environment: dict[str, str]) -> tuple[int, str]:
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout.decode().replace("\r\n", "\n")


# ---- the pages are run -----------------------------------------------------------------------------------------------


def steps(session: str) -> Iterator[tuple[str, str]]:
    """The commands of a console fence, as they are typed, each with the output pasted below it."""
    for step in re.split(r"^(?=\$ )", session, flags=re.MULTILINE)[1:]:
        lines = step.splitlines(keepends=True)
        typed = 1 + next((n for n, line in enumerate(lines[1:]) if not line.startswith("> ")), len(lines) - 1)
        yield "".join(lines[:typed]), "".join(lines[typed:])


def fits(pasted: str, real: str) -> bool:
    """Whether the pasted output is the real one, a line `…` being any lines."""
    lines = [r"(?:.*\n)*" if line == "…\n" else re.escape(line) for line in pasted.splitlines(keepends=True)]
    return re.fullmatch("".join(lines), real) is not None


def played(session: str, folder: Path, environment: dict[str, str]) -> str:
    """The console fence with the output that its commands really have."""
    after = []
    for typed, pasted in steps(session):
        command = "".join(line[2:] for line in typed.splitlines(keepends=True))
        _, output = shell(command, folder, environment)
        real = output if not output or output.endswith("\n") else output + "\n"
        after.append(typed + (pasted if fits(pasted, real) else real))
    return "".join(after)


def run_page(text: str, folder: Path, environment: dict[str, str]) -> str:
    """Run a page from top to bottom; give its text with the real output."""
    pycon = folder / "session.txt"

    def run(fence: re.Match[str]) -> str:
        head, body = fence["head"], fence["body"]
        if title := re.search(r"title=(\S+)", head):
            file = folder / title[1]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(body, encoding="utf-8")
        elif head == "console":
            body = played(body, folder, environment)
        elif head == "pycon":
            pycon.write_text(body, encoding="utf-8")
            code, output = shell("python -m doctest -o ELLIPSIS session.txt", folder, environment)
            assert code == 0, output
        return f"```{head}\n{body}```"

    return FENCE.sub(run, text)


@pytest.mark.parametrize(
    "page", [pytest.param(page, marks=[pytest.mark.slow] if page.name in LONG else []) for page in GUIDES], ids=named
)
def test_every_session_of_a_page_gives_the_output_that_is_pasted_below_it(
    page: Path, folder: Path, environment: dict[str, str]
) -> None:
    real = run_page(text_of(page), folder, environment)
    if os.environ.get("KG_RENEW_DOCS"):
        page.write_text(real, encoding="utf-8")
    assert text_of(page) == real


def test_a_session_that_has_gone_stale_is_seen(folder: Path, environment: dict[str, str]) -> None:
    assert run_page("```console\n$ echo new\nold\n```", folder, environment) == "```console\n$ echo new\nnew\n```"
    kept = "```console\n$ seq 3\n1\n…\n```"
    assert run_page(kept, folder, environment) == kept


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_no_page_has_a_session_that_no_test_runs(page: Path) -> None:
    heads = {fence["head"] for fence in FENCE.finditer(text_of(page))}
    assert page in GUIDES or not heads & {"console", "pycon"}


# ---- the command line ------------------------------------------------------------------------------------------------


def test_what_cog_pastes_is_fresh(environment: dict[str, str]) -> None:
    code, output = shell("python -m cogapp --check docs/reference/*.md", ROOT, environment)
    assert code == 0, output


def command(name: str) -> click.Command:
    found: click.Command = kg
    for word in name.split():
        assert isinstance(found, click.Group)
        below = found.get_command(click.Context(found), word)
        assert below is not None
        found = below
    return found


@pytest.mark.parametrize("name", [*COMMANDS, "spark build", "spark measure"], ids=lambda name: name or "kg")
def test_the_reference_has_every_command_and_option(name: str) -> None:
    text = text_of(DOCS / "reference" / "command-line.md")
    assert f"## kg {name}".rstrip() in text
    options = [parameter for parameter in command(name).params if isinstance(parameter, click.Option)]
    for spelling in {spelling for option in options for spelling in option.opts}:
        assert spelling in text, f"{spelling} is missing"


@pytest.mark.parametrize("name", COMMANDS, ids=lambda name: name or "kg")
def test_the_help_text_has_an_example_that_works(name: str, folder: Path, environment: dict[str, str]) -> None:
    help_text = COMMANDS[name].get_help(click.Context(COMMANDS[name], info_name=f"kg {name}".strip()))
    examples = re.findall(r"^\s+(kg .+)$", help_text.partition("Example:")[2].partition("Options:")[0], re.MULTILINE)
    assert examples
    assert shell("kg build -q", folder, environment) == (0, "")
    for example in examples:
        code, output = shell(example, folder, environment)
        assert code == 0, output


def test_the_settings_page_names_every_setting() -> None:
    text = text_of(DOCS / "reference" / "settings.md")
    for name in Settings.__struct_fields__:
        assert f"`{name}`" in text
        assert f"`KG_{name.upper()}`" in text


# ---- what a page lists is complete -----------------------------------------------------------------------------------


def test_the_centrality_page_describes_every_column(folder: Path, environment: dict[str, str]) -> None:
    assert shell("kg build -q --no-html", folder, environment) == (0, "")
    columns = text_of(folder / "build" / "centrality.csv").partition("\n")[0].split(",")
    assert set(COLUMNS) < set(columns)
    headings = re.findall(r"^#+ (.+)$", text_of(DOCS / "reference" / "centrality.md"), re.MULTILINE)
    described = [name for heading in headings for name in re.findall(r"`(\w+)`", heading)]
    assert described == columns


def keys(schema: Any) -> Iterator[str]:  # noqa: ANN401 — a JSON Schema is any JSON
    """Every key that a JSON Schema gives to an object."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for value in schema.values():
            yield from keys(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from keys(value)


@pytest.mark.parametrize("kind", RECORDS)
def test_the_records_page_names_every_key_of_the_schema(kind: str) -> None:
    text = text_of(DOCS / "reference" / "records.md")
    assert not [key for key in sorted(set(keys(json_schema(kind)))) if f"`{key}`" not in text]


def test_the_dependencies_page_names_every_dependency_and_no_other() -> None:
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))
    groups = project["dependency-groups"]
    extras = [line for lines in project["project"].get("optional-dependencies", {}).values() for line in lines]
    required = [*project["project"]["dependencies"], *extras, *groups["test"], *groups["dev"]]
    names = {re.split(r"[<>=!~ \[]", line)[0] for line in required if isinstance(line, str)}
    rows = set(re.findall(r"^\| `([^`]+)` \|", text_of(DOCS / "why" / "dependencies.md"), re.MULTILINE))
    assert rows == names


def test_the_changelog_and_the_citation_name_the_version() -> None:
    version = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]["version"]
    assert f"\n## [{version}]" in text_of(ROOT / "CHANGELOG.md")
    assert f"\nversion: {version}\n" in text_of(ROOT / "CITATION.cff")


# ---- links -----------------------------------------------------------------------------------------------------------


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", text_of(page)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_inside_the_project_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", FENCE.sub("", text_of(page))):
        if target.startswith(("https://", "http://")):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), target
        assert not anchor or anchor in anchors(file), target


def test_every_page_of_the_docs_can_be_reached_from_the_map() -> None:
    linked = set(re.findall(r"\]\(([^)#\s]+\.md)\)", text_of(DOCS / "README.md")))
    assert linked >= {page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md")} - {"README.md"}
