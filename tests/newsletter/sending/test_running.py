"""Slices of sending: what becomes of each mail, of the rest of the claim, and of the mailing."""

import datetime
import threading
import types
from email import message_from_bytes

import pytest
import time_machine
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone
from wagtail.models import ModelLogEntry

from newsletter.models import Delivery, Mailing, Subscriber, SubscriberEvent
from newsletter.sending import marks, pacing, running, services, working
from newsletter.sending.bounces.return_addresses import delivery_of
from newsletter.sending.durability import epoch
from newsletter.sending.jobs import send_newsletters
from newsletter.sending.running import Sending, is_everything_done, send_slice
from newsletter.sending.transports import Kind, Outcome
from portal.core.jobs.schedule import registered_jobs
from tests.factories.subscribers import SubscriberFactory

from .builders import (
    AWAY,
    CUT,
    NO_ANSWER,
    REFUSED,
    REFUSED_FOR_NOW,
    Script,
    make_delivery,
    make_mailing,
    states,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_throttle(settings):
    settings.NEWSLETTER_PER_MINUTE = 0


def run(*answers, **options):
    """A slice with a server that gives these answers; the server."""
    server = Script(*answers)
    send_slice(transport=server, **options)
    return server


def test_from_release_to_end(issue, editor, settings):
    settings.NEWSLETTER_BOUNCE_EMAIL = "bounce@example.jp"
    readers = [SubscriberFactory().email for _number in range(3)]
    mailing = services.submit(services.create(issue, by=editor), by=editor)
    server = run()
    mailing.refresh_from_db()
    assert (mailing.state, states(mailing)) == ("done", ["sent"] * 3)
    assert server.taken == readers
    row = mailing.deliveries.first()
    message = message_from_bytes(server.messages[0])
    assert (message["Message-ID"], message["To"]) == (row.message_id, readers[0])
    assert delivery_of(server.senders[0]) == row.pk
    assert (row.attempts, row.code, row.reason) == (1, 250, "")
    actions = ModelLogEntry.objects.filter(object_id=mailing.pk).order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["mailing.create", "mailing.submit", "mailing.begin", "mailing.end"]
    assert server.closed == 1
    # Nobody gets it again, whatever runs.
    assert run().taken == []


def test_with_nothing_to_do_no_line_is_opened(django_assert_max_num_queries, settings):
    settings.EMAIL_BACKEND = "nobody.has.this.Backend"
    make_mailing(readers=1, state="paused")
    with django_assert_max_num_queries(10):
        assert send_slice().wait == running.IDLE


def test_each_answer_and_what_becomes_of_the_row():
    mailing = make_mailing(readers=5)
    server = run(REFUSED_FOR_NOW, REFUSED, NO_ANSWER)
    assert states(mailing) == ["queued", "failed", "unknown", "sent", "sent"]
    assert len(server.taken) == 2
    later, refused, unknown, *_sent = mailing.deliveries.order_by("pk")
    assert (later.reason, refused.reason, unknown.reason) == (
        REFUSED_FOR_NOW.reason,
        REFUSED.reason,
        NO_ANSWER.reason,
    )
    mailing.refresh_from_db()
    assert mailing.state == "sending"
    Delivery.objects.filter(pk=later.pk).update(due_at=timezone.now())
    run()
    mailing.refresh_from_db()
    # An unknown mail waits for the desk, but keeps nothing open.
    assert (mailing.state, states(mailing)) == ("done", ["sent", "failed", "unknown", "sent", "sent"])


def test_a_server_that_is_away_costs_no_attempt():
    mailing = make_mailing(readers=3)
    server = run(Outcome(Kind.SENT, 250), AWAY)
    assert states(mailing) == ["sent", "queued", "queued"]
    assert set(mailing.deliveries.values_list("attempts", flat=True)) == {0, 1}
    assert pacing.trouble() == AWAY.reason
    assert run().taken == []
    with time_machine.travel(timezone.now() + datetime.timedelta(seconds=6)):
        assert len(run().taken) == 2
    assert pacing.trouble() == ""
    assert len(server.taken) == 1


def test_a_line_that_breaks_moves_its_mail_to_the_back():
    mailing = make_mailing(readers=2)
    run(CUT)
    first, second = mailing.deliveries.order_by("pk")
    assert (first.state, first.attempts, first.reason) == ("queued", 1, CUT.reason)
    assert (second.state, second.attempts) == ("queued", 0)
    with time_machine.travel(timezone.now() + datetime.timedelta(seconds=6)):
        assert run().taken == [second.subscriber.email]


def test_when_everything_is_refused_the_mailing_pauses_itself():
    mailing = make_mailing(readers=working.MOST_REFUSED + 5)
    run(*[REFUSED] * 100)
    mailing.refresh_from_db()
    assert (mailing.state, mailing.trouble) == ("paused", REFUSED.reason)
    assert states(mailing).count("failed") == working.MOST_REFUSED
    assert states(mailing).count("queued") == 5
    assert ModelLogEntry.objects.filter(action="mailing.pause", user=None).count() == 1


def test_an_address_that_does_not_exist_is_suspended():
    mailing = make_mailing(readers=3)
    nobody = Outcome(Kind.PERMANENT, 550, "RCPT: 550 5.1.1 <…> user unknown", "RCPT")
    run(nobody, Outcome(Kind.PERMANENT, 550, "RCPT: 550 5.7.1 policy", "RCPT"))
    first, second, _third = Subscriber.objects.order_by("pk")
    assert (first.status, first.suspension, second.status) == ("suspended", "hard_bounce", "confirmed")
    event = SubscriberEvent.objects.get()
    assert (event.kind, event.source, event.mailing) == ("suspended", "bounce", mailing)


def test_pause_and_cancel_hold_within_a_claim(editor):
    for step, left in ((services.pause, "queued"), (services.cancel, "cancelled")):
        mailing = make_mailing(readers=3)

        def answer(step=step, mailing=mailing):
            step(mailing, by=editor)
            return Outcome(Kind.SENT, 250)

        server = run(Outcome(Kind.SENT, 250), answer)
        assert len(server.taken) == 1
        send_slice(transport=Script())
        assert states(mailing) == ["sent", left, left]


def test_whoever_leaves_or_is_forgotten_on_the_way_is_left_out():
    mailing = make_mailing(readers=4)
    left, forgotten, early, _stays = mailing.deliveries.order_by("pk")
    early.subscriber.delete()

    def answer():
        Subscriber.objects.filter(pk=left.subscriber_id).update(status="unsubscribed")
        Subscriber.objects.filter(pk=forgotten.subscriber_id).delete()
        return Outcome(Kind.SENT, 250)

    server = run(answer)
    assert states(mailing) == ["skipped", "skipped", "skipped", "sent"]
    assert len(server.taken) == 1
    mailing.refresh_from_db()
    assert mailing.state == "done"


def test_hostile_addresses_and_mails_that_cannot_be_made_stop_nobody(monkeypatch):
    mailing = make_mailing()
    for email in ("読者@example.jp", "a@example.jp\r\nBcc: b@example.jp"):
        make_delivery(mailing, subscriber=SubscriberFactory(email=email))
    make_delivery(mailing, language="en")
    make_delivery(mailing)
    server = run()
    assert states(mailing) == ["failed", "failed", "failed", "sent"]
    assert len(server.taken) == 1
    assert all(mailing.deliveries.filter(state="failed").values_list("reason", flat=True))


def test_what_a_killed_worker_left_is_taken_up(settings):
    mailing = make_mailing()
    gone = timezone.now() - datetime.timedelta(seconds=1)
    make_delivery(mailing, state="claimed", claim=f"{epoch()}x", leased_until=gone)
    make_delivery(mailing, state="transmitting", claim="x", leased_until=gone)
    make_delivery(mailing, state="claimed", claim="y", leased_until=gone + datetime.timedelta(minutes=1))
    assert len(run().taken) == 1
    assert states(mailing) == ["sent", "unknown", "claimed"]
    mailing.refresh_from_db()
    assert mailing.state == "sending"


def test_after_a_crash_nothing_is_sent_of_which_the_mark_may_be_lost():
    mailing = make_mailing()
    gone = timezone.now() - datetime.timedelta(seconds=1)
    make_delivery(mailing, state="claimed", claim="0000another epoch", leased_until=gone)
    assert run().taken == []
    assert states(mailing) == ["unknown"]


def test_leases_are_renewed_while_a_claim_is_worked_on(monkeypatch, settings):
    settings.NEWSLETTER_LEASE_SECONDS = 0.3
    mailing = make_mailing(readers=4)
    renewed = []
    monkeypatch.setattr(working, "renew", renewed.append)

    def slowly():
        threading.Event().wait(0.12)
        return Outcome(Kind.SENT, 250)

    run(slowly, slowly, limit=4)
    assert len(set(renewed)) == 1
    assert states(mailing).count("sent") >= 2


def test_a_slice_ends_after_so_many_mails_and_so_much_time():
    mailing = make_mailing(readers=7)
    assert send_slice(limit=3, transport=Script()).taken_up == 3
    assert states(mailing).count("sent") == 3
    assert send_slice(seconds=0, transport=Script()).sent == 0


def test_two_mailings_take_turns(monkeypatch):
    monkeypatch.setattr(running, "BATCH", 1)
    first, second = make_mailing(readers=2), make_mailing(readers=2)
    send_slice(limit=2, transport=Script())
    assert states(first) == states(second) == ["sent", "queued"]


def test_a_stop_ends_after_the_mail_in_hand():
    mailing = make_mailing(readers=3)
    stop = threading.Event()

    def answer():
        stop.set()
        return Outcome(Kind.SENT, 250)

    sending = Sending(stop, Script(answer))
    assert sending.slice().sent == 1
    assert states(mailing) == ["sent", "queued", "queued"]


def test_an_answer_is_not_lost_when_the_database_hesitates(monkeypatch):
    mailing = make_mailing(readers=1)
    monkeypatch.setattr(working, "_PATIENCE", (0.0, 0.0))
    lost: list[bool] = []
    line = types.SimpleNamespace(in_atomic_block=False, close=lambda: lost.append(True))
    monkeypatch.setattr(working, "connection", line)
    write, faults = marks.sent, [OperationalError("locked"), OperationalError("locked")]

    def hesitate(*arguments):
        if faults:
            raise faults.pop()
        return write(*arguments)

    monkeypatch.setattr(marks, "sent", hesitate)
    row = working.Row(mailing.deliveries.get().pk, "ja", "", 0, None, None, None)
    Delivery.objects.update(state="transmitting", claim="t", data_begun_at=timezone.now())
    working._surely(lambda: working._write(row, "t", Outcome(Kind.SENT, 250)))
    assert states(mailing) == ["sent"]
    assert len(lost) == 2


def test_the_clock_and_the_command_send(capsys):
    mailing = make_mailing(readers=2)
    send_newsletters()
    assert states(mailing) == ["sent", "sent"]
    other = make_mailing(readers=2)
    call_command("send_newsletter", "--until-done")
    assert capsys.readouterr().out == "2 sent, 0 left\n"
    assert states(other) == ["sent", "sent"]
    assert is_everything_done()
    jobs = {job.name: job for job in registered_jobs()}
    assert jobs["send_newsletters"].lease <= datetime.timedelta(minutes=2)
    assert "take_in_returns" in jobs


def test_done_means_that_nothing_is_due(issue, editor):
    SubscriberFactory()
    mailing = services.create(issue, by=editor, scheduled_at=timezone.now() + datetime.timedelta(hours=1))
    services.submit(mailing, by=editor)
    assert is_everything_done()
    Mailing.objects.update(scheduled_at=timezone.now())
    assert not is_everything_done()
