"""Counting a search that found nothing: one statement, which never keeps the visitor from the page."""

import logging
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from portal.core.groups import is_desk
from portal.core.search.text import fold, words

from .models import LONGEST, MissedSearch
from .personal import looks_personal

logger = logging.getLogger("portal.search")

MOST_A_DAY = 500
"""So many different words are kept of one day: a program that tries words cannot fill the table."""


def record_miss(query: str, request: HttpRequest) -> None:
    """Count words that found nothing, in the active language. Nothing of the visitor is kept.

    Left out: what looks personal, what the desk tries out itself, and new words beyond `MOST_A_DAY`.
    """
    folded = folded_words(query)
    if request.method != "GET" or not folded or looks_personal(query) or _is_from_desk(request):
        return
    try:
        # A point to go back to: a transaction around the view outlives a failure in here.
        with transaction.atomic():
            _count(" ".join(query.split())[:LONGEST], folded)
    except DatabaseError:
        logger.exception("A search without results could not be counted")


def folded_words(query: str) -> str:
    """What counts as the same words: without differences of spelling, signs and spaces, cut at `LONGEST`."""
    return " ".join("".join(word) for word in words(fold(query)))[:LONGEST]


def _is_from_desk(request: HttpRequest) -> bool:
    # Who has no session is not asked for one: the answer would depend on cookies.
    return settings.SESSION_COOKIE_NAME in request.COOKIES and is_desk(request.user)


def _count(typed: str, folded: str) -> None:
    """Add one to the row of today, or make it while there is room."""
    table = connection.ops.quote_name(MissedSearch._meta.db_table)
    now = timezone.now()
    row: dict[str, Any] = {
        "words": typed,
        "folded": folded,
        "language": get_language() or settings.LANGUAGE_CODE,
        "day": timezone.localdate(now),
        "times": 1,
        "last_asked": now,
        "outcome": "",
    }
    fields: dict[str, Any] = {field.name: field for field in MissedSearch._meta.concrete_fields}
    values = [fields[name].get_db_prep_save(value, connection) for name, value in row.items()]
    own = dict(zip(row, values, strict=True))
    sql = (
        f"INSERT INTO {table} ({', '.join(row)}) "  # noqa: S608 - names of ours
        f"SELECT {', '.join(['%s'] * len(row))} "
        f"WHERE (SELECT COUNT(*) FROM {table} WHERE day = %s) < %s "
        f"OR EXISTS (SELECT 1 FROM {table} WHERE language = %s AND folded = %s AND day = %s) "
        f"ON CONFLICT (language, folded, day) DO UPDATE "
        f"SET times = {table}.times + 1, last_asked = excluded.last_asked"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, own["day"], MOST_A_DAY, own["language"], own["folded"], own["day"]])
