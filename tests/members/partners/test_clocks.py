import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from members.calendars.words import weekdays_words
from members.partners.clocks import LessonTimes, Reading, Times, ahead_of_tokyo, clocks_of, in_tokyo, next_change
from members.partners.models import PartnerPeriod
from members.partners.templatetags.partner_tags import ahead_words

HOUR = datetime.timedelta(hours=1)


def lesson(weekday=1, starts=(9, 0), ends=(9, 50)):
    return PartnerPeriod(weekday=weekday, starts=datetime.time(*starts), ends=datetime.time(*ends))


def reading(weekday, starts, ends):
    return Reading(weekday, datetime.time(*starts), datetime.time(*ends))


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Australia/Sydney", (2027, 1, 20), 2),
        ("Australia/Sydney", (2026, 7, 1), 1),
        ("Australia/Brisbane", (2027, 1, 20), 1),
        ("America/Vancouver", (2027, 1, 20), -16),
        ("America/Vancouver", (2026, 7, 1), -16),
        ("Europe/Paris", (2027, 1, 20), -8),
        ("Asia/Kolkata", (2027, 1, 20), -3.5),
        ("Pacific/Honolulu", (2027, 1, 20), -19),
    ],
)
def test_the_clock_there_against_tokyos(zone, day, hours):
    assert ahead_of_tokyo(ZoneInfo(zone), datetime.date(*day)) == hours * HOUR


def test_the_next_change_of_clocks():
    day = datetime.date(2026, 11, 20)

    assert next_change(ZoneInfo("Australia/Sydney"), day) == datetime.date(2027, 4, 4)
    assert next_change(ZoneInfo("Europe/Paris"), day) == datetime.date(2027, 3, 28)
    assert next_change(ZoneInfo("America/Vancouver"), day) is None, "Vancouver keeps its time all year"
    assert next_change(ZoneInfo("Asia/Taipei"), day) is None


@pytest.mark.parametrize(
    "day", [datetime.date(2026, 11, 20) + datetime.timedelta(days=number) for number in range(0, 140, 3)]
)
def test_both_readings_stand_on_their_side_of_the_change(day):
    now = datetime.datetime.combine(day, datetime.time(12), ZoneInfo("Asia/Tokyo"))
    clocks = clocks_of("Australia/Sydney", [lesson(weekday) for weekday in range(7)], now)
    summer = day < datetime.date(2027, 4, 4)

    nine, seven, eight = (Times(tuple(range(7)), datetime.time(hour), datetime.time(hour, 50)) for hour in (9, 7, 8))
    assert clocks.lessons == (LessonTimes(nine, *((seven, eight) if summer else (eight, seven))),)


def test_lessons_that_differ_in_their_day_only_are_one_row():
    now = datetime.datetime(2026, 11, 20, 3, tzinfo=datetime.UTC)
    week = [lesson(day) for day in (0, 1, 2, 3, 4)] + [lesson(day, (8, 0), (8, 50)) for day in (0, 2)]

    clocks = clocks_of("America/Vancouver", week, now)

    early = Times((1, 3), datetime.time(0), datetime.time(0, 50))
    late = Times((1, 2, 3, 4, 5), datetime.time(1), datetime.time(1, 50))
    assert [row.now for row in clocks.lessons] == [early, late]
    assert [row.there.weekdays for row in clocks.lessons] == [(0, 2), (0, 1, 2, 3, 4)]


def test_a_lesson_that_falls_on_another_day_for_some_of_the_week_keeps_its_days():
    now = datetime.datetime(2026, 11, 20, 3, tzinfo=datetime.UTC)

    clocks = clocks_of("America/Vancouver", [lesson(day, (16, 0), (16, 45)) for day in (4, 5, 6)], now)

    assert [row.now.weekdays for row in clocks.lessons] == [(5, 6, 0)]


@pytest.mark.parametrize(
    ("days", "japanese", "english"),
    [
        ((0,), "月曜日", "Monday"),
        ((0, 1), "月・火曜日", "Monday, Tuesday"),
        ((0, 1, 2, 3, 4), "月〜金曜日", "Monday–Friday"),
        ((6, 0, 1, 2, 3), "日〜木曜日", "Sunday–Thursday"),
        ((0, 2, 4), "月・水・金曜日", "Monday, Wednesday, Friday"),
        ((0, 1, 2, 4), "月〜水・金曜日", "Monday–Wednesday, Friday"),
    ],
)
def test_days_of_the_week_in_words(days, japanese, english):
    assert weekdays_words(days) == japanese
    with translation.override("en"):
        assert weekdays_words(days) == english


def test_a_lesson_may_fall_on_another_day_in_tokyo():
    assert in_tokyo("America/Vancouver", lesson(0, (16, 30), (17, 15)), datetime.date(2026, 11, 23)) == reading(
        1, (8, 30), (9, 15)
    )
    assert in_tokyo("Pacific/Auckland", lesson(0, (2, 0), (3, 0)), datetime.date(2026, 6, 1)) == reading(
        6, (23, 0), (0, 0)
    )


def test_a_lesson_that_the_clocks_jump_over_is_not_held():
    night = lesson(6, (2, 15), (2, 45))

    assert in_tokyo("Australia/Sydney", night, datetime.date(2026, 10, 4)) is None
    assert in_tokyo("Australia/Sydney", night, datetime.date(2026, 10, 5)) is not None


def test_without_a_zone_there_are_no_clocks():
    assert clocks_of("", [lesson()], datetime.datetime.now(datetime.UTC)) is None


@pytest.mark.parametrize(
    ("hours", "words"),
    [(2, "東京より2時間進んでいます"), (-3.5, "東京より3時間30分遅れています"), (0, "東京と同じ時刻です")],
)
def test_the_difference_in_words(hours, words):
    assert ahead_words(hours * HOUR) == words
