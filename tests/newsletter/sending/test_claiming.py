"""The two marks: who has a row, for how long, and who may begin DATA."""

import datetime

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from newsletter.models import Delivery, Mailing, Subscriber
from newsletter.sending import marks
from newsletter.sending.claiming import claim, give_back, renew
from newsletter.sending.durability import epoch
from newsletter.sending.marks import Refusal
from newsletter.sending.tidying import call_off, release_expired

from .builders import make_delivery, make_mailing, states

pytestmark = pytest.mark.django_db
SECOND = datetime.timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _no_throttle(settings):
    settings.NEWSLETTER_PER_MINUTE = 0


def one(mailing):
    """A claim of one row."""
    hand = claim(mailing, 1)
    return hand.rows[0], hand.token


def test_claims_never_overlap():
    mailing = make_mailing(readers=5)
    hands = [claim(mailing, 2) for _number in range(4)]
    keys = [row.pk for hand in hands for row in hand.rows]
    assert [len(hand.rows) for hand in hands] == [2, 2, 1, 0]
    assert len(set(keys)) == 5
    assert len({hand.token for hand in hands}) == 4
    assert states(mailing) == ["claimed"] * 5


def test_rows_come_in_order_and_when_they_are_due():
    mailing = make_mailing()
    now = timezone.now()
    late = make_delivery(mailing, due_at=now - SECOND)
    first = make_delivery(mailing, due_at=now - 2 * SECOND)
    make_delivery(mailing, due_at=now + 60 * SECOND)
    assert [row.pk for row in claim(mailing, 9).rows] == [first.pk, late.pk]


@pytest.mark.parametrize("state", ["paused", "cancelled", "done"])
def test_only_what_is_being_sent_is_claimed(state):
    mailing = make_mailing(readers=1)
    Mailing.objects.update(state=state)
    assert claim(mailing, 1).rows == []


def test_a_claim_can_be_given_back_and_renewed():
    mailing = make_mailing(readers=2)
    row, token = one(mailing)
    before = Delivery.objects.get(pk=row.pk).leased_until
    with time_machine.travel(timezone.now() + 60 * SECOND):
        assert renew(token) == 1
    assert Delivery.objects.get(pk=row.pk).leased_until > before + 50 * SECOND
    assert give_back(token) == 1
    assert states(mailing) == ["queued", "queued"]
    assert not marks.begin(row, token)


def test_after_a_crash_of_the_database_a_claim_is_not_given_back(monkeypatch):
    mailing = make_mailing(readers=2)
    _row, token = one(mailing)
    monkeypatch.setattr("newsletter.sending.claiming.epoch", lambda: "another1")
    assert give_back(token) == 0
    assert one(mailing)[1].startswith("another1")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has the boot of the machine")
def test_the_epoch_of_a_server_lasts_until_the_server_forgets_it():
    before = epoch()
    assert epoch() == before
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'newsletter_epoch'")
        assert cursor.fetchone() == ("u",)
        # As the server does after a crash.
        cursor.execute("TRUNCATE newsletter_epoch")
    assert epoch() != before


def test_an_expired_claim_goes_back_and_a_begun_one_is_unknown(settings):
    mailing = make_mailing(readers=3)
    begun, begun_token = one(mailing)
    assert marks.begin(begun, begun_token)
    claimed, token = one(mailing)
    assert release_expired() == 0
    with time_machine.travel(timezone.now() + (settings.NEWSLETTER_LEASE_SECONDS + 1) * SECOND):
        assert release_expired() == 2
        assert states(mailing) == ["unknown", "queued", "queued"]
        # The slow worker cannot begin any more, but still tell what the server has said.
        assert not marks.begin(claimed, token)
        assert marks.why_not(claimed, token) is Refusal.LOST
        assert not marks.refused(begun, begun_token, 554, "no")
        assert marks.sent(begun, begun_token, 250)
    assert states(mailing) == ["sent", "queued", "queued"]


