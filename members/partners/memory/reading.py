"""Reading partners for memory: facts as the database stores them, lists as texts, a week of lessons as one text.

A list field such as the themes holds few different texts, and so do the timetables: each text is understood once.
"""

import datetime
import json
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import TextField
from django.db.models.functions import Cast

from members.matching.records import Period
from members.partners.models import Agreement, PartnerPeriod, PartnerSchool

from .columns import CODES, LEVELS, UNKNOWN, Marking, Place, Timetable

_CHUNK = 5_000
_REMEMBERED = 1 << 16
_LESSON = len("009:0009:45")
# How a lesson becomes eleven characters: the day of the week, the beginning, the end.
_WEEK_SQL = {
    "sqlite": "group_concat(weekday || substr(starts, 1, 5) || substr(ends, 1, 5), '')",
    "postgresql": "string_agg(weekday || left(starts::text, 5) || left(ends::text, 5), '')",
}


class Row(NamedTuple):
    """A partner as it is read; lists and days are texts."""

    pk: int
    country: str
    region: str
    timezone: str
    age_min: int | None
    age_max: int | None
    exchange_types: str
    themes: str
    months: str
    tools: str
    languages: str
    class_size: int | None
    importance: str
    capacity: int
    status: str
    confirmed: str | None
    full_until: str | None
    requests: int
    replies: int
    name: str
    name_en: str


_AS_TEXT = ("exchange_types", "themes", "months", "tools", "languages", "importance", "confirmed_on", "full_until")


def read_rows(keys: Collection[int] | None = None) -> list[Row]:
    """The partners of these keys, or all, by ascending key. One query."""
    partners = PartnerSchool.objects.order_by("pk")
    if keys is not None:
        partners = partners.filter(pk__in=keys)
    renamed = {"confirmed": "confirmed_on"}
    fields: list[Any] = []
    for name in Row._fields:
        stored = renamed.get(name, name)
        fields.append(Cast(stored, TextField()) if stored in _AS_TEXT else stored)
    return [Row(*row) for row in partners.values_list(*fields).iterator(chunk_size=_CHUNK)]


def read_weeks(keys: Collection[int] | None = None) -> Iterator[tuple[int, str]]:
    """(partner, its lessons as one text) of those of these keys, or of all, that have lessons. One query."""
    table = connection.ops.quote_name(PartnerPeriod._meta.db_table)
    where, params = "", []
    if keys is not None:
        if not keys:
            return
        where, params = f"WHERE partner_id IN ({', '.join(['%s'] * len(keys))})", list(keys)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT partner_id, {_WEEK_SQL[connection.vendor]} FROM {table} {where} GROUP BY partner_id",  # noqa: S608
            params,
        )
        while rows := cursor.fetchmany(_CHUNK):
            yield from rows


def read_agreements() -> set[Place]:
    """Where an agreement on education holds; one without a region holds for its whole country. One query."""
    return set(Agreement.objects.order_by().values_list("country", "region"))


@lru_cache(maxsize=_REMEMBERED)
def timetable_of(text: str) -> Timetable:
    """The lessons of such a text, sorted, each once; those shorter than a minute are none."""
    lessons = {text[at : at + _LESSON] for at in range(0, len(text), _LESSON)}
    spans = [(int(one[0]), _minute(one[1:6]), _minute(one[6:])) for one in lessons]
    return tuple(sorted(Period(*span) for span in spans if span[1] < span[2]))


def _minute(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


@lru_cache(maxsize=_REMEMBERED)
def bits_of(name: str, text: str) -> int:
    """A stored list of codes as bits; codes that the vocabulary does not have are left out."""
    chosen = set(json.loads(text))
    return sum(1 << place for place, code in enumerate(CODES[name]) if code in chosen)


@lru_cache(maxsize=_REMEMBERED)
def levels_of(text: str) -> tuple[int, ...]:
    """The stored languages as bits, for each of `LEVELS` those spoken so well or better."""
    spoken = json.loads(text)
    return tuple(
        sum(1 << place for place, code in enumerate(CODES["languages"]) if spoken.get(code, UNKNOWN) >= level)
        for level in LEVELS
    )


@lru_cache(maxsize=_REMEMBERED)
def speaks_any(text: str) -> bool:
    """Whether the stored languages name any, be it one that is not spoken."""
    return bool(json.loads(text))


@lru_cache(maxsize=_REMEMBERED)
def marking_of(text: str) -> Marking:
    """The stored marks of importance, sorted."""
    return tuple(sorted(json.loads(text).items()))


@lru_cache(maxsize=_REMEMBERED)
def day_of(text: str | None) -> int:
    """The ordinal of a stored day, 0 for none."""
    return datetime.date.fromisoformat(text).toordinal() if text else 0
