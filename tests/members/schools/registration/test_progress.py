import datetime

import pytest
import time_machine
from django.utils import timezone

from members.schools.models import School, SchoolPeriod
from members.schools.registration import parts, progress
from members.schools.registration.pages import record_of
from members.schools.registration.parts import PARTS, Part, form_pages, incomplete
from members.schools.registration_models import PartYear
from members.schools.selectors import registration_progress
from members.schools.services.registration import (
    Entry,
    IncompletePartError,
    confirm_part,
    save_page,
)
from portal.core.retention import apply_all
from tests.factories.registration import complete
from tests.factories.schools import SchoolFactory, SchoolPeriodFactory

pytestmark = pytest.mark.django_db
THIS_YEAR = datetime.datetime(2026, 11, 28, 3, 0, tzinfo=datetime.UTC)
NEXT_YEAR = datetime.datetime(2027, 4, 1, 3, 0, tzinfo=datetime.UTC)


def confirm_all(school, actor):
    for part in PARTS:
        confirm_part(school, part, actor=actor, entry=Entry())


def test_a_new_school_is_told_what_is_missing_part_by_part(membership):
    found = registration_progress(membership.school, 2026)

    assert [each.part.code for each in found.parts] == ["basics", "contacts", "equipment", "calendar"]
    assert (found.done, found.is_done) == (0, False)
    missing = {each.part.code: [one.url for one in each.missing] for each in found.parts}
    assert "/members/school/contacts/#id_person_name" in missing["contacts"]
    assert "/members/school/equipment/#id_tools_0" in missing["equipment"]
    assert missing["calendar"] == ["/members/school/timetable/#id_lessons-0-slot"]


def test_complete_is_not_confirmed(membership):
    school = complete(membership.school)
    found = registration_progress(school, 2026)
    assert [each.is_complete for each in found.parts] == [True] * 4
    assert not found.is_done


def test_all_parts_confirmed_is_done_for_that_year_only(membership):
    school = complete(membership.school)
    with time_machine.travel(THIS_YEAR, tick=False):
        confirm_all(school, membership.user)

    assert registration_progress(school, 2026).is_done
    assert not registration_progress(school, 2027).is_done
    assert not registration_progress(school, 2025).is_done


def test_a_new_year_begins_with_last_years_answers_and_shows_what_changed(membership):
    school = complete(membership.school)
    with time_machine.travel(THIS_YEAR, tick=False):
        confirm_all(school, membership.user)
    School.objects.filter(pk=school.pk).update(pupils=391, name_en="Midori School")
    SchoolPeriodFactory(school=school, weekday=5, slot="p1")
    found = registration_progress(School.objects.get(pk=school.pk), 2027)

    basics, _contacts, _equipment, calendar = found.parts
    assert basics.last.fiscal_year == 2026
    assert not basics.is_confirmed
    assert [(one.before, one.now) for one in basics.changes] == [
        ("Midori Elementary School", "Midori School"),
        ("380", "391"),
    ]
    assert [(one.label, one.before, one.now) for one in calendar.changes] == [("土曜日 1校時", "", "8:45–9:30")]


def test_a_confirmed_part_that_loses_an_answer_is_not_done(membership):
    school = complete(membership.school)
    with time_machine.travel(THIS_YEAR, tick=False):
        confirm_all(school, membership.user)
    School.objects.filter(pk=school.pk).update(name_en="")

    found = registration_progress(School.objects.get(pk=school.pk), 2026)
    assert (found.parts[0].is_confirmed, found.parts[0].is_done, found.done) == (True, False, 3)


def test_an_incomplete_part_cannot_be_confirmed(membership):
    with pytest.raises(IncompletePartError):
        confirm_part(membership.school, PARTS[0], actor=membership.user, entry=Entry())
    assert not PartYear.objects.exists()


def test_confirming_twice_keeps_one_row_a_year(membership):
    school = complete(membership.school)
    for moment in (THIS_YEAR, THIS_YEAR + datetime.timedelta(days=1), NEXT_YEAR):
        with time_machine.travel(moment, tick=False):
            confirm_part(school, PARTS[0], actor=membership.user, entry=Entry())

    assert list(PartYear.objects.order_by("fiscal_year").values_list("fiscal_year", flat=True)) == [2026, 2027]


def test_a_field_that_did_not_exist_last_year_is_no_change(membership):
    school = complete(membership.school)
    with time_machine.travel(THIS_YEAR, tick=False):
        confirm_all(school, membership.user)
    row = PartYear.objects.get(part="basics")
    del row.snapshot["basics"]["classes"]
    row.save()

    assert registration_progress(school, 2027).parts[0].changes == []


def test_a_part_of_several_pages_is_confirmed_by_its_button_only(membership, monkeypatch):
    school = complete(membership.school)
    basics = PARTS[0]
    both = Part("basics", "both", "", (basics.pages[0], PARTS[1].pages[0]))
    monkeypatch.setattr(parts, "PARTS", (both,))
    monkeypatch.setattr(progress, "PARTS", (both,))
    page = both.pages[0]
    saved = save_page(school, both, page, page.read(school), opening=None, actor=membership.user, entry=Entry())

    assert not saved.is_confirmed
    confirm_part(school, both, actor=membership.user, entry=Entry())
    assert set(PartYear.objects.get().snapshot) == {"basics", "contacts"}
    assert registration_progress(school, PartYear.objects.get().fiscal_year).is_done


def test_snapshots_are_kept_for_two_years(membership):
    school = complete(membership.school)
    for moment in (THIS_YEAR, NEXT_YEAR):
        with time_machine.travel(moment, tick=False):
            confirm_part(school, PARTS[1], actor=membership.user, entry=Entry("phone", "佐藤"))

    assert apply_all(datetime.datetime(2028, 3, 31, tzinfo=datetime.UTC))["schools.snapshots"] == 0
    assert apply_all(datetime.datetime(2028, 12, 1, tzinfo=datetime.UTC))["schools.snapshots"] == 1
    old, newer = PartYear.objects.order_by("fiscal_year")
    assert (old.snapshot, old.told_by, old.is_confirmed) == ({}, "", True)
    assert (bool(newer.snapshot), newer.told_by) == (True, "佐藤")


def test_the_number_of_queries_does_not_grow(membership, django_assert_num_queries):
    school = complete(membership.school)
    with time_machine.travel(THIS_YEAR, tick=False):
        confirm_all(school, membership.user)
    for number in range(2010, 2020):
        PartYear.objects.create(school=school, fiscal_year=number, part="basics", confirmed_at=timezone.now())
    with django_assert_num_queries(6):
        registration_progress(School.objects.get(pk=school.pk), 2027)


def test_incomplete_schools_are_those_whose_progress_misses_something():
    whole = complete(SchoolFactory())
    bare = SchoolFactory()
    for number, page in enumerate(form_pages()):
        for name in sorted(getattr(getattr(page, "form_class", None), "wanted", ())):
            school = complete(SchoolFactory(code=f"W-{number}-{name}"))
            record = record_of(page.owners()[name], School.objects.get(pk=school.pk))
            field = record._meta.get_field(name)
            setattr(record, name, None if field.null else [] if name in {"tools", "permitters"} else "")
            record.save()
    without_lessons = complete(SchoolFactory())
    SchoolPeriod.objects.filter(school=without_lessons).delete()

    found = set(School.objects.filter(incomplete()))
    assert found == set(School.objects.exclude(pk=whole.pk))
    assert {bare, without_lessons} <= found
    assert School.objects.filter(incomplete()).count() == len(found)
    for school in School.objects.all():
        assert any(part.missing(school) for part in PARTS) == (school in found)
