"""Wishes of the demo's schools: one handed in, with suggestions, and one that is still a draft."""

from typing import Any

from django.db import transaction

from members.schools.models import School, SchoolPeriod
from members.suggestions.services import refresh_suggestions
from members.wishes.models import ExchangeWish
from members.wishes.services import hand_in_wish, save_draft
from portal.core.vocabulary import Weekday
from portal.users.models import User

from . import content
from .content import Table

_NOT_ANSWERS = {"school", "by", "hand_in", "slots"}


def ensure_wishes() -> None:
    """Write the wishes that are missing, and compute suggestions for open ones that have none yet."""
    for table in content.read("wishes")["wishes"]:
        school = School.objects.get(code=table["school"])
        wish = ExchangeWish.objects.filter(school=school, title=table["title"]).first() or _create(school, table)
        # Computed at once: the worker that would do it may not be running yet.
        if wish.is_open and not wish.runs.exists():
            refresh_suggestions(wish)


@transaction.atomic
def _create(school: School, table: Table) -> ExchangeWish:
    actor = User.objects.get(username=table["by"])
    write = hand_in_wish if table["hand_in"] else save_draft
    return write(school, _answers(school, table), actor=actor)


def _answers(school: School, table: Table) -> dict[str, Any]:
    answers = {name: value for name, value in table.items() if name not in _NOT_ANSWERS}
    wanted = {(Weekday[day.upper()], slot) for day, slot in (text.split() for text in table["slots"])}
    periods = [
        period for period in SchoolPeriod.objects.filter(school=school) if (period.weekday, period.slot) in wanted
    ]
    return {**answers, "periods": periods}
