"""What is done to a plan without an integer programme: places left are given away, meetings move to early slots."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from heapq import nlargest

from members.matching.planning_choices import common_slots, openings
from members.matching.planning_records import Event, Pair, Participant, PlannedMeeting


def filled(event: Event, meetings: Iterable[PlannedMeeting]) -> list[PlannedMeeting]:
    """The meetings and as many more as one pass adds for schools without one, and another for all.

    Pairs are taken by weight, then by school and partner; each gets its first common slot.
    """
    plan = list(meetings)
    schools, partners = openings(event, plan)
    met = {(one.school, one.partner) for one in plan}
    placed = {one.school for one in plan}
    order = sorted(event.pairs, key=lambda one: (-one.weight, one.school, one.partner))
    for only_without in (True, False):
        for pair in order:
            if (pair.school, pair.partner) in met or (only_without and pair.school in placed):
                continue
            slot = min(common_slots(pair, schools, partners), default=None)
            if slot is not None:
                plan.append(PlannedMeeting(slot, pair.school, pair.partner))
                schools.take(pair.school, slot)
                partners.take(pair.partner, slot)
                met.add((pair.school, pair.partner))
                placed.add(pair.school)
    return plan


def early(event: Event, meetings: Iterable[PlannedMeeting]) -> list[PlannedMeeting]:
    """The same pairs, each in the first slot, by its id, that its others leave open to both; locked meetings stay.

    The meetings move one after the other, in the order of plans, until none could move alone.
    """
    plan = sorted(meetings)
    schools, partners = openings(event, plan)
    locked = set(event.locked)
    moved = True
    while moved:
        moved = False
        for number, one in enumerate(plan):
            slot = min(schools.slots[one.school] & partners.slots[one.partner], default=one.slot)
            if slot < one.slot and one not in locked:
                schools.change(one.school, one.slot, slot)
                partners.change(one.partner, one.slot, slot)
                plan[number] = PlannedMeeting(slot, one.school, one.partner)
                moved = True
    return plan


def ceiling(event: Event) -> float:
    """A sum that no plan exceeds: each side's best pairs, as many as it has places; the lower of both sides' sums."""
    return min(
        _best_pairs(event, event.schools, lambda pair: pair.school),
        _best_pairs(event, event.partners, lambda pair: pair.partner),
    )


def _best_pairs(event: Event, side: Iterable[Participant], own: Callable[[Pair], str]) -> float:
    weights: defaultdict[str, list[float]] = defaultdict(list)
    for pair in sorted(event.pairs, key=lambda one: (one.school, one.partner)):
        weights[own(pair)].append(pair.weight)
    ids = sorted((one.id, one.capacity) for one in side)
    return sum(sum(nlargest(capacity, weights[name])) for name, capacity in ids)
