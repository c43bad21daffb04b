"""Several workers at the same moment: each mail is sent by one of them. On SQLite this is shown with real processes."""

import threading
from collections import Counter

import pytest
from django.db import connection, connections

from newsletter.models import Delivery, Mailing
from newsletter.sending import entering, running, services
from newsletter.sending.claiming import claim
from newsletter.sending.errors import NotPossibleError
from newsletter.sending.tidying import release_expired
from newsletter.sending.transports import Kind, Outcome
from tests.factories.public_site import make_issue
from tests.factories.schools import UserFactory
from tests.factories.subscribers import SubscriberFactory
from tests.together import together

from .builders import Script, make_mailing, states

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite in memory has one connection"),
]


@pytest.fixture(autouse=True)
def _no_throttle(settings):
    settings.NEWSLETTER_PER_MINUTE = 0


def test_no_row_is_claimed_twice():
    mailing = make_mailing(readers=60)
    hands = []

    def work():
        while (hand := claim(mailing, 7)).rows:
            hands.append([row.pk for row in hand.rows])

    assert together(*[work] * 4) == []
    counted = Counter(key for hand in hands for key in hand)
    assert (len(counted), set(counted.values())) == (60, {1})


def test_of_two_who_begin_a_mailing_one_is_told_that_there_is_one():
    issue, editor = make_issue(7), UserFactory(group="Editor")
    [refused] = together(*[lambda: services.create(issue, by=editor)] * 2)
    assert isinstance(refused, NotPossibleError)
    assert Mailing.objects.count() == 1


def test_from_release_to_end_by_three_workers(monkeypatch):
    monkeypatch.setattr(entering, "STEP", 11)
    monkeypatch.setattr(running, "BATCH", 3)
    people = [SubscriberFactory().email for _number in range(50)]
    editor = UserFactory(group="Editor")
    mailing = services.submit(services.create(make_issue(7), by=editor), by=editor)
    servers = [Script() for _number in range(3)]

    def work(server):
        sending = running.Sending(transport=server)
        while not running.is_everything_done():
            sending.slice()

    assert together(*[lambda server=server: work(server) for server in servers]) == []
    assert sorted(to for server in servers for to in server.taken) == sorted(people)
    mailing.refresh_from_db()
    assert (mailing.state, set(states(mailing))) == ("done", {"sent"})


def test_a_row_that_is_taken_back_and_begun_at_the_same_moment(settings):
    """Whatever comes first: it is begun by one worker or queued, never both."""
    settings.NEWSLETTER_LEASE_SECONDS = 0.02
    mailing = make_mailing(readers=40)
    servers = [Script() for _number in range(2)]
    over = threading.Event()

    def work(server):
        sending = running.Sending(transport=server)
        while not running.is_everything_done():
            sending.slice(seconds=0.2)

    def take_back():
        while not over.wait(0.001):
            release_expired()

    thread = threading.Thread(target=lambda: (take_back(), connections.close_all()))
    thread.start()
    try:
        assert together(*[lambda server=server: work(server) for server in servers]) == []
    finally:
        over.set()
        thread.join()
    taken = [to for server in servers for to in server.taken]
    assert len(taken) == len(set(taken))
    assert set(states(mailing)) <= {"sent", "unknown"}


def test_cancelling_while_workers_send():
    mailing = make_mailing(readers=60)
    editor = UserFactory(group="Editor")
    servers = [Script(*[lambda: (threading.Event().wait(0.002), Outcome(Kind.SENT, 250))[1]] * 60) for _number in "ab"]

    def work(server):
        running.Sending(transport=server).slice(seconds=0.3)

    def cancel():
        threading.Event().wait(0.05)
        services.cancel(mailing, by=editor)

    assert together(cancel, *[lambda server=server: work(server) for server in servers]) == []
    running.Sending(transport=Script()).slice(seconds=0)
    taken = [to for server in servers for to in server.taken]
    assert len(taken) == len(set(taken)) == Delivery.objects.filter(state="sent").count()
    assert set(states(mailing)) <= {"sent", "cancelled"}
    assert Mailing.objects.get(pk=mailing.pk).state == "cancelled"
