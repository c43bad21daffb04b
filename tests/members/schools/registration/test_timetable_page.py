import datetime

import pytest
from wagtail.models import ModelLogEntry

from members.schools.models import SchoolPeriod
from members.schools.registration_models import PartYear
from members.schools.services import create_standard_timetable
from tests.factories.registration import opened
from tests.factories.schools import SchoolFactory, SchoolPeriodFactory
from tests.factories.wishes import WishFactory

pytestmark = pytest.mark.django_db
WEEK = "/members/school/timetable/"


def rows(*given, opening="", **more):
    """A posted timetable: (slot, begins, ends, days) a row."""
    data = {"lessons-TOTAL_FORMS": str(len(given)), "lessons-INITIAL_FORMS": "0", "opening": opening, **more}
    for number, (slot, starts, ends, days) in enumerate(given):
        names = {"slot": slot, "starts": starts, "ends": ends, "weekdays": days}
        data |= {f"lessons-{number}-{name}": value for name, value in names.items()}
    return data


def week(school):
    found = SchoolPeriod.objects.filter(school=school).order_by("weekday", "slot")
    return [(row.weekday, row.slot, row.time_range) for row in found]


def test_a_school_changes_its_timetable(member, membership):
    school = membership.school
    SchoolPeriodFactory(school=school, slot="p6", starts="14:25", ends="15:10")
    given = [("p1", "8:45", "9:30", ["0", "1"]), ("p1", "08:40", "09:20", ["2"]), ("", "", "", [])]
    response = member.post(WEEK, rows(*given, opening=opened(school, "timetable")))

    assert response["Location"] == "/members/school/"
    assert list(SchoolPeriod.objects.filter(school=school).values_list("weekday", "slot", "starts")) == [
        (0, "p1", datetime.time(8, 45)),
        (1, "p1", datetime.time(8, 45)),
        (2, "p1", datetime.time(8, 40)),
    ]
    entry = ModelLogEntry.objects.get(action="schools.part_saved")
    assert (entry.data["page"], set(entry.data["fields"])) == ("timetable", {"0.p1", "0.p6", "1.p1", "2.p1"})
    assert not PartYear.objects.get(part="calendar").is_confirmed, "the part has another page: the school year"
    member.post("/members/school/calendar/confirm/")
    assert PartYear.objects.get(part="calendar").is_confirmed


def test_the_form_shows_every_lesson_that_is_stored(member, membership):
    create_standard_timetable(membership.school)
    SchoolPeriod.objects.filter(school=membership.school, weekday=2, slot="p1").update(starts="08:30")
    shown = member.get(WEEK).context["sheet"].form.initial

    assert len(shown) == 7
    assert sum(len(row["weekdays"]) for row in shown) == SchoolPeriod.objects.filter(school=membership.school).count()


@pytest.mark.parametrize(
    ("given", "row", "field"),
    [
        ([("p1", "9:30", "8:45", ["0"])], 0, "ends"),
        ([("p1", "", "9:30", ["0"])], 0, "starts"),
        ([("p1", "8:45", "9:30", [])], 0, "weekdays"),
        ([("", "8:45", "9:30", ["0"])], 0, "slot"),
        ([("p9", "8:45", "9:30", ["0"])], 0, "slot"),
        ([("p1", "25:00", "9:30", ["0"])], 0, "starts"),
        ([("p1", "8:45", "9:30", ["7"])], 0, "weekdays"),
        ([("p1", "8:45", "9:30", ["0"]), ("p1", "10:45", "11:30", ["0"])], 1, "weekdays"),
        ([("p1", "8:45", "9:30", ["0"]), ("p2", "9:20", "10:00", ["0"])], 1, "starts"),
    ],
)
def test_a_wrong_lesson_is_told_beside_its_row(member, membership, given, row, field):
    period = SchoolPeriodFactory(school=membership.school)
    response = member.post(WEEK, rows(*given, opening=opened(membership.school, "timetable")))

    assert response.status_code == 422
    assert set(response.context["sheet"].form.forms[row].errors) == {field}
    assert list(SchoolPeriod.objects.all()) == [period]


def test_a_timetable_without_its_management_data_is_refused(member, membership):
    assert member.post(WEEK, {"opening": "x"}).status_code == 422
    assert member.post(WEEK, {"lessons-TOTAL_FORMS": "99999", "lessons-INITIAL_FORMS": "0"}).status_code == 422


