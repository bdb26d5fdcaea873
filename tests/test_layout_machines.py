"""The picture's layout: the same pixels whatever kernels and threads the machine's linear algebra has."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Final

import pytest

from tests.seed import ROOT

SCRIPT: Final = """
import hashlib
from kg.network.layout import positions
from kg.network.project import two_mode
from tests.test_layout import agreements, neighbourhoods, own_data
pairs, names = own_data()
for ties, known in ((pairs, names), (agreements(200, 7, 190), None), (neighbourhoods(12), None)):
    print(hashlib.sha256(repr(sorted(positions(two_mode(ties), known).items())).encode()).hexdigest())
"""

MACHINES: Final[tuple[dict[str, str], ...]] = (
    {"OPENBLAS_CORETYPE": "Prescott", "OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "1"},
    {"OPENBLAS_CORETYPE": "Haswell", "OMP_NUM_THREADS": "2", "PYTHONHASHSEED": "2"},
)
"""Old and newer kernels of OpenBLAS, which differ in the last bits; a build without it ignores them."""


@pytest.mark.slow
def test_any_machine_has_the_same_pixels() -> None:
    runs = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT], cwd=ROOT, env={**os.environ, **machine}, capture_output=True, check=True
        ).stdout
        for machine in MACHINES
    }
    assert len(runs) == 1
    assert len(runs.pop().split()) == 3
