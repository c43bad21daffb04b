import datetime

import pytest

from members.wishes.leadtime import first_easy_month, hurried_months

TODAY = datetime.date(2026, 11, 20)


def test_the_present_month_and_the_two_after_it_come_too_soon():
    assert hurried_months([3, 1, 12, 11, 10], TODAY) == [11, 12, 1]


@pytest.mark.parametrize(
    ("today", "hurried"),
    [(datetime.date(2026, 12, 8), [2]), (datetime.date(2026, 12, 7), [])],
)
def test_eight_weeks_are_counted_to_the_first_of_the_month(today, hurried):
    assert hurried_months([2], today) == hurried


def test_the_first_month_with_enough_time_may_lie_in_the_next_year():
    assert first_easy_month(TODAY) == datetime.date(2027, 2, 1)
