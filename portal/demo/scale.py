"""Generated data for measuring: many partners, schools and cases, the same for the same number. Not for reading."""

import datetime
import random
from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from casestudies.indexing import rebuild_facets
from casestudies.models import CaseStudyIndexPage, CaseStudyPage
from members.calendars.standard_week import standard_week
from members.partners.models import DATA_VERSION, PartnerPeriod, PartnerSchool
from members.schools.models import School, SchoolPeriod
from portal.core.municipalities import MUNICIPALITIES
from portal.core.versions import bump_version
from portal.core.vocabulary import ExchangeType, Founder, Month, SchoolType, Theme, Tool

from . import content
from .partners import fields_of, week_of, with_region
from .translations import locales

PREFIX = "gen-"
PARTNERS_A_SCHOOL = 50
PARTNERS_A_CASE = 5
_BATCH = 500
_CASE_FACTS = ("countries", "exchange_types", "themes", "subjects", "languages", "tools", "lesson_slots", "school_type")


def scale_up(number: int) -> dict[str, int]:
    """Add what is missing for `number` generated partners; returns how many of each kind there are now."""
    counts = {
        "partners": number,
        "schools": number // PARTNERS_A_SCHOOL,
        "case studies": number // PARTNERS_A_CASE,
    }
    _add_partners(counts["partners"])
    _add_schools(counts["schools"])
    _add_cases(counts["case studies"])
    return counts


def _dice(kind: str, number: int) -> random.Random:
    """Chance that falls the same way for the same row in every run."""
    return random.Random(f"{kind} {number}")  # noqa: S311


def _some(dice: random.Random, codes: list[Any], most: int) -> list[Any]:
    chosen = set(dice.sample(codes, dice.randint(1, most)))
    return [code for code in codes if code in chosen]


@transaction.atomic
def _add_partners(number: int) -> None:
    present = PartnerSchool.objects.filter(code__startswith=PREFIX).count()
    tables = content.read("partners")
    models = [with_region(table, tables["regions"]) for table in tables["partners"]]
    today = timezone.localdate()
    for first in range(present, number, _BATCH):
        rows = [_partner(models, n, today) for n in range(first, min(first + _BATCH, number))]
        PartnerSchool.objects.bulk_create(partner for partner, _lessons in rows)
        PartnerPeriod.objects.bulk_create(
            PartnerPeriod(partner=partner, weekday=day, starts=starts, ends=ends)
            for partner, lessons in rows
            for day, starts, ends in week_of(lessons)
        )
        get_search_backend().add_bulk(PartnerSchool, [partner for partner, _lessons in rows])
    bump_version(DATA_VERSION)


def _partner(models: list[dict[str, Any]], number: int, today: datetime.date) -> tuple[PartnerSchool, list[str]]:
    dice = _dice("partner", number)
    table = dice.choice(models)
    fields = fields_of(table, today)
    youngest = dice.randint(6, 15)
    fields |= {
        "code": f"{PREFIX}{number:06}",
        "name": f"{table['city']['ja']}第{number + 1}学校",
        "name_en": f"{table['city']['en']} School {number + 1}",
        "name_local": "",
        "local_language": "",
        "age_min": youngest,
        "age_max": youngest + dice.randint(2, 6),
        "exchange_types": _some(dice, ExchangeType.values, 4),
        "themes": _some(dice, Theme.values, 5),
        "months": _some(dice, Month.values, 9),
        "tools": _some(dice, Tool.values, 3),
        "class_size": dice.randint(8, 40),
        "capacity": dice.randint(1, 4),
        "status": dice.choices(("active", "paused", "closed"), (94, 4, 2))[0],
        "confirmed_on": today - datetime.timedelta(days=dice.randint(1, 640)),
        "contact_email": f"{PREFIX}{number}@example.com",
        "requests": 6,
        "replies": dice.randint(0, 6),
    }
    return PartnerSchool(**fields), table["lessons"]


@transaction.atomic
def _add_schools(number: int) -> None:
    present = School.objects.filter(code__startswith=PREFIX).count()
    for first in range(present, number, _BATCH):
        schools = [_school(n) for n in range(first, min(first + _BATCH, number))]
        School.objects.bulk_create(schools)
        SchoolPeriod.objects.bulk_create(
            SchoolPeriod(school=school, **lesson._asdict())
            for school in schools
            for lesson in standard_week(school.school_type)
        )
        get_search_backend().add_bulk(School, schools)


def _school(number: int) -> School:
    dice = _dice("school", number)
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
        tools=_some(dice, Tool.values, 3),
    )


@transaction.atomic
def _add_cases(number: int) -> None:
    parent = CaseStudyIndexPage.objects.get(locale=locales()[0])
    present = Page.objects.child_of(parent).filter(slug__startswith=PREFIX).count()
    if present >= number:
        return
    samples = list(CaseStudyPage.objects.child_of(parent).exclude(slug__startswith=PREFIX).order_by("pk"))
    free = _free_places(parent)
    for first in range(present, number, _BATCH):
        cases = [_case(samples, parent, next(free), n) for n in range(first, min(first + _BATCH, number))]
        _insert_pages(cases)
        get_search_backend().add_bulk(CaseStudyPage, cases)
    Page.objects.filter(pk=parent.pk).update(numchild=Page.objects.child_of(parent).count())
    rebuild_facets()


def _free_places(parent: Page) -> Iterator[str]:
    """Tree paths behind the last child."""
    last = parent.get_last_child()
    place = int(last.path[-Page.steplen :], 36) if last else 0
    while True:
        place += 1
        yield Page._get_path(parent.path, parent.depth + 1, place)


def _case(samples: list[CaseStudyPage], parent: Page, path: str, number: int) -> CaseStudyPage:
    """A case whose facts are dice and whose sentences are those of the hand-written ones, mixed."""
    dice = _dice("case", number)
    told = [dice.choice(samples) for _part in range(4)]
    slug, year = f"{PREFIX}{number:06}", dice.randint(2021, 2025)
    case = CaseStudyPage(
        title=f"{told[0].title.split('　')[0]}　{told[1].title.split('　')[-1]}（見本{number + 1}）",
        slug=slug,
        path=path,
        depth=parent.depth + 1,
        url_path=f"{parent.url_path}{slug}/",
        locale=parent.locale,
        content_type=ContentType.objects.get_for_model(CaseStudyPage),
        live=True,
        summary=told[2].summary,
        cover=told[0].cover,
        fiscal_year=year,
        date_from=datetime.date(year, dice.randint(4, 12), dice.randint(1, 28)),
        municipality=dice.choice(list(MUNICIPALITIES)),
        pupils=dice.randint(5, 200),
        **{name: getattr(dice.choice(samples), name) for name in _CASE_FACTS},
        **{name: getattr(dice.choice(told), name) for name in CaseStudyPage.story_fields},
    )
    case.draft_title = case.title
    return case


def _insert_pages(cases: list[CaseStudyPage]) -> None:
    """Write both tables of each page in two statements: `bulk_create` refuses models of two tables."""
    fields = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    pages = Page.objects.bulk_create(Page(**{name: getattr(case, name) for name in fields}) for case in cases)
    for case, page in zip(cases, pages, strict=True):
        case.pk = case.page_ptr_id = case.id = page.pk
    manager: Any = CaseStudyPage._base_manager
    manager._insert(cases, fields=CaseStudyPage._meta.local_concrete_fields, using=manager.db)
