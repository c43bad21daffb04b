"""How long addresses are kept that nobody confirmed, or that are not written to any more."""

import datetime

import pytest

from newsletter.models import Subscriber, SubscriberEvent
from newsletter.subscribing import retention
from newsletter.vocabulary import SubscriberEventKind
from portal.core.retention import apply_all
from tests.days import NOON
from tests.factories.subscribers import SubscriberFactory, make_delivery

pytestmark = pytest.mark.django_db
TWO_YEARS = datetime.timedelta(days=retention.LEFT_DAYS)
AN_HOUR = datetime.timedelta(hours=1)


@pytest.mark.parametrize("status", ["unsubscribed", "suspended"])
def test_who_left_two_years_ago_is_forgotten_and_the_mails_keep_counting(status):
    gone = SubscriberFactory(status=status, consented_at=NOON - TWO_YEARS - AN_HOUR)
    kept = SubscriberFactory(status=status, consented_at=NOON - TWO_YEARS + AN_HOUR)
    mail = make_delivery(gone)
    assert apply_all(NOON, dry_run=True)["newsletter.left"] == 1
    assert Subscriber.objects.count() == 2
    assert apply_all(NOON)["newsletter.left"] == 1
    assert list(Subscriber.objects.all()) == [kept]
    mail.refresh_from_db()
    assert mail.subscriber is None
    assert SubscriberEvent.objects.get().kind == SubscriberEventKind.FORGOTTEN


def test_who_reads_it_is_never_forgotten():
    SubscriberFactory(consented_at=NOON - 10 * TWO_YEARS)
    assert apply_all(NOON)["newsletter.left"] == 0
    assert Subscriber.objects.count() == 1


def test_who_comes_back_at_this_very_moment_is_kept(monkeypatch):
    person = SubscriberFactory(status="unsubscribed", consented_at=NOON - TWO_YEARS - AN_HOUR)
    real = retention._forget_one

    def late(rows, key):
        Subscriber.objects.filter(pk=key).update(status="confirmed", ended_at=None)
        return real(rows, key)

    monkeypatch.setattr(retention, "_forget_one", late)
    assert apply_all(NOON)["newsletter.left"] == 0
    assert Subscriber.objects.filter(pk=person.pk).exists()
