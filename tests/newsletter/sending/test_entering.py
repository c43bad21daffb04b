"""A mailing begins, and each recipient gets one row, however often the worker is killed on the way."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from newsletter.models import Delivery, Mailing
from newsletter.sending import entering, services
from tests.factories.public_site import translated
from tests.factories.subscribers import SubscriberFactory

from .builders import make_delivery, make_mailing, states

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def scheduled(issue, editor):
    SubscriberFactory()
    return services.submit(services.create(issue, by=editor), by=editor)


def enter_all(mailing):
    while entering.enter_step(mailing):
        pass


def test_what_is_due_begins_with_its_words_frozen(scheduled, settings):
    settings.NEWSLETTER_FROM_EMAIL = "コンシェルジュ <news@mail.example.jp>"
    assert entering.start_due() == 1
    scheduled.refresh_from_db()
    assert (scheduled.state, scheduled.message_domain) == ("sending", "mail.example.jp")
    assert [edition.language for edition in scheduled.editions.all()] == ["ja"]
    assert ModelLogEntry.objects.filter(action="mailing.begin", object_id=scheduled.pk).count() == 1
    assert entering.start_due() == 0


def test_nothing_begins_before_its_time(scheduled):
    Mailing.objects.update(scheduled_at=timezone.now() + HOUR)
    assert entering.start_due() == 0
    Mailing.objects.update(scheduled_at=timezone.now() - HOUR)
    assert entering.start_due() == 1


def test_an_issue_that_was_taken_off_makes_it_a_draft_again(scheduled, issue):
    issue.unpublish()
    assert entering.start_due() == 0
    scheduled.refresh_from_db()
    assert scheduled.state == "draft"
    assert scheduled.trouble


def test_an_issue_whose_mail_cannot_be_made_does_not_stop_the_others(scheduled, monkeypatch):
    def fail(mailing):
        raise ZeroDivisionError("the address of somebody@example.jp")

    monkeypatch.setattr(entering, "freeze_editions", fail)
    assert entering.start_due() == 0
    scheduled.refresh_from_db()
    assert scheduled.state == "draft"
    assert "example.jp" not in scheduled.trouble
    assert scheduled.editions.count() == 0


def test_each_reader_gets_a_row_in_the_own_language(scheduled, issue):
    translated(issue)
    SubscriberFactory(language="en")
    entering.start_due()
    enter_all(scheduled)
    rows = list(scheduled.deliveries.order_by("subscriber"))
    assert [row.language for row in rows] == ["ja", "en"]
    assert {row.state for row in rows} == {"queued"}
    assert len({row.message_id for row in rows}) == 2
    assert rows[0].message_id.endswith("@example.jp>")


def test_entering_goes_on_behind_the_last_whole_step(monkeypatch):
    monkeypatch.setattr(entering, "STEP", 2)
    mailing = make_mailing(entered_at=None)
    people = [SubscriberFactory().pk for _number in range(5)]
    assert entering.enter_step(mailing)
    write = Delivery.objects.bulk_create

    def killed(rows, **options):
        write(list(rows)[:1], **options)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(type(Delivery.objects), "bulk_create", lambda manager, rows, **options: killed(rows, **options))
        entering.enter_step(mailing)
    assert mailing.deliveries.count() == 2
    mailing.refresh_from_db()
    assert (mailing.entered_up_to, mailing.entered_at) == (people[1], None)
    enter_all(mailing)
    assert sorted(mailing.deliveries.values_list("subscriber", flat=True)) == people


def test_a_second_worker_that_enters_the_same_step_changes_nothing():
    mailing = make_mailing(entered_at=None)
    SubscriberFactory()
    enter_all(mailing)
    Mailing.objects.update(entered_at=None, entered_up_to=0)
    enter_all(mailing)
    assert mailing.deliveries.count() == 1


@pytest.mark.parametrize("state", ["paused", "cancelled"])
def test_what_is_not_being_sent_is_not_entered(state):
    mailing = make_mailing(state=state, entered_at=None)
    SubscriberFactory()
    assert not entering.enter_step(mailing)
    assert not mailing.deliveries.exists()


def test_whoever_was_called_off_is_in_the_next_mailing_of_the_issue():
    before = make_mailing(state="cancelled")
    called_off = make_delivery(before, state="cancelled").subscriber
    other = make_delivery(before, state="cancelled", subscriber=SubscriberFactory(language="en"))
    make_delivery(before, state="sent")
    mailing = make_mailing(issue_key=before.issue_key, entered_at=None)
    enter_all(mailing)
    assert list(mailing.deliveries.values_list("subscriber", flat=True)) == [called_off.pk]
    # Whom it does not reach stays where the desk finds it.
    assert states(before) == ["cancelled", "sent"]
    assert before.deliveries.filter(pk=other.pk).exists()


def test_an_odd_sender_still_gives_a_domain(settings):
    settings.NEWSLETTER_FROM_EMAIL = f"a@{'x' * 200}.example.jp"
    assert len(entering.message_domain()) <= 80
    settings.NEWSLETTER_FROM_EMAIL = "nobody"
    assert entering.message_domain() == "nobody"
