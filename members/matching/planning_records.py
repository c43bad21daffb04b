"""What goes into the planner of meetings and what comes out: plain frozen records.

They check nothing: `planning_contract.py` checks what comes from outside.
"""

from __future__ import annotations

from dataclasses import dataclass

MUTUAL_BONUS = 0.5
"""What a pair counts for beside its fit when both sides asked for each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """A school or a partner at an event: how many meetings it takes (0: none), in which slots it is there."""

    id: str
    capacity: int
    slots: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A school and a partner that may meet, by their ids; `fit` is 0 to 1."""

    school: str
    partner: str
    fit: float
    mutual: bool = False

    @property
    def weight(self) -> float:
        """What their meeting adds to the objective: 0 to 1.5."""
        return self.fit + (MUTUAL_BONUS if self.mutual else 0.0)


@dataclass(frozen=True, slots=True, order=True)
class PlannedMeeting:
    """Who meets whom in which slot; sorted as plans list them."""

    slot: str
    school: str
    partner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """All that a plan is made of. The order of nothing in it matters.

    Ids are unique among the schools and among the partners, a pair is listed once, and the `locked` meetings keep
    what every plan must: they are of listed pairs, in slots of both sides, within the capacities, one a slot and side.
    """

    schools: tuple[Participant, ...]
    partners: tuple[Participant, ...]
    pairs: tuple[Pair, ...]
    locked: tuple[PlannedMeeting, ...] = ()


@dataclass(frozen=True, slots=True)
class SwapIdea:
    """A pair that does not meet although both would have a clearly better fit than now; gains are 0 to 1."""

    school: str
    partner: str
    gain_school: float
    gain_partner: float


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """The meetings by slot, school and partner, and what is to be known about them.

    `unplaced` holds the schools without a meeting, by id; `objective` is the sum of the meetings' weights. `gap` is
    `None` for a plan that is proven to be the best; otherwise the sum lacks at most this share (0 to 1) of the largest.
    """

    meetings: tuple[PlannedMeeting, ...]
    unplaced: tuple[str, ...]
    swap_ideas: tuple[SwapIdea, ...]
    objective: float
    gap: float | None = None
