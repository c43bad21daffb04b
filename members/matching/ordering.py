"""Who is served first, and in which order a list stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from members.matching.records import Wish

FIRST_PLACES = 5
MOST_OF_ONE_COUNTRY = 2
NEWCOMER_REQUESTS = 3
"""A partner with fewer requests than this is a newcomer."""

_NEWCOMER_SHARE = (85, 100)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible partner with all that its place depends on; `score` is in millionths."""

    partner: str
    score: int
    load: float
    confirmed_on: date
    country: str | None
    requests: int


def serving_order(wishes: Iterable[Wish]) -> list[Wish]:
    """The wishes by the day they wait since, those without a day last, then by id."""
    return sorted(wishes, key=lambda wish: (wish.waiting_since or date.max, wish.id))


def by_score(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The highest score first; ties by lower load, later confirmation, lower id."""
    return sorted(
        candidates,
        key=lambda one: (-one.score, one.load, -one.confirmed_on.toordinal(), one.partner),
    )


def listed_order(candidates: Iterable[Candidate], *, diverse: bool) -> list[Candidate]:
    """The order in which the candidates stand in the list.

    It follows the score, but for two rules about the first five places. With `diverse`, at most
    two of the five are from one country as long as there is anybody from another; a partner whose
    country is unknown is counted with nobody. And when none of the five is a newcomer, the best
    newcomer with at least 0.85 of the fifth's score stands fifth, unless the first rule forbids.
    """
    waiting = by_score(candidates)
    standing: list[Candidate] = []
    while waiting and len(standing) < FIRST_PLACES:
        allowed = _allowed(waiting, standing) if diverse else waiting
        chosen = allowed[0]
        if len(standing) == FIRST_PLACES - 1:
            chosen = _fifth(allowed, standing)
        standing.append(chosen)
        waiting.remove(chosen)
    return standing + waiting


def _allowed(waiting: list[Candidate], standing: Sequence[Candidate]) -> list[Candidate]:
    """Those whose country has not had its places yet; all, when there is no such one."""
    placed = Counter(one.country for one in standing)
    placed[None] = 0
    allowed = [one for one in waiting if placed[one.country] < MOST_OF_ONE_COUNTRY]
    return allowed or waiting


def _fifth(allowed: Sequence[Candidate], standing: Iterable[Candidate]) -> Candidate:
    """The best newcomer if the list needs one and one is good enough, else simply the best."""
    best = allowed[0]
    if any(map(_is_newcomer, standing)):
        return best
    newcomer = next(filter(_is_newcomer, allowed), None)
    share, whole = _NEWCOMER_SHARE
    if newcomer is None or whole * newcomer.score < share * best.score:
        return best
    return newcomer


def _is_newcomer(candidate: Candidate) -> bool:
    return candidate.requests < NEWCOMER_REQUESTS
