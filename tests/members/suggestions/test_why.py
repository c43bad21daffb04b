"""Why a partner is not among the suggestions."""

import datetime

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from members.suggestions import services
from members.suggestions.models import DeclineReason
from members.suggestions.services.refreshing import LIMIT
from members.suggestions.why import why
from tests.factories.partners import PartnerFactory
from tests.factories.suggestions import RequestFactory
from tests.factories.wishes import LiveWishFactory, WishFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def wish(membership):
    return WishFactory(school=membership.school, waiting=True)


def reason_of(wish, partner):
    [answer] = why(wish, wish.runs.first(), [partner])
    return answer.reason


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"status": "paused"}, "現在、交流に参加していません。"),
        ({"exchange_types": ["artwork"]}, "この種類の交流には参加していません。"),
        ({"age_min": 16, "age_max": 18}, "児童・生徒の年齢が2歳を超えて離れています。"),
        ({"months": [4]}, "双方に合う時期がありません。"),
        ({"full_until": datetime.date(2999, 1, 1)}, "現在、依頼を受け付けていません。"),
    ],
)
def test_each_rule_is_told_in_words(wish, fields, words):
    assert reason_of(wish, PartnerFactory(**fields)) == words


def test_musts_and_lessons(membership):
    wish = LiveWishFactory(school=membership.school, waiting=True, musts=["theme"])
    assert "必ず満たしたい条件" in reason_of(wish, PartnerFactory(themes=["sdgs"]))
    assert reason_of(wish, PartnerFactory(languages={"fr": 4})) == "双方が話せる言語がありません。"


def test_who_came_after_the_list_was_made(wish):
    services.refresh_suggestions(wish)
    assert "候補の作成後" in reason_of(wish, PartnerFactory())


def test_ranks_and_those_behind(wish):
    first = PartnerFactory(confirmed_on=timezone.localdate())
    PartnerFactory.create_batch(LIMIT, confirmed_on=timezone.localdate())
    services.refresh_suggestions(wish)
    silent = PartnerFactory(requests=6, replies=1)
    other = PartnerFactory()
    answers = why(wish, wish.runs.first(), [first, silent, other])

    assert answers[0].rank is not None
    assert [one.rank for one in answers[1:]] == [None, None]
    assert "返信が少なめ" in answers[1].reason
    assert "返信が少なめ" not in answers[2].reason
    assert answers[2].suggestion.fit > 0


def test_what_was_asked_or_left_out_is_told_apart(wish):
    asked, declined = PartnerFactory(), PartnerFactory()
    RequestFactory(wish=wish, partner=asked)
    services.decline_suggestion(wish, declined, None, reason=DeclineReason.AGE)

    assert reason_of(wish, asked) == "この希望で、すでに調整を依頼しています。"
    assert reason_of(wish, declined) == "貴校が見送った学校です。"


def test_a_school_looks_partners_up(member, outsider, reader, anonymous, coordinator, wish):
    address = reverse("members:wish-why", args=[wish.pk])
    shown = PartnerFactory(name="わかば小学校", contact_name="Jane Secret", notes="秘密")
    PartnerFactory(name="わかば閉校", status="closed")
    text = member.get(address, {"q": "わかば"}).content.decode()

    assert "わかば小学校" in text
    for secret in ("わかば閉校", "Jane Secret", "秘密"):
        assert secret not in text
    assert reader.get(address, {"partner": shown.pk}).context["answers"][0].partner == shown
    assert "見つかりませんでした" in member.get(address, {"q": "ない名前"}).content.decode()
    for odd in ("", "x", "9" * 30, "²"):
        assert member.get(address, {"partner": odd}).status_code == 200
    assert outsider.get(address).status_code == 404
    assert anonymous.get(address).status_code == 302
    assert coordinator.get(address).status_code == 403


@pytest.mark.parametrize("count", [1, 5])
def test_more_partners_cost_no_more_queries(member, wish, count, django_assert_num_queries):
    for _each in range(count):
        PartnerFactory(name="わかば小学校")
    address = reverse("members:wish-why", args=[wish.pk])
    member.get(address, {"q": "わかば"})
    with django_assert_num_queries(QUERIES):
        assert len(member.get(address, {"q": "わかば"}).context["answers"]) == count


# The search of SQLite takes one query more.
QUERIES = 22 if connection.vendor == "sqlite" else 21
