"""The matching engine: wishes of Tokyo schools, partner schools abroad, and who suits whom.

Pure: it knows nothing of the web site or of a database, reads no clock and no random numbers. What
it does, and why, is written in docs/matching.md.

The planner of an event's meetings stands beside the engine, in `planning.py` and `planning_contract.py`. It is not
loaded with it, so that nobody else waits for scipy.
"""

from __future__ import annotations

from members.matching.contract import Answer, main_match, run_match
from members.matching.engine import DEFAULT_LIMIT, ENGINE_VERSION, Engine, match
from members.matching.ordering import serving_order
from members.matching.problems import BadInput
from members.matching.records import (
    MatchResult,
    Part,
    Partner,
    Period,
    Slot,
    Suggestion,
    Wish,
    WishSuggestions,
)
from members.matching.slots import Calendar, Interval, Meeting, Slots, find_slots
from members.matching.slots_contract import main_find_slots, run_find_slots

__all__ = [
    "DEFAULT_LIMIT",
    "ENGINE_VERSION",
    "Answer",
    "BadInput",
    "Calendar",
    "Engine",
    "Interval",
    "MatchResult",
    "Meeting",
    "Part",
    "Partner",
    "Period",
    "Slot",
    "Slots",
    "Suggestion",
    "Wish",
    "WishSuggestions",
    "find_slots",
    "main_find_slots",
    "main_match",
    "match",
    "run_find_slots",
    "run_match",
    "serving_order",
]
