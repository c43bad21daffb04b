"""The codes the matching engine knows, in the words of the field.

Everything here is a constant. The lists of countries and languages, which are long and not ours,
stand in `iso_codes.py`.
"""

from __future__ import annotations

LIVE = "live_online"
VISIT_TYPES = frozenset({"embassy", "guests_in_japan", "inbound_visit", "outbound_visit", "sister_school"})
CARD_TYPES = frozenset({"letter_card", "video_mail", "artwork", "joint_project", "programme"})
EXCHANGE_TYPES = frozenset({LIVE}) | VISIT_TYPES | CARD_TYPES

SPOKEN_TYPES = frozenset({LIVE}) | VISIT_TYPES
"""The types in which people speak with each other, so that a common language is needed."""

THEMES = frozenset(
    {
        "introduction",
        "school_life",
        "food",
        "seasons",
        "traditional_culture",
        "community",
        "play_sports",
        "music_dance",
        "pop_culture",
        "sdgs",
        "disaster",
        "peace_history",
        "steam",
        "career",
        "business",
        "language",
    }
)

TOOLS = frozenset({"zoom", "teams", "meet", "webex", "post", "other"})

ACTIVE = "active"
STATUSES = frozenset({ACTIVE, "paused", "closed"})

CRITERIA = ("age", "language", "time", "months", "theme", "region", "size", "tool")
"""The eight criteria, in the order in which values, weights and parts are listed everywhere."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

MOST_LANGUAGE_LEVEL = 4
