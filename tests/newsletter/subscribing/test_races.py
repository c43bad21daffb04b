"""Two at the same moment: one row, one event, one letter."""

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from newsletter.models import Subscriber, SubscriberEvent
from newsletter.subscribing.services.accounts import move_subscription, subscribe_account
from newsletter.subscribing.services.asking import Preferences, ask
from newsletter.subscribing.services.confirming import confirm
from newsletter.subscribing.services.forgetting import forget
from newsletter.subscribing.services.leaving import Way, leave
from tests.factories.subscribers import SubscriberFactory
from tests.together import together

from .test_accounts import proven

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite in memory has one connection"),
]
WANTED = Preferences("ja")


def kinds():
    return sorted(SubscriberEvent.objects.values_list("kind", flat=True))


def test_two_ask_for_a_new_address():
    one = lambda: ask("new@example.jp", WANTED, source="form", consent_note="x")  # noqa: E731
    assert together(*[one] * 4) == []
    assert Subscriber.objects.count() == 1
    assert kinds() == ["requested"] * 4


def test_two_confirm():
    row = SubscriberFactory(status="pending")
    assert together(*[lambda: confirm(row.key)] * 4) == []
    assert kinds() == ["confirmed"]
    assert DBTaskResult.objects.count() == 1


def test_two_leave():
    row = SubscriberFactory()
    assert together(*[lambda: leave(row.key, Way.LINK)] * 2, *[lambda: leave(row.key, Way.ONE_CLICK)] * 2) == []
    assert kinds() == ["unsubscribed"]
    assert DBTaskResult.objects.count() <= 1


def test_whoever_leaves_while_confirming_has_left_or_left_before():
    for _try in range(5):
        row = SubscriberFactory(status="pending")
        assert together(lambda: confirm(row.key), lambda: leave(row.key, Way.LINK)) == []  # noqa: B023
        row.refresh_from_db()
        assert row.status == "unsubscribed"


def test_forgotten_while_somebody_asks():
    for _try in range(5):
        row = SubscriberFactory(email="a@example.jp", status="pending")
        faults = together(
            lambda: forget(row, source="manage"),  # noqa: B023
            lambda: ask("a@example.jp", WANTED, source="form", consent_note="x"),
        )
        assert faults == []
        assert Subscriber.objects.count() <= 1
        Subscriber.objects.all().delete()


def test_an_account_moves_to_an_address_that_somebody_just_types():
    for number in range(5):
        user = proven(f"old{number}@example.jp")
        subscribe_account(user)
        user.email = f"new{number}@example.jp"
        user.save(update_fields=["email"])
        faults = together(
            lambda: move_subscription(user),  # noqa: B023
            lambda: ask(f"new{number}@example.jp", WANTED, source="form", consent_note="x"),  # noqa: B023
        )
        assert faults == []
        assert Subscriber.objects.get(email=f"new{number}@example.jp").status == "confirmed"
