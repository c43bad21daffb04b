"""What is open at an event beside its locked meetings, as the arrays of an integer programme.

Slots in which the same participants are free are alike: they make one class, and a choice is a pair and a class. A set
of choices with at most as many of one participant in a class as the class has slots can always be spread over them
(König's theorem on the edge colouring of bipartite graphs). A day on which everybody is there all the time is thus one
class, whatever the number of its slots.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from members.matching.edge_colours import edge_colours
from members.matching.planning_records import Event, Pair, Participant, PlannedMeeting

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Side:
    """The open participants of one side, by id, and how many more meetings each can have: places with a free slot."""

    ids: tuple[str, ...]
    places: Ints


@dataclass(frozen=True, slots=True)
class Choices:
    """Every open pair in every class of slots in which it can meet, by school, partner and first slot.

    `pair`, `school`, `partner`, `slots` and `weight` have one entry a choice: indexes of `pairs`, of the two sides' ids
    and of `classes`, and what the meeting adds to the objective. `has_one` tells of each school whether a locked
    meeting is its own.
    """

    pairs: tuple[Pair, ...]
    schools: Side
    partners: Side
    classes: tuple[tuple[str, ...], ...]
    has_one: NDArray[np.bool_]
    pair: Ints
    school: Ints
    partner: Ints
    slots: Ints
    weight: Floats

    def meetings(self, picked: Iterable[int]) -> list[PlannedMeeting]:
        """The picked choices, each in a slot of its class."""
        by_class: defaultdict[int, list[int]] = defaultdict(list)
        for choice in picked:
            by_class[int(self.slots[choice])].append(choice)
        found: list[PlannedMeeting] = []
        for number, choices in sorted(by_class.items()):
            names = self.classes[number]
            edges = [(int(self.school[one]), int(self.partner[one])) for one in choices]
            for choice, colour in zip(choices, edge_colours(edges, len(names)), strict=True):
                pair = self.pairs[int(self.pair[choice])]
                found.append(PlannedMeeting(names[colour], pair.school, pair.partner))
        return found

    def some(self, numbers: Ints) -> Choices:
        """Only the choices of these numbers."""
        return replace(
            self,
            pair=self.pair[numbers],
            school=self.school[numbers],
            partner=self.partner[numbers],
            slots=self.slots[numbers],
            weight=self.weight[numbers],
        )

    def of_the_whole_day(self) -> Choices:
        """The same pairs as if all slots were alike; the number of a choice is that of its pair."""
        _pairs, first = np.unique(self.pair, return_index=True)
        whole_day = tuple(sorted(slot for names in self.classes for slot in names))
        return replace(self.some(first), classes=(whole_day,), slots=np.zeros_like(first))


class Openings:
    """What each participant of one side has left beside some meetings: places and free slots."""

    def __init__(self, participants: Iterable[Participant], taken: Sequence[tuple[str, str]]) -> None:
        """`taken` holds (participant, slot) of the meetings."""
        held = Counter(name for name, _slot in taken)
        busy = set(taken)
        self.places = {one.id: one.capacity - held[one.id] for one in participants}
        self.slots = {one.id: {slot for slot in one.slots if (one.id, slot) not in busy} for one in participants}

    def take(self, name: str, slot: str) -> None:
        """Give one place and one slot away."""
        self.places[name] -= 1
        self.slots[name].remove(slot)

    def change(self, name: str, given: str, wanted: str) -> None:
        """Take a slot back and give another."""
        self.slots[name].add(given)
        self.slots[name].remove(wanted)


def openings(event: Event, meetings: Iterable[PlannedMeeting]) -> tuple[Openings, Openings]:
    """What the schools and the partners have left beside some meetings."""
    held = list(meetings)
    return (
        Openings(event.schools, [(one.school, one.slot) for one in held]),
        Openings(event.partners, [(one.partner, one.slot) for one in held]),
    )


def common_slots(pair: Pair, schools: Openings, partners: Openings) -> set[str]:
    """The slots in which a pair can still meet; none when a side has no place left."""
    if schools.places[pair.school] <= 0 or partners.places[pair.partner] <= 0:
        return set()
    return schools.slots[pair.school] & partners.slots[pair.partner]


def open_choices(event: Event) -> Choices:
    """The choices that the locked meetings leave; the same whatever the order of the event's lists."""
    schools, partners = openings(event, event.locked)
    locked = {(one.school, one.partner) for one in event.locked}
    found: list[tuple[Pair, set[str]]] = []
    for pair in sorted(event.pairs, key=lambda one: (one.school, one.partner)):
        slots = set() if (pair.school, pair.partner) in locked else common_slots(pair, schools, partners)
        if slots:
            found.append((pair, slots))
    classes = _classes([slots for _pair, slots in found])
    class_of = {slot: number for number, names in enumerate(classes) for slot in names}
    ours, theirs = (
        _side((pair.school for pair, _ in found), schools),
        _side((pair.partner for pair, _ in found), partners),
    )
    at_school, at_partner = _places_in(ours), _places_in(theirs)
    rows = [
        (number, at_school[pair.school], at_partner[pair.partner], one)
        for number, (pair, slots) in enumerate(found)
        for one in sorted({class_of[slot] for slot in slots})
    ]
    table = np.array(rows, dtype=np.int64).reshape(-1, 4)
    placed = {one.school for one in event.locked}
    return Choices(
        pairs=tuple(pair for pair, _slots in found),
        schools=ours,
        partners=theirs,
        classes=classes,
        has_one=np.array([name in placed for name in ours.ids], dtype=np.bool_),
        pair=table[:, 0],
        school=table[:, 1],
        partner=table[:, 2],
        slots=table[:, 3],
        weight=np.array([found[number][0].weight for number in table[:, 0]], dtype=np.float64),
    )


def _classes(slots_of_pairs: Sequence[set[str]]) -> tuple[tuple[str, ...], ...]:
    """The slots in which the same pairs can meet, together; by their first slot."""
    pairs_in: defaultdict[str, list[int]] = defaultdict(list)
    for number, slots in enumerate(slots_of_pairs):
        for slot in slots:
            pairs_in[slot].append(number)
    alike: defaultdict[tuple[int, ...], list[str]] = defaultdict(list)
    for slot in sorted(pairs_in):
        alike[tuple(pairs_in[slot])].append(slot)
    return tuple(tuple(names) for names in alike.values())


def _side(names: Iterable[str], left: Openings) -> Side:
    ids = tuple(sorted(set(names)))
    return Side(ids, np.array([min(left.places[name], len(left.slots[name])) for name in ids], dtype=np.int64))


def _places_in(side: Side) -> dict[str, int]:
    return {name: number for number, name in enumerate(side.ids)}
