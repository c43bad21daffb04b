"""What the records refuse, and that nobody changes them."""

from __future__ import annotations

import dataclasses

import pytest

from members.matching import Period
from tests.members.matching.builders import EXAMPLE_WISH


@pytest.mark.parametrize("fields", [(7, 1, 2), (-1, 1, 2), (0, 60, 60), (0, 61, 60), (0, -1, 60), (0, 1400, 1440)])
def test_periods_that_are_none(fields: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="expected"):
        Period(*fields)


def test_the_longest_period() -> None:
    assert Period(6, 0, 1439).end == 1439


def test_records_are_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        EXAMPLE_WISH.minutes = 50  # type: ignore[misc]
