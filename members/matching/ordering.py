"""Who is served first, and in which order a list stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from members.matching.parameters import PARAMETERS
from members.matching.pool import NOBODY, Mask, Real, Whole
from members.matching.records import Wish


@dataclass(frozen=True, eq=False)
class Candidates:
    """Possible partners with all that their places depend on, one entry each.

    `score` is in millionths, `confirmed` the ordinal of a day, `tie` decides at last: lower first.
    `country` is a number, `NOBODY` where it is unknown.
    """

    score: Whole
    load: Real
    confirmed: NDArray[np.int32]
    tie: Whole
    country: NDArray[np.int32]
    requests: Whole

    def __len__(self) -> int:
        return len(self.score)

    def sorted(self, at: Whole) -> Whole:
        """These places by score; ties by lower load, later confirmation, lower `tie`."""
        keys = (self.tie[at], -self.confirmed[at], self.load[at], -self.score[at])
        return at[np.lexsort(keys)]

    def best(self, allowed: Mask) -> int:
        """The place of the first of those allowed; there is at least one."""
        at = np.flatnonzero(allowed)
        scores = self.score[at]
        return int(self.sorted(at[scores == scores.max()])[0])

    def first(self, count: int, allowed: Mask) -> Whole:
        """The first of those allowed, `count` of them if there are so many, in order."""
        at = np.flatnonzero(allowed)
        if 0 < count < len(at):
            scores = self.score[at]
            # Whoever ties with the last of them is sorted with them.
            least = np.partition(scores, len(at) - count)[len(at) - count]
            at = at[scores >= least]
        return self.sorted(at)[:count]


def serving_order(wishes: Iterable[Wish]) -> list[Wish]:
    """The wishes by the day they wait since, those without a day last, then by id."""
    return sorted(wishes, key=lambda wish: (wish.waiting_since or date.max, wish.id))


def listed_order(candidates: Candidates, limit: int, *, diverse: bool) -> list[int]:
    """The places of the candidates that the list holds, `limit` at most, in its order.

    It follows the score, but for two rules about the first five places. With `diverse`, at most
    two of the five are from one country as long as there is anybody from another; a partner whose
    country is unknown is counted with nobody. And when none of the five is a newcomer, the best
    newcomer with at least 0.85 of the fifth's score stands fifth, unless the first rule forbids.
    """
    waiting = np.ones(len(candidates), np.bool_)
    newcomers = candidates.requests < PARAMETERS.newcomer_requests
    standing: list[int] = []
    while waiting.any() and len(standing) < min(PARAMETERS.first_places, limit):
        allowed = _allowed(candidates, waiting, standing) if diverse else waiting
        chosen = candidates.best(allowed)
        if len(standing) == PARAMETERS.first_places - 1 and not newcomers[standing].any():
            chosen = _newcomer_or(chosen, candidates, allowed & newcomers)
        standing.append(chosen)
        waiting[chosen] = False
    rest = candidates.first(limit - len(standing), waiting)
    return standing + rest.tolist()


def pinned_first(order: list[int], pinned: Whole, limit: int) -> list[int]:
    """A list with these places before the others; it grows no longer than `limit`."""
    first = pinned.tolist()
    return (first + [place for place in order if place not in set(first)])[:limit]


def _allowed(candidates: Candidates, waiting: Mask, standing: list[int]) -> Mask:
    """Those whose country has not had its places yet; all, when there is no such one."""
    countries = candidates.country[standing]
    different, counts = np.unique(countries[countries != NOBODY], return_counts=True)
    served = different[counts >= PARAMETERS.most_of_one_country]
    allowed = waiting & ~np.isin(candidates.country, served)
    return allowed if allowed.any() else waiting


def _newcomer_or(best: int, candidates: Candidates, newcomers: Mask) -> int:
    """The best newcomer if one is good enough, else the best."""
    if not newcomers.any():
        return best
    newcomer = candidates.best(newcomers)
    is_near = 100 * candidates.score[newcomer] >= PARAMETERS.newcomer_percent * candidates.score[best]
    return newcomer if is_near else best
