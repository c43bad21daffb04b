"""The HTML of every page type, checked by html-validate (preset `standard`), which CI installs from `.ci/`."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from .addresses import FIRST_LINKS, FIRST_MEMBER_LINKS, JAPANESE_ONLY, LANGUAGES, MEMBERS, PUBLIC, STEPS
from .conftest import ROOT, log_in

CI = ROOT / ".ci"
VALIDATOR = CI / "node_modules" / ".bin" / "html-validate"


@pytest.fixture(scope="session")
def validator():
    if not VALIDATOR.exists() or shutil.which("node") is None:
        if os.environ.get("REQUIRE_HTML_VALIDATE") == "1":
            pytest.fail("REQUIRE_HTML_VALIDATE=1, but `npm ci --prefix .ci` has not run")
        pytest.skip("NO HTML-VALIDATE: the HTML was not checked")
    return VALIDATOR


def keep(page, folder: Path, paths) -> None:
    """Write the answers to a folder, each under a name made of its address."""
    for number, path in enumerate(paths):
        answer = page.request.get(path)
        assert answer.status < 500, path
        name = re.sub(r"[^a-z0-9]+", "_", path.lower()).strip("_") or "home"
        (folder / f"{number:03d}_{name}.html").write_text(answer.text(), encoding="utf-8")


def found_links(page, lists, prefix):
    """The first address of each kind that a list of the demo leads to."""
    for path, pattern in lists.items():
        page.goto(prefix + path)
        links = page.locator("main a").evaluate_all("nodes => nodes.map(node => node.getAttribute('href'))")
        yield next(link for link in links if link and re.search(pattern, link))


def faults(validator: Path, folder: Path) -> list[str]:
    command = [validator, "--config", CI / "htmlvalidate.json", "--formatter", "text", folder]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode in (0, 1), told.stderr
    return told.stdout.splitlines()


def test_public_pages(page, validator, tmp_path):
    paths = list(JAPANESE_ONLY)
    for prefix in LANGUAGES.values():
        paths += [prefix + path for path in PUBLIC]
        paths += found_links(page, FIRST_LINKS, prefix)
    keep(page, tmp_path, paths)
    assert faults(validator, tmp_path) == []


def test_members_pages(page, validator, tmp_path):
    log_in(page, "demo-school-1")
    found = list(found_links(page, FIRST_MEMBER_LINKS, ""))
    wish = next(path for path in found if re.search(r"wishes/\d+/$", path))
    steps = [f"{wish}steps/{code}/" for code in STEPS]
    keep(page, tmp_path, [*MEMBERS, *found, *steps, f"{wish}print/", f"{wish}withdraw/"])
    assert faults(validator, tmp_path) == []
