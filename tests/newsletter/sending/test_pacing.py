"""How fast, and how long a server that is away is left alone."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from newsletter.models import SendingPace
from newsletter.sending import pacing
from newsletter.sending.claiming import claim

from .builders import make_mailing

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 11, 22, 3, 0, tzinfo=datetime.UTC)


def sent_in(seconds, step, mailing=1, per_minute=None, batch=50):
    """How many mails are granted to somebody who asks again and again."""
    total = 0
    for number in range(int(seconds / step)):
        with time_machine.travel(NOON + datetime.timedelta(seconds=number * step), tick=False):
            total += pacing.grant(mailing, per_minute, batch)[0]
    return total


@pytest.mark.parametrize("step", [0.01, 0.5, 1.7])
def test_so_many_a_minute_and_no_bursts(settings, step):
    settings.NEWSLETTER_PER_MINUTE = 600
    assert 575 <= sent_in(60, step) <= 620


def test_a_grant_is_a_seconds_worth_at_most(settings):
    settings.NEWSLETTER_PER_MINUTE = 600
    with time_machine.travel(NOON, tick=False):
        assert pacing.grant(1, None, 50) == (10, 0.0)
        none, wait = pacing.grant(1, None, 50)
    assert (none, round(wait, 1)) == (0, 1.0)


def test_slow_mailings_send_one_at_a_time(settings):
    settings.NEWSLETTER_PER_MINUTE = 0
    assert sent_in(120, 0.5, per_minute=6) == 12


def test_all_workers_and_mailings_share_the_pace_and_the_slower_one_rules(settings):
    settings.NEWSLETTER_PER_MINUTE = 60
    with time_machine.travel(NOON, tick=False):
        assert pacing.grant(1, 6000, 50)[0] == 1
        assert pacing.grant(2, 6000, 50)[0] == 0


def test_what_was_not_sent_in_a_long_pause_is_not_caught_up(settings):
    settings.NEWSLETTER_PER_MINUTE = 600
    with time_machine.travel(NOON, tick=False):
        pacing.grant(1, None, 50)
    with time_machine.travel(NOON + datetime.timedelta(hours=1), tick=False):
        assert pacing.grant(1, None, 500)[0] == 30


def test_a_clock_that_was_wrong_does_not_stop_the_sending(settings):
    settings.NEWSLETTER_PER_MINUTE = 60
    SendingPace.objects.create(key=SendingPace.EVERYTHING, next_at=NOON + datetime.timedelta(days=1))
    with time_machine.travel(NOON, tick=False):
        assert pacing.grant(1, None, 50)[0] == 1
    pacing.SendingPace.objects.update(held_until=timezone.now() + datetime.timedelta(days=1))
    assert pacing.seconds_held() == 0.0


def test_without_a_limit_nothing_is_counted(settings, django_assert_num_queries):
    settings.NEWSLETTER_PER_MINUTE = 0
    with django_assert_num_queries(0):
        assert pacing.grant(1, None, 50) == (50, 0.0)


def test_a_claim_takes_what_the_throttle_allows(settings):
    settings.NEWSLETTER_PER_MINUTE = 120
    mailing = make_mailing(readers=5)
    assert len(claim(mailing, 50).rows) == 2
    hand = claim(mailing, 50)
    assert hand.rows == []
    assert 0 < hand.wait <= 1


def test_a_server_that_is_away_is_left_alone_longer_each_time():
    assert pacing.seconds_held() == 0.0
    assert [pacing.hold("away") for _number in range(8)] == [5, 10, 20, 40, 80, 160, 300, 300]
    assert 299 < pacing.seconds_held() <= 300
    assert pacing.trouble() == "away"
    pacing.server_answers()
    assert (pacing.seconds_held(), pacing.trouble()) == (0.0, "")
    assert pacing.hold("away") == 5
