"""The notebook runs from top to bottom in a fresh kernel of this very interpreter, and shows what it promises."""

from __future__ import annotations

import base64
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbclient
import nbformat
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parent.parent / "notebooks"
NOTEBOOK = FOLDER / "from-turtle-to-centrality.ipynb"
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def cells(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Any]]:
    """The code cells after a run; the kernel is defined here, so that none need be installed."""
    home = tmp_path_factory.mktemp("jupyter")
    kernel = home / "kernels" / "this-python" / "kernel.json"
    kernel.parent.mkdir(parents=True)
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    kernel.write_text(json.dumps({"argv": command, "display_name": "This Python", "language": "python"}), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_PATH", str(home))
        for name in ("IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR", "MPLCONFIGDIR", "TMPDIR"):
            folder = home / name.lower()
            folder.mkdir()
            patch.setenv(name, str(folder))
        notebook = stored()
        resources = {"metadata": {"path": str(FOLDER)}}
        nbclient.NotebookClient(notebook, timeout=120, kernel_name="this-python", resources=resources).execute()
        yield [cell for cell in notebook.cells if cell.cell_type == "code"]


def stored() -> Any:  # noqa: ANN401 — nbformat has no types
    """The notebook as it is kept in the repository."""
    return nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]


def printed(cell: Any) -> list[str]:  # noqa: ANN401 — nbformat has no types
    return "".join(output.text for output in cell.outputs if output.output_type == "stream").splitlines()


def test_the_notebook_is_stored_without_outputs() -> None:
    notebook = stored()
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert code
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code)


def test_it_builds_the_graph(cells: list[Any]) -> None:
    counts = cells[0].outputs[0].data["text/plain"]
    assert "'agreements': 75" in counts


def test_it_asks_who_takes_part(cells: list[Any]) -> None:
    names = printed(cells[1])
    assert len(names) == len(set(names)) > 100
    assert {"Siheung City", "Korea Energy Agency", "KT Corporation"} <= set(names)


def test_it_shows_the_measures_of_the_most_central(cells: list[Any]) -> None:
    _, *rows = printed(cells[2])
    between = [float(row.split()[-2]) for row in rows]
    assert len(between) == 10
    assert between == sorted(between, reverse=True)
    assert min(between) > 0


def test_it_draws_the_network(cells: list[Any]) -> None:
    (picture,) = [output.data["image/png"] for output in cells[3].outputs if "image/png" in output.get("data", {})]
    assert base64.b64decode(picture).startswith(PNG)


def test_it_shows_the_page(cells: list[Any]) -> None:
    (output,) = cells[4].outputs
    shown = output.data["text/html"]
    assert shown.startswith("<iframe title=")
    assert 'sandbox="allow-scripts ' in shown
    assert "한국전력공사" in shown
    assert output.data["text/plain"].startswith("kg.open('")


def test_nothing_was_warned_of(cells: list[Any]) -> None:
    streams = [output for cell in cells for output in cell.outputs if output.output_type == "stream"]
    assert not [stream.text for stream in streams if stream.name == "stderr"]


def test_it_imports_only_the_public_face_of_kg() -> None:
    source = "\n".join(cell.source for cell in stored().cells if cell.cell_type == "code")
    lines = [line for line in source.splitlines() if line.startswith(("import ", "from "))]
    assert [line for line in lines if "kg" in line] == ["import kg"]
