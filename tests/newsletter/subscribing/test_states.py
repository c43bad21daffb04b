"""Every state and everything that can happen in it."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from newsletter.models import Subscriber, SubscriberEvent
from newsletter.subscribing.services.asking import Preferences, ask, ask_again
from newsletter.subscribing.services.changing import change
from newsletter.subscribing.services.confirming import confirm
from newsletter.subscribing.services.forgetting import forget
from newsletter.subscribing.services.leaving import Way, leave
from newsletter.subscribing.services.rows import note
from newsletter.subscribing.services.suspending import resume, suspend
from tests.factories.schools import UserFactory
from tests.factories.subscribers import STATES, SubscriberFactory, make_delivery

pytestmark = pytest.mark.django_db
WANTED = Preferences("en", ["high"], ["cases"])


def act(action, subscriber):
    desk = UserFactory()
    actions = {
        "ask": lambda: ask(subscriber.email, WANTED, source="form", consent_note="x"),
        "ask_again": lambda: ask_again(subscriber, actor=desk),
        "confirm": lambda: confirm(subscriber.key),
        "leave": lambda: leave(subscriber.key, Way.LINK),
        "one_click": lambda: leave(subscriber.key, Way.ONE_CLICK),
        "suspend": lambda: suspend(subscriber, "complaint"),
        "resume": lambda: resume(subscriber, "お電話でのご希望", actor=desk),
        "change": lambda: change(subscriber.key, WANTED, source="manage"),
    }
    return actions[action]()


# By state: the state after it, the event with its balance (none: no event), the letter.
TABLE = {
    ("pending", "ask"): ("pending", ("requested", 0), "confirm"),
    ("pending", "ask_again"): ("pending", ("requested", 0), "confirm"),
    ("pending", "confirm"): ("confirmed", ("confirmed", 1), "welcome"),
    ("pending", "leave"): ("unsubscribed", ("unsubscribed", 0), None),
    ("pending", "one_click"): ("unsubscribed", ("unsubscribed", 0), None),
    ("pending", "suspend"): ("suspended", ("suspended", 0), None),
    ("pending", "resume"): ("pending", None, None),
    ("pending", "change"): ("pending", ("changed", 0), None),
    ("confirmed", "ask"): ("confirmed", None, "already"),
    ("confirmed", "ask_again"): ("confirmed", None, None),
    ("confirmed", "confirm"): ("confirmed", None, None),
    ("confirmed", "leave"): ("unsubscribed", ("unsubscribed", -1), "goodbye"),
    ("confirmed", "one_click"): ("unsubscribed", ("unsubscribed", -1), None),
    ("confirmed", "suspend"): ("suspended", ("suspended", -1), None),
    ("confirmed", "resume"): ("confirmed", None, None),
    ("confirmed", "change"): ("confirmed", ("changed", 0), None),
    ("unsubscribed", "ask"): ("unsubscribed", ("requested", 0), "confirm"),
    ("unsubscribed", "ask_again"): ("unsubscribed", ("requested", 0), "confirm"),
    ("unsubscribed", "confirm"): ("unsubscribed", None, None),
    ("unsubscribed", "leave"): ("unsubscribed", None, None),
    ("unsubscribed", "one_click"): ("unsubscribed", None, None),
    ("unsubscribed", "suspend"): ("unsubscribed", None, None),
    ("unsubscribed", "resume"): ("unsubscribed", None, None),
    ("unsubscribed", "change"): ("unsubscribed", ("changed", 0), None),
    ("suspended", "ask"): ("suspended", ("requested", 0), "confirm"),
    ("suspended", "ask_again"): ("suspended", ("requested", 0), "confirm"),
    ("suspended", "confirm"): ("suspended", None, None),
    ("suspended", "leave"): ("unsubscribed", ("unsubscribed", 0), None),
    ("suspended", "one_click"): ("unsubscribed", ("unsubscribed", 0), None),
    ("suspended", "suspend"): ("suspended", None, None),
    ("suspended", "resume"): ("confirmed", ("resumed", 1), None),
    ("suspended", "change"): ("suspended", ("changed", 0), None),
}


@pytest.mark.parametrize(("state", "action"), TABLE)
def test_each_state_and_action(posted, state, action):
    subscriber = SubscriberFactory(status=state)
    letters = posted(lambda: act(action, subscriber))
    after, event, letter = TABLE[state, action]
    subscriber.refresh_from_db()
    found = SubscriberEvent.objects.values_list("kind", "balance").first()
    assert (subscriber.status, found, len(letters)) == (after, event, 1 if letter else 0)
    if letter:
        assert letters[0].to == [subscriber.email]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("action", ["confirm", "leave", "one_click", "suspend", "change"])
def test_twice_is_once(posted, state, action):
    subscriber = SubscriberFactory(status=state)
    act(action, subscriber)
    first = Subscriber.objects.values().get()
    assert posted(lambda: act(action, subscriber)) == []
    assert Subscriber.objects.values().get() == first
    assert SubscriberEvent.objects.count() <= 1


@pytest.mark.parametrize("state", STATES)
def test_asked_by_a_stranger_a_reader_stays_as_they_were(state):
    subscriber = SubscriberFactory(status=state)
    ask(subscriber.email.upper(), WANTED, source="form", consent_note="x")
    subscriber.refresh_from_db()
    assert Subscriber.objects.count() == 1
    assert (subscriber.language == "en") == (state != "confirmed")
    assert subscriber.email.islower()


@pytest.mark.parametrize("state", ["unsubscribed", "suspended"])
def test_whoever_left_comes_back_by_a_fresh_link_only(state):
    subscriber = SubscriberFactory(status=state)
    assert confirm(subscriber.key) is None, "the link of before is over"
    ask(subscriber.email, WANTED, source="form", consent_note="フォーム")
    confirm(subscriber.key)
    subscriber.refresh_from_db()
    assert (subscriber.status, subscriber.suspension, subscriber.ended_at) == ("confirmed", "", None)
    assert (subscriber.school_types, subscriber.topics) == (["high"], ["cases"])
    assert subscriber.consented_at == subscriber.requested_at


def test_nobody_has_that_key():
    assert confirm("nobody") is leave("nobody", Way.LINK) is change("nobody", WANTED, source="manage") is None


class TestLeaving:
    def test_the_mailing_of_the_link_counts_it(self):
        subscriber = SubscriberFactory()
        delivery, other = make_delivery(subscriber), make_delivery(subscriber, 2)
        leave(subscriber.key, Way.ONE_CLICK, delivery.mailing_id)
        event = SubscriberEvent.objects.get()
        assert (event.mailing_id, event.source) == (delivery.mailing_id, "one_click")
        delivery.refresh_from_db()
        other.refresh_from_db()
        assert delivery.unsubscribed_at
        assert other.unsubscribed_at is None

    def test_a_mailing_that_is_gone_hinders_nobody(self):
        subscriber = SubscriberFactory()
        leave(subscriber.key, Way.LINK, 999_999)
        assert SubscriberEvent.objects.get().mailing is None


class TestTheDesk:
    def test_a_resumption_has_a_reason(self):
        subscriber, desk = SubscriberFactory(status="suspended"), UserFactory()
        with pytest.raises(ValidationError):
            resume(subscriber, "  ", actor=desk)
        resume(subscriber, "電話で希望", actor=desk)
        subscriber.refresh_from_db()
        assert subscriber.consent_note == "電話で希望"
        entry = ModelLogEntry.objects.get()
        assert (entry.action, entry.user, entry.data) == ("subscriber.resume", desk, {})

    def test_an_address_that_was_never_confirmed_is_not_resumed(self):
        subscriber = SubscriberFactory(status="suspended", confirmed_at=None)
        with pytest.raises(ValidationError):
            resume(subscriber, "電話で希望", actor=UserFactory())

    def test_suspending_is_written_down(self):
        subscriber, desk = SubscriberFactory(), UserFactory()
        suspend(subscriber, "desk", actor=desk)
        assert ModelLogEntry.objects.get().data == {"reason": "desk"}
        assert str(subscriber) == ModelLogEntry.objects.get().label
        assert SubscriberEvent.objects.get().actor == desk


@pytest.mark.parametrize("state", STATES)
def test_forgetting_leaves_counts_and_nobody(state):
    subscriber = SubscriberFactory(status=state)
    delivery = make_delivery(subscriber)
    note_of_before(subscriber)
    assert forget(subscriber, source="manage")
    assert not forget(subscriber, source="manage")
    delivery.refresh_from_db()
    assert delivery.subscriber is None
    events = SubscriberEvent.objects.order_by("pk")
    assert [(event.kind, event.subscriber_id) for event in events] == [("changed", None), ("forgotten", None)]
    assert events[1].balance == (-1 if state == "confirmed" else 0)
    assert not Subscriber.objects.exists()


def note_of_before(subscriber):
    with transaction.atomic():
        note(subscriber, "changed", source="manage")


def test_a_letter_that_waits_is_not_sent_to_somebody_who_was_forgotten(posted, django_capture_on_commit_callbacks):
    subscriber = SubscriberFactory(status="pending")

    def ask_and_forget():
        ask_again(subscriber)
        forget(subscriber, source="manage")

    assert posted(ask_and_forget) == []


def test_a_reader_is_asked_for_the_first_time(posted):
    letters = posted(lambda: ask("new@example.jp", WANTED, source="form", consent_note="x"))
    row = Subscriber.objects.get()
    assert (row.status, row.source, row.language, row.confirmed_at) == ("pending", "form", "en", None)
    assert row.requested_at <= timezone.now() + datetime.timedelta(seconds=1)
    assert len(letters) == 1
