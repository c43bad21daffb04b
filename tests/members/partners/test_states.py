import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.matching.months import add_months
from members.partners.states import earliest_confirmation, is_older, state_of

DAY = datetime.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("confirmed_on", "to_confirm", "stale"),
    [
        (datetime.date(2026, 11, 20), False, False),
        (datetime.date(2025, 11, 20), False, False),
        (datetime.date(2025, 11, 19), True, False),
        (datetime.date(2025, 5, 20), True, False),
        (datetime.date(2025, 5, 19), True, True),
        (None, True, True),
    ],
)
def test_a_profile_ages(confirmed_on, to_confirm, stale):
    state = state_of("active", confirmed_on, capacity=1, open_requests=0, on=DAY)

    assert (state.to_confirm, state.stale, state.is_listed) == (to_confirm, stale, not stale)


@pytest.mark.parametrize(
    ("status", "capacity", "open_requests", "takes"),
    [
        ("active", 1, 1, True),
        ("active", 1, 2, False),
        ("active", 0, 0, False),
        ("paused", 1, 0, False),
        ("closed", 1, 0, False),
    ],
)
def test_requests_are_taken_while_active_and_not_full(status, capacity, open_requests, takes):
    assert state_of(status, DAY, capacity, open_requests, DAY).takes_requests is takes


def test_the_last_day_of_a_shorter_month_counts():
    assert not is_older(datetime.date(2024, 8, 31), 18, datetime.date(2026, 2, 28))
    assert is_older(datetime.date(2024, 8, 31), 18, datetime.date(2026, 3, 1))


@given(st.dates(datetime.date(2001, 1, 1), datetime.date(2100, 1, 1)), st.sampled_from([12, 18]))
def test_the_database_filter_draws_the_same_line(day, months):
    earliest = earliest_confirmation(months, day)

    assert add_months(earliest, months) >= day
    assert is_older(earliest - datetime.timedelta(days=1), months, day)
