"""The page's text: the same every time, complete, and with nothing in it that a browser could misread."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
import tomllib
import zlib
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kg.errors import DataError
from kg.records.profiles import AgreementProfile, OrganizationProfile, PartyProfile, Profiles
from kg.views.graph.page import SCRIPTS, PartnershipNetwork, Picture, graph_page
from tests.grouped import grouped_picture
from tests.pictures import (
    MOU,
    empty_picture,
    hostile_picture,
    large_picture,
    organization,
    siheung_picture,
    twin_picture,
)

ASSETS = files("kg.views.graph") / "assets"
VENDORED = {"vis-network": "10.1.5", "sigma": "3.0.3"}


def blocks_of(page: str) -> dict[str, str]:
    """The JSON texts inside the page, by their ids."""
    return dict(re.findall(r'<script type="application/json" id="(kg-[^"]*)">(.*?)</script>', page, re.DOTALL))


def index_of(page: str) -> dict[str, Any]:
    """What the page reads at once."""
    index: dict[str, Any] = json.loads(blocks_of(page)["kg-index"])
    return index


def things_of(page: str) -> list[dict[str, Any]]:
    """The profiles of all agreements, then of all organisations."""
    blocks = blocks_of(page)
    return [thing for at in range(len(blocks) - 1) for thing in json.loads(blocks[f"kg-details-{at}"])["things"]]


def sha256(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_the_same_picture_gives_the_same_bytes_under_any_hash_seed(seed: str) -> None:
    code = (
        "import hashlib; from tests.pictures import large_picture as p;"
        "from kg.views.graph.page import graph_page as g;"
        "print(hashlib.sha256(g(p()).encode()).hexdigest())"
    )
    here = Path(__file__).parent
    path = os.pathsep.join([str(here), str(here.parent)])
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path}
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == hashlib.sha256(graph_page(large_picture()).encode()).hexdigest()


def test_every_participation_is_an_edge_with_its_own_id() -> None:
    for picture in (siheung_picture(), twin_picture(), large_picture(), empty_picture()):
        network = PartnershipNetwork(picture)
        pairs = [(deal.iri, party.organization) for deal in picture.profiles.agreements for party in deal.parties]
        assert [(edge["from"], edge["to"]) for edge in network.edges] == pairs
        assert len({edge["id"] for edge in network.edges}) == len(pairs)
        assert network.num_edges() == len(pairs)


def test_a_body_with_two_roles_in_one_agreement_has_two_edges() -> None:
    party = PartyProfile(organization=organization("kt"))
    deal = AgreementProfile(iri=MOU, parties=(party, party))
    picture = Picture(Profiles((deal,), ()), {}, {}, "kg")
    assert len(PartnershipNetwork(picture).edges) == 2
    index = index_of(graph_page(picture))
    assert (index["from"], index["to"]) == ([0, 0], [1, 1])


def test_a_party_that_nothing_else_is_known_of_is_drawn_too() -> None:
    deal = AgreementProfile(iri=MOU, parties=(PartyProfile(organization=organization("kt")),))
    picture = Picture(Profiles((deal,), ()), {MOU: (0.0, float("nan"))}, {}, "kg")
    index = index_of(graph_page(picture))
    assert index["organizations"]["iri"] == [organization("kt")]
    assert len(set(zip(index["x"], index["y"], strict=True))) == 2


def test_bodies_without_a_place_stand_below_the_picture_and_apart() -> None:
    picture = siheung_picture()
    lone = tuple(OrganizationProfile(iri=organization(f"lone-{at}")) for at in range(9))
    profiles = msgspec.structs.replace(picture.profiles, organizations=(*picture.profiles.organizations, *lone))
    index = index_of(graph_page(msgspec.structs.replace(picture, profiles=profiles)))
    spots = list(zip(index["x"], index["y"], strict=True))
    assert len(set(spots)) == 17
    lowest = max(y for _, y in picture.positions.values())
    assert [y > lowest for _, y in spots] == [False] * 8 + [True] * 9


def test_the_details_hold_every_profile_in_the_order_of_the_index() -> None:
    picture = large_picture(500, 700)
    page = graph_page(picture)
    index = index_of(page)
    assert len(blocks_of(page)) == 1 + 3
    things = things_of(page)
    assert [thing["iri"] for thing in things] == [*index["agreements"]["iri"], *index["organizations"]["iri"]]
    whole = [msgspec.convert(thing, AgreementProfile) for thing in things[:500]]
    assert tuple(whole) == picture.profiles.agreements
    bodies = [msgspec.convert(thing, OrganizationProfile) for thing in things[500:]]
    assert tuple(bodies) == picture.profiles.organizations


def test_the_columns_name_concepts_by_their_numbers() -> None:
    index = index_of(graph_page(siheung_picture()))
    concepts = index["concepts"]["iri"]
    (fields,) = index["agreements"]["fields"]
    assert [concepts[at].rpartition("/")[2] for at in fields][:2] == ["research-and-development", "training"]
    assert concepts[index["agreements"]["kind"][0]].endswith("kind/mou")
    kt = index["organizations"]["iri"].index(organization("kt"))
    assert concepts[index["organizations"]["type"][kt]].endswith("private-company")
    assert index["organizations"]["name"]["ko"][kt] == "주식회사 케이티"


def test_one_iri_for_two_things_is_refused() -> None:
    picture = Picture(Profiles((AgreementProfile(iri=MOU),), (OrganizationProfile(iri=MOU),)), {}, {}, "kg")
    with pytest.raises(DataError, match="two things"):
        graph_page(picture)


def test_the_policy_names_each_script_and_style_and_allows_nothing_else() -> None:
    page = graph_page(siheung_picture())
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert found
    policy = found[1].replace("&#39;", "'")
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in policy
    assert "http" not in policy
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert rules["script-src"] == " ".join(f"'{sha256(script)}'" for script in scripts)
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    injected = tomllib.loads((ASSETS / "vis-network" / "vendor.toml").read_text("utf-8"))["injected_styles"]
    assert rules["style-src"] == " ".join(f"'{value}'" for value in [sha256(style), *injected])


@pytest.mark.parametrize("package", VENDORED)
def test_the_vendored_files_are_those_that_are_pinned(package: str) -> None:
    folder = ASSETS / package
    vendor = tomllib.loads((folder / "vendor.toml").read_text("utf-8"))
    assert (vendor["package"], vendor["version"]) == (package, VENDORED[package])
    for name, digest in vendor["sha256"].items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest, name
    assert set(vendor["sha256"]) | {"vendor.toml"} == {entry.name for entry in folder.iterdir()}


def test_only_the_page_of_a_large_network_carries_sigma_and_packs_its_profiles() -> None:
    picture = grouped_picture()
    large = graph_page(picture)
    small = graph_page(msgspec.structs.replace(picture, groups=None))
    sigma = ASSETS.joinpath("sigma", "sigma.min.js").read_text("utf-8")
    assert sigma in large
    assert sigma not in small
    block = json.loads(blocks_of(large)["kg-details-0"])
    text = zlib.decompress(base64.b64decode(block["packed"]))
    assert len(text) == block["size"]
    assert json.loads(text) == json.loads(blocks_of(small)["kg-details-0"])


def test_the_page_names_no_other_file() -> None:
    page = graph_page(siheung_picture())
    own = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
    assert "sourceMappingURL" not in page
    assert not re.search(r"""(?:src|href)=["']?(?!["'#]|data:)""", own)
    assert "@import" not in own
    assert "innerHTML" not in page


def test_hostile_text_stays_data() -> None:
    payload = "</script><script>alert('1')</script><!--&amp;\u2028\u2029"
    page = graph_page(hostile_picture(payload))
    assert page.count("<script") == graph_page(siheung_picture()).count("<script")
    assert index_of(page)["agreements"]["name"]["ko"] == [payload]
    assert things_of(page)[0]["title"]["ko"] == payload
    for raw in blocks_of(page).values():
        assert not set("<>&\u2028\u2029") & set(raw)


def test_numbers_that_json_cannot_say_and_text_that_utf8_cannot_hold_do_not_break_the_page() -> None:
    picture = siheung_picture()
    kt = organization("kt")
    odd = msgspec.structs.replace(picture, measures={kt: {"closeness": float("nan")}}, generator="kg")
    index = index_of(graph_page(odd))
    assert index["measures"] == {"closeness": [None] * 7}
    lone = msgspec.structs.replace(picture.profiles.organizations[0], other_names=("\ud800",))
    profiles = msgspec.structs.replace(picture.profiles, organizations=(lone, *picture.profiles.organizations[1:]))
    assert graph_page(msgspec.structs.replace(picture, profiles=profiles)).encode("utf-8")


def test_the_empty_graph_is_a_page() -> None:
    page = graph_page(empty_picture())
    assert page.startswith("<!DOCTYPE html>")
    assert index_of(page)["x"] == []


def test_the_page_is_one_small_file_without_a_clock_or_a_path() -> None:
    page = graph_page(siheung_picture())
    assert len(page.encode()) < 950_000
    assert page.count("<h1") == 1
    assert '<html lang="ko">' in page
    assert str(Path.cwd()) not in page


def test_no_two_scripts_of_the_page_use_one_name_for_two_things() -> None:
    names = re.findall(r"^(?:async )?(?:function\*?|const|let|class) +(\w+)", _joined(), re.MULTILINE)
    assert len(names) > 100
    assert sorted(names) == sorted(set(names))


def _joined() -> str:
    """The page's own scripts, which share one scope."""
    folder = files("kg.views.graph") / "assets" / "scripts"
    return "\n".join((folder / name).read_text("utf-8") for name in SCRIPTS)
