import datetime

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone

from members.wishes import services
from members.wishes.lifecycle import StageError
from members.wishes.models import ExchangeWish, StepDraft
from members.wishes.services import Opened, plain
from portal.core.site_settings import PortalSettings
from portal.core.vocabulary import Stage
from tests.factories.schools import SchoolFactory, SchoolPeriodFactory
from tests.factories.wishes import LiveWishFactory, WishFactory
from tests.members.wishes.history import history

pytestmark = pytest.mark.django_db


def test_a_draft_needs_no_more_than_a_title_and_a_type(actor):
    school = SchoolFactory()

    wish = services.save_draft(school, {"title": "年賀状", "exchange_type": "letter_card"}, actor=actor)

    wish.refresh_from_db()
    assert (wish.stage, wish.version, wish.created_by, wish.school) == (Stage.DRAFT, 1, actor, school)
    assert history(wish) == [("wish.create", actor)]


def test_a_draft_is_changed_and_counted(actor):
    wish = WishFactory()

    services.save_draft(wish.school, {"title": "新しい名前"}, actor=actor, wish=wish)

    wish.refresh_from_db()
    assert (wish.title, wish.version, wish.updated_by, wish.grades) == ("新しい名前", 2, actor, ["e5"])
    assert history(wish) == [("wish.edit", actor)]


def opened(wish, *names):
    """What a form of these answers is opened with."""
    stored = plain(wish.answers())
    return Opened("what", {name: stored[name] for name in names}, timezone.now())


def test_the_later_of_two_savers_is_refused_with_the_present_wish(actor):
    wish = WishFactory()
    before = opened(wish, "title")
    services.save_draft(wish.school, {"title": "先に保存"}, actor=actor, wish=wish, opened=before)

    with pytest.raises(services.WishChangedError) as refused:
        services.save_draft(wish.school, {"title": "後から"}, actor=actor, wish=wish, opened=before)

    assert refused.value.wish.title == "先に保存"
    assert [one.name for one in refused.value.conflicts] == ["title"]
    assert ExchangeWish.objects.get().title == "先に保存"


def test_what_others_changed_is_kept_where_it_was_left_alone(actor):
    wish = WishFactory(title="元の名前")
    before = opened(wish, "title", "class_size")
    services.save_draft(wish.school, {"class_size": 12}, actor=actor, wish=wish)

    services.save_draft(wish.school, {"title": "新しい名前", "class_size": 30}, actor=actor, wish=wish, opened=before)

    wish.refresh_from_db()
    assert (wish.title, wish.class_size) == ("新しい名前", 12)


def test_saving_a_step_forgets_what_was_typed_into_it(actor):
    wish = WishFactory()
    for step in ("what", "when"):
        services.keep_typed(wish.school, step, {"title": ["x\x00"]}, user=actor, wish=wish, opened=None)

    services.save_draft(wish.school, {"title": "新しい名前"}, actor=actor, wish=wish, opened=opened(wish, "title"))

    assert [draft.step for draft in StepDraft.objects.all()] == ["when"]
    assert StepDraft.objects.get().data == {"title": ["x"]}


def test_a_late_letter_brings_nothing_back(actor):
    wish = WishFactory()
    before = opened(wish, "title")
    services.save_draft(wish.school, {"title": "新しい名前"}, actor=actor, wish=wish, opened=before)

    kept = services.keep_typed(wish.school, "what", {"title": ["古い"]}, user=actor, wish=wish, opened=before)

    assert kept is None
    assert not StepDraft.objects.exists()


def test_a_late_letter_of_a_new_wish_brings_nothing_back(actor):
    school = SchoolFactory()
    before = Opened("what", {}, timezone.now())
    assert services.keep_typed(school, "what", {"title": ["年"]}, user=actor, wish=None, opened=before)
    answers = {"title": "年賀状", "exchange_type": "letter_card"}
    services.save_draft(school, answers, actor=actor, opened=before)

    assert services.keep_typed(school, "what", {"title": ["年"]}, user=actor, wish=None, opened=before) is None
    assert not StepDraft.objects.exists()


def test_more_than_a_step_can_hold_is_not_kept(actor):
    with pytest.raises(services.DraftTooLargeError):
        services.keep_typed(SchoolFactory(), "what", {"notes": ["あ" * 20_001]}, user=actor, wish=None, opened=None)


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
        services.revise_wish(wish, {"grades": []}, actor=actor)

    wish.refresh_from_db()
    assert (wish.grades, wish.version) == (["e5"], 1)


def test_saving_what_is_stored_already_tells_nobody(actor, django_capture_on_commit_callbacks, immediate_letters):
    wish = WishFactory(waiting=True)

    with django_capture_on_commit_callbacks(execute=True):
        services.revise_wish(wish, {"themes": ["food"], "importance": {"age": 1}}, actor=actor)

    wish.refresh_from_db()
    assert (wish.version, mail.outbox, history(wish)) == (1, [], [])


def test_only_wishes_that_wait_are_revised(actor):
    with pytest.raises(StageError):
        services.revise_wish(WishFactory(), {"title": "別の名前"}, actor=actor)


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
