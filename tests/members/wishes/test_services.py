import datetime

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import registry

from members.wishes import services
from members.wishes.lifecycle import Side, StageError
from members.wishes.models import ExchangeWish
from portal.core.site_settings import PortalSettings
from portal.core.vocabulary import Stage
from tests.factories.schools import SchoolFactory, SchoolPeriodFactory, UserFactory
from tests.factories.wishes import LiveWishFactory, WishFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor():
    return UserFactory()


def history(wish):
    logs = registry.get_logs_for_instance(wish)
    return [(entry.action, entry.user) for entry in logs.order_by("timestamp", "pk")]


def test_a_draft_needs_no_more_than_a_title_and_a_type(actor):
    school = SchoolFactory()

    wish = services.save_draft(school, {"title": "年賀状", "exchange_type": "letter_card"}, actor=actor)

    wish.refresh_from_db()
    assert (wish.stage, wish.version, wish.created_by, wish.school) == (Stage.DRAFT, 1, actor, school)
    assert history(wish) == [("wish.create", actor)]


def test_a_draft_is_changed_and_counted(actor):
    wish = WishFactory()

    services.save_draft(wish.school, {"title": "新しい名前"}, actor=actor, wish=wish, version=1)

    wish.refresh_from_db()
    assert (wish.title, wish.version, wish.updated_by, wish.grades) == ("新しい名前", 2, actor, ["e5"])
    assert history(wish) == [("wish.edit", actor)]


def test_the_later_of_two_savers_is_refused_with_the_present_wish(actor):
    wish = WishFactory()
    services.save_draft(wish.school, {"title": "先に保存"}, actor=actor, wish=wish, version=1)

    with pytest.raises(services.WishChangedError) as refused:
        services.save_draft(wish.school, {"title": "後から"}, actor=actor, wish=wish, version=1)

    assert refused.value.wish.title == "先に保存"
    assert ExchangeWish.objects.get().title == "先に保存"


@pytest.mark.parametrize(
    "answers",
    [
        {"class_size": 401},
        {"class_size": 0},
        {"minutes": 5},
        {"grades": ["e9"]},
        {"languages": {"en": 9}},
        {"title": ""},
    ],
)
def test_answers_outside_the_vocabulary_never_reach_the_database(actor, answers):
    wish = WishFactory()

    with pytest.raises(ValidationError):
        services.save_draft(wish.school, answers, actor=actor, wish=wish)

    assert ExchangeWish.objects.get().version == 1


def test_periods_of_another_school_are_left_out(actor):
    wish = WishFactory()
    own, foreign = SchoolPeriodFactory(school=wish.school), SchoolPeriodFactory()

    services.save_draft(wish.school, {"periods": [own, foreign]}, actor=actor, wish=wish)

    assert list(wish.periods.all()) == [own]


def test_handing_in_sets_stage_and_day_and_writes_history(actor):
    wish = LiveWishFactory()
    before = timezone.now()

    services.submit_wish(wish, actor=actor)

    wish.refresh_from_db()
    assert wish.stage == Stage.SUBMITTED
    assert wish.submitted_at >= before
    assert history(wish) == [("wish.stage", actor)]


def test_an_incomplete_draft_stays_a_draft(actor):
    wish = LiveWishFactory(themes=[], musts=["region"])

    with pytest.raises(services.IncompleteWishError) as refused:
        services.submit_wish(wish, actor=actor)

    assert (refused.value.fields, refused.value.musts) == (["themes"], ["region"])
    assert ExchangeWish.objects.get().stage == Stage.DRAFT


def test_nobody_hands_in_twice(actor):
    wish = WishFactory()
    services.submit_wish(wish, actor=actor)

    with pytest.raises(StageError):
        services.submit_wish(wish, actor=actor)


def test_a_wish_that_was_handed_in_is_no_draft_any_more(actor):
    wish = WishFactory(waiting=True)

    with pytest.raises(StageError):
        services.save_draft(wish.school, {"title": "別の名前"}, actor=actor, wish=wish)


def test_a_revised_wish_must_stay_complete(actor):
    wish = WishFactory(waiting=True)

    with pytest.raises(services.IncompleteWishError):
        services.revise_wish(wish, {"grades": []}, actor=actor, version=1)

    wish.refresh_from_db()
    assert (wish.grades, wish.version) == (["e5"], 1)


