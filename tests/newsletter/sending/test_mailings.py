"""A mailing from its draft to its end, and who may do what when."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import ModelLogEntry

from newsletter.models import Mailing
from newsletter.sending import services
from newsletter.sending.claiming import give_back
from newsletter.sending.durability import epoch
from newsletter.sending.errors import NotPossibleError
from newsletter.sending.tidying import call_off
from newsletter.states import MAILING_STEPS
from newsletter.vocabulary import MailingState
from tests.factories.schools import UserFactory
from tests.factories.subscribers import SubscriberFactory

from .builders import make_delivery, make_mailing, states

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def draft(issue, editor):
    SubscriberFactory()
    return services.create(issue, by=editor)


def actions(mailing):
    return list(ModelLogEntry.objects.filter(object_id=mailing.pk).order_by("pk").values_list("action", flat=True))


def test_a_draft_is_released_and_all_is_written_down(draft, editor):
    later = timezone.now() + HOUR
    services.change(draft, by=editor, scheduled_at=later, audience={"languages": ["ja"]}, per_minute=30)
    released = services.submit(draft, by=editor)
    assert (released.state, released.submitted_by, released.scheduled_at) == ("scheduled", editor, later)
    assert released.audience["languages"] == ["ja"]
    assert actions(draft) == ["mailing.create", "mailing.change", "mailing.submit"]


def test_one_mailing_of_an_issue_at_a_time(draft, issue, editor):
    with pytest.raises(NotPossibleError):
        services.create(issue, by=editor)
    Mailing.objects.update(state="cancelled")
    services.create(issue, by=editor)


def test_wrong_values_are_refused(draft, editor):
    with pytest.raises(ValidationError):
        services.change(draft, by=editor, audience={"languages": ["fr"]})
    with pytest.raises(ValidationError):
        services.change(draft, by=editor, per_minute=0)
    with pytest.raises(TypeError):
        services.change(draft, by=editor, state="done")


def test_a_draft_can_be_thrown_away_and_nothing_else(draft, editor):
    services.submit(draft, by=editor)
    with pytest.raises(NotPossibleError):
        services.discard(draft, by=editor)
    with pytest.raises(NotPossibleError):
        services.change(draft, by=editor, per_minute=3)
    services.recall(draft, by=editor)
    services.discard(draft, by=editor)
    assert not Mailing.objects.exists()


def test_what_is_not_ready_is_not_released(draft, issue, editor):
    services.change(draft, by=editor, audience={"languages": ["en"]})
    with pytest.raises(NotPossibleError):
        services.submit(draft, by=editor)
    services.change(draft, by=editor, audience={}, scheduled_at=timezone.now() - HOUR)
    with pytest.raises(NotPossibleError):
        services.submit(draft, by=editor)
    services.change(draft, by=editor, scheduled_at=None)
    issue.unpublish()
    with pytest.raises(NotPossibleError):
        services.submit(draft, by=editor)
    issue.save_revision().publish()
    assert services.submit(draft, by=editor).state == "scheduled"


class TestSecondPerson:
    @pytest.fixture(autouse=True)
    def _setting(self, settings):
        settings.NEWSLETTER_SECOND_PERSON = True

    def test_somebody_else_approves(self, draft, editor):
        assert services.submit(draft, by=editor).state == "waiting"
        with pytest.raises(NotPossibleError):
            services.approve(draft, by=editor)
        other = UserFactory(group="Publisher")
        approved = services.approve(draft, by=other)
        assert (approved.state, approved.approved_by) == ("scheduled", other)
        assert actions(draft)[-2:] == ["mailing.submit", "mailing.approve"]

    def test_nobody_approves_what_was_not_released(self, draft, editor):
        with pytest.raises(NotPossibleError):
            services.approve(draft, by=editor)
        services.submit(draft, by=editor)
        services.send_back(draft, by=UserFactory())
        with pytest.raises(NotPossibleError):
            services.approve(draft, by=UserFactory())
        draft.refresh_from_db()
        assert draft.state == "draft"

    def test_an_administrator_is_free_of_the_rule(self, draft):
        admin = UserFactory(is_superuser=True)
        services.submit(draft, by=admin)
        assert services.approve(draft, by=admin).state == "scheduled"

    def test_it_is_sent_back_with_a_reason(self, draft, editor):
        services.submit(draft, by=editor)
        assert services.send_back(draft, by=editor, reason="誤字").state == "draft"
        with pytest.raises(NotPossibleError):
            services.send_back(draft, by=editor)

    def test_the_time_may_go_by_while_it_waits(self, draft, editor):
        services.submit(draft, by=editor)
        Mailing.objects.update(scheduled_at=timezone.now() - HOUR)
        assert services.approve(draft, by=UserFactory()).state == "scheduled"


def test_pause_resume_and_cancel(editor):
    mailing = make_mailing(readers=3)
    in_hand = make_delivery(mailing, state="claimed", claim=f"{epoch()}x")
    make_delivery(mailing, state="transmitting", claim="x")
    make_delivery(mailing, state="sent")
    assert services.pause(mailing, by=editor).state == "paused"
    assert services.resume(mailing, by=editor).state == "sending"
    assert services.cancel(mailing, by=editor).finished_at is not None
    # What a worker has in hand is its own until it gives it back.
    assert states(mailing) == ["cancelled"] * 3 + ["claimed", "transmitting", "sent"]
    give_back(in_hand.claim)
    call_off()
    assert states(mailing) == ["cancelled"] * 4 + ["transmitting", "sent"]
    assert actions(mailing) == ["mailing.pause", "mailing.resume", "mailing.cancel"]


@pytest.mark.parametrize("state", MailingState.values)
@pytest.mark.parametrize(
    ("action", "to"),
    [
        (services.submit, "scheduled"),
        (services.approve, "scheduled"),
        (services.recall, "draft"),
        (services.pause, "paused"),
        (services.resume, "sending"),
        (services.cancel, "cancelled"),
    ],
)
def test_only_the_steps_of_the_table(action, to, state, issue, editor):
    SubscriberFactory()
    mailing = make_mailing(state=state, issue_key=issue.translation_key)
    possible = to in MAILING_STEPS[MailingState(state)]
    # Several steps lead to these states, each from one other.
    only_from = {services.submit: "draft", services.approve: "waiting", services.resume: "paused"}
    if action in only_from:
        possible = state == only_from[action]
    if possible:
        assert action(mailing, by=editor).state == to
    else:
        with pytest.raises(NotPossibleError):
            action(mailing, by=editor)
        mailing.refresh_from_db()
        assert mailing.state == state


class TestDeciding:
    def test_unknown_mails_count_as_sent(self, editor):
        mailing = make_mailing(state="done")
        rows = [make_delivery(mailing, state="unknown") for _number in range(2)]
        assert services.decide_unknown(mailing, [rows[0].pk], services.SENT, by=editor) == 1
        assert states(mailing) == ["sent", "unknown"]

    def test_unknown_mails_go_out_again_under_the_same_name(self, editor):
        mailing = make_mailing(state="done", finished_at=timezone.now())
        row = make_delivery(mailing, state="unknown", attempts=3, data_begun_at=timezone.now())
        make_delivery(mailing, state="sent")
        assert services.decide_unknown(mailing, None, services.AGAIN, by=editor) == 1
        assert states(mailing) == ["queued", "sent"]
        again = mailing.deliveries.get(pk=row.pk)
        assert (again.message_id, again.attempts) == (row.message_id, 0)
        # It may have been received: no other mailing takes this person for somebody who had nothing.
        assert again.data_begun_at is not None
        mailing.refresh_from_db()
        assert (mailing.state, mailing.finished_at) == ("sending", None)
        assert actions(mailing) == ["mailing.reopen", "mailing.decide"]

    def test_not_in_a_cancelled_mailing_and_not_beside_another(self, editor):
        mailing = make_mailing(state="cancelled")
        make_delivery(mailing, state="unknown")
        with pytest.raises(NotPossibleError):
            services.decide_unknown(mailing, None, services.AGAIN, by=editor)
        Mailing.objects.update(state="done")
        make_mailing(state="draft", issue_key=mailing.issue_key)
        with pytest.raises(NotPossibleError):
            services.decide_unknown(mailing, None, services.AGAIN, by=editor)
        assert services.decide_unknown(mailing, None, services.SENT, by=editor) == 1
        with pytest.raises(ValueError, match="perhaps"):
            services.decide_unknown(mailing, None, "perhaps", by=editor)

    def test_refused_mails_are_tried_again(self, editor):
        mailing = make_mailing()
        make_delivery(mailing, state="failed", attempts=6)
        make_delivery(mailing, state="unknown")
        assert services.retry_failed(mailing, by=editor) == 1
        assert states(mailing) == ["queued", "unknown"]
