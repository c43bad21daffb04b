"""JSON in, JSON out for the slot finder: the contract of docs/calendars.md as pure functions of bytes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from members.matching.contract import Answer, answered, in_utc, to_the_minute, written
from members.matching.fields import DAYS, PERIOD, Fields, as_date, as_days, as_period
from members.matching.parse import json_value
from members.matching.problems import BadInput, shown
from members.matching.slots import MOST_MARGIN, Calendar, Slots, find_slots
from members.matching.zones import zone_names


@dataclass(frozen=True, slots=True)
class _Query:
    school: Calendar
    partner: Calendar
    window: tuple[date, date]
    minutes: int


def main_find_slots(text: bytes) -> Answer:
    """What the command is to do with its input: bad input becomes exit code 2 and its problems."""
    return answered(run_find_slots, text)


def run_find_slots(text: bytes) -> bytes:
    """The answer to one query, or the answers to a list of them, both JSON in UTF-8; raises `BadInput`."""
    root = json_value(text)
    problems: list[str] = []
    several = isinstance(root, list)
    if isinstance(root, list):
        queries = [_query(value, f"[{index}]", problems) for index, value in enumerate(root)]
    else:
        queries = [_query(root, "", problems)]
    if problems:
        raise BadInput(problems)
    answers = [_answer(one) for one in queries if one is not None]
    return written(answers if several else answers[0])


def _query(value: object, path: str, problems: list[str]) -> _Query | None:
    """A query read from JSON, `None` when something is wrong with it."""
    if not isinstance(value, dict):
        expected = "expected an object" if path else "expected an object or a list of objects"
        problems.append(f"{path or '$'}: {expected}, not {shown(value)}")
        return None
    fields = Fields(value, path, problems)
    school, partner = _calendar(fields, "school"), _calendar(fields, "partner")
    window = fields.days("window")
    minutes = fields.optional_whole("minutes", least=1, required=True)
    if school is None or partner is None or window is None or minutes is None:
        return None
    return _Query(school, partner, window, minutes)


def _calendar(query: Fields, key: str) -> Calendar | None:
    side = query.part(key, required=True)
    if side is None:
        return None
    timezone = side.code("timezone", zone_names(), "an IANA time zone", required=True)
    terms = side.each("terms", as_days, DAYS)
    closed = side.each("closed", as_date, "a date YYYY-MM-DD")
    periods = side.each("periods", as_period, PERIOD, required=True)
    before, after = _margins(side.part("margins"))
    return Calendar(
        timezone=timezone or "",
        periods=tuple(periods),
        terms=tuple(terms),
        closed=frozenset(closed),
        before=before,
        after=after,
    )


def _margins(margins: Fields | None) -> tuple[int, int]:
    if margins is None:
        return 0, 0
    before = margins.whole("before", least=0, most=MOST_MARGIN, default=0)
    return before, margins.whole("after", least=0, most=MOST_MARGIN, default=0)


def _answer(query: _Query) -> dict[str, object]:
    return as_json(find_slots(query.school, query.partner, query.window, query.minutes))


def as_json(found: Slots) -> dict[str, object]:
    """An answer as the contract writes it: objects, lists, texts."""
    return {
        "intervals": [{"start": in_utc(one.start), "end": in_utc(one.end)} for one in found.intervals],
        "best": [
            {
                "start": in_utc(one.start),
                "end": in_utc(one.end),
                "school_local": to_the_minute(one.school_local),
                "partner_local": to_the_minute(one.partner_local),
            }
            for one in found.best
        ],
        "none_because": found.none_because,
    }
