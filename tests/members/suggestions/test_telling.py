"""The mail about candidates that a school has not seen."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from wagtail.log_actions import registry

from members.suggestions import services
from members.suggestions.models import EventKind, MatchEvent, RequestStatus
from tests.factories.partners import PartnerFactory
from tests.factories.wishes import WishFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("immediate_letters")]

MONDAY = datetime.datetime(2026, 11, 30, 7, tzinfo=datetime.timezone(datetime.timedelta(hours=9)))
DAY = datetime.timedelta(days=1)


@pytest.fixture
def wish(membership):
    membership.school.email = "midori@example.jp"
    membership.school.save()
    return WishFactory(school=membership.school, waiting=True, title="給食でつながる")


def partner(name, **values):
    return PartnerFactory(name=name, name_en=name, confirmed_on=MONDAY.date() - DAY, **values)


@pytest.fixture
def morning(django_capture_on_commit_callbacks):
    """Runs a morning of the worker and gives the mails of it."""

    def run(at):
        mail.outbox.clear()
        with time_machine.travel(at, tick=False), django_capture_on_commit_callbacks(execute=True):
            services.refresh_all()
            number = services.tell_schools()
        assert number == len({letter.to[0] for letter in mail.outbox})
        return mail.outbox

    return run


def test_a_school_learns_of_candidates_once(wish, morning):
    partner("Wattle Bay")

    [letter] = morning(MONDAY)

    assert letter.to == ["midori@example.jp"]
    assert letter.subject.startswith("交流希望に新しい候補があります")
    assert "■ 給食でつながる" in letter.body
    assert "- Wattle Bay（オーストラリア）" in letter.body
    assert "- Wattle Bay (Australia)" in letter.body
    assert reverse("members:wish-matches", args=[wish.pk]) in letter.body
    assert morning(MONDAY + DAY) == []
    assert morning(MONDAY + 30 * DAY) == []


def test_a_new_candidate_waits_until_the_week_is_over(wish, morning):
    partner("Wattle Bay")
    morning(MONDAY)
    partner("Silky Oak")

    assert morning(MONDAY + DAY) == []
    [letter] = morning(MONDAY + 7 * DAY + datetime.timedelta(minutes=1))

    assert "Silky Oak" in letter.body
    assert "Wattle Bay" not in letter.body


def test_what_the_school_has_seen_is_no_news(wish, morning, member):
    partner("Wattle Bay")
    services.refresh_suggestions(wish)
    member.get(reverse("members:wish-matches", args=[wish.pk]))

    assert morning(MONDAY) == []


@pytest.mark.parametrize("day", [datetime.date(2026, 11, 28), datetime.date(2026, 11, 29), datetime.date(2026, 11, 23)])
def test_no_mails_at_weekends_and_on_holidays(wish, morning, day):
    partner("Wattle Bay")

    assert morning(datetime.datetime.combine(day, MONDAY.timetz())) == []


@pytest.mark.parametrize("status", [RequestStatus.OPEN, RequestStatus.ACCEPTED])
def test_who_waits_or_has_a_partner_is_left_in_peace(wish, morning, status):
    request = services.request_partner(wish, partner("Wattle Bay"), None)
    if status != RequestStatus.OPEN:
        services.close_request(request, status, by=None)
    partner("Silky Oak")

    assert morning(MONDAY) == []


def test_one_mail_for_all_wishes_of_a_school_and_the_rest_is_counted(wish, morning):
    WishFactory(school=wish.school, waiting=True, title="年賀状を送ろう")
    for number in range(7):
        partner(f"School {number}")

    [letter] = morning(MONDAY)

    assert letter.body.count("■") == 2 * len(("ja", "en"))
    assert letter.body.count("ほか2校") == 2
    assert MatchEvent.objects.filter(kind=EventKind.TOLD).count() == 14


def test_a_worker_that_dies_before_the_commit_tells_later(wish, monkeypatch, morning):
    partner("Wattle Bay")
    with monkeypatch.context() as broken, pytest.raises(OSError, match="killed"):
        broken.setattr("members.suggestions.services.telling.queue_after_commit", _killed)
        morning(MONDAY)

    assert not MatchEvent.objects.filter(kind=EventKind.TOLD).exists()
    assert len(morning(MONDAY)) == 1


def _killed(*args):
    raise OSError("killed")


def test_the_mails_of_a_wish_are_stopped_and_wanted_again(wish, morning, member):
    partner("Wattle Bay")
    page, switch = (reverse(f"members:wish-{name}", args=[wish.pk]) for name in ("detail", "mails"))
    assert "メールを止める" in member.get(page).content.decode()

    answer = member.post(switch, {"wanted": "0"}, follow=True)

    assert "この希望の候補についてのメールは、今後送りません" in answer.content.decode()
    assert morning(MONDAY) == []
    member.post(switch, {"wanted": "1"})
    assert len(morning(MONDAY)) == 1
    told = [entry.data["wanted"] for entry in registry.get_logs_for_instance(wish) if entry.action == "wish.mails"]
    assert sorted(told) == [False, True]


def test_the_switch_is_the_schools_own(wish, outsider, reader, coordinator):
    switch = reverse("members:wish-mails", args=[wish.pk])

    assert outsider.post(switch, {"wanted": "0"}).status_code == 404
    assert reader.post(switch, {"wanted": "0"}).status_code == 403
    assert coordinator.post(switch, {"wanted": "0"}).status_code == 403
    wish.refresh_from_db()
    assert wish.mails_wanted


@pytest.mark.parametrize("count", [1, 5])
def test_more_wishes_cost_no_more_queries(wish, count, django_assert_num_queries):
    for _each in range(count - 1):
        WishFactory(school=wish.school, waiting=True)
    partner("Wattle Bay")
    services.refresh_all()

    with django_assert_num_queries(7):
        assert services.tell_schools(MONDAY) == 1
