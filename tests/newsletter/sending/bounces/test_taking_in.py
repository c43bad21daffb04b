"""What follows from mails that come back."""

import pytest

from newsletter.models import Subscriber, SubscriberEvent
from newsletter.sending.bounces.return_addresses import return_address
from newsletter.sending.bounces.taking_in import MOST_SOFT, Taken, take_in
from tests.factories.subscribers import SubscriberFactory
from tests.newsletter.sending.builders import make_delivery, make_mailing

from .mails import complaint, dsn, holiday

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _address(settings):
    settings.NEWSLETTER_BOUNCE_EMAIL = "bounce@example.jp"


@pytest.fixture
def sent():
    return make_delivery(make_mailing(), state="sent")


def status(delivery):
    person = Subscriber.objects.get(pk=delivery.subscriber_id)
    return person.status, person.suspension


def soft(delivery):
    return take_in(dsn(to=return_address(delivery.pk), status="4.2.2", diagnostic="smtp; 452 4.2.2 full"))


def test_a_hard_return_suspends_once(sent):
    raw = dsn(to=return_address(sent.pk))
    assert [take_in(raw), take_in(raw)] == [Taken.NOTED, Taken.NOTED]
    sent.refresh_from_db()
    assert (sent.state, sent.bounce, sent.bounced_at is not None) == ("sent", "hard", True)
    assert sent.bounce_reason == "5.1.1 smtp; 550 5.1.1 <…>: user unknown"
    assert status(sent) == ("suspended", "hard_bounce")
    event = SubscriberEvent.objects.get()
    assert (event.kind, event.source, event.mailing) == ("suspended", "bounce", sent.mailing)


def test_a_mail_is_known_by_its_message_id_too(sent):
    assert take_in(dsn(message_id=sent.message_id)) is Taken.NOTED
    assert status(sent) == ("suspended", "hard_bounce")


def test_a_message_id_that_no_database_could_hold_is_not_ours():
    assert take_in(dsn(message_id=f"<{'a' * 32}@x\0y>")) is Taken.NOT_UNDERSTOOD


def test_a_complaint_suspends(sent):
    assert take_in(complaint(mail_from=return_address(sent.pk))) is Taken.NOTED
    assert status(sent) == ("suspended", "complaint")
    assert SubscriberEvent.objects.get().source == "complaint"


def test_what_comes_back_was_taken_so_it_is_unknown_no_more():
    unknown = make_delivery(make_mailing(), state="unknown")
    take_in(dsn(to=return_address(unknown.pk)))
    unknown.refresh_from_db()
    assert unknown.state == "sent"


def test_soft_returns_suspend_when_they_follow_one_another():
    person = SubscriberFactory()
    for number in range(MOST_SOFT):
        delivery = make_delivery(make_mailing(number=number), subscriber=person, state="sent")
        assert status(delivery) == ("confirmed", "")
        # A second report about the same mail counts no more.
        assert [soft(delivery), soft(delivery)] == [Taken.NOTED, Taken.NOTED]
    assert status(delivery) == ("suspended", "soft_bounces")


def test_a_mail_that_did_not_come_back_begins_the_count_anew():
    person = SubscriberFactory()
    for number in range(MOST_SOFT + 3):
        delivery = make_delivery(make_mailing(number=number), subscriber=person, state="sent")
        if number != 3:
            soft(delivery)
    person.refresh_from_db()
    assert (person.status, person.soft_bounces) == ("confirmed", 4)


def test_a_worse_report_about_the_same_mail_counts(sent):
    soft(sent)
    assert status(sent) == ("confirmed", "")
    take_in(dsn(to=return_address(sent.pk)))
    assert status(sent) == ("suspended", "hard_bounce")
    soft(sent)
    sent.refresh_from_db()
    assert sent.bounce == "hard"


def test_whoever_has_left_or_was_forgotten_stays_so(sent):
    Subscriber.objects.update(status="unsubscribed")
    assert take_in(dsn(to=return_address(sent.pk))) is Taken.NOTED
    assert status(sent) == ("unsubscribed", "")
    other = make_delivery(make_mailing(), state="sent", subscriber=None)
    assert take_in(dsn(to=return_address(other.pk))) is Taken.NOTED
    assert not SubscriberEvent.objects.exists()


def test_nobody_is_suspended_by_a_false_report(sent):
    forged = return_address(sent.pk)[:-20] + "aaaaaaaa@example.jp"
    assert take_in(dsn(to=forged)) is Taken.NOT_UNDERSTOOD
    assert take_in(dsn(message_id="<0123456789abcdef0123456789abcdef@example.jp>")) is Taken.NOT_UNDERSTOOD
    assert take_in(dsn(to=return_address(sent.pk + 1))) is Taken.NOT_UNDERSTOOD
    assert status(sent) == ("confirmed", "")


def test_automatic_replies_change_nothing(sent):
    assert take_in(holiday(return_address(sent.pk))) is Taken.NOTHING_TO_DO
    assert status(sent) == ("confirmed", "")
