"""Chance that falls the same way for the same row in every run."""

import random
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

PREFIX = "gen-"
"""Begins the codes and addresses of everything that is generated."""
BATCH = 500

T = TypeVar("T")


def dice_for(kind: str, number: int) -> random.Random:
    """The dice of one generated row."""
    return random.Random(f"{kind} {number}")  # noqa: S311


def some_of(dice: random.Random, codes: Sequence[Any], most: int) -> list[Any]:
    """One to `most` of the codes, in their order."""
    chosen = set(dice.sample(codes, dice.randint(1, most)))
    return [code for code in codes if code in chosen]


def weighted(dice: random.Random, weights: Mapping[T, float]) -> T:
    """One of the keys, each as often as its weight says."""
    return dice.choices(list(weights), list(weights.values()))[0]
