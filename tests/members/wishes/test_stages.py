"""A wish moves along: taken back, given up, entered and closed by the office."""

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import registry

from members.schools.services.registration import Entry
from members.wishes import services
from members.wishes.ending import EndReasonError
from members.wishes.lifecycle import Side, StageError
from members.wishes.models import ExchangeWish
from portal.core.vocabulary import Stage
from tests.factories.schools import MembershipFactory
from tests.factories.wishes import WishFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.CANCELLED])
def test_a_school_takes_its_wish_back_or_gives_it_up(actor, stage):
    wish = WishFactory(waiting=True)

    reason = "no_time" if stage == Stage.CANCELLED else ""
    services.withdraw_wish(wish, actor=actor, to=stage, reason=reason, note="研修のため")

    wish.refresh_from_db()
    assert wish.stage == stage
    assert (wish.end_reason, wish.ended_by) == ((reason, actor) if reason else ("", None))
    assert wish.end_note == ("研修のため" if reason else "")
    assert (wish.ended_at is not None) == bool(reason)


@pytest.mark.parametrize("reason", ["", "no_partner", "nonsense"])
def test_nobody_gives_a_wish_up_without_a_reason_that_fits(actor, reason):
    wish = WishFactory(waiting=True)

    with pytest.raises(EndReasonError):
        services.withdraw_wish(wish, actor=actor, reason=reason)

    assert ExchangeWish.objects.get().is_open


def test_a_wish_that_begins_again_has_no_end(actor):
    wish = WishFactory(stage=Stage.CANCELLED)

    services.change_stage(wish, Stage.DRAFT, actor=actor)

    wish.refresh_from_db()
    assert (wish.end_reason, wish.end_note, wish.ended_at, wish.ended_by) == ("", "", None, None)


def test_the_office_enters_a_wish_and_the_school_is_asked_to_check(
    actor, django_capture_on_commit_callbacks, immediate_letters
):
    confirmed = {"user__email_confirmed_at": timezone.now()}
    writer = MembershipFactory(school__email="school@example.jp", user__email="writer@example.jp", **confirmed)
    MembershipFactory(school=writer.school, role="reader", user__email="reader@example.jp", **confirmed)
    MembershipFactory(school=writer.school, user__email="unconfirmed@example.jp", user__email_confirmed_at=None)

    with django_capture_on_commit_callbacks(execute=True):
        wish = services.enter_wish(
            writer.school,
            {"title": "電話での希望", "exchange_type": "letter_card"},
            actor=actor,
            entry=Entry("phone", "副校長"),
        )

    assert (wish.channel, wish.told_by, wish.created_by, wish.is_on_behalf) == ("phone", "副校長", actor, True)
    assert sorted(letter.to[0] for letter in mail.outbox) == ["school@example.jp", "writer@example.jp"]
    assert "電話での希望" in mail.outbox[0].subject
    assert f"/members/wishes/{wish.pk}/" in mail.outbox[0].body


def test_a_wish_in_the_offices_hands_is_not_taken_back(actor):
    wish = WishFactory(waiting=True, stage=Stage.REVIEWING)

    with pytest.raises(StageError):
        services.withdraw_wish(wish, actor=actor, to=Stage.DRAFT)


def test_the_office_closes_a_wish_and_says_why(actor):
    wish = WishFactory(waiting=True)

    services.change_stage(wish, Stage.CLOSED_UNMATCHED, actor=actor, note="条件に合う学校がない", reason="no_partner")

    wish.refresh_from_db()
    entry = registry.get_logs_for_instance(wish).get()
    assert wish.stage == Stage.CLOSED_UNMATCHED
    assert entry.data == {
        "before": "submitted",
        "after": "closed_unmatched",
        "note": "条件に合う学校がない",
        "reason": "no_partner",
    }
    assert (wish.end_reason, wish.end_note, wish.ended_by) == ("no_partner", "条件に合う学校がない", actor)


@pytest.mark.parametrize("at_the_desk", [True, False])
def test_the_school_is_told_why_the_office_closed_its_wish(
    actor, django_capture_on_commit_callbacks, immediate_letters, at_the_desk
):
    wish = WishFactory(waiting=True, title="給食でつながる", school__email="school@example.jp")
    ending = {"actor": actor, "note": "来年度もご検討ください。", "reason": "partners_declined"}

    with django_capture_on_commit_callbacks(execute=True):
        if at_the_desk:
            services.edit_at_desk(wish, {}, Stage.CLOSED_UNMATCHED, **ending)
        else:
            services.change_stage(wish, Stage.CLOSED_UNMATCHED, **ending)

    [letter] = [one for one in mail.outbox if one.to == ["school@example.jp"]]
    assert "給食でつながる" in letter.subject
    assert "理由：相手校が辞退した、または返事がない" in letter.body
    assert "Reason: Partners declined or did not answer" in letter.body
    assert "来年度もご検討ください。" in letter.body
    assert f"/members/wishes/{wish.pk}/" in letter.body


def test_a_wish_that_goes_on_or_that_the_school_ends_sends_the_school_no_letter(
    actor, django_capture_on_commit_callbacks, immediate_letters
):
    wish = WishFactory(waiting=True, school__email="school@example.jp")

    with django_capture_on_commit_callbacks(execute=True):
        services.change_stage(wish, Stage.REVIEWING, actor=actor)
        services.withdraw_wish(wish, actor=actor, reason="no_time")

    assert [one for one in mail.outbox if one.to == ["school@example.jp"]] == []


def test_the_school_may_not_close_its_wish_as_the_office_does(actor):
    wish = WishFactory(waiting=True)

    with pytest.raises(StageError):
        services.change_stage(wish, Stage.CLOSED_UNMATCHED, actor=actor, side=Side.SCHOOL)


@pytest.mark.parametrize(
    "values",
    [
        {"stage": Stage.NEGOTIATING},
        {"stage": Stage.SUBMITTED},
        {"class_size": 401},
        {"minutes": 241},
        {"school_year": 26},
        {"stage": Stage.CANCELLED},
        {"end_reason": "other", "ended_at": timezone.now()},
        {"stage": Stage.CANCELLED, "end_reason": "nonsense", "ended_at": timezone.now()},
        {"channel": "pigeon"},
    ],
)
def test_the_database_itself_refuses_what_no_wish_may_be(values):
    wish = WishFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        ExchangeWish.objects.filter(pk=wish.pk).update(**values)
