"""Builders of sets of outputs, for the tests of them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kg.pipeline.outputs import output_set

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = ("centrality.csv", "graph.ttl", "manifest.json")
ROOT = Path(__file__).resolve().parent.parent
NOBODY = 65534

# Builds generation after generation, each with the same number in its three files, and says which one is ready.
BUILDER = """
import sys
from pathlib import Path
from kg.pipeline.outputs import output_set

directory, number = Path(sys.argv[1]), int(sys.argv[2])
names = ("centrality.csv", "graph.ttl", "manifest.json")
while True:
    number += 1
    with output_set(directory, names) as staging:
        for name in names:
            (staging / name).write_text(f"{number}\\n" * 200)
    print(number, flush=True)
"""

# Holds the lock until its input ends.
HOLDER = """
import sys
from pathlib import Path
from kg.pipeline.outputs import locked

with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""

PRINTER = """
from pathlib import Path
from kg.pipeline.files import write_file

write_file(Path("/dev/stdout"), b"new\\n")
"""


def python(code: str, *arguments: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def build(directory: Path, text: str, names: tuple[str, ...] = NAMES, previous: tuple[str, ...] = NAMES) -> None:
    with output_set(directory, previous) as staging:
        for name in names:
            (staging / name).write_text(text)


def texts(directory: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted(directory.iterdir()) if path.is_file()}


def listed(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def whole(text: str) -> dict[str, str]:
    return dict.fromkeys(NAMES, text)


def refuse(number: int) -> Callable[..., None]:
    """A system call that fails with this error."""

    def fail(*_arguments: object, **_options: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def in_child(action: Callable[[], None]) -> str:
    """Do it in a forked process that has no special rights, and return the error's text, or "" if there was none."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setresgid(NOBODY, NOBODY, NOBODY)
                os.setresuid(NOBODY, NOBODY, NOBODY)
            action()
        except BaseException as error:  # noqa: BLE001 - the parent judges it
            os.write(writing, f"{type(error).__name__}: {error}".encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return said
