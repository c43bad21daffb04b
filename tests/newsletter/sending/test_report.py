"""The figures of a mailing, its reasons, and what is exported."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from newsletter.models import TrackedLink
from newsletter.sending import report
from newsletter.vocabulary import DeliveryState

from .builders import make_delivery, make_mailing

pytestmark = pytest.mark.django_db


def test_progress_counts_states():
    mailing = make_mailing(readers=2)
    for state in ("claimed", "sent", "sent", "failed", "unknown"):
        make_delivery(mailing, state=state)
    make_mailing(readers=3)
    found = report.progress(mailing)
    assert found.by_state == {"queued": 2, "claimed": 1, "sent": 2, "failed": 1, "unknown": 1}
    assert (found.total, found.open, found.ended, found.percent) == (7, 3, 4, 57)


def test_the_pace_of_the_last_minutes_tells_when_it_ends():
    now = timezone.now()
    mailing = make_mailing(readers=20, entered_at=now - datetime.timedelta(minutes=10))
    with time_machine.travel(now, tick=False):
        assert report.progress(mailing).per_minute is None
        for seconds in (10, 100, 119, 130):
            make_delivery(mailing, state="sent", ended_at=now - datetime.timedelta(seconds=seconds))
        found = report.progress(mailing)
    assert found.per_minute == 1.5
    assert found.ends_at == now + datetime.timedelta(minutes=20 / 1.5)


def test_a_mailing_without_mails_and_one_that_is_done():
    empty = report.progress(make_mailing())
    assert (empty.total, empty.percent, empty.per_minute, empty.ends_at) == (0, 0, None, None)
    done = make_mailing(state="done")
    make_delivery(done, state="sent")
    assert report.progress(done).percent == 100


def test_reasons_are_grouped_the_most_frequent_first():
    mailing = make_mailing()
    for reason in ("554 no", "550 unknown", "550 unknown"):
        make_delivery(mailing, state="failed", code=int(reason[:3]), reason=reason)
    make_delivery(mailing, state="sent")
    first, second = report.reasons(mailing)
    assert (first.reason, first.code, first.number) == ("550 unknown", 550, 2)
    assert first.state_label == DeliveryState.FAILED.label
    assert second.number == 1


def test_what_came_back_and_who_left():
    mailing = make_mailing()
    for kind in ("hard", "hard", "soft", "complaint", ""):
        make_delivery(mailing, state="sent", bounce=kind)
    make_delivery(mailing, state="sent", unsubscribed_at=timezone.now())
    assert report.returns(mailing) == report.Returns(hard=2, soft=1, complaints=1, unsubscribed=1)


def test_clicks_the_most_followed_first():
    mailing = make_mailing()
    assert report.clicks(mailing) == []
    for clicks in (1, 5):
        TrackedLink.objects.create(mailing=mailing, url=f"https://www.example.jp/{clicks}", clicks=clicks)
    assert [link.clicks for link in report.clicks(mailing)] == [5, 1]


def test_languages_and_unknown_mails():
    mailing = make_mailing(readers=2)
    unknown = make_delivery(mailing, state="unknown", language="en")
    assert report.by_language(mailing) == {"ja": 2, "en": 1}
    assert list(report.unknown(mailing)) == [unknown]


@pytest.mark.parametrize("rows", [1, 5])
def test_a_report_costs_the_same_for_one_and_for_many(rows, django_assert_num_queries):
    mailing = make_mailing(readers=rows)
    for _number in range(rows):
        make_delivery(mailing, state="failed", reason="no")
    with django_assert_num_queries(6):
        report.progress(mailing)
        report.reasons(mailing)
        report.returns(mailing)
        report.clicks(mailing)
        report.by_language(mailing)
