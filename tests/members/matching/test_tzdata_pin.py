"""A release of the time zones older than the pinned one refuses to start."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from members.matching.tzdata_pin import PINNED, StaleTimeZones, installed, refuse_stale

ROOT = Path(__file__).parents[3]


def test_the_pin_is_that_of_the_project() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert f"tzdata>={PINNED[0]}.{PINNED[1]}" in wanted


@pytest.mark.parametrize("version", ["2026.5", "2025.10", "2016.9", "", "unknown"])
def test_older_ones_are_refused(version: str) -> None:
    with pytest.raises(StaleTimeZones, match=r"tzdata is .*need 2026\.6 or newer"):
        refuse_stale(version)


@pytest.mark.parametrize("version", ["2026.6", "2026.10", "2027.1", installed()])
def test_newer_ones_will_do(version: str) -> None:
    refuse_stale(version)


@pytest.mark.parametrize("start", [["-m", "django", "check"], ["-c", "import portal.wsgi"]])
def test_nothing_starts_with_an_old_one(start: list[str], tmp_path: Path) -> None:
    old = tmp_path / "tzdata"
    old.mkdir()
    (old / "__init__.py").write_text('__version__ = "2025.2"\nIANA_VERSION = "2025b"\n', "utf-8")
    environment = os.environ | {"PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}
    environment["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"
    done = subprocess.run([sys.executable, *start], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode != 0
    assert "The package tzdata is 2025.2, but times of lessons abroad need 2026.6 or newer" in done.stderr
