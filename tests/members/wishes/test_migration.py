"""What the wishes of before are given: a school year, and a reason where they had ended."""

import importlib

import pytest
from django.apps import apps
from django.utils import timezone

from members.wishes.models import ExchangeWish
from portal.core.vocabulary import Stage
from tests.factories.wishes import WishFactory

pytestmark = pytest.mark.django_db
migration = importlib.import_module("members.wishes.migrations.0002_year_end_and_steps")


@pytest.mark.parametrize(
    ("day", "months", "year"),
    [
        ("2026-11-20", [11, 12], 2026),
        ("2026-11-20", [5, 6], 2027),
        ("2026-11-20", [5, 2], 2026),
        ("2027-02-10", [3], 2026),
        ("2027-02-10", [1], 2027),
        ("2027-02-10", [], 2026),
    ],
)
def test_a_wish_was_for_the_months_that_came_next(day, months, year):
    wish = WishFactory(months=months, school_year=2000)
    moment = timezone.make_aware(timezone.datetime.fromisoformat(f"{day}T12:00"))
    ExchangeWish.objects.filter(pk=wish.pk).update(created_at=moment)

    migration.fill(apps, None)

    wish.refresh_from_db()
    assert (wish.school_year, wish.end_reason) == (year, "")


def test_what_had_ended_gets_a_reason_that_says_nothing():
    wish = WishFactory(stage=Stage.CANCELLED, end_reason="no_time")

    migration.fill(apps, None)

    wish.refresh_from_db()
    assert (wish.end_reason, wish.ended_at) == ("other", wish.updated_at)
