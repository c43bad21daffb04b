"""The planner of matching events: who meets whom in which slot.

First the most schools with a meeting, then the largest sum of weights (the fit, and 0.5 more where both sides asked
for each other) with that many. The same event, in whatever order its lists come, gives the same plan; only where the
time limit cuts the search short does the machine's speed matter. Not part of `members.matching` itself, so that nobody
else has to wait for scipy.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from members.matching.planning_choices import Choices, open_choices
from members.matching.planning_fill import ceiling, early, filled
from members.matching.planning_model import best_sum, most_schools
from members.matching.planning_records import Event, MeetingPlan, Participant, PlannedMeeting
from members.matching.swap_ideas import swap_ideas
from members.matching.whole_numbers import Deadline, Solution

TIME_LIMIT = 20.0
"""Seconds within which a plan is made."""

# The rest is for what comes after.
_SHARE = 0.8
_DECIMALS = 6


def plan_meetings(event: Event, *, time_limit: float = TIME_LIMIT) -> MeetingPlan:
    """The best plan of an event, or the best that is found within about `time_limit` seconds (0 or more), with its gap.

    Raises `ValueError` for an id or a pair given twice and for locked meetings that no plan can keep, and `KeyError`
    for a pair with an id that is not there.
    """
    _refuse_doubles(event)
    _refuse_bad_locks(event)
    deadline = Deadline(time_limit * _SHARE)
    choices = open_choices(event)
    start, most_placed = _start(event, choices, deadline)
    second = best_sum(choices, len(_placed(start)) - len(_placed(event.locked)), deadline)
    found = _with(event, choices, second)
    if most_placed and second.proven:
        return _plan(event, found, bound=None)
    weights = _weights(event)
    best = max(start, filled(event, found), key=lambda one: (len(_placed(one)), _sum(one, weights)))
    return _plan(event, best, bound=min(second.bound + _sum(event.locked, weights), ceiling(event)))


def _start(event: Event, choices: Choices, deadline: Deadline) -> tuple[list[PlannedMeeting], bool]:
    """A plan in which many schools have a meeting, and whether it is proven that no plan has more."""
    start = filled(event, event.locked)
    if len(_placed(start)) == len(_placed(event.locked).union(choices.schools.ids)):
        return start, True
    first = most_schools(choices, deadline)
    return (start if first.picked is None else filled(event, _with(event, choices, first))), first.proven


def _with(event: Event, choices: Choices, solution: Solution) -> list[PlannedMeeting]:
    """The locked meetings and those of a solution."""
    return [*event.locked, *choices.meetings(solution.picked or ())]


def _plan(event: Event, found: list[PlannedMeeting], bound: float | None) -> MeetingPlan:
    meetings = early(event, found)
    placed, objective = _placed(meetings), _sum(meetings, _weights(event))
    missing = None if bound is None else max(0.0, 1 - objective / bound if bound > 0 else 0.0)
    return MeetingPlan(
        meetings=tuple(sorted(meetings)),
        unplaced=tuple(sorted(one.id for one in event.schools if one.id not in placed)),
        swap_ideas=swap_ideas(event, meetings),
        objective=round(objective, _DECIMALS),
        gap=None if missing is None else round(missing, _DECIMALS),
    )


def _placed(meetings: Iterable[PlannedMeeting]) -> set[str]:
    """The schools with a meeting."""
    return {one.school for one in meetings}


def _weights(event: Event) -> dict[tuple[str, str], float]:
    return {(one.school, one.partner): one.weight for one in event.pairs}


def _sum(meetings: Iterable[PlannedMeeting], weights: dict[tuple[str, str], float]) -> float:
    """The sum of the meetings' weights, the same in any order."""
    return math.fsum(weights[one.school, one.partner] for one in meetings)


def _refuse_doubles(event: Event) -> None:
    for what, names in (
        ("school", [one.id for one in event.schools]),
        ("partner", [one.id for one in event.partners]),
        ("pair", [f"{one.school} - {one.partner}" for one in event.pairs]),
    ):
        doubles = sorted(name for name, count in Counter(names).items() if count > 1)
        if doubles:
            raise ValueError(f"{what} given more than once: {', '.join(doubles)}")


def _refuse_bad_locks(event: Event) -> None:
    listed = {(one.school, one.partner) for one in event.pairs}
    if not listed.issuperset(pairs := [(one.school, one.partner) for one in event.locked]):
        raise ValueError("a locked meeting is of no listed pair")
    if len(set(pairs)) < len(pairs):
        raise ValueError("a pair is locked twice")
    _refuse_locks_of(event.schools, [(one.school, one.slot) for one in event.locked])
    _refuse_locks_of(event.partners, [(one.partner, one.slot) for one in event.locked])


def _refuse_locks_of(side: Iterable[Participant], taken: list[tuple[str, str]]) -> None:
    """`taken` holds (participant, slot) of the locked meetings."""
    there = {(one.id, slot) for one in side for slot in one.slots}
    if not there.issuperset(taken) or len(set(taken)) < len(taken):
        raise ValueError("a locked meeting is in a slot in which a side is not free")
    held = Counter(name for name, _slot in taken)
    if any(held[one.id] > one.capacity for one in side):
        raise ValueError("more meetings of a side are locked than it takes")
