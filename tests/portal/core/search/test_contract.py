"""The contract with modelsearch: its own tests of a backend pass on ours, on the running database.

They need modelsearch's test models, so they run in a project and a process of their own (`contract/`). That project has
neither Wagtail nor anything else of the house, which shows that the search can be lifted out.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[4]
SUITE = "tests/portal/core/search/contract/suite.py"
LEAST = 120
"""So many tests modelsearch has at least; fewer would mean that they were not found."""


@pytest.mark.every_database
def test_the_tests_of_modelsearch_pass() -> None:
    environment = dict(os.environ)
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        environment.pop("DATABASE_URL", None)
    # Its processes are not those of this run.
    for name in [name for name in environment if name.startswith("PYTEST_")]:
        del environment[name]
    options = ["-n", "0", "--noconftest", "-p", "no:cacheprovider", "--create-db"]
    command = [sys.executable, "-m", "pytest", "--ds=tests.portal.core.search.contract.settings", *options, SUITE]
    answer = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout[-6000:] + answer.stderr[-2000:]
    passed = re.search(r"(\d+) passed", answer.stdout)
    if passed is None or int(passed[1]) < LEAST:
        pytest.fail(f"only some of the tests ran: {answer.stdout[-500:]}")