def test_only_wishes_that_wait_are_revised(actor):
    with pytest.raises(StageError):
        services.revise_wish(WishFactory(), {"title": "別の名前"}, actor=actor)


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.CANCELLED])
def test_a_school_takes_its_wish_back_or_gives_it_up(actor, stage):
    wish = WishFactory(waiting=True)

    services.withdraw_wish(wish, actor=actor, to=stage)

    wish.refresh_from_db()
    assert wish.stage == stage


def test_a_wish_in_the_offices_hands_is_not_taken_back(actor):
    wish = WishFactory(waiting=True, stage=Stage.REVIEWING)

    with pytest.raises(StageError):
        services.withdraw_wish(wish, actor=actor, to=Stage.DRAFT)


def test_the_office_closes_a_wish_and_says_why(actor):
    wish = WishFactory(waiting=True)

    services.change_stage(wish, Stage.CLOSED_UNMATCHED, actor=actor, note="条件に合う学校がない")

    wish.refresh_from_db()
    entry = registry.get_logs_for_instance(wish).get()
    assert wish.stage == Stage.CLOSED_UNMATCHED
    assert entry.data == {"before": "submitted", "after": "closed_unmatched", "note": "条件に合う学校がない"}


def test_the_school_may_not_close_its_wish_as_the_office_does(actor):
    wish = WishFactory(waiting=True)

    with pytest.raises(StageError):
        services.change_stage(wish, Stage.CLOSED_UNMATCHED, actor=actor, side=Side.SCHOOL)


@pytest.mark.parametrize(
    "values",
    [{"stage": Stage.NEGOTIATING}, {"stage": Stage.SUBMITTED}, {"class_size": 401}, {"minutes": 241}],
)
def test_the_database_itself_refuses_what_no_wish_may_be(values):
    wish = WishFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        ExchangeWish.objects.filter(pk=wish.pk).update(**values)


def test_the_desk_is_written_to_in_japanese_after_the_commit(
    actor, django_capture_on_commit_callbacks, immediate_letters
):
    settings = PortalSettings.load()
    settings.email = "desk@example.jp"
    settings.save()
    wish = WishFactory(title="年賀状を送ろう", school__name="みどり台小学校")

    with django_capture_on_commit_callbacks() as callbacks:
        services.submit_wish(wish, actor=actor)
        assert mail.outbox == []
    for callback in callbacks:
        callback()

    letter = mail.outbox[0]
    assert letter.to == ["desk@example.jp"]
    assert letter.subject.endswith("みどり台小学校：年賀状を送ろう")
    assert f"/cms/wishes/edit/{wish.pk}/" in letter.body


def test_a_letter_that_cannot_be_queued_does_not_undo_the_wish(
    actor, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    class NoQueue:
        def enqueue(self, *args):
            raise OSError("no queue")

    monkeypatch.setattr("portal.core.mail.letters.post_letter", NoQueue())
    wish = WishFactory()

    with django_capture_on_commit_callbacks(execute=True):
        services.submit_wish(wish, actor=actor)

    assert ExchangeWish.objects.get().is_open
    assert "could not be queued" in caplog.text


def test_nothing_is_written_when_the_transaction_fails(actor, django_capture_on_commit_callbacks, immediate_letters):
    with pytest.raises(services.IncompleteWishError), django_capture_on_commit_callbacks(execute=True):
        services.submit_wish(WishFactory(grades=[]), actor=actor)

    assert mail.outbox == []


def test_wishes_are_found_by_month():
    october, january = WishFactory(months=[10, 11]), WishFactory(months=[12, 1])

    assert list(ExchangeWish.objects.in_month(1)) == [january]
    assert list(ExchangeWish.objects.in_month(11)) == [october]


def test_the_longest_waiting_wish_is_served_first():
    day = datetime.datetime(2026, 9, 1, tzinfo=datetime.UTC)
    late = WishFactory(waiting=True, submitted_at=day + datetime.timedelta(days=3))
    early = WishFactory(waiting=True, submitted_at=day)
    WishFactory()

    assert list(ExchangeWish.objects.open().waiting_longest_first()) == [early, late]
