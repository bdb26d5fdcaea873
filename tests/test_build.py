"""`kg build` as a whole: the same bytes everywhere, all outputs or none, and the wheel like the checkout."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
import venv
from typing import TYPE_CHECKING

import pytest

import kg
from tests.seed import ROOT, SEED_FILE
from tests.test_cli import kg as run

if TYPE_CHECKING:
    from pathlib import Path

OUTPUTS = ("centrality.csv", "graph.html", "graph.jsonld", "graph.nt", "graph.ttl", "manifest.json")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def holds_together(folder: Path) -> bool:
    """Tell whether every output is the one that the manifest speaks of."""
    manifest = json.loads((folder / "manifest.json").read_bytes())
    return all(
        hashlib.sha256((folder / output["path"]).read_bytes()).hexdigest() == output["sha256"]
        for output in manifest["outputs"]
    )


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("reference") / "build"
    assert run("build", "-o", str(out), "--format", "ttl,nt,jsonld").returncode == 0
    return contents(out)


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "LANG": "C", "LC_ALL": "C", "TZ": "Asia/Seoul", "PYTHONUTF8": "0"},
        {"PYTHONHASHSEED": "2", "LANG": "ko_KR.EUC-KR", "LC_ALL": "ko_KR.EUC-KR", "TZ": "America/New_York"},
        {"PYTHONHASHSEED": "3", "PYTHONIOENCODING": "cp949", "TZ": "UTC"},
    ],
)
def test_the_bytes_are_the_same_under_any_environment_and_folder(
    environment: dict[str, str], reference: dict[str, bytes], tmp_path: Path
) -> None:
    elsewhere = tmp_path / "다른 폴더"
    shutil.copytree(ROOT / "data", elsewhere / "data")
    done = run("build", "--format", "ttl,nt,jsonld", cwd=elsewhere, environment=environment)
    assert done.returncode == 0, done.stderr.decode()
    assert contents(elsewhere / "build") == reference
    absolute = run("build", str(elsewhere / "data"), "-o", "again", "--format", "jsonld,nt,ttl", cwd=tmp_path)
    assert absolute.returncode == 0
    assert contents(tmp_path / "again") == reference


def test_the_manifest_names_inputs_and_outputs_and_no_clock(reference: dict[str, bytes]) -> None:
    manifest = json.loads(reference["manifest.json"])
    assert {output["path"] for output in manifest["outputs"]} == set(OUTPUTS) - {"manifest.json"}
    assert "data/agreements/siheung-global-smart-city-2018.yaml" in {entry["path"] for entry in manifest["inputs"]}
    for output in manifest["outputs"]:
        assert hashlib.sha256(reference[output["path"]]).hexdigest() == output["sha256"]
    assert manifest["counts"]["agreements"] == 75
    text = reference["manifest.json"].decode()
    assert str(ROOT) not in text
    assert "20" + time.strftime("%y-%m") not in text.replace("2018", "")


def test_nothing_is_done_when_nothing_changed_and_all_when_anything_did(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    assert run("build", cwd=tmp_path).returncode == 0
    graph = tmp_path / "build" / "graph.ttl"
    first = graph.stat()
    assert b"up to date" in run("build", cwd=tmp_path).stderr
    assert graph.stat().st_mtime_ns == first.st_mtime_ns
    (tmp_path / "build" / "graph.html").write_text("tampered", "utf-8")
    assert b"up to date" not in run("build", cwd=tmp_path).stderr
    assert holds_together(tmp_path / "build")
    record = tmp_path / "data" / "organizations.yaml"
    record.write_text(record.read_text("utf-8").replace("Siheung City", "City of Siheung"), "utf-8")
    assert b"up to date" not in run("build", cwd=tmp_path).stderr
    assert "City of Siheung" in graph.read_text("utf-8")
    assert run("build", "--no-html", cwd=tmp_path).returncode == 0
    assert not (tmp_path / "build" / "graph.html").exists()


def test_a_build_that_fails_leaves_the_old_outputs(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    assert run("build", cwd=tmp_path).returncode == 0
    before = contents(tmp_path / "build")
    (tmp_path / "data" / "agreements" / "bad.yaml").write_text("id: [", "utf-8")
    assert run("build", cwd=tmp_path).returncode == 1
    assert contents(tmp_path / "build") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["build", "data"]


def test_a_full_disk_leaves_the_old_outputs(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    assert run("build", "--no-html", cwd=tmp_path).returncode == 0
    before = contents(tmp_path / "build")

    def small_files_only() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    command = [sys.executable, "-m", "kg", "build"]
    done = subprocess.run(command, cwd=tmp_path, preexec_fn=small_files_only, capture_output=True, check=False)
    assert done.returncode == 3, done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert contents(tmp_path / "build") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["build", "data"]


@pytest.mark.slow
def test_kill_9_at_any_moment_leaves_one_whole_set(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    register = tmp_path / "data" / "organizations.yaml"
    original = register.read_text("utf-8")
    started = time.monotonic()
    assert run("build", cwd=tmp_path).returncode == 0
    whole = time.monotonic() - started
    for number in range(30):
        register.write_text(original.replace("Siheung City", f"Siheung {number}"), "utf-8")
        process = subprocess.Popen([sys.executable, "-m", "kg", "build", "-q"], cwd=tmp_path)
        time.sleep(whole * (0.4 + 0.7 * number / 30))
        process.kill()
        process.wait()
        assert holds_together(tmp_path / "build"), number
    assert run("build", cwd=tmp_path).returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["build", "data"]


@pytest.mark.parametrize("delay", [0.3, 0.9])
def test_ctrl_c_ends_with_130_and_leaves_no_half(delay: float, tmp_path: Path) -> None:
    line = b'{"id": "a%d", "kind": "mou", "title": {"en": "t"}, "sources": [{}], "parties": ["kt", "lh"]}\n'
    (tmp_path / "many.jsonl").write_bytes(b"".join(line % number for number in range(200_000)))
    command = [sys.executable, "-m", "kg", "build", "many.jsonl", "--data", str(ROOT / "data"), "--no-html"]
    process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE)
    time.sleep(delay)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    if process.returncode == -signal.SIGINT:
        # The interpreter had not begun with kg yet.
        return
    assert process.returncode == 130
    assert b"Traceback" not in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["many.jsonl"]


def test_a_second_build_at_the_same_time_is_told_to_wait(tmp_path: Path) -> None:
    from kg.pipeline.outputs import locked

    with locked(tmp_path / "build"):
        done = run("build", "-o", str(tmp_path / "build"))
    assert done.returncode == 3
    assert b"hint" in done.stderr


def test_the_python_interface_says_what_the_command_line_writes(tmp_path: Path) -> None:
    built = kg.build([SEED_FILE], tmp_path / "build", data=ROOT / "data")
    assert built.counts["agreements"] == 1
    graph = kg.open(tmp_path / "build" / "graph.ttl")
    dataset = kg.read(SEED_FILE, data=ROOT / "data")
    assert set(kg.graph(dataset)) == set(graph.rdflib())
    assert min(graph.network().nodes).endswith("/organization/etri")
    assert graph.network("two-mode").number_of_nodes() == 8
    assert sorted(kg.__all__) == dir(kg)
    with pytest.raises(kg.UsageError):
        kg.open("nowhere.ttl")


@pytest.mark.slow
def test_the_wheel_in_an_empty_environment_builds_the_same(reference: dict[str, bytes], tmp_path: Path) -> None:
    """The wheel, installed with nothing but its own dependencies and run from another folder."""
    wheels = tmp_path / "wheels"
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", str(ROOT), "--no-deps", "--wheel-dir", str(wheels)], check=True)
    venv.create(tmp_path / "empty", with_pip=True)
    python = str(tmp_path / "empty" / "bin" / "python")
    (wheel,) = wheels.glob("*.whl")
    constraints = ["--constraint", str(ROOT / "constraints.txt")]
    quiet = ["--quiet", "--disable-pip-version-check"]
    subprocess.run([python, "-m", "pip", "install", *quiet, *constraints, str(wheel)], check=True)
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(ROOT / "data", elsewhere / "data")
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    command = [str(tmp_path / "empty" / "bin" / "kg"), "build", "--format", "ttl,nt,jsonld"]
    subprocess.run(command, cwd=elsewhere, env=environment, check=True)
    assert contents(elsewhere / "build") == reference
    check = subprocess.run([command[0], "check"], cwd=elsewhere, env=environment, check=False, capture_output=True)
    assert check.returncode == 0, check.stderr.decode()
