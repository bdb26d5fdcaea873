"""The redirects that wait for their registration lead where they say, and to files that exist."""

from __future__ import annotations

import re
from typing import Final

import pytest

from kg import vocab
from tests.seed import ROOT
from tests.test_concepts import SCHEMES

LINES: Final = (ROOT / "ontology" / "w3id" / ".htaccess").read_text("utf-8").splitlines()
SITE: Final = "https://example.org/smartcity-kg"
BROWSER: Final = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
TURTLE: Final = "text/turtle"
PAGE: Final = "docs/reference/ontology.html"


def holds(conditions: list[str], accept: str) -> bool:
    """Whether mod_rewrite goes on: conditions are joined by “and”, those marked OR with the next one."""
    groups: list[list[bool]] = [[]]
    for condition in conditions:
        _, _, pattern, *flags = condition.split()
        found = re.search(pattern.removeprefix("!"), accept, re.IGNORECASE) is not None
        groups[-1].append(found != pattern.startswith("!"))
        if "OR" not in "".join(flags):
            groups.append([])
    return all(any(group) for group in groups if group)


def redirected(path: str, accept: str) -> str:
    """Where the rules send a request, relative to the site."""
    conditions: list[str] = []
    for line in LINES:
        if line.startswith("RewriteCond"):
            conditions.append(line)
        elif line.startswith("RewriteRule") and "E=SITE" not in line:
            _, pattern, target, flags = line.split()
            if (match := re.search(pattern, path)) and holds(conditions, accept):
                assert ("#" in target) == ("NE" in flags), line
                return re.sub(r"\$1", lambda _: match[1], target).removeprefix("%{ENV:SITE}/")
            conditions = []
    raise AssertionError(path)


@pytest.mark.parametrize(
    ("path", "accept", "target"),
    [
        ("ontology", BROWSER, PAGE),
        ("ontology", TURTLE, "ontology/ontology.ttl"),
        ("ontology", "*/*", "ontology/ontology.ttl"),
        ("ontology/0.1.0", f"{TURTLE},text/html;q=0.5", "ontology/ontology.ttl"),
        ("ontology/0.1.0", BROWSER, PAGE),
        ("alignment", BROWSER, "ontology/alignment.ttl"),
        ("shapes", TURTLE, "ontology/shapes.ttl"),
        ("context", "application/ld+json", "ontology/context.jsonld"),
        ("context.jsonld", "", "ontology/context.jsonld"),
        ("id/field/smart-grid", BROWSER, f"{PAGE}#field/smart-grid"),
        ("id/field", BROWSER, f"{PAGE}#scheme-field"),
        ("id/field/smart-grid", TURTLE, "ontology/concepts/fields.ttl"),
        ("id/organization-type", "*/*", "ontology/concepts/organization-types.ttl"),
        ("id/organization/kt", BROWSER, "id/organization/kt.html"),
        ("id/agreement/siheung-global-smart-city-2018", TURTLE, "id/agreement/siheung-global-smart-city-2018.ttl"),
        ("", BROWSER, ""),
    ],
)
def test_an_address_leads_to_its_file(path: str, accept: str, target: str) -> None:
    assert redirected(path, accept) == target
    if target and not target.startswith("id/"):
        assert (ROOT / target.partition("#")[0]).is_file()


def test_every_scheme_has_its_file() -> None:
    for path in vocab.CONCEPT_PATHS:
        assert redirected(f"id/{path}/x", TURTLE) == f"ontology/concepts/{SCHEMES[path][0]}.ttl"


def test_one_line_says_where_the_site_is() -> None:
    assert [line for line in LINES if SITE in line] == [f"RewriteRule ^ - [E=SITE:{SITE}]"]
    assert "Not registered yet" in (ROOT / "ontology" / "w3id" / "README.md").read_text("utf-8")
