"""Generated partner schools: the hand-written ones, varied."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.search.backends import get_search_backend

from members.partners.journal import everything_changed
from members.partners.models import PartnerPeriod, PartnerSchool
from members.partners.states import Verification
from portal.core.vocabulary import ExchangeType, Month, Theme, Tool

from .. import content
from ..partners import fields_of, week_of, with_region
from .dice import BATCH, PREFIX, dice_for, some_of


@transaction.atomic
def add_partners(number: int) -> None:
    """Add what is missing for `number` generated partners."""
    present = PartnerSchool.objects.filter(code__startswith=PREFIX).count()
    for first in range(present, number, BATCH):
        rows = list(generated_partners(first, min(first + BATCH, number)))
        PartnerSchool.objects.bulk_create(partner for partner, _lessons in rows)
        PartnerPeriod.objects.bulk_create(
            PartnerPeriod(partner=partner, weekday=day, starts=starts, ends=ends)
            for partner, lessons in rows
            for day, starts, ends in week_of(lessons)
        )
        get_search_backend().add_bulk(PartnerSchool, [partner for partner, _lessons in rows])
    if present < number:
        everything_changed()


def generated_partners(first: int, end: int) -> Iterator[tuple[PartnerSchool, list[str]]]:
    """Partners that are not stored, each with the lessons of a day (`09:00-09:50`); the same for the same numbers."""
    tables = content.read("partners")
    models = [with_region(table, tables["regions"]) for table in tables["partners"]]
    today = timezone.localdate()
    return (_partner(models, number, today) for number in range(first, end))


def _partner(models: list[dict[str, Any]], number: int, today: datetime.date) -> tuple[PartnerSchool, list[str]]:
    dice = dice_for("partner", number)
    table = dice.choice(models)
    fields = fields_of(table, today)
    youngest = dice.randint(6, 15)
    fields |= {
        "code": f"{PREFIX}{number:06}",
        "name": f"{table['city']['ja']}第{number + 1}学校",
        "name_en": f"{table['city']['en']} School {number + 1}",
        "name_local": "",
        "local_language": "",
        "story_ja": "",
        "story_en": "",
        "verification": Verification.NONE,
        "verified_on": None,
        "evidence": "",
        "age_min": youngest,
        "age_max": youngest + dice.randint(2, 6),
        "exchange_types": some_of(dice, ExchangeType.values, 4),
        "themes": some_of(dice, Theme.values, 5),
        "months": some_of(dice, Month.values, 9),
        "tools": some_of(dice, Tool.values, 3),
        "class_size": dice.randint(8, 40),
        "capacity": dice.randint(1, 4),
        "status": dice.choices(("active", "paused", "closed"), (94, 4, 2))[0],
        "confirmed_on": today - datetime.timedelta(days=dice.randint(1, 640)),
        "contact_email": f"{PREFIX}{number}@example.com",
        "requests": 6,
        "replies": dice.randint(0, 6),
    }
    return PartnerSchool(**fields), table["lessons"]
