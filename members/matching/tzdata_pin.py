"""Which release of the `tzdata` package is installed, and that it is not older than the one we rely on."""

from __future__ import annotations

import re

import tzdata

PINNED = (2026, 6)
"""The oldest release that will do; `pyproject.toml` asks for the same."""


class StaleTimeZones(RuntimeError):  # noqa: N818 - what is stale is the data
    """The installed time zones are older than the pinned ones: lessons abroad would be an hour off."""


def installed() -> str:
    """The release whose zones are in use, for example `2026.6`."""
    return str(tzdata.__version__)


def refuse_stale(version: str) -> None:
    """Raise `StaleTimeZones` when a release, for example `2025.2`, is older than the pinned one."""
    numbers = tuple(int(part) for part in re.findall(r"\d+", version)[:2])
    if numbers < PINNED:
        least = ".".join(str(part) for part in PINNED)
        raise StaleTimeZones(
            f"The package tzdata is {version}, but times of lessons abroad need {least} or newer: "
            "install the packages of requirements.txt."
        )
