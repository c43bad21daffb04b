import datetime

import pytest

from members.wishes.cycle import open_years, usual_year
from members.wishes.leadtime import first_easy_month, haste_of

TODAY = datetime.date(2026, 11, 20)


def test_months_that_begin_within_eight_weeks_come_too_soon_and_those_before_are_over():
    haste = haste_of(2026, [3, 1, 12, 11, 10], TODAY)

    assert (haste.soon, haste.over) == ([11, 12, 1], [10])
    assert haste


def test_the_same_months_of_the_next_year_are_far():
    assert not haste_of(2027, [3, 1, 12, 11, 10], TODAY)
    assert not haste_of(2026, [], TODAY)


@pytest.mark.parametrize(
    ("today", "hurried"),
    [(datetime.date(2026, 12, 8), [2]), (datetime.date(2026, 12, 7), [])],
)
def test_eight_weeks_are_counted_to_the_first_of_the_month(today, hurried):
    assert haste_of(2026, [2], today).soon == hurried


def test_the_first_month_with_enough_time_may_lie_in_the_next_year():
    assert first_easy_month(TODAY) == datetime.date(2027, 2, 1)
    assert first_easy_month(datetime.date(2027, 1, 31)) == datetime.date(2027, 4, 1)


@pytest.mark.parametrize(
    ("day", "years", "usual"),
    [
        ("2026-04-01", [2026], 2026),
        ("2026-10-31", [2026], 2026),
        ("2026-11-01", [2026, 2027], 2026),
        ("2026-12-31", [2026, 2027], 2026),
        ("2027-01-04", [2026, 2027], 2026),
        ("2027-01-05", [2026, 2027], 2027),
        ("2027-03-31", [2026, 2027], 2027),
    ],
)
def test_a_new_wish_is_for_the_year_of_the_first_month_with_enough_time(day, years, usual):
    today = datetime.date.fromisoformat(day)

    assert (open_years(today), usual_year(today)) == (years, usual)
