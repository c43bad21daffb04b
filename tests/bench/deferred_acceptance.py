"""Deferred acceptance with slots: the stable way to pair two sides, to be measured beside the plan."""

from collections import defaultdict

from members.matching.planning_records import Event, Pair, PlannedMeeting


def deferred_acceptance(event: Event) -> list[PlannedMeeting]:
    """The schools propose: the best pair that has not refused them, in a slot in which both are there.

    A partner keeps what weighs most: a proposal takes a free place or that of the lightest meeting, but one in a taken
    slot must weigh more than the meeting there. Whoever is sent away proposes on.
    """
    market = _Market(event)
    waiting = sorted(one.id for one in event.schools)
    while waiting:
        school = waiting.pop()
        while (proposal := market.next_of(school)) is not None:
            waiting += market.propose(*proposal)
    return market.meetings()


class _Market:
    """What is held for the moment, by partner and slot and by school and slot."""

    def __init__(self, event: Event) -> None:
        schools, partners = ({one.id: one for one in side} for side in (event.schools, event.partners))
        self._places = {one.id: one.capacity for one in event.schools}
        self._capacity = {one.id: one.capacity for one in event.partners}
        self._held: defaultdict[str, dict[str, Pair]] = defaultdict(dict)
        self._own: defaultdict[str, dict[str, Pair]] = defaultdict(dict)
        self._wanted: defaultdict[str, dict[tuple[Pair, str], None]] = defaultdict(dict)
        for pair in sorted(event.pairs, key=lambda one: (-one.weight, one.school, one.partner)):
            for slot in sorted(schools[pair.school].slots & partners[pair.partner].slots):
                self._wanted[pair.school][pair, slot] = None

    def next_of(self, school: str) -> tuple[Pair, str] | None:
        """The best proposal that a school can make now."""
        own = self._own[school]
        if len(own) >= self._places[school]:
            return None
        met = set(own.values())
        return next((one for one in self._wanted[school] if one[0] not in met and one[1] not in own), None)

    def propose(self, pair: Pair, slot: str) -> list[str]:
        """The schools that lose a meeting by it."""
        held = self._held[pair.partner]
        place: str | None = slot
        if slot not in held and len(held) >= self._capacity[pair.partner]:
            place = min(held, key=lambda one: (held[one].weight, held[one].school), default=None)
        loser = held.get(place) if place is not None else pair
        if loser is not None and (place is None or loser.weight >= pair.weight):
            del self._wanted[pair.school][pair, slot]
            return []
        if loser is not None and place is not None:
            del held[place], self._own[loser.school][place], self._wanted[loser.school][loser, place]
        held[slot] = self._own[pair.school][slot] = pair
        return [] if loser is None else [loser.school]

    def meetings(self) -> list[PlannedMeeting]:
        """All that is held."""
        return [
            PlannedMeeting(slot, one.school, one.partner) for held in self._held.values() for slot, one in held.items()
        ]
