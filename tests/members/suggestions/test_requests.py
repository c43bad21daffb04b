import threading

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from wagtail.log_actions import registry

from members.partners.models import PartnerSchool
from members.suggestions import services
from members.suggestions.models import STEPS, PartnerRequest, RequestStatus
from members.wishes import services as wishes
from members.wishes.models import ExchangeWish
from portal.core.vocabulary import Stage
from tests.factories.partners import PartnerFactory
from tests.factories.schools import UserFactory
from tests.factories.suggestions import RequestFactory
from tests.factories.wishes import WishFactory


@pytest.fixture
def actor(db):
    return UserFactory(name="山田花子")


def test_asking_writes_a_request_history_and_a_letter(actor, django_capture_on_commit_callbacks, immediate_letters):
    wish, partner = WishFactory(waiting=True), PartnerFactory(name="ワトルベイ小学校")

    with django_capture_on_commit_callbacks(execute=True):
        request = services.request_partner(wish, partner, actor)

    wish.refresh_from_db()
    assert (request.status, request.requested_by, request.partner) == (RequestStatus.OPEN, actor, partner)
    assert wish.stage == Stage.PROPOSED
    assert [entry.action for entry in registry.get_logs_for_instance(request)] == ["request.create"]
    assert "ワトルベイ小学校" in mail.outbox[0].subject
    assert f"/cms/partner_requests/edit/{request.pk}/" in mail.outbox[0].body


def test_the_second_of_two_who_ask_learns_of_the_first(actor):
    wish, partner = WishFactory(waiting=True), PartnerFactory()
    first = services.request_partner(wish, partner, actor)

    with pytest.raises(services.RequestError) as refused:
        services.request_partner(wish, PartnerFactory(), UserFactory())

    assert (refused.value.reason, refused.value.existing) == ("already_open", first)
    assert PartnerRequest.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_make_one_request():
    actor, wish, partner = UserFactory(), WishFactory(waiting=True), PartnerFactory()
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("threads do not share a database in memory; PostgreSQL proves this")
    outcomes = []
    barrier = threading.Barrier(2)

    def ask():
        barrier.wait()
        try:
            services.request_partner(wish, partner, actor)
            outcomes.append("made")
        except services.RequestError as refused:
            outcomes.append(refused.reason)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["already_open", "made"]
    assert PartnerRequest.objects.count() == 1


@pytest.mark.parametrize(
    "values", [{"status": "paused"}, {"status": "closed"}, {"capacity": 0}, {"confirmed_on": None}]
)
def test_a_partner_that_takes_nobody_is_not_asked(actor, values):
    with pytest.raises(services.RequestError) as refused:
        services.request_partner(WishFactory(waiting=True), PartnerFactory(**values), actor)

    assert refused.value.reason == "partner_unavailable"


def test_a_partner_with_enough_requests_is_not_asked(actor):
    partner = PartnerFactory(capacity=1)
    RequestFactory(partner=partner)
    RequestFactory(partner=partner)

    with pytest.raises(services.RequestError) as refused:
        services.request_partner(WishFactory(waiting=True), partner, actor)

    assert refused.value.reason == "partner_unavailable"


def test_drafts_ask_nobody(actor):
    with pytest.raises(services.RequestError) as refused:
        services.request_partner(WishFactory(), PartnerFactory(), actor)

    assert refused.value.reason == "wish_not_open"


@pytest.mark.parametrize(
    ("status", "refusal", "asked", "answered"),
    [
        (RequestStatus.ACCEPTED, "", 1, 1),
        (RequestStatus.REFUSED, "dates", 1, 1),
        (RequestStatus.REFUSED, "no_answer", 1, 0),
        (RequestStatus.WITHDRAWN, "", 0, 0),
    ],
)
def test_closing_counts_for_the_partners_reply_rate(actor, status, refusal, asked, answered):
    request = RequestFactory()

    services.close_request(request, status, by=actor, refusal=refusal)

    partner, request = PartnerSchool.objects.get(), PartnerRequest.objects.get()
    assert (request.status, request.refusal, request.closed_at is not None) == (status, refusal, True)
    assert (partner.requests, partner.replies) == (asked, answered)


@pytest.mark.parametrize(
    ("status", "refusal"),
    [(RequestStatus.REFUSED, ""), (RequestStatus.REFUSED, "x"), (RequestStatus.ACCEPTED, "dates")],
)
def test_only_a_declined_request_has_a_reason(actor, status, refusal):
    with pytest.raises(services.RequestError) as refused:
        services.close_request(RequestFactory(), status, by=actor, refusal=refusal)

    assert refused.value.reason == "refusal"


def test_a_closed_request_stays_closed(actor):
    request = RequestFactory()
    services.close_request(request, RequestStatus.REFUSED, by=actor, refusal="full")

    with pytest.raises(services.RequestError):
        services.close_request(request, RequestStatus.ACCEPTED, by=actor)

    assert STEPS[RequestStatus.REFUSED] == frozenset()


def test_a_wish_that_is_cancelled_withdraws_its_request(actor):
    request = RequestFactory()

    wishes.withdraw_wish(request.wish, actor=actor, reason="plans_changed")

    request.refresh_from_db()
    assert request.status == RequestStatus.WITHDRAWN
    assert request.closed_at is not None


def test_the_database_allows_one_open_request_a_wish(actor):
    request = RequestFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        RequestFactory(wish=request.wish)


def test_after_handing_in_the_list_stands(actor, django_capture_on_commit_callbacks):
    PartnerFactory()
    wish = WishFactory()

    with django_capture_on_commit_callbacks(execute=True):
        wishes.submit_wish(wish, actor=actor)

    wish.refresh_from_db()
    assert wish.stage == Stage.PROPOSED
    assert wish.runs.get().suggestions.count() == 1


def test_an_engine_that_fails_neither_breaks_the_wish_nor_stays_silent(
    actor, monkeypatch, caplog, django_capture_on_commit_callbacks, immediate_letters
):
    def fail(*args, **kwargs):
        raise RuntimeError("engine")

    monkeypatch.setattr("members.suggestions.listeners.refresh_suggestions", fail)
    wish = WishFactory()

    with django_capture_on_commit_callbacks(execute=True):
        wishes.submit_wish(wish, actor=actor)

    assert ExchangeWish.objects.get().stage == Stage.SUBMITTED
    assert "no suggestions could be computed" in caplog.text
    assert any("候補を計算できませんでした" in letter.subject for letter in mail.outbox)
