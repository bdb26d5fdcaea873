"""Fixtures that several test files share."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from kg.pipeline import outputs
from tests.building import NOBODY, refuse

if TYPE_CHECKING:
    from collections.abc import Iterator


# The same examples in every run, however slow the machine: a red test is a red test for everybody.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "build"


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that a process without special rights reaches and owns; pytest's own are closed to it."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    if os.geteuid() == 0:
        os.chown(folder, NOBODY, NOBODY)
    yield folder
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o700)
    shutil.rmtree(folder)


@pytest.fixture(params=["exchange", "one by one"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run the test with and without the exchange of the system."""
    if request.param == "one by one":
        monkeypatch.setattr(outputs, "exchange", refuse(errno.EINVAL))
    return str(request.param)
