"""How well a text fits a query: by what occurs in its title, in its short texts and in its body, and how often.

A part of a query counts `weight · n / (n + K)` where it occurs n times; `K = 1.2 · (0.25 + 0.75 · length / usual)`:
BM25 (Robertson and Zaragoza 2009, with its usual constants) without the rarity of words, which would have to be counted
in the whole index at each search. The weights are so far apart that no number of hits in a body makes up for one in a
short text, nor that for one in a title. Terms add up, those of which one is enough as well; of several forms of a term
the best counts. The words of a typed sentence count so little that the sentence itself comes first, wherever it stands.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from modelsearch.query import And, Not, Or

from .query import Adjacent, Forms

_K1, _B = 1.2, 0.75


class Field(NamedTuple):
    """A kind of text: what a hit in it counts, and its usual length in characters."""

    weight: float
    usual: int


_OF_WORDS = 0.002
TITLE, SHORT, BODY = Field(100.0, 25), Field(10.0, 200), Field(1.0, 1_000)

Counted = tuple[str, float, float]
"""A text with the weight of a hit and the number of hits that counts half of it."""


def counted(text: str, field: Field) -> Counted:
    """A text ready to be scored."""
    return text, field.weight, _K1 * (1 - _B + _B * len(text) / field.usual)


def scorer(query: Any, needle: Callable[[Adjacent], str]) -> Callable[[Sequence[Counted]], float]:
    """A function that scores the texts of an object for a query; `needle` says what to look for in these texts."""
    if isinstance(query, Adjacent):
        return _leaf(needle(query))
    if isinstance(query, Not):
        return lambda texts: 0.0
    if not isinstance(query, (And, Or)):
        raise TypeError(f"unknown kind of search query: {query!r}")
    parts = [scorer(child, needle) for child in query.subqueries if not isinstance(child, Not)]
    if isinstance(query, Forms):
        weights = [_OF_WORDS if child is query.words else 1.0 for child in query.subqueries]
        return lambda texts: max(weight * part(texts) for weight, part in zip(weights, parts, strict=True))
    return lambda texts: sum(part(texts) for part in parts)


def _leaf(sought: str) -> Callable[[Sequence[Counted]], float]:
    def score(texts: Sequence[Counted]) -> float:
        total = 0.0
        for text, weight, half in texts:
            if number := text.count(sought):
                total += weight * number / (number + half)
        return total

    return score
