"""Generated schools of Tokyo with a standard timetable."""

from django.db import transaction
from wagtail.search.backends import get_search_backend

from members.calendars.standard_week import standard_week
from members.schools.models import School, SchoolPeriod
from portal.core.municipalities import MUNICIPALITIES
from portal.core.vocabulary import Founder, SchoolType, Tool

from .dice import BATCH, PREFIX, dice_for, some_of


@transaction.atomic
def add_schools(number: int) -> None:
    """Add what is missing for `number` generated schools."""
    present = School.objects.filter(code__startswith=PREFIX).count()
    for first in range(present, number, BATCH):
        schools = [_school(n) for n in range(first, min(first + BATCH, number))]
        School.objects.bulk_create(schools)
        SchoolPeriod.objects.bulk_create(
            SchoolPeriod(school=school, **lesson._asdict())
            for school in schools
            for lesson in standard_week(school.school_type)
        )
        get_search_backend().add_bulk(School, schools)


def _school(number: int) -> School:
    dice = dice_for("school", number)
    place = dice.choice(list(MUNICIPALITIES.values()))
    kind = dice.choices(list(SchoolType), (59, 28, 1, 9, 1, 2))[0]
    return School(
        code=f"{PREFIX}{number:05}",
        name=f"{place.name}立見本第{number + 1}学校",
        name_kana=f"{place.kana}りつみほんだい{number + 1}がっこう",
        name_en=f"Sample School {number + 1}, {place.name_en}",
        school_type=kind,
        founder=Founder.MUNICIPAL,
        municipality=place.code,
        pupils=dice.randint(80, 900),
        tools=some_of(dice, Tool.values, 3),
    )
