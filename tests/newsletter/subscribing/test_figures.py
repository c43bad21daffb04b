"""Growth from the events; the same number of queries for any number of readers."""

import datetime

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from newsletter.models import Subscriber
from newsletter.subscribing.figures import growth
from newsletter.subscribing.services.asking import Preferences, ask
from newsletter.subscribing.services.confirming import confirm
from newsletter.subscribing.services.forgetting import forget
from newsletter.subscribing.services.leaving import Way, leave
from newsletter.subscribing.services.suspending import suspend
from portal.core.retention import apply_all

pytestmark = pytest.mark.django_db


def on(day, action):
    with time_machine.travel(f"{day} 00:30+09:00", tick=False):
        return action()


def reader(day, email):
    def begin():
        row = ask(email, Preferences("ja"), source="form", consent_note="x")
        confirm(row.key)
        return row

    return on(day, begin)


def test_months_in_japan_time(django_assert_num_queries):
    first, second, third, _fourth = (reader("2026-08-01", f"a{number}@example.jp") for number in range(4))
    reader("2026-10-31", "late@example.jp")
    on("2026-09-30", lambda: leave(first.key, Way.LINK))
    on("2026-10-01", lambda: suspend(second, "hard_bounce"))
    on("2026-10-05", lambda: forget(second, source="manage"))
    on("2026-10-06", lambda: forget(third, source="manage"))
    with django_assert_num_queries(2):
        months = growth(4, today=datetime.date(2026, 11, 29))
    found = [(one.month.month, one.confirmed, one.unsubscribed, one.suspended, one.total) for one in months]
    assert found == [(8, 4, 0, 0, 4), (9, 0, 1, 0, 3), (10, 1, 1, 1, 2), (11, 0, 0, 0, 2)]
    assert Subscriber.objects.receiving().count() == 2


def test_over_the_turn_of_the_year():
    months = [one.month.isoformat() for one in growth(3, today=datetime.date(2027, 1, 15))]
    assert months == ["2026-11-01", "2026-12-01", "2027-01-01"]


def test_who_never_confirmed_is_forgotten_after_thirty_days():
    def wait(email):
        return ask(email, Preferences("ja"), source="form", consent_note="x")

    on("2026-10-01", lambda: wait("old@example.jp"))
    on("2026-10-01", lambda: wait("again@example.jp"))
    on("2026-10-20", lambda: wait("again@example.jp"))
    reader("2026-10-01", "reader@example.jp")
    now = timezone.make_aware(datetime.datetime(2026, 11, 2))
    assert apply_all(now, dry_run=True)["newsletter.pending"] == 1
    assert apply_all(now)["newsletter.pending"] == 1
    left = set(Subscriber.objects.values_list("email", flat=True))
    assert left == {"again@example.jp", "reader@example.jp"}


def test_the_page_of_nothing_is_for_everybody():
    assert Client().get("/newsletter/forgotten/").status_code == 200
