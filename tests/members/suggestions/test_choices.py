"""The second and third choice of a school, and the answer that makes their turn come."""

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.log_actions import registry

from members.suggestions import services
from members.suggestions.models import PartnerRequest, RequestStatus
from members.wishes.lifecycle import Side
from members.wishes.services import change_stage
from portal.core.vocabulary import Stage
from tests.factories.partners import PartnerFactory
from tests.factories.suggestions import RequestFactory
from tests.factories.wishes import WishFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def wish(membership):
    membership.school.email = "midori@example.jp"
    membership.school.save()
    return WishFactory(school=membership.school, waiting=True, title="給食でつながる")


@pytest.fixture
def partners(wish):
    found = [PartnerFactory(name=f"相手校{number}", requests=9, replies=9 - number) for number in range(4)]
    services.refresh_suggestions(wish)
    wish.refresh_from_db()
    return found


@pytest.fixture
def ask(wish, partners):
    return reverse("members:wish-ask", args=[wish.pk, partners[0].pk])


@pytest.fixture
def choices(wish):
    return reverse("members:wish-choices", args=[wish.pk])


def kept(wish):
    return list(wish.next_choices.values_list("place", "partner__name"))


def asked(wish):
    return list(PartnerRequest.objects.filter(wish=wish).order_by("pk").values_list("partner__name", "status"))


def test_the_first_is_asked_and_the_others_are_kept(member, wish, partners, ask):
    answer = member.post(ask, {"second": partners[2].pk, "third": partners[1].pk}, follow=True)

    assert asked(wish) == [("相手校0", "open")]
    assert kept(wish) == [(2, "相手校2"), (3, "相手校1")]
    html = answer.content.decode()
    assert "断られた場合は、次の順にお願いします" in html
    assert html.index("相手校2</a></li>") < html.index("相手校1</a></li>")


@pytest.mark.parametrize(
    ("second", "third", "words"),
    [
        (None, 1, "先に第2希望を選んでください"),
        (1, 1, "この学校は第2希望になっています"),
        (0, None, "正しく選択してください"),
        (99, None, "正しく選択してください"),
    ],
)
def test_wrong_choices_are_refused_beside_the_field_and_nothing_is_asked(
    member, wish, partners, ask, second, third, words
):
    def key(number):
        return "" if number is None else 10**6 if number == 99 else partners[number].pk

    answer = member.post(ask, {"second": key(second), "third": key(third)})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not PartnerRequest.objects.exists()


def test_a_partner_declines_and_the_next_is_asked_for_the_school(
    wish, partners, membership, coordinator_user, django_capture_on_commit_callbacks, immediate_letters
):
    request = services.ask_in_order(wish, partners[:3], membership.user)

    with django_capture_on_commit_callbacks(execute=True):
        answered = services.answer_request(request, RequestStatus.REFUSED, by=coordinator_user, refusal="dates")

    assert asked(wish) == [("相手校0", "refused"), ("相手校1", "open")]
    assert kept(wish) == [(3, "相手校2")]
    assert answered.following.requested_by == membership.user
    assert registry.get_logs_for_instance(answered.following).get().user == coordinator_user
    [letter] = [one for one in mail.outbox if wish.school.email in one.to]
    assert "相手校0" in letter.subject
    assert "日程が合わない" in letter.body
    assert "次の希望の相手校1" in letter.body


def test_who_takes_nobody_any_more_is_passed_over(wish, partners, membership):
    request = services.ask_in_order(wish, partners[:3], membership.user)
    type(partners[1]).objects.filter(pk=partners[1].pk).update(status="paused")

    services.answer_request(request, RequestStatus.REFUSED, by=None, refusal="full")

    assert asked(wish) == [("相手校0", "refused"), ("相手校2", "open")]
    assert kept(wish) == []
    assert "request.pass_over" in {entry.action for entry in registry.get_logs_for_instance(wish)}


