"""Events for the planner's tests, plans by trial of everything, and what every plan must keep."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterable
from typing import Any

from members.matching.planning_records import Event, MeetingPlan, Pair, Participant, PlannedMeeting

EXAMPLE: dict[str, Any] = {
    "schools": [
        {"id": "s1", "capacity": 2, "slots": ["10:00", "10:30"]},
        {"id": "s2", "capacity": 1, "slots": ["10:00", "10:30"]},
        {"id": "s3", "capacity": 1, "slots": ["10:30", "11:00"]},
    ],
    "partners": [
        {"id": "p1", "capacity": 2, "slots": ["10:00", "10:30", "11:00"]},
        {"id": "p2", "capacity": 1, "slots": ["10:00"]},
    ],
    "pairs": [
        {"school": "s1", "partner": "p1", "fit": 0.9, "mutual": True},
        {"school": "s1", "partner": "p2", "fit": 0.3},
        {"school": "s2", "partner": "p1", "fit": 0.8},
        {"school": "s3", "partner": "p1", "fit": 0.2},
    ],
    "locked": [],
}
"""The best sum alone is 2.5, of s1 and s2 with p1 and s1 with p2; but then s3 has no meeting."""

EXAMPLE_PLAN: dict[str, Any] = {
    "meetings": [
        {"school": "s1", "partner": "p2", "slot": "10:00"},
        {"school": "s2", "partner": "p1", "slot": "10:00"},
        {"school": "s3", "partner": "p1", "slot": "10:30"},
    ],
    "unplaced": [],
    "swap_ideas": [{"school": "s1", "partner": "p1", "gain_school": 0.9, "gain_partner": 0.7}],
    "objective": 1.3,
}


def participant(name: str, capacity: int, slots: str) -> Participant:
    """Somebody who is there in the slots named by single letters."""
    return Participant(id=name, capacity=capacity, slots=frozenset(slots))


def pair(school: str, partner: str, fit: float, *, mutual: bool = False) -> Pair:
    return Pair(school=school, partner=partner, fit=fit, mutual=mutual)


def event_of(
    schools: Iterable[Participant],
    partners: Iterable[Participant],
    pairs: Iterable[Pair],
    locked: Iterable[PlannedMeeting] = (),
) -> Event:
    return Event(schools=tuple(schools), partners=tuple(partners), pairs=tuple(pairs), locked=tuple(locked))


def a_day(
    rng: random.Random, *, schools: int, partners: int, slots: int, pairs: int, presence: tuple[float, float]
) -> Event:
    """An event of schools that take 2 and partners that take 4, with so many pairs a school.

    `presence` is how often a school and a partner are there.
    """
    names = [f"t{number:02}" for number in range(slots)]

    def side(letter: str, count: int, capacity: int, often: float) -> list[Participant]:
        here = [frozenset(name for name in names if rng.random() < often) for _ in range(count)]
        return [Participant(id=f"{letter}{n:03}", capacity=capacity, slots=one) for n, one in enumerate(here)]

    ours, theirs = side("s", schools, 2, presence[0]), side("p", partners, 4, presence[1])
    listed = [
        Pair(school=school.id, partner=other.id, fit=round(rng.uniform(0.3, 1), 6), mutual=rng.random() < 0.2)
        for school in ours
        for other in rng.sample(theirs, min(pairs, partners))
    ]
    return event_of(ours, theirs, listed)


def as_document(event: Event) -> dict[str, Any]:
    """An event as the command takes it."""
    return {
        "schools": [{"id": one.id, "capacity": one.capacity, "slots": sorted(one.slots)} for one in event.schools],
        "partners": [{"id": one.id, "capacity": one.capacity, "slots": sorted(one.slots)} for one in event.partners],
        "pairs": [
            {"school": one.school, "partner": one.partner, "fit": one.fit, "mutual": one.mutual} for one in event.pairs
        ],
        "locked": [{"school": one.school, "partner": one.partner, "slot": one.slot} for one in event.locked],
    }


def value_of(event: Event, meetings: Iterable[PlannedMeeting]) -> tuple[int, float]:
    """(schools with a meeting, sum of the weights): what a plan is judged by, in this order."""
    weights = {(one.school, one.partner): one.fit + 0.5 * one.mutual for one in event.pairs}
    held = list(meetings)
    return len({one.school for one in held}), math.fsum(weights[one.school, one.partner] for one in held)


def best_by_trial(event: Event) -> tuple[int, float]:
    """The value of the best plan, found by trying all of them: each pair in each slot, or not at all."""
    locked = {(one.school, one.partner): one for one in event.locked}
    rest = [one for one in event.pairs if (one.school, one.partner) not in locked]
    every_slot = sorted({slot for one in event.schools for slot in one.slots})
    best = value_of(event, event.locked)

    def go_on(number: int, held: list[PlannedMeeting]) -> None:
        nonlocal best
        if number == len(rest):
            best = max(best, value_of(event, held))
            return
        go_on(number + 1, held)
        for slot in every_slot:
            more = [*held, PlannedMeeting(slot, rest[number].school, rest[number].partner)]
            if not faults(event, more):
                go_on(number + 1, more)

    go_on(0, list(event.locked))
    return best


def faults(event: Event, meetings: list[PlannedMeeting]) -> list[str]:
    """All that meetings may not do, in words; no line for those that keep the rules."""
    found: list[str] = []
    listed = {(one.school, one.partner) for one in event.pairs}
    together = Counter((one.school, one.partner) for one in meetings)
    found += [f"{names} is no listed pair" for names in together if names not in listed]
    found += [f"{names} meets {count} times" for names, count in together.items() if count > 1]
    found += [f"{one} is not kept" for one in event.locked if one not in meetings]
    for side, held in (
        (event.schools, [(one.school, one.slot) for one in meetings]),
        (event.partners, [(one.partner, one.slot) for one in meetings]),
    ):
        by_id = {one.id: one for one in side}
        found += [f"{name} is not there in {slot}" for name, slot in held if slot not in by_id[name].slots]
        found += [f"{names} are met {count} times" for names, count in Counter(held).items() if count > 1]
        counts = Counter(name for name, _slot in held)
        found += [f"{name} has {count} meetings" for name, count in counts.items() if count > by_id[name].capacity]
    return found


def keeps_the_rules(event: Event, plan: MeetingPlan) -> bool:
    """Whether a plan keeps the rules and tells the truth about itself."""
    placed, objective = value_of(event, plan.meetings)
    return (
        not faults(event, list(plan.meetings))
        and list(plan.meetings) == sorted(plan.meetings)
        and plan.unplaced == tuple(sorted({one.id for one in event.schools} - {one.school for one in plan.meetings}))
        and placed + len(plan.unplaced) == len(event.schools)
        and abs(plan.objective - objective) < 1e-6
    )
