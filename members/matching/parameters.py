"""The numbers of the matching contract in one place; docs/matching.md lists them.

They are part of the contract and no options of a run: whoever changes one changes the answers, and
raises `ENGINE_VERSION`.
"""

from __future__ import annotations

from dataclasses import dataclass

Vector = tuple[float, ...]
"""One number a criterion, in the order of `CRITERIA`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """What the rules, criteria, weights, scores and lists of the engine are made with."""

    #                             age  lang time months theme region size tool
    live_base: Vector = (3.0, 2.0, 2.5, 2.0, 2.0, 2.0, 0.5, 1.5)
    """Base weights of a live exchange, without a unit."""
    visit_base: Vector = (3.0, 2.0, 0.0, 3.0, 1.0, 2.0, 1.0, 0.0)
    """Base weights of the visits."""
    card_base: Vector = (2.0, 1.0, 0.0, 2.0, 2.0, 2.0, 1.0, 0.0)
    """Base weights of all other types."""
    importance_counts: tuple[int, ...] = (0, 1, 2, 4)
    """By what the marks 0 to 3 (not needed, normal, important, most important) multiply a base weight."""
    normal_importance: int = 1
    """The mark of a criterion that nobody marked."""

    most_age_gap: int = 2
    """Years between two age ranges up to which they may still be brought together."""
    least_level: int = 1
    """The best common language level (0 to 4) that people who speak with each other need."""
    must_level: int = 3
    """The same when the language is a must."""
    must_size: float = 0.75
    """Least share of the smaller class in the larger when the size is a must; a number that is exact in binary."""
    requests_a_place: int = 2
    """Open requests for each exchange that a partner can take, at which it is full: few become an exchange."""
    stale_months: int = 18
    """Calendar months after its confirmation in which a profile is suggested."""
    horizon_months: int = 13
    """Calendar months after the day of the run in which meetings are looked for."""

    unknown_value: float = 0.5
    """What a criterion is worth, 0 to 1, when one side gave no answer."""
    age_years: int = 3
    """Years between two age ranges at which their value is 0."""
    enough_level: int = 3
    """The common language level (0 to 4) at which the value is 1."""
    enough_stretches: int = 4
    """Common stretches in the best week at which the value of the lessons is 1."""
    enough_months: int = 3
    """Shared months at which their value is 1."""
    other_tool_value: float = 0.3
    """The value, 0 to 1, when no tool is shared: a tool can be learnt."""

    prior_replies: int = 2
    """Replies that every partner is given beside its own."""
    prior_requests: int = 4
    """Requests that every partner is given beside its own."""
    fresh_months: int = 6
    """Calendar months after its confirmation in which a profile is as good as new."""
    old_months: int = 18
    """Calendar months after which it is as old as can be."""
    old_freshness: float = 0.8
    """By what an old profile multiplies a score."""

    load_penalty: float = 0.10
    """What a load of 1 takes from a score."""
    open_request_load: int = 2
    """In how many lists a partner would have to stand to be as busy as by one open request."""
    listings_a_place: int = 2
    """Lists for each exchange that a partner can take which make a load of 1."""

    list_limit: int = 10
    """Partners in a list when the input does not say."""
    first_places: int = 5
    """Places at the top of a list that the rules of diversity and newcomers are about."""
    most_of_one_country: int = 2
    """Partners of one country among these, as long as there is anybody from another."""
    newcomer_requests: int = 3
    """Requests ever sent to a partner from which on it is no newcomer."""
    newcomer_percent: int = 85
    """Hundredths of the score of the last of these places that a newcomer needs to stand there."""
    most_slots: int = 3
    """Meetings named with a suggestion."""


PARAMETERS = Parameters()
