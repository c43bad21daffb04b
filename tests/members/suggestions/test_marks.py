"""What the desk decides about a list by hand: first, hidden, never."""

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import registry

from members.suggestions import services
from members.suggestions.models import DeskMark, MarkKind
from tests.factories.partners import PartnerFactory
from tests.factories.schools import UserFactory
from tests.factories.wishes import WishFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def wish(membership):
    return WishFactory(school=membership.school, waiting=True, title="給食でつながる")


@pytest.fixture
def partners(wish):
    """Six that suit the wish, one better than the other."""
    return [PartnerFactory(name=f"相手校{number}", requests=9, replies=9 - number) for number in range(6)]


@pytest.fixture
def page(wish):
    return reverse("match_runs:wish", args=[wish.pk])


def names(run):
    return [one.partner.name for one in run.suggestions.order_by("rank")]


def mark(wish, partner, kind, reason="校長どうしの縁がある"):
    return services.mark_partner(wish, partner, kind, reason=reason, by=None)


def test_a_pinned_partner_stands_first_and_the_others_follow_in_their_order(wish, partners):
    before = names(services.refresh_suggestions(wish))
    mark(wish, partners[4], MarkKind.PIN)

    run = services.refresh_suggestions(wish)

    assert names(run) == ["相手校4", *(name for name in before if name != "相手校4")]
    assert [one.pinned_because for one in run.suggestions.order_by("rank")][:2] == ["校長どうしの縁がある", ""]


def test_no_pin_lifts_a_rule(wish, partners):
    closed = PartnerFactory(name="閉じた学校", status="closed")
    mark(wish, closed, MarkKind.PIN)

    assert "閉じた学校" not in names(services.refresh_suggestions(wish))


def test_hidden_for_one_wish_blocked_for_all_of_the_school(wish, partners, membership):
    other, elsewhere = WishFactory(school=membership.school, waiting=True), WishFactory(waiting=True)
    mark(wish, partners[0], MarkKind.HIDE)
    mark(wish, partners[1], MarkKind.BLOCK)

    gone = [{"相手校0", "相手校1"} - set(names(services.refresh_suggestions(one))) for one in (wish, other, elsewhere)]

    assert gone == [{"相手校0", "相手校1"}, {"相手校1"}, set()]


def test_the_nightly_run_keeps_the_decisions(wish, partners):
    mark(wish, partners[5], MarkKind.PIN)
    mark(wish, partners[0], MarkKind.HIDE)

    [run] = services.refresh_all()

    assert names(run) == ["相手校5", "相手校1", "相手校2", "相手校3", "相手校4"]


def test_a_second_decision_takes_the_place_of_the_first(wish, partners):
    mark(wish, partners[0], MarkKind.PIN)
    mark(wish, partners[0], MarkKind.HIDE, "予定が合わない")

    assert [(one.kind, one.reason) for one in DeskMark.objects.all()] == [("hide", "予定が合わない")]
    actions = [(entry.action, entry.data["kind"]) for entry in registry.get_logs_for_instance(wish)]
    assert sorted(actions) == [("suggestion.mark", "hide"), ("suggestion.mark", "pin")]


@pytest.mark.parametrize("reason", ["", "理" * 201])
def test_a_decision_needs_a_reason_of_some_length(wish, partners, reason):
    with pytest.raises(ValidationError):
        mark(wish, partners[0], MarkKind.HIDE, reason)
    assert not DeskMark.objects.exists()


def test_the_database_knows_what_a_block_is(wish, partners):
    row = {"school": wish.school, "partner": partners[0], "reason": "x"}
    for wrong in ({"kind": "block", "wish": wish}, {"kind": "pin"}, {"kind": "other", "wish": wish}):
        with pytest.raises(IntegrityError), transaction.atomic():
            DeskMark.objects.create(**row, **wrong)


def test_decisions_make_the_lists_anew(wish, partners, django_capture_on_commit_callbacks):
    services.refresh_suggestions(wish)
    with django_capture_on_commit_callbacks(execute=True):
        made = mark(wish, partners[0], MarkKind.BLOCK)
    assert "相手校0" not in names(wish.runs.first())

    with django_capture_on_commit_callbacks(execute=True):
        assert services.lift_mark(wish, made, by=None)
    assert "相手校0" in names(wish.runs.first())
    assert services.lift_mark(wish, made, by=None) is False


