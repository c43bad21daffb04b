"""The matching contract of docs/matching.md once more, one pair after the other and without arrays.

Only the meetings come from the engine's own code: they have a count of single minutes to be compared with.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from math import sqrt

from members.matching import Partner, Wish
from members.matching.meetings import Meetings
from members.matching.months import ALL_MONTHS, add_months, month_bits
from members.matching.ordering import serving_order
from members.matching.score import freshness
from members.matching.timetables import Weeks
from members.matching.vocabulary import CRITERIA, LIVE, SPOKEN_TYPES
from members.matching.weights import partner_weights, school_weights

Values = dict[str, float | None]
Line = tuple[str, int, int, float, float, float]
"""Partner, rank, score in millionths, fit, fit for the school, fit for the partner."""


def best_week(weeks: Weeks, wish: Wish, partner: Partner) -> int | None:
    ours = weeks.timetable(wish.timezone, wish.periods) if wish.exchange_type == LIVE else None
    theirs = weeks.timetable(partner.timezone, partner.periods)
    if ours is None or theirs is None:
        return None
    months = (month_bits(wish.months) or ALL_MONTHS) & (month_bits(partner.months) or ALL_MONTHS)
    return Meetings(weeks, ours, wish.minutes).best_week(theirs, months)


def common_level(wish: Wish, partner: Partner) -> int | None:
    if not wish.languages or not partner.languages:
        return None
    return max(min(level, partner.languages.get(code, 0)) for code, level in wish.languages.items())


def age_gap(wish: Wish, partner: Partner) -> int | None:
    if wish.ages is None or partner.ages is None:
        return None
    return max(0, wish.ages[0] - partner.ages[1], partner.ages[0] - wish.ages[1])


def values(weeks: Weeks, wish: Wish, partner: Partner) -> Values:
    gap, level, best = age_gap(wish, partner), common_level(wish, partner), best_week(weeks, wish, partner)
    found: Values = dict.fromkeys(CRITERIA)
    if gap is not None:
        found["age"] = max(0.0, 1 - gap / 3)
    if level is not None:
        found["language"] = min(level, 3) / 3
    if best is not None:
        found["time"] = min(best / 4, 1.0)
    if wish.months and partner.months:
        found["months"] = min(len(wish.months & partner.months) / 3, 1.0)
    if wish.themes and partner.themes:
        found["theme"] = len(wish.themes & partner.themes) / sqrt(len(wish.themes) * len(partner.themes))
    if wish.countries and partner.country:
        found["region"] = float(partner.country in wish.countries)
    if wish.class_size is not None and partner.class_size is not None:
        found["size"] = min(wish.class_size, partner.class_size) / max(wish.class_size, partner.class_size)
    if wish.tools and partner.tools:
        found["tool"] = 1.0 if wish.tools & partner.tools else 0.3
    return found


def refusal(weeks: Weeks, wish: Wish, partner: Partner, as_of: date) -> str | None:
    gap, level, best = age_gap(wish, partner), common_level(wish, partner), best_week(weeks, wish, partner)
    no_month = bool(wish.months and partner.months and not wish.months & partner.months)
    sizes = None if wish.class_size is None or partner.class_size is None else (wish.class_size, partner.class_size)
    confirmed = partner.confirmed_on
    musts = {
        "region": bool(wish.countries and partner.country) and partner.country not in wish.countries,
        "theme": bool(wish.themes and partner.themes) and not wish.themes & partner.themes,
        "tool": bool(wish.tools and partner.tools) and not wish.tools & partner.tools,
        "age": gap is not None and gap > 0,
        "language": level is not None and level < 3,
        "months": no_month,
        "time": best == 0,
        "size": sizes is not None and min(sizes) / max(sizes) < 0.75,
    }
    rules = {
        "status": partner.status != "active",
        "type": wish.exchange_type not in partner.exchange_types,
        "age": gap is not None and gap > 2,
        "language": wish.exchange_type in SPOKEN_TYPES and level is not None and level < 1,
        "months": no_month,
        "time": best == 0,
        **{f"must:{name}": refused for name, refused in musts.items() if name in wish.musts},
        "capacity": partner.open_requests >= 2 * partner.capacity,
        "stale": confirmed is None or add_months(confirmed, 18) < as_of,
        "asked": partner.id in wish.excluded_partners,
    }
    return next((name for name, refused in rules.items() if refused), None)


def line(weeks: Weeks, wish: Wish, partner: Partner, as_of: date, listed: int) -> tuple[int, float, Line]:
    counts = [0.5 if value is None else value for value in values(weeks, wish, partner).values()]
    ours = school_weights(wish.exchange_type, wish.importance)
    theirs = partner_weights(wish.exchange_type, partner.importance)
    school, other = (sum(v * w for v, w in zip(counts, weights, strict=True)) for weights in (ours, theirs))
    fit = 2 * school * other / (school + other) if school + other else 0.0
    load = (listed + 2 * partner.open_requests) / (2 * partner.capacity)
    temper = sqrt((partner.replies + 2) / (partner.requests + 4)) * freshness(partner.confirmed_on, as_of)
    score = round((fit * temper - 0.10 * load) * 1_000_000)
    return score, load, (str(partner.id), 0, score, round(fit, 6), round(school, 6), round(other, 6))


def ordered(found: list[tuple[int, float, Line]], partners: dict[str, Partner], diverse: bool) -> list[Line]:
    def key(one: tuple[int, float, Line]) -> tuple[int, float, int, str]:
        confirmed = partners[one[2][0]].confirmed_on
        return -one[0], one[1], -(confirmed or date.min).toordinal(), one[2][0]

    waiting = [one[2] for one in sorted(found, key=key)]
    standing: list[Line] = []
    while waiting and len(standing) < 5:
        placed = Counter(partners[one[0]].country for one in standing)
        placed[None] = 0
        allowed = [one for one in waiting if not diverse or placed[partners[one[0]].country] < 2] or waiting
        chosen = allowed[0]
        is_new = {one[0]: partners[one[0]].requests < 3 for one in [*allowed, *standing]}
        if len(standing) == 4 and not any(is_new[one[0]] for one in standing):
            newcomers = [one for one in allowed if is_new[one[0]]]
            if newcomers and 100 * newcomers[0][2] >= 85 * chosen[2]:
                chosen = newcomers[0]
        standing.append(chosen)
        waiting.remove(chosen)
    return standing + waiting


def match_by_the_book(
    wishes: list[Wish], partners: list[Partner], as_of: date, limit: int
) -> list[tuple[str, dict[str, int], list[Line]]]:
    """For each wish in serving order: its id, the refusals counted (those that occur), and the list."""
    weeks = Weeks(as_of)
    by_id = {str(partner.id): partner for partner in partners}
    listed: Counter[str] = Counter()
    served = []
    for wish in serving_order(wishes):
        refusals: Counter[str] = Counter()
        found = []
        for partner in partners:
            refused = refusal(weeks, wish, partner, as_of)
            if refused is not None:
                refusals[refused] += 1
            else:
                found.append(line(weeks, wish, partner, as_of, listed[str(partner.id)]))
        items = ordered(found, by_id, diverse=not wish.countries)[:limit]
        listed.update(item[0] for item in items)
        ranked = [(name, rank, *rest) for rank, (name, _rank, *rest) in enumerate(items, start=1)]
        served.append((wish.id, dict(refusals), ranked))
    return served
