"""The slot finder's rules told a second time, minute by minute: slow, plain, and shares no code with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np

QUARTER = timedelta(minutes=15)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@lru_cache(maxsize=256)
def walls(zone: str, first: date, last: date) -> tuple[datetime, np.ndarray, dict[int, int]]:
    """The first UTC minute of a span around the dates, the local minute (since that minute) at every UTC minute,
    and the first UTC minute of every local minute that exists.
    """
    begins = datetime.combine(first, datetime.min.time(), UTC) - timedelta(days=4)
    quarters = int((datetime.combine(last, datetime.min.time(), UTC) + timedelta(days=5) - begins) / QUARTER)
    moments = [(begins + number * QUARTER).astimezone(ZoneInfo(zone)) for number in range(quarters)]
    offsets = [int(one.utcoffset().total_seconds()) // 60 for one in moments]  # type: ignore[union-attr]
    local = np.arange(quarters * 15) + np.repeat(offsets, 15)
    places: dict[int, int] = {}
    for minute, wall in enumerate(local.tolist()):
        places.setdefault(wall, minute)
    return begins, local, places


def painted(side: dict, first: date, last: date) -> tuple[np.ndarray, np.ndarray]:
    """For every minute of the span: regularly free, and free with the margins."""
    begins, local, places = walls(side["timezone"], first, last)
    regular, free = np.zeros(len(local), bool), np.zeros(len(local), bool)
    margins = side.get("margins", {})
    for day in span(first - timedelta(days=3), last + timedelta(days=3)):
        midnight = int((datetime.combine(day, datetime.min.time(), UTC) - begins).total_seconds()) // 60
        for weekday, start, end in side["periods"]:
            if DAYS[day.weekday()] != weekday or not in_session(side, day):
                continue
            one, other = (places.get(midnight + minute_of(text)) for text in (start, end))
            if one is not None and other is not None:
                regular[one:other] = True
                free[one - margins.get("before", 0) : other + margins.get("after", 0)] = True
    return regular, free


def span(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def in_session(side: dict, day: date) -> bool:
    terms = side.get("terms") or [["0001-01-01", "9999-12-31"]]
    return any(a <= day.isoformat() <= b for a, b in terms) and day.isoformat() not in side.get("closed", [])


def minute_of(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])


def stretches(mask: np.ndarray) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], mask.astype(np.int8), [0]))))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def answer(query: dict) -> dict:
    """What `find_slots` must answer to a query whose clocks change at full quarters of an hour."""
    first, last = (date.fromisoformat(one) for one in query["window"])
    begins, local, _places = walls(query["school"]["timezone"], first, last)
    from_wall = int((datetime.combine(first, datetime.min.time(), UTC) - begins).total_seconds()) // 60
    to_wall = from_wall + ((last - first).days + 1) * 1440
    inside = np.zeros(len(local), bool)
    inside[int(np.argmax(local >= from_wall)) : int(np.argmax(local >= to_wall))] = True
    (ours, our_free), (theirs, their_free) = (painted(query[key], first, last) for key in ("school", "partner"))
    minutes = query["minutes"]
    both = our_free & their_free & inside
    found = [one for one in stretches(both) if one[1] - one[0] >= minutes]
    counts = [np.concatenate(([0], np.cumsum(mask))) for mask in (ours, theirs)]
    best = []
    for start, end in found:
        levels = [
            (sum(int(count[at + minutes] - count[at] < minutes) for count in counts), at)
            for at in range(start, end - minutes + 1)
        ]
        best.append(min(levels))

    def utc(minute: int) -> datetime:
        return begins + timedelta(minutes=minute)

    def shown(moment: datetime) -> str:
        return moment.strftime("%Y-%m-%dT%H:%MZ")

    def on_the_clock(moment: datetime, key: str) -> str:
        return moment.astimezone(ZoneInfo(query[key]["timezone"])).isoformat(timespec="minutes")

    reasons = [
        ("school_calendar", not (our_free & inside).any()),
        ("partner_calendar", not (their_free & inside).any()),
        ("no_overlap", not both.any()),
        ("too_short", True),
    ]
    return {
        "intervals": [{"start": shown(utc(a)), "end": shown(utc(b))} for a, b in found],
        "best": [
            {
                "start": shown(utc(at)),
                "end": shown(utc(at + minutes)),
                "school_local": on_the_clock(utc(at), "school"),
                "partner_local": on_the_clock(utc(at), "partner"),
            }
            for _level, at in sorted(best)[:5]
        ],
        "none_because": None if found else next(name for name, holds in reasons if holds),
    }
