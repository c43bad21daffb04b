"""Zones come from the pinned package."""

from __future__ import annotations

import os
import subprocess
import sys
import zoneinfo
from datetime import datetime, timedelta

import pytest

from members.matching.zones import zone, zone_names


def test_the_systems_copy_is_not_on_the_path() -> None:
    assert zoneinfo.TZPATH == ()


def test_vancouver_keeps_utc_minus_7_in_winter() -> None:
    assert datetime(2027, 1, 20, 12, tzinfo=zone("America/Vancouver")).utcoffset() == timedelta(hours=-7)


def test_a_zone_loaded_from_the_system_before_is_forgotten() -> None:
    script = (
        "import zoneinfo; before = zoneinfo.ZoneInfo('America/Vancouver')\n"
        "import members.matching\n"
        "print(zoneinfo.ZoneInfo('America/Vancouver') is not before, len(zoneinfo.TZPATH))"
    )
    environment = {**os.environ, "PYTHONTZPATH": "/usr/share/zoneinfo"}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "0"]


@pytest.mark.parametrize("name", ["Asia/Tokyo", "Australia/Brisbane", "UTC"])
def test_known_names(name: str) -> None:
    assert name in zone_names()


@pytest.mark.parametrize("name", ["", "Tokyo", "asia/tokyo", "Asia/Tōkyō", "../tzdata/zones", "posixrules"])
def test_unknown_names(name: str) -> None:
    assert name not in zone_names()
