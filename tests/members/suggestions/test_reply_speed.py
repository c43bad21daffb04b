"""How soon a partner usually answers."""

import datetime

import pytest
from django.urls import reverse

from members.suggestions import services
from members.suggestions.models import PartnerRequest, RequestStatus
from members.suggestions.reply_speed import reply_words
from members.suggestions.selectors import answer_days
from tests.days import NOON
from tests.factories.partners import PartnerFactory
from tests.factories.suggestions import RequestFactory
from tests.factories.wishes import WishFactory


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((), ""),
        ((1, 1), ""),
        ((0, 0, 0), "通常2〜3日で返事があります"),
        ((1, 3.5, 90), "通常2〜3日で返事があります"),
        ((3, 4), ""),
        ((3, 4, 4), "返事まで1週間ほど"),
        ((10, 10, 10, 10), "返事まで1週間ほど"),
        ((2, 10, 11, 30), "返事まで2週間ほど"),
        ((16, 16, 16), "返事まで2週間ほど"),
        ((1, 17, 60), "返事まで2週間以上"),
    ],
)
def test_the_median_is_told_in_coarse_words(days, words):
    assert reply_words(days) == words


def answered(partner, days, status=RequestStatus.ACCEPTED, refusal=""):
    request = RequestFactory(partner=partner, status=status, refusal=refusal, closed_at=NOON)
    PartnerRequest.objects.filter(pk=request.pk).update(requested_at=NOON - datetime.timedelta(days=days))


@pytest.mark.django_db
def test_only_real_answers_count(django_assert_num_queries):
    quick, silent = PartnerFactory(), PartnerFactory()
    answered(quick, 2)
    answered(quick, 4, RequestStatus.REFUSED, "dates")
    answered(quick, 60, RequestStatus.REFUSED, "no_answer")
    answered(quick, 50, RequestStatus.WITHDRAWN)
    RequestFactory(partner=quick)
    answered(silent, 60, RequestStatus.REFUSED, "no_answer")

    with django_assert_num_queries(1):
        found = answer_days([quick.pk, silent.pk])

    assert sorted(found[quick.pk]) == [2, 4]
    assert found[silent.pk] == []


@pytest.mark.django_db
def test_the_card_tells_it_from_three_answers_on(member, membership):
    partner, wish = PartnerFactory(), WishFactory(school=membership.school, waiting=True)
    services.refresh_suggestions(wish)
    url = reverse("members:wish-matches", args=[wish.pk])
    answered(partner, 6)
    answered(partner, 7)
    assert "返事まで" not in member.get(url).content.decode()

    answered(partner, 8)

    assert "返事まで1週間ほど" in member.get(url).content.decode()
    assert "Answers in about a week" in member.get(f"/en{url}").content.decode()
