"""The table of cities on the home page: real clocks, on chosen days."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from home.clock import DayPart, city_clock, world_clock
from home.templatetags.home_tags import world_clock as rows
from home.written_times import clock_time, duration

JANUARY = datetime.date(2027, 1, 20)
JULY = datetime.date(2027, 7, 14)


def hours(city) -> float:
    return city.shared.total_seconds() / 3600


@pytest.mark.parametrize(
    ("code", "day", "local", "days_off", "shared"),
    [
        ("seoul", JANUARY, "09:40", 0, 7),
        ("taipei", JANUARY, "08:40", 0, 6),
        ("sydney", JANUARY, "11:40", 0, 5),
        ("sydney", JULY, "10:40", 0, 6),
        ("auckland", JANUARY, "13:40", 0, 3),
        ("auckland", JULY, "12:40", 0, 4),
        ("vancouver", JANUARY, "17:40", -1, 0),
        ("vancouver", JULY, "17:40", -1, 0),
        ("paris", JANUARY, "01:40", 0, 0),
        ("paris", JULY, "02:40", 0, 0),
    ],
)
def test_local_time_and_shared_hours(code, day, local, days_off, shared):
    city = next(city for city in world_clock(day) if city.code == code)
    assert (city.local.strftime("%H:%M"), city.days_off, hours(city)) == (local, days_off, shared)


def test_live_exchange_is_suited_only_where_a_lesson_fits_in():
    suited = {city.code: [kind.value for kind in city.suited] for city in world_clock(JANUARY)}
    assert suited["auckland"] == ["live_online"]
    assert suited["paris"] == suited["vancouver"] == ["video_mail", "letter_card"]


def test_a_school_in_yesterdays_lessons_counts():
    honolulu = city_clock("x", ZoneInfo("Pacific/Honolulu"), JANUARY)
    assert (honolulu.days_off, hours(honolulu)) == (-1, 2)


def test_the_part_of_the_day_is_told():
    parts = {city.code: city.part for city in world_clock(JANUARY)}
    assert parts["auckland"] == DayPart.MORNING
    assert parts["seoul"] == DayPart.WHOLE
    assert city_clock("x", ZoneInfo("Asia/Dubai"), JANUARY).part == DayPart.AFTERNOON


def test_half_hours_of_a_zone_are_kept():
    assert hours(city_clock("x", ZoneInfo("Australia/Adelaide"), JANUARY)) == 5.5


def test_rows_in_japanese():
    found = {row.city: row for row in rows(JANUARY)}
    assert list(found) == ["ソウル", "台北", "シドニー", "オークランド", "バンクーバー", "パリ"]
    assert found["オークランド"].local == "午後1時40分"
    assert found["オークランド"].suited == "オンライン交流（午前中）"
    assert found["バンクーバー"].local == "前日の午後5時40分"
    assert (found["バンクーバー"].shared, found["バンクーバー"].suited) == (
        "なし",
        "動画・メール交換、手紙・カード交換",
    )


def test_rows_in_english():
    with translation.override("en"):
        found = {row.city: row for row in rows(JANUARY)}
    assert found["Vancouver"].local == "17:40 the day before"
    assert found["Sydney"].shared == "5 hours"


@pytest.mark.parametrize(
    ("time", "written"), [("00:05", "午前0時5分"), ("09:40", "午前9時40分"), ("12:00", "午後0時0分")]
)
def test_clock_times_in_japanese(time, written):
    assert clock_time(datetime.time.fromisoformat(time)) == written


def test_durations():
    assert duration(datetime.timedelta(hours=5, minutes=30)) == "5時間30分"
    assert duration(datetime.timedelta(minutes=45)) == "45分"
    assert duration(datetime.timedelta(0)) == "なし"
