"""What a person without a mouse, or without sight, needs of the page: axe-core finds no grave fault in any state."""

from __future__ import annotations

import hashlib
import tomllib
from typing import TYPE_CHECKING

import pytest

from tests.browser.axe import VENDORED, grave_faults
from tests.pictures import MOU, organization, siheung_picture

if TYPE_CHECKING:
    from tests.browser.conftest import Opener


def test_the_vendored_axe_is_the_one_that_is_pinned() -> None:
    vendor = tomllib.loads((VENDORED / "vendor.toml").read_text("utf-8"))
    for name, digest in vendor["sha256"].items():
        assert hashlib.sha256((VENDORED / name).read_bytes()).hexdigest() == digest, name
    assert set(vendor["sha256"]) | {"vendor.toml"} == {entry.name for entry in VENDORED.iterdir()}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("node", ["", MOU, organization("kepco")], ids=["list", "agreement", "organisation"])
def test_no_state_of_the_page_has_a_grave_fault(open_page: Opener, scheme: str, lang: str, node: str) -> None:
    opened = open_page(siheung_picture(), f"#node={node}&lang={lang}", color_scheme=scheme)
    assert grave_faults(opened.page) == []


def test_a_fault_is_found_where_there_is_one(open_page: Opener) -> None:
    opened = open_page(siheung_picture())
    opened.page.evaluate("document.getElementById('zoom-in').removeAttribute('aria-label')")
    opened.page.evaluate("document.getElementById('zoom-in').removeAttribute('title')")
    assert "button-name" in " ".join(grave_faults(opened.page))
