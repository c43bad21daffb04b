"""The matching engine: wishes of Tokyo schools, partner schools abroad, and who suits whom.

Pure: it knows nothing of the web site or of a database, reads no clock and no random numbers. What
it does, and why, is written in docs/matching.md.
"""

from __future__ import annotations

from members.matching.contract import Answer, main_match, run_match
from members.matching.engine import DEFAULT_LIMIT, ENGINE_VERSION, match
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

__all__ = [
    "DEFAULT_LIMIT",
    "ENGINE_VERSION",
    "Answer",
    "BadInput",
    "MatchResult",
    "Part",
    "Partner",
    "Period",
    "Slot",
    "Suggestion",
    "Wish",
    "WishSuggestions",
    "main_match",
    "match",
    "run_match",
]
