"""A side's own words laid over what is usual."""

from datetime import date, time

from members.calendars.tokyo import tokyo_rules
from members.calendars.year import Rules, engine_calendar, plan_year
from members.calendars.year_models import DayKind
from members.calendars.year_table import months_of
from members.matching import Calendar, Period, find_slots
from members.schools.models import School, SchoolDay, SchoolPeriod, SchoolTerm

RULES = tokyo_rules("13108")
YEAR = (date(2026, 4, 1), date(2027, 3, 31))
BOTH = (date(2026, 4, 1), date(2028, 3, 31))


def term(first, last):
    return SchoolTerm(starts_on=first, ends_on=last)


def day(when, kind=DayKind.CLOSED, note=""):
    return SchoolDay(day=when, kind=kind, note=note)


def test_without_own_words_the_usual_year_counts():
    plan = plan_year(RULES, YEAR, [], [])
    assert plan.terms == RULES.terms(2026)
    assert (plan.assumed, plan.unknown) == (True, False)
    assert date(2026, 11, 3) in plan.closed


def test_own_terms_replace_those_of_their_year_only():
    own = term(date(2026, 4, 10), date(2026, 7, 18))
    plan = plan_year(RULES, BOTH, [own], [])
    assert plan.terms == (own.dates, *RULES.terms(2027))


def test_own_days_close_and_open():
    opened = day(date(2026, 10, 1), DayKind.OPEN, "学校公開")
    closed = day(date(2026, 6, 3), note="振替休業日")
    plan = plan_year(RULES, YEAR, [], [opened, closed])
    assert plan.has_lessons(date(2026, 10, 1))
    assert not plan.has_lessons(date(2026, 6, 3))
    assert plan.closed[date(2026, 6, 3)] == "振替休業日"
    assert date(2026, 10, 1) not in plan.closed


def test_a_day_opens_in_the_holidays_too():
    plan = plan_year(RULES, YEAR, [], [day(date(2026, 8, 28), DayKind.OPEN)])
    assert plan.has_lessons(date(2026, 8, 28))
    assert not plan.has_lessons(date(2026, 8, 27))


def test_where_no_terms_are_known_every_day_counts():
    rules = Rules((1, 1), lambda year: (), lambda year: {})
    plan = plan_year(rules, YEAR, [], [])
    assert (plan.assumed, plan.unknown) == (False, True)
    assert plan.has_lessons(date(2026, 8, 15))


def found(plan, window, **margins):
    school = School(**margins)
    periods = [SchoolPeriod(weekday=4, starts=time(10), ends=time(10, 45))]
    ours = engine_calendar("Asia/Tokyo", periods, plan, school)
    always = Calendar(timezone="Asia/Tokyo", periods=tuple(Period(one, 0, 1439) for one in range(7)))
    return find_slots(ours, always, window, 45)


def test_the_slot_finder_reads_the_same_plan():
    plan = plan_year(RULES, YEAR, [], [day(date(2026, 8, 28), DayKind.OPEN), day(date(2026, 9, 4))])
    slots = found(plan, (date(2026, 8, 1), date(2026, 9, 30)))
    assert [one.start.day for one in slots.intervals] == [28, 11, 18, 25]


def test_margins_reach_the_slot_finder():
    plan = plan_year(RULES, YEAR, [], [])
    (interval,) = found(plan, (date(2026, 9, 4), date(2026, 9, 4)), minutes_before=15, minutes_after=30).intervals
    assert (interval.end - interval.start).total_seconds() == 90 * 60


def test_a_plan_without_any_day_is_never_in_term():
    window = (date(2026, 8, 1), date(2026, 8, 20))
    assert found(plan_year(RULES, window, [], []), window).none_because == "school_calendar"


def test_the_months_count_days_with_lessons():
    plan = plan_year(RULES, YEAR, [], [])
    rows = months_of(YEAR, [(plan, frozenset(range(5)))], {date(2026, 4, 6), date(2026, 4, 7)})
    assert [row.days[0] for row in rows[:5]] == [18, 18, 22, 13, 0]
    assert (rows[0].common, rows[1].common, len(rows)) == (2, 0, 12)
