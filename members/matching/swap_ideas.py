"""Hints for the desk: pairs that do not meet in a plan although both would like that better than what they have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from members.matching.planning_records import Event, Pair, Participant, PlannedMeeting, SwapIdea

CLEAR_GAIN = 0.10
"""A gain in fit must be over this."""

# So that 0.8 over 0.7 is 0.1 and no more, whatever the machine makes of these numbers.
_DECIMALS = 9


def swap_ideas(event: Event, meetings: Sequence[PlannedMeeting]) -> tuple[SwapIdea, ...]:
    """Listed pairs that do not meet and in which both would gain more than 0.10 in fit.

    A side gains over its worst meeting, locked or not, or over 0 while it has a free place; a side that takes no
    meeting gains nothing. Slots are not asked: when the two could meet is for the desk to find out. Those in which
    the side that gains less gains most stand first, then by school and partner.
    """
    met = {(one.school, one.partner) for one in meetings}
    fits = {(one.school, one.partner): one.fit for one in event.pairs}
    ours = _floors(event.schools, ((one.school, fits[one.school, one.partner]) for one in meetings))
    theirs = _floors(event.partners, ((one.partner, fits[one.school, one.partner]) for one in meetings))
    found = [
        _idea(pair, ours[pair.school], theirs[pair.partner])
        for pair in event.pairs
        if (pair.school, pair.partner) not in met and pair.school in ours and pair.partner in theirs
    ]
    clear = [one for one in found if min(one.gain_school, one.gain_partner) > CLEAR_GAIN]
    return tuple(sorted(clear, key=_order))


def _floors(side: Iterable[Participant], held: Iterable[tuple[str, float]]) -> dict[str, float]:
    """The fit over which each participant gains; those that take no meeting are left out."""
    fits: defaultdict[str, list[float]] = defaultdict(list)
    for name, fit in held:
        fits[name].append(fit)
    return {one.id: _floor(one.capacity, fits[one.id]) for one in side if one.capacity > 0}


def _floor(capacity: int, fits: list[float]) -> float:
    return min(fits) if len(fits) >= capacity else 0.0


def _idea(pair: Pair, school: float, partner: float) -> SwapIdea:
    return SwapIdea(
        pair.school, pair.partner, round(pair.fit - school, _DECIMALS), round(pair.fit - partner, _DECIMALS)
    )


def _order(idea: SwapIdea) -> tuple[float, str, str]:
    return -min(idea.gain_school, idea.gain_partner), idea.school, idea.partner