def test_the_answer_of_a_slow_worker_does_not_undo_what_the_desk_decided(settings):
    mailing = make_mailing(readers=1)
    row, token = one(mailing)
    marks.begin(row, token)
    Delivery.objects.update(state="queued", claim="", leased_until=None)
    assert not marks.sent(row, token, 250)
    assert states(mailing) == ["queued"]


def test_data_begins_once():
    row, token = one(make_mailing(readers=1))
    assert marks.begin(row, token)
    assert not marks.begin(row, token)


def test_a_lease_that_has_run_out_does_not_begin(settings):
    mailing = make_mailing(readers=1)
    row, token = one(mailing)
    with time_machine.travel(timezone.now() + (settings.NEWSLETTER_LEASE_SECONDS + 1) * SECOND):
        assert not marks.begin(row, token)
        assert marks.why_not(row, token) is Refusal.LOST
    assert states(mailing) == ["queued"]


def test_somebody_elses_token_begins_nothing():
    row, token = one(make_mailing(readers=1))
    assert not marks.begin(row, "0" * 32)
    assert marks.why_not(row, "0" * 32) is Refusal.LOST
    assert marks.begin(row, token)


def test_whoever_left_a_moment_ago_gets_nothing():
    mailing = make_mailing(readers=2)
    hand = claim(mailing, 2)
    first, second = hand.rows
    Subscriber.objects.filter(pk=first.subscriber_id).update(status="unsubscribed")
    Subscriber.objects.filter(pk=second.subscriber_id).delete()
    for row in hand.rows:
        assert not marks.begin(row, hand.token)
        assert marks.why_not(row, hand.token) is Refusal.SKIPPED
    assert states(mailing) == ["skipped", "skipped"]


def test_whoever_has_another_address_gets_the_mail_there():
    mailing = make_mailing(readers=1)
    row, token = one(mailing)
    Subscriber.objects.update(email="new@example.jp")
    assert not marks.begin(row, token)
    assert marks.why_not(row, token) is Refusal.LOST
    assert one(mailing)[0].email == "new@example.jp"


@pytest.mark.parametrize("state", ["paused", "cancelled"])
def test_a_paused_or_cancelled_mailing_begins_nothing_more(state):
    mailing = make_mailing(readers=1)
    row, token = one(mailing)
    Mailing.objects.update(state=state)
    assert not marks.begin(row, token)
    assert marks.why_not(row, token) is Refusal.STOPPED


def test_a_refusal_for_now_comes_again_later_and_later_and_then_fails():
    mailing = make_mailing(readers=1)
    distances = []
    for _number in range(len(marks.RETRIES)):
        row, token = one(mailing)
        marks.begin(row, token)
        now = timezone.now()
        assert marks.refused_for_now(row, token, 451, "later")
        stored = Delivery.objects.get()
        assert (stored.state, stored.code, stored.reason, stored.data_begun_at) == ("queued", 451, "later", None)
        distances.append(round((stored.due_at - now).total_seconds() / 60))
        assert claim(mailing, 1).rows == []
        Delivery.objects.update(due_at=now)
    assert distances == [1, 5, 15, 60, 240]
    row, token = one(mailing)
    marks.refused_for_now(row, token, 451, "later")
    stored = Delivery.objects.get()
    assert (stored.state, stored.attempts) == ("failed", 6)
    assert stored.ended_at is not None


def test_what_waits_in_a_cancelled_mailing_is_called_off():
    mailing = make_mailing(readers=2, state="cancelled")
    make_delivery(mailing, state="transmitting", claim="x")
    other = make_mailing(readers=1)
    assert call_off() == 2
    assert states(mailing) == ["cancelled", "cancelled", "transmitting"]
    assert states(other) == ["queued"]


@pytest.mark.parametrize("rows", [1, 5])
def test_a_claim_costs_the_same_for_one_and_for_many(rows, django_assert_num_queries):
    mailing = make_mailing(readers=rows)
    epoch()
    # Savepoint and its end; is anything due, the epoch, which, taken, with their readers.
    with django_assert_num_queries(6 if connection.vendor == "sqlite" else 7):
        assert len(claim(mailing, 9).rows) == rows