def test_two_people_change_different_lessons(member, membership):
    school = membership.school
    SchoolPeriodFactory(school=school, weekday=0, slot="p1")
    opening = opened(school, "timetable")
    SchoolPeriodFactory(school=school, weekday=1, slot="p1")

    response = member.post(WEEK, rows(("p1", "8:50", "9:35", ["0"]), opening=opening), follow=True)
    assert week(school) == [(0, "p1", "8:50–9:35"), (1, "p1", "8:45–9:30")]
    assert "火曜日 1校時" in response.content.decode()


def test_two_people_change_the_same_lesson_and_the_later_decides(member, membership):
    school = membership.school
    period = SchoolPeriodFactory(school=school, weekday=0, slot="p1")
    mine = [("p1", "8:50", "9:35", ["0"]), ("p2", "9:40", "10:25", ["0"])]
    stale = rows(*mine, opening=opened(school, "timetable"))
    SchoolPeriod.objects.filter(pk=period.pk).update(starts="08:40", ends="09:25")

    refused = member.post(WEEK, stale)
    page = refused.content.decode()
    assert refused.status_code == 409
    assert all(time in page for time in ("8:40–9:25", "8:45–9:30", "8:50–9:35"))
    assert week(school) == [(0, "p1", "8:40–9:25")]

    again = rows(*mine, opening=refused.context["sheet"].opening)
    theirs = {**again, "theirs": ["0.p1"]}
    assert member.post(WEEK, theirs).status_code == 302
    assert week(school) == [(0, "p1", "8:40–9:25"), (0, "p2", "9:40–10:25")]

    later = rows(*mine, opening=opened(school, "timetable"))
    assert member.post(WEEK, later).status_code == 302
    assert week(school)[0] == (0, "p1", "8:50–9:35")


def test_a_choice_for_what_is_stored_outlives_a_wrong_row(member, membership):
    school = membership.school
    SchoolPeriodFactory(school=school, weekday=0, slot="p1")
    wrong = rows(("p1", "8:50", "", ["0"]), opening=opened(school, "timetable"), theirs=["0.p1"])
    page = member.post(WEEK, wrong)

    assert page.status_code == 422
    assert '<input type="hidden" name="theirs" value="0.p1">' in page.content.decode()


def test_lessons_of_two_people_that_overlap_are_not_stored(member, membership):
    school = membership.school
    opening = opened(school, "timetable")
    SchoolPeriodFactory(school=school, weekday=0, slot="p1")
    response = member.post(WEEK, rows(("p2", "9:20", "10:05", ["0"]), opening=opening))

    assert response.status_code == 409
    assert any(response.context["sheet"].form.errors)
    assert response.context["sheet"].adopted == ["月曜日 1校時"]
    assert week(school) == [(0, "p1", "8:45–9:30")]


@pytest.mark.parametrize(
    ("kind", "lessons", "length"), [("elementary", 29, 45), ("high", 35, 50), ("special_needs", 30, 45)]
)
def test_each_type_of_school_begins_with_its_usual_week(kind, lessons, length):
    school = SchoolFactory(school_type=kind)
    periods = create_standard_timetable(school)
    first = SchoolPeriod.objects.filter(school=school, slot="p1").first()

    assert len(periods) == school.periods.count() == lessons
    begins = datetime.datetime.combine(datetime.date(2026, 1, 1), first.starts)
    assert first.ends == (begins + datetime.timedelta(minutes=length)).time()


def test_a_lesson_that_stays_is_still_chosen_by_the_wishes(member, membership):
    school = membership.school
    stays = SchoolPeriodFactory(school=school, weekday=0, slot="p1")
    goes = SchoolPeriodFactory(school=school, weekday=1, slot="p1")
    wish = WishFactory(school=school)
    wish.periods.set([stays, goes])

    member.post(WEEK, rows(("p1", "8:50", "9:35", ["0", "2"]), opening=opened(school, "timetable")))

    assert [(one.pk, one.time_range) for one in wish.periods.all()] == [(stays.pk, "8:50–9:35")]
    assert sorted(school.periods.values_list("weekday", flat=True)) == [0, 2]