@pytest.mark.parametrize(
    ("status", "refusal", "subject", "body"),
    [
        (RequestStatus.ACCEPTED, "", "交流したいとのことです", "日程の調整"),
        (RequestStatus.REFUSED, "no_answer", "今回は参加できません", "お返事がありませんでした"),
        (RequestStatus.WITHDRAWN, "", "への依頼を取り下げました", "お心当たりがない場合"),
    ],
)
def test_every_answer_is_told_to_the_school(
    wish, partners, status, refusal, subject, body, django_capture_on_commit_callbacks, immediate_letters
):
    request = services.request_partner(wish, partners[0], None)
    with django_capture_on_commit_callbacks(execute=True):
        answered = services.answer_request(request, status, by=None, refusal=refusal)

    assert answered.following is None
    [letter] = [one for one in mail.outbox if wish.school.email in one.to]
    assert subject in letter.subject
    assert body in letter.body
    assert reverse("members:wish-matches", args=[wish.pk]) in letter.body


def test_an_accepted_request_asks_nobody_else(wish, partners):
    request = services.ask_in_order(wish, partners[:2], None)
    services.answer_request(request, RequestStatus.ACCEPTED, by=None)

    assert asked(wish) == [("相手校0", "accepted")]


def test_the_desk_learns_that_the_next_is_asked(coordinator, wish, partners):
    request = services.ask_in_order(wish, partners[:2], None)
    answer = coordinator.post(
        reverse("partner_requests:edit", args=[request.pk]), {"status": "refused", "refusal": "age"}, follow=True
    )

    assert "次の希望である相手校1への依頼を作成しました" in answer.content.decode()


def test_the_choices_are_changed_while_the_first_is_asked(member, wish, partners, choices):
    services.ask_in_order(wish, partners[:3], None)

    page = member.get(choices).content.decode()
    assert f'<option value="{partners[1].pk}" selected>' in page
    assert f'<option value="{partners[0].pk}"' not in page
    assert member.post(choices, {"second": "", "third": partners[3].pk}).status_code == 422
    member.post(choices, {"second": partners[3].pk, "third": ""})
    assert kept(wish) == [(2, "相手校3")]
    member.post(choices, {"second": "", "third": ""})
    assert kept(wish) == []


def test_without_a_request_there_is_nothing_to_come_next(member, choices, partners):
    answer = member.get(choices, follow=True)

    assert "先に、どの学校に声をかけるかを選んでください" in answer.content.decode()


def test_asking_a_next_choice_takes_it_off_the_list(wish, partners):
    first = services.ask_in_order(wish, partners[:3], None)
    services.close_request(first, RequestStatus.WITHDRAWN, by=None)

    services.request_partner(wish, partners[2], None)

    assert kept(wish) == [(2, "相手校1")]
    with pytest.raises(services.RequestError) as refused:
        services.choose_next(wish, [partners[2]], None)
    assert refused.value.reason == "already_open"


def test_a_wish_that_ends_forgets_its_choices(wish, partners):
    services.ask_in_order(wish, partners[:3], None)
    change_stage(wish, Stage.CANCELLED, actor=None, side=Side.SCHOOL, reason="plans_changed")

    assert kept(wish) == []
    assert asked(wish) == [("相手校0", "withdrawn")]
    with pytest.raises(services.RequestError):
        services.choose_next(wish, partners[:1], None)


def test_choices_are_the_schools_own(outsider, reader, coordinator, choices, wish, partners):
    services.ask_in_order(wish, partners[:2], None)

    assert outsider.post(choices, {"second": partners[2].pk}).status_code == 404
    assert reader.post(choices, {"second": partners[2].pk}).status_code == 403
    assert coordinator.post(choices, {"second": partners[2].pk}).status_code == 403
    assert kept(wish) == [(2, "相手校1")]


def test_two_and_the_same_are_a_mistake_of_the_program(wish, partners):
    RequestFactory(wish=wish, partner=partners[0])
    for wrong in ([partners[1]] * 2, partners[1:4]):
        with pytest.raises(ValueError, match="different"):
            services.choose_next(wish, wrong, None)