def test_the_desk_decides_on_a_page_with_reasons(coordinator, wish, partners, page, coordinator_user):
    services.refresh_suggestions(wish)
    decide = reverse("match_runs:decide", args=[wish.pk, partners[3].pk])
    assert decide in coordinator.get(page).content.decode()
    assert "候補4" in coordinator.get(decide).content.decode()

    refused = coordinator.post(decide, {"kind": "pin", "reason": " "})
    assert refused.status_code == 422
    assert "理由を書いてください" in refused.content.decode()

    answer = coordinator.post(decide, {"kind": "pin", "reason": "昨年の交流の続き"}, follow=True)
    made = DeskMark.objects.get()
    assert (made.kind, made.school, made.made_by) == ("pin", wish.school, coordinator_user)
    html = answer.content.decode()
    assert "相手校3 は、決まりに反しないかぎり、これから最初に出ます。" in html
    assert "昨年の交流の続き" in html

    coordinator.post(reverse("match_runs:lift", args=[wish.pk, made.pk]))
    assert not DeskMark.objects.exists()
    again = coordinator.post(reverse("match_runs:lift", args=[wish.pk, made.pk]), follow=True)
    assert "すでにほかの方が取り消しています" in again.content.decode()


def test_a_pin_that_a_rule_refuses_is_explained(coordinator, wish, partners, page):
    partners[0].status = "paused"
    partners[0].save()
    mark(wish, partners[0], MarkKind.PIN)
    services.refresh_suggestions(wish)

    assert "最初に出すことになっていますが、一覧に出ていません" in coordinator.get(page).content.decode()


def test_partners_are_looked_up_by_name(coordinator, wish, page):
    PartnerFactory(name="さくら学校", exchange_types=["artwork"])
    services.refresh_suggestions(wish)

    html = coordinator.get(page, {"q": "さくら"}).content.decode()
    assert "この種類の交流には参加していません" in html
    assert "この言葉のある相手校は見つかりません" in coordinator.get(page, {"q": "ないない"}).content.decode()


def test_the_list_is_made_anew_at_a_click(coordinator, wish, partners, page):
    coordinator.post(page)
    assert wish.runs.count() == 1
    draft = WishFactory()
    answer = coordinator.post(reverse("match_runs:wish", args=[draft.pk]), follow=True)
    assert "この希望はもう受け付けを終えています" in answer.content.decode()
    assert draft.runs.count() == 0


def test_the_school_reads_why_the_office_recommends_it_and_not_why_one_is_hidden(member, wish, partners):
    mark(wish, partners[4], MarkKind.PIN, "校長どうしが知り合いです")
    mark(wish, partners[0], MarkKind.HIDE, "先方から断りたいとの連絡")
    services.refresh_suggestions(wish)

    html = member.get(reverse("members:wish-matches", args=[wish.pk])).content.decode()
    assert "事務局のおすすめ" in html
    assert "校長どうしが知り合いです" in html
    why = member.get(reverse("members:wish-why", args=[wish.pk]), {"partner": partners[0].pk}).content.decode()
    assert "事務局から貴校にはご紹介していません" in why
    assert "先方から断りたい" not in html + why


def test_only_the_desk_decides(client, member, editor, wish, partners, page):
    decide = reverse("match_runs:decide", args=[wish.pk, partners[0].pk])
    for one in (client, member, editor):
        for address in (page, decide):
            assert one.post(address, {"kind": "hide", "reason": "x"}).status_code in {302, 403}
    assert not DeskMark.objects.exists()


def test_who_only_looks_sees_no_buttons(wish, partners, page):
    user = UserFactory()
    wanted = Permission.objects.filter(codename__in=["access_admin", "view_matchrun"])
    user.user_permissions.add(*wanted)
    looking = Client()
    looking.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    services.refresh_suggestions(wish)

    html = looking.get(page).content.decode()
    assert "相手校0" in html
    assert reverse("match_runs:decide", args=[wish.pk, partners[0].pk]) not in html


@pytest.mark.parametrize("count", [1, 5])
def test_more_rows_cost_no_more_queries(coordinator, wish, page, count, django_assert_num_queries):
    for _each in range(count):
        mark(wish, PartnerFactory(), MarkKind.PIN)
    services.refresh_suggestions(wish)
    coordinator.get(page)
    with django_assert_num_queries(22):
        assert coordinator.get(page).status_code == 200
