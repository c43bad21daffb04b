"""What a school and a partner share, on the partner's page."""

import datetime

import pytest
from django.template.loader import render_to_string

from members.partners.models import PartnerDay, PartnerTerm
from members.partners.overlap import overlap_of
from tests.factories.partners import PartnerFactory, PartnerPeriodFactory
from tests.factories.schools import SchoolPeriodFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_a_fixed_day")]
TODAY = datetime.date(2026, 6, 15)


def lesson(school, weekday, hour, minute=0, length=45, slot="p2"):
    starts = datetime.time(hour, minute)
    ends = (datetime.datetime.combine(TODAY, starts) + datetime.timedelta(minutes=length)).time()
    return SchoolPeriodFactory(school=school, weekday=weekday, slot=slot, starts=starts, ends=ends)


def there(partner, weekday, hour, minute=0, length=60):
    starts = datetime.time(hour, minute)
    ends = (datetime.datetime.combine(TODAY, starts) + datetime.timedelta(minutes=length)).time()
    return PartnerPeriodFactory(partner=partner, weekday=weekday, starts=starts, ends=ends)


@pytest.fixture
def school(membership):
    lesson(membership.school, 1, 10, 45)
    return membership.school


@pytest.fixture
def partner():
    return PartnerFactory()


def test_the_picture_now_and_after_the_clocks_change(school, partner):
    there(partner, 1, 12, 40)  # 11:40 in Tokyo now, 10:40 from October on
    now, later = overlap_of(school, partner, TODAY).days
    assert (now.until, later.since) == (datetime.date(2026, 10, 4), datetime.date(2026, 10, 4))
    assert (now.picture.bands, now.picture.overlap) == ((), 0)
    assert len(later.picture.bands) == 1
    assert (later.ahead - now.ahead) == datetime.timedelta(hours=1)
    assert [(row.ours, row.here, row.there) for row in later.rows] == [
        (False, "10:40〜11:40", "12:40〜13:40"),
        (True, "10:45〜11:30", "12:45〜13:30"),
    ]


def test_dates_come_from_the_calendars_of_both(school, partner):
    there(partner, 1, 12, 40)
    dates = overlap_of(school, partner, TODAY).dates
    # The clocks change on 4 October, the partner's last term begins on 12 October.
    assert [row["when"] for row in dates] == [
        "令和8年10月13日（火曜日） 10:45〜11:30",
        "令和8年10月20日（火曜日） 10:45〜11:30",
        "令和8年10月27日（火曜日） 10:45〜11:30",
    ]
    assert dates[0]["local"] == "現地 12:45〜13:30"


def test_own_terms_days_and_margins_of_the_partner_count(school, partner):
    there(partner, 1, 12, 40)
    PartnerDay.objects.create(partner=partner, day=datetime.date(2026, 10, 20))
    PartnerTerm.objects.create(
        partner=partner, starts_on=datetime.date(2026, 10, 15), ends_on=datetime.date(2026, 11, 1)
    )
    overlap = overlap_of(school, partner, TODAY)
    assert overlap.dates[0]["when"].startswith("令和8年10月27日")
    assert not overlap.year.unknown
    partner.minutes_before = 60
    assert overlap_of(school, partner, TODAY).days[0].picture.bands


def test_a_lesson_of_the_shorter_side_is_looked_for(school):
    partner = PartnerFactory(country="TW", region="TW-TPE", timezone="Asia/Taipei")
    there(partner, 1, 9, 50, length=40)
    overlap = overlap_of(school, partner, TODAY)
    assert overlap.minutes == 40
    assert len(overlap.days) == 1
    assert overlap.dates


def test_where_nothing_is_shared_a_day_with_lessons_of_both_is_shown(school):
    lesson(school, 0, 10, 45)
    partner = PartnerFactory(country="CA", region="CA-BC", timezone="America/Vancouver")
    there(partner, 0, 9)  # Tuesday 1:00 in Tokyo
    overlap = overlap_of(school, partner, TODAY)
    assert overlap.days[0].weekday == "火曜日"
    assert (overlap.dates, overlap.none_because, overlap.year.common) == ([], "no_overlap", 0)


def test_the_year_tells_the_terms_of_both(school, partner):
    there(partner, 1, 11, 40)
    year = overlap_of(school, partner, TODAY).year
    assert year.ours.startswith("学期：4月6日 – 7月20日")
    assert "10月12日 – 12月18日" in year.theirs
    assert year.common == sum(row.common for row in year.months) > 10
    assert year.assumed


def test_without_a_zone_or_lessons_there_is_no_picture(school, membership):
    assert overlap_of(school, PartnerFactory(), TODAY) is None
    partner = PartnerFactory(timezone="")
    there(partner, 1, 9)
    assert overlap_of(school, partner, TODAY) is None


@pytest.mark.parametrize(("prefix", "words"), [("", "一日の重なり"), ("/en", "A day of both schools")])
def test_the_page_shows_pictures_with_tables(member, school, partner, prefix, words):
    there(partner, 1, 12, 40)
    text = member.get(f"{prefix}/members/partners/{partner.pk}/").content.decode()
    main = text.partition("<main")[2]
    assert words in main
    assert main.count('<svg viewBox="0 0 360 ') == 3
    assert main.count("<title id=") == main.count("<desc id=") == 3
    assert "style=" not in main
    assert "12:40" in main


@pytest.mark.parametrize("zone", ["Asia/Kathmandu", "America/New_York", "Pacific/Honolulu", "Australia/Lord_Howe"])
@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-04", "2026-11-01", "2027-03-31", "2027-04-01"])
def test_any_place_on_any_day(school, zone, day):
    partner = PartnerFactory(country="NP", region="", timezone=zone)
    for weekday in range(7):
        there(partner, weekday, 8, length=420)
    overlap = overlap_of(school, partner, datetime.date.fromisoformat(day))
    html = render_to_string("members/includes/overlap.html", {"overlap": overlap, "partner": partner})
    assert html.count("<svg") == len(overlap.days) + 1


def test_the_page_asks_the_same_queries_for_1_and_5_rows(member, school, partner, django_assert_num_queries):
    there(partner, 1, 8)
    path = f"/members/partners/{partner.pk}/"
    member.get(path)
    with django_assert_num_queries(QUERIES):
        member.get(path)
    for number in range(4):
        there(partner, 1, 10 + number, length=45)
        lesson(school, number + 2, 9)
        PartnerDay.objects.create(partner=partner, day=datetime.date(2026, 10, number + 1))
        PartnerTerm.objects.create(
            partner=partner,
            starts_on=datetime.date(2026, number + 4, 1),
            ends_on=datetime.date(2026, number + 4, 20),
        )
    with django_assert_num_queries(QUERIES):
        member.get(path)


QUERIES = 19
