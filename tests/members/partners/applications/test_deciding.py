"""The queue at the desk: accepted, declined, put away; two coordinators at once; how long it is kept."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from members.partners.models import PartnerApplication, PartnerLetter, PartnerSchool
from members.partners.services import applications
from portal.core import retention
from tests.factories.applications import ApplicationFactory
from tests.factories.partners import PartnerFactory
from tests.factories.schools import UserFactory

pytestmark = pytest.mark.django_db
QUEUE = "/cms/partner_applications/"


@pytest.fixture
def one(db):
    return ApplicationFactory(
        name_en="Banyan School", website="https://www.banyan.example/", contact_email="l@b.example"
    )


@pytest.fixture
def page(one):
    return f"{QUEUE}{one.pk}/"


def fresh(one):
    return PartnerApplication.objects.get(pk=one.pk)


def test_accepting_lists_the_school_and_sends_its_link(coordinator, one, page):
    assert coordinator.post(page, {"action": "accept"}).status_code == 302
    partner = PartnerSchool.objects.get()

    assert (partner.name, partner.origin, partner.verification) == ("Banyan School", "itself", "reached")
    assert (partner.confirmed_on, partner.status) == (timezone.localdate(), "active")
    assert partner.languages == {"zh": 4, "en": 2}
    assert partner.code.startswith("TW-")
    assert (fresh(one).status, fresh(one).partner) == ("accepted", partner)
    letter = PartnerLetter.objects.get()
    assert (letter.kind, letter.link.purpose) == ("accepted", "update")
    assert ModelLogEntry.objects.filter(action="partners.application_accepted").get().user is not None


def test_declining_tells_the_reason_and_keeps_the_remark(coordinator, one, page):
    assert coordinator.post(page, {"action": "decline", "reason": "age", "remark": "内部"}).status_code == 302
    assert (fresh(one).status, fresh(one).reason, fresh(one).remark) == ("declined", "age", "内部")
    letter = PartnerLetter.objects.get()
    assert (letter.kind, letter.words) == ("declined_age", {})
    assert not PartnerSchool.objects.exists()


def test_declining_needs_a_reason(coordinator, one, page):
    response = coordinator.post(page, {"action": "decline", "reason": "", "remark": "まだ"})
    assert response.status_code == 422
    assert "まだ" in response.content.decode()
    assert fresh(one).status == "new"


def test_spam_gets_no_letter(coordinator, one, page):
    coordinator.post(page, {"action": "spam"})
    assert fresh(one).status == "spam"
    assert not PartnerLetter.objects.exists()


def test_what_is_not_proved_cannot_be_accepted(coordinator, page):
    PartnerApplication.objects.update(status="unproved", proved_at=None)
    text = coordinator.post(page, {"action": "accept"}, follow=True).content.decode()
    assert "まだ確認されていません" in text
    assert not PartnerSchool.objects.exists()


@pytest.mark.parametrize("action", ["accept", "decline", "spam"])
def test_the_second_coordinator_is_told(coordinator, one, page, action):
    applications.mark_spam(one, actor=UserFactory())
    text = coordinator.post(page, {"action": action, "reason": "age"}, follow=True).content.decode()
    assert "他の方が既に決定しています" in text
    assert fresh(one).status == "spam"
    assert not PartnerSchool.objects.exists()


def test_an_unknown_step_is_not_found(coordinator, page):
    assert coordinator.post(page, {"action": "delete"}).status_code == 404


@pytest.mark.parametrize(
    "changes",
    [
        {"name_en": "BANYAN  school", "country": "TW", "region": ""},
        {"website": "http://banyan.example/en/", "country": "AU"},
    ],
)
def test_possible_duplicates_are_shown(coordinator, page, changes):
    PartnerFactory(code="twin", **changes)
    assert [partner.code for partner in coordinator.get(page).context["duplicates"]] == ["twin"]


def test_a_stranger_is_no_duplicate(coordinator, page):
    PartnerFactory(name_en="Banyan School", country="AU")
    assert coordinator.get(page).context["duplicates"] == []


def test_the_queue_shows_each_state(coordinator, one):
    ApplicationFactory(status="unproved", proved_at=None, name_en="Silent School")
    assert [row.name_en for row in coordinator.get(QUEUE).context["page_obj"]] == ["Banyan School"]
    waiting = coordinator.get(QUEUE, {"status": "unproved"}).context["page_obj"]
    assert [row.name_en for row in waiting] == ["Silent School"]
    assert "該当する申込みはありません" in coordinator.get(QUEUE, {"status": "spam"}).content.decode()


def test_the_queue_asks_the_same_queries_for_1_and_5_rows(coordinator, one, django_assert_num_queries):
    coordinator.get(QUEUE)
    with django_assert_num_queries(11):
        coordinator.get(QUEUE)
    ApplicationFactory.create_batch(4)
    with django_assert_num_queries(11):
        coordinator.get(QUEUE)


def test_an_editor_and_a_member_see_nothing(editor, member, page):
    for client in (editor, member):
        for address in (QUEUE, page):
            assert client.get(address).status_code == 302
            assert client.post(address, {"action": "accept"}).status_code == 302
    assert not PartnerSchool.objects.exists()


@pytest.mark.parametrize(("status", "days"), [("unproved", 14), ("spam", 30), ("declined", 90), ("accepted", 400)])
def test_applications_are_forgotten_in_time(status, days):
    decided = {} if status == "unproved" else {"decided_at": timezone.now()}
    reason = {"reason": "age"} if status == "declined" else {}
    ApplicationFactory(status=status, **decided, **reason)
    ApplicationFactory()
    later = timezone.now() + datetime.timedelta(days=days)
    code = f"partners.applications_{status}"
    assert retention.apply_all(later - datetime.timedelta(hours=1))[code] == 0
    assert retention.apply_all(later + datetime.timedelta(hours=1), dry_run=True)[code] == 1
    retention.apply_all(later + datetime.timedelta(hours=1))
    assert PartnerApplication.objects.get().status == "new"
