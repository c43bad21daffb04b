"""From a JSON value to an event, or to all that is wrong with it.

A fault has one line. So what may be wrong only because something else is, is not looked at: references to a list with a
fault in its ids, and whether a locked meeting is of a listed pair when not all pairs are known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sized
from dataclasses import dataclass, field

from members.matching.fields import Fields
from members.matching.planning_records import Event, Pair, Participant, PlannedMeeting
from members.matching.problems import BadInput, shown

_Names = tuple[str, str]


@dataclass(slots=True)
class _Side:
    """The participants of one side as far as they could be read; what could not is `None`."""

    key: str
    slots: dict[str, frozenset[str] | None] = field(default_factory=dict)
    capacity: dict[str, int | None] = field(default_factory=dict)
    all_known: bool = True
    locked: Counter[str] = field(default_factory=Counter)
    busy: set[_Names] = field(default_factory=set)

    def refers(self, record: Fields, name: str | None) -> bool:
        """Whether a name can be taken for one of this side's ids."""
        if name is not None and self.all_known and name not in self.slots:
            record.fault(self.key, f"expected the id of a {self.key}, not {shown(name)}")
            return False
        return name is not None

    def has_slot(self, name: str, slot: str) -> bool:
        """Whether it may be there in a slot."""
        slots = self.slots.get(name)
        return slots is None or slot in slots

    def lock(self, record: Fields, name: str, slot: str) -> None:
        """Note a locked meeting, with a fault for the first one over the capacity."""
        self.busy.add((name, slot))
        self.locked[name] += 1
        most = self.capacity.get(name)
        if most is not None and self.locked[name] == most + 1:
            record.fault(self.key, f"expected at most {most} locked meetings of {shown(name)}")

    def participants(self) -> tuple[Participant, ...]:
        """All of them, of use when nothing is wrong."""
        return tuple(
            Participant(id=name, capacity=self.capacity[name] or 0, slots=slots or frozenset())
            for name, slots in self.slots.items()
        )


def parse_event(root: object) -> Event:
    """The event in a JSON value; raises `BadInput` with a line for each fault."""
    if not isinstance(root, dict):
        raise BadInput(["$: expected an object"])
    problems: list[str] = []
    fields = Fields(root, "", problems)
    schools, partners = _side(fields, root, "school"), _side(fields, root, "partner")
    pairs = _pairs(fields, schools, partners)
    listed = pairs if _are_all(root, "pairs", pairs) else None
    locked = _locked(fields, schools, partners, listed)
    if problems:
        raise BadInput(problems)
    return Event(
        schools=schools.participants(), partners=partners.participants(), pairs=tuple(pairs.values()), locked=locked
    )


def _side(fields: Fields, root: dict[str, object], key: str) -> _Side:
    side = _Side(key)
    taken: set[str] = set()
    for record in fields.records(f"{key}s"):
        name = record.identifier("id", taken)
        capacity, slots = record.optional_whole("capacity", least=0, required=True), record.names("slots")
        if name:
            side.capacity[name], side.slots[name] = capacity, slots
    side.all_known = _are_all(root, f"{key}s", side.slots)
    return side


def _are_all(root: dict[str, object], key: str, known: Sized) -> bool:
    """Whether so many are all that a list holds."""
    values = root.get(key)
    return isinstance(values, list) and len(values) == len(known)


def _pairs(fields: Fields, schools: _Side, partners: _Side) -> dict[_Names, Pair]:
    """The pairs that are in order but for their fit, by their ids."""
    found: dict[_Names, Pair] = {}
    for record in fields.records("pairs"):
        school, partner = record.name("school"), record.name("partner")
        fit, mutual = record.share("fit"), record.flag("mutual")
        known = [schools.refers(record, school), partners.refers(record, partner)]
        if school is None or partner is None or not all(known):
            continue
        if (school, partner) in found:
            record.fault("partner", "duplicate")
        else:
            found[school, partner] = Pair(school=school, partner=partner, fit=fit or 0.0, mutual=mutual)
    return found


def _locked(
    fields: Fields, schools: _Side, partners: _Side, pairs: dict[_Names, Pair] | None
) -> tuple[PlannedMeeting, ...]:
    """The locked meetings; `pairs` is `None` when not all of them are known."""
    found: dict[_Names, PlannedMeeting] = {}
    for record in fields.records("locked", required=False):
        school, partner, slot = record.name("school"), record.name("partner"), record.name("slot")
        known = [schools.refers(record, school), partners.refers(record, partner)]
        if school is None or partner is None or slot is None or not all(known):
            continue
        if pairs is not None and (school, partner) not in pairs:
            record.fault("partner", f"expected a partner that is paired with {shown(school)}, not {shown(partner)}")
        elif (school, partner) in found:
            record.fault("partner", "duplicate")
        elif not (schools.has_slot(school, slot) and partners.has_slot(partner, slot)):
            record.fault("slot", f"expected a slot of both sides, not {shown(slot)}")
        elif (school, slot) in schools.busy or (partner, slot) in partners.busy:
            record.fault("slot", f"expected a slot without another locked meeting of either side, not {shown(slot)}")
        else:
            found[school, partner] = PlannedMeeting(slot, school, partner)
            schools.lock(record, school, slot)
            partners.lock(record, partner, slot)
    return tuple(found.values())
